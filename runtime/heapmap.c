// heapmap.c - the heap's map, for readers outside the program (vole tool heapview).
//
// A debugger finds its way by debug data, which a program need not have and which knows nothing of
// what fields mean.  heap_map is one record with the addresses and offsets that matter, found by
// its symbol in the executable; programs are not position independent, so that is its address.  It
// costs a kilobyte and no instruction.  lang/heapmap.h has the list, heapread.c in compiler/tool
// what is done with it.
//
// What such a reader may count on, with all threads of the program stopped wherever they happen to
// be:
//
//     mheap.spans[page] is NULL, or the span that has the page; between mheap_alloc's unlocking and
//         SPAN_IN_USE the span is whole, but in nobody's list
//     slots below an mcache's run->next are allocated or dead, as freeindex says of other spans;
//         the rest of the run is free, whatever alloc_count says
//     while a lock is free, what it guards is whole; a reader that finds one held lets the program
//         run on and stops it again
//     which list a span is on, if any, its field `list` says: nobody has to walk the lists
//
// It lies in .data, not with the constants, because a core leaves those out: what a core and an
// executable each have of it tells whether they belong together.

#include <stddef.h>

#include "gc.h"
#include "heapmap.h"

#define TINY_SPAN_CLASS 5 // of TINY_BYTES, without pointers
#define WORD(name, value) .name = (uint64_t)(value),

HeapMap heap_map = {.magic = HEAP_MAP_MAGIC, .names = HEAP_MAP_NAMES, HEAP_MAP(WORD)};
