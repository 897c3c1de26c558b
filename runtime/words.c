// words.c - copying and clearing memory word by whole word.
//
// The problem.  While one goroutine copies pointers, others may read them: the collector always, a
// program with a race too, and Go promises that it sees one of the pointers that were stored, never
// a mixture.  C's memmove promises bytes.  glibc's may use `rep movsb` from 2 KiB on, `rep stosb`
// to clear; where source and destination overlap, or when an interrupt arrives in the middle, that
// leaves a word half written for as long as the thread is away.  A marker that reads
// such a word misses the object, marks another, or finds an address in no object at all and stops
// the program.  (gccgo met it on POWER: golang/go#41428.)
//
// The promise.  Of memory whose addresses are multiples of 8 each word is read by one load and
// written by one store, which may happen twice with the same value; sizes that are no multiple of 8
// end in single bytes.  Source and destination may overlap.  The first access is to the lowest word
// of the source, so a nil pointer faults at an address that tells so.
//
// Why vectors may be used.  Manuals promise an access to be atomic if it does not cross an 8-byte
// boundary (AMD 24592, "Atomicity of accesses"; Intel SDM 3A, "Guaranteed Atomic Operations"), and
// of longer ones only that they may be several accesses.  No processor tears an SSE or AVX access
// inside an aligned quadword: the parts are 8, 16 or 32 bytes, or what lies on either side of the
// end of a cache line, which is a multiple of 8 as well.  Go's own memmove and HotSpot's copies of
// references rely on it.  `rep movsq` would be whole too, but starts slowly and is several times
// slower on some processors where the addresses differ modulo 64.
//
// How.  Up to 128 bytes: everything is loaded, then stored, so overlap does not matter.  More: the
// vectors at both ends are loaded first and stored last, and between them a loop goes upwards, or
// downwards if the destination lies above within reach, storing aligned vectors.  words_vector.h
// has the loops, once for SSE2, which every processor has, and once for AVX.
//
// volatile keeps the compiler from splitting an access, and from seeing a loop that copies and
// calling memmove for it.
//
// Who copies.  barrier.c all that it is asked for, which is whatever has pointers and lies in the
// heap or may; generated code what LLVM would not expand itself (compiler/gen/gen_words.c).

#include "internal.h"
#include "words.h"

// Any alignment works; only multiples of 8 have the promise.
typedef long long Vec16 __attribute__((vector_size(16), aligned(1), may_alias));
typedef long long Vec32 __attribute__((vector_size(32), aligned(1), may_alias));
typedef uint64_t Word __attribute__((aligned(1), may_alias));

#define LOAD(type, p) (*(const volatile type *)(p))
#define STORE(type, p, v) (*(volatile type *)(p) = (v))

enum { SMALL = 128 };

#define NAME(operation) operation##_sse
#define VECTOR Vec16
#define TARGET
#include "words_vector.h"
#undef NAME
#undef VECTOR
#undef TARGET

#define NAME(operation) operation##_avx
#define VECTOR Vec32
#define TARGET __attribute__((target("avx")))
#include "words_vector.h"

static bool has_avx; // and the system saves its registers; set by words_init()

void words_init(void)
{
	__builtin_cpu_init();
	has_avx = __builtin_cpu_supports("avx");
}

// --- copying -------------------------------------------------------------------------------------

static void copy_2_to_4(char *dst, const char *src, size_t n)
{
	Vec16 a = LOAD(Vec16, src), b = LOAD(Vec16, src + n - 16);

	STORE(Vec16, dst, a);
	STORE(Vec16, dst + n - 16, b);
}

static void copy_5_to_8(char *dst, const char *src, size_t n)
{
	Vec16 a = LOAD(Vec16, src), b = LOAD(Vec16, src + 16);
	Vec16 c = LOAD(Vec16, src + n - 32), d = LOAD(Vec16, src + n - 16);

	STORE(Vec16, dst, a);
	STORE(Vec16, dst + 16, b);
	STORE(Vec16, dst + n - 32, c);
	STORE(Vec16, dst + n - 16, d);
}

static void copy_9_to_16(char *dst, const char *src, size_t n)
{
	Vec16 a = LOAD(Vec16, src), b = LOAD(Vec16, src + 16);
	Vec16 c = LOAD(Vec16, src + 32), d = LOAD(Vec16, src + 48);
	Vec16 e = LOAD(Vec16, src + n - 64), f = LOAD(Vec16, src + n - 48);
	Vec16 g = LOAD(Vec16, src + n - 32), h = LOAD(Vec16, src + n - 16);

	STORE(Vec16, dst, a);
	STORE(Vec16, dst + 16, b);
	STORE(Vec16, dst + 32, c);
	STORE(Vec16, dst + 48, d);
	STORE(Vec16, dst + n - 64, e);
	STORE(Vec16, dst + n - 48, f);
	STORE(Vec16, dst + n - 32, g);
	STORE(Vec16, dst + n - 16, h);
}

static void copy_large(char *dst, const char *src, size_t n)
{
	bool down = (uintptr_t)dst - (uintptr_t)src < n; // dst in (src, src + n)

	if (has_avx)
		(down ? copy_down_avx : copy_up_avx)(dst, src, n);
	else
		(down ? copy_down_sse : copy_up_sse)(dst, src, n);
}

// n is a multiple of 8.
static inline void copy(char *dst, const char *src, size_t n)
{
	if (n > SMALL)
		copy_large(dst, src, n);
	else if (n > 64)
		copy_9_to_16(dst, src, n);
	else if (n > 32)
		copy_5_to_8(dst, src, n);
	else if (n > 8)
		copy_2_to_4(dst, src, n);
	else if (n)
		STORE(Word, dst, LOAD(Word, src));
}

// The bytes behind the last word are read before anything is written, and written last.
static __attribute__((noinline)) void copy_with_bytes(char *dst, const char *src, size_t n)
{
	size_t whole = n & ~(size_t)7, left = n - whole;
	char bytes[7];

	(void)LOAD(char, src);
	for (size_t i = 0; i < left; i++)
		bytes[i] = LOAD(char, src + whole + i);
	copy(dst, src, whole);
	for (size_t i = 0; i < left; i++)
		STORE(char, dst + whole + i, bytes[i]);
}

void words_copy(void *dst, void *src, intptr_t n)
{
	if (unlikely(n % 8))
		copy_with_bytes(dst, src, (size_t)n);
	else
		copy(dst, src, (size_t)n);
}

// --- clearing ------------------------------------------------------------------------------------

// n <= 2 * 16 * vectors: so many at either end.
static inline void clear_ends(char *p, size_t n, unsigned vectors)
{
	static const Vec16 zero;

	for (unsigned i = 0; i < vectors; i++)
		STORE(Vec16, p + i * 16, zero);
	for (unsigned i = vectors; i > 0; i--)
		STORE(Vec16, p + n - i * 16, zero);
}

static inline void clear(char *p, size_t n)
{
	if (n > SMALL)
		(has_avx ? clear_avx : clear_sse)(p, n);
	else if (n > 64)
		clear_ends(p, n, 4);
	else if (n > 32)
		clear_ends(p, n, 2);
	else if (n > 8)
		clear_ends(p, n, 1);
	else if (n)
		STORE(Word, p, 0);
}

void words_clear(void *p, intptr_t n)
{
	size_t whole = (size_t)n & ~(size_t)7;

	clear(p, whole);
	for (size_t i = whole; i < (size_t)n; i++)
		STORE(char, (char *)p + i, 0);
}
