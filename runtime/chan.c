// chan.c - channels.
//
// A channel is a ring of cap elements and two queues of parked goroutines, all under one lock.  At
// any time at least one queue is empty, but for a goroutine that both sends and receives in one
// select; and
//
//     cap > 0:  count > 0   =>  no receiver waits
//               count < cap =>  no sender waits
//
// so a communication is one of: hand the value to a parked receiver, straight into its variable;
// take it from a parked sender (through the ring if there is one: the head goes out, the sender's
// value takes its place); use the ring; or park.
//
// Handing over writes into another goroutine's stack.  Stacks do not move, so a plain copy does;
// the barrier shades the copied pointers, since that stack may have been scanned in this cycle.
//
// A select enqueues one goroutine on many channels.  Two channels may want to wake it at once:
// g->select_done is won by compare-and-swap, and who loses goes to the next waiter (chan_dequeue).
//
// Elements with pointers lie in an array of their own with a precise map; without, behind the
// header.

#include <string.h>
#include "scheduler.h"
#include "chan.h"
#include "contention.h"
#include "tied.h"

static const uint8_t header_map[8] = {3}; // Chan.buf, Chan.timer; read as a whole word
static const GoType header_type = {
    .size = sizeof(Chan),
    .ptrdata = 2 * sizeof(void *),
    .align = 8,
    .field_align = 8,
    .kind = GO_STRUCT,
    .gcdata = header_map,
    .str = {(const uint8_t *)"runtime.Chan", 12},
};

static bool too_large(size_t elem, intptr_t n)
{
	size_t max = ((size_t)1 << 47) - sizeof(Chan);

	return n < 0 || (elem && (size_t)n > max / elem);
}

void *chan_make(void *type, intptr_t n)
{
	const GoType *elem = ((GoChanType *)type)->elem;
	Chan *c;

	if (too_large(elem->size, n))
		panic_plain("makechan: size out of range");
	if (elem->ptrdata == 0 || n == 0) {
		size_t bytes = elem->ptrdata == 0 ? elem->size * (size_t)n : 0;
		c = malloc_gc((intptr_t)(sizeof *c + bytes), NULL, 1);
		c->buf = c + 1;
	} else {
		c = malloc_newobject((void *)&header_type);
		barrier_write(&c->buf, malloc_newarray((void *)elem, n));
	}
	c->elem = elem;
	c->cap = (size_t)n;
	c->lock.rank = RANK_CHAN;
	c->bubble = bubble_id(getg());
	return c;
}

// --- queues --------------------------------------------------------------------------------------

void chan_enqueue(WaitQueue *q, Sudog *s)
{
	s->next = NULL;
	s->prev = q->last;
	if (q->last)
		q->last->next = s;
	else
		atomic_set(q->first, s);
	q->last = s;
}

void chan_remove(WaitQueue *q, Sudog *s)
{
	if (!s->prev && q->first != s)
		return; // a waker took it off
	if (s->prev)
		s->prev->next = s->next;
	else
		atomic_set(q->first, s->next);
	if (s->next)
		s->next->prev = s->prev;
	else
		q->last = s->prev;
	s->next = s->prev = NULL;
}

Sudog *chan_dequeue(WaitQueue *q)
{
	Sudog *s;

	while ((s = q->first)) {
		chan_remove(q, s);
		if (!s->is_select || atomic_cas32(&s->g->select_done, 0, 1))
			return s;
	}
	return NULL;
}

// --- moving values -------------------------------------------------------------------------------

static void *slot_at(Chan *c, size_t i)
{
	return (char *)c->buf + i * c->elem->size;
}

static void move(const GoType *t, void *dst, void *src)
{
	if (t->size == 8 && t->ptrdata == 0)
		memcpy(dst, src, 8);
	else if (t->ptrdata == 0)
		memcpy(dst, src, t->size);
	else
		barrier_typedmove((void *)t, dst, src);
}

void chan_clear_elem(Chan *c, void *elem)
{
	if (!elem)
		return;
	if (c->elem->ptrdata)
		barrier_typedclear((void *)c->elem, elem);
	else
		memset(elem, 0, c->elem->size);
}

static size_t after(Chan *c, size_t i)
{
	return i + 1 == c->cap ? 0 : i + 1;
}

static void wake(Chan *c, Sudog *s)
{
	G *g = s->g;

	s->success = true;
	atomic_set(g->wait_param, s);
	lock_release(&c->lock);
	sched_ready(g);
}

void chan_hand_over(Chan *c, Sudog *receiver, void *elem)
{
	if (receiver->elem)
		move(c->elem, receiver->elem, elem);
	wake(c, receiver);
}

// With a ring it is full: its head goes out, the sender's value becomes its tail.
void chan_take_over(Chan *c, Sudog *sender, void *elem)
{
	void *from = sender->elem;

	if (c->cap)
		from = slot_at(c, c->recv_at);
	if (elem)
		move(c->elem, elem, from);
	if (c->cap) {
		move(c->elem, from, sender->elem);
		c->recv_at = after(c, c->recv_at);
		c->send_at = c->recv_at;
	}
	wake(c, sender);
}

void chan_buffer_put(Chan *c, void *elem)
{
	move(c->elem, slot_at(c, c->send_at), elem);
	c->send_at = after(c, c->send_at);
	atomic_set(c->count, c->count + 1);
	lock_release(&c->lock);
}

void chan_buffer_get(Chan *c, void *elem)
{
	void *slot = slot_at(c, c->recv_at);

	if (elem)
		move(c->elem, elem, slot);
	if (c->elem->ptrdata)
		barrier_typedclear((void *)c->elem, slot);
	c->recv_at = after(c, c->recv_at);
	atomic_set(c->count, c->count - 1);
	lock_release(&c->lock);
}

// --- send and receive ----------------------------------------------------------------------------

static bool unlock_chan(G *g, void *c)
{
	(void)g;
	lock_release(&((Chan *)c)->lock);
	return true;
}

// Queue up and sleep; c is locked, and unlocked by the scheduler.  True: communicated; false:
// closed.
static bool wait_in(WaitQueue *q, Chan *c, void *elem, int reason)
{
	Sudog s = {.g = getg(), .c = c, .elem = elem};

	int64_t since = contention_begin();

	chan_enqueue(q, &s);
	sched_park(unlock_chan, c, reason);
	contention_end(since);
	return s.success;
}

static _Noreturn void sent_on_closed(void)
{
	panic_plain("send on closed channel");
}

// c locked: send without waiting.  False: would block, still locked.
static bool send_now(Chan *c, void *elem)
{
	Sudog *receiver;

	if (c->closed) {
		lock_release(&c->lock);
		sent_on_closed();
	}
	receiver = chan_dequeue(&c->receivers);
	if (receiver) {
		chan_hand_over(c, receiver, elem);
		return true;
	}
	if (c->count < c->cap) {
		chan_buffer_put(c, elem);
		return true;
	}
	return false;
}

void chan_send(void *channel, void *elem)
{
	Chan *c = channel;

	if (!c)
		sched_park(NULL, NULL, WAIT_CHAN_SEND_NIL);
	chan_check_bubble(c, CHAN_SEND_OUTSIDE);
	lock_acquire(&c->lock);
	if (!send_now(c, elem) &&
	    !wait_in(&c->senders, c, elem, c->bubble ? WAIT_SYNCTEST_CHAN_SEND : WAIT_CHAN_SEND))
		sent_on_closed();
}

intptr_t chan_trysend(void *channel, void *elem)
{
	Chan *c = channel;

	if (c)
		chan_check_bubble(c, CHAN_SEND_OUTSIDE);
	// Without lock: open and full a moment ago is answer enough.
	if (!c || (!atomic_load32(&c->closed) &&
		   (c->cap ? atomic_get(c->count) == c->cap : !atomic_get(c->receivers.first))))
		return 0;
	lock_acquire(&c->lock);
	if (send_now(c, elem))
		return 1;
	lock_release(&c->lock);
	return 0;
}

enum { BLOCKS = -1 };

// c locked: receive without waiting.  1: got a value, 0: closed and drained; BLOCKS: still locked.
static int recv_now(Chan *c, void *elem)
{
	Sudog *sender;

	if (c->closed && c->count == 0) {
		lock_release(&c->lock);
		chan_clear_elem(c, elem);
		return 0;
	}
	sender = chan_dequeue(&c->senders);
	if (sender) {
		chan_take_over(c, sender, elem);
		return 1;
	}
	if (c->count > 0) {
		chan_buffer_get(c, elem);
		return 1;
	}
	return BLOCKS;
}

intptr_t chan_recv(void *channel, void *elem)
{
	Chan *c = channel;
	int got;

	if (!c)
		sched_park(NULL, NULL, WAIT_CHAN_RECEIVE_NIL);
	chan_check_bubble(c, CHAN_RECEIVE_OUTSIDE);
	lock_acquire(&c->lock);
	got = recv_now(c, elem);
	if (got == BLOCKS)
		got = wait_in(&c->receivers, c, elem,
			      c->bubble ? WAIT_SYNCTEST_CHAN_RECEIVE : WAIT_CHAN_RECEIVE);
	return got;
}

RtPair chan_tryrecv(void *channel, void *elem)
{
	Chan *c = channel;
	int got;

	// Without lock: empty a moment ago, then still open.  acquire: closed is read after the
	// count (which atomic_get acquires); no release is needed, as nothing that the closer wrote
	// is looked at before the lock is taken.
	if (!c)
		return (RtPair){0, 0};
	chan_check_bubble(c, CHAN_RECEIVE_OUTSIDE);
	if ((c->cap ? atomic_get(c->count) == 0 : !atomic_get(c->senders.first)) &&
	    !atomic_load32_acquire(&c->closed))
		return (RtPair){0, 0};
	lock_acquire(&c->lock);
	got = recv_now(c, elem);
	if (got == BLOCKS) {
		lock_release(&c->lock);
		return (RtPair){0, 0};
	}
	return (RtPair){1, (uintptr_t)got};
}

// --- close ---------------------------------------------------------------------------------------

// Take all waiters of q that are still to be woken and chain them through next.
static Sudog *release_all(Chan *c, WaitQueue *q, bool receivers, Sudog *chain)
{
	Sudog *s;

	while ((s = chan_dequeue(q))) {
		if (receivers)
			chan_clear_elem(c, s->elem);
		s->success = false;
		atomic_set(s->g->wait_param, s);
		s->next = chain;
		chain = s;
	}
	return chain;
}

void chan_close(void *channel)
{
	Chan *c = channel;
	Sudog *chain;

	if (!c)
		panic_plain("close of nil channel");
	chan_check_bubble(c, "close of synctest channel from outside bubble");
	lock_acquire(&c->lock);
	if (c->closed) {
		lock_release(&c->lock);
		panic_plain("close of closed channel");
	}
	atomic_store32_full(&c->closed, 1);
	chain = release_all(c, &c->receivers, true, NULL);
	chain = release_all(c, &c->senders, false, chain);
	lock_release(&c->lock);
	while (chain) {
		Sudog *s = chain;
		chain = s->next; // s is gone when its goroutine runs
		sched_ready(s->g);
	}
}

// The channel of a timer passes for one without a ring: the program shall not see whether it fired.
intptr_t chan_len(void *channel)
{
	Chan *c = channel;

	return c && !c->timer ? (intptr_t)atomic_get(c->count) : 0;
}

intptr_t chan_cap(void *channel)
{
	Chan *c = channel;

	return c && !c->timer ? (intptr_t)c->cap : 0;
}

// Does a goroutine wait to receive?
bool chan_awaited(const void *channel)
{
	return atomic_get(((const Chan *)channel)->receivers.first) != NULL;
}

// Its elements have pointers, so that the collector looks at the header.
void chan_set_timer(void *channel, void *timer)
{
	barrier_write(&((Chan *)channel)->timer, timer);
}
