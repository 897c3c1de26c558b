// heap.c - malloc and its kin for the compiler, in place of the C library's.
//
// LLVM makes and drops millions of small objects: instructions, uses, nodes, tables that grow.  The
// C library sorts what is freed by size and joins neighbours, and so touches memory that nobody
// needs at the moment: a quarter of a compilation went there.  A compiler needs neither small nor
// unfragmented memory, for it ends soon.  So:
//
//   - Sizes are rounded up to a class: multiples of 16 up to 256, then four between two powers of
//     two.  Each class has a list of free blocks, last freed first; nothing is ever joined.
//   - Memory comes from one reservation, in chunks of 64 KiB.  A chunk is cut into blocks of one
//     class; a block that is larger than half a chunk has chunks of its own.  A table says the
//     class of each chunk, so blocks have no headers.
//   - Blocks whose size is a power of two up to a chunk lie at multiples of it: that is all there
//     is to alignment.
//   - The pages of large free blocks go back to the system.
//
// Not for several threads: the compiler has one.  Processes that it forks have copies of the heap.

#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define GIB ((size_t)1 << 30)

enum {
	CHUNK_SHIFT = 16,
	CHUNK = 1 << CHUNK_SHIFT,
	STEP = 16,            // and the alignment of every block
	LINEAR = 256,         // up to here classes are multiples of STEP
	LINEAR_SHIFT = 8,     // its logarithm
	LINEAR_CLASSES = 17,  // with one that is not used
	MAX_CLASSES = 128,    // 2 to the power of 36
	RETURNED = 4 << 20,   // blocks of this size keep no pages when they are free
	MAX_CHUNKS = 1 << 20, // 64 GiB
};

typedef struct Free {
	struct Free *next;
} Free;

typedef struct {
	Free *free;
	char *bump, *end; // of the chunk that is being cut
} Class;

static Class classes[MAX_CLASSES];
static uint8_t chunk_class[MAX_CHUNKS]; // of blocks that begin there
static char *base;                      // of the reservation
static size_t nchunks, chunks_used;

// --- classes -------------------------------------------------------------------------------------

static unsigned class_of(size_t n)
{
	if (n <= LINEAR)
		return n ? (unsigned)((n + STEP - 1) / STEP) : 1;
	unsigned log = 63 - (unsigned)__builtin_clzl(n - 1);
	return LINEAR_CLASSES + 4 * (log - LINEAR_SHIFT) + (unsigned)((n - 1) >> (log - 2) & 3);
}

static size_t class_size(unsigned c)
{
	if (c < LINEAR_CLASSES)
		return c * STEP;
	unsigned k = c - LINEAR_CLASSES;
	return (size_t)(5 + k % 4) << (k / 4 + LINEAR_SHIFT - 2);
}

// --- chunks --------------------------------------------------------------------------------------

// As much as the system grants.
static bool reserve(void)
{
	for (size_t size = 64 * GIB; size >= GIB / 4; size /= 2) {
		char *at = mmap(NULL, size + CHUNK, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (at == MAP_FAILED)
			continue;
		madvise(at, size, MADV_HUGEPAGE);
		base = (char *)(((uintptr_t)at + CHUNK - 1) & ~(uintptr_t)(CHUNK - 1));
		nchunks = size >> CHUNK_SHIFT;
		return true;
	}
	return false;
}

static char *new_chunks(unsigned c, size_t n)
{
	if ((!base && !reserve()) || n > nchunks - chunks_used)
		return NULL;
	chunk_class[chunks_used] = (uint8_t)c;
	char *p = base + (chunks_used << CHUNK_SHIFT);
	chunks_used += n;
	return p;
}

static bool is_large(unsigned c)
{
	return class_size(c) > CHUNK / 2;
}

// A block that was never used.
static void *new_block(unsigned c)
{
	Class *k = &classes[c];
	size_t size = class_size(c);
	if (is_large(c))
		return new_chunks(c, (size + CHUNK - 1) >> CHUNK_SHIFT);
	if (k->bump == k->end) {
		char *chunk = new_chunks(c, 1);
		if (!chunk)
			return NULL;
		k->bump = chunk;
		k->end = chunk + CHUNK / size * size;
	}
	void *p = k->bump;
	k->bump += size;
	return p;
}

static unsigned block_class(const void *p)
{
	return chunk_class[(size_t)((const char *)p - base) >> CHUNK_SHIFT];
}

static bool is_ours(const void *p)
{
	return base && (size_t)((const char *)p - base) >> CHUNK_SHIFT < chunks_used;
}

// --- blocks --------------------------------------------------------------------------------------

// *fresh: its bytes are zero.
static inline void *allocate(size_t n, bool *fresh)
{
	unsigned c = n <= (size_t)MAX_CHUNKS << CHUNK_SHIFT ? class_of(n) : MAX_CLASSES;
	void *p = NULL;
	if (c < MAX_CLASSES) {
		Free *f = classes[c].free;
		*fresh = !f;
		if (f) {
			classes[c].free = f->next;
			return f;
		}
		p = new_block(c);
	}
	if (!p)
		errno = ENOMEM;
	return p;
}

void *malloc(size_t n)
{
	bool fresh;
	return allocate(n, &fresh);
}

void free(void *p)
{
	if (!p || !is_ours(p))
		return;
	unsigned c = block_class(p);
	Free *f = p;
	if (class_size(c) >= RETURNED)
		madvise(p, class_size(c), MADV_DONTNEED);
	f->next = classes[c].free;
	classes[c].free = f;
}

void *calloc(size_t n, size_t size)
{
	size_t bytes;
	bool fresh;
	if (__builtin_mul_overflow(n, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	void *p = allocate(bytes, &fresh);
	return !p || fresh ? p : memset(p, 0, bytes);
}

void *realloc(void *p, size_t n)
{
	if (!p)
		return malloc(n);
	size_t had = class_size(block_class(p));
	if (n <= had && class_size(class_of(n)) == had)
		return p;
	void *q = malloc(n);
	if (!q)
		return NULL;
	memcpy(q, p, n < had ? n : had);
	free(p);
	return q;
}

// A power of two that is not below the alignment: see above.
void *memalign(size_t align, size_t n)
{
	size_t size = align > STEP ? align : n;
	if (align > CHUNK || n > SIZE_MAX / 2) {
		errno = ENOMEM;
		return NULL;
	}
	while (size < n)
		size *= 2;
	return malloc(size);
}

void *aligned_alloc(size_t align, size_t n)
{
	return memalign(align, n);
}

int posix_memalign(void **p, size_t align, size_t n)
{
	*p = memalign(align, n);
	return *p ? 0 : ENOMEM;
}

size_t malloc_usable_size(void *p)
{
	return p ? class_size(block_class(p)) : 0;
}
