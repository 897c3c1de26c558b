// os_linux.c - os.h for Linux on amd64.

#include <errno.h>
#include <sys/resource.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "os.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

int os_argc;
char **os_argv, **os_envp;

void os_init(int argc, char **argv, char **envp)
{
	os_argc = argc;
	os_argv = argv;
	os_envp = envp;
}

const char *os_getenv(const char *name)
{
	size_t n = strlen(name);

	for (char **e = os_envp; e && *e; e++)
		if (!strncmp(*e, name, n) && (*e)[n] == '=')
			return *e + n + 1;
	return NULL;
}

void os_exit(int code)
{
	for (;;)
		syscall(SYS_exit_group, code);
}

void os_random(void *p, size_t n)
{
	if (getrandom(p, n, GRND_NONBLOCK) != (ssize_t)n) {
		int64_t t = os_nanotime();
		for (size_t i = 0; i < n; i++)
			((uint8_t *)p)[i] = (uint8_t)(t >> (i % 8 * 8));
	}
}

// --- CPUs ----------------------------------------------------------------------------------------

static bool read_text(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return false;
	n = read(fd, text, size - 1);
	close(fd);
	text[n > 0 ? n : 0] = 0;
	return n > 0;
}

bool os_number(const char **text, int64_t *n)
{
	const char *p = *text + (**text == '-'), *digits = p;
	int64_t x = 0;

	for (; *p >= '0' && *p <= '9'; p++)
		if (__builtin_mul_overflow(x, 10, &x) || __builtin_add_overflow(x, *p - '0', &x))
			return false;
	*n = **text == '-' ? -x : x;
	*text = p;
	return p > digits;
}

// Quota of one cgroup directory in CPUs, rounded up; 0: none.
static int cgroup_quota(const char *version2, const char *quota_file, const char *period_file)
{
	char text[64], period_text[64];
	const char *at = text, *period_at = period_text;
	int64_t quota, period;

	if (read_text(version2, text, sizeof text)) // "max 100000" or "50000 100000"
		period_at = strchr(text, ' ') ? strchr(text, ' ') + 1 : "";
	else if (!read_text(quota_file, text, sizeof text) ||
		 !read_text(period_file, period_text, sizeof period_text))
		return 0;
	if (!os_number(&at, &quota) || !os_number(&period_at, &period) || quota <= 0 || period <= 0)
		return 0;
	return (int)((quota + period - 1) / period);
}

// The path of this process's cgroup (version 2: the line "0::PATH"), or "".
static void cgroup_path(char *path, size_t size)
{
	char text[1024], *line;

	path[0] = 0;
	if (!read_text("/proc/self/cgroup", text, sizeof text))
		return;
	line = strstr(text, "0::");
	if (!line)
		return;
	line += 3;
	*strchrnul(line, '\n') = 0;
	if (strcmp(line, "/"))
		snprintf(path, size, "%s", line);
}

// The tightest quota from the process's own cgroup up to the root.
static int tightest_quota(void)
{
	char path[512], file[640];
	int best = cgroup_quota("/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us",
				"/sys/fs/cgroup/cpu/cpu.cfs_period_us");

	cgroup_path(path, sizeof path);
	while (path[0]) {
		snprintf(file, sizeof file, "/sys/fs/cgroup%s/cpu.max", path);
		int quota = cgroup_quota(file, "", "");
		if (quota && (!best || quota < best))
			best = quota;
		*strrchr(path, '/') = 0;
	}
	return best;
}

int os_cpu_count(void)
{
	cpu_set_t set;
	int n = 1, quota = tightest_quota();

	if (sched_getaffinity(0, sizeof set, &set) == 0)
		n = CPU_COUNT(&set);
	if (quota && quota < 2)
		quota = 2; // as Go: one CPU's quota still gets parallelism
	return quota && quota < n ? quota : n;
}

// --- memory --------------------------------------------------------------------------------------

// The first number of statm is the size of all mappings, in pages.
static size_t mapped_bytes(void)
{
	char text[32] = "";
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);

	if (fd >= 0)
		close(fd);
	const char *at = text;
	int64_t pages = 0;
	return n > 0 && os_number(&at, &pages) ? (size_t)pages * OS_PAGE : 0;
}

size_t os_address_space(void)
{
	struct rlimit limit;
	size_t mapped;

	if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
		return SIZE_MAX;
	mapped = mapped_bytes();
	return limit.rlim_cur > mapped ? limit.rlim_cur - mapped : 0;
}

#if VOLE_DEBUG
static int fail_at;            // os_fail_at(), before there is a second thread
static atomic_u32 calls_asked; // relaxed: counter

void os_fail_at(int n)
{
	fail_at = n;
}

static bool is_to_fail(void)
{
	int n = fail_at ? (int)atomic_add32(&calls_asked, 1) : 0;

	if (fail_at >= 0 ? n != fail_at || n == 0 : n < -fail_at)
		return false;
	errno = ENOMEM;
	return true;
}
#else
static bool is_to_fail(void)
{
	return false;
}
#endif

static void *map(void *at, size_t bytes, int flags)
{
	if (is_to_fail())
		return MAP_FAILED;
	return mmap(at, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
}

static int advise(void *p, size_t bytes, int advice)
{
	return is_to_fail() || madvise(p, bytes, advice) ? -errno : 0;
}

void *os_reserve(size_t bytes, size_t align)
{
	char *p = map(NULL, bytes + align, MAP_NORESERVE);
	char *start;

	if (p == MAP_FAILED)
		return NULL;
	start = align ? (char *)(((uintptr_t)p + align - 1) & ~(uintptr_t)(align - 1)) : p;
	if (start > p)
		munmap(p, (size_t)(start - p));
	if (start < p + align)
		munmap(start + bytes, (size_t)(p + align - start));
	return start;
}

void *os_map(size_t bytes)
{
	void *p = map(NULL, bytes, 0);

	return p == MAP_FAILED ? NULL : p;
}

void os_unmap(void *p, size_t bytes)
{
	munmap(p, bytes);
}

int os_populate(void *p, size_t bytes)
{
	return advise(p, bytes, MADV_POPULATE_WRITE);
}

int os_release(void *p, size_t bytes)
{
	if (advise(p, bytes, MADV_DONTNEED) == 0)
		return 0;
	// Locked pages, of which madvise() wants to know nothing: others take their place.
	return map(p, bytes, MAP_FIXED | MAP_NORESERVE) == MAP_FAILED ? -errno : 0;
}

void os_forbid(void *p, size_t bytes)
{
	advise(p, bytes, MADV_DONTNEED);
	mprotect(p, bytes, PROT_NONE);
}

int os_release_lazily(void *p, size_t bytes)
{
	return advise(p, bytes, MADV_FREE);
}

void os_dump(void *p, size_t bytes, bool on)
{
	madvise(p, bytes, on ? MADV_DODUMP : MADV_DONTDUMP);
}

void os_hugepages(void *p, size_t bytes, bool on)
{
	advise(p, bytes, on ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
}

// --- time ----------------------------------------------------------------------------------------

static int64_t clock_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int64_t os_nanotime(void)
{
	return clock_ns(CLOCK_MONOTONIC);
}
int64_t os_walltime(void)
{
	return clock_ns(CLOCK_REALTIME);
}

void os_sleep(int64_t ns)
{
	struct timespec t = {ns / 1000000000, ns % 1000000000};

	nanosleep(&t, NULL);
}

void os_yield(void)
{
	sched_yield();
}

// --- threads -------------------------------------------------------------------------------------

bool os_futex_wait(atomic_u32 *word, unsigned value, int64_t ns)
{
	struct timespec t = {ns / 1000000000, ns % 1000000000};

	return syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, ns < 0 ? NULL : &t, NULL, 0) ==
		   0 ||
	       errno != ETIMEDOUT;
}

void os_futex_wake(atomic_u32 *word, int n)
{
	syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, n, NULL, NULL, 0);
}

static pthread_mutex_t threads = PTHREAD_MUTEX_INITIALIZER; // held while one begins

void os_hold_threads(bool hold)
{
	if (hold)
		pthread_mutex_lock(&threads);
	else
		pthread_mutex_unlock(&threads);
}

bool os_thread(void *(*fn)(void *), void *arg)
{
	pthread_attr_t attr;
	pthread_t thread;
	bool ok;

	if (is_to_fail())
		return false;
	pthread_attr_init(&attr);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attr, 1 << 20);
	ok = pthread_create(&thread, &attr, fn, arg) == 0;
	pthread_attr_destroy(&attr);
	return ok;
}

int os_thread_id(void)
{
	return (int)syscall(SYS_gettid);
}

void os_signal_thread(int tid, int sig)
{
	syscall(SYS_tgkill, getpid(), tid, sig);
}

static struct timespec timespec_of(int64_t ns)
{
	return (struct timespec){ns / 1000000000, ns % 1000000000};
}

bool os_cpu_timer(int tid, int64_t first, int64_t period, int *timer)
{
	// The kernel's number for "CPU time of thread tid": its complement, and what kind of clock.
	enum { SCHEDULED_TIME = 2, OF_A_THREAD = 4 };
	clockid_t clock = (clockid_t)(~(unsigned)tid << 3 | SCHEDULED_TIME | OF_A_THREAD);
	struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGPROF};
	struct itimerspec when = {timespec_of(period), timespec_of(first)};

	event.sigev_notify_thread_id = tid;
	if (syscall(SYS_timer_create, clock, &event, timer) != 0)
		return false;
	if (syscall(SYS_timer_settime, *timer, 0, &when, NULL) == 0)
		return true;
	os_delete_timer(*timer);
	return false;
}

void os_delete_timer(int timer)
{
	syscall(SYS_timer_delete, timer);
}

// --- files ---------------------------------------------------------------------------------------

intptr_t os_write(int fd, const void *p, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t r = write(fd, (const char *)p + done, n - done);
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return -errno;
		done += (size_t)r;
	}
	return (intptr_t)done;
}

bool os_map_file(const char *path, const uint8_t **p, size_t *n)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	void *map;

	if (fd < 0)
		return false;
	map = fstat(fd, &st) == 0 && !is_to_fail()
		  ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0)
		  : MAP_FAILED;
	close(fd);
	if (map == MAP_FAILED)
		return false;
	*p = map;
	*n = (size_t)st.st_size;
	return true;
}

intptr_t os_syscall(intptr_t number, intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e,
		    intptr_t f)
{
	register intptr_t r10 __asm__("r10") = d;
	register intptr_t r8 __asm__("r8") = e;
	register intptr_t r9 __asm__("r9") = f;
	intptr_t result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}
