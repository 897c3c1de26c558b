// cpuprofile.c - the CPU profile: what each thread is doing, so many times per second of its CPU
// time.
//
// While a profile is on, every thread has a timer of the kernel that counts its own CPU time and
// sends it SIGPROF, 100 times per second used.  The handler notes the call stack, and the labels of
// the goroutine, in a ring of the thread's own; a goroutine of package runtime/pprof comes ten
// times a second, takes the samples out and adds them up.  A ring has one writer, the handler, and
// one reader, so it needs no lock: the writer moves `tail` behind a whole sample, the reader moves
// `head`.  What finds no room is counted as lost.
//
// The stack.  A signal comes between any two instructions.  Goroutine text and the runtime's C code
// keep frame pointers, so from rbp on the chain is walked as always: over the seams between
// segments, and from a thread's own stack, where a service for a goroutine runs, to the goroutine's
// stack below it.  Every frame must lie on one of these two stacks, or the walk ends; so nothing is
// read that is not mapped, whatever rbp holds in code that does not keep frames (libc).
//
// What rbp cannot tell is the caller of a function that has not made its frame yet, has taken it
// down already, or makes none: memmove, the fast path of malloc, any first and last instruction.
// Its return address is the word at rsp, or the one above while only rbp has been pushed.  The
// handler notes both words, and the reader decides, which may take its time and has the symbols:
//
//     a word is the return address of the function around pc if the call in front of it goes there;
//     or, in a library or at a function's first instruction or `ret`, if there is any call.
//
// Unwinding tables would tell exactly, but the runtime's are stripped (they are larger than its
// code), the handler could not read them (they are compressed or not mapped), and the rule above
// misses little: docs/profiling.md has figures.
//
// While an execution trace is made as well, each sample goes to a second ring too, for trace.c,
// with the time in place of how often, and who ran in place of the labels.
//
// Labels are pointers into the heap, and a ring is a root.  Its reader's lock keeps the marker from
// looking at samples that are being taken out; those that the handler adds meanwhile have the
// labels of a living goroutine, which are shaded when it gets others or dies.

#include <string.h>
#include <ucontext.h>
#include "scheduler.h"
#include "cpuprofile.h"
#include "gc.h"
#include "profile.h"
#include "symtab.h"
#include "go_trace.h"
#include "traceback.h"

enum {
	RING_WORDS = 1 << 14,
	// A sample: words in all, times, the two words at rsp, labels, addresses from the innermost
	LENGTH = 0,
	TIMES,
	AT_RSP,
	ABOVE_RSP,
	LABELS,
	STACK,
	TIME = TIMES, // in the trace's ring
	WHO = LABELS,
	MAX_SAMPLE = STACK + PROFILE_DEPTH,
	G0_MAX = 8 << 20, // larger than any thread's stack in use
};

// head <= tail <= head + RING_WORDS; words from head to tail are whole samples, at index modulo
// RING_WORDS.  tail: stored by the handler, release; loaded by the reader, acquire.  head: the
// other way round.  lost: added to by the handler, taken by the reader.  An M has two in a row: the
// profile's and the trace's.
struct CpuRing {
	atomic_word head, tail, lost;
	uint64_t words[RING_WORDS];
};

static atomic_word rate; // per second, 0: off; set under sched_lock.  Relaxed: hint
static Lock reader_lock = {.rank = RANK_CPU_PROFILE};

static CpuRing *ring_of(M *m)
{
	return atomic_load_ptr_acquire((void *const volatile *)&m->cpu_ring);
}

static CpuRing *trace_ring_of(M *m)
{
	CpuRing *r = ring_of(m);
	return r ? r + 1 : NULL;
}

// --- the handler ---------------------------------------------------------------------------------

typedef struct {
	G *g;                // whose stack the thread is on, or was called from
	uintptr_t low, high; // what is left of the thread's own stack
	uintptr_t rbp;
} Chain;

static Chain chain_begin(M *m, uintptr_t sp, uintptr_t rbp)
{
	Chain c = {m->curg, sp, m->g0_high, rbp};

	if ((c.g && stack_contains(c.g, sp)) || sp >= c.high || c.high - sp > G0_MAX)
		c.low = c.high;
	return c;
}

// The next return address, 0 at the end.
READS_PUBLISHED static uintptr_t chain_next(Chain *c)
{
	const uintptr_t *frame = (const uintptr_t *)c->rbp;

	if (c->rbp >= c->low && c->rbp < c->high) {
		if (c->rbp & 7 || c->high - c->rbp < 16)
			return 0;
		c->low = c->rbp + 16;
		c->rbp = frame[0];
		return frame[1];
	}
	c->low = c->high;
	return c->g ? stack_unwind(c->g, &c->rbp) : 0;
}

READS_PUBLISHED static size_t take_sample(M *m, const greg_t *reg, uint64_t *sample)
{
	uintptr_t pc = (uintptr_t)reg[REG_RIP], sp = (uintptr_t)reg[REG_RSP];
	size_t n = STACK;

	// Both signals came at once, and the other was first: the time was spent where that struck.
	if (pc == (uintptr_t)asm_async_preempt) {
		pc = *(const uintptr_t *)sp;
		sp += sizeof pc + PREEMPT_RED_ZONE;
	}
	Chain chain = chain_begin(m, sp, (uintptr_t)reg[REG_RBP]);

	sample[LABELS] = (uintptr_t)(m->curg ? m->curg->labels : NULL);
	sample[AT_RSP] = sample[ABOVE_RSP] = 0;
	if (chain.low < chain.high || (chain.g && stack_contains(chain.g, sp))) {
		sample[AT_RSP] = ((const uintptr_t *)sp)[0];
		sample[ABOVE_RSP] = ((const uintptr_t *)sp)[1];
	}
	// Addresses are those behind a call, and pc is not: one byte further.
	for (bool exact = true; pc && n < MAX_SAMPLE; pc = chain_next(&chain)) {
		sample[n++] = pc + exact;
		exact = traceback_is_interrupt(pc);
	}
	return n;
}

static void put(CpuRing *r, const uint64_t *sample, size_t n, uint64_t times)
{
	uintptr_t tail = atomic_load(&r->tail);

	// acquire: the reader has copied what lay there
	if (n > RING_WORDS - (tail - atomic_load_acquire(&r->head))) {
		atomic_add(&r->lost, (intptr_t)times);
		return;
	}
	for (size_t i = 0; i < n; i++)
		r->words[(tail + i) % RING_WORDS] = sample[i];
	atomic_store_release(&r->tail, tail + n);
}

// The goroutine's number, 0: none, and one more than the P's.
static uint64_t who_runs(M *m)
{
	return (m->curg ? m->curg->id : 0) << 16 | (m->p ? (unsigned)m->p->id + 1 : 0);
}

void cpuprofile_signal(void *context, int overruns)
{
	const greg_t *reg = ((const ucontext_t *)context)->uc_mcontext.gregs;
	uint64_t sample[MAX_SAMPLE];
	M *m = getm();
	CpuRing *r = m ? ring_of(m) : NULL;

	if (!r || !atomic_load(&rate))
		return;
	sample[LENGTH] = take_sample(m, reg, sample);
	sample[TIMES] = 1 + (uint64_t)(overruns > 0 ? overruns : 0);
	put(r, sample, sample[LENGTH], sample[TIMES]);
	if (tracing()) {
		sample[TIME] = trace_clock();
		sample[WHO] = who_runs(m);
		put(trace_ring_of(m), sample, sample[LENGTH], 1);
	}
}

// --- on and off ----------------------------------------------------------------------------------

// Under sched_lock.  A thread that has not begun yet comes itself.
static void start_timer(M *m)
{
	int64_t period = 1000000000 / (int64_t)atomic_load(&rate);
	int tid = atomic_get(m->tid);

	if (m->profile_timer || !tid)
		return;
	if (!m->cpu_ring) {
		CpuRing *r = os_map(2 * sizeof *r);
		if (!r)
			return;
		// release: pairs with ring_of(); it is empty
		atomic_store_ptr_release((void *volatile *)&m->cpu_ring, r);
	}
	// The first comes somewhere within a period, or short tasks would never be seen.
	int64_t first = 1 + (int64_t)(rt_rand() % (uint64_t)period);
	m->profile_timer = os_cpu_timer(tid, first, period, &m->profile_timer_id);
}

static void stop_timer(M *m)
{
	if (m->profile_timer)
		os_delete_timer(m->profile_timer_id);
	m->profile_timer = false;
}

void cpuprofile_init_m(M *m)
{
	lock_acquire(&sched_lock);
	if (atomic_load(&rate))
		start_timer(m);
	lock_release(&sched_lock);
}

void cpuprofile_end_m(M *m)
{
	lock_acquire(&sched_lock);
	stop_timer(m);
	atomic_set(m->tid, 0);
	lock_release(&sched_lock);
}

static void forget_old(void)
{
	lock_acquire(&reader_lock);
	for (M *m = sched_all_m; m; m = m->all_next) {
		CpuRing *r = ring_of(m);
		if (!r)
			continue;
		atomic_store_release(&r->head, atomic_load_acquire(&r->tail));
		atomic_swap(&r->lost, 0);
	}
	lock_release(&reader_lock);
}

intptr_t runtime_set_cpu_rate(intptr_t hz) GO_SYMBOL("runtime.setCPURate");
intptr_t pprof_cpu_rate(void) GO_SYMBOL("runtime.pprof.cpuRate");

intptr_t pprof_cpu_rate(void)
{
	return (intptr_t)atomic_load(&rate);
}

// 0: off.  False: it is on already.
intptr_t runtime_set_cpu_rate(intptr_t hz)
{
	bool ok = hz == 0;

	if (hz)
		signal_handle_profile();
	lock_acquire(&sched_lock);
	if (hz && !atomic_load(&rate)) {
		ok = true;
		forget_old();
		atomic_store(&rate, (uintptr_t)hz);
		for (M *m = sched_all_m; m; m = m->all_next)
			start_timer(m);
	} else if (!hz) {
		atomic_store(&rate, 0);
		for (M *m = sched_all_m; m; m = m->all_next)
			stop_timer(m);
	}
	lock_release(&sched_lock);
	return ok;
}

// --- the reader ----------------------------------------------------------------------------------

typedef struct {
	uint64_t *at;
	size_t n, max;
	void **labels;
	size_t n_labels, max_labels;
} Reader;

// One sample, as a record whose values are TIMES and the words at rsp.  False: no room.
static bool copy_sample(CpuRing *r, Reader *out)
{
	uintptr_t head = atomic_load(&r->head);
	uint64_t n = r->words[head % RING_WORDS], *to = out->at + out->n;

	if (out->max - out->n < n || out->n_labels == out->max_labels)
		return false;
	for (size_t i = 0; i < n; i++)
		if (i != LABELS)
			*to++ = r->words[(head + i) % RING_WORDS];
	out->at[out->n] = n - 1;
	out->n += n - 1;
	barrier_write(&out->labels[out->n_labels++],
		      (void *)r->words[(head + LABELS) % RING_WORDS]);
	atomic_store_release(&r->head, head + n); // release: all is copied
	return true;
}

static bool copy_ring(CpuRing *r, Reader *out)
{
	// acquire: the handler has written the whole sample
	while (atomic_load(&r->head) != atomic_load_acquire(&r->tail))
		if (!copy_sample(r, out))
			return false;
	return true;
}

intptr_t pprof_read_cpu(uint64_t *at, intptr_t max, void **labels, intptr_t max_labels,
			uint64_t *lost) GO_SYMBOL("runtime.pprof.readCPU");

// As many samples as there is room for, each with its labels; their words.  *lost grows by what
// found no room in a ring.
intptr_t pprof_read_cpu(uint64_t *at, intptr_t max, void **labels, intptr_t max_labels,
			uint64_t *lost)
{
	Reader out = {at, 0, (size_t)max, labels, 0, (size_t)max_labels};

	lock_acquire(&reader_lock);
	for (M *m = atomic_get(sched_all_m); m; m = m->all_next) {
		CpuRing *r = ring_of(m);
		if (!r)
			continue;
		*lost += atomic_swap(&r->lost, 0);
		if (!copy_ring(r, &out))
			break;
	}
	lock_release(&reader_lock);
	return (intptr_t)out.n;
}

void cpuprofile_each_root(RootFn fn, void *arg)
{
	lock_acquire(&reader_lock);
	for (M *m = atomic_get(sched_all_m); m; m = m->all_next) {
		CpuRing *r = ring_of(m);
		if (!r)
			continue;
		uintptr_t end = atomic_load_acquire(&r->tail);
		for (uintptr_t at = atomic_load(&r->head); at != end;
		     at += r->words[at % RING_WORDS])
			fn(&r->words[(at + LABELS) % RING_WORDS], sizeof(void *), arg);
	}
	lock_release(&reader_lock);
}

// The next of the samples for the trace, with the thread's number in front, in words; 0: no more.
// n: words there is room for.  By one goroutine at a time.
intptr_t go_trace_sample(uint64_t *to, intptr_t n)
{
	for (M *m = atomic_get(sched_all_m); m; m = m->all_next) {
		CpuRing *r = trace_ring_of(m);
		if (!r)
			continue;
		uintptr_t head = atomic_load(&r->head);
		// acquire: the handler has written the whole sample
		if (head == atomic_load_acquire(&r->tail))
			continue;
		uint64_t length = r->words[head % RING_WORDS];
		*to++ = (uint64_t)m->tid;
		for (uint64_t i = 0; i < length && i + 1 < (uint64_t)n; i++)
			to[i] = r->words[(head + i) % RING_WORDS];
		atomic_store_release(&r->head, head + length); // release: all is copied
		return 1 + (intptr_t)length;
	}
	return 0;
}

// --- callers without a frame ---------------------------------------------------------------------

// What the call in front of `back` calls; 0: no call; 1: unknown.
static uintptr_t called_before(uintptr_t back)
{
	const uint8_t *code = (const uint8_t *)back;
	int32_t displacement;

	if (!symtab_entry(back - 1) || !symtab_entry(back - 7))
		return 0;
	if (code[-5] == 0xe8) { // call displacement
		memcpy(&displacement, code - 4, sizeof displacement);
		return back + (uintptr_t)(intptr_t)displacement;
	}
	for (int n = 2; n <= 7; n++) // call *register or *memory: ff /2
		if (code[-n] == 0xff && (code[1 - n] >> 3 & 7) == 2)
			return 1;
	return 0;
}

enum { RET = 0xc3 };

uintptr_t pprof_missing_caller(uintptr_t pc, uintptr_t at_rsp, uintptr_t above)
    GO_SYMBOL("internal.frames.MissingCaller");

// The return address that rbp does not lead to, 0: there is none.
uintptr_t pprof_missing_caller(uintptr_t pc, uintptr_t at_rsp, uintptr_t above)
{
	uintptr_t entry = symtab_entry(pc), called = called_before(at_rsp);

	if (!entry) // in a library
		return called ? at_rsp : called_before(above) ? above : 0;
	if (called == entry)
		return at_rsp;
	if (called_before(above) == entry)
		return above;
	if (called && (pc == entry || *(const uint8_t *)pc == RET))
		return at_rsp;
	return 0;
}
