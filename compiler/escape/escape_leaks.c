// escape_leaks.c - where a parameter goes: the summary callers use instead of the body

#include "escape_graph.h"

#include <string.h>

int leaks_get(const Leaks *l, int kind)
{
	return l->plus1[kind] - 1;
}

static void set(Leaks *l, int kind, int derefs)
{
	if (derefs < -1)
		bug("leak with %d dereferences", derefs);
	l->plus1[kind] = derefs < UINT8_MAX ? (uint8_t)(derefs + 1) : UINT8_MAX;
}

void leaks_add(Leaks *l, int kind, int derefs)
{
	int known = leaks_get(l, kind);
	if (known < 0 || derefs < known)
		set(l, kind, derefs);
}

// What reaches the heap after n dereferences need not be tracked on other ways of n or more.
void leaks_optimise(Leaks *l)
{
	int heap = leaks_get(l, LEAK_HEAP);
	if (heap < 0)
		return;
	for (int kind = LEAK_HEAP + 1; kind < LEAK_KINDS; kind++)
		if (leaks_get(l, kind) >= heap)
			set(l, kind, -1);
}

Leaks leaks_to_heap(void)
{
	Leaks l = {0};
	leaks_add(&l, LEAK_HEAP, 0);
	return l;
}

Leaks leaks_nowhere(void)
{
	return (Leaks){0};
}

bool leaks_join(Leaks *l, const Leaks *more)
{
	Leaks before = *l;
	for (int kind = 0; kind < LEAK_KINDS; kind++)
		if (leaks_get(more, kind) >= 0)
			leaks_add(l, kind, leaks_get(more, kind));
	return memcmp(&before, l, sizeof before) != 0;
}
