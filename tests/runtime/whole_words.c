// whole_words.c - nobody who reads a word while it is copied or cleared sees half of it.
//
//     whole_words [rounds [seed]]
//
// Memory is filled with words whose eight bytes are equal, so that a mixture of two shows.  One
// thread copies it onto itself, upwards and downwards, by every distance that matters and from
// every multiple of 8 in a cache line; another reads what is being written, over and over.
// A routine that goes byte by byte must be caught at it, for every size and in both directions, or
// the reader would prove nothing.
//
// What is copied must also be right: compared with memmove for all small sizes and offsets.

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <string.h>
#include "atomic.h"
#include "../../runtime/words.c"

enum { LINE = 64, LARGEST = 1 << 20, MOST_TRIES = 1000000, SWEEPS = 50 };

typedef void CopyFn(void *dst, void *src, intptr_t n);
typedef void ClearFn(void *p, intptr_t n);

static char memory[2 * LARGEST + 4 * LINE] __attribute__((aligned(64)));
static char expected[sizeof memory] __attribute__((aligned(64)));
static uint64_t random_state;

static uint64_t random_below(uint64_t n)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (random_state >> 33) % n;
}

static _Noreturn void fail(const char *what, size_t n, intptr_t distance)
{
	printf("FAIL: %s, %zu bytes, distance %ld\n", what, n, (long)distance);
	exit(1);
}

// --- the reader ----------------------------------------------------------------------------------

static atomic_word watched, watched_bytes, torn, sweeps;
static atomic_u32 done;

static bool is_mixed(uint64_t word)
{
	return word != (word & 0xff) * 0x0101010101010101u;
}

static void *reader(void *unused)
{
	while (!atomic_load32(&done)) {
		const volatile uint64_t *word = (const uint64_t *)atomic_load_acquire(&watched);
		size_t n = atomic_load(&watched_bytes) / 8;
		for (size_t i = 0; i < n; i++)
			if (is_mixed(word[i]))
				atomic_add(&torn, 1);
		atomic_add(&sweeps, 1);
	}
	return unused;
}

static void watch(void *p, size_t n)
{
	atomic_store(&watched_bytes, 0);
	atomic_store_full(&watched, (uintptr_t)p);
	atomic_store_full(&watched_bytes, n);
}

// --- routines that tear --------------------------------------------------------------------------

static void copy_bytes(void *dst, void *src, intptr_t n)
{
	volatile char *to = dst;
	const volatile char *from = src;

	if (to < from)
		for (intptr_t i = 0; i < n; i++)
			to[i] = from[i];
	else
		for (intptr_t i = n; i-- > 0;)
			to[i] = from[i];
}

static void clear_bytes(void *p, intptr_t n)
{
	for (volatile char *c = p; n-- > 0;)
		*c++ = 0;
}

// --- watching copies -----------------------------------------------------------------------------

// With words, also where the reader watches.
static void fill(char *p, size_t n)
{
	for (size_t i = 0; i < n / 8; i++)
		((volatile uint64_t *)p)[i] = (1 + random_below(255)) * 0x0101010101010101u;
}

// Copies n bytes by `distance` upwards in memory, or downwards if it is negative, and back.
static void copy_there(CopyFn *fn, size_t n, size_t offset, intptr_t distance)
{
	char *low = memory + LINE + offset;
	char *src = distance < 0 ? low - distance : low, *dst = src + distance;
	size_t used = n + (size_t)labs(distance);

	fill(low, used); // copied again and again, it would become all equal
	memmove(expected, low, used);
	memmove(expected + (dst - low), expected + (src - low), n);
	watch(dst, n);
	fn(dst, src, (intptr_t)n);
	if (memcmp(low, expected, used) != 0)
		fail("wrong copy", n, distance);
}

static void all_copies(CopyFn *fn, size_t n)
{
	for (size_t offset = 0; offset < LINE; offset += 8)
		for (intptr_t k = 1; k <= 12; k++) {
			size_t distance = k <= 8 ? (size_t)k * 8 : 8 * (1 + random_below(n / 8));
			copy_there(fn, n, offset, (intptr_t)distance);
			copy_there(fn, n, offset, -(intptr_t)distance);
		}
	if (atomic_load(&torn))
		fail("a word was seen half written", n, 0);
}

// Every distance, at least so many times, and until the reader has often looked.
static void watch_copies(CopyFn *fn, size_t n, int rounds)
{
	uintptr_t enough = atomic_load(&sweeps) + SWEEPS;

	for (int i = 0; i < rounds || atomic_load(&sweeps) < enough; i++)
		all_copies(fn, n);
}

// What the reader still sees of an earlier place is whole.
static void forget_torn(void)
{
	for (uintptr_t now = atomic_load(&sweeps); atomic_load(&sweeps) < now + 2;)
		sched_yield();
	atomic_store_full(&torn, 0);
}

static void must_be_caught(size_t n, intptr_t distance)
{
	int tries = 0;

	while (!atomic_load(&torn) && ++tries < MOST_TRIES)
		copy_there(copy_bytes, n, 8 * random_below(8), distance);
	if (!atomic_load(&torn))
		fail("copying by bytes goes unnoticed", n, distance);
	printf("%zu bytes, distance %ld, byte by byte: noticed after %d copies\n", n,
	       (long)distance, tries);
	forget_torn();
}

// --- watching clears -----------------------------------------------------------------------------

static void clear_watched(ClearFn *fn, size_t n, size_t offset)
{
	char *p = memory + LINE + offset;

	fill(p, n);
	watch(p, n);
	fn(p, (intptr_t)n);
	for (size_t i = 0; i < n; i++)
		if (p[i])
			fail("not cleared", n, 0);
}

static void watch_clears(size_t n, int rounds)
{
	uintptr_t enough = atomic_load(&sweeps) + SWEEPS;
	int tries = 0;

	for (int i = 0; i < rounds || atomic_load(&sweeps) < enough; i++)
		for (size_t offset = 0; offset < LINE; offset += 8)
			clear_watched(words_clear, n, offset);
	if (atomic_load(&torn))
		fail("a word was seen half cleared", n, 0);
	while (!atomic_load(&torn) && ++tries < MOST_TRIES)
		clear_watched(clear_bytes, n, 8 * random_below(8));
	if (!atomic_load(&torn))
		fail("clearing by bytes goes unnoticed", n, 0);
	forget_torn();
}

// --- small sizes, any alignment ------------------------------------------------------------------

static void compare_small(size_t n, size_t from, size_t to)
{
	enum { ROOM = 1024 };

	for (size_t i = 0; i < ROOM; i++)
		memory[i] = expected[i] = (char)random_below(256);
	memmove(expected + to, expected + from, n);
	words_copy(memory + to, memory + from, (intptr_t)n);
	if (memcmp(memory, expected, ROOM) != 0)
		fail("wrong copy", n, (intptr_t)to - (intptr_t)from);
	memset(expected + from, 0, n);
	words_clear(memory + from, (intptr_t)n);
	if (memcmp(memory, expected, ROOM) != 0)
		fail("wrong clear", n, (intptr_t)from);
}

static void small(void)
{
	for (size_t n = 0; n <= 320; n++)
		for (int i = 0; i < 40; i++)
			compare_small(n, random_below(320), random_below(320));
	for (size_t n = 8; n <= 320; n += 8)
		for (size_t distance = 8; distance <= n; distance += 8) {
			compare_small(n, 8, 8 + distance);
			compare_small(n, 8 + distance, 8);
		}
}

static void watch_all(int rounds)
{
	pthread_t thread;

	fill(memory, sizeof memory);
	watch(memory, 0);
	atomic_store32(&done, 0);
	pthread_create(&thread, NULL, reader, NULL);
	for (size_t n = 4096; n <= LARGEST; n *= 4) {
		must_be_caught(n, 8);
		must_be_caught(n, -8);
		watch_copies(words_copy, n, rounds);
		watch_clears(n, rounds);
	}
	atomic_store32(&done, 1);
	pthread_join(thread, NULL);
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 3;

	random_state = argc > 2 ? strtoul(argv[2], NULL, 0) : (uint64_t)getpid();
	printf("seed %lu\n", (unsigned long)random_state);
	words_init();
	for (bool avx = has_avx;; avx = false) {
		has_avx = avx;
		small();
		watch_all(rounds);
		printf("whole with %s\n", avx ? "AVX" : "SSE2");
		if (!avx)
			break;
	}
	puts("ok");
}
