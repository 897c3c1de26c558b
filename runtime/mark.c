// mark.c - marking: from the roots to every reachable object, beside the running program.
//
// Colours.  White: the slot's mark bit is clear.  Grey: marked and in some P's GcWork (or the
// shared lists).  Black: marked and scanned.  Shading makes a white object grey; one that holds no
// pointers goes straight to black.  Objects born during marking are black (gc_run_taken).
//
// Root jobs, taken one at a time by whoever drains (counters next_global ... next_g):
//   1. package-level variables with pointers, a few at a time, by their type: exact;
//   2. what hangs on finalizers: the objects' fields and the functions (specials.c);
//   3. what the runtime holds outside the heap (timers, the finalizer queue);
//   4. each goroutine's stack: it is stopped, scanned word by word, and goes on.  Stacks are
//      scanned once; from then on the goroutine counts as black, which barrier.c makes true.
//
// Exact and conservative.  Objects and globals are scanned by the pointer map of their type
// (malloc.c says where it is).  Stacks have no maps: each aligned word that is an address inside an
// allocated slot keeps the object, an interior address as well, and so does the address just behind
// an array that ends with its slot, which compiled loops produce (shade_before).  A free slot is
// never kept: freeindex and alloc_bits know.
//
// Large objects are scanned in pieces of OBLET bytes, so that several Ps can share one and nobody
// is away for long.
//
// Objects or spans.  With GODEBUG=gcmark=span it is not objects of up to 512 bytes that wait to be
// scanned but their spans, first in, first out, as Go 1.26 does it ("Green Tea"): a span collects
// grey objects while it waits, and then all of them are scanned together.  scan_bits tell what has
// been scanned already.  That pays where pointers lead to neighbours.  Where they lead anywhere, a
// span has few grey objects when its turn comes, and the ring of prefetched objects (gcwork.c),
// which has no rival there, is of more use; so objects are the default.  docs/gc.md has figures.
//
// In a minor cycle (generation.c) old objects are black from the beginning.
//
// Work is counted in bytes of slots with pointers.  The pacer expects the next cycle to scan as
// many.

#include "gc.h"
#include "cpuprofile.h"
#include "roots.h"
#include "debugvars.h"
#include "linked.h"

#define OBLET ((uintptr_t)128 << 10)
#define GLOBALS_PER_JOB 64
#define BALANCE_PERIOD 256 // objects between two looks for somebody hungry

const char *const root_class_names[] = {
#define NAME(class, name) [ROOT_##class] = name,
    ROOT_CLASSES(NAME)
#undef NAME
};

// Set with the world stopped, then taken by adding.  Relaxed: hint; who adds looks at the result.
static atomic_word next_global, nglobal_jobs;
static atomic_word next_special, nspecial_jobs;
static atomic_word runtime_roots_left;
static G *volatile next_g; // whose stack is the next job; new Gs come before it

// --- shading -------------------------------------------------------------------------------------

// In this order: the mark is set (span_mark is a barrier), the span is queued.  scan_span() takes
// it off in the order queued, marks: so either it sees the mark, or we see that the span is not
// queued.
READS_PUBLISHED static inline void grey_span(GcWork *w, Span *s)
{
	if (!atomic_load8(&s->queued) && atomic_test_set8(&s->queued, 1))
		gcwork_push_span(w, s);
}

READS_PUBLISHED static inline void grey(GcWork *w, Span *s, unsigned slot)
{
	if (unlikely(heap_sticky) && bit_get(s->alloc_bits, slot))
		return; // old
	if (!span_mark(s, slot))
		return;
	w->marked += (int64_t)s->elem_size;
	if (spanclass_noscan(s->span_class))
		return;
	if (debug.gcmark_spans && s->elem_size <= BITMAP_MAX_OBJECT)
		grey_span(w, s);
	else
		gcwork_push(w, span_slot_base(s, slot));
}

static _Noreturn __attribute__((noinline, cold)) void bad_pointer(uintptr_t p)
{
	rt_printf("runtime: pointer %#lx to unused region of the heap\n", (unsigned long)p);
	throw("found bad pointer in Go heap (incorrect use of unsafe or cgo?)");
}

// p lies in the heap.
READS_PUBLISHED static inline void shade_heap(GcWork *w, uintptr_t p)
{
	Span *s = mheap.spans[(p - mheap.base) >> PAGE_SHIFT];
	if (unlikely(s == NULL)) {
		if (debug.invalidptr)
			bad_pointer(p);
		return;
	}
	unsigned slot = span_slot(s, p);
	if (likely(slot < s->nelems))
		grey(w, s, slot);
}

READS_PUBLISHED void mark_shade(GcWork *w, uintptr_t p)
{
	if (p - mheap.base < mheap.size)
		shade_heap(w, p);
}

READS_PUBLISHED static void shade_if_allocated(GcWork *w, uintptr_t p)
{
	Span *s = mheap_span_of(p);
	// acquire: pairs with the release in mheap_alloc(); the span may be just being made.
	if (s == NULL || atomic_load8_acquire(&s->state) != SPAN_IN_USE)
		return;
	unsigned slot = span_slot(s, p);
	if (slot < s->nelems && span_slot_allocated(s, slot))
		grey(w, s, slot);
}

// A compiled loop over an array may leave no other pointer to it than one to its end, which is also
// where the next slot begins.  So the slot before is kept as well, if an array fills it or ends it:
// a pointer to the head of a list shall not keep the list that was made before, nor one to a large
// slice the slice before, unless that fills its last page.  Objects behind a type word begin later
// than their slot, so a pointer to one is no end of another.
READS_PUBLISHED static bool may_end_loop(const Span *s, unsigned slot)
{
	return (!span_has_bitmap(s) && !s->large) || span_slot_is_array(s, slot);
}

READS_PUBLISHED static void shade_before(GcWork *w, uintptr_t p)
{
	Span *s = mheap_span_of(p - 1);
	// acquire: as in shade_if_allocated()
	if (s == NULL || atomic_load8_acquire(&s->state) != SPAN_IN_USE)
		return;
	unsigned slot = span_slot(s, p - 1);
	if (slot < s->nelems && span_slot_allocated(s, slot) && may_end_loop(s, slot))
		grey(w, s, slot);
}

READS_PUBLISHED static void shade_conservative(GcWork *w, uintptr_t word)
{
	if (word - mheap.base > mheap.size)
		return;
	shade_if_allocated(w, word);
	if (word % 8 == 0)
		shade_before(w, word);
}

// --- pointer maps --------------------------------------------------------------------------------

READS_PUBLISHED static inline void scan_bits(GcWork *w, const uintptr_t *words, uint64_t bits)
{
	while (bits) {
		uintptr_t p = words[__builtin_ctzll(bits)];
		bits &= bits - 1;
		if (p - mheap.base < mheap.size)
			shade_heap(w, p);
	}
}

READS_PUBLISHED static inline uint64_t object_bits(const Span *s, uintptr_t obj)
{
	const uint64_t *bitmap = span_bitmap(obj) + obj % PAGE_BYTES / 512;
	unsigned shift = obj / 8 % 64, words = (unsigned)s->elem_size / 8;
	uint64_t bits = bitmap[0] >> shift;
	if (shift + words > 64)
		bits |= bitmap[1] << 1 << (63 - shift);
	return words == 64 ? bits : bits & (((uint64_t)1 << words) - 1);
}

static const GoType *element_type(const GoType *type)
{
	while (type->gcdata == NULL)
		type = type->gc_elem;
	return type;
}

typedef void (*WordsFn)(void *arg, uintptr_t *words, uint64_t bits);

// An array of elem begins at base: visit the pointers in its bytes [lo, hi).
READS_PUBLISHED static inline void each_word_group(uintptr_t base, const GoType *elem, uintptr_t lo,
						   uintptr_t hi, WordsFn fn, void *arg)
{
	const uint64_t *map = (const uint64_t *)elem->gcdata;
	for (uintptr_t e = lo / elem->size * elem->size; e < hi; e += elem->size) {
		uintptr_t first = lo > e ? (lo - e) / 8 : 0;
		uintptr_t end = (hi - e < elem->ptrdata ? hi - e : elem->ptrdata) / 8;
		for (uintptr_t g = first / 64; g * 64 < end; g++) {
			uint64_t bits = map[g];
			if (g == first / 64)
				bits &= ~(uint64_t)0 << first % 64;
			if (end - g * 64 < 64)
				bits &= ((uint64_t)1 << (end - g * 64)) - 1;
			if (bits)
				fn(arg, (uintptr_t *)(base + e) + g * 64, bits);
		}
	}
}

READS_PUBLISHED static void scan_group(void *w, uintptr_t *words, uint64_t bits)
{
	scan_bits(w, words, bits);
}

READS_PUBLISHED static void scan_array(GcWork *w, uintptr_t base, const GoType *elem, uintptr_t lo,
				       uintptr_t hi)
{
	if (elem->size == 8) { // pointers, maps, channels: no map to look at
		for (uintptr_t p = base + lo; p < base + hi; p += 8)
			scan_bits(w, (const uintptr_t *)p, 1);
		return;
	}
	each_word_group(base, elem, lo, hi, scan_group, w);
}

void mark_typed(GcWork *w, const GoType *type, uintptr_t p)
{
	if (type->ptrdata)
		scan_array(w, p, element_type(type), 0, type->size);
}

// --- objects -------------------------------------------------------------------------------------

// An old object, in a minor cycle: what was written to.
READS_PUBLISHED static uintptr_t scan_cards(GcWork *w, Span *s)
{
	uintptr_t bytes, cards = generation_take_cards(s, &bytes);
	for (uintptr_t left = cards; left; left &= left - 1) {
		uintptr_t lo = (uintptr_t)__builtin_ctzll(left) * bytes;
		uintptr_t hi = lo + bytes < s->scan_bytes ? lo + bytes : s->scan_bytes;
		scan_array(w, s->base, s->large_type, lo, hi);
	}
	return bits_count(cards) * bytes;
}

// obj is the object's base, or the beginning of one of its later oblets.
READS_PUBLISHED static uintptr_t scan_large(GcWork *w, Span *s, uintptr_t obj)
{
	const GoType *type = s->large_type;
	uintptr_t lo = obj - s->base, end = s->scan_bytes;
	if (type == NULL)
		return 0;
	if (heap_sticky && bit_get(s->alloc_bits, 0))
		return scan_cards(w, s);
	if (lo == 0)
		for (uintptr_t o = OBLET; o < end; o += OBLET)
			gcwork_push(w, s->base + o);
	uintptr_t hi = lo + OBLET < end ? lo + OBLET : end;
	scan_array(w, s->base, type, lo, hi);
	return hi - lo;
}

READS_PUBLISHED static uintptr_t scan_object(GcWork *w, uintptr_t obj)
{
	Span *s = mheap.spans[(obj - mheap.base) >> PAGE_SHIFT];
	if (likely(s->elem_size <= BITMAP_MAX_OBJECT)) {
		scan_bits(w, (const uintptr_t *)obj, object_bits(s, obj));
		return s->elem_size;
	}
	if (s->large)
		return scan_large(w, s, obj);
	const GoType *type = *(const GoType *volatile *)obj;
	if (type)
		scan_array(w, obj + HEADER_BYTES, type, 0, s->elem_size - HEADER_BYTES);
	return s->elem_size;
}

// All grey objects of a span of small ones.  Several markers may be here for the same span.
READS_PUBLISHED static uintptr_t scan_span(GcWork *w, uintptr_t base)
{
	Span *s = mheap.spans[(base - mheap.base) >> PAGE_SHIFT];
	uintptr_t done = 0;
	atomic_clear8(&s->queued);
	__builtin_prefetch(span_bitmap(base));
	for (unsigned i = 0; i < s->bits_words; i++) {
		uintptr_t marks = atomic_load((const atomic_word *)&s->mark_bits[i]);
		atomic_word *scanned = (atomic_word *)&s->scan_bits[i];
		uintptr_t before, todo;
		do {
			before = atomic_load(scanned);
			todo = marks & ~before;
		} while (todo && !atomic_cas(scanned, before, before | todo));
		for (uintptr_t left = todo; left; left &= left - 1)
			__builtin_prefetch((const void *)span_slot_base(
			    s, i * 64 + (unsigned)__builtin_ctzll(left)));
		for (; todo; todo &= todo - 1) {
			uintptr_t obj = span_slot_base(s, i * 64 + (unsigned)__builtin_ctzll(todo));
			scan_bits(w, (const uintptr_t *)obj, object_bits(s, obj));
			done += s->elem_size;
		}
	}
	return done;
}

static uintptr_t scan(GcWork *w, uintptr_t work)
{
	if (work & GCWORK_IS_SPAN)
		return scan_span(w, work - GCWORK_IS_SPAN);
	return scan_object(w, work);
}

// What an object points to, as if it were grey; the object itself stays as it is.
void mark_object_fields(GcWork *w, uintptr_t base)
{
	Span *s = mheap_span_of(base);
	if (!spanclass_noscan(s->span_class))
		w->scan_work += (int64_t)scan_object(w, base);
}

// --- roots ---------------------------------------------------------------------------------------

// The debug build forgets one class on demand (GODEBUG=forgetroot), to show that it is noticed.
static bool is_forgotten(enum RootClass class)
{
#if VOLE_DEBUG
	return debug.forgetroot == (int)class + 1;
#else
	(void)class;
	return false;
#endif
}

READS_PUBLISHED static void scan_globals(GcWork *w, uintptr_t job)
{
	const GoRoot *root = __start_goroots + job * GLOBALS_PER_JOB;
	const GoRoot *end = root + GLOBALS_PER_JOB;
	if (end > __stop_goroots)
		end = __stop_goroots;
	uintptr_t bytes = 0;
	for (; root < end; root++) {
		mark_typed(w, root->type, (uintptr_t)root->addr);
		bytes += root->type->ptrdata;
	}
	atomic_add(&cycle.globals_work, (intptr_t)bytes);
	w->root_work += (int64_t)bytes;
}

uintptr_t mark_globals_bytes(void)
{
	uintptr_t bytes = 0;
	for (const GoRoot *root = __start_goroots; root < __stop_goroots; root++)
		bytes += root->type->ptrdata;
	return bytes;
}

READS_PUBLISHED static void scan_range(void *lo, size_t bytes, void *w)
{
	for (const uintptr_t *p = lo; p < (const uintptr_t *)((char *)lo + bytes); p++)
		if (*p - mheap.base <= mheap.size)
			shade_conservative(w, *p);
}

typedef struct {
	GcWork *w;
	size_t bytes;
} StackScan;

static void scan_g_range(void *lo, size_t bytes, void *stack_scan)
{
	StackScan *scan = stack_scan;
	scan_range(lo, bytes, scan->w);
	scan->bytes += bytes;
}

// g is stopped, or the world is.
static void scan_stack(G *g, void *gcwork)
{
	GcWork *w = gcwork;
	StackScan scan = {w, 0};
	g_each_root(g, scan_g_range, &scan);
	atomic_add(&cycle.stack_work, (intptr_t)scan.bytes);
	w->root_work += (int64_t)scan.bytes;
}

static void scan_stack_once(G *g, void *w)
{
	if (g->scan_cycle == cycle.number)
		return;
	scan_stack(g, w);
	g->scan_cycle = cycle.number;
}

// A mark worker's stack holds grey objects at most: nothing that has to be scanned.
static void stop_and_scan(GcWork *w, G *g)
{
	if (!atomic_get(g->is_gc_worker) && !is_forgotten(ROOT_STACKS))
		sched_visit_g(g, scan_stack_once, w);
}

static void scan_runtime_roots(GcWork *w)
{
	if (!is_forgotten(ROOT_TIMERS))
		timer_each_root(scan_range, w);
	if (!is_forgotten(ROOT_FINALIZERS))
		finalizer_each_root(scan_range, w);
	if (!is_forgotten(ROOT_PROFILES))
		cpuprofile_each_root(scan_range, w);
}

static bool take_job(atomic_word *next, atomic_word *n, uintptr_t *job)
{
	if (atomic_load(next) >= atomic_load(n))
		return false;
	*job = atomic_add(next, 1) - 1;
	return *job < atomic_load(n);
}

static G *take_g(void)
{
	for (;;) {
		G *g = atomic_load_ptr((void *const volatile *)&next_g);
		if (g == NULL || atomic_cas_ptr((void *volatile *)&next_g, g, g->all_next))
			return g;
	}
}

static bool do_root_job(GcWork *w, bool stacks)
{
	uintptr_t job;
	G *g;
	if (take_job(&next_global, &nglobal_jobs, &job))
		scan_globals(w, job);
	else if (take_job(&next_special, &nspecial_jobs, &job))
		special_mark_roots(w, job);
	else if (atomic_load(&runtime_roots_left) && atomic_cas(&runtime_roots_left, 1, 0))
		scan_runtime_roots(w);
	else if (stacks && (g = take_g()) != NULL)
		stop_and_scan(w, g);
	else
		return false;
	return true;
}

static bool roots_left(void)
{
	return atomic_load_ptr((void *const volatile *)&next_g) != NULL ||
	       atomic_load(&next_global) < atomic_load(&nglobal_jobs) ||
	       atomic_load(&next_special) < atomic_load(&nspecial_jobs) ||
	       atomic_load(&runtime_roots_left);
}

bool mark_work_available(void)
{
	return gcwork_shared() || roots_left();
}

void mark_prepare(void)
{
	rt_assert_stopped("mark_prepare");
	uintptr_t nglobals = (uintptr_t)(__stop_goroots - __start_goroots);
	atomic_store(&next_global, 0);
	atomic_store(&nglobal_jobs, (nglobals + GLOBALS_PER_JOB - 1) / GLOBALS_PER_JOB);
	if (is_forgotten(ROOT_GLOBALS))
		atomic_store(&nglobal_jobs, 0);
	atomic_store(&next_special, 0);
	atomic_store(&nspecial_jobs, is_forgotten(ROOT_SPECIALS) ? 0 : special_root_jobs());
	atomic_store(&runtime_roots_left, 1);
	atomic_store_ptr((void *volatile *)&next_g, sched_all_g);
	cycle.pacer.globals_scan = mark_globals_bytes();
}

// Dijkstra's barrier says nothing about what goroutines loaded after their scan: look at every
// stack again.
void mark_stacks_again(void)
{
	GcWork *w = getp()->gcw;
	for (G *g = sched_all_g; g; g = g->all_next) {
		if (!atomic_get(g->is_gc_worker))
			sched_visit_g(g, scan_stack, w);
	}
}

// --- draining ------------------------------------------------------------------------------------

void mark_flush_counts(GcWork *w)
{
	if (w->scan_work)
		atomic_add(&cycle.heap_work, w->scan_work);
	if (w->marked)
		atomic_add(&cycle.marked, w->marked);
	w->scan_work = w->marked = w->root_work = 0;
}

// Make w's counts public; *done follows the work that was done.
static void flush_work(GcWork *w, const Drain *how, int64_t *done)
{
	int64_t work = w->scan_work + w->root_work; // what the rate of assists counts
	*done += work;
	mark_flush_counts(w);
	if (how->to_credit && work)
		assist_flush_credit(work);
	if (how->keeps_p)
		runq_give_away(); // whom the credit has woken
}

static void share(GcWork *w)
{
	if (!gcwork_shared())
		gcwork_balance(w);
	if (gcwork_shared() && sched_idle_ps() > 0)
		sched_wake_worker();
}

// The scheduler wants the P (to stop the world, to run something else), the work asked for is done,
// or the caller's own condition holds.
static bool must_stop(const Drain *how, int64_t done)
{
	return atomic_load32(&getg()->preempt) || (how->limit && done >= how->limit) ||
	       (how->stop && done >= how->least && how->stop(how->arg));
}

static void drain_roots(GcWork *w, const Drain *how, int64_t *done)
{
	while (!must_stop(how, *done) && do_root_job(w, how->stacks))
		flush_work(w, how, done);
}

int64_t mark_drain(GcWork *w, const Drain *how)
{
	int64_t done = 0, check = how->limit && how->limit < DRAIN_CHECK ? how->limit : DRAIN_CHECK;
	const atomic_u32 *preempt = &getg()->preempt;
	unsigned count = 0;
	uintptr_t obj;
	mark_flush_counts(w);
	drain_roots(w, how, &done);
	while (!must_stop(how, done) && (obj = gcwork_next(w)) != 0) {
		do {
			w->scan_work += (int64_t)scan(w, obj);
			if (++count % BALANCE_PERIOD == 0)
				share(w);
		} while (w->scan_work < check && !atomic_load32(preempt) &&
			 (obj = gcwork_next(w)) != 0);
		flush_work(w, how, &done);
	}
	flush_work(w, how, &done);
	return done;
}

// --- for the checkers ----------------------------------------------------------------------------

typedef struct {
	void (*fn)(uintptr_t *, void *);
	void *arg;
} EachPointer;

static void each_in_group(void *arg, uintptr_t *words, uint64_t bits)
{
	EachPointer *each = arg;
	for (; bits; bits &= bits - 1)
		each->fn(words + __builtin_ctzll(bits), each->arg);
}

void mark_each_pointer(Span *s, uintptr_t base, void (*fn)(uintptr_t *slot, void *), void *arg)
{
	EachPointer each = {fn, arg};
	if (spanclass_noscan(s->span_class))
		return;
	if (s->elem_size <= BITMAP_MAX_OBJECT) {
		each_in_group(&each, (uintptr_t *)base, object_bits(s, base));
	} else if (s->large) {
		if (s->large_type)
			each_word_group(base, s->large_type, 0, s->scan_bytes, each_in_group,
					&each);
	} else if (*(const GoType **)base) {
		each_word_group(base + HEADER_BYTES, *(const GoType **)base, 0,
				s->elem_size - HEADER_BYTES, each_in_group, &each);
	}
}

void mark_each_global(void (*fn)(uintptr_t *slot, void *), void *arg)
{
	EachPointer each = {fn, arg};
	for (const GoRoot *root = __start_goroots; root < __stop_goroots; root++)
		if (root->type->ptrdata)
			each_word_group((uintptr_t)root->addr, element_type(root->type), 0,
					root->type->size, each_in_group, &each);
}
