// go_profile.c - profiles on their way to packages runtime and runtime/pprof (stdlib/README.md).
//
// A profile is a row of records of machine words: their number, this one included; the values; the
// return addresses, innermost first.  What the values are depends on the profile:
//
//     heap           objects allocated, their bytes, objects freed, their bytes
//     threads        none
//     block, mutex   events, their nanoseconds
//
// The caller brings the memory.  If it is too small the rest is only counted, and the caller comes
// again with more: C allocates nothing on the heap, of which the profile may speak.
//
// Addresses are given names when a profile is written, by pprof_frame(), on the goroutine that
// writes it.

#include <dlfcn.h>
#include <string.h>
#include "scheduler.h"
#include "contention.h"
#include "linked.h"
#include "profile.h"
#include "symtab.h"
#include "traceback.h"

enum { HEAP, THREADS, BLOCK, MUTEX }; // as package runtime numbers them

typedef struct {
	uint64_t *at;
	size_t n, max;
} Words;

static void put_record(Words *out, const int64_t *values, int n_values, const uintptr_t *pcs,
		       int npcs)
{
	size_t n = 1 + (size_t)n_values + (size_t)npcs;
	uint64_t *p = out->at + out->n;

	out->n += n;
	if (out->n > out->max)
		return;
	*p++ = n;
	for (int i = 0; i < n_values; i++)
		*p++ = (uint64_t)values[i];
	for (int i = 0; i < npcs; i++)
		*p++ = pcs[i];
}

static void put_heap(const ProfileRecord *r, void *out)
{
	const ProfileCounts *c = &r->counts;
	const int64_t values[] = {c->allocs, c->alloc_bytes, c->frees, c->free_bytes};

	put_record(out, values, 4, r->pcs, r->npcs);
}

static void put_threads(Words *out)
{
	for (M *m = atomic_get(sched_all_m); m; m = m->all_next)
		put_record(out, NULL, 0, m->created_at, m->created_depth);
}

static void put_contention(int64_t count, int64_t ns, const uintptr_t *pcs, int npcs, void *out)
{
	const int64_t values[] = {count, ns};

	put_record(out, values, 2, pcs, npcs);
}

intptr_t runtime_profile_records(intptr_t kind, uint64_t *at, intptr_t max)
    GO_SYMBOL("runtime.profileRecords");

// The number of words that there are: if it is more than max, nothing in `at` is of use.
intptr_t runtime_profile_records(intptr_t kind, uint64_t *at, intptr_t max)
{
	Words out = {at, 0, (size_t)max};

	if (kind == HEAP)
		profile_each(put_heap, &out);
	else if (kind == THREADS)
		put_threads(&out);
	else
		contention_each(kind == BLOCK ? CONTENTION_BLOCK : CONTENTION_MUTEX, put_contention,
				&out);
	return (intptr_t)out.n;
}

void runtime_set_block_rate(intptr_t ns) GO_SYMBOL("runtime.setBlockRate");
intptr_t runtime_set_mutex_rate(intptr_t rate) GO_SYMBOL("runtime.setMutexRate");

void runtime_set_block_rate(intptr_t ns)
{
	atomic_store(&contention_block_rate, (uintptr_t)ns);
}

intptr_t runtime_set_mutex_rate(intptr_t rate)
{
	intptr_t old = (intptr_t)atomic_load(&contention_mutex_rate);

	if (rate >= 0)
		atomic_store(&contention_mutex_rate, (uintptr_t)rate);
	return old;
}

intptr_t runtime_profile_rate(void) GO_SYMBOL("runtime.pprof.heapRate");

intptr_t runtime_profile_rate(void)
{
	return profile_rate();
}

// --- goroutines ----------------------------------------------------------------------------------

typedef struct {
	Words words;
	void **labels;
	size_t n_labels, max_labels;
} Goroutines;

static void put_goroutine(G *g, void *goroutines)
{
	Goroutines *all = goroutines;
	uintptr_t pcs[PROFILE_DEPTH];
	int n = traceback_stack(g, pcs, PROFILE_DEPTH);

	put_record(&all->words, NULL, 0, pcs, n);
	if (all->n_labels < all->max_labels)
		barrier_write(&all->labels[all->n_labels], g->labels);
	all->n_labels++;
}

intptr_t runtime_goroutine_records(uint64_t *at, intptr_t max, void **labels, intptr_t max_labels,
				   intptr_t *count) GO_SYMBOL("runtime.goroutineRecords");

// As runtime.profileRecords, the caller first, with *count the number of goroutines, whose labels
// go to `labels`: useless if that is more than max_labels.
intptr_t runtime_goroutine_records(uint64_t *at, intptr_t max, void **labels, intptr_t max_labels,
				   intptr_t *count)
{
	Goroutines all = {{at, 0, (size_t)max}, labels, 0, (size_t)max_labels};

	sched_stop_world("goroutine profile");
	put_goroutine(getg(), &all);
	traceback_each(put_goroutine, &all);
	sched_start_world();
	*count = (intptr_t)all.n_labels;
	return (intptr_t)all.words.n;
}

void *runtime_get_labels(void) GO_SYMBOL("runtime.pprof.getLabels");
void runtime_set_labels(void *labels) GO_SYMBOL("runtime.pprof.setLabels");

void *runtime_get_labels(void)
{
	return getg()->labels;
}

// A place outside the heap: the barrier would not shade what was there.
void runtime_set_labels(void *labels)
{
	G *g = getg();

	shade(g->labels);
	shade(labels);
	g->labels = labels;
}

// --- names ---------------------------------------------------------------------------------------

// Functions of which the C library has several, chosen when the program starts: the chosen ones
// have no symbols.  They are short, so an address belongs to the nearest one below.
static const char *chosen_function(uintptr_t pc, uintptr_t after)
{
	static const char *const names[] = {"memmove", "memcpy", "memset", "memcmp", "memchr",
					    "memrchr", "memmem", "strlen", "strcmp", "strchr"};
	enum { LONGEST = 4096 };
	const char *best = NULL;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		uintptr_t at = (uintptr_t)dlsym(RTLD_DEFAULT, names[i]);
		if (at && at <= pc && pc - at < LONGEST && at > after) {
			best = names[i];
			after = at;
		}
	}
	return best;
}

extern const char __executable_start[], _end[]; // the program, by the linker

static GoString go_string(const char *s)
{
	return (GoString){(const uint8_t *)s, (intptr_t)strlen(s)};
}

// Code of a shared library; what the loader knows lives as long as the process.
static bool library_frame(uintptr_t pc, PcInfo *info)
{
	Dl_info dl = {0};
	const char *name;

	if (pc >= (uintptr_t)__executable_start && pc < (uintptr_t)_end) {
		*info = (PcInfo){0}; // a jump to a library: the caller's time
		return true;
	}
	if (!dladdr((void *)pc, &dl) || !dl.dli_fname)
		return false;
	name = chosen_function(pc, (uintptr_t)dl.dli_saddr);
	if (!name)
		name = dl.dli_sname ? dl.dli_sname : "?";
	*info = (PcInfo){go_string(name), go_string(dl.dli_fname), 0, 0, (uintptr_t)dl.dli_saddr};
	return true;
}

enum { FRAME_NONE, FRAME_GO, FRAME_C, FRAME_LIBRARY }; // as package internal/frames numbers them

typedef struct {
	GoString name, file;
	intptr_t line, start_line;
	uintptr_t entry;
} GoPcInfo;
intptr_t pprof_frame(uintptr_t pc, intptr_t index, GoPcInfo *out)
    GO_SYMBOL("internal.frames.frame");

// What stands at return address pc, index as in symtab_pc(): in Go; in the runtime's C or a
// library, the name being then that of the symbol; or nothing (more).
intptr_t pprof_frame(uintptr_t pc, intptr_t index, GoPcInfo *out)
{
	bool go = symtab_is_go(pc);
	int where = go ? FRAME_GO : FRAME_C;
	PcInfo info;

	if (!go && !symtab_entry(pc - 1)) {
		if (index > 0 || !library_frame(pc - 1, &info))
			return FRAME_NONE;
		where = FRAME_LIBRARY;
	} else if (!symtab_pc(pc, (int)index, &info)) {
		return FRAME_NONE;
	}
	*out = (GoPcInfo){info.name, info.file, info.line, info.start_line, info.entry};
	return where;
}
