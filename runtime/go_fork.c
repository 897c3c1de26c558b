// go_fork.c - new processes, for package syscall: Vole's and Go's own.
//
// The child shares memory with its parent, whose thread sleeps until the child executes a program
// or ends.  Thread-local memory says that the child is the parent's M; so it must not be preempted,
// allocate or take a lock.  Signals are blocked before, and reset to their defaults in the child
// before they are let through: none is handled there.
//
// Go's syscall has the child in Go, on its parent's stack, and asks for the hooks below.  Vole's
// leaves all to fork_start, whose child has a stack of its own and calls the kernel alone:  libc's
// setuid and its like would have the parent's threads do the same.  What fails there is stored in
// memory, for the parent to see; no pipe is needed.

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "scheduler.h"
#include "os.h"

static void default_signals(const sigset_t *mask)
{
	for (int n = 1; n < NSIG; n++) {
		struct sigaction now;

		if (sigaction(n, NULL, &now) == 0 && now.sa_handler != SIG_IGN &&
		    now.sa_handler != SIG_DFL)
			signal(n, SIG_DFL);
	}
	pthread_sigmask(SIG_SETMASK, mask, NULL);
}

static void block_signals(sigset_t *before)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, before);
}

// --- hooks of Go's syscall -----------------------------------------------------------------------

void fork_before(void) GO_SYMBOL("syscall.runtime_BeforeFork");
void fork_after(void) GO_SYMBOL("syscall.runtime_AfterFork");
void fork_after_in_child(void) GO_SYMBOL("syscall.runtime_AfterForkInChild");
void fork_before_exec(void) GO_SYMBOL("syscall.runtime_BeforeExec");
void fork_after_exec(void) GO_SYMBOL("syscall.runtime_AfterExec");

void fork_ignore_sigsys(void) GO_SYMBOL("os.ignoreSIGSYS");
void fork_restore_sigsys(void) GO_SYMBOL("os.restoreSIGSYS");

static __thread sigset_t before_fork;

void fork_before(void)
{
	sched_acquire_m();
	block_signals(&before_fork);
}

void fork_after(void)
{
	pthread_sigmask(SIG_SETMASK, &before_fork, NULL);
	sched_release_m();
}

void fork_after_in_child(void)
{
	default_signals(&before_fork);
}

// A thread that begins while the kernel ends all others for execve can make that fail.
void fork_before_exec(void)
{
	sched_acquire_m();
	os_hold_threads(true);
}

void fork_after_exec(void)
{
	os_hold_threads(false);
	sched_release_m();
}

// While os tries what the kernel has.
static struct sigaction sigsys;

void fork_ignore_sigsys(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	sigaction(SIGSYS, &ignore, &sigsys);
}

void fork_restore_sigsys(void)
{
	sigaction(SIGSYS, &sigsys, NULL);
}

// --- a process for Vole's syscall ----------------------------------------------------------------

// As `newProcess` of stdlib/syscall/exec.go has it.
typedef struct {
	const char *path, *dir, *root; // dir, root: may be NULL
	char *const *argv, *const *envp;
	intptr_t *files; // a copy for the child to change; -1: closed
	intptr_t file_count;
	const uint32_t *groups;
	intptr_t group_count; // -1: as they are
	intptr_t uid, gid;    // -1: as they are
	intptr_t process_group, terminal, death_signal;
	uint8_t session, set_process_group, set_terminal, no_terminal, foreground;
	int32_t pid, pidfd, error; // results; pidfd: -1 if the kernel makes none
} NewProcess;

typedef struct {
	NewProcess *p;
	const sigset_t *mask;
	intptr_t parent;
} Child;

#define KERNEL(number, a, b, c)                                                                    \
	os_syscall(number, (intptr_t)(a), (intptr_t)(b), (intptr_t)(c), 0, 0, 0)

enum { FAILED = 253 };

static _Noreturn void give_up(NewProcess *p, intptr_t result)
{
	p->error = (int32_t)-result;
	for (;;)
		os_syscall(SYS_exit, FAILED, 0, 0, 0, 0, 0);
}

// The result of a call that must succeed.
static intptr_t must(NewProcess *p, intptr_t result)
{
	if (result < 0)
		give_up(p, result);
	return result;
}

static void take_foreground(NewProcess *p)
{
	int32_t group = (int32_t)p->process_group;

	if (group == 0)
		group = (int32_t)must(p, KERNEL(SYS_getpid, 0, 0, 0));
	must(p, KERNEL(SYS_ioctl, p->terminal, TIOCSPGRP, &group));
}

static void take_identity(NewProcess *p)
{
	if (p->root)
		must(p, KERNEL(SYS_chroot, p->root, 0, 0));
	if (p->group_count >= 0)
		must(p, KERNEL(SYS_setgroups, p->group_count, p->groups, 0));
	if (p->gid >= 0)
		must(p, KERNEL(SYS_setgid, p->gid, 0, 0));
	if (p->uid >= 0)
		must(p, KERNEL(SYS_setuid, p->uid, 0, 0));
}

// The parent may have died before it was to be heard of.
static void die_with_parent(const Child *c)
{
	NewProcess *p = c->p;

	must(p, KERNEL(SYS_prctl, PR_SET_PDEATHSIG, p->death_signal, 0));
	if (KERNEL(SYS_getppid, 0, 0, 0) != c->parent)
		must(p, KERNEL(SYS_kill, must(p, KERNEL(SYS_getpid, 0, 0, 0)), p->death_signal, 0));
}

// Files that stand where another one is to go are moved out of the way first.
static void place_files(NewProcess *p)
{
	intptr_t n = p->file_count, free = n;

	for (intptr_t i = 0; i < n; i++)
		if (p->files[i] >= free)
			free = p->files[i] + 1;
	for (intptr_t i = 0; i < n; i++)
		if (p->files[i] >= 0 && p->files[i] < i) {
			must(p, KERNEL(SYS_dup3, p->files[i], free, O_CLOEXEC));
			p->files[i] = free++;
		}
	for (intptr_t i = 0; i < n; i++) {
		if (p->files[i] < 0)
			KERNEL(SYS_close, i, 0, 0);
		else if (p->files[i] == i)
			must(p, KERNEL(SYS_fcntl, i, F_SETFD, 0));
		else
			must(p, KERNEL(SYS_dup3, p->files[i], i, 0));
	}
	for (intptr_t i = n; i < 3; i++)
		KERNEL(SYS_close, i, 0, 0);
}

static int child(void *argument)
{
	const Child *c = argument;
	NewProcess *p = c->p;

	default_signals(c->mask);
	if (p->session)
		must(p, KERNEL(SYS_setsid, 0, 0, 0));
	if (p->set_process_group || p->foreground)
		must(p, KERNEL(SYS_setpgid, 0, p->process_group, 0));
	if (p->foreground)
		take_foreground(p);
	take_identity(p);
	if (p->dir)
		must(p, KERNEL(SYS_chdir, p->dir, 0, 0));
	if (p->death_signal)
		die_with_parent(c);
	place_files(p);
	if (p->no_terminal)
		must(p, KERNEL(SYS_ioctl, 0, TIOCNOTTY, 0));
	if (p->set_terminal)
		must(p, KERNEL(SYS_ioctl, p->terminal, TIOCSCTTY, 1));
	give_up(p, KERNEL(SYS_execve, p->path, p->argv, p->envp));
}

void fork_start(NewProcess *p) GO_SYMBOL("syscall.startChild");

void fork_start(NewProcess *p)
{
	enum { STACK = 6 << 10 };
	_Alignas(16) char stack[STACK];
	sigset_t mask;
	Child c = {p, &mask, KERNEL(SYS_getpid, 0, 0, 0)};

	p->pidfd = -1;
	sched_enter_syscall();
	block_signals(&mask);
	p->pid = clone(child, stack + STACK, CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, &c,
		       &p->pidfd);
	if (p->pid < 0)
		p->error = errno;
	pthread_sigmask(SIG_SETMASK, &mask, NULL);
	sched_exit_syscall();
}
