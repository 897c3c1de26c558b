// run.c - running what was built, as `vole run` does.

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compiler.h"
#include "tool.h"

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
int run_program(const char *program, const Vec *args, bool gcview, const char *sites)
{
	Vec argv = {0};
	vec_push(&argv, (char *)program);
	vec_append(&argv, args);
	vec_push(&argv, NULL);
	if (gcview && !gclive_open(path_base(program)))
		return 1;
	fflush(NULL);
	child = fork();
	if (child == 0) {
		if (gcview)
			gclive_child();
		if (sites)
			setenv("VOLE_HEAP_SITES", sites, 1);
		execv(program, (char **)argv.at);
		fprintf(stderr, "vole: cannot run %s: %m\n", program);
		_exit(1);
	}
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGTERM, forward);
	signal(SIGHUP, forward);
	if (gcview)
		gclive_serve(child);
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 1;
	return exit_report(status);
}
