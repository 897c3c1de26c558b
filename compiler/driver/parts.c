// parts.c - the machine code of a large package, made by several processes.
//
// A program often has one package that is larger than all others together, and many need it, so it
// comes last and alone.  The optimiser must see it whole; but what is left after that, most of the
// time, it does function by function.  So the process that has the optimised module forks, each
// process writes an object with its part of the functions (compiler/gen/gen_part.c), and the linker
// joins these to one object.

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config.h"
#include "linker.h"
#include "parts.h"

enum { PART = 15000 }; // instructions; joining costs what the code of a tenth of that does

int parts_of(Gen *g, const Command *c)
{
	int64_t n = gen_code_size(g) / PART;
	return n < 1 ? 1 : n < c->jobs ? (int)n : c->jobs;
}

static const char *part_file(const char *out, int part)
{
	return arena_printf("%s.%d", out, part);
}

static bool write_part(Gen *g, int part, int n, const char *out)
{
	GenOutput files = {.object = part_file(out, part)};
	gen_take_part(g, part, n);
	return gen_write(g, &files);
}

static pid_t fork_part(Gen *g, int part, int n, const char *out)
{
	fflush(NULL);
	pid_t pid = fork();
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	bool ok = write_part(g, part, n, out);
	diag_flush();
	_exit(!ok);
}

static bool wait_for(pid_t pid)
{
	int status;
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

static bool join(const Command *c, int n, const char *out)
{
	static const char *const fixed[] = {CONFIG_LD, "-r", "-m", "elf_x86_64", "-o"};
	Vec args = {0};
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		vec_push(&args, (char *)fixed[i]);
	vec_push(&args, (char *)out);
	for (int i = 0; i < n; i++)
		vec_push(&args, (char *)part_file(out, i));
	FILE *log = tmpfile();
	const char *wrong = log ? link_run(&args, c, log) : "cannot make a temporary file";
	if (wrong)
		error_plain("joining %s: %s", out, wrong);
	if (log)
		fclose(log);
	return !wrong;
}

bool parts_write(Gen *g, const Command *c, int n, const char *out)
{
	pid_t *pids = arena_alloc((size_t)n * sizeof *pids);
	bool ok = true;
	for (int i = 1; i < n; i++)
		pids[i] = fork_part(g, i, n, out);
	ok &= write_part(g, 0, n, out);
	for (int i = 1; i < n; i++)
		ok &= wait_for(pids[i]);
	if (!ok && !error_count())
		error_plain("cannot write the parts of %s", out);
	ok = ok && join(c, n, out);
	for (int i = 0; i < n; i++)
		unlink(part_file(out, i));
	return ok;
}
