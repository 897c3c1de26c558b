// build.c - what has to be compiled, and in which process.
//
// 1. Every package gets a key (cache.c), imported ones first.  Those without a valid object are
//    stale.
// 2. Stale packages go through the front half of the compiler; of the others their importers see
//    outlines (lang/check_outline.c), read when they are first asked for.
// 3. The front half runs in this process, package by package, for the trees are shared.
// 4. The back half (LLVM) runs in forked children: a child has a private copy of every tree as it
//    was when its package was done.  It waits for its turn, stores the object and exits.
//    Nothing imports a main package, and several would get into each other's way (all are called
//    "main"), so their front half runs in the child too.
//
// Up to -p children work at once, and one fewer as long as this process has packages to read.
// (One that writes the code of a large package has helpers besides, parts.c.)  Turns go to the
// largest package that waits: one that began last would have the machine for itself while other
// processors are idle.  A child that waits costs page tables and a place in the system's table of
// processes, so no more than MOST_WAITING do.
//
// Children print into files, shown in the order of the packages once all have ended.

#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compiler.h"

enum { EXIT_ERRORS = 1, EXIT_BUG = 3 };
enum { MOST_WAITING = 64 };

// --- keys ----------------------------------------------------------------------------------------

static void key_options(KeyState *s, const Options *o)
{
	key_int(s, o->m);
	key_int(s, o->no_inline);
	key_int(s, o->opt);
	key_int(s, o->escape);
	VEC_EACH(const char, d, &o->debug)
		key_string(s, d);
}

// The name of a source in keys: absolute paths stand in tracebacks and debug data, and -m lines
// show the name as seen from here.  The library may be moved as a whole.
static void key_source(KeyState *s, const Unit *u, const Source *source)
{
	bool movable = u->pkg->is_std && !u->pkg->is_golib;
	key_string(s, movable ? path_base(source->path) : source->path);
	const char *recorded = posbase(source->base)->file;
	key_string(s, recorded != source->path ? recorded : NULL); // -trimpath
	if (u->options.m > 0)
		key_string(s, posbase(source->base)->shown);
	key_string(s, source->cover ? source->cover->counter : NULL);
	key_int(s, source->cover ? source->cover->mode : 0);
	key_int(s, (int64_t)source->size);
	key_bytes(s, source->text, source->size);
}

static void key_embeds(KeyState *s, const Package *p)
{
	VEC_EACH(const EmbedMatch, m, &p->embeds) {
		key_string(s, m->pattern);
		key_int(s, m->files.len);
		VEC_EACH(const EmbedFile, f, &m->files) {
			key_string(s, f->name);
			key_int(s, (int64_t)f->size);
			key_bytes(s, f->data, f->size);
		}
	}
}

static void key_settings(KeyState *s, const Package *p)
{
	VEC_EACH(const VarSetting, v, &p->settings) {
		key_string(s, v->name);
		key_string(s, v->value);
	}
	key_string(s, p->buildinfo);
	key_string(s, p->goroot);
}

Key unit_key(const Unit *u, const char *purpose)
{
	KeyState *s = key_new(purpose);
	key_string(s, u->path);
	key_string(s, u->pkg->path);
	key_string(s, u->pkg->goversion);
	key_options(s, &u->options);
	VEC_EACH(Source, source, &u->sources)
		key_source(s, u, source);
	key_embeds(s, u->pkg);
	key_settings(s, u->pkg);
	key_int(s, (int64_t)u->answers.len);
	key_bytes(s, u->answers.s, u->answers.len);
	VEC_EACH(Import, import, &u->imports) {
		key_string(s, import->path);
		if (import->unit)
			key_bytes(s, &import->unit->key, sizeof import->unit->key);
	}
	return key_done(s);
}

// Must this package be compiled even if its object is there?
static bool forced(const Unit *u, const Command *c)
{
	bool special = c->emit != EMIT_OBJECT || c->stop_after < PHASE_GEN || c->dump_ast;
	return c->rebuild || u->options.json || (u->named && (special || c->as_given || c->html));
}

static void find_object(Unit *u, const Command *c)
{
	u->key = unit_key(u, "package");
	bool installed = u->pkg->is_std && !u->pkg->is_golib;
	u->stem = installed ? install_object_stem(u->path) : NULL;
	bool wanted = !forced(u, c),
	     found = u->stem && wanted && cache_find(u->stem, u->key, &u->entry);
	if (!found && !c->to_library) {
		u->stem = cache_stem(u->key);
		found = wanted && cache_find(u->stem, u->key, &u->entry);
	}
	u->stale = !found || !compile_outline(u);
}

// --- one package ---------------------------------------------------------------------------------

// A package's messages go under its name.
static void print_header(const Unit *u, const Command *c)
{
	if (!c->as_given)
		fprintf(stderr, "# %s\n", unit_title(u));
}

static void print_output(const Unit *u, const Command *c)
{
	if (!u->entry.output || !*u->entry.output)
		return;
	print_header(u, c);
	fputs(u->entry.output, stderr);
}

static void flush_errors(const Unit *u, const Command *c)
{
	fflush(stdout);
	print_header(u, c);
	diag_flush();
}

// The front half; its -m lines, and the rows about allocations, become part of the entry.
static bool front(Unit *u, const Command *c)
{
	char *text = NULL, *rows = NULL;
	size_t size;
	u->options.msgs = open_memstream(&text, &size);
	u->options.allocs = open_memstream(&rows, &size);
	bool page = c->html && u->named;
	u->options.diagnostics = u->options.json || page ? NEW(Vec) : NULL;
	u->options.marks = page ? NEW(Vec) : NULL;
	bool ok = compile_front(u, c);
	fclose(u->options.msgs);
	fclose(u->options.allocs);
	u->options.msgs = stderr;
	u->options.allocs = NULL;
	u->entry.output = text;
	u->entry.allocs = rows;
	print_output(u, c);
	if (!ok)
		flush_errors(u, c);
	return ok && (!u->options.json || diagnostics_write(u, u->options.json));
}

// Does the code of u go to a file the user named, or to standard output?
static bool for_user(const Unit *u, const Command *c)
{
	return c->as_given || (c->emit != EMIT_OBJECT && u->named);
}

// Where the back half writes: what it writes to is replaced, so a device waits until later.
static const char *destination(const Unit *u, const Command *c)
{
	if (!for_user(u, c))
		return cache_temp(u->stem);
	if (c->output && !file_is_special(c->output))
		return c->output;
	return path_join(install_work(), "code");
}

static bool copy_to_stdout(const char *file)
{
	size_t size;
	const char *text = file_read(file, &size);
	return text && fwrite(text, 1, size, stdout) == size && fflush(stdout) == 0;
}

// Brings what was written to its place.
static bool deliver(Unit *u, const Command *c, const char *written)
{
	if (!for_user(u, c))
		return cache_publish(u->stem, u->key, written, &u->entry) != NULL;
	if (written == c->output ||
	    (c->output ? file_copy_onto(written, c->output) : copy_to_stdout(written)))
		return true;
	fprintf(stderr, "vole: cannot write %s: %s\n", c->output ? c->output : "standard output",
		strerror(errno));
	return false;
}

// Where pages are wanted nothing is linked, so nothing needs an object.
static bool back_to_page(Unit *u, const Command *c)
{
	int errors = error_count();
	if (!u->named)
		return true;
	if (compile_decisions(u) && error_count() == errors)
		return decisions_write(u, c);
	flush_errors(u, c);
	return false;
}

static bool back(Unit *u, const Command *c)
{
	int errors = error_count();
	if (c->html)
		return back_to_page(u, c);
	const char *out = destination(u, c);
	if (!compile_back(u, c, out) || error_count() > errors) {
		flush_errors(u, c);
		return false;
	}
	return deliver(u, c, out);
}

// --- children ------------------------------------------------------------------------------------

typedef struct {
	Unit *unit;
	pid_t pid;     // 0: ended
	FILE *printed; // what it wrote to stderr
	int status;
	size_t size; // of its sources
	bool waits;  // for turn, which the child shares
	sem_t *turn;
} Job;

typedef struct {
	const Command *command;
	Vec jobs; // Job*, in the order of their packages
	int running, waiting;
	sem_t *turns; // one for each package of the program
} Pool;

// The child's whole life, which ends with the parent's.
static _Noreturn void work(Job *j, const Command *c, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_ERRORS);
	while (sem_wait(j->turn) != 0)
		;
	dup2(fileno(j->printed), STDERR_FILENO);
	Unit *u = j->unit;
	bool ok = (!u->is_main || front(u, c)) && (c->stop_after < PHASE_GEN || back(u, c));
	fflush(NULL);
	_exit(ok ? 0 : EXIT_ERRORS);
}

// Whether a child had ended; flags are waitpid's.
static bool reap(Pool *p, int flags)
{
	int status;
	pid_t pid = waitpid(-1, &status, flags);
	VEC_EACH(Job, j, &p->jobs)
		if (pid > 0 && j->pid == pid) {
			j->pid = 0;
			j->status = status;
			--*(j->waits ? &p->waiting : &p->running);
			j->waits = false;
		}
	return pid > 0;
}

static Job *largest_waiting(const Pool *p)
{
	Job *largest = NULL;
	VEC_EACH(Job, j, &p->jobs)
		if (j->waits && (!largest || j->size > largest->size))
			largest = j;
	return largest;
}

// Lets children work until `most` do.
static void give_turns(Pool *p, int most)
{
	while (reap(p, WNOHANG))
		;
	for (Job *j; p->running < most && (j = largest_waiting(p)) != NULL; p->running++) {
		j->waits = false;
		p->waiting--;
		sem_post(j->turn);
	}
}

static size_t source_size(const Unit *u)
{
	size_t size = 0;
	VEC_EACH(Source, s, &u->sources)
		size += s->size;
	return size;
}

// Forks once there is room for another process.  Returns what fork did.
static pid_t fork_waiting(Pool *p)
{
	for (;;) {
		bool full = p->waiting >= MOST_WAITING;
		pid_t pid = full ? -1 : fork();
		if (pid >= 0 || (!full && errno != EAGAIN && errno != ENOMEM))
			return pid;
		give_turns(p, p->command->jobs);
		if (p->running == 0 || !reap(p, 0))
			return -1;
	}
}

static void start(Pool *p, Unit *u)
{
	pid_t parent = getpid();
	Job *j = NEW(Job);
	*j = (Job){.unit = u, .printed = tmpfile(), .size = source_size(u), .waits = true};
	j->turn = &p->turns[p->jobs.len];
	sem_init(j->turn, true, 0);
	fflush(NULL);
	j->pid = j->printed ? fork_waiting(p) : -1;
	if (j->pid == 0)
		work(j, p->command, parent);
	if (j->pid < 0) {
		fprintf(stderr, "vole: cannot start a process: %m\n");
		exit(1);
	}
	vec_push(&p->jobs, j);
	p->waiting++;
	give_turns(p, p->command->jobs > 1 ? p->command->jobs - 1 : 1);
}

static void show_printed(Job *j)
{
	char buf[4096];
	rewind(j->printed);
	for (size_t n; (n = fread(buf, 1, sizeof buf, j->printed)) > 0;)
		fwrite(buf, 1, n, stderr);
	fclose(j->printed);
}

// Exit status of one ended child.
static int finish(Job *j)
{
	show_printed(j);
	if (WIFEXITED(j->status) && WEXITSTATUS(j->status) == 0)
		return 0;
	j->unit->failed = true;
	if (WIFEXITED(j->status))
		return WEXITSTATUS(j->status);
	fprintf(stderr, "vole: compiling %s: %s\n", j->unit->path, strsignal(WTERMSIG(j->status)));
	return EXIT_BUG;
}

static int finish_all(Pool *p)
{
	int worst = 0;
	for (give_turns(p, p->command->jobs); p->running > 0; give_turns(p, p->command->jobs))
		reap(p, 0);
	VEC_EACH(Job, j, &p->jobs) {
		int status = finish(j);
		worst = status > worst ? status : worst;
	}
	return worst;
}

// --- all packages --------------------------------------------------------------------------------

static bool import_failed(const Unit *u)
{
	VEC_EACH(Import, import, &u->imports)
		if (import->unit && import->unit->failed)
			return true;
	return false;
}

static void build_unit(Pool *p, Unit *u)
{
	const Command *c = p->command;
	if (!u->stale) {
		if (u->named)
			print_output(u, c);
		return;
	}
	if (import_failed(u)) {
		u->failed = true;
		return;
	}
	if (c->verbose)
		fprintf(stderr, "%s\n", u->path);
	if (u->is_main) {
		start(p, u);
		return;
	}
	u->failed = !front(u, c);
	if (!u->failed && c->stop_after >= PHASE_GEN)
		start(p, u);
}

static int any_failed(const Program *p)
{
	VEC_EACH(Unit, u, &p->units)
		if (u->failed)
			return EXIT_ERRORS;
	return 0;
}

static sem_t *new_turns(int n)
{
	size_t size = ((size_t)n + 1) * sizeof(sem_t);
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED) {
		fprintf(stderr, "vole: cannot share memory: %m\n");
		exit(1);
	}
	return at;
}

int build_objects(Program *p, const Command *c)
{
	int learned = learn_program(p, c);
	if (learned != 0)
		return learned;
	Pool pool = {.command = c, .turns = new_turns(p->units.len)};
	VEC_EACH(Unit, u, &p->units)
		find_object(u, c);
	install_work(); // before the first fork: all share it
	VEC_EACH(Unit, u, &p->units)
		build_unit(&pool, u);
	int worst = finish_all(&pool);
	crash_context(NULL);
	VEC_EACH(Unit, u, &p->units)
		if (u->stale)
			u->entry.object = arena_printf("%s.o", u->stem);
	return worst ? worst : any_failed(p);
}
