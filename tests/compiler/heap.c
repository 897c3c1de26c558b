// heap.c - the compiler's malloc and its kin, linked in front of the C library's: blocks that come
// and go at random keep what is written to them, are apart from each other, and lie as asked.

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 4000, STEPS = 400000 };

typedef struct {
	unsigned char *at;
	size_t size;
	unsigned char mark;
} Block;

static Block blocks[BLOCKS];
static uint64_t state = 1;

static size_t number(size_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(state >> 33) % below;
}

static void fail(const char *what)
{
	printf("%s\n", what);
	exit(1);
}

// Mostly small, now and then of several chunks.
static size_t any_size(void)
{
	static const size_t below[] = {40, 40, 40, 300, 300, 2000, 40000, 200000};
	return number(below[number(number(50) ? 6 : 8)]);
}

static void check(const Block *b, size_t n)
{
	for (size_t i = 0; i < n; i += 1 + n / 64)
		if (b->at[i] != b->mark)
			fail("a block has changed");
}

static void fill(Block *b, size_t n)
{
	static unsigned char next;
	if (!b->at)
		fail("no memory");
	if (malloc_usable_size(b->at) < n)
		fail("a block is too small");
	b->size = n;
	b->mark = ++next;
	memset(b->at, b->mark, n);
}

static void aligned(Block *b, size_t n)
{
	size_t align = (size_t)16 << number(9);
	b->at = aligned_alloc(align, n);
	if ((uintptr_t)b->at % align)
		fail("a block is not aligned");
}

static void cleared(Block *b, size_t n)
{
	b->at = calloc(1, n);
	for (size_t i = 0; i < n; i++)
		if (b->at[i])
			fail("calloc's block is not clear");
}

static void step(Block *b)
{
	size_t n = any_size(), kind = number(5);
	if (!b->at && kind == 0)
		aligned(b, n);
	else if (!b->at && kind == 1)
		cleared(b, n);
	else if (!b->at)
		b->at = malloc(n);
	else if (kind < 2) {
		check(b, b->size);
		b->at = realloc(b->at, n);
		check(b, n < b->size ? n : b->size);
	} else {
		check(b, b->size);
		free(b->at);
		b->at = NULL;
		return;
	}
	fill(b, n);
}

int main(void)
{
	volatile size_t huge = SIZE_MAX / 2;
	for (int i = 0; i < STEPS; i++)
		step(&blocks[number(BLOCKS)]);
	for (int i = 0; i < BLOCKS; i++)
		if (blocks[i].at)
			check(&blocks[i], blocks[i].size);
	errno = 0;
	if (memalign(64, huge + huge / 2))
		fail("memory that there cannot be, aligned");
	if (malloc(huge) || errno != ENOMEM || calloc(huge, 3))
		fail("more than there is");
	void *a = malloc(100);
	free(a);
	if (malloc(97) != a)
		fail("what was freed last is not used again: not this malloc?");
	printf("ok\n");
	return 0;
}
