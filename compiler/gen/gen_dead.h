// gen_dead.h - what the files gen_dead*.c share: the items of a function and what happens to them.

#ifndef VOLE_GEN_DEAD_H
#define VOLE_GEN_DEAD_H

#include "gen_body.h"

enum {
	MAX_WORDS = 32, // pointers of a slot that is cleared
	MAX_BLOCKS = 3000,
	MAX_BITS = 1 << 26 // items times blocks
};

typedef struct {
	LLVMValueRef v; // the alloca, or the value
	bool slot;
	bool wanted;       // a clear has been asked for
	int home;          // block of the definition
	uint64_t pointers; // of a slot: its words that are pointers; 0 if it has more than 64 words
	LLVMValueRef memory; // of a value: its alloca
} Item;

typedef enum { READS = 1, SETS = 2, TOUCHES = 4 } Access; // touches: sets a part

typedef struct Event {
	int item;
	Access access;
	uint64_t words;     // of a slot, written whole
	struct Event *next; // at the same instruction
} Event;

typedef struct Clear {
	int item;
	LLVMValueRef before; // instruction
	struct Clear *next;
} Clear;

typedef struct {
	LLVMBasicBlockRef bb;
	LLVMValueRef end;                // terminator
	uint64_t *read, *set, *in, *out; // items: read first, set first, live
	uint64_t *maybe;                 // may have been set at the end
	uint64_t *reach;                 // blocks
	bool calls, calls_later;         // such that clearing pays
	bool quick;                      // in a loop without calls
	bool waits, slow;                // makes a call that waits; is in a loop with such a block
} Block;

typedef struct {
	Gen *g;
	LLVMValueRef fn;
	LLVMBuilderRef b;
	Block *blocks;
	Item *items;
	int nblocks, nitems, max_items;
	size_t words, block_words; // of a set of items, of blocks
	PtrMap number;             // block -> its index + 1
	PtrMap events;             // instruction -> Event*
	PtrMap stretch;            // instruction -> number of its stretch without calls
	Clear *clears;
	LLVMValueRef enter; // the call of defer_enter, NULL if there is none
	bool everywhere;    // -O0: every call counts, loops are no different
	bool always;        // as at -O0, for tests
	bool stays;         // the frame itself stays for long: every call counts
} Dead;

// --- gen_dead_slots.c ----------------------------------------------------------------------------
int dead_new_item(Dead *d, LLVMValueRef v, bool slot);
void dead_event(Dead *d, LLVMValueRef at, int item, Access access);
int dead_count_pointers(LLVMTypeRef t); // more than MAX_WORDS: at least that many
void dead_find_slots(Dead *d);          // and their events

#endif
