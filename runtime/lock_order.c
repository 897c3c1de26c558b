// lock_order.c - the debug build's book on locks: which M holds which, and whether it may take one
// more (the table in lock.h).
//
// An order that is kept everywhere is what excludes deadlocks, and one that is broken seldom shows
// as one: so each acquisition is checked against all that the M holds, before it waits.  The book
// lies in the M (M.held), which nobody else looks at.  A select holds as many locks as it has
// cases; of those beyond MAX_HELD only the number is known.
//
// While a fatal error is reported nothing is checked: what was held then stays held.

#include "internal.h"
#include "fatal.h"

void check_failed(const char *text, const char *condition, const char *file, int line)
{
	rt_printf("runtime: assertion failed: %s (%s:%d)\n", condition, file, line);
	lock_print_held();
	throw(text);
}

#if VOLE_DEBUG
static const struct {
	const char *name;
	uint8_t pairs;
} ranks[NUM_RANKS] = {[RANK_NONE] = {"(without a rank)", LOCK_ALONE},
#define ROW(rank, name, pairs) [RANK_##rank] = {name, pairs},
		      LOCK_RANKS(ROW)
#undef ROW
};

static const char *name_of(const Lock *l)
{
	return ranks[l->rank < NUM_RANKS ? l->rank : RANK_NONE].name;
}

static int recorded(const HeldLocks *h)
{
	return h->n < MAX_HELD ? h->n : MAX_HELD;
}

static _Noreturn void refuse(const Lock *l, const Lock *held, const char *text)
{
	rt_printf("runtime: lock \"%s\" (%#lx) taken while holding \"%s\" (%#lx)\n", name_of(l),
		  (unsigned long)l, name_of(held), (unsigned long)held);
	lock_print_held();
	throw(text);
}

static void check_pair(const Lock *l, const Lock *held)
{
	if (held == l)
		refuse(l, held, "lock taken twice");
	if (held->rank > l->rank)
		refuse(l, held, "lock taken out of order");
	if (held->rank < l->rank)
		return;
	if (!(ranks[l->rank].pairs == LOCK_BY_ADDRESS && held < l) &&
	    !(ranks[l->rank].pairs == LOCK_STOPPED && check_world_stopped()))
		refuse(l, held, "two locks of one rank");
}

void lock_order_acquire(const Lock *l)
{
	const HeldLocks *h = &getm()->held;

	if (fatal_dying())
		return;
	rt_assert(l->rank > RANK_NONE && l->rank < NUM_RANKS, "lock: it has no rank");
	for (int i = 0; i < recorded(h); i++)
		check_pair(l, h->lock[i]);
}

void lock_order_acquired(Lock *l)
{
	HeldLocks *h = &getm()->held;

	if (h->n < MAX_HELD)
		h->lock[h->n] = l;
	h->n++;
}

void lock_order_release(Lock *l)
{
	HeldLocks *h = &getm()->held;

	for (int i = recorded(h); i-- > 0;)
		if (h->lock[i] == l) {
			h->lock[i] = h->lock[recorded(h) - 1];
			h->n--;
			return;
		}
	if (h->n > MAX_HELD) {
		h->n--;
	} else if (!fatal_dying()) {
		rt_printf("runtime: lock \"%s\" released\n", name_of(l));
		lock_print_held();
		throw("lock released by an M that does not hold it");
	}
}

bool lock_held(const Lock *l)
{
	const HeldLocks *h = &getm()->held;

	for (int i = 0; i < recorded(h); i++)
		if (h->lock[i] == l)
			return true;
	return h->n > MAX_HELD || fatal_dying();
}

void lock_print_held(void)
{
	const HeldLocks *h = &getm()->held;

	rt_printf("runtime: M%ld holds %d locks%s", (long)getm()->id, h->n, h->n ? ":" : "");
	for (int i = 0; i < recorded(h); i++)
		rt_printf(" \"%s\"", name_of(h->lock[i]));
	rt_printf("\n");
}
#else
bool lock_held(const Lock *l)
{
	(void)l;
	return true;
}
void lock_print_held(void) {}
#endif
