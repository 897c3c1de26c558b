// rtalloc.c - memory for the runtime's own records: zeroed, outside the heap, never given back.
//
// A bump pointer in blocks from the system.  Records that come and go keep free lists of their own
// (mheap.c's spans, finalizer.c's specials).  Bytes are counted by purpose for MemStats.

#include "heap.h"
#include "os.h"
#include "memory.h"

enum { BLOCK = 256 << 10, ALIGN = 16, LINE = 64 };

static Lock block_lock = {.rank = RANK_BLOCK};
static char *block_next, *block_end;     // under block_lock
static atomic_word sys_bytes[SYS_KINDS]; // only grows.  Relaxed: counter

static void *map_more(size_t size)
{
	void *p = os_map(size);
	if (!p)
		throw("runtime: cannot allocate memory");
	return p;
}

// What fills a cache line begins on one: types with aligned(64) rely on it.
void *rt_alloc_kind(size_t size, int kind)
{
	uintptr_t align = size < LINE ? ALIGN : LINE;
	size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	atomic_add(&sys_bytes[kind], (intptr_t)size);
	if (size >= BLOCK / 4)
		return map_more((size + OS_PAGE - 1) & ~(size_t)(OS_PAGE - 1));
	lock_acquire(&block_lock);
	char *p = (char *)(((uintptr_t)block_next + align - 1) & -align);
	if (p + size > block_end) {
		p = map_more(BLOCK);
		block_end = p + BLOCK;
	}
	block_next = p + size;
	lock_release(&block_lock);
	return p;
}

void *rt_alloc(size_t size)
{
	return rt_alloc_kind(size, SYS_OTHER);
}

// A table indexed by heap address: as long as the address range asks for, but only what is touched
// takes memory.
void *rt_table(size_t size)
{
	void *p = os_reserve(size, 0);
	if (!p)
		throw("out of memory: cannot reserve address space");
	return p;
}

uintptr_t rt_sys_bytes(int kind)
{
	return atomic_load(&sys_bytes[kind]);
}
