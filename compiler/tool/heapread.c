// heapread.c - a snapshot of the allocator in another program's memory.
//
// The program's heap_map (lang/heapmap.h) says where the tables are and what their records look
// like; runtime/heapmap.c says what holds of them while all threads stand.  Every page is looked up
// in mheap's table and is of the span found there, or free; a span is where its field `list` says,
// or in the mcache whose run has it, or in somebody's hands.  So no list is walked, and what a
// thread was just changing can at worst be one span counted in hands.  Threads that were stopped
// with a lock held let go on for a moment first; of a core that cannot be asked.
//
// Which slots are taken: those below freeindex (in an mcache: below the run's next) and those in
// alloc_bits.  In a span that is still to be swept the ones that the last cycle has not marked are
// dead: nobody has them, and nobody can have their memory yet.
//
// What is read is checked as far as the tool itself needs it; the program may be broken.

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "heapview.h"

enum { MAX_PROCS = 1 << 16, MAX_RECORD = 4096, TRIES = 20, RETRY_NS = 1000000 };

const struct PartName heap_parts[PARTS] = {
    [PART_OBJECTS] = {"objects", "slots of small objects"},
    [PART_LARGE] = {"large objects", "above 32 KiB, a span each, rounded up to whole pages"},
    [PART_DEAD] = {"dead, unswept", "the last cycle found them unreachable; sweeping frees them"},
    [PART_MCACHE] = {"free in mcaches", "slots that a P hands out without a lock"},
    [PART_PARTIAL] = {"free in mcentral", "slots of partly used spans that any P may take"},
    [PART_UNSWEPT] = {"free, unswept", "slots that can be had once their span is swept"},
    [PART_HANDS] = {"free in hands", "slots of spans just being made or swept"},
    [PART_TAIL] = {"tails", "what is left behind the last slot of a span"},
    [PART_BITMAP] = {"pointer bitmaps", "which words of small objects are pointers"},
    [PART_FENCED] = {"fenced", "pages that GODEBUG=efence has taken out of use"},
    [PART_IDLE] = {"free pages", "of no span, with memory"},
    [PART_RELEASED] = {"released pages", "of no span, without memory: given back or never used"},
};

const char *const heap_places[PLACES] = {
    [IN_MCACHE] = "mcache",   [IN_PARTIAL] = "partial", [IN_FULL] = "full",
    [IN_UNSWEPT] = "unswept", [IN_HANDS] = "in hands",
};

// --- words ---------------------------------------------------------------------------------------

typedef struct {
	Memory *m;
	const HeapMap *map;
	Heap *heap;
	bool failed; // a table could not be read
	uint64_t base, sweepgen;
	bool sticky;
	Table runs; // from the address of a span in an mcache to its Run
} Reader;

typedef struct {
	int p;
	uint64_t next;
} Run;

static uint64_t word(Reader *r, uint64_t addr, size_t bytes)
{
	uint64_t value = 0;
	if (!memory_read(r->m, addr, &value, bytes))
		r->failed = true;
	return value;
}

// A field of a record that was read; 0 if it does not lie in it.
static uint64_t field(const uint8_t *record, uint64_t size, uint64_t offset, size_t bytes)
{
	uint64_t value = 0;
	if (size >= bytes && offset <= size - bytes)
		memcpy(&value, record + offset, bytes);
	return value;
}

static unsigned count_bits(const uint64_t *bits, unsigned words)
{
	unsigned n = 0;
	for (unsigned i = 0; i < words; i++)
		n += (unsigned)__builtin_popcountll(bits[i]);
	return n;
}

static bool bit(const uint64_t *bits, uint64_t i)
{
	return bits[i / 64] >> i % 64 & 1;
}

// --- the map -------------------------------------------------------------------------------------

const char *heap_find(Memory *m, HeapMap *map)
{
	const Image *program = memory_program(m);
	uint64_t addr;
	const uint8_t *bytes = image_variable(program, "heap_map", sizeof map->magic, &addr);
	if (!bytes && !image_has_symbols(program))
		return arena_printf("%s: has no symbols (was it linked with -ldflags=-s?)",
				    program->path);
	if (!bytes)
		return arena_printf("%s: not a program that Vole made, or that an older one made",
				    program->path);
	bytes = image_variable(program, "heap_map", sizeof *map, &addr);
	if (bytes)
		memcpy(map, bytes, sizeof *map);
	if (!bytes || strncmp(map->magic, HEAP_MAP_MAGIC, sizeof map->magic) != 0 ||
	    strncmp(map->names, HEAP_MAP_NAMES, sizeof map->names) != 0 ||
	    map->span_classes != SPAN_CLASSES || map->page_size == 0)
		return arena_printf("%s: made by another version of Vole, whose heap this one "
				    "cannot read",
				    program->path);
	return NULL;
}

// The program's memory has the map that its file has.
static bool map_fits(Memory *m, const HeapMap *map)
{
	HeapMap there;
	uint64_t addr;
	image_variable(memory_program(m), "heap_map", sizeof there, &addr);
	return memory_read(m, addr, &there, sizeof there) && memcmp(&there, map, sizeof there) == 0;
}

// --- mcaches -------------------------------------------------------------------------------------

static void read_mcache(Reader *r, HeapP *p, uint64_t mcache)
{
	const HeapMap *map = r->map;
	p->tiny = word(r, mcache + map->mcache_tiny, 8) != 0;
	p->tiny_used = word(r, mcache + map->mcache_tiny_used, 8);
	r->heap->tiny_objects += word(r, mcache + map->mcache_tiny_allocs, 8);
	for (unsigned sc = 0; sc < SPAN_CLASSES; sc++) {
		uint64_t at = mcache + map->mcache_run + sc * map->run_size;
		uint64_t span = word(r, at + map->run_span, 8);
		if (!span)
			continue;
		Run *run = NEW(Run);
		*run = (Run){p->id, word(r, at + map->run_next, 8)};
		table_put(&r->runs, span, run);
	}
}

static void read_procs(Reader *r)
{
	Heap *h = r->heap;
	uint64_t n = word(r, r->map->procs_at, 4);
	h->tiny_objects = word(r, r->map->settled_tiny_at, 8);
	if (n > MAX_PROCS) {
		r->failed = true;
		return;
	}
	h->nprocs = (int)n;
	h->procs = arena_alloc((n + 1) * sizeof *h->procs);
	for (uint64_t i = 0; i < n && !r->failed; i++) {
		uint64_t p = word(r, r->map->all_p_at + i * 8, 8);
		uint64_t mcache = p ? word(r, p + r->map->p_mcache, 8) : 0;
		h->procs[i].id = (int)i;
		if (mcache)
			read_mcache(r, &h->procs[i], mcache);
	}
}

// --- spans ---------------------------------------------------------------------------------------

static Place place_of(const Reader *r, const HeapSpan *s, uint64_t list, const Run *run)
{
	const HeapMap *map = r->map;
	uint64_t mcentral = map->mcentral_at + s->span_class * map->mcentral_size;
	uint64_t swept = r->sweepgen / 2 % 2 * map->mcentral_list_size;
	if (list == 0)
		return run ? IN_MCACHE : IN_HANDS;
	if (list == mcentral + map->mcentral_partial + swept)
		return IN_PARTIAL;
	return list == mcentral + map->mcentral_full + swept ? IN_FULL : IN_UNSWEPT;
}

static const uint64_t *keep_bits(const uint64_t *bits, unsigned words)
{
	return memcpy(arena_alloc(words * sizeof *bits), bits, words * sizeof *bits);
}

// Counts the slots: those below `below` and those in the bitmap are taken.
static bool read_slots(Reader *r, HeapSpan *s, uint64_t below, uint64_t alloc_at, uint64_t mark_at)
{
	unsigned words = (s->nelems + 63) / 64;
	uint64_t used[SLOT_WORDS], marks[SLOT_WORDS] = {0}, notes[SLOT_WORDS];
	bool unswept = s->place == IN_UNSWEPT;
	if (!memory_read(r->m, alloc_at, used, words * 8))
		return false;
	if ((unswept || r->heap->marking) && !memory_read(r->m, mark_at, marks, words * 8))
		return false;
	for (unsigned w = 0; w < words; w++) {
		uint64_t kept = r->sticky ? used[w] : 0, exist = ~(uint64_t)0;
		if (below > w * 64)
			used[w] |= below >= w * 64 + 64 ? exist : ((uint64_t)1 << below % 64) - 1;
		if (w == words - 1 && s->nelems % 64)
			exist = ((uint64_t)1 << s->nelems % 64) - 1;
		used[w] &= exist;
		notes[w] = used[w] & (unswept ? ~(marks[w] | kept) : marks[w]);
	}
	s->allocated = count_bits(used, words);
	unsigned noted = count_bits(notes, words);
	s->dead = unswept ? noted : 0;
	s->marked = unswept ? 0 : noted;
	if (s->allocated && s->allocated < s->nelems)
		s->used_bits = keep_bits(used, words);
	if (noted && noted < s->allocated)
		s->note_bits = keep_bits(notes, words);
	return true;
}

// The span whose record is at addr, and to which the page belongs.
static bool read_span(Reader *r, HeapSpan *s, uint64_t addr, uint64_t page)
{
	const HeapMap *map = r->map;
	uint8_t record[MAX_RECORD];
	uint64_t size = map->span_size < sizeof record ? map->span_size : sizeof record;
	if (!memory_read(r->m, addr, record, size))
		return false;
	*s = (HeapSpan){
	    .page = page,
	    .npages = field(record, size, map->span_npages, 8),
	    .elem_size = field(record, size, map->span_elem_size, 8),
	    .nelems = (uint32_t)field(record, size, map->span_nelems, 4),
	    .span_class = (uint8_t)field(record, size, map->span_class, 1),
	};
	if (field(record, size, map->span_base, 8) != r->base + page * map->page_size ||
	    s->npages == 0 || s->npages > r->heap->npages - page || s->span_class >= SPAN_CLASSES ||
	    s->nelems == 0 || s->nelems > SLOT_WORDS * 64 ||
	    s->elem_size > s->npages * map->page_size / s->nelems || s->elem_size == 0)
		return false;
	const Run *run = table_get(&r->runs, addr);
	s->place = place_of(r, s, field(record, size, map->span_list, 8), run);
	uint64_t below = field(record, size, map->span_freeindex, 4);
	if (s->place == IN_MCACHE) {
		s->p = run->p;
		below = (run->next - r->base - page * map->page_size) / s->elem_size;
	}
	return read_slots(r, s, below < s->nelems ? below : s->nelems,
			  field(record, size, map->span_alloc_bits, 8),
			  field(record, size, map->span_mark_bits, 8));
}

// --- sums ----------------------------------------------------------------------------------------

static void count_span(Heap *h, const HeapMap *map, const HeapSpan *s)
{
	static const Part part_of_free[PLACES] = {PART_MCACHE, PART_PARTIAL, PART_HANDS,
						  PART_UNSWEPT, PART_HANDS};
	bool scan = !(s->span_class & 1), large = s->span_class < 2;
	uint64_t bitmap =
	    scan && !large && s->elem_size <= map->bitmap_max_size ? map->bitmap_bytes : 0;
	uint64_t tail = s->npages * map->page_size - s->nelems * s->elem_size - bitmap;
	uint64_t unused = (s->nelems - s->allocated) * s->elem_size;
	HeapClass *c = &h->classes[s->span_class];
	c->spans++;
	c->in[s->place]++;
	c->slots += s->nelems;
	c->allocated += s->allocated;
	c->dead += s->dead;
	c->tail += tail + bitmap;
	c->free_bytes += unused;
	h->parts[large ? PART_LARGE : PART_OBJECTS] += (s->allocated - s->dead) * s->elem_size;
	h->parts[PART_DEAD] += s->dead * s->elem_size;
	h->parts[part_of_free[s->place]] += unused;
	h->parts[PART_TAIL] += tail;
	h->parts[PART_BITMAP] += bitmap;
	if (s->place == IN_MCACHE) {
		h->procs[s->p].spans++;
		h->procs[s->p].free_bytes += unused;
	}
}

static void read_pages(Reader *r, const uint64_t *table, const uint64_t *used,
		       const uint64_t *released)
{
	Heap *h = r->heap;
	uint64_t size = r->map->page_size;
	size_t cap = 0;
	for (uint64_t i = 0; i < h->npages; i++)
		cap += table[i] && (i == 0 || table[i] != table[i - 1]);
	h->spans = arena_alloc((cap + 1) * sizeof *h->spans);
	for (uint64_t i = 0; i < h->npages;) {
		HeapSpan *s = &h->spans[h->nspans];
		if (table[i] && h->nspans < cap && read_span(r, s, table[i], i)) {
			count_span(h, r->map, s);
			h->nspans++;
			i += s->npages;
			continue;
		}
		h->lost += table[i] != 0;
		Part part = bit(used, i)       ? PART_FENCED
			    : bit(released, i) ? PART_RELEASED
					       : PART_IDLE;
		h->pages[i++] = (uint8_t)part;
		h->parts[part] += size;
	}
}

static void read_heap(Reader *r)
{
	Heap *h = r->heap;
	const HeapMap *map = r->map;
	uint64_t bytes = word(r, map->size_at, 8);
	r->base = word(r, map->base_at, 8);
	r->sweepgen = word(r, map->sweepgen_at, 4);
	r->sticky = word(r, map->sticky_at, 1) != 0;
	h->marking = word(r, map->phase_at, 4) != 0;
	h->page_size = map->page_size;
	h->tiny_class = map->tiny_class;
	read_procs(r);
	if (!memory_read(r->m, map->class_sizes_at, h->class_sizes, sizeof h->class_sizes))
		r->failed = true;
	if (r->failed || bytes / map->page_size > (uint64_t)1 << 32) {
		r->failed = true;
		return;
	}
	h->npages = bytes / map->page_size;
	size_t bitmap = (h->npages + 63) / 64 * 8;
	uint64_t *table = malloc(h->npages * 8 + 1);
	uint64_t *used = malloc(bitmap + 1), *released = malloc(bitmap + 1);
	h->pages = arena_alloc(h->npages + 1);
	if (table && used && released &&
	    memory_read(r->m, word(r, map->spans_at, 8), table, h->npages * 8) &&
	    memory_read(r->m, word(r, map->pages_used_at, 8), used, bitmap) &&
	    memory_read(r->m, word(r, map->pages_released_at, 8), released, bitmap))
		read_pages(r, table, used, released);
	else
		r->failed = true;
	free(table);
	free(used);
	free(released);
}

// --- the whole -----------------------------------------------------------------------------------

static bool lock_held(Reader *r)
{
	const HeapMap *map = r->map;
	uint64_t held = word(r, map->heap_lock_at, 4);
	for (unsigned sc = 0; sc < SPAN_CLASSES; sc++)
		held |= word(r, map->mcentral_at + sc * map->mcentral_size + map->mcentral_lock, 4);
	return held != 0;
}

const char *heap_take(Memory *m, const HeapMap *map, Heap *heap)
{
	Reader r = {.m = m, .map = map, .heap = heap};
	*heap = (Heap){0};
	for (int tries = 0;; tries++) {
		const char *error = memory_stop(m);
		if (error)
			return error;
		heap->threads = memory_threads(m);
		heap->unsettled = lock_held(&r);
		if (!heap->unsettled || heap->threads == 0 || tries == TRIES)
			break;
		memory_go(m);
		nanosleep(&(struct timespec){.tv_nsec = RETRY_NS}, NULL);
	}
	bool fits = map_fits(m, map);
	if (fits)
		read_heap(&r);
	heap->stopped_ns = memory_go(m);
	if (!fits)
		return arena_printf("%s is not the program of this memory",
				    memory_program(m)->path);
	return r.failed ? "parts of its heap's tables are missing" : NULL;
}
