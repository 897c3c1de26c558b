// os.h - the one door to the operating system.  Everything returns -errno on failure, unless said.
//
// No function here allocates heap memory, takes a runtime lock or keeps state, except what
// os_init() records about the process, and in the debug build what os_fail_at() asks for.

#ifndef VOLE_OS_H
#define VOLE_OS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "atomic.h"
#include "check.h"

#define OS_PAGE 4096

// --- the process ---------------------------------------------------------------------------------
extern int os_argc;
extern char **os_argv; // as main() got them: never changed, live for ever
extern char **os_envp;
void os_init(int argc, char **argv, char **envp);
const char *os_getenv(const char *name); // NULL if not set
// Reads a decimal number, perhaps negative, and moves *text behind it; false: there is none, or it
// is too large.  (For strtol() and sscanf() each process would have to get its locale's tables.)
bool os_number(const char **text, int64_t *n);
int os_cpu_count(void); // CPUs this process may use: affinity mask and cgroup quota, at least 1
_Noreturn void os_exit(int code); // at once: no atexit handlers
void os_random(void *p, size_t n);

// --- memory --------------------------------------------------------------------------------------
// Address space without memory: pages appear, zeroed, when touched, and are not counted before.
void *os_reserve(size_t bytes, size_t align); // NULL on failure
// Bytes of address space that this process may still map: what RLIMIT_AS leaves, else SIZE_MAX.
size_t os_address_space(void);
void *os_map(size_t bytes); // zeroed memory; NULL on failure
void os_unmap(void *p, size_t bytes);
int os_populate(void *p, size_t bytes); // fault the pages in now, in one go (writable)
// Give the memory back, keep the addresses: reads as zero.  On failure only a part may do so.
int os_release(void *p, size_t bytes);
void os_forbid(void *p, size_t bytes);        // ... and every later touch faults
int os_release_lazily(void *p, size_t bytes); // the kernel may take it when short (MADV_FREE)
void os_hugepages(void *p, size_t bytes, bool on);
void os_dump(void *p, size_t bytes, bool on); // a core shall have the pages, or not
#if VOLE_DEBUG
// The n-th call from now on that asks for memory, gives it back or starts a thread fails as if
// there were none left; n < 0: so do all from the -n-th on.
void os_fail_at(int n);
#endif

// --- time ----------------------------------------------------------------------------------------
int64_t os_nanotime(void); // CLOCK_MONOTONIC
int64_t os_walltime(void); // CLOCK_REALTIME
void os_sleep(int64_t ns); // the thread
void os_yield(void);

// --- threads -------------------------------------------------------------------------------------
// Sleep while *word == value, at most ns (< 0: for ever).  False: the time ran out.  May return
// early.
bool os_futex_wait(atomic_u32 *word, unsigned value, int64_t ns);
void os_futex_wake(atomic_u32 *word, int n);
void os_hold_threads(bool hold); // none begins until false
// Detached, all signals as in the caller; false: cannot.  The caller holds threads.
bool os_thread(void *(*fn)(void *), void *arg);
int os_thread_id(void);
void os_signal_thread(int tid, int sig);
// A timer of thread tid's CPU time: sends it SIGPROF after `first` ns and each `period`.  False:
// cannot.
bool os_cpu_timer(int tid, int64_t first, int64_t period, int *timer);
void os_delete_timer(int timer);

// --- files ---------------------------------------------------------------------------------------
intptr_t os_write(int fd, const void *p, size_t n); // all of it, unless an error comes up
// Map a file read-only; false if it cannot be opened.  Stays mapped for ever.
bool os_map_file(const char *path, const uint8_t **p, size_t *n);
intptr_t os_syscall(intptr_t number, intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e,
		    intptr_t f);

#endif
