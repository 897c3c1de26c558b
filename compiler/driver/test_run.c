// test_run.c - runs one test program and says how it ended.
//
// Its output goes straight through where the command line names no package, or benchmarks run; else
// it is kept: shown when the test fails or with -v, and looked into for what the last line says.

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

enum { GRACE = 60 }; // seconds beyond -timeout, and for what holds the output open

typedef struct {
	const Command *command;
	TestCache *cache;
	TestJson *json; // or NULL
	bool direct;    // output is not read
	bool echo;      // as it comes
	Buf text;       // what came
	pid_t pid;
	int status;
	bool reaped, killed, incomplete;
} Run;

const char *test_profile_part(const char *program)
{
	return arena_printf("%s.cover", program);
}

// --- the command ---------------------------------------------------------------------------------

static void push_words(Vec *args, const char *s)
{
	while (*s) {
		size_t n = strcspn(s, " ");
		if (n > 0)
			vec_push(args, arena_strndup(s, n));
		s += n + (s[n] == ' ');
	}
}

// Where the fuzzer keeps what it found interesting.
static const char *fuzz_directory(const TestPackage *t, const char *program)
{
	const char *cache = install_cache();
	return cache ? arena_printf("%s/fuzz/%s", cache, t->path)
		     : arena_printf("%s.fuzz", program);
}

static Vec test_command(const Command *c, const TestPackage *t, const TestCache *cache,
			const char *program)
{
	Vec args = {0};
	if (c->exec)
		push_words(&args, c->exec);
	vec_push(&args, (char *)program);
	if (cache->enabled)
		vec_push(&args, arena_printf("-test.testlogfile=%s", cache->log));
	vec_push(&args, "-test.paniconexit0");
	if (!test_flag(c, "timeout"))
		vec_push(&args, "-test.timeout=10m0s");
	if (test_writes_profile(c) && !test_flag(c, "outputdir"))
		vec_push(&args, arena_printf("-test.outputdir=%s", current_dir()));
	if (test_flag(c, "fuzz"))
		vec_push(&args, arena_printf("-test.fuzzcachedir=%s", fuzz_directory(t, program)));
	if (test_flag(c, "coverprofile"))
		vec_push(&args, arena_printf("-test.coverprofile=%s", test_profile_part(program)));
	VEC_EACH(const char, flag, &c->test_flags) {
		if (strncmp(flag, "cover", 5) == 0)
			continue; // ours
		bool relative = strncmp(flag, "outputdir=", 10) == 0;
		if (!(c->test_json && strncmp(flag, "v=", 2) == 0))
			vec_push(&args, relative ? arena_printf("-test.outputdir=%s",
								path_absolute(flag + 10))
						 : arena_printf("-test.%s", flag));
	}
	if (c->test_json)
		vec_push(&args, "-test.v=test2json");
	vec_append(&args, &c->test_args);
	vec_push(&args, NULL);
	return args;
}

static _Noreturn void become(const TestPackage *t, const Vec *args, int out)
{
	if (out >= 0)
		dup2(out, STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	if (!freopen("/dev/null", "r", stdin))
		close(STDIN_FILENO);
	setenv("PWD", t->dir, 1);
	if (chdir(t->dir) == 0)
		execvp(args->at[0], (char **)args->at);
	printf("%s: %m\n", (char *)args->at[0]);
	fflush(stdout);
	_exit(1);
}

// --- waiting -------------------------------------------------------------------------------------

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void take(Run *r, const char *text, size_t n)
{
	buf_write(&r->text, text, n);
	if (r->json) {
		test_json_write(r->json, text, n);
	} else if (r->echo) {
		fwrite(text, 1, n, stdout);
		fflush(stdout);
	}
}

// options: WNOHANG not to wait.  Has the program ended?
static bool reap(Run *r, int options)
{
	pid_t got = 0;
	while (!r->reaped && (got = waitpid(r->pid, &r->status, options)) < 0 && errno == EINTR)
		;
	r->reaped |= got == r->pid;
	return r->reaped;
}

// Stops a program that runs on after its own timeout should have ended it.
static void stop(Run *r)
{
	r->killed = true;
	kill(r->pid, SIGQUIT);
	for (int i = 0; i < 50 && !reap(r, WNOHANG); i++)
		usleep(100 * 1000);
	if (!r->reaped)
		kill(r->pid, SIGKILL);
}

// Milliseconds until `when`; -1, for ever, if that is 0.
static int until(double when)
{
	double left = (when - now()) * 1000;
	return when == 0 ? -1 : left < 0 ? 0 : left > 1e9 ? 1000000000 : (int)left + 1;
}

// Reads until the end of output (fd; -1: none is read) and of the program.  Gives up GRACE seconds
// after the program's, which something else may outlive, and stops the program at `deadline` (0:
// never).
static void pump(Run *r, int fd, double deadline)
{
	char chunk[16 << 10];
	struct pollfd p[2] = {{.fd = fd, .events = POLLIN},
			      {.fd = pidfd_open(r->pid, 0), .events = POLLIN}};
	while (p[0].fd >= 0 || p[1].fd >= 0) {
		int ready = poll(p, 2, until(deadline));
		if (ready < 0 && errno != EINTR)
			break;
		if (ready == 0 && p[1].fd < 0) {
			r->incomplete = true;
			break;
		}
		if (ready == 0) {
			stop(r);
			deadline = 0;
			continue;
		}
		if (ready > 0 && p[0].revents) {
			ssize_t n = read(fd, chunk, sizeof chunk);
			if (n > 0)
				take(r, chunk, (size_t)n);
			else
				p[0].fd = -1;
		}
		if (ready > 0 && p[1].fd >= 0 && p[1].revents) {
			close(p[1].fd);
			p[1].fd = -1;
			deadline = now() + GRACE;
		}
	}
	reap(r, 0);
}

static bool start(Run *r, const TestPackage *t, const char *program)
{
	Vec args = test_command(r->command, t, r->cache, program);
	double limit = test_timeout(r->command);
	int ends[2] = {-1, -1};
	if (!r->direct && pipe(ends) != 0)
		return false;
	fflush(NULL);
	r->pid = fork();
	if (r->pid == 0) {
		if (ends[0] >= 0)
			close(ends[0]);
		become(t, &args, ends[1]);
	}
	if (ends[1] >= 0)
		close(ends[1]);
	if (r->pid < 0)
		return false;
	pump(r, ends[0], limit > 0 ? now() + limit + GRACE : 0);
	return true;
}

// --- the summary ---------------------------------------------------------------------------------

static void say(Run *r, const char *text)
{
	if (r->json)
		test_json_write(r->json, text, strlen(text));
	else
		fputs(text, stdout);
}

static bool ends_line(const Buf *b)
{
	return b->len == 0 || b->s[b->len - 1] == '\n';
}

static bool has_line(const Buf *b, const char *line)
{
	const char *text = b->len ? b->s : "";
	size_t n = strlen(line);
	for (const char *s = text; (s = memmem(s, b->len - (size_t)(s - text), line, n)); s++)
		if (s == text || s[-1] == '\n')
			return true;
	return false;
}

// The line about coverage, as it is added to ours.
static const char *coverage(const Buf *b)
{
	static const char word[] = "coverage: ";
	const char *text = b->len ? b->s : "", *end = text + b->len, *found = NULL;
	for (const char *s = text; (s = memmem(s, (size_t)(end - s), word, sizeof word - 1)); s++)
		if (s == text || s[-1] == '\n')
			found = s;
	const char *eol = found ? memchr(found, '\n', (size_t)(end - found)) : NULL;
	return eol ? arena_printf("\t%.*s", (int)(eol - found), found) : "";
}

// time: how long it took, in words
static void passed(Run *r, const TestPackage *t, const char *time)
{
	const char *note = has_line(&r->text, "testing: warning: no tests to run")
			       ? " [no tests to run]"
			   : has_line(&r->text, "testing: warning: no fuzz tests to fuzz")
			       ? " [no fuzz tests to fuzz]"
			       : "";
	if (r->echo && !ends_line(&r->text))
		say(r, "\n");
	say(r, arena_printf("ok  \t%s\t%s%s%s\n", t->path, time, coverage(&r->text), note));
}

static void how_it_ended(Run *r)
{
	if (WIFEXITED(r->status))
		say(r, arena_printf("exit status %d\n", WEXITSTATUS(r->status)));
	else {
		char *name = arena_printf("%s", strsignal(WTERMSIG(r->status)));
		name[0] |= 0x20;
		say(r, arena_printf("signal: %s%s\n", name,
				    WCOREDUMP(r->status) ? " (core dumped)" : ""));
	}
}

static void failed(Run *r, const TestPackage *t, double seconds)
{
	if (!r->echo && !r->direct && !r->json)
		fwrite(r->text.s, 1, r->text.len, stdout);
	if (r->killed)
		say(r, arena_printf("*** Test killed with quit: ran too long (%.0fs).\n",
				    test_timeout(r->command) + GRACE));
	else if (r->incomplete)
		say(r, arena_printf("*** Test I/O incomplete %ds after exiting.\n", GRACE));
	if (r->text.len == 0 || !WIFEXITED(r->status))
		how_it_ended(r);
	else if (!ends_line(&r->text))
		say(r, "\n");
	say(r, arena_printf("FAIL\t%s\t%.3fs\n", t->path, seconds));
}

static Run run_new(const Command *c, const TestPackage *t, TestCache *cache)
{
	bool shows = test_flag(c, "v") || test_flag(c, "bench") || test_flag(c, "list") ||
		     test_flag(c, "fuzz") || c->test_json;
	Run r = {.command = c,
		 .cache = cache,
		 .echo = shows,
		 .direct = !c->test_json && (c->args.len == 0 || test_flag(c, "bench"))};
	if (c->test_json)
		r.json = test_json_start(t->path, stdout);
	return r;
}

int test_run(const Command *c, const TestPackage *t, TestCache *cache, const char *program)
{
	Run r = run_new(c, t, cache);
	double before = now();
	if (!start(&r, t, program)) {
		fprintf(stderr, "vole: cannot run %s: %m\n", program);
		return 1;
	}
	double seconds = now() - before;
	bool ok = WIFEXITED(r.status) && WEXITSTATUS(r.status) == 0 && !r.killed && !r.incomplete;
	if (ok) {
		passed(&r, t, arena_printf("%.3fs", seconds));
		test_cache_store(cache, r.text.s, r.text.len);
	} else {
		failed(&r, t, seconds);
	}
	if (r.json)
		test_json_end(r.json, ok ? "pass" : "fail", seconds, NULL);
	return ok ? 0 : 1;
}

void test_replay(const Command *c, const TestPackage *t, const char *text, size_t size)
{
	Run r = run_new(c, t, NULL);
	take(&r, text, size);
	passed(&r, t, "(cached)");
	if (r.json)
		test_json_end(r.json, "pass", 0, NULL);
}
