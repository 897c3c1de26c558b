// heapview.h - the heap of another program, for vole tool heapview; sections as in tool.h.
//
// A Memory is what a program's memory holds, be it running or a core.  A Heap is a snapshot of its
// allocator: every page, every span, and sums.  How the allocator works is in docs/allocator.md.

#ifndef VOLE_HEAPVIEW_H
#define VOLE_HEAPVIEW_H

#include <elf.h>

#include "heapmap.h"
#include "tool.h"

// -------------------------------------------------------------------------------------------------
// image.c - ELF files: executables and cores
// -------------------------------------------------------------------------------------------------

typedef struct {
	const char *path;
	const uint8_t *data;
	size_t size;
	const Elf64_Phdr *segments;
	size_t nsegments;
} Image;

// Returns what is wrong with the file, or NULL.  type: ET_EXEC or ET_CORE.
const char *image_open(Image *image, const char *path, int type);
// The file's bytes for addresses from addr on; *n: how many follow each other.  NULL: it has none.
const uint8_t *image_bytes(const Image *image, uint64_t addr, bool writable_too, size_t *n);
bool image_has_symbols(const Image *image);
// The file's bytes of a variable of that size; NULL: there is none.
const uint8_t *image_variable(const Image *image, const char *name, size_t size, uint64_t *addr);

// -------------------------------------------------------------------------------------------------
// memory.c - the memory of another process, or of one that left a core
// -------------------------------------------------------------------------------------------------

typedef struct Memory Memory;

// NULL after setting *error.
Memory *memory_of_process(int pid, const char **error);
Memory *memory_of_core(const char *program, const char *core, const char **error);
const Image *memory_program(const Memory *m);
// While it is stopped no thread of the process runs, and each address is read once only.  A core
// always is.  stop: what went wrong, or NULL.  go: nanoseconds that it stood.
const char *memory_stop(Memory *m);
int64_t memory_go(Memory *m);
int memory_threads(const Memory *m);                            // that were stopped; 0: a core
bool memory_read(Memory *m, uint64_t addr, void *to, size_t n); // false: there is no such memory

// -------------------------------------------------------------------------------------------------
// heapread.c - a snapshot
// -------------------------------------------------------------------------------------------------

// Where a span is.  Those of large objects are in the full lists.
typedef enum { IN_MCACHE, IN_PARTIAL, IN_FULL, IN_UNSWEPT, IN_HANDS, PLACES } Place;

// Each byte of the heap's pages is one of these; heap_parts says what they mean.
typedef enum {
	PART_OBJECTS,
	PART_LARGE,
	PART_DEAD,
	PART_MCACHE,
	PART_PARTIAL,
	PART_UNSWEPT,
	PART_HANDS,
	PART_TAIL,
	PART_BITMAP,
	PART_FENCED,
	PART_IDLE,
	PART_RELEASED,
	PARTS
} Part;
extern const struct PartName {
	const char *name, *what;
} heap_parts[PARTS];
extern const char *const heap_places[PLACES];

enum { SPAN_CLASSES = 136, SLOT_WORDS = 1024 / 64 };

typedef struct {
	uint64_t page, npages;
	uint64_t elem_size;
	uint32_t nelems;
	uint32_t allocated; // slots
	uint32_t dead;      // ... found unreachable and not yet swept
	uint32_t marked;    // ... while marking, when none is dead
	uint8_t span_class;
	Place place;
	int p;                     // IN_MCACHE: whose
	const uint64_t *used_bits; // a bit a slot; NULL: all slots are allocated, or none
	const uint64_t
	    *note_bits; // which are dead, or marked; NULL: all that are allocated, or none
} HeapSpan;

// allocated + free = slots; spans = sum of in.
typedef struct {
	uint64_t spans, slots, allocated, dead, tail, free_bytes;
	uint64_t in[PLACES];
} HeapClass;

typedef struct {
	int id;
	bool tiny;          // it has a block for tiny objects ...
	uint64_t tiny_used; // ... so many bytes of which are taken
	uint64_t spans, free_bytes;
} HeapP;

typedef struct {
	uint64_t npages; // sum of parts = npages * page_size
	uint64_t parts[PARTS];
	HeapSpan *spans; // by address
	size_t nspans;
	uint8_t *pages; // of those in no span: PART_IDLE, PART_RELEASED or PART_FENCED
	HeapClass classes[SPAN_CLASSES];
	uint16_t class_sizes[SPAN_CLASSES / 2];
	uint64_t page_size, tiny_class;
	uint64_t tiny_objects; // ever put into a block that others had begun
	HeapP *procs;
	int nprocs;
	bool marking;
	bool unsettled; // a lock was held each time
	uint64_t lost;  // pages whose span could not be read
	int threads;
	int64_t stopped_ns, taken_ns; // how long the program stood; since the first snapshot
} Heap;

// What is wrong with the program (not Vole's, of another Vole, without symbols), or NULL.
const char *heap_find(Memory *m, HeapMap *map);
// Stops the program and reads its heap.  What went wrong, or NULL.
const char *heap_take(Memory *m, const HeapMap *map, Heap *heap);

// -------------------------------------------------------------------------------------------------
// heapreport.c - as text, and as JSON for the page
// -------------------------------------------------------------------------------------------------

void heap_print(const Heap *heap, Buf *b);
void heap_json(const Heap *heap, Buf *b);
void heap_json_names(Buf *b); // what numbers in it mean

#endif
