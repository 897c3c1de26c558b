// learn.c - -escape=closed: a program is asked what its packages do, before they are compiled.
//
// The first pass of escape/closed.c.  A package's answers are a file of the cache, STEM.facts: one
// line,
//
//     vole-facts KEY SIZE CHECKSUM
//
// and its summary.  Packages without a valid one go through the front half of the compiler, in a
// child process: nothing of what it read is left when the program is then compiled.  Main packages,
// which must not meet each other, have a child of their own there.
//
// What one package does says nothing about another's answers but for those it imports, so after an
// edit only the package and its importers are asked again.
//
// A package whose calls got no better answer than that arguments may go anywhere, and whose imports
// are alike, is compiled as without -escape=closed: its object may be there already.

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "closed.h"
#include "compiler.h"
#include "summary.h"

// --- files ---------------------------------------------------------------------------------------

static const char *facts_file(const Unit *u)
{
	return arena_printf("%s.facts", cache_stem(u->key));
}

static bool find_facts(Unit *u)
{
	size_t size;
	const char *file = facts_file(u), *text = file_read(file, &size);
	Key key, sum;
	size_t facts_size;
	if (!text ||
	    sscanf(text, "vole-facts %16" SCNx64 "%16" SCNx64 " %zu %16" SCNx64 "%16" SCNx64,
		   &key.hi, &key.lo, &facts_size, &sum.hi, &sum.lo) != 5)
		return false;
	const char *facts = strchr(text, '\n') + 1;
	if (facts_size != size - (size_t)(facts - text) || !key_equal(key, u->key) ||
	    !key_equal(sum, key_checksum(facts, facts_size)))
		return false;
	cache_touch(file);
	void *aligned = arena_alloc(facts_size + 1);
	memcpy(aligned, facts, facts_size);
	u->entry.summary = aligned;
	u->entry.summary_size = facts_size;
	return true;
}

static bool store_facts(const Unit *u)
{
	Buf text = {0};
	buf_printf(&text, "vole-facts %s %zu %s\n", key_text(u->key), u->entry.summary_size,
		   key_text(key_checksum(u->entry.summary, u->entry.summary_size)));
	buf_write(&text, u->entry.summary, u->entry.summary_size);
	const char *file = facts_file(u), *temp = cache_temp(file);
	if (file_write(temp, text.s, text.len) && rename(temp, file) == 0)
		return true;
	fprintf(stderr, "vole: cannot write %s: %m\n", file);
	unlink(temp);
	return false;
}

// --- asking --------------------------------------------------------------------------------------

static bool ask_package(Unit *u, const Command *c)
{
	if (compile_front(u, c))
		return store_facts(u);
	fflush(stdout);
	if (!c->as_given)
		fprintf(stderr, "# %s\n", unit_title(u));
	diag_flush();
	return false;
}

// The exit status of a child; what ended it otherwise is told.
static int wait_for(pid_t pid)
{
	int status;
	if (waitpid(pid, &status, 0) == pid && WIFEXITED(status))
		return WEXITSTATUS(status);
	fprintf(stderr, "vole: a process of the compiler ended unexpectedly\n");
	return 3;
}

static int ask_main(Unit *u, const Command *c)
{
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		bool ok = ask_package(u, c);
		fflush(NULL);
		_exit(!ok);
	}
	return wait_for(pid);
}

// One that imports a package with errors has none of its own.
static bool import_missing(const Unit *u)
{
	VEC_EACH(Import, import, &u->imports)
		if (import->unit && import->unit->failed)
			return true;
	return false;
}

static int ask_unit(Unit *u, const Command *c)
{
	if (import_missing(u)) {
		u->failed = true;
		return 0;
	}
	if (u->entry.summary && compile_outline(u))
		return 0;
	int status = u->is_main ? ask_main(u, c) : !ask_package(u, c);
	u->failed = status != 0;
	return status;
}

static _Noreturn void ask_all(const Program *p, const Command *c)
{
	Command quiet = *c;
	quiet.dump_ast = false;
	FILE *nowhere = fopen("/dev/null", "w");
	int worst = 0;
	VEC_EACH(Unit, u, &p->units) {
		u->options.m = 0;
		u->options.json = NULL;
		u->options.msgs = nowhere;
		int status = ask_unit(u, &quiet);
		worst = status > worst ? status : worst;
	}
	fflush(NULL);
	_exit(worst);
}

static bool find_all(const Program *p)
{
	bool all = true;
	VEC_EACH(Unit, u, &p->units) {
		u->key = unit_key(u, "facts");
		all &= find_facts(u);
	}
	return all;
}

static int ask_program(const Program *p, const Command *c)
{
	if (find_all(p))
		return 0;
	install_work(); // the child shares it
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		ask_all(p, c);
	int status = wait_for(pid);
	if (status == 0 && !find_all(p)) {
		fprintf(stderr, "vole: what the packages told of themselves cannot be read\n");
		return 1;
	}
	return status;
}

// --- answering -----------------------------------------------------------------------------------

static bool imports_closed(const Unit *u)
{
	VEC_EACH(Import, import, &u->imports)
		if (import->unit && import->unit->options.escape == ESCAPE_CLOSED)
			return true;
	return false;
}

static void answer(Unit *u, const World *w, const Facts *f)
{
	bool better = world_answers(w, f, &u->answers);
	if (better || imports_closed(u))
		u->options.world = w;
	else
		u->options.escape = ESCAPE_GO;
}

static bool answer_program(const Program *p, const Command *c)
{
	World *w = world_new();
	Vec facts = {0};
	VEC_EACH(Unit, u, &p->units) {
		const Facts *f = summary_parse(u->entry.summary, u->entry.summary_size);
		if (!f || !f->closed)
			return false;
		world_add(w, f);
		vec_push(&facts, (void *)f);
	}
	world_solve(w);
	int print = options_debug(&c->named, "world", 0);
	if (print > 0)
		world_print(w, stderr, print > 1);
	for (int i = 0; i < facts.len; i++) {
		Unit *u = p->units.at[i];
		answer(u, w, facts.at[i]);
		u->pkg->asked = facts.at[i];
		u->entry = (CacheEntry){0};
	}
	return true;
}

static bool has_main(const Program *p)
{
	VEC_EACH(Unit, u, &p->units)
		if (u->is_main)
			return true;
	return false;
}

int learn_program(const Program *p, const Command *c)
{
	if (c->named.escape != ESCAPE_CLOSED)
		return 0;
	if (!has_main(p) || c->stop_after < PHASE_ESCAPE) {
		VEC_EACH(Unit, u, &p->units)
			u->options.escape = ESCAPE_GO;
		return 0;
	}
	int status = ask_program(p, c);
	if (status == 0 && !answer_program(p, c)) {
		fprintf(stderr, "vole: what the packages told of themselves is not complete\n");
		status = 3;
	}
	return status;
}
