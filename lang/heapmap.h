// heapmap.h - what a reader outside a program must know to find its way through the program's heap.
//
// `vole tool heapview` reads the memory of a running program, or of one that left a core.  It has
// no header of the runtime, and the program may be of another Vole: so each program carries a
// HeapMap, the variable heap_map (runtime/heapmap.c), which says where the heap's tables are and at
// which offsets their records have what the tool asks for.  This list is the whole agreement; the
// tool refuses a program whose magic or names are not its own.  The number in the magic is raised
// when a word keeps its name and changes its meaning.

#ifndef VOLE_HEAPMAP_H
#define VOLE_HEAPMAP_H

#include <stdint.h>

#define HEAP_MAP_MAGIC "vole heap map 1"

// X(name, value): a word; the values are expressions that the runtime has.  The names ending in _at
// are addresses of variables, those ending in _size lengths of records; others that begin with a
// record's name are offsets in it.
#define HEAP_MAP(X)                                                                                \
	X(page_size, PAGE_BYTES)                                                                   \
	X(span_classes, NUM_SPAN_CLASSES)                                                          \
	X(tiny_class, TINY_SPAN_CLASS)                                                             \
	X(bitmap_bytes, BITMAP_BYTES)         /* of pointers, at the end of a span ... */          \
	X(bitmap_max_size, BITMAP_MAX_OBJECT) /* ... of slots with pointers, up to that size */    \
	X(base_at, &mheap.base)                                                                    \
	X(size_at, &mheap.size)                                                                    \
	X(spans_at, &mheap.spans)                                                                  \
	X(sweepgen_at, &mheap.sweepgen)                                                            \
	X(heap_lock_at, &mheap.lock.state)                                                         \
	X(pages_used_at, &pages_used)         /* a bitmap: the page belongs to a span */           \
	X(pages_released_at, &pages_released) /* ... is free and has no memory */                  \
	X(class_sizes_at, class_size_table)   /* 16 bits each */                                   \
	X(phase_at, &gc.phase)                /* 0: no cycle is marking */                         \
	X(sticky_at, &heap_sticky)            /* a byte: what was allocated counts as marked */    \
	X(all_p_at, sched_all_p)                                                                   \
	X(procs_at, &sched_gomaxprocs)                                                             \
	X(settled_tiny_at, &memstats_settled_tiny)                                                 \
	X(p_mcache, offsetof(P, mcache))                                                           \
	X(mcache_run, offsetof(MCache, run))                                                       \
	X(mcache_tiny, offsetof(MCache, tiny))                                                     \
	X(mcache_tiny_used, offsetof(MCache, tiny_used))                                           \
	X(mcache_tiny_allocs, offsetof(MCache, tiny_allocs))                                       \
	X(run_size, sizeof(AllocRun))                                                              \
	X(run_next, offsetof(AllocRun, next))                                                      \
	X(run_span, offsetof(AllocRun, span))                                                      \
	X(mcentral_at, mcentral)                                                                   \
	X(mcentral_size, sizeof(MCentral))                                                         \
	X(mcentral_lock, offsetof(MCentral, lock.state))                                           \
	X(mcentral_partial, offsetof(MCentral, partial)) /* two lists; [sweepgen / 2 % 2] swept */ \
	X(mcentral_full, offsetof(MCentral, full))       /* ... */                                 \
	X(mcentral_list_size, sizeof(SpanList))                                                    \
	X(span_size, sizeof(Span))                                                                 \
	X(span_base, offsetof(Span, base))                                                         \
	X(span_elem_size, offsetof(Span, elem_size))                                               \
	X(span_nelems, offsetof(Span, nelems))                                                     \
	X(span_freeindex, offsetof(Span, freeindex))                                               \
	X(span_class, offsetof(Span, span_class))                                                  \
	X(span_mark_bits, offsetof(Span, mark_bits))                                               \
	X(span_alloc_bits, offsetof(Span, alloc_bits))                                             \
	X(span_npages, offsetof(Span, npages))                                                     \
	X(span_list, offsetof(Span, list))

#define HEAP_MAP_NAME_(name, value) #name " "
#define HEAP_MAP_WORD_(name, value) uint64_t name;
#define HEAP_MAP_NAMES HEAP_MAP(HEAP_MAP_NAME_)

typedef struct HeapMap {
	char magic[16];
	char names[(sizeof HEAP_MAP_NAMES + 7) / 8 * 8];
	HEAP_MAP(HEAP_MAP_WORD_)
} HeapMap;

#endif
