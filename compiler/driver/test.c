// test.c - `vole test`: every package with its tests becomes a program, which is run.
//
//	test_flags.c   flags of the build, of the test program, and packages
//	test_load.c    the package, its tests, and a main package (test_main.c) for them
//	test_run.c     the program as a child, and the line that sums it up; test_json.c as events
//
// 1. The arguments become a list of packages.
// 2. What several of them import is brought up to date once, in a child that nobody listens to.
// 3. Each package is loaded, compiled, linked and run in a child of its own, up to -p at once.  Its
//    trees differ from those of other children where its tests take a package's place; objects are
//    shared through the cache.
// 4. What the children print is shown in the order of the packages.

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

// How a child ends.
enum { PASSED, FAILED, BUILD_FAILED, SETUP_FAILED, NO_TESTS, NOTHING_COVERED };

typedef struct {
	TestPackage package;
	pid_t pid; // 0: not started, or ended
	bool ended;
	FILE *out, *err; // what it printed; NULL: shown at once
	int status;
} Job;

typedef struct {
	Command *command;
	Vec jobs; // Job*, in the order of packages
	int running, shown;
	bool failed;
	Vec told; // char*: messages of packages, each shown once
} Tests;

// --- 1: which packages ---------------------------------------------------------------------------

static Job *add_job(Tests *t, const char *path, const char *dir)
{
	VEC_EACH(Job, j, &t->jobs)
		if (strcmp(j->package.dir, dir) == 0)
			return j;
	Job *j = NEW(Job);
	j->package.path = intern(path);
	j->package.dir = dir;
	vec_push(&t->jobs, j);
	return j;
}

static void note_package(Loader *l, const char *path, const char *dir)
{
	add_job(l->list, path, dir);
}

// Sends what is written to stderr to a file until the descriptor it returns is given back.
static int divert_stderr(FILE *to)
{
	fflush(stderr);
	int saved = to ? dup(STDERR_FILENO) : -1;
	if (saved < 0) {
		fprintf(stderr, "vole: cannot make a temporary file: %m\n");
		exit(1);
	}
	dup2(fileno(to), STDERR_FILENO);
	return saved;
}

static void restore_stderr(int saved)
{
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(saved);
}

static char *text_of(FILE *f)
{
	Buf b = {0};
	char chunk[4096];
	rewind(f);
	for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
		buf_write(&b, chunk, n);
	return buf_str(&b);
}

// Messages about loading `what` go under its name, as those of the compiler do.
static const char *under_title(const char *what, const char *messages)
{
	if (!*messages || strncmp(messages, "# ", 2) == 0)
		return messages;
	return arena_printf("# %s\n%s", what, messages);
}

// A directory that is named, and has no package in it.
static bool is_bare(const char *arg)
{
	const char *dir = path_absolute(arg);
	if ((arg[0] != '.' && arg[0] != '/') || strstr(arg, "...") || !dir_exists(dir))
		return false;
	Vec names = dir_list(dir);
	VEC_EACH(const char, name, &names)
		if (path_has_suffix(name, ".go"))
			return false;
	return true;
}

static void fail_arg(Tests *t, const char *arg, const char *messages)
{
	Job *j = add_job(t, arg, arg);
	j->ended = true;
	j->status = SETUP_FAILED;
	j->err = tmpfile();
	fputs(under_title(arg, messages), j->err);
}

// An argument that names no package fails like a package that cannot be loaded.
static void list_arg(Tests *t, Loader *l, const char *arg)
{
	Vec one = {.at = (void *[]){(void *)arg}, .len = 1, .cap = 1};
	if (is_bare(arg)) {
		fail_arg(t, arg, arena_printf("no Go files in %s\n", path_absolute(arg)));
		return;
	}
	FILE *messages = tmpfile();
	int saved = divert_stderr(messages);
	l->failed = false;
	load_args(l, &one);
	restore_stderr(saved);
	if (l->failed)
		fail_arg(t, arg, text_of(messages));
	else
		fputs(text_of(messages), stderr);
	fclose(messages);
}

static bool list_packages(Tests *t)
{
	Program unused = {0};
	Loader l;
	if (!loader_start(&l, &unused, t->command))
		return false;
	l.listed = note_package;
	l.list = t;
	if (names_files(t->command)) {
		load_args(&l, &t->command->args);
		return !l.failed;
	}
	if (t->command->args.len == 0)
		list_arg(t, &l, ".");
	VEC_EACH(const char, arg, &t->command->args)
		list_arg(t, &l, arg);
	return true;
}

// --- 2: what they share --------------------------------------------------------------------------

static void load_all_imports(const Tests *t, Loader *l)
{
	VEC_EACH(Job, j, &t->jobs) {
		if (j->ended)
			continue;
		Unit *u = unit_new(l, j->package.path, j->package.dir);
		l->known.len--;
		u->tests = TESTS_INTERNAL;
		for (int pass = 0; pass < 2; pass++, u->tests = TESTS_EXTERNAL) {
			find_sources(l, u);
			parse_heads(l, u);
			load_imports(l, u);
		}
	}
	load_package(l, "testing/internal/testdeps", NULL, (Pos){0});
}

// Compiles what the packages and their tests import.  What fails here, fails and is told again for
// the packages that need it.
static _Noreturn void build_imports(const Tests *t)
{
	Program p;
	Loader l;
	Command c = *t->command;
	unsigned go_sets = 0;
	c.rebuild = false;
	divert_stderr(tmpfile());
	do {
		p = (Program){0};
		if (!loader_start(&l, &p, &c))
			_exit(1);
		l.go_sets = go_sets;
		load_all_imports(t, &l);
	} while (loader_restarts(&l, &go_sets));
	build_objects(&p, &c);
	_exit(0);
}

static void prepare(const Tests *t)
{
	int status;
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		build_imports(t);
	if (pid > 0)
		waitpid(pid, &status, 0);
}

// --- 3: one package ------------------------------------------------------------------------------

static const char *program_name(const TestPackage *t)
{
	Unit named = {.path = t->path};
	return arena_printf("%s.test", strcmp(t->path, "command-line-arguments") == 0
					   ? path_base(t->path)
					   : default_name(&named));
}

// Where the program goes: into a work directory unless it is asked for.
static const char *program_file(const Tests *t, const TestPackage *p, int index)
{
	const Command *c = t->command;
	const char *name = program_name(p);
	if (c->output)
		return path_absolute(is_dir_name(c->output) ? path_join(c->output, name)
							    : c->output);
	if (c->test_compile || test_writes_profile(c))
		return path_absolute(name);
	const char *dir = path_join(install_work(), arena_printf("b%03d", index + 1));
	return make_dirs(dir) ? path_join(dir, name) : path_join(install_work(), name);
}

static bool load(Program *p, const Command *c, TestPackage *package)
{
	FILE *messages = tmpfile();
	int saved = divert_stderr(messages);
	bool ok = test_load(p, c, package);
	restore_stderr(saved);
	fputs(under_title(package->path, text_of(messages)), stderr);
	return ok;
}

// A package without tests has its place in the profile too.  Is there anything to cover?
static bool report_uncovered(const Tests *t, const TestPackage *p, int index)
{
	Buf part = {0};
	buf_printf(&part, "mode: %s\n", test_cover_mode(t->command));
	bool any = false;
	VEC_EACH(Unit, u, &p->covered)
		any |= u == p->internal && test_put_uncovered(&part, u);
	if (any && test_flag(t->command, "coverprofile"))
		file_write(test_profile_part(program_file(t, p, index)), part.s, part.len);
	return any;
}

static int test_package(const Tests *t, Job *j, int index)
{
	Program p = {0};
	Command c = *t->command;
	TestPackage *package = &j->package;
	c.jobs = c.jobs > t->jobs.len ? c.jobs / t->jobs.len : 1;
	VEC_EACH(Job, other, &t->jobs)
		if (other != j)
			vec_push(&package->others, &other->package);
	if (!load(&p, &c, package))
		return SETUP_FAILED;
	if (build_objects(&p, &c) != 0)
		return BUILD_FAILED;
	if (!package->main)
		return report_uncovered(t, package, index) ? NOTHING_COVERED : NO_TESTS;
	TestCache cache;
	const char *text;
	size_t size;
	test_cache_start(&cache, &p, &c, package);
	if (test_cache_find(&cache, &text, &size)) {
		test_replay(&c, package, text, size);
		return PASSED;
	}
	const char *program = program_file(t, package, index);
	if (!link_program(&p, package->main, &c, program))
		return BUILD_FAILED;
	return c.test_compile ? PASSED : test_run(&c, package, &cache, program) ? FAILED : PASSED;
}

// One package's output is shown as it comes, if it is shown at all.
static bool at_once(const Tests *t)
{
	return t->jobs.len == 1 || t->command->jobs == 1;
}

static void start(Tests *t, int index)
{
	Job *j = t->jobs.at[index];
	j->out = at_once(t) ? NULL : tmpfile();
	j->err = at_once(t) && !t->command->test_json ? NULL : tmpfile();
	fflush(NULL);
	j->pid = fork();
	if (j->pid == 0) {
		if (j->out)
			dup2(fileno(j->out), STDOUT_FILENO);
		if (j->err)
			dup2(fileno(j->err), STDERR_FILENO);
		int status = test_package(t, j, index);
		fflush(NULL);
		_exit(status);
	}
	if (j->pid < 0) {
		fprintf(stderr, "vole: cannot start a process: %m\n");
		exit(1);
	}
	t->running++;
}

// --- 4: what is shown ----------------------------------------------------------------------------

static bool told_before(Tests *t, const char *message)
{
	VEC_EACH(const char, m, &t->told)
		if (strcmp(m, message) == 0)
			return true;
	vec_push(&t->told, (char *)message);
	return false;
}

// The end of the block of messages, `# title` and lines, that begins at s.
static const char *block_end(const char *s)
{
	const char *next = strstr(s, "\n# ");
	return next ? next + 1 : s + strlen(s);
}

static void show_messages(Tests *t, const char *text)
{
	for (const char *s = text; *s;) {
		const char *end = block_end(s);
		const char *block = arena_strndup(s, (size_t)(end - s));
		if (!told_before(t, block))
			fputs(block, stderr);
		s = end;
	}
}

static const char *verdict(const Job *j)
{
	const char *path = j->package.path;
	switch (j->status) {
	case BUILD_FAILED:
		return arena_printf("FAIL\t%s [build failed]\n", path);
	case SETUP_FAILED:
		return arena_printf("FAIL\t%s [setup failed]\n", path);
	case NO_TESTS:
		return arena_printf("?   \t%s\t[no test files]\n", path);
	case NOTHING_COVERED:
		return arena_printf("\t%s\t\tcoverage: 0.0%% of statements\n", path);
	default:
		return NULL;
	}
}

// What the build of a package printed, as events; the title of what failed.
static const char *json_messages(Tests *t, const char *text)
{
	const char *title = NULL;
	for (const char *s = text; *s;) {
		const char *end = block_end(s);
		const char *block = arena_strndup(s, (size_t)(end - s));
		if (strncmp(s, "# ", 2) == 0)
			title = arena_strndup(s + 2, strcspn(s + 2, "\n"));
		if (!told_before(t, block))
			test_json_build(title ? title : "", block, stdout);
		s = end;
	}
	return title;
}

static bool is_failure(const Job *j)
{
	return j->status != PASSED && j->status != NO_TESTS && j->status != NOTHING_COVERED;
}

static void show_json(Tests *t, const Job *j)
{
	const char *failed = j->err ? json_messages(t, text_of(j->err)) : NULL;
	const char *line = verdict(j);
	if (!line)
		return;
	TestJson *json = test_json_start(j->package.path, stdout);
	test_json_write(json, line, strlen(line));
	test_json_end(json, is_failure(j) ? "fail" : "skip", 0, is_failure(j) ? failed : NULL);
}

static void show(Tests *t, Job *j)
{
	if (j->out)
		fputs(text_of(j->out), stdout);
	if (t->command->test_json) {
		show_json(t, j);
	} else {
		fflush(stdout);
		if (j->err)
			show_messages(t, text_of(j->err));
		if (verdict(j) && !(t->command->test_compile && is_failure(j)))
			fputs(verdict(j), stdout);
	}
	fflush(stdout);
	t->failed |= is_failure(j);
	if (j->out)
		fclose(j->out);
	if (j->err)
		fclose(j->err);
}

static void show_ended(Tests *t)
{
	while (t->shown < t->jobs.len) {
		Job *j = t->jobs.at[t->shown];
		if (!j->ended)
			return;
		show(t, j);
		t->shown++;
	}
}

static void reap(Tests *t)
{
	int status;
	pid_t pid = waitpid(-1, &status, 0);
	VEC_EACH(Job, j, &t->jobs) {
		if (pid <= 0 || j->pid != pid)
			continue;
		j->pid = 0;
		j->ended = true;
		j->status = WIFEXITED(status) ? WEXITSTATUS(status) : BUILD_FAILED;
		t->running--;
	}
}

// --- the coverage profile ------------------------------------------------------------------------

// The parts that the programs wrote, one after the other under one line that tells the mode.
static void write_profile(const Tests *t)
{
	const char *name = test_flag(t->command, "coverprofile");
	const char *dir = test_flag(t->command, "outputdir");
	Buf all = {0};
	if (!name)
		return;
	buf_printf(&all, "mode: %s\n", test_cover_mode(t->command));
	for (int i = 0; i < t->jobs.len; i++) {
		Job *j = t->jobs.at[i];
		const char *part = test_profile_part(program_file(t, &j->package, i));
		size_t size;
		const char *text = file_read(part, &size), *body = text ? strchr(text, '\n') : NULL;
		if (body)
			buf_puts(&all, body + 1);
		unlink(part);
	}
	name = path_absolute(dir && name[0] != '/' ? path_join(dir, name) : name);
	if (!file_write(name, all.s, all.len))
		fprintf(stderr, "vole: cannot write %s: %m\n", name);
}

static bool usable(const Tests *t)
{
	const Command *c = t->command;
	if (t->jobs.len > 1 && c->output && !is_dir_name(c->output)) {
		fprintf(stderr, "vole: with multiple packages, -o must refer to a directory or "
				"/dev/null\n");
		return false;
	}
	static const char *const single[] = {"cpuprofile",   "memprofile", "blockprofile",
					     "mutexprofile", "trace",      "fuzz"};
	for (size_t i = 0; t->jobs.len > 1 && i < sizeof single / sizeof *single; i++)
		if (test_flag(c, single[i])) {
			fprintf(stderr, "vole: cannot use -%s flag with multiple packages\n",
				single[i]);
			return false;
		}
	return true;
}

int command_test(Command *c)
{
	Tests t = {.command = c};
	if (c->keep_work)
		install_keep_work();
	if (!list_packages(&t))
		return 1;
	if (t.jobs.len == 0)
		fprintf(stderr, "no packages to test\n");
	if (t.jobs.len == 0 || !usable(&t))
		return 1;
	install_work(); // before the first fork: all share it
	if (t.jobs.len > 1)
		prepare(&t);
	for (int i = 0; i < t.jobs.len; i++) {
		while (t.running >= c->jobs)
			reap(&t), show_ended(&t);
		if (!((Job *)t.jobs.at[i])->ended)
			start(&t, i);
		show_ended(&t);
	}
	while (t.running > 0)
		reap(&t), show_ended(&t);
	show_ended(&t);
	write_profile(&t);
	if (t.failed && c->args.len > 0 && !c->test_json && !test_flag(c, "fuzz"))
		puts("FAIL");
	return t.failed;
}
