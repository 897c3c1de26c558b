// gen_dead_slots.c - the slots of a frame whose every use is known, and what happens to them.
//
// A slot is usually written leaf by leaf.  A store to a part does not make what the slot held dead,
// since the rest may still be read; but a run of stores that between them write all its pointers,
// with no read in between, does: the first of them counts as setting the whole (complete_sets).
// That matters for a variable in a loop, which would else be live all the way round.

#include <string.h>
#include "gen_dead.h"

static Event *event_of(Dead *d, LLVMValueRef at, int item)
{
	Event *first = ptrmap_get(&d->events, at);
	for (Event *e = first; e; e = e->next)
		if (e->item == item)
			return e;
	Event *e = NEW(Event);
	*e = (Event){.item = item, .next = first};
	ptrmap_set(&d->events, at, e);
	return e;
}

void dead_event(Dead *d, LLVMValueRef at, int item, Access access)
{
	event_of(d, at, item)->access |= access;
}

int dead_new_item(Dead *d, LLVMValueRef v, bool slot)
{
	if (d->nitems == d->max_items) {
		int max = d->max_items ? 2 * d->max_items : 32;
		Item *items = arena_alloc((size_t)max * sizeof *items);
		if (d->nitems)
			memcpy(items, d->items, (size_t)d->nitems * sizeof *items);
		d->items = items;
		d->max_items = max;
	}
	d->items[d->nitems] = (Item){.v = v, .slot = slot};
	return d->nitems++;
}

// --- accesses ------------------------------------------------------------------------------------

static uint64_t bytes_of(Dead *d, LLVMTypeRef t)
{
	return LLVMABISizeOfType(d->g->layout, t);
}

enum { MAX_MASK = 64, UNKNOWN = -1 }; // words of a slot that are told apart; an offset in it

// The words from..to of a slot as a set.
static uint64_t word_range(uint64_t from, uint64_t to)
{
	if (from >= to || from >= MAX_MASK)
		return 0;
	uint64_t below = to >= MAX_MASK ? ~(uint64_t)0 : ((uint64_t)1 << to) - 1;
	return below & ~(((uint64_t)1 << from) - 1);
}

// An instruction writes so many bytes of the slot, from an offset on.
static void writes(Dead *d, int item, LLVMValueRef i, int64_t at, uint64_t bytes)
{
	Event *e = event_of(d, i, item);
	uint64_t all = bytes_of(d, LLVMGetAllocatedType(d->items[item].v));
	e->access |= at == 0 && bytes >= all ? SETS : TOUCHES;
	if (at != UNKNOWN)
		e->words |= word_range(((uint64_t)at + GEN_PTR_SIZE - 1) / GEN_PTR_SIZE,
				       ((uint64_t)at + bytes) / GEN_PTR_SIZE);
}

static bool memory_intrinsic(Dead *d, int item, LLVMValueRef call, LLVMValueRef p, int64_t at)
{
	const char *name = gen_callee_name(call);
	bool copies =
	    strncmp(name, "llvm.memcpy.", 12) == 0 || strncmp(name, "llvm.memmove.", 13) == 0;
	if (!copies && strncmp(name, "llvm.memset.", 12) != 0)
		return false;
	LLVMValueRef n = LLVMGetOperand(call, 2);
	if (LLVMGetOperand(call, 0) == p)
		writes(d, item, call, at, LLVMIsAConstantInt(n) ? LLVMConstIntGetZExtValue(n) : 0);
	if (copies && LLVMGetOperand(call, 1) == p)
		dead_event(d, call, item, READS);
	return true;
}

// The slot is what a case of select sends or receives.  One to receive into is a temporary that is
// read in its own clause only: when another case proceeds, what it holds does not matter.
static bool kept_in_cases(Dead *d, int item, LLVMValueRef place, int64_t where)
{
	int64_t at;
	LLVMValueRef cases = gen_cases_at(place, &at);
	if (!cases)
		return false;
	for (LLVMUseRef u = LLVMGetFirstUse(cases); u; u = LLVMGetNextUse(u)) {
		LLVMValueRef i = LLVMGetUser(u);
		if (gen_selects(i))
			dead_event(d, i, item,
				   gen_sends(i, at) ? READS
				   : where == 0     ? SETS
						    : TOUCHES);
	}
	return true;
}

static bool store_reaches(Dead *d, int item, LLVMValueRef store, LLVMValueRef p, int64_t at)
{
	LLVMValueRef value = LLVMGetOperand(store, 0);
	if (value == p)
		return kept_in_cases(d, item, LLVMGetOperand(store, 1), at);
	writes(d, item, store, at, bytes_of(d, LLVMTypeOf(value)));
	return true;
}

// The slot is a map's header, which an iterator keeps: whoever uses that reads it.
static bool read_by_iterator(Dead *d, int item, LLVMValueRef iter)
{
	for (LLVMUseRef u = LLVMGetFirstUse(iter); u; u = LLVMGetNextUse(u)) {
		LLVMValueRef i = LLVMGetUser(u);
		switch (LLVMGetInstructionOpcode(i)) {
		case LLVMLoad:
		case LLVMCall:
			dead_event(d, i, item, READS);
			break;
		case LLVMGetElementPtr:
			if (!read_by_iterator(d, item, i))
				return false;
			break;
		default:
			return false;
		}
	}
	return true;
}

// Results in memory, and what is received, are written whole and not read.  (Slots for what is
// received are temporaries of that type.)
static void given_to_call(Dead *d, int item, LLVMValueRef call, LLVMValueRef p, int64_t at)
{
	LLVMTypeRef result = gen_result_in(call, p);
	if (result)
		writes(d, item, call, at, bytes_of(d, result));
	else
		dead_event(d, call, item,
			   at == 0 && gen_receives(call, p) ? SETS : READS | TOUCHES);
}

static int64_t offset_of(LLVMValueRef gep, int64_t at)
{
	int64_t step;
	return at != UNKNOWN && gen_byte_step(gep, &step) ? at + step : UNKNOWN;
}

// Notes all accesses through p, the slot's address plus so much; false if there may be others.
static bool reaches(Dead *d, int item, LLVMValueRef p, int64_t at)
{
	for (LLVMUseRef u = LLVMGetFirstUse(p); u; u = LLVMGetNextUse(u)) {
		LLVMValueRef i = LLVMGetUser(u);
		bool known = false;
		switch (LLVMGetInstructionOpcode(i)) {
		case LLVMLoad:
			dead_event(d, i, item, READS);
			known = true;
			break;
		case LLVMStore:
			known = store_reaches(d, item, i, p, at);
			break;
		case LLVMGetElementPtr:
			known = reaches(d, item, i, offset_of(i, at));
			break;
		case LLVMCall:
			known = memory_intrinsic(d, item, i, p, at);
			if (!known && gen_is_call(i) && gen_forgets(i, p)) {
				given_to_call(d, item, i, p, at);
				known = true;
			}
			if (!known && gen_begins_iteration(i, p))
				known = read_by_iterator(d, item, LLVMGetOperand(i, 2));
			break;
		default:
			break;
		}
		if (!known)
			return false;
	}
	return true;
}

int dead_count_pointers(LLVMTypeRef t)
{
	switch (LLVMGetTypeKind(t)) {
	case LLVMPointerTypeKind:
		return 1;
	case LLVMArrayTypeKind: {
		uint64_t n = LLVMGetArrayLength2(t);
		int each = n ? dead_count_pointers(LLVMGetElementType(t)) : 0;
		return each && n > MAX_WORDS ? MAX_WORDS + 1 : each * (int)n;
	}
	case LLVMStructTypeKind: {
		int sum = 0;
		for (unsigned i = 0; i < LLVMCountStructElementTypes(t); i++)
			sum += dead_count_pointers(LLVMStructGetTypeAtIndex(t, i));
		return sum;
	}
	default:
		return 0;
	}
}

// The words of type t that are pointers, as a set; t begins at a word's offset.
static uint64_t pointer_words(Dead *d, LLVMTypeRef t, uint64_t at)
{
	uint64_t set = 0;
	switch (LLVMGetTypeKind(t)) {
	case LLVMPointerTypeKind:
		return word_range(at / GEN_PTR_SIZE, at / GEN_PTR_SIZE + 1);
	case LLVMArrayTypeKind: {
		uint64_t n = LLVMGetArrayLength2(t), each = bytes_of(d, LLVMGetElementType(t));
		for (uint64_t i = 0; i < n; i++)
			set |= pointer_words(d, LLVMGetElementType(t), at + i * each);
		return set;
	}
	case LLVMStructTypeKind:
		for (unsigned i = 0; i < LLVMCountStructElementTypes(t); i++)
			set |= pointer_words(d, LLVMStructGetTypeAtIndex(t, i),
					     at + LLVMOffsetOfElement(d->g->layout, t, i));
		return set;
	default:
		return 0;
	}
}

// --- sets in several steps -----------------------------------------------------------------------

// A run of stores to a slot, within a block.
typedef struct {
	LLVMBasicBlockRef bb;
	Event *first;
	uint64_t words;
} Run;

static void follow_run(const Item *it, Run *run, LLVMBasicBlockRef bb, Event *e)
{
	if (run->bb != bb || e->access & READS)
		*run = (Run){.bb = bb};
	if (e->access & READS || !e->words)
		return;
	if (!run->first)
		run->first = e;
	run->words |= e->words;
	if (it->pointers && (it->pointers & ~run->words) == 0) {
		run->first->access |= SETS;
		*run = (Run){.bb = bb};
	}
}

static void complete_sets(Dead *d)
{
	Run *runs = arena_alloc((size_t)(d->nitems + 1) * sizeof *runs);
	for (int k = 0; k < d->nblocks; k++) {
		LLVMBasicBlockRef bb = d->blocks[k].bb;
		LLVMValueRef i = LLVMGetFirstInstruction(bb);
		for (; i; i = LLVMGetNextInstruction(i))
			for (Event *e = ptrmap_get(&d->events, i); e; e = e->next)
				follow_run(&d->items[e->item], &runs[e->item], bb, e);
	}
}

void dead_find_slots(Dead *d)
{
	LLVMBasicBlockRef entry = LLVMGetEntryBasicBlock(d->fn);
	for (LLVMValueRef i = LLVMGetFirstInstruction(entry); i; i = LLVMGetNextInstruction(i)) {
		if (LLVMGetInstructionOpcode(i) != LLVMAlloca)
			continue;
		int n = dead_count_pointers(LLVMGetAllocatedType(i));
		if (n == 0 || n > MAX_WORDS)
			continue;
		int item = dead_new_item(d, i, true);
		if (!reaches(d, item, i, 0))
			d->items[item].v = NULL; // its events are void
		else if (bytes_of(d, LLVMGetAllocatedType(i)) <= MAX_MASK * GEN_PTR_SIZE)
			d->items[item].pointers = pointer_words(d, LLVMGetAllocatedType(i), 0);
	}
	complete_sets(d);
}
