// timer.c - timers: one 4-ary heap per P, each under its own lock.
//
// A timer lives in the heap of the P it was started on until it fires or is stopped.  Its P looks
// at the earliest one before it picks a goroutine; an idle M that finds nothing to steal looks at
// all heaps; and one parked M (netpoll.c) sleeps until the earliest of all.  Four children per node
// keep the heap shallow and siblings in one cache line.
//
// A Go timer is an object of the program's heap (time.runtimeTimer).  While it is armed the heap
// here refers to it: timer_each_root() tells the collector, and starting a timer shades it, since
// the roots of the running cycle may have been read already.
//
// Not so a timer that sends on a channel: it is tied to that (time_tie_timer).  The channel points
// to its timer, as the timer does to the channel, so they live as long as somebody may receive; an
// armed timer that nobody can hear of is garbage.  The heap here refers to it weakly: sweeping its
// object disarms it (timer_dead), and it fires only when its object is known to be alive, that is,
// swept.  It sends right here, under the lock and before it is taken off the heap: so whoever has
// stopped it finds in the channel what it sent, and timers that fire faster than goroutines run
// cost nothing but time.
//
// Timers of bubbles (bubble.c) go by the bubble's clock and are in a heap of its own, which its
// root looks at; those that are due when they are armed fire at once.

#include <string.h>
#include "scheduler.h"
#include "bubble.h"
#include "roots.h"
#include "tied.h"
#include "memory.h"
#include "os.h"

#define SECOND 1000000000

struct Timer { // as time.runtimeTimer
	int64_t when, period;
	GoClosure *f; // func(any, uintptr)
	GoEface arg;
	uintptr_t seq; // with a channel: what its monotonic readings are relative to
	// private
	TimerHeap *volatile heap; // where it is armed, else NULL; changed under the heap's lock
	uintptr_t index;          // in heap->v
	void (*c_fn)(Timer *);    // instead of f: runs in the scheduler, must not block
	uintptr_t is_system;      // does not count against deadlock
	void *channel;            // sends on it instead of calling f; set before it is first armed
	uint32_t bubble;          // by whose clock it goes (bubble.c); 0: the real one
	uint32_t random;          // of a bubble's: decides among those of one time
};
_Static_assert(sizeof(Timer) == 12 * sizeof(uintptr_t), "time.runtimeTimer");

struct TimerHeap {
	Lock lock;
	Timer **v; // under lock
	size_t n, cap;
	atomic_word next; // v[0]->when, 0 if empty; stored under lock.  Relaxed: hint
};

// armed timers that call or wake somebody and are not the runtime's own.  Relaxed: counter, read
// when all Ms are idle, under sched_lock
static atomic_word user_timers;

// --- the heap, under its lock --------------------------------------------------------------------

static void place(TimerHeap *h, size_t i, Timer *t)
{
	h->v[i] = t;
	t->index = i;
}

static bool before(const Timer *a, const Timer *b)
{
	return a->when < b->when || (a->when == b->when && a->random < b->random);
}

static void sift_up(TimerHeap *h, size_t i)
{
	Timer *t = h->v[i];

	while (i > 0 && before(t, h->v[(i - 1) / 4])) {
		place(h, i, h->v[(i - 1) / 4]);
		i = (i - 1) / 4;
	}
	place(h, i, t);
}

static void sift_down(TimerHeap *h, size_t i)
{
	Timer *t = h->v[i];

	for (;;) {
		size_t least = i * 4 + 1;

		if (least >= h->n)
			break;
		for (size_t c = least + 1; c < h->n && c < i * 4 + 5; c++)
			if (before(h->v[c], h->v[least]))
				least = c;
		if (!before(h->v[least], t))
			break;
		place(h, i, h->v[least]);
		i = least;
	}
	place(h, i, t);
}

static void publish_next(TimerHeap *h)
{
	atomic_store_full(&h->next, h->n ? (uintptr_t)h->v[0]->when : 0);
}

static void make_room(TimerHeap *h)
{
	size_t cap = h->cap ? h->cap * 2 : OS_PAGE / sizeof *h->v;
	Timer **v;

	if (h->n < h->cap)
		return;
	v = os_map(cap * sizeof *v);
	if (!v)
		throw("out of memory (timers)");
	if (h->cap) {
		memcpy(v, h->v, h->n * sizeof *v);
		os_unmap(h->v, h->cap * sizeof *v);
	}
	h->v = v;
	h->cap = cap;
}

static void insert(TimerHeap *h, Timer *t)
{
	make_room(h);
	h->v[h->n++] = t;
	atomic_set(t->heap, h);
	sift_up(h, h->n - 1);
	publish_next(h);
}

static void delete(TimerHeap *h, Timer *t)
{
	size_t i = t->index;
	Timer *last = h->v[--h->n];

	h->v[h->n] = NULL;
	if (last != t) {
		place(h, i, last);
		sift_up(h, i);
		sift_down(h, last->index);
	}
	atomic_set(t->heap, NULL);
	publish_next(h);
}

// --- starting and stopping -----------------------------------------------------------------------

// A P's heap is made by its owner and stays for ever.  Whoever else looks loads p->timers with
// acquire, which pairs with the release here: the lock has its rank.
static TimerHeap *heap_of(P *p)
{
	if (!p->timers)
		atomic_store_ptr_release(&p->timers, timer_heap_new());
	return p->timers;
}

TimerHeap *timer_heap_new(void)
{
	TimerHeap *h = rt_alloc(sizeof *h);

	h->lock.rank = RANK_TIMERS;
	return h;
}

static void count_user(const Timer *t, int change)
{
	if (!t->is_system && !t->channel && !t->bubble)
		atomic_add(&user_timers, change);
}

static void start_in_bubble(Timer *t, Bubble *b)
{
	t->bubble = b->id;
	t->random = (uint32_t)rt_rand();
	shade(t);
	lock_acquire(&b->timers->lock);
	insert(b->timers, t);
	lock_release(&b->timers->lock);
}

static void timer_start(Timer *t)
{
	TimerHeap *h;
	int64_t when = t->when; // it may have fired and serve again when we come back
	bool first;

	sched_acquire_m();
	h = heap_of(getp());
	shade(t);
	count_user(t, 1);
	lock_acquire(&h->lock);
	insert(h, t);
	first = h->v[0] == t;
	lock_release(&h->lock);
	if (first)
		netpoll_wake_for(when);
	sched_release_m();
}

static bool timer_stop(Timer *t)
{
	TimerHeap *h;

	while ((h = atomic_get(t->heap))) {
		bool mine;
		lock_acquire(&h->lock);
		mine = t->heap == h; // else it fired, or moved to another P
		if (mine)
			delete (h, t);
		lock_release(&h->lock);
		if (mine) {
			count_user(t, -1);
			return true;
		}
	}
	return false;
}

// --- firing --------------------------------------------------------------------------------------

typedef struct {
	uint64_t wall;
	int64_t ext;
	void *loc;
} GoTime; // time.Time

#define YEARS(n) ((n) * 365 + (n) / 4 - (n) / 100 + (n) / 400)
#define UNIX_1885 (86400LL * (YEARS(1884) - YEARS(1969))) // unix time at the beginning of 1885
#define YEAR1_1885 (86400LL * YEARS(1884))                // ... and seconds since year 1

extern void *go_time_local GO_SYMBOL("time.Local") __attribute__((weak));

void time_now(GoTime *t, int64_t start) GO_SYMBOL("time.runtime_now");
int64_t time_nano(void) GO_SYMBOL("time.runtime_nano");

// All of a time.Time (stdlib/time/time.go tells what the bits mean) but its Location.  monotonic 0:
// it has no such reading.
static void set_time(GoTime *t, int64_t now, int64_t monotonic, int64_t start)
{
	int64_t sec = now / SECOND - UNIX_1885;
	uint64_t nsec = (uint64_t)(now % SECOND);

	if ((uint64_t)sec >> 33 || !monotonic) {
		t->wall = nsec;
		t->ext = sec + YEAR1_1885;
	} else {
		t->wall = (uint64_t)1 << 63 | (uint64_t)sec << 30 | nsec;
		t->ext = monotonic - start;
	}
}

// In a bubble without a monotonic reading: it could be compared with none from elsewhere.
void time_now(GoTime *t, int64_t start)
{
	const Bubble *b = getg()->bubble;

	if (unlikely(b))
		set_time(t, b->now, 0, 0);
	else
		set_time(t, os_walltime(), os_nanotime(), start);
}

int64_t time_nano(void)
{
	const Bubble *b = getg()->bubble;

	return unlikely(b) ? b->now : os_nanotime();
}

// Who does not receive in time gets no more than one.
static void send_time(const Timer *t, int64_t now)
{
	GoTime time = {.loc = go_time_local};

	if (t->bubble)
		set_time(&time, now, 0, 0);
	else
		time_now(&time, (int64_t)t->seq);
	chan_trysend(t->channel, &time);
}

struct call {
	GoClosure *f;
	GoEface arg;
	uintptr_t seq;
};

static void call_timer_function(void *payload)
{
	struct call *c = payload;

	asm_call_closure3(c->f, (uintptr_t)c->arg.type, (uintptr_t)c->arg.data, c->seq);
}

// The earliest timer of h has fired: when again?
static void rearm(TimerHeap *h, Timer *t, int64_t now)
{
	if (t->period > 0) {
		t->when += t->period * (1 + (now - t->when) / t->period);
		if (t->when < 0)
			t->when = INT64_MAX;
		sift_down(h, 0);
		publish_next(h);
	} else {
		delete (h, t);
		count_user(t, -1);
	}
}

// The earliest timer of h is due.  Enters and leaves with h locked; calls functions without.
static void fire(TimerHeap *h, int64_t now)
{
	Timer *t = h->v[0];
	void (*c_fn)(Timer *) = t->c_fn;
	struct call c = {t->f, t->arg, t->seq};

	if (t->channel)
		send_time(t, now);
	rearm(h, t, now);
	if (t->channel)
		return;
	if (!c_fn) {
		shade(c.f);
		shade(c.arg.data);
	}
	lock_release(&h->lock);
	if (c_fn)
		c_fn(t);
	else
		sched_spawn_payload(call_timer_function, &c, sizeof c);
	lock_acquire(&h->lock);
}

// The earliest timer of h is due; h is locked on entry and on return.  False: it was not known
// whether it is alive and may be gone now: look again.
static bool fire_if_alive(TimerHeap *h, int64_t now)
{
	Timer *t = h->v[0];

	if (t->channel && !object_settled(t)) {
		lock_release(&h->lock);
		object_settle(t);
		lock_acquire(&h->lock);
		return false;
	}
	fire(h, now);
	return true;
}

void timer_heap_run(TimerHeap *h, int64_t now)
{
	lock_acquire(&h->lock);
	while (h->n && h->v[0]->when <= now)
		fire_if_alive(h, now);
	lock_release(&h->lock);
}

int64_t timer_heap_next(TimerHeap *h)
{
	return (int64_t)atomic_load(&h->next);
}

void timer_heap_clear(TimerHeap *h)
{
	lock_acquire(&h->lock);
	while (h->n)
		delete (h, h->v[h->n - 1]);
	lock_release(&h->lock);
}

bool timer_check(P *p, int64_t *now, int64_t *next)
{
	TimerHeap *h = atomic_load_ptr_acquire(&p->timers); // acquire: heap_of()
	bool ran = false;

	*next = timer_next(p);
	if (!*next)
		return false;
	if (!*now)
		*now = os_nanotime();
	if (*next > *now)
		return false;
	lock_acquire(&h->lock);
	while (h->n && h->v[0]->when <= *now)
		ran |= fire_if_alive(h, *now);
	*next = (int64_t)h->next;
	lock_release(&h->lock);
	return ran;
}

int64_t timer_next(P *p)
{
	TimerHeap *h = atomic_load_ptr_acquire(&p->timers); // acquire: heap_of()

	return h ? timer_heap_next(h) : 0;
}

int timer_count(P *p)
{
	TimerHeap *h = atomic_load_ptr_acquire(&p->timers); // acquire: heap_of()

	return h ? (int)h->n : 0;
}

// No M has a P: heaps and channels are at rest.
bool timer_pending(void)
{
	if (atomic_load(&user_timers))
		return true;
	for (int i = 0; i < MAX_P && atomic_get(sched_all_p[i]); i++) {
		const TimerHeap *h = sched_all_p[i]->timers;
		for (size_t k = 0; h && k < h->n; k++)
			if (h->v[k]->channel && chan_awaited(h->v[k]->channel))
				return true;
	}
	return false;
}

void timer_move(P *to, P *from)
{
	TimerHeap *source = from->timers, *target = heap_of(to);

	rt_assert_stopped("timer_move");
	if (!source)
		return;
	lock_acquire(&source->lock);
	while (source->n) {
		Timer *t = source->v[source->n - 1];
		delete (source, t);
		lock_acquire(&target->lock);
		insert(target, t);
		lock_release(&target->lock);
	}
	lock_release(&source->lock);
}

static void each_root_of(TimerHeap *h, RootFn fn, void *arg)
{
	lock_acquire(&h->lock);
	for (size_t k = 0; k < h->n; k++)
		if (!h->v[k]->channel)
			fn(&h->v[k], sizeof h->v[k], arg);
	lock_release(&h->lock);
}

void timer_each_root(RootFn fn, void *arg)
{
	for (int i = 0; i < MAX_P && atomic_get(sched_all_p[i]); i++) {
		// acquire: heap_of()
		TimerHeap *h = atomic_load_ptr_acquire(&sched_all_p[i]->timers);
		if (h)
			each_root_of(h, fn, arg);
	}
	// acquire: new_record() in bubble.c
	for (Bubble *b = atomic_load_ptr_acquire((void *const volatile *)&bubble_all); b;
	     b = b->all_next)
		each_root_of(b->timers, fn, arg);
}

// The sweeper: t's object has died.
void timer_dead(uintptr_t t)
{
	timer_stop((Timer *)t);
}

// --- sleeping ------------------------------------------------------------------------------------

static void wake_sleeper(Timer *t)
{
	sched_ready((G *)t->seq);
}

// On g0, the goroutine parked: armed only now, so that it cannot fire too early.
static bool start_sleep_timer(G *g, void *unused)
{
	Timer *t = g->sleep_timer;

	(void)unused;
	t->bubble = t->random = 0;
	if (unlikely(g->bubble))
		start_in_bubble(t, g->bubble);
	else
		timer_start(t);
	return true;
}

static int64_t deadline(int64_t ns)
{
	int64_t now = time_nano();

	return ns > INT64_MAX - now ? INT64_MAX : now + ns;
}

void timer_sleep(int64_t ns)
{
	G *g = getg();
	Timer *t = g->sleep_timer;

	if (ns <= 0)
		return;
	if (!t) {
		t = g->sleep_timer = rt_alloc(sizeof *t);
		t->c_fn = wake_sleeper;
		t->seq = (uintptr_t)g;
	}
	t->is_system = g->is_system;
	t->when = deadline(ns);
	sched_park(start_sleep_timer, NULL, WAIT_SLEEP);
	STAY_ON_STACK();
}

// --- timers of the runtime -----------------------------------------------------------------------

Timer *timer_new(void (*fn)(Timer *), void *arg)
{
	Timer *t = rt_alloc(sizeof *t);

	t->c_fn = fn;
	t->seq = (uintptr_t)arg;
	return t;
}

void *timer_arg(const Timer *t)
{
	return (void *)t->seq;
}

void timer_arm(Timer *t, int64_t when)
{
	t->when = when;
	timer_start(t);
}

void timer_cancel(Timer *t)
{
	timer_stop(t);
}

// --- package time --------------------------------------------------------------------------------

void time_sleep(int64_t ns) GO_SYMBOL("time.Sleep");
void time_start_timer(Timer *t) GO_SYMBOL("time.startTimer");
bool time_stop_timer(Timer *t, bool reset) GO_SYMBOL("time.stopTimer");
bool time_reset_timer(Timer *t, int64_t when, int64_t period) GO_SYMBOL("time.resetTimer");
void time_tie_timer(Timer *t, void *channel) GO_SYMBOL("time.tieTimer");
int64_t sync_nanotime(void) GO_SYMBOL("sync.runtime_nanotime");

int64_t sync_nanotime(void)
{
	return os_nanotime();
}
void time_sleep(int64_t ns)
{
	timer_sleep(ns);
}

// In a bubble.  What is due fires here and now: nobody looks at the bubble's timers before it comes
// to rest.
static void start_here(Timer *t, Bubble *b)
{
	struct call c = {t->f, t->arg, t->seq};

	if (t->when > b->now) {
		start_in_bubble(t, b);
		return;
	}
	t->bubble = b->id;
	if (t->channel) {
		send_time(t, b->now);
		return;
	}
	shade(c.f);
	shade(c.arg.data);
	sched_spawn_payload(call_timer_function, &c, sizeof c);
}

void time_start_timer(Timer *t)
{
	Bubble *b = getg()->bubble;

	if (unlikely(b))
		start_here(t, b);
	else
		timer_start(t);
}

static void check_bubble(const Timer *t, const char *text)
{
	if (unlikely(t->bubble) && !getg()->bubble)
		fatal(text);
}

bool time_stop_timer(Timer *t, bool reset)
{
	check_bubble(t, reset ? "reset of synctest timer from outside bubble"
			      : "stop of synctest timer from outside bubble");
	return timer_stop(t);
}

void time_tie_timer(Timer *t, void *channel)
{
	chan_set_timer(channel, t);
	t->channel = channel;
	finalizer_watch_timer((uintptr_t)t);
}

bool time_reset_timer(Timer *t, int64_t when, int64_t period)
{
	bool was_armed = time_stop_timer(t, true);

	t->when = when;
	t->period = period;
	if (unlikely(t->bubble))
		start_here(t, getg()->bubble);
	else
		timer_start(t);
	return was_armed;
}
