// verify.c - GODEBUG=gccheckmark=1: look for what marking missed, with the world stopped.
//
// When marking ends, all that is marked is black, so whatever a marked object or a global points to
// must be marked as well.  A white object behind a black one is what the barrier exists to prevent:
// report both and throw.  This looks at every edge of the heap on its own, so it finds a lost
// object even if it can be reached in another way.  Stacks are left out: being scanned
// conservatively, they hold numbers that were pointers once.
//
// The walk checks the spans on the way: bits beyond the last slot, marks on free slots, counts.

#include "gc.h"

typedef struct { Span *s; uintptr_t obj; } From;       // where a pointer was found; s NULL: global

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
		rt_printf("\tin global at %#lx\n", (unsigned long)slot);
	throw("checkmark found unmarked object");
}

static void check_pointer(uintptr_t *slot, void *arg)
{
	const Span *s = mheap_span_of(*slot);
	if (!s)
		return;
	unsigned to = span_slot(s, *slot);
	if (to < s->nelems && !span_marked(s, to))
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
		From from = {s, span_slot_base(s, i)};
		if (span_marked(s, i))
			mark_each_pointer(s, from.obj, check_pointer, &from);
	}
}

void verify_after_mark(void)
{
	From global = {0};
	mheap_each_span(check_span, NULL);
	mark_each_root_pointer(check_pointer, &global);
}
