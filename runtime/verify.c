// verify.c - GODEBUG=gccheckmark=1: look for what marking missed, with the world stopped.
//
// When marking ends, all that is marked is black, so whatever a marked object or a global points to
// must be marked as well.  A white object behind a black one is what the barrier exists to prevent:
// report both and throw.  This looks at every edge of the heap on its own, so it finds a lost
// object even if it can be reached in another way.
//
// The roots are looked at class by class (ROOT_CLASSES), through their owners, so that a class that
// marking forgot is named.  Of stacks only this is known: each was scanned in this cycle, and its
// goroutine's entry and deferred calls are pointers.  The words on it hold numbers that were
// pointers once.  But if the world has not moved since they were scanned (gcstoptheworld,
// gcbarrier=dijkstra), what they point to must be marked like all else: verify_stack_words.  It is
// asked at once, in the call that marked, as the collecting goroutine's own stack goes on changing
// below that.
//
// The walk checks the spans on the way: bits beyond the last slot, marks on free slots, counts.

#include "gc.h"
#include "cpuprofile.h"
#include "roots.h"

// Where a pointer was found.  s NULL: in a root of that class, of that goroutine (NULL: no one's).
typedef struct {
	Span *s;
	uintptr_t obj;
	enum RootClass class;
	const G *g;
} From;

static const char *span_kind(const Span *s)
{
	if (s->large)
		return "large";
	return spanclass_noscan(s->span_class) ? "noscan" : "scan";
}

static _Noreturn void report(const From *from, const uintptr_t *slot, const Span *s, unsigned to)
{
	rt_printf("runtime: checkmark found unmarked object %#lx (%s, %lu bytes)\n",
		  (unsigned long)span_slot_base(s, to), span_kind(s), (unsigned long)s->elem_size);
	if (from->s)
		rt_printf("\tin word %#lx of object %#lx (%s, %lu bytes)\n", (unsigned long)slot,
			  (unsigned long)from->obj, span_kind(from->s),
			  (unsigned long)from->s->elem_size);
	else
		rt_printf("\tin root at %#lx, of class \"%s\"%s\n", (unsigned long)slot,
			  root_class_names[from->class], from->g ? ", of a goroutine:" : "");
	if (from->g)
		rt_printf("\tgoroutine %lu\n", (unsigned long)from->g->id);
	throw("checkmark found unmarked object");
}

static void check_pointer(uintptr_t *slot, void *arg)
{
	const Span *s = mheap_span_of(*slot);
	if (!s)
		return;
	unsigned to = span_slot(s, *slot);
	if (to < s->nelems && !span_alive(s, to))
		report(arg, slot, s, to);
}

static void check_span_bits(const Span *s)
{
	unsigned used = s->nelems % 64;
	if (used && s->mark_bits[s->bits_words - 1] >> used)
		throw("checkmark: mark bits beyond the last slot");
	for (unsigned i = 0; i < s->nelems; i++)
		if (span_marked(s, i) && !span_slot_allocated(s, i))
			throw("checkmark: free slot is marked");
}

static void check_span(Span *s, void *unused)
{
	(void)unused;
	check_span_bits(s);
	for (unsigned i = 0; i < s->nelems; i++) {
		From from = {.s = s, .obj = span_slot_base(s, i)};
		if (span_alive(s, i))
			mark_each_pointer(s, from.obj, check_pointer, &from);
	}
}

// --- roots ---------------------------------------------------------------------------------------

// A word that is scanned conservatively.
static void check_word(uintptr_t *slot, void *from)
{
	const Span *s = mheap_span_of(*slot);
	if (s && span_slot(s, *slot) < s->nelems && span_slot_allocated(s, span_slot(s, *slot)))
		check_pointer(slot, from);
}

static void check_range(void *lo, size_t bytes, void *from)
{
	for (uintptr_t *p = lo; p < (uintptr_t *)((char *)lo + bytes); p++)
		check_word(p, from);
}

static void check_goroutine(G *g)
{
	From from = {.class = ROOT_STACKS, .g = g};
	if (g->scan_cycle != cycle.number) {
		rt_printf("runtime: checkmark: goroutine %lu was not scanned, "
			  "a root of class \"%s\"\n",
			  (unsigned long)g->id, root_class_names[ROOT_STACKS]);
		throw("checkmark found a goroutine that was not scanned");
	}
	g_each_pointer(g, check_range, &from);
}

static bool is_alive(G *g)
{
	unsigned status = atomic_load32(&g->status) & ~(unsigned)G_SCAN;
	return status != G_DEAD && status != G_IDLE;
}

void verify_stack_words(void)
{
	rt_assert_stopped("verify_stack_words");
	for (G *g = sched_all_g; g; g = g->all_next) {
		From from = {.class = ROOT_STACKS, .g = g};
		if (is_alive(g) && !g->is_gc_worker)
			g_each_word(g, check_range, &from);
	}
}

void verify_after_mark(void)
{
	From globals = {.class = ROOT_GLOBALS}, specials = {.class = ROOT_SPECIALS};
	From timers = {.class = ROOT_TIMERS}, finalizers = {.class = ROOT_FINALIZERS};
	From profiles = {.class = ROOT_PROFILES};
	rt_assert_stopped("verify_after_mark");
	for (G *g = sched_all_g; g; g = g->all_next)
		if (is_alive(g) && !g->is_gc_worker)
			check_goroutine(g);
	mark_each_global(check_pointer, &globals);
	special_each_root(check_pointer, &specials);
	timer_each_root(check_range, &timers);
	finalizer_each_root(check_range, &finalizers);
	cpuprofile_each_root(check_range, &profiles);
	mheap_each_span(check_span, NULL);
}
