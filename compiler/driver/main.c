// main.c - the command `vole`: its commands, and the phases of compiling a package.
//
//	load.c    which files, which packages, in what order
//	build.c   which of them are stale, each in which process
//	          parse -> check -> inline -> escape      compile_front(), below
//	          LLVM IR -> optimised -> object          compile_back()
//	link.c    objects to executable

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "codegen.h"
#include "compiler.h"
#include "config.h"
#include "escape.h"
#include "inline.h"

// --- phases --------------------------------------------------------------------------------------

static Package *find_import(void *arg, const char *path, Pos pos)
{
	Unit *u = arg;
	(void)pos;
	VEC_EACH (Import, import, &u->imports)
		if (strcmp(import->path, path) == 0)
			return import->unit ? import->unit->pkg : NULL;
	return NULL;
}

// Some package that is compiled asks for the first of an outline's names.
static void open_outline(Package *p)
{
	Unit *u = p->loader;
	VEC_EACH (Source, s, &u->sources)
		vec_push(&p->files, parse_outline(s->path, s->base, s->text, s->size));
	check_outline(p, find_import, u);
}

bool compile_outline(Unit *u)
{
	if (!summary_read(u->pkg, u->entry.summary, u->entry.summary_size))
		return false;
	u->pkg->outline = true;
	u->pkg->open = open_outline;
	return true;
}

static void parse(Unit *u)
{
	VEC_EACH (Source, s, &u->sources) {
		File *f = parse_file(s->path, s->base, s->text, s->size);
		f->pkg = u->pkg;
		vec_push(&u->pkg->files, f);
	}
}

static void run_phases(Unit *u, const Command *c)
{
	int errors = error_count(), syntax_errors = syntax_error_count();
	parse(u);
	if (syntax_error_count() > syntax_errors)
		check_labels(u->pkg);
	if (syntax_error_count() > syntax_errors || c->stop_after == PHASE_PARSE)
		return;
	check_package(u->pkg, find_import, u);
	if (error_count() > errors || c->stop_after == PHASE_CHECK)
		return;
	inline_package(u->pkg, &u->options);
	if (c->stop_after == PHASE_INLINE)
		return;
	escape_package(u->pkg, &u->options);
	Buf summary = {0};
	summary_write(u->pkg, &summary);
	u->entry.summary = summary.s;
	u->entry.summary_size = summary.len;
}

static void dump(const Func *f)
{
	printf("func %s\n", f->name);
	VEC_EACH (Node, n, &f->body)
		node_dump(stdout, n, 1);
}

bool compile_front(Unit *u, const Command *c)
{
	int errors = error_count();
	crash_context(u->path);
	run_phases(u, c);
	if (c->dump_ast && u->named)
		VEC_EACH (Func, f, &u->pkg->funcs)
			dump(f);
	return error_count() == errors;
}

bool compile_back(Unit *u, const Command *c, const char *out)
{
	GenOutput files = {0};
	Emit emit = u->named ? c->emit : EMIT_OBJECT;
	*(emit == EMIT_ASM ? &files.assembly : emit == EMIT_LLVM ? &files.ir : &files.object) = out;
	crash_context(u->path);
	return gen_package(u->pkg, &u->options, &files);
}

// --- build ---------------------------------------------------------------------------------------

// The last element of the import path that is no version, or the first file's name.
static const char *default_name(const Unit *u)
{
	if (u->from_files) {
		const Source *first = u->sources.at[0];
		const char *name = path_base(first->path);
		return arena_strndup(name, strlen(name) - strlen(".go"));
	}
	const char *name = path_base(u->path);
	bool version =
		name[0] == 'v' && name[1] && strspn(name + 1, "0123456789") == strlen(name + 1);
	return version && name != u->path ? path_base(path_dir(u->path)) : name;
}

static bool is_dir_name(const char *s)
{
	return s && (path_has_suffix(s, "/") || dir_exists(s));
}

static bool copy_object(const Unit *u, const char *to)
{
	size_t size;
	char *data = file_read(u->entry.object, &size);
	bool ok = data && file_write(to, data, size);
	free(data);
	if (!ok)
		fprintf(stderr, "vole: cannot write %s: %s\n", to, strerror(errno));
	return ok;
}

// -o with one target, or no -o and one target.
static bool finish_single(const Program *p, Unit *u, const Command *c)
{
	if (u->is_main)
		return link_program(p, u, c, c->output ? c->output : default_name(u));
	return !c->output || copy_object(u, c->output);
}

// -o with a directory: every command goes there.
static bool finish_in_dir(const Program *p, const Command *c)
{
	if (!make_dirs(path_absolute(c->output))) {
		fprintf(stderr, "vole: cannot make directory %s: %s\n", c->output, strerror(errno));
		return false;
	}
	VEC_EACH (Unit, u, &p->targets)
		if (u->is_main && !link_program(p, u, c, path_join(c->output, default_name(u))))
			return false;
	return true;
}

static bool finish_build(const Program *p, const Command *c)
{
	if (is_dir_name(c->output))
		return finish_in_dir(p, c);
	return p->targets.len != 1 || finish_single(p, p->targets.at[0], c);
}

// Loads and compiles; links nothing.
static int build_program(Program *p, Command *c)
{
	if (c->keep_work)
		install_keep_work();
	if (!load_program(p, c))
		return 1;
	return c->stop_after == PHASE_LOAD ? 0 : build_objects(p, c);
}

static bool links(const Command *c)
{
	return c->stop_after == PHASE_LINK && c->emit == EMIT_OBJECT;
}

static int run_build(Command *c)
{
	Program p = {0};
	int status = build_program(&p, c);
	if (status)
		return status;
	if (c->output && p.targets.len > 1 && !is_dir_name(c->output)) {
		fprintf(stderr, "vole: cannot write multiple packages to non-directory %s\n",
			c->output);
		return 1;
	}
	return !links(c) || finish_build(&p, c) ? 0 : 1;
}

// --- run -----------------------------------------------------------------------------------------

static pid_t child;

static void forward(int sig)
{
	kill(child, sig);
}

// Reports how the program ended, as `go run` does.
static int exit_report(int status)
{
	if (WIFEXITED(status)) {
		if (WEXITSTATUS(status) != 0)
			fprintf(stderr, "exit status %d\n", WEXITSTATUS(status));
		return WEXITSTATUS(status) != 0;
	}
	char *name = arena_printf("%s", strsignal(WTERMSIG(status)));
	name[0] |= 0x20;
	fprintf(stderr, "signal: %s%s\n", name, WCOREDUMP(status) ? " (core dumped)" : "");
	return 1;
}

// The program gets the terminal's interrupts itself; we wait for what it makes of them.
static int execute(const char *program, const Vec *args)
{
	Vec argv = {0};
	vec_push(&argv, (char *)program);
	vec_append(&argv, args);
	vec_push(&argv, NULL);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		execv(program, (char **)argv.at);
		fprintf(stderr, "vole: cannot run %s: %m\n", program);
		_exit(1);
	}
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGTERM, forward);
	signal(SIGHUP, forward);
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 1;
	return exit_report(status);
}

// Splits the arguments into what to build and what the program gets.
static Vec take_program_args(Command *c)
{
	int n = 0;
	while (n < c->args.len && path_has_suffix(c->args.at[n], ".go"))
		n++;
	if (n == 0 && c->args.len > 0)
		n = 1;
	Vec rest = {c->args.at + n, c->args.len - n, c->args.len - n};
	c->args.len = n;
	return rest;
}

static int run_run(Command *c)
{
	Vec rest = take_program_args(c);
	if (c->args.len == 0) {
		fprintf(stderr, "vole: no go files listed\n");
		return 1;
	}
	Program p = {0};
	int status = build_program(&p, c);
	if (status || !links(c))
		return status;
	Unit *u = p.targets.len == 1 ? p.targets.at[0] : NULL;
	if (!u || !u->is_main) {
		fprintf(stderr,
			u ? "package %s is not a main package\n"
			  : "vole: %s matches multiple packages\n",
			u ? u->path : (const char *)c->args.at[0]);
		return 1;
	}
	const char *program =
		c->output ? path_absolute(c->output) : path_join(install_work(), default_name(u));
	return link_program(&p, u, c, program) ? execute(program, &rest) : 1;
}

// --- other commands ------------------------------------------------------------------------------

static int run_compile(Command *c)
{
	if (c->args.len == 0) {
		fprintf(stderr, "usage: vole compile [-e] [-m] [-l] [-o object] file.go...\n");
		return 2;
	}
	c->as_given = true;
	if (!c->output && c->emit == EMIT_OBJECT) {
		const char *name = path_base(c->args.at[0]);
		c->output = arena_printf("%.*s.o", (int)strcspn(name, "."), name);
	}
	Program p = {0};
	return build_program(&p, c);
}

// The library's own objects: what `make` runs.
static int run_stdlib(Command *c)
{
	c->to_library = true;
	c->stop_after = PHASE_GEN;
	vec_push(&c->args, "std");
	Program p = {0};
	return build_program(&p, c);
}

static int run_clean(Command *c)
{
	const char *dir = install_cache();
	if (c->cache && dir && !remove_tree(dir)) {
		fprintf(stderr, "vole: cannot remove %s: %m\n", dir);
		return 1;
	}
	return 0;
}

static int run_test(Command *c)
{
	(void)c;
	fprintf(stderr, "vole test: not supported yet\n");
	return 1;
}

static int print_version(void)
{
	printf("vole version %s linux/amd64 (language Go 1.%d, LLVM %s)\n", VOLE_VERSION,
	       GO_VERSION_MINOR, CONFIG_LLVM_VERSION);
	return 0;
}

static int print_env(int n, char **names)
{
	Module m = {0};
	if (!module_find(&m, current_dir()))
		return 1;
	const char *const table[][2] = {
		{"GOARCH", "amd64"},
		{"GOMOD", m.root ? path_join(m.root, "go.mod") : "/dev/null"},
		{"GOOS", "linux"},
		{"VOLE_CACHE", install_cache() ? install_cache() : "off"},
		{"VOLE_ROOT", install_root()},
		{"VOLE_VERSION", VOLE_VERSION},
	};
	for (int i = 0; i < n; i++) {
		const char *value = "";
		for (size_t k = 0; k < sizeof table / sizeof *table; k++)
			if (strcmp(table[k][0], names[i]) == 0)
				value = table[k][1];
		printf("%s\n", value);
	}
	for (size_t k = 0; n == 0 && k < sizeof table / sizeof *table; k++)
		printf("%s='%s'\n", table[k][0], table[k][1]);
	return 0;
}

// --- main ----------------------------------------------------------------------------------------

static const struct {
	const char *name;
	int (*run)(Command *c);
} commands[] = {
	{"build", run_build}, {"run", run_run}, {"compile", run_compile}, {"test", run_test},
	{"clean", run_clean}, {"stdlib", run_stdlib},
};

static int dispatch(const char *name, int n, char **args)
{
	if (strcmp(name, "help") == 0)
		return help_print(n > 0 ? args[0] : NULL);
	if (strcmp(name, "version") == 0)
		return print_version();
	if (strcmp(name, "env") == 0)
		return print_env(n, args);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(commands[i].name, name) != 0)
			continue;
		Command c = {.name = name, .jobs = (int)sysconf(_SC_NPROCESSORS_ONLN)};
		return options_parse(&c, n, args) ? commands[i].run(&c) : 2;
	}
	fprintf(stderr, "vole %s: unknown command\nRun 'vole help' for usage.\n", name);
	return 2;
}

int main(int argc, char **argv)
{
	crash_init();
	universe_init();
	if (argc < 2) {
		help_print(NULL);
		return 2;
	}
	return dispatch(argv[1], argc - 2, argv + 2);
}
