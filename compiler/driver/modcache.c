// modcache.c - the module cache: where it is, what is in it, and how more comes into it.
//
// It is the go command's: $GOMODCACHE, or pkg/mod below the first directory of $GOPATH or below
// $HOME/go.  Sources are in PATH@VERSION; what was downloaded is in cache/download/PATH/@v:
// VERSION.mod, a module's go.mod, and VERSION.ziphash, which the go command writes before it
// unpacks the sources.  A module without the latter is not whole.  Capitals are written !a, as not
// all file systems tell them apart.
//
// Vole downloads nothing itself, nor does it change go.mod: the protocols, proxies, credentials and
// the checksum database are the go command's business, which is run if there is one.

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "golib.h"
#include "modules.h"

const char *modcache_root(void)
{
	const char *named = getenv("GOMODCACHE"), *path = getenv("GOPATH"), *home = getenv("HOME");
	if (named && *named)
		return path_absolute(named);
	if (path && *path && *path != ':')
		return path_join(arena_strndup(path, strcspn(path, ":")), "pkg/mod");
	return path_join(home ? home : "/", "go/pkg/mod");
}

static const char *escaped(const char *s)
{
	Buf b = {0};
	for (; *s; s++) {
		bool capital = *s >= 'A' && *s <= 'Z';
		if (capital)
			buf_putc(&b, '!');
		buf_putc(&b, capital ? (char)(*s | 0x20) : *s);
	}
	return buf_str(&b);
}

const char *modcache_dir(ModVersion m)
{
	return path_join(modcache_root(),
			 arena_printf("%s@%s", escaped(m.path), escaped(m.version)));
}

static const char *downloaded(ModVersion m, const char *suffix)
{
	return path_join(modcache_root(),
			 arena_printf("cache/download/%s/@v/%s.%s", escaped(m.path),
				      escaped(m.version), suffix));
}

const char *modcache_gomod_file(ModVersion m)
{
	return downloaded(m, "mod");
}

const char *modcache_recorded_sum(ModVersion m)
{
	size_t size;
	if (!dir_exists(modcache_dir(m)) || file_exists(downloaded(m, "partial")))
		return NULL;
	const char *text = file_read(downloaded(m, "ziphash"), &size);
	return text ? arena_strndup(text, strcspn(text, " \r\n")) : NULL;
}

// --- the go command ------------------------------------------------------------------------------

extern char **environ;

static const char *go_command(void)
{
	const char *root = golib_root();
	const char *tool = root ? path_join(root, "bin/go") : NULL;
	return tool && access(tool, X_OK) == 0 ? tool : NULL;
}

// The first line of what the go command complained about, without its own name before it.
static const char *complaint(FILE *log, const char *otherwise)
{
	char line[2000];
	rewind(log);
	while (fgets(line, sizeof line, log)) {
		const char *text = strncmp(line, "go: ", 4) == 0 ? line + 4 : line;
		if (strncmp(text, "downloading ", 12) != 0 && *text != '\n')
			return arena_strndup(text, strcspn(text, "\n"));
	}
	return otherwise;
}

// Runs it with its messages on file descriptor `messages`.  What is wrong, or NULL; *status is how
// it ended.
static const char *spawn_go(const char *const args[], int messages, int *status)
{
	const char *tool = go_command();
	posix_spawn_file_actions_t actions;
	pid_t pid;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, messages, STDERR_FILENO);
	int error = posix_spawn(&pid, tool, &actions, NULL, (char *const *)args, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error)
		return arena_printf("cannot run %s: %s", tool, strerror(error));
	while (waitpid(pid, status, 0) < 0)
		if (errno != EINTR)
			return "lost the go command";
	return NULL;
}

static const char *run_go(const char *const args[])
{
	FILE *log = tmpfile();
	int status;
	if (!log)
		return "cannot make a temporary file";
	const char *wrong = spawn_go(args, fileno(log), &status);
	if (!wrong && status != 0)
		wrong = complaint(log, arena_printf("%s %s failed", args[0], args[1]));
	fclose(log);
	return wrong;
}

bool modcache_update(const Command *c)
{
	int status;
	Vec args = {0};
	if (!go_command())
		return true; // what cannot be left as it is will be refused
	vec_push(&args, "go");
	vec_push(&args, "list");
	vec_push(&args, "-mod=mod");
	vec_push(&args, "-deps");
	if (strcmp(c->name, "test") == 0)
		vec_push(&args, "-test");
	if (c->tags)
		vec_push(&args, arena_printf("-tags=%s", c->tags));
	vec_push(&args, "--");
	vec_append(&args, &c->args);
	vec_push(&args, NULL);
	const char *wrong = spawn_go((const char *const *)args.at, STDERR_FILENO, &status);
	if (wrong)
		fprintf(stderr, "go: %s\n", wrong);
	return !wrong && status == 0;
}

const char *modcache_fetch(ModVersion m)
{
	const char *name = arena_printf("%s@%s", m.path, m.version);
	if (!go_command())
		return arena_printf("module %s is not in the module cache; to fetch it:\n"
				    "\tgo mod download %s",
				    name, name);
	fprintf(stderr, "go: downloading %s %s\n", m.path, m.version);
	const char *wrong = run_go((const char *const[]){"go", "mod", "download", name, NULL});
	if (!wrong && !modcache_recorded_sum(m))
		wrong = arena_printf("%s: go mod download did not bring it", name);
	return wrong;
}

const char *modcache_fetch_graph(ModVersion first)
{
	if (!go_command())
		return arena_printf("%s@%s: its go.mod is not in the module cache; to fetch it:\n"
				    "\tgo mod download",
				    first.path, first.version);
	return run_go((const char *const[]){"go", "mod", "graph", NULL});
}
