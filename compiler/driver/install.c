// install.c - where things are: the runtime and the library, the cache, the work directory.
//
// The executable stands in BUILD/ or PREFIX/bin/; the rest is then in BUILD/lib/ or
// PREFIX/lib/vole/, laid out alike: libruntime.a, go_text_begin.o, go_text_end.o, stdlib/
// (sources), std/ (their objects). $VOLE_ROOT overrides the search.

#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compiler.h"

static const char *resolved(const char *path)
{
	char buf[PATH_MAX];
	return realpath(path, buf) ? arena_printf("%s", buf) : NULL;
}

static bool is_root(const char *dir)
{
	return file_exists(path_join(dir, "libruntime.a")) || dir_exists(path_join(dir, "stdlib"));
}

static const char *find_root(void)
{
	const char *env = getenv("VOLE_ROOT");
	if (env && *env)
		return path_absolute(env);
	const char *exe = resolved("/proc/self/exe");
	if (!exe)
		return NULL;
	const char *bin = path_dir(exe), *beside = path_join(bin, "lib");
	if (is_root(beside))
		return beside;
	const char *installed = path_join(path_dir(bin), "lib/vole");
	return is_root(installed) ? installed : NULL;
}

const char *install_root(void)
{
	static const char *root;
	if (!root)
		root = find_root();
	if (!root) {
		fprintf(stderr, "vole: cannot find the runtime library beside the executable; "
				"set VOLE_ROOT\n");
		exit(1);
	}
	return root;
}

const char *install_stdlib(void)
{
	static const char *dir;
	if (!dir) {
		const char *linked = path_join(install_root(), "stdlib");
		dir = resolved(linked);
		if (!dir)
			dir = linked;
	}
	return dir;
}

const char *install_object_stem(const char *path)
{
	return arena_printf("%s/std/%s", install_root(), path);
}

const char *install_cache(void)
{
	const char *dir = getenv("VOLE_CACHE");
	if (dir && *dir)
		return strcmp(dir, "off") == 0 ? NULL : path_absolute(dir);
	dir = getenv("XDG_CACHE_HOME");
	if (dir && dir[0] == '/')
		return path_join(dir, "vole");
	dir = getenv("HOME");
	return dir && dir[0] == '/' ? path_join(dir, ".cache/vole") : NULL;
}

// --- temporary files -----------------------------------------------------------------------------

static const char *work; // the work directory, once asked for
static bool keep_work;
static pid_t owner;                     // the process that made it; its children leave it alone
static const char *volatile unfinished; // a file to remove when this process is stopped

static bool owns_work(void)
{
	return work && getpid() == owner && !keep_work;
}

static void remove_work(void)
{
	if (owns_work())
		remove_tree(work);
}

static void set_signals(void (*handler)(int))
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], handler);
}

// A signal handler may not walk a directory, but it may start a process that does.  That one is in
// our process group and must survive the signal that ends us.
void install_clean_up(void)
{
	if (unfinished)
		unlink(unfinished);
	if (!owns_work())
		return;
	pid_t rm = fork();
	if (rm == 0) {
		set_signals(SIG_IGN);
		execl("/bin/rm", "rm", "-rf", "--", work, (char *)NULL);
		_exit(1);
	}
	waitpid(rm, NULL, 0);
}

static void stopped(int sig)
{
	install_clean_up();
	signal(sig, SIG_DFL);
	raise(sig);
}

const char *install_work(void)
{
	if (work)
		return work;
	const char *tmp = getenv("TMPDIR");
	char *dir = arena_printf("%s/vole-build-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(dir)) {
		fprintf(stderr, "vole: cannot make a temporary directory in %s: %m\n",
			path_dir(dir));
		exit(1);
	}
	work = dir;
	owner = getpid();
	atexit(remove_work);
	set_signals(stopped);
	return work;
}

void install_keep_work(void)
{
	fprintf(stderr, "WORK=%s\n", install_work());
	keep_work = true;
}

void install_remove_when_stopped(const char *file)
{
	unfinished = file;
	set_signals(stopped);
}
