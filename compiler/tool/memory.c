// memory.c - the memory of another process, or of one that left a core.
//
// A process is stopped thread by thread: PTRACE_SEIZE, which it does not notice, PTRACE_INTERRUPT,
// and a wait for each.  A thread may start others until it is stopped, so /proc/PID/task is read
// again until it has nothing new.  A signal that a thread had just been given is handed to it when
// it goes on.  If this program dies, the kernel lets them go.
//
// Memory is read by process_vm_readv, in blocks that are kept while the process stands.
//
// A core has what the process could write; the rest, and where the heap's map is, has the
// executable.  That they belong together say the parts that both have: the executable's first page,
// with the number of its build, and the map.

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "heapview.h"

enum { PAGE = 4096, BLOCK_PAGES = 16, BLOCK = BLOCK_PAGES * PAGE };

typedef struct {
	int tid, signal; // signal: to be delivered when it goes on
	bool gone;
} Thread;

typedef struct {
	uint16_t readable; // a bit a page
	uint8_t bytes[BLOCK];
} Block;

struct Memory {
	Image program, core;
	int pid;       // 0: a core
	Vec threads;   // Thread*, stopped
	Table blocks;  // by number; what has been read
	Vec all, free; // Block*
	int64_t stopped_at;
};

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

const Image *memory_program(const Memory *m)
{
	return &m->program;
}

int memory_threads(const Memory *m)
{
	return m->threads.len;
}

// --- cores ---------------------------------------------------------------------------------------

// What the core has of the executable's parts that are never written must be the same.
static bool same_build(const Memory *m)
{
	for (size_t i = 0; i < m->program.nsegments; i++) {
		const Elf64_Phdr *p = &m->program.segments[i];
		size_t n;
		if (p->p_type != PT_LOAD || p->p_flags & PF_W)
			continue;
		const uint8_t *bytes = image_bytes(&m->core, p->p_vaddr, true, &n);
		if (bytes && memcmp(bytes, m->program.data + p->p_offset,
				    n < p->p_filesz ? n : p->p_filesz) != 0)
			return false;
	}
	return true;
}

Memory *memory_of_core(const char *program, const char *core, const char **error)
{
	Memory *m = NEW(Memory);
	if ((*error = image_open(&m->program, program, ET_EXEC)) != NULL) {
		*error = arena_printf("%s: %s", program, *error);
		return NULL;
	}
	if ((*error = image_open(&m->core, core, ET_CORE)) != NULL) {
		*error = arena_printf("%s: %s", core, *error);
		return NULL;
	}
	if (!same_build(m)) {
		*error = arena_printf("%s: not a core of %s", core, program);
		return NULL;
	}
	return m;
}

static bool read_core(const Memory *m, uint64_t addr, uint8_t *to, size_t n)
{
	while (n > 0) {
		size_t there;
		const uint8_t *from = image_bytes(&m->core, addr, true, &there);
		if (!from)
			from = image_bytes(&m->program, addr, false, &there);
		if (!from)
			return false;
		if (there > n)
			there = n;
		memcpy(to, from, there);
		addr += there;
		to += there;
		n -= there;
	}
	return true;
}

// --- stopping a process --------------------------------------------------------------------------

// The number after `key:` in /proc/PID/status, or -1.
static int status_number(int pid, const char *key)
{
	FILE *f = fopen(arena_printf("/proc/%d/status", pid), "re");
	char line[256];
	int value = -1;
	size_t n = strlen(key);
	while (f && value < 0 && fgets(line, sizeof line, f))
		if (strncmp(line, key, n) == 0 && line[n] == ':')
			value = atoi(line + n + 1);
	if (f)
		fclose(f);
	return value;
}

static const char *not_permitted(int pid)
{
	int tracer = status_number(pid, "TracerPid");
	if (tracer > 0)
		return arena_printf("process %d is being traced by process %d already", pid,
				    tracer);
	return arena_printf("not permitted to look into process %d: it is another user's, or this "
			    "system restricts ptrace (kernel.yama.ptrace_scope, a container "
			    "without CAP_SYS_PTRACE)",
			    pid);
}

Memory *memory_of_process(int pid, const char **error)
{
	Memory *m = NEW(Memory);
	m->pid = pid;
	if (kill(pid, 0) != 0 && errno == ESRCH) {
		*error = arena_printf("there is no process %d", pid);
		return NULL;
	}
	*error = image_open(&m->program, arena_printf("/proc/%d/exe", pid), ET_EXEC);
	if (*error && (errno == EACCES || errno == EPERM) && !m->program.data)
		*error = not_permitted(pid);
	else if (*error)
		*error = arena_printf("process %d: %s", pid, *error);
	if (*error)
		return NULL;
	char path[4096];
	ssize_t n = readlink(m->program.path, path, sizeof path);
	if (n > 0)
		m->program.path = arena_strndup(path, (size_t)n);
	return m;
}

static bool known(const Memory *m, int tid)
{
	VEC_EACH(Thread, t, &m->threads)
		if (t->tid == tid)
			return true;
	return false;
}

// True: it was stopped, or is no more.
static bool stop_thread(Memory *m, int tid)
{
	if (ptrace(PTRACE_SEIZE, tid, NULL, NULL) != 0) {
		// A thread that has ended, and whose number is still there, cannot be seized.
		if (errno == EPERM && status_number(tid, "TracerPid") == 0 &&
		    status_number(tid, "VmSize") < 0)
			errno = ESRCH;
		return errno == ESRCH;
	}
	Thread *t = NEW(Thread);
	t->tid = tid;
	vec_push(&m->threads, t);
	ptrace(PTRACE_INTERRUPT, tid, NULL, NULL);
	int status;
	while (waitpid(tid, &status, __WALL) < 0 && errno == EINTR)
		;
	t->gone = !WIFSTOPPED(status);
	if (WIFSTOPPED(status) && status >> 16 != PTRACE_EVENT_STOP)
		t->signal = WSTOPSIG(status);
	return true;
}

// Stops what is not stopped.  *new: how many those were.
static bool stop_threads(Memory *m, int *new)
{
	DIR *d = opendir(arena_printf("/proc/%d/task", m->pid));
	struct dirent *e;
	bool ok = true;
	*new = 0;
	while (d && ok && (e = readdir(d)) != NULL) {
		int tid = atoi(e->d_name);
		if (tid == 0 || known(m, tid))
			continue;
		ok = stop_thread(m, tid);
		*new += known(m, tid);
	}
	int saved = errno;
	if (d)
		closedir(d);
	errno = saved;
	return ok;
}

const char *memory_stop(Memory *m)
{
	int new = 0;
	m->stopped_at = now();
	if (m->pid == 0)
		return NULL;
	bool ok;
	while ((ok = stop_threads(m, &new)) && new > 0)
		;
	int stopped = 0;
	VEC_EACH(Thread, t, &m->threads)
		stopped += !t->gone;
	if (ok && stopped > 0)
		return NULL;
	int reason = errno;
	memory_go(m);
	if (ok || reason == ESRCH)
		return arena_printf("process %d has ended", m->pid);
	return not_permitted(m->pid);
}

int64_t memory_go(Memory *m)
{
	VEC_EACH(Thread, t, &m->threads)
		if (!t->gone)
			ptrace(PTRACE_DETACH, t->tid, NULL, (void *)(intptr_t)t->signal);
	int64_t stood = now() - m->stopped_at;
	m->threads.len = 0;
	m->blocks = (Table){0};
	vec_append(&m->free, &m->all);
	m->all.len = 0;
	return stood;
}

// --- reading -------------------------------------------------------------------------------------

static bool read_at(const Memory *m, uint64_t addr, void *to, size_t n)
{
	struct iovec local = {to, n}, remote = {(void *)addr, n};
	return process_vm_readv(m->pid, &local, 1, &remote, 1, 0) == (ssize_t)n;
}

static Block *read_block(Memory *m, uint64_t number)
{
	Block *b = m->free.len ? vec_pop(&m->free) : NEW(Block);
	vec_push(&m->all, b);
	b->readable = 0xffff;
	if (!read_at(m, number * BLOCK, b->bytes, BLOCK)) {
		b->readable = 0;
		for (int i = 0; i < BLOCK_PAGES; i++)
			if (read_at(m, number * BLOCK + (uint64_t)i * PAGE, b->bytes + i * PAGE,
				    PAGE))
				b->readable |= (uint16_t)(1 << i);
	}
	table_put(&m->blocks, number + 1, b);
	return b;
}

bool memory_read(Memory *m, uint64_t addr, void *to, size_t n)
{
	if (m->pid == 0)
		return read_core(m, addr, to, n);
	for (uint8_t *at = to; n > 0;) {
		uint64_t number = addr / BLOCK, offset = addr % PAGE;
		Block *b = table_get(&m->blocks, number + 1);
		if (!b)
			b = read_block(m, number);
		if (!(b->readable >> addr % BLOCK / PAGE & 1))
			return false;
		size_t part = PAGE - offset < n ? PAGE - offset : n;
		memcpy(at, b->bytes + addr % BLOCK, part);
		at += part;
		addr += part;
		n -= part;
	}
	return true;
}
