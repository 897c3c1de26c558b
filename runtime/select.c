// select.c - waiting for one of several communications.
//
// 1. Lock all channels, in address order so that two selects cannot wait for each other.
// 2. Look at the cases in random order (fairness); the first that can go on is done.
// 3. Otherwise enqueue on every channel and sleep.  The scheduler unlocks the channels only when
//    the goroutine is parked.
// 4. Woken by exactly one channel (g->select_done): lock all again, take the other records back.

#include <string.h>
#include "scheduler.h"
#include "chan.h"
#include "contention.h"

enum { SMALL = 16, MAX_CASES = 1 << 16 };

typedef struct {
	GoSelectCase *cases; // sends first
	size_t nsends, n;
	uint16_t *poll; // case numbers in random order, without nil channels
	uint16_t *lock; // ... by address of the channel
	size_t used;    // length of both
	Sudog *sudogs;  // of case i
	bool outside;   // a channel is not of this goroutine's bubble
} Select;

static Chan *chan_of(const Select *s, size_t i)
{
	return s->cases[i].chan;
}

// --- orders --------------------------------------------------------------------------------------

static void poll_order(Select *s)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t j;
		if (!chan_of(s, i))
			continue;
		chan_check_bubble(chan_of(s, i), "select on synctest channel from outside bubble");
		s->outside |= !chan_of(s, i)->bubble;
		j = (uint32_t)rt_rand() % (s->used + 1);
		s->poll[s->used++] = s->poll[j];
		s->poll[j] = (uint16_t)i;
	}
}

static bool before(const Select *s, size_t a, size_t b)
{
	return chan_of(s, s->lock[a]) < chan_of(s, s->lock[b]);
}

static void swap(Select *s, size_t a, size_t b)
{
	uint16_t t = s->lock[a];

	s->lock[a] = s->lock[b];
	s->lock[b] = t;
}

static void sift(Select *s, size_t root, size_t n)
{
	for (size_t child; (child = 2 * root + 1) < n; root = child) {
		if (child + 1 < n && before(s, child, child + 1))
			child++;
		if (!before(s, root, child))
			return;
		swap(s, root, child);
	}
}

// Heap sort: no recursion, no worst case.
static void lock_order(Select *s)
{
	memcpy(s->lock, s->poll, s->used * sizeof *s->lock);
	for (size_t i = s->used / 2; i-- > 0;)
		sift(s, i, s->used);
	for (size_t n = s->used; n > 1;) {
		swap(s, 0, --n);
		sift(s, 0, n);
	}
}

static bool repeated(const Select *s, size_t i)
{
	return i > 0 && chan_of(s, s->lock[i]) == chan_of(s, s->lock[i - 1]);
}

static void lock_all(const Select *s)
{
	for (size_t i = 0; i < s->used; i++)
		if (!repeated(s, i))
			lock_acquire(&chan_of(s, s->lock[i])->lock);
}

// Nothing of s may be touched any more when the last is unlocked: its goroutine may be running.
static void unlock_all(const Select *s, Chan *except)
{
	for (size_t i = s->used; i-- > 0;)
		if (!repeated(s, i) && chan_of(s, s->lock[i]) != except)
			lock_release(&chan_of(s, s->lock[i])->lock);
}

static bool unlock_parked(G *g, void *select)
{
	Select *s = select;
	Chan *last = NULL;

	(void)g;
	for (size_t i = 0; i < s->used; i++) {
		Chan *c = chan_of(s, s->lock[i]);
		if (last && c != last)
			lock_release(&last->lock);
		last = c;
	}
	lock_release(&last->lock);
	return true;
}

// --- the three passes ----------------------------------------------------------------------------

static bool can_send(Chan *c)
{
	return c->closed || c->receivers.first || c->count < c->cap;
}

static bool can_recv(Chan *c)
{
	return c->closed || c->senders.first || c->count > 0;
}

// The case can go on; its channel is the only one still locked.  False: its waiters were all woken
// by others meanwhile.
static bool send_case(Chan *c, void *elem)
{
	Sudog *receiver;

	if (c->closed) {
		lock_release(&c->lock);
		panic_plain("send on closed channel");
	}
	if ((receiver = chan_dequeue(&c->receivers)))
		chan_hand_over(c, receiver, elem);
	else if (c->count < c->cap)
		chan_buffer_put(c, elem);
	else
		return false;
	return true;
}

static bool recv_case(Chan *c, void *elem, bool *ok)
{
	Sudog *sender;

	*ok = true;
	if ((sender = chan_dequeue(&c->senders))) {
		chan_take_over(c, sender, elem);
	} else if (c->count > 0) {
		chan_buffer_get(c, elem);
	} else if (c->closed) {
		lock_release(&c->lock);
		chan_clear_elem(c, elem);
		*ok = false;
	} else {
		return false;
	}
	return true;
}

// One look at all cases, everything locked.  The case that was done (all unlocked), or -1 (all
// locked).
static intptr_t pass_ready(Select *s, bool *ok)
{
	for (size_t k = 0; k < s->used; k++) {
		size_t i = s->poll[k];
		Chan *c = chan_of(s, i);
		bool is_send = i < s->nsends, done;

		if (!(is_send ? can_send(c) : can_recv(c)))
			continue;
		unlock_all(s, c);
		done =
		    is_send ? send_case(c, s->cases[i].elem) : recv_case(c, s->cases[i].elem, ok);
		if (done)
			return (intptr_t)i;
		lock_release(&c->lock); // only selects that others woke were queued: start again
		lock_all(s);
		k = (size_t)-1;
	}
	return -1;
}

static void pass_enqueue(Select *s, G *g)
{
	atomic_store32(&g->select_done, 0);
	for (size_t k = 0; k < s->used; k++) {
		size_t i = s->lock[k];
		Chan *c = chan_of(s, i);
		s->sudogs[i] = (Sudog){.g = g,
				       .c = c,
				       .elem = s->cases[i].elem,
				       .is_select = true,
				       .index = (uint32_t)i};
		chan_enqueue(i < s->nsends ? &c->senders : &c->receivers, &s->sudogs[i]);
	}
}

static void pass_dequeue(Select *s, const Sudog *winner)
{
	for (size_t k = 0; k < s->used; k++) {
		size_t i = s->lock[k];
		Chan *c = chan_of(s, i);
		if (&s->sudogs[i] != winner)
			chan_remove(i < s->nsends ? &c->senders : &c->receivers, &s->sudogs[i]);
	}
}

static intptr_t wait_for_one(Select *s, bool *ok)
{
	G *g = getg();
	int64_t since = contention_begin();
	Sudog *winner;

	pass_enqueue(s, g);
	atomic_set(g->wait_param, NULL);
	sched_park(unlock_parked, s, s->outside ? WAIT_SELECT : WAIT_SYNCTEST_SELECT);
	winner = g->wait_param;
	atomic_set(g->wait_param, NULL);
	lock_all(s);
	pass_dequeue(s, winner);
	unlock_all(s, NULL);
	contention_end(since);
	if (winner->index < s->nsends && !winner->success)
		panic_plain("send on closed channel");
	*ok = winner->success;
	return (intptr_t)winner->index;
}

static RtPair run(Select *s, bool block)
{
	bool ok = false;
	intptr_t i;

	poll_order(s);
	lock_order(s);
	if (s->used == 0 && block)
		select_block();
	lock_all(s);
	i = pass_ready(s, &ok);
	if (i < 0 && !block)
		unlock_all(s, NULL);
	else if (i < 0)
		i = wait_for_one(s, &ok);
	return (RtPair){(uintptr_t)i, ok};
}

static RtPair __attribute__((noinline)) run_small(Select *s, bool block)
{
	uint16_t order[2 * SMALL];
	Sudog sudogs[SMALL];

	s->poll = order;
	s->lock = order + SMALL;
	s->sudogs = sudogs;
	return run(s, block);
}

// Too many cases for the stack below its limit.  The collector finds the memory through s, on our
// stack.
static RtPair __attribute__((noinline)) run_large(Select *s, bool block)
{
	size_t sudogs = s->n * sizeof(Sudog);
	char *memory = malloc_gc((intptr_t)(sudogs + 2 * s->n * sizeof(uint16_t)), NULL, 1);

	s->sudogs = (Sudog *)memory;
	s->poll = (uint16_t *)(memory + sudogs);
	s->lock = s->poll + s->n;
	return run(s, block);
}

RtPair select_go(void *cases, intptr_t nsends, intptr_t nrecvs, intptr_t block)
{
	Select s = {.cases = cases, .nsends = (size_t)nsends, .n = (size_t)(nsends + nrecvs)};

	if (s.n > MAX_CASES)
		throw("select: too many cases");
	return s.n <= SMALL ? run_small(&s, block & 1) : run_large(&s, block & 1);
}

void select_block(void)
{
	sched_park(NULL, NULL, WAIT_SELECT_NO_CASES);
}
