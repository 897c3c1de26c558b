// pagealloc_test.c - the page allocator against a plain array of pages: first fit by address,
// nothing twice, nothing lost, zero and released pages told apart.

#include <stdio.h>
#include <stdlib.h>
#include "heap.h"

enum { RESERVED = 512 * 64, ROUNDS = 600000 };

static struct {
	bool used, released, zero;
} model[RESERVED];
static uintptr_t total; // pages that exist
static struct {
	uintptr_t first, n;
} spans[RESERVED];
static int nspans;
static unsigned long seed = 12345;

void *rt_table(size_t size)
{
	return calloc(1, size);
}
_Noreturn void throw(const char *text)
{
	printf("throw: %s\n", text);
	exit(1);
}

static unsigned below(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static void check(bool ok, const char *what)
{
	if (!ok) {
		printf("pagealloc_test: %s\n", what);
		exit(1);
	}
}

static uintptr_t model_find(uintptr_t n)
{
	uintptr_t run = 0;
	for (uintptr_t i = 0; i < total; i++) {
		run = model[i].used ? 0 : run + 1;
		if (run == n)
			return i + 1 - n;
	}
	return NO_PAGES;
}

static void grow(uintptr_t n)
{
	n = (n + pages_grow_unit() - 1) / pages_grow_unit() * pages_grow_unit();
	if (total + n > RESERVED)
		return;
	pages_grow(total, n);
	for (uintptr_t i = total; i < total + n; i++)
		model[i].released = model[i].zero = true;
	total += n;
}

static void take(uintptr_t n)
{
	PageRun r;
	uintptr_t want = model_find(n), released = 0;
	bool zero = true;
	if (!pages_alloc(n, &r)) {
		check(want == NO_PAGES, "does not find free pages");
		grow(n);
		return;
	}
	check(r.first == want && r.npages == n, "not the first fit");
	for (uintptr_t i = r.first; i < r.first + n; i++) {
		released += model[i].released;
		zero &= model[i].zero;
		model[i].used = true;
		model[i].released = false;
	}
	check(r.released == released, "released count of a run");
	check(r.zero == zero, "zero flag of a run");
	spans[nspans].first = r.first;
	spans[nspans++].n = n;
}

static void give(void)
{
	if (nspans == 0)
		return;
	int i = (int)below((unsigned)nspans);
	pages_free(spans[i].first, spans[i].n);
	for (uintptr_t p = spans[i].first; p < spans[i].first + spans[i].n; p++)
		model[p].used = model[p].zero = false;
	spans[i] = spans[--nspans];
}

static void release(void)
{
	PageRun r;
	if (!pages_find_unreleased(1 + below(64), &r))
		return;
	for (uintptr_t p = r.first; p < r.first + r.npages; p++) {
		check(!model[p].used && !model[p].released, "releases used pages");
		model[p].released = model[p].zero = true;
	}
	pages_mark_released(&r, true);
}

// Fresh pages behind a run stop being released, those up to the first that is not.
static void extend(void)
{
	uintptr_t first = below((unsigned)total + 1), max = below(40), n = 0;
	while (n < max && first + n < total && model[first + n].released)
		model[first + n++].released = false;
	check(pages_extend_fresh(first, max) == n, "fresh pages behind a run");
}

static void check_counts(void)
{
	uintptr_t free = 0, released = 0;
	for (uintptr_t i = 0; i < total; i++) {
		free += !model[i].used;
		released += model[i].released;
	}
	check(free == pages_free_count(), "free count");
	check(released == pages_released_count(), "released count");
	check(total == pages_total(), "total");
	check(pages_valid(), "summaries");
}

int main(void)
{
	pages_init(RESERVED);
	for (int round = 0; round < ROUNDS; round++) {
		// Waves: the heap fills and empties.
		bool filling = round / 4000 % 2 == 0;
		unsigned op = below(100);
		if (op < (filling ? 60u : 35u))
			take(below(50) ? 1 + below(12) : 1 + below(1500));
		else if (op < 93)
			give();
		else if (op < 95)
			extend();
		else
			release();
		if (round % 500 == 0)
			check_counts();
	}
	check_counts();
	puts("ok");
	return 0;
}
