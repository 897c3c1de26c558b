// specials.c - what is attached to single objects: finalizers, cleanups, weak handles, timers,
// profile samples, and which bubble they are of.
//
// A span keeps the specials of its objects in a list ordered by offset.  Few objects have any, so
// the marker and the sweeper must only notice their absence quickly: Span.specials is NULL, and a
// bitmap over all pages tells where spans with specials are.
//
// A list changes under its span's special_lock, and only when the span is swept; the sweeper itself
// needs no lock, as nobody else touches the specials of an unswept span.

#include "gc.h"
#include "tied.h"

#define RECORDS 128
#define PAGES_PER_JOB 8192 // of heap, for a root job: 64 MiB

static Lock free_lock = {.rank = RANK_FREE_SPECIALS};
static Special *free_specials;  // through next, under free_lock
static atomic_word *pages_with; // bit a page: first page of a span with specials

void special_init(void)
{
	pages_with = rt_table(mheap.reserved / PAGE_BYTES / 8);
}

// --- records -------------------------------------------------------------------------------------

Special *special_new(int kind)
{
	lock_acquire(&free_lock);
	if (!free_specials) {
		Special *batch = rt_alloc_kind(RECORDS * sizeof *batch, SYS_OTHER);
		for (int i = 0; i < RECORDS; i++) {
			batch[i].next = free_specials;
			free_specials = &batch[i];
		}
	}
	Special *sp = free_specials;
	free_specials = sp->next;
	lock_release(&free_lock);
	*sp = (Special){.kind = (uint8_t)kind};
	return sp;
}

void special_free_row(SpecialRow row)
{
	if (!row.first)
		return;
	lock_acquire(&free_lock);
	row.last->next = free_specials;
	free_specials = row.first;
	lock_release(&free_lock);
}

void special_free(Special *sp)
{
	special_free_row((SpecialRow){sp, sp});
}

static void append(SpecialRow *row, Special *sp)
{
	if (row->last)
		row->last->next = sp;
	else
		row->first = sp;
	row->last = sp;
}

// --- a span's list -------------------------------------------------------------------------------

static void set_pages_with(const Span *s, bool any)
{
	uintptr_t page = (s->base - mheap.base) / PAGE_BYTES;
	uintptr_t bit = (uintptr_t)1 << page % 64;
	if (any)
		atomic_or(&pages_with[page / 64], bit);
	else
		atomic_and(&pages_with[page / 64], ~bit);
}

static bool span_is_swept(const Span *s)
{
	return atomic_load32(&s->sweepgen) == atomic_load32(&mheap.sweepgen);
}

static bool is_before(const Special *sp, uintptr_t offset, int kind)
{
	return sp && (sp->offset < offset || (sp->offset == offset && sp->kind < kind));
}

// Objects that are made one after the other get their specials in this order, too.
static Special **find_place(Span *s, uintptr_t offset, int kind)
{
	Special *last = s->last_special;
	Special **at = is_before(last, offset, kind) ? &last->next : &s->specials;
	while (is_before(*at, offset, kind))
		at = &(*at)->next;
	return at;
}

// Attach sp to the object at p.  unique: false if the object has one of this kind already.
bool special_add(Span *s, uintptr_t p, Special *sp, bool unique)
{
	sp->offset = p - s->base;
	rt_assert(span_is_swept(s), "specials: added to a span that is not swept");
	lock_acquire(&s->special_lock);
	Special **at = find_place(s, sp->offset, sp->kind);
	bool taken = unique && *at && (*at)->offset == sp->offset && (*at)->kind == sp->kind;
	if (!taken) {
		sp->next = *at;
		*at = sp;
		s->last_special = sp;
		set_pages_with(s, true);
	}
	lock_release(&s->special_lock);
	return !taken;
}

// The object's special of that kind (cleanups: with that id), or NULL; taken off the list if
// remove.
Special *special_find(Span *s, uintptr_t p, int kind, uint64_t id, bool remove)
{
	uintptr_t offset = p - s->base;
	rt_assert(span_is_swept(s), "specials: looked for in a span that is not swept");
	lock_acquire(&s->special_lock);
	Special **at = find_place(s, offset, kind), *sp;
	while ((sp = *at) != NULL && sp->offset == offset && sp->kind == kind && sp->id != id)
		at = &sp->next;
	if (sp && (sp->offset != offset || sp->kind != kind))
		sp = NULL;
	if (sp && remove) {
		*at = sp->next;
		s->last_special = NULL;
		if (!s->specials)
			set_pages_with(s, false);
	}
	lock_release(&s->special_lock);
	return sp;
}

// The bubble of the object at p, 0: none.
uint64_t special_bubble(Span *s, uintptr_t p)
{
	uintptr_t offset = p - s->base;
	lock_acquire(&s->special_lock);
	const Special *sp = *find_place(s, offset, SPECIAL_BUBBLE);
	bool found = sp && sp->offset == offset && sp->kind == SPECIAL_BUBBLE;
	uint64_t id = found ? sp->id : 0;
	lock_release(&s->special_lock);
	return id;
}

// --- sweeping ------------------------------------------------------------------------------------

static bool has_finalizer(const Special *sp, const Span *s, unsigned slot)
{
	for (; sp && span_slot(s, s->base + sp->offset) == slot; sp = sp->next)
		if (sp->kind == SPECIAL_FINALIZER)
			return true;
	return false;
}

// Rows of a span that is being swept.
typedef struct {
	SpecialRow queued, freed;
} Dead;

// The object died.  revived: a finalizer will see it once more, so what is about memory stays
// attached.  Returns the row that sp goes to, NULL: it stays.
static SpecialRow *dispose(Dead *dead, Span *s, Special *sp, bool revived)
{
	if (revived && sp->kind != SPECIAL_FINALIZER && sp->kind != SPECIAL_WEAK)
		return NULL;
	switch (sp->kind) {
	case SPECIAL_FINALIZER:
		sp->object = s->base + sp->offset;
		return &dead->queued;
	case SPECIAL_CLEANUP:
		sp->object = 0;
		return &dead->queued;
	case SPECIAL_WEAK:
		atomic_store((atomic_word *)sp->handle, 0);
		return &dead->freed;
	case SPECIAL_TIMER:
		timer_dead(s->base + sp->offset);
		return &dead->freed;
	case SPECIAL_BUBBLE:
		return &dead->freed;
	default:
		profile_freed(sp->bucket, s->elem_size);
		return &dead->freed;
	}
}

// The specials at *at are those of one object that died.  Returns where the next object's begin.
static Special **dispose_all(Dead *dead, Span *s, unsigned slot, Special **at)
{
	bool revived = has_finalizer(*at, s, slot);
	if (revived) {
		span_mark(s, slot);
		generation_revived(s->elem_size);
	}
	while (*at && span_slot(s, s->base + (*at)->offset) == slot) {
		Special *sp = *at, *next = sp->next;
		SpecialRow *row = dispose(dead, s, sp, revived);
		if (row) {
			append(row, sp);
			*at = next;
		} else {
			at = &sp->next;
		}
	}
	return at;
}

// s is being swept, its mark bits are final except for what finalizers revive here.  The queue and
// the list of free records are shared with others: one step each for all that died here.
void special_sweep(Span *s)
{
	Dead dead = {0};
	Special **at = &s->specials;
	s->last_special = NULL;
	while (*at) {
		unsigned slot = span_slot(s, s->base + (*at)->offset);
		if (span_marked(s, slot))
			at = &(*at)->next;
		else
			at = dispose_all(&dead, s, slot, at);
	}
	if (!s->specials)
		set_pages_with(s, false);
	finalizer_queue(dead.queued);
	special_free_row(dead.freed);
}

// --- roots ---------------------------------------------------------------------------------------

uintptr_t special_root_jobs(void)
{
	return (mheap.size / PAGE_BYTES + PAGES_PER_JOB - 1) / PAGES_PER_JOB;
}

// A finalizer will be given its object: all that hangs on the object lives, though not the object
// itself, and so does the function.
void special_mark(GcWork *w, Span *s, const Special *sp)
{
	switch (sp->kind) {
	case SPECIAL_FINALIZER:
		mark_object_fields(w, span_slot_base(s, span_slot(s, s->base + sp->offset)));
		mark_shade(w, (uintptr_t)sp->fn);
		break;
	case SPECIAL_CLEANUP:
		mark_shade(w, (uintptr_t)sp->fn);
		break;
	case SPECIAL_WEAK:
		mark_shade(w, (uintptr_t)sp->handle);
		break;
	}
}

typedef struct {
	void (*fn)(uintptr_t *, void *);
	void *arg;
} EachSpecial;

static void each_in_span(Span *s, void *each_special)
{
	const EachSpecial *each = each_special;
	for (Special *sp = s->specials; sp; sp = sp->next) {
		if (sp->kind == SPECIAL_FINALIZER)
			mark_each_pointer(s, span_slot_base(s, span_slot(s, s->base + sp->offset)),
					  each->fn, each->arg);
		if (sp->kind == SPECIAL_FINALIZER || sp->kind == SPECIAL_CLEANUP)
			each->fn((uintptr_t *)&sp->fn, each->arg);
		else if (sp->kind == SPECIAL_WEAK)
			each->fn((uintptr_t *)&sp->handle, each->arg);
	}
}

void special_each_root(void (*fn)(uintptr_t *slot, void *), void *arg)
{
	EachSpecial each = {fn, arg};
	mheap_each_span(each_in_span, &each);
}

static void mark_span(GcWork *w, Span *s)
{
	lock_acquire(&s->special_lock);
	for (Special *sp = s->specials; sp; sp = sp->next)
		special_mark(w, s, sp);
	lock_release(&s->special_lock);
}

READS_PUBLISHED void special_mark_roots(GcWork *w, uintptr_t job)
{
	uintptr_t first = job * PAGES_PER_JOB;
	for (uintptr_t page = first; page < first + PAGES_PER_JOB; page += 64) {
		uintptr_t bits = atomic_load(&pages_with[page / 64]);
		for (; bits; bits &= bits - 1)
			mark_span(w, mheap.spans[page + (uintptr_t)__builtin_ctzl(bits)]);
	}
}
