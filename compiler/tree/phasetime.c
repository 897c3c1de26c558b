// phasetime.c - where a build's time goes (-d=phases)
//
// Packages are compiled by processes of their own, one phase after the other, so a process's clock
// tells phases apart.  Lines of several processes mix; their sum over packages is a table:
//
//     vole build -gcflags=all=-d=phases=1 2>&1 | awk '$1 == "phase" { t[$3] += $4 } END { for (p in
//     t) print t[p], p }'

#include "phasetime.h"

#include <time.h>
#include <unistd.h>

static double milliseconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void phase_done(const Options *o, const char *package, const char *name)
{
	static double last;
	static pid_t process; // a child's clock begins at 0
	if (!options_debug(o, "phases", 0))
		return;
	if (process != getpid())
		last = 0;
	process = getpid();
	double now = milliseconds();
	fprintf(stderr, "phase %s %s %.2f\n", package, name, now - last);
	last = now;
}

bool phase_wants_passes(const Options *o)
{
	return options_debug(o, "phases", 0) > 1;
}
