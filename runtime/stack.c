// stack.c - goroutine stacks: slots that do not move, and the segments chained to them.
//
// Every G owns one slot of 64 KiB in a single reserved mapping.  Only touched pages cost memory, so
// a parked goroutine costs a page.  Nothing lies between slots: the split-stack prologue keeps
// generated code above the limit, and below the limit 16 KiB stay free for what has no prologue:
// the runtime's C code, libc, and the frame of an asynchronous preemption.
//
//     slot                                        limit                                   top
//     |<------------- reserve: C code ------------->|<--------- generated code ------------>|
//
// When a prologue finds no room, __morestack (asm_amd64.S) calls the function on a further segment.
// Segments double, so a deep recursion pays for a handful of them; the one left last is kept as
// `spare`, so a call that straddles the boundary in a loop pays a few nanoseconds, not an
// allocation.  Since frames never move, pointers into stacks need no adjustment and the collector
// may run beside them.
//
// Tops of slots are staggered by some cache lines: were all at the same offset, the hot ends of
// many stacks would fight for one cache set.
//
// Segments come from a small pool by size, else from the system; large ones go back to the system
// at once.  All of a goroutine's memory together is bounded (1 GB): beyond is infinite recursion.

#include <string.h>
#include "scheduler.h"
#include "asm_offsets.h"
#include "stack.h"

_Static_assert(offsetof(G, rsp) == G_RSP_OFF, "asm_offsets.h");
_Static_assert(offsetof(G, stack_limit) == G_LIMIT_OFF, "asm_offsets.h");
_Static_assert(offsetof(G, segment) == G_SEGMENT_OFF, "asm_offsets.h");
_Static_assert(offsetof(G, spare) == G_SPARE_OFF, "asm_offsets.h");
_Static_assert(offsetof(G, preempt) == G_PREEMPT_OFF, "asm_offsets.h");
_Static_assert(offsetof(G, syscall_rsp) == G_SYSCALL_RSP_OFF, "asm_offsets.h");
_Static_assert(offsetof(G, syscall_regs) == G_SYSCALL_REGS_OFF, "asm_offsets.h");
_Static_assert(offsetof(M, g0) == M_G0_OFF && offsetof(M, curg) == M_CURG_OFF, "asm_offsets.h");
_Static_assert(offsetof(Segment, older) == SEG_OLDER_OFF, "asm_offsets.h");
_Static_assert(offsetof(Segment, hi) == SEG_HI_OFF, "asm_offsets.h");
_Static_assert(offsetof(Segment, limit) == SEG_LIMIT_OFF, "asm_offsets.h");
_Static_assert(offsetof(Segment, room) == SEG_ROOM_OFF, "asm_offsets.h");
_Static_assert(offsetof(Segment, old_rsp) == SEG_OLD_RSP_OFF, "asm_offsets.h");
_Static_assert(offsetof(Segment, old_limit) == SEG_OLD_LIMIT_OFF, "asm_offsets.h");
_Static_assert(offsetof(GoDeferFrame, pc) == FRAME_PC_OFF, "asm_offsets.h");
_Static_assert(offsetof(GoDeferFrame, stack_segment) == FRAME_SEGMENT_OFF, "asm_offsets.h");
_Static_assert(offsetof(GoDeferFrame, stack_limit) == FRAME_LIMIT_OFF, "asm_offsets.h");

enum {
	SLACK = 1024, // a new segment has at least that much beyond the frame that asked
	MIN_SHIFT = 17,
	MAX_SHIFT = 34,       // sizes of segments: 128 KiB and up
	POOLED_SHIFT = 20,    // larger ones are not pooled
	POOL_BYTES = 1 << 20, // per size
	COLOURS = 16,
	COLOUR_BYTES = 64,
	DUMP_STEP = 64 * STACK_SLOT, // what of the slots a core has, grows by that
};

int64_t stack_max = 1000000000;

static uintptr_t slots, slots_end; // the reserved range
static atomic_word next_slot;      // address of the first one never handed out
static atomic_word segment_bytes;  // in use or spare

static Lock pool_lock = {.rank = RANK_STACK_POOL};
static Segment *pool[POOLED_SHIFT + 1]; // by log2 of the size, under pool_lock
static size_t pooled[POOLED_SHIFT + 1]; // bytes

void stack_init(void)
{
	// Where RLIMIT_AS is low, a quarter: the heap and its tables get most of the rest.
	size_t bytes = (size_t)256 << 30, share = os_address_space() / 4;

	if (share < bytes)
		bytes = share & ~(size_t)(STACK_SLOT - 1);
	for (; bytes >= (size_t)4 << 20; bytes /= 2) {
		slots = (uintptr_t)os_reserve(bytes, STACK_SLOT);
		if (slots)
			break;
	}
	if (!slots)
		throw("out of memory: cannot reserve address space for stacks");
	bytes &= ~(size_t)(STACK_SLOT - 1);
	slots_end = slots + bytes;
	// A huge page would give every idle goroutine two megabytes.
	os_hugepages((void *)slots, bytes, false);
	os_dump((void *)slots, bytes, false);
	atomic_store(&next_slot, slots);
}

// --- slots ---------------------------------------------------------------------------------------

void stack_attach(G *g)
{
	uintptr_t lo = atomic_add(&next_slot, STACK_SLOT) - STACK_SLOT;

	if (lo >= slots_end)
		throw("out of memory: goroutines have used up the address space for stacks");
	if ((lo - slots) % DUMP_STEP == 0)
		os_dump((void *)lo, DUMP_STEP < slots_end - lo ? DUMP_STEP : slots_end - lo, true);
	g->stack_lo = lo;
	g->stack_hi = lo + STACK_SLOT - lo / STACK_SLOT % COLOURS * COLOUR_BYTES;
	g->stack_limit = lo + STACK_RESERVE;
}

// What asm_gogo() pops: six registers, the place to begin; two zero words above end frame chains.
void *stack_prepare(G *g, size_t payload)
{
	uintptr_t top = (g->stack_hi - payload) & ~(uintptr_t)15;
	uintptr_t *word = (uintptr_t *)top - 9;

	memset(word, 0, 9 * sizeof *word);
	word[6] = (uintptr_t)asm_goroutine_start;
	g->rsp = (uintptr_t)word;
	g->stack_limit = g->stack_lo + STACK_RESERVE;
	return (void *)top;
}

void stack_release(G *g)
{
	os_release((void *)g->stack_lo, STACK_SLOT);
}

// --- segments ------------------------------------------------------------------------------------

static Segment *segment_record(uintptr_t lo, size_t bytes)
{
	return (Segment *)(lo + bytes - sizeof(Segment));
}

static Segment *segment_new(int shift)
{
	size_t bytes = (size_t)1 << shift;
	uintptr_t lo = (uintptr_t)os_reserve(bytes, bytes < (2u << 20) ? bytes : 2u << 20);
	Segment *s;

	if (!lo)
		return NULL;
	if (bytes >= 4u << 20) // deep recursion: a fault per 2 MiB instead of one per page
		os_hugepages((void *)lo, bytes, true);
	s = segment_record(lo, bytes);
	s->lo = lo;
	s->bytes = bytes;
	s->limit = lo + STACK_RESERVE;
	s->hi = (uintptr_t)s & ~(uintptr_t)15;
	s->room = s->hi - s->limit - SLACK;
	return s;
}

static Segment *pool_get(int shift)
{
	Segment *s;

	if (shift > POOLED_SHIFT)
		return NULL;
	lock_acquire(&pool_lock);
	s = pool[shift];
	if (s) {
		pool[shift] = s->pool_next;
		pooled[shift] -= s->bytes;
	}
	lock_release(&pool_lock);
	return s;
}

static void segment_free(Segment *s)
{
	int shift = __builtin_ctzll(s->bytes);

	atomic_add(&segment_bytes, -(intptr_t)s->bytes);
	if (shift <= POOLED_SHIFT) {
		lock_acquire(&pool_lock);
		bool keep = pooled[shift] < POOL_BYTES;
		if (keep) {
			s->pool_next = pool[shift];
			pool[shift] = s;
			pooled[shift] += s->bytes;
		}
		lock_release(&pool_lock);
		if (keep)
			return;
	}
	os_unmap((void *)s->lo, s->bytes);
}

static size_t total_bytes(G *g)
{
	size_t n = STACK_SLOT;

	for (Segment *s = g->segment; s; s = s->older)
		n += s->bytes;
	return n;
}

static _Noreturn void overflow(G *g, uintptr_t sp)
{
	uintptr_t lo = stack_low(g), hi = g->segment ? g->segment->hi : g->stack_hi;

	rt_printf("runtime: goroutine stack exceeds %ld-byte limit\n", (long)stack_max);
	rt_printf("runtime: sp=0x%lx stack=[0x%lx, 0x%lx]\n", sp, lo, hi);
	fatal("stack overflow");
}

// Make g->spare a segment in which a frame of `need` bytes fits.  Called by __morestack.
void stack_grow(uintptr_t need)
{
	G *g = getg();
	Segment *s;
	size_t bytes = g->segment ? g->segment->bytes * 2 : (size_t)1 << MIN_SHIFT;
	int shift = __builtin_ctzll(bytes);

	stack_drop_spare();
	while (bytes < need + STACK_RESERVE + SLACK + sizeof(Segment) + 16) {
		bytes *= 2;
		shift++;
	}
	if (shift > MAX_SHIFT || total_bytes(g) + bytes > (size_t)stack_max)
		overflow(g, (uintptr_t)__builtin_frame_address(0));
	s = pool_get(shift);
	if (!s)
		s = segment_new(shift);
	if (!s)
		throw("out of memory (stack growth)");
	atomic_add(&segment_bytes, (intptr_t)s->bytes);
	g->spare = s;
}

void stack_drop_spare(void)
{
	G *g = getg();

	if (g->spare)
		segment_free(g->spare);
	g->spare = NULL;
}

void stack_cut_back(G *g, Segment *to)
{
	Segment *s;

	while ((s = g->segment) != to) {
		g->segment = s->older;
		g->stack_limit = s->old_limit;
		segment_free(s);
	}
}

void stack_finish(G *g)
{
	stack_cut_back(g, NULL);
	if (g->spare)
		segment_free(g->spare);
	g->spare = NULL;
}

// --- questions -----------------------------------------------------------------------------------

// The segment addr lies in; NULL for the first stack.  False: not on this goroutine's stack.
static bool find(G *g, uintptr_t addr, Segment **found)
{
	*found = NULL;
	for (Segment *s = g->segment; s; s = s->older)
		if (addr >= s->lo && addr < s->lo + s->bytes) {
			*found = s;
			return true;
		}
	return addr >= g->stack_lo && addr < g->stack_lo + STACK_SLOT;
}

bool stack_contains(G *g, uintptr_t addr)
{
	Segment *s;

	return find(g, addr, &s);
}

uintptr_t stack_low(G *g)
{
	return g->segment ? g->segment->lo : g->stack_lo;
}

bool stack_deeper(G *g, uintptr_t a, uintptr_t b)
{
	Segment *sa, *sb;

	if (!find(g, a, &sa) || !find(g, b, &sb))
		throw("address not on the stack");
	if (sa == sb)
		return a < b;
	if (!sa || !sb)
		return sa != NULL;
	for (Segment *s = g->segment;; s = s->older) // newest first
		if (s == sa || s == sb)
			return s == sa;
}

uintptr_t stack_logical_cfa(G *g, uintptr_t cfa)
{
	Segment *s;

	if (((uintptr_t *)cfa)[-1] != (uintptr_t)morestack_return || !find(g, cfa - 8, &s) || !s)
		return cfa;
	return s->old_rsp + 16;
}

uintptr_t stack_unwind(G *g, uintptr_t *rbp)
{
	uintptr_t *frame = (uintptr_t *)*rbp, pc;
	Segment *s;

	if (*rbp & 7 || !find(g, *rbp, &s) || !find(g, *rbp + 15, &s))
		return 0;
	pc = frame[1];
	if (pc == (uintptr_t)morestack_return && s)
		pc = ((uintptr_t *)s->old_rsp)[1];
	*rbp = frame[0];
	return pc;
}

// --- for the collector ---------------------------------------------------------------------------

// From rsp (on the newest piece) outward.
static void each_piece(G *g, uintptr_t rsp, void (*fn)(uintptr_t, uintptr_t, void *), void *arg)
{
	for (Segment *s = g->segment; s; s = s->older) {
		fn(rsp, s->hi, arg);
		rsp = s->old_rsp;
	}
	fn(rsp, g->stack_hi, arg);
}

static void each_word(void *word, size_t n, void (*fn)(uintptr_t, uintptr_t, void *), void *arg)
{
	fn((uintptr_t)word, (uintptr_t)word + n * sizeof(uintptr_t), arg);
}

static void __attribute__((noinline)) each_own_piece(G *g, void (*fn)(uintptr_t, uintptr_t, void *),
						     void *arg)
{
	__builtin_unwind_init(); // callee-saved registers onto the stack
	each_piece(g, (uintptr_t)__builtin_frame_address(0) & ~(uintptr_t)7, fn, arg);
	__asm__ volatile("" ::: "memory");
}

void stack_each_range(G *g, void (*fn)(uintptr_t lo, uintptr_t hi, void *arg), void *arg)
{
	if ((atomic_load32(&g->status) & ~G_SCAN) == G_SYSCALL) {
		each_word(g->syscall_regs, 6, fn, arg);
		each_piece(g, g->syscall_rsp, fn, arg);
	} else if (g == getg()) {
		each_own_piece(g, fn, arg);
	} else {
		each_piece(g, g->rsp, fn, arg);
	}
}

size_t stack_bytes_in_use(void)
{
	return atomic_load(&segment_bytes) + (size_t)sched_goroutines() * OS_PAGE;
}
