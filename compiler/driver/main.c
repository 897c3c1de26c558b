// main.c - the command `vole`: which command is it?
//
//   commands.c what each command does
//   load.c     which files, which packages, in what order
//   build.c    which of them are stale, each in which process
//   phases.c   one package: parse -> check -> inline -> escape -> LLVM IR -> optimised -> object
//   link.c     objects to executable
//   run.c      the program as a child

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "test.h"
#include "tool.h"

static const struct {
	const char *name;
	int (*run)(Command *c);
} commands[] = {
    {"build", command_build}, {"run", command_run},     {"compile", command_compile},
    {"test", command_test},   {"clean", command_clean}, {"stdlib", command_stdlib},
};

static int dispatch(const char *name, int n, char **args)
{
	if (strcmp(name, "help") == 0)
		return help_print(n > 0 ? args[0] : NULL);
	if (strcmp(name, "version") == 0)
		return command_version();
	if (strcmp(name, "env") == 0)
		return command_env(n, args);
	if (strcmp(name, "tool") == 0)
		return tool_main(n, args);
	if (strcmp(name, "list") == 0)
		return command_list(n, args);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(commands[i].name, name) != 0)
			continue;
		Command c = {.name = name, .jobs = (int)sysconf(_SC_NPROCESSORS_ONLN)};
		bool tests = commands[i].run == command_test;
		if (!(tests ? test_options : options_parse)(&c, n, args))
			return 2;
		return commands[i].run(&c);
	}
	fprintf(stderr, "vole %s: unknown command\nRun 'vole help' for usage.\n", name);
	return 2;
}

int main(int argc, char **argv)
{
	// A parent that ignores it would have us inherit that: children could not be waited for.
	signal(SIGCHLD, SIG_DFL);
	crash_init();
	universe_init();
	if (argc < 2) {
		help_print(NULL);
		return 2;
	}
	return dispatch(argv[1], argc - 2, argv + 2);
}
