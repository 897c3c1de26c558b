// trace.c - the execution trace: generations, batches, on and off.  trace_event.c writes events,
// trace_table.c keeps stacks and strings, go_trace.c hands all to package runtime/trace.
//
// A trace tells, to the nanosecond or nearly, what every goroutine, P and the collector did, in the
// format of Go 1.26 ("go 1.26 trace"), which `go tool trace` reads.
//
//     trace       =  header, generation ...
//     generation  =  batches of events, of Ms; stacks; strings; CPU samples; the clock; an end mark
//
// A generation is complete in itself: its numbers for stacks and strings mean nothing in another,
// and it begins with the status of every P and every goroutine.  So a reader may begin with any
// generation, and a flight recorder throw the oldest away.  One lasts about a second.
//
// Who writes.  Each M has a buffer of its own, which becomes a batch when it is full; nothing is
// shared between Ms but the tables, whose chains grow by compare-and-swap, and, once in 64 KiB, the
// lists of buffers.  Events of different Ms are put in order by the reader: by time, and where the
// clock may mislead by sequence numbers.  Every start or unblocking of a goroutine, every start or
// stealing of a P takes the next number of that goroutine or P (G.trace_seq, P.trace_seq), which
// whoever moves it owns at that moment.
//
// Changing generations.  What happens and what the trace says of it must fall into the same
// generation, and the statuses at its beginning must be those that the next events change.
// Therefore:
//
//   1. the world is stopped: no goroutine runs, every P but ours is idle, also those that were left
//   in
//      system calls, and none of it changes;
//   2. Ms without a P still come back from system calls, take Ps from them (sysmon) and wake
//   goroutines;
//      they do that between trace_enter() and trace_leave(), and wait there while `switching` is
//      set;
//   3. all buffers become batches of the old generation, the tables change places, sequence numbers
//   begin
//      at 0, statuses are written;
//   4. the clock moves on before anybody else may write: their events come after the statuses.
//
// Rejected: changing without a stop, as Go does, where every event first looks whether the statuses
// it is about are written in this generation.  It makes each event dearer and its rules many, for a
// pause a second of 0.1 ms and 0.6 us more per goroutine (docs/profiling.md has figures).
//
// Who reads.  One goroutine of package runtime/trace: it takes full buffers ten times a second,
// changes generations, and then writes the tables of the old one, with names, which it may do at
// leisure.  So at most two generations exist.  Nobody needs to wake it.
//
// Off, a point costs the load of trace_on and a jump.

#include <string.h>
#include "trace_internal.h"
#include "go_trace.h"
#include "scheduler.h"
#include "os.h"

enum {
	CLOCK_UNIT = 64, // ns: what a timestamp counts, so that most differences take one byte
	SIZE_BYTES = 3,  // of a batch: a varint that is filled in at the end
	KEEP_FREE = 16,
};

typedef struct {
	TraceBuf *head, *tail;
} BufQueue;

atomic_u32 trace_on __attribute__((aligned(64))); // read everywhere, on a line that nobody writes
TraceTables *trace_tables;

static Lock trace_lock = {.rank = RANK_TRACE};
static BufQueue full, closed; // batches: of this generation, of the one before; under trace_lock
static TraceBuf *free_bufs;   // under trace_lock
static int n_free;
static TraceTables both[2]; // of this generation and the one before
static uint64_t generation; // world stopped
// Ms without a P wait.  Set with a full barrier before their trace_busy is looked at, as they set
// trace_busy before they look at this: one of the two sees the other.
static atomic_u32 switching;

uint64_t trace_clock(void)
{
	return (uint64_t)os_nanotime() / CLOCK_UNIT;
}

// --- buffers -------------------------------------------------------------------------------------

static TraceBuf *buf_get(void)
{
	TraceBuf *b;

	lock_acquire(&trace_lock);
	b = free_bufs;
	if (b) {
		free_bufs = b->next;
		n_free--;
	}
	lock_release(&trace_lock);
	if (!b && !(b = os_map(sizeof *b)))
		throw("trace: out of memory");
	b->next = NULL;
	b->n = b->body = 0;
	b->last = 0;
	return b;
}

static void buf_put(TraceBuf *b)
{
	lock_acquire(&trace_lock);
	if (n_free < KEEP_FREE) {
		b->next = free_bufs;
		free_bufs = b;
		n_free++;
		b = NULL;
	}
	lock_release(&trace_lock);
	if (b)
		os_unmap(b, sizeof *b);
}

static void queue_put(BufQueue *q, TraceBuf *b) // under trace_lock
{
	b->next = NULL;
	if (q->tail)
		q->tail->next = b;
	else
		q->head = b;
	q->tail = b;
}

static TraceBuf *queue_get(BufQueue *q) // under trace_lock
{
	TraceBuf *b = q->head;

	if (b && !(q->head = b->next))
		q->tail = NULL;
	return b;
}

static void begin_batch(TraceBuf *b, const M *m)
{
	uint8_t *p = b->data;

	b->last = trace_clock();
	*p++ = EV_BATCH;
	p = trace_put(p, generation);
	p = trace_put(p, (uint64_t)m->tid);
	p = trace_put(p, b->last) + SIZE_BYTES;
	b->n = b->body = (uint32_t)(p - b->data);
}

static void end_batch(TraceBuf *b)
{
	uint32_t size = b->n - b->body;
	uint8_t *p = b->data + b->body - SIZE_BYTES;

	p[0] = (uint8_t)(size | 0x80);
	p[1] = (uint8_t)(size >> 7 | 0x80);
	p[2] = (uint8_t)(size >> 14);
	lock_acquire(&trace_lock);
	queue_put(&full, b);
	lock_release(&trace_lock);
}

TraceBuf *trace_new_batch(M *m)
{
	if (m->trace_buf)
		end_batch(m->trace_buf);
	m->trace_buf = buf_get();
	begin_batch(m->trace_buf, m);
	return m->trace_buf;
}

// Memory that is returned when the generation has been written.
void *trace_record_room(M *m, size_t bytes)
{
	TraceBuf *b = m->trace_chunk;
	void *room;

	bytes = (bytes + 7) & ~(size_t)7;
	if (!b || sizeof b->data - b->n < bytes) {
		b = buf_get();
		lock_acquire(&trace_lock);
		b->next = trace_tables->chunks;
		trace_tables->chunks = b;
		lock_release(&trace_lock);
		m->trace_chunk = b;
	}
	room = b->data + b->n;
	b->n += (uint32_t)bytes;
	return room;
}

// --- Ms without a P ------------------------------------------------------------------------------

void trace_enter(void)
{
	M *m = getm();

	for (;;) {
		atomic_store32_full(&m->trace_busy, 1);
		// acquire: pairs with the release in go_trace_switch(); the generation is begun
		if (!atomic_load32_acquire(&switching))
			return;
		atomic_store32_release(&m->trace_busy, 0);
		while (atomic_load32_acquire(&switching))
			os_yield();
	}
}

// release: pairs with the acquire in wait_for_others(); what was written is there.
void trace_leave(void)
{
	atomic_store32_release(&getm()->trace_busy, 0);
}

static void wait_for_others(void)
{
	for (M *m = atomic_get(sched_all_m); m; m = m->all_next)
		while (atomic_load32_acquire(&m->trace_busy))
			atomic_pause();
}

// --- generations ---------------------------------------------------------------------------------

static void close_generation(void)
{
	trace_stop_end();
	for (M *m = sched_all_m; m; m = m->all_next) {
		if (m->trace_buf)
			end_batch(m->trace_buf);
		m->trace_buf = m->trace_chunk = NULL;
	}
	rt_assert(!closed.head, "trace: the last generation is not written yet");
	closed = full;
	full = (BufQueue){NULL, NULL};
	atomic_store32(&trace_on, 0);
}

static void open_generation(const char *why)
{
	generation++;
	trace_tables = &both[generation & 1];
	rt_assert(!trace_tables->chunks, "trace: the tables are in use");
	atomic_store32(&trace_on, 1);
	trace_generation_begins(why);
	for (uint64_t now = trace_clock(); trace_clock() <= now;)
		atomic_pause();
}

// Called by the one goroutine that reads.
void go_trace_switch(intptr_t on)
{
	const char *why = !tracing() ? "start trace" : on & 1 ? "trace generation" : "stop trace";

	sched_stop_world(why);
	atomic_store32_full(&switching, 1);
	wait_for_others();
	if (tracing())
		close_generation();
	if (on & 1)
		open_generation(why);
	atomic_store32_release(&switching, 0);
	sched_start_world();
}

uint64_t go_trace_generation(void)
{
	return generation;
}

// Of the trace, monotonic, of the wall: at once, nearly.
void go_trace_clocks(uint64_t now[3])
{
	now[1] = (uint64_t)os_nanotime();
	now[0] = now[1] / CLOCK_UNIT;
	now[2] = (uint64_t)os_walltime();
}

// --- for the reader ------------------------------------------------------------------------------

static TraceBuf *reading; // handed out last; the reader's

// The next batch of the closed generation, or of the running one; its bytes are there until the
// next call.  0: none.
intptr_t go_trace_batch(intptr_t of_closed, void **at)
{
	if (reading)
		buf_put(reading);
	lock_acquire(&trace_lock);
	reading = queue_get(of_closed & 1 ? &closed : &full);
	lock_release(&trace_lock);
	if (!reading)
		return 0;
	*at = reading->data;
	return reading->n;
}

// The tables of the closed generation: the other one while a trace is on.
TraceTables *go_trace_closed_tables(void)
{
	return &both[(generation & 1) ^ tracing()];
}

// The closed generation is written.
void go_trace_forget(void)
{
	TraceTables *t = go_trace_closed_tables();
	TraceBuf *b;

	while ((b = t->chunks)) {
		t->chunks = b->next;
		buf_put(b);
	}
	memset(t, 0, sizeof *t);
	while (!tracing() && (b = free_bufs)) { // nobody else is at it
		free_bufs = b->next;
		n_free--;
		os_unmap(b, sizeof *b);
	}
}
