// poll.c - descriptors that goroutines wait for: what internal/poll asks of the runtime.
//
// A descriptor that epoll takes gets a PollDesc, registered once for both directions and for edges:
// the kernel tells of each change, and it is remembered here until somebody asks.  So a goroutine
// first tries its system call and waits only after EAGAIN, having asked for a reset before.
//
// Each direction has a slot:
//
//     0      nothing known                READY  something happened since the reset
//     WAIT   a goroutine is parking       else   the G that waits
//
//     pollReset: -> 0.  pollWait: READY -> 0, or 0 -> WAIT -> G, parked.  Event, deadline, close:
//     G -> READY (0 for the last two), and the goroutine is made runnable by who changed it.
//
// A waiter looks for closing and deadlines after it has written WAIT, those who set them look at
// the slot afterwards; both are full barriers, so one of them sees the other.
//
// A deadline is a timer that asks, under the lock, whether the deadline of now has passed: one that
// was changed meanwhile finds that it has not, however late the old timer's call arrives.
//
// PollDescs are used again and never freed.  The kernel's data holds the address and, above it, a
// tag that changes with each use, so an event of the one before is not taken for one of the next.
//
// Events are collected by the M that watches the clock (netpoll.c), by an M that looks for work,
// and by sysmon when all are busy.

#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "scheduler.h"
#include "memory.h"
#include "os.h"
#include "poll.h"

typedef struct PollDesc PollDesc;

// One direction of a descriptor.
typedef struct {
	atomic_word slot; // see above
	// ns, 0: none, -1: passed.  Stored under lock; relaxed: under lock, or after WAIT was
	// written
	atomic_word deadline;
	Timer *timer; // made when the first deadline is set
	PollDesc *desc;
} Side;

enum { READ, WRITE, SIDES };
enum { SLOT_READY = 1, SLOT_WAIT = 2 };

struct PollDesc {
	Lock lock;
	PollDesc *next_free;
	int fd;
	atomic_u32 tag;   // changes with each use, under `free_lock`
	atomic_u32 state; // CLOSING, BROKEN; set under lock
	Side side[SIDES];
};

enum { CLOSING = 1, BROKEN = 2 };

enum PollError { POLL_OK, POLL_CLOSING, POLL_TIMEOUT, POLL_NOT_POLLABLE };

#define TAG_SHIFT 48

static atomic_u32 started; // 1: the next three are set.  Released by start(), read acquiring
static int epoll = -1, event = -1;
static PollDesc event_desc; // stands for `event`

static Lock free_lock = {.rank = RANK_POLL_FREE};
static PollDesc *free_descs; // under free_lock
// Goroutines parked here, those included that are being woken.  Relaxed: hint, read again by who
// parks an M
static atomic_word waiters;

bool poll_pending(void)
{
	return atomic_load(&waiters) != 0;
}

bool poll_started(void)
{
	return atomic_load32_acquire(&started);
}

// --- goroutines ----------------------------------------------------------------------------------

static enum PollError state_of(PollDesc *d, int which)
{
	if (atomic_load32(&d->state) & CLOSING)
		return POLL_CLOSING;
	if ((int64_t)atomic_load(&d->side[which].deadline) < 0)
		return POLL_TIMEOUT;
	if (which == READ && atomic_load32(&d->state) & BROKEN)
		return POLL_NOT_POLLABLE;
	return POLL_OK;
}

// The goroutine that waits on a side no longer does; NULL if none did: it is to be given to
// poll_wake().  ready: for an event.
static G *unblock(Side *s, bool ready)
{
	for (;;) {
		uintptr_t old = atomic_load(&s->slot); // expected value of the cas
		if (old == SLOT_READY || (old == 0 && !ready))
			return NULL;
		if (!atomic_cas(&s->slot, old, ready ? SLOT_READY : 0))
			continue;
		return old <= SLOT_WAIT ? NULL : (G *)old;
	}
}

// It counts as a waiter until it is runnable: whoever has taken it out may have no P, and is then
// the only one who knows that not all are asleep (sched_check_dead).
void poll_wake(G *g)
{
	sched_ready(g);
	atomic_add(&waiters, -1);
}

static bool commit(G *g, void *arg)
{
	Side *s = arg;

	atomic_add(&waiters, 1);
	if (atomic_cas(&s->slot, SLOT_WAIT, (uintptr_t)g))
		return true;
	atomic_add(&waiters, -1);
	return false;
}

// Wait for an event.  False: none; closing or a deadline ended it.  always: whatever the state.
static bool block(PollDesc *d, int which, bool always)
{
	Side *s = &d->side[which];

	for (;;) {
		if (atomic_cas(&s->slot, SLOT_READY, 0))
			return true;
		if (atomic_cas(&s->slot, 0, SLOT_WAIT))
			break;
		if (atomic_load(&s->slot) != SLOT_READY) // hint: asked again by the cas
			throw("poll: two goroutines wait for one direction");
	}
	if (always || state_of(d, which) == POLL_OK)
		sched_park(commit, s, WAIT_IO);
	return atomic_swap(&s->slot, 0) == SLOT_READY;
}

// --- deadlines -----------------------------------------------------------------------------------

static void deadline_due(Timer *t)
{
	Side *s = timer_arg(t);
	PollDesc *d = s->desc;
	int64_t when;
	G *g = NULL;

	lock_acquire(&d->lock);
	when = (int64_t)atomic_load(&s->deadline);
	if (when > 0 && when <= os_nanotime()) {
		atomic_store_full(&s->deadline, (uintptr_t)-1);
		g = unblock(s, false);
	}
	lock_release(&d->lock);
	if (g)
		poll_wake(g);
}

// Under lock.  Returns who must be woken.
static G *set_deadline(Side *s, int64_t when)
{
	if (s->timer)
		timer_cancel(s->timer);
	atomic_store_full(&s->deadline, (uintptr_t)when);
	if (when < 0)
		return unblock(s, false);
	if (when == 0)
		return NULL;
	if (!s->timer)
		s->timer = timer_new(deadline_due, s);
	timer_arm(s->timer, when);
	return NULL;
}

// --- epoll ---------------------------------------------------------------------------------------

static int control(int operation, int fd, PollDesc *d, uint32_t events)
{
	struct epoll_event e = {.events = events};

	e.data.u64 = (uint64_t)(uintptr_t)d | (uint64_t)atomic_load32(&d->tag) << TAG_SHIFT; // ours
	return (int)-os_syscall(SYS_epoll_ctl, epoll, operation, fd, (intptr_t)&e, 0, 0);
}

static void start(void)
{
	if (poll_started())
		return;
	lock_acquire(&free_lock);
	if (!poll_started()) {
		epoll = (int)os_syscall(SYS_epoll_create1, EPOLL_CLOEXEC, 0, 0, 0, 0, 0);
		event = (int)os_syscall(SYS_eventfd2, 0, EFD_CLOEXEC | EFD_NONBLOCK, 0, 0, 0, 0);
		if (epoll < 0 || event < 0 || control(EPOLL_CTL_ADD, event, &event_desc, EPOLLIN))
			throw("poll: cannot make an epoll instance");
		atomic_store32_release(&started, 1); // with poll_started()
	}
	lock_release(&free_lock);
	netpoll_interrupt(); // who watches the clock shall watch this too
}

void poll_interrupt(void)
{
	uint64_t one = 1;

	if (poll_started())
		os_syscall(SYS_write, event, (intptr_t)&one, sizeof one, 0, 0, 0);
}

static intptr_t wait_for_events(struct epoll_event *e, int max, int64_t ns)
{
	struct timespec limit = {ns / 1000000000, ns % 1000000000};
	intptr_t n = os_syscall(SYS_epoll_pwait2, epoll, (intptr_t)e, max,
				ns < 0 ? 0 : (intptr_t)&limit, 0, 0);

	if (n == -ENOSYS) // before Linux 5.11
		n = os_syscall(SYS_epoll_wait, epoll, (intptr_t)e, max,
			       ns < 0               ? -1
			       : ns > 1000000000000 ? 1000000
						    : (intptr_t)((ns + 999999) / 1000000),
			       0, 0);
	return n;
}

// Only by the M that sleeps here.  One that does not wait leaves the event to the sleeper, which
// would go on sleeping otherwise.
static void drain(void)
{
	uint64_t count;

	os_syscall(SYS_read, event, (intptr_t)&count, sizeof count, 0, 0, 0);
}

// Puts into ready who waits for event e; returns how many.  sleeping: see drain().
static int take_event(const struct epoll_event *e, bool sleeping, G **ready)
{
	static const uint32_t means[SIDES] = {EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR,
					      EPOLLOUT | EPOLLHUP | EPOLLERR};
	PollDesc *d = (PollDesc *)(uintptr_t)(e->data.u64 << 16 >> 16);
	int n = 0;

	if (d == &event_desc) {
		if (sleeping)
			drain();
		return 0;
	}
	// relaxed: one that is used again meanwhile gets an event too many, which does no harm
	if ((uint16_t)atomic_load32(&d->tag) != (uint16_t)(e->data.u64 >> TAG_SHIFT))
		return 0;
	if (e->events == EPOLLERR) {
		lock_acquire(&d->lock);
		atomic_store32(&d->state, atomic_load32(&d->state) | BROKEN); // under lock
		lock_release(&d->lock);
	}
	for (int i = 0; i < SIDES; i++) {
		G *g = e->events & means[i] ? unblock(&d->side[i], true) : NULL;
		if (g)
			ready[n++] = g;
	}
	return n;
}

int poll_collect(int64_t ns, G **ready)
{
	struct epoll_event events[POLL_BATCH / SIDES];
	intptr_t n = wait_for_events(events, POLL_BATCH / SIDES, ns);
	int found = 0;

	for (intptr_t i = 0; i < n; i++)
		found += take_event(&events[i], ns != 0, ready + found);
	return found;
}

// --- package internal/poll -----------------------------------------------------------------------

typedef struct {
	PollDesc *desc;
	intptr_t error;
} Opened;

void poll_server_init(void) GOLIB_SYMBOL("internal/poll.runtime_pollServerInit");
Opened poll_open(uintptr_t fd) GOLIB_SYMBOL("internal/poll.runtime_pollOpen");
void poll_close(PollDesc *d) GOLIB_SYMBOL("internal/poll.runtime_pollClose");
intptr_t poll_reset(PollDesc *d, intptr_t mode) GOLIB_SYMBOL("internal/poll.runtime_pollReset");
intptr_t poll_wait(PollDesc *d, intptr_t mode) GOLIB_SYMBOL("internal/poll.runtime_pollWait");
void poll_wait_canceled(PollDesc *d, intptr_t mode)
    GOLIB_SYMBOL("internal/poll.runtime_pollWaitCanceled");
void poll_set_deadline(PollDesc *d, int64_t ns, intptr_t mode)
    GOLIB_SYMBOL("internal/poll.runtime_pollSetDeadline");
void poll_unblock(PollDesc *d) GOLIB_SYMBOL("internal/poll.runtime_pollUnblock");
bool poll_is_server(uintptr_t fd) GOLIB_SYMBOL("internal/poll.runtime_isPollServerDescriptor");

// The same under the names that Vole's own package os has for them.
#define FOR_OS(name, of)                                                                           \
	__asm__(".globl os." name "\n.set os." name ", \"internal/poll.runtime_" of "\"")
FOR_OS("pollStart", "pollServerInit");
FOR_OS("pollOpen", "pollOpen");
FOR_OS("pollClose", "pollClose");
FOR_OS("pollReset", "pollReset");
FOR_OS("pollWait", "pollWait");
FOR_OS("pollSetDeadline", "pollSetDeadline");
FOR_OS("pollUnblock", "pollUnblock");

static int side_of(intptr_t mode)
{
	return mode == 'r' ? READ : WRITE;
}

void poll_server_init(void)
{
	start();
}

static PollDesc *desc_new(void)
{
	PollDesc *d;

	lock_acquire(&free_lock);
	d = free_descs;
	if (d)
		free_descs = d->next_free;
	lock_release(&free_lock);
	if (!d) {
		d = rt_alloc(sizeof *d);
		d->lock.rank = RANK_POLL;
	}
	return d;
}

static void desc_free(PollDesc *d)
{
	lock_acquire(&free_lock);
	atomic_add32(&d->tag, 1);
	d->next_free = free_descs;
	free_descs = d;
	lock_release(&free_lock);
}

Opened poll_open(uintptr_t fd)
{
	PollDesc *d = desc_new();
	int error;

	lock_acquire(&d->lock);
	d->fd = (int)fd;
	atomic_store32(&d->state, 0); // under lock
	for (int i = 0; i < SIDES; i++) {
		d->side[i].desc = d;
		atomic_store(&d->side[i].deadline, 0); // nobody has it yet, as below
		atomic_store(&d->side[i].slot, 0);
	}
	lock_release(&d->lock);
	error = control(EPOLL_CTL_ADD, d->fd, d, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
	if (!error)
		return (Opened){d, 0};
	desc_free(d);
	return (Opened){NULL, error};
}

void poll_close(PollDesc *d)
{
	if (!(atomic_load32(&d->state) & CLOSING)) // poll_unblock came before, in order
		throw("poll: close without unblock");
	control(EPOLL_CTL_DEL, d->fd, d, 0);
	desc_free(d);
}

intptr_t poll_reset(PollDesc *d, intptr_t mode)
{
	enum PollError error = state_of(d, side_of(mode));

	if (error == POLL_OK)
		atomic_store_full(&d->side[side_of(mode)].slot, 0);
	return error;
}

intptr_t poll_wait(PollDesc *d, intptr_t mode)
{
	enum PollError error = state_of(d, side_of(mode));

	while (error == POLL_OK && !block(d, side_of(mode), false))
		error = state_of(d, side_of(mode)); // OK: a deadline passed and was set anew
	return error;
}

// Whatever the deadline: the kernel is to say that a canceled operation has ended.
void poll_wait_canceled(PollDesc *d, intptr_t mode)
{
	while (!block(d, side_of(mode), true))
		;
}

void poll_set_deadline(PollDesc *d, int64_t ns, intptr_t mode)
{
	int64_t when = ns;
	G *wake[SIDES] = {0};

	if (ns > 0)
		when = ns > INT64_MAX - os_nanotime() ? INT64_MAX : ns + os_nanotime();
	lock_acquire(&d->lock);
	if (!(atomic_load32(&d->state) & CLOSING)) { // under lock
		if (mode != 'w')
			wake[READ] = set_deadline(&d->side[READ], when);
		if (mode != 'r')
			wake[WRITE] = set_deadline(&d->side[WRITE], when);
	}
	lock_release(&d->lock);
	for (int i = 0; i < SIDES; i++)
		if (wake[i])
			poll_wake(wake[i]);
}

void poll_unblock(PollDesc *d)
{
	G *wake[SIDES];

	lock_acquire(&d->lock);
	atomic_store32_full(&d->state, atomic_load32(&d->state) | CLOSING);
	for (int i = 0; i < SIDES; i++) {
		wake[i] = unblock(&d->side[i], false);
		if (d->side[i].timer)
			timer_cancel(d->side[i].timer);
	}
	lock_release(&d->lock);
	for (int i = 0; i < SIDES; i++)
		if (wake[i])
			poll_wake(wake[i]);
}

bool poll_is_server(uintptr_t fd)
{
	return poll_started() && ((int)fd == epoll || (int)fd == event);
}
