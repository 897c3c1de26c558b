// chan.h - channels, between chan.c and select.c.

#ifndef VOLE_CHAN_H
#define VOLE_CHAN_H

#include "internal.h"
#include "bubble.h"

typedef struct Chan Chan;

// A goroutine in a channel's queue.  The record lies on its (parked, unmoving) stack, or for a
// large select in the heap.  Under the channel's lock while queued.
struct Sudog {
	Sudog *next, *prev;
	G *g;
	Chan *c;
	void *elem;     // to send from or to receive into (NULL: discard)
	bool is_select; // only the first that wins g->select_done may wake it
	bool success;   // woken by a communication, not by close
	uint32_t index; // of the select case
};

typedef struct {
	Sudog *first, *last;
} WaitQueue;

struct Chan {
	void *buf;   // cap elements, a ring
	void *timer; // that sends here (timer.c), set by who made it; the collector sees these two
	const GoType *elem;
	size_t count, cap;       // written under lock, read without by len() and fast paths
	size_t send_at, recv_at; // under lock, like the rest
	WaitQueue senders, receivers;
	atomic_u32 closed; // set once, under lock.  Relaxed: hint, the lock follows
	Lock lock;
	uint32_t bubble; // in which it was made, 0: none; constant
};

// What is of a bubble, only its goroutines may use.
static inline void chan_check_bubble(const Chan *c, const char *text)
{
	if (unlikely(c->bubble) && bubble_id(getg()) != c->bubble)
		fatal(text);
}
#define CHAN_SEND_OUTSIDE "send on synctest channel from outside bubble"
#define CHAN_RECEIVE_OUTSIDE "receive on synctest channel from outside bubble"

Sudog *chan_dequeue(WaitQueue *q); // next waiter that is still to be woken, NULL if none
void chan_enqueue(WaitQueue *q, Sudog *s);
void chan_remove(WaitQueue *q, Sudog *s); // wherever it is; nothing if it is not queued
// The three ways of a communication that does not block; c locked, unlocked on return.
void chan_hand_over(Chan *c, Sudog *receiver, void *elem);
void chan_take_over(Chan *c, Sudog *sender, void *elem);
void chan_buffer_put(Chan *c, void *elem);
void chan_buffer_get(Chan *c, void *elem);
void chan_clear_elem(Chan *c, void *elem); // a closed, drained channel gives zero values

#endif
