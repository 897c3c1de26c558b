// gen_dead.c - what a frame no longer needs must not keep objects alive.
//
// The collector scans frames word by word and does not know which words are still in use.  So once
// a function's IR is final, each pointer that waits in the frame while calls are made gets
// liveness of its own, and is overwritten with nil where its last use has passed:
//
//   slots     allocas of which every use is known: loads, stores, copies and calls that do not keep
//             the address (gen_dead_slots.c).  Their pointer words are cleared.
//   values    pointers in SSA form that are live across a call.  LLVM would keep such a value in a
//             callee-saved register or a spill slot, and both stay as they are when the value is
//             dead.  It gets an alloca instead: stored once, loaded right before each use, cleared.
//
// A use that is a call reads the value first and then clears the slot: the callee has what it was
// given, and the caller no longer holds it (as in Go, where an argument's last use is the call).
//
// Both are one data-flow problem: an instruction reads or sets an item, an item is live where a
// read may follow.  Clearing what is dead cannot change what the program computes, whatever this
// file thinks of calls.  What must hold: no access of an item goes unseen (a slot whose
// address goes anywhere unknown is none), and a pointer derived from another keeps its object alive
// by itself, or the other has a later use (gen_keep_alive), which keeps it live here too.
//
// Where clearing pays.  At -O0 wherever a call follows.  At -O2 it must not cost a hot loop its
// registers, so an item is touched only if, when it is dead, the frame may stay for long: a call
// follows that waits (runtime.GC, channels, sleeping), or is made in a loop that the item is no
// part of, or the function is main.main.  Where a loop defines it again that is too late to matter,
// unless the loop itself waits: then what the last round left may stay.  A value used in a loop
// without calls keeps its register.  (-d=cleardead=1 clears wherever it may, for tests.)
//
// The frame of a function that defers may be entered a second time, behind its defer_enter(), from
// wherever it panicked: what is read from there on is never cleared (spare_recovered).  Deferred
// calls get at variables by addresses that they have kept, and such slots are no items.
//
// Left alone: allocas with lifetime markers, behind whose end another may have the place.

#include <stdlib.h>
#include <string.h>
#include "gen_dead.h"

static bool has(const uint64_t *set, int i)
{
	return set[i / 64] >> i % 64 & 1;
}

static void add(uint64_t *set, int i)
{
	set[i / 64] |= (uint64_t)1 << i % 64;
}

static void drop(uint64_t *set, int i)
{
	set[i / 64] &= ~((uint64_t)1 << i % 64);
}

static int block_number(Dead *d, LLVMBasicBlockRef bb)
{
	return (int)(intptr_t)ptrmap_get(&d->number, bb) - 1;
}

// --- values --------------------------------------------------------------------------------------

// Not from the heap for certain: an address in the frame.
static bool is_frame_address(LLVMValueRef v)
{
	while (LLVMIsAGetElementPtrInst(v))
		v = LLVMGetOperand(v, 0);
	return LLVMIsAAllocaInst(v) || LLVMIsAConstant(v);
}

static bool is_pointer(LLVMValueRef v)
{
	return LLVMGetTypeKind(LLVMTypeOf(v)) == LLVMPointerTypeKind;
}

static bool used_in_quick_loop(Dead *d, LLVMValueRef v)
{
	for (LLVMUseRef u = LLVMGetFirstUse(v); u; u = LLVMGetNextUse(u)) {
		LLVMBasicBlockRef bb = LLVMGetInstructionParent(LLVMGetUser(u));
		if (d->blocks[block_number(d, bb)].quick)
			return true;
	}
	return false;
}

static bool crosses_call(Dead *d, LLVMValueRef v, const void *stretch)
{
	if (used_in_quick_loop(d, v))
		return false;
	for (LLVMUseRef u = LLVMGetFirstUse(v); u; u = LLVMGetNextUse(u)) {
		LLVMValueRef user = LLVMGetUser(u);
		if (LLVMIsAPHINode(user) || ptrmap_get(&d->stretch, user) != stretch)
			return true;
	}
	return false;
}

// A phi reads at the ends of the blocks it is reached from.
static void value_events(Dead *d, LLVMValueRef v, int home)
{
	int item = dead_new_item(d, v, false);
	d->items[item].home = home;
	if (LLVMIsAInstruction(v))
		dead_event(d, v, item, SETS);
	for (LLVMUseRef u = LLVMGetFirstUse(v); u; u = LLVMGetNextUse(u)) {
		LLVMValueRef user = LLVMGetUser(u);
		if (!LLVMIsAPHINode(user)) {
			dead_event(d, user, item, READS);
			continue;
		}
		for (unsigned i = 0; i < LLVMCountIncoming(user); i++)
			if (LLVMGetIncomingValue(user, i) == v)
				dead_event(
				    d, LLVMGetBasicBlockTerminator(LLVMGetIncomingBlock(user, i)),
				    item, READS);
	}
}

static void find_values(Dead *d)
{
	static const char numbers[1]; // a stretch's number is an address
	const char *at = numbers + 1;
	for (int k = 0; k < d->nblocks; k++, at++)
		for (LLVMValueRef i = LLVMGetFirstInstruction(d->blocks[k].bb); i;
		     i = LLVMGetNextInstruction(i)) {
			ptrmap_set(&d->stretch, i, (void *)at);
			at += gen_ends_stretch(i);
		}
	at = numbers + 1;
	for (unsigned i = 0; i < LLVMCountParams(d->fn); i++) {
		LLVMValueRef p = LLVMGetParam(d->fn, i);
		if (is_pointer(p) && crosses_call(d, p, at))
			value_events(d, p, 0);
	}
	for (int k = 0; k < d->nblocks; k++, at++)
		for (LLVMValueRef i = LLVMGetFirstInstruction(d->blocks[k].bb); i;
		     i = LLVMGetNextInstruction(i)) {
			at += gen_ends_stretch(i);
			if (is_pointer(i) && !is_frame_address(i) && crosses_call(d, i, at))
				value_events(d, i, k);
		}
}

// --- liveness ------------------------------------------------------------------------------------

static uint64_t *new_set(size_t words)
{
	return arena_alloc((words ? words : 1) * sizeof(uint64_t));
}

static void local_sets(Dead *d, Block *b)
{
	for (LLVMValueRef i = b->end; i; i = LLVMGetPreviousInstruction(i))
		for (Event *e = ptrmap_get(&d->events, i); e; e = e->next) {
			if (!d->items[e->item].v)
				continue;
			add(b->maybe, e->item);
			if (e->access & SETS) {
				add(b->set, e->item);
				drop(b->read, e->item);
			}
			if (e->access & READS)
				add(b->read, e->item);
		}
}

static bool join(uint64_t *to, const uint64_t *from, size_t words)
{
	bool changed = false;
	for (size_t i = 0; i < words; i++) {
		changed |= (from[i] & ~to[i]) != 0;
		to[i] |= from[i];
	}
	return changed;
}

static bool flow_block(Dead *d, Block *b)
{
	bool changed = false;
	unsigned n = LLVMGetNumSuccessors(b->end);
	for (unsigned i = 0; i < n; i++) {
		Block *s = &d->blocks[block_number(d, LLVMGetSuccessor(b->end, i))];
		changed |= join(b->out, s->in, d->words);
		changed |= join(s->maybe, b->maybe, d->words);
		if (!b->calls_later && (s->calls || s->calls_later))
			changed = b->calls_later = true;
	}
	for (size_t i = 0; i < d->words; i++) {
		uint64_t in = b->read[i] | (b->out[i] & ~b->set[i]);
		changed |= in != b->in[i];
		b->in[i] = in;
	}
	return changed;
}

static void flow(Dead *d)
{
	d->words = (size_t)(d->nitems + 63) / 64;
	for (int k = 0; k < d->nblocks; k++) {
		Block *b = &d->blocks[k];
		b->read = new_set(d->words);
		b->set = new_set(d->words);
		b->in = new_set(d->words);
		b->out = new_set(d->words);
		b->maybe = new_set(d->words);
		local_sets(d, b);
	}
	for (bool changed = true; changed;) {
		changed = false;
		for (int k = d->nblocks; k-- > 0;)
			changed |= flow_block(d, &d->blocks[k]);
	}
}

static void spare(Dead *d, const uint64_t *set)
{
	for (int i = 0; i < d->nitems; i++)
		if (has(set, i))
			d->items[i].v = NULL;
}

// What is read when defer_enter has returned a second time.  Where the branch on its result is as
// it was made, that is what the one way needs; else what either does.
static void spare_recovered(Dead *d)
{
	if (!d->enter)
		return;
	Block *b = &d->blocks[block_number(d, LLVMGetInstructionParent(d->enter))];
	for (LLVMValueRef i = d->enter; i; i = LLVMGetNextInstruction(i))
		for (Event *e = ptrmap_get(&d->events, i); e; e = e->next)
			if (e->access & READS)
				d->items[e->item].v = NULL;
	int way = gen_way_recovered(b->end, d->enter);
	if (way < 0)
		spare(d, b->out);
	else
		spare(d, d->blocks[block_number(d, LLVMGetSuccessor(b->end, (unsigned)way))].in);
}

// --- which calls count ---------------------------------------------------------------------------

// Closes the sets of successors that are in place.
static void close_reach(Dead *d)
{
	for (bool changed = true; changed;) {
		changed = false;
		for (int k = d->nblocks; k-- > 0;) {
			Block *b = &d->blocks[k];
			unsigned n = LLVMGetNumSuccessors(b->end);
			for (unsigned i = 0; i < n; i++) {
				int to = block_number(d, LLVMGetSuccessor(b->end, i));
				if (has(b->reach, to))
					changed |=
					    join(b->reach, d->blocks[to].reach, d->block_words);
			}
		}
	}
}

static bool has_calls(const Block *b)
{
	for (LLVMValueRef i = LLVMGetFirstInstruction(b->bb); i; i = LLVMGetNextInstruction(i))
		if (gen_is_call(i))
			return true;
	return false;
}

// Blocks that control may come to from each; quick: by way of blocks without calls only.
static void find_reach(Dead *d, bool quick)
{
	d->block_words = (size_t)(d->nblocks + 63) / 64;
	for (int k = 0; k < d->nblocks; k++) {
		Block *b = &d->blocks[k];
		b->reach = new_set(d->block_words);
		unsigned n = quick && has_calls(b) ? 0 : LLVMGetNumSuccessors(b->end);
		for (unsigned i = 0; i < n; i++)
			add(b->reach, block_number(d, LLVMGetSuccessor(b->end, i)));
	}
	close_reach(d);
}

// The loops whose registers must not be touched: they make no calls.
static void find_quick_loops(Dead *d)
{
	find_reach(d, true);
	for (int k = 0; k < d->nblocks; k++)
		d->blocks[k].quick = has(d->blocks[k].reach, k);
}

static bool in_loop(Dead *d, int k)
{
	return has(d->blocks[k].reach, k);
}

static bool counts(Dead *d, int k, LLVMValueRef i)
{
	return gen_is_call(i) &&
	       (d->everywhere || d->always || d->stays || in_loop(d, k) || gen_waits(i));
}

// Is the block in a loop that waits?
static bool waits_in_loop(Dead *d, int k)
{
	for (int j = 0; j < d->nblocks; j++)
		if (d->blocks[j].waits && has(d->blocks[k].reach, j) && has(d->blocks[j].reach, k))
			return true;
	return false;
}

static void find_calls(Dead *d)
{
	bool any = false;
	for (int k = 0; k < d->nblocks; k++)
		for (LLVMValueRef i = LLVMGetFirstInstruction(d->blocks[k].bb); i;
		     i = LLVMGetNextInstruction(i)) {
			d->blocks[k].calls |= counts(d, k, i);
			any |= d->blocks[k].waits |= gen_is_call(i) && gen_waits(i);
		}
	for (int k = 0; k < d->nblocks && any; k++)
		d->blocks[k].slow = waits_in_loop(d, k);
}

// --- clearing ------------------------------------------------------------------------------------

// At -O2, not in a loop that defines the item again, unless it waits.
static void clear_before(Dead *d, int item, int k, LLVMValueRef i)
{
	Item *it = &d->items[item];
	if (!it->v)
		return;
	if (!d->everywhere && !d->always && in_loop(d, k) && !d->blocks[k].slow &&
	    (it->slot || has(d->blocks[k].reach, it->home)))
		return;
	it->wanted = true;
	Clear *c = NEW(Clear);
	*c = (Clear){item, i, d->clears};
	d->clears = c;
}

static LLVMValueRef after_phis(LLVMBasicBlockRef bb)
{
	LLVMValueRef i = LLVMGetFirstInstruction(bb);
	while (LLVMIsAPHINode(i))
		i = LLVMGetNextInstruction(i);
	return i;
}

// A value is read in front of the instruction, a slot by it.
static void clear_at(Dead *d, int k, LLVMValueRef i, const Event *e)
{
	bool before = !d->items[e->item].slot && !(e->access & SETS);
	if (!before && LLVMIsATerminatorInst(i))
		return;
	if (!before && LLVMIsAStoreInst(i) && LLVMIsNull(LLVMGetOperand(i, 0)))
		return;
	if (!before && LLVMIsAPHINode(i))
		i = LLVMGetPreviousInstruction(after_phis(LLVMGetInstructionParent(i)));
	clear_before(d, e->item, k, before ? i : LLVMGetNextInstruction(i));
}

static void clear_in_block(Dead *d, int k)
{
	Block *b = &d->blocks[k];
	uint64_t *live = new_set(d->words);
	memcpy(live, b->out, d->words * sizeof *live);
	bool later = b->calls_later;
	for (LLVMValueRef i = b->end; i; i = LLVMGetPreviousInstruction(i)) {
		bool call = counts(d, k, i);
		for (Event *e = ptrmap_get(&d->events, i); e; e = e->next) {
			Item *it = &d->items[e->item];
			if (!it->v)
				continue;
			if (!has(live, e->item) && (later || (call && !it->slot)))
				clear_at(d, k, i, e);
			if (e->access & SETS)
				drop(live, e->item);
			if (e->access & READS)
				add(live, e->item);
		}
		later |= call;
	}
}

// A phi is set at the place where what is dead on entry is cleared, and must come after that.
static bool set_on_entry(Dead *d, int item, int k)
{
	LLVMValueRef v = d->items[item].v;
	return v && d->items[item].home == k && !d->items[item].slot && LLVMIsAPHINode(v);
}

// What is dead here, though not at the end of the block control came from.
static void clear_on_entry(Dead *d, int from, int k)
{
	Block *p = &d->blocks[from], *b = &d->blocks[k];
	if (!b->calls && !b->calls_later)
		return;
	for (size_t w = 0; w < d->words; w++) {
		uint64_t dead = p->out[w] & p->maybe[w] & ~b->in[w];
		for (; dead; dead &= dead - 1) {
			int item = (int)w * 64 + __builtin_ctzll(dead);
			if (!set_on_entry(d, item, k))
				clear_before(d, item, k, after_phis(b->bb));
		}
	}
}

// At -O2, where a loop is left: what it defined, and leaves behind though long dead.
static void clear_on_exit(Dead *d, int from, int k)
{
	Block *p = &d->blocks[from], *b = &d->blocks[k];
	if (d->everywhere || !in_loop(d, from) || has(b->reach, from) ||
	    (!b->calls && !b->calls_later))
		return;
	for (int i = 0; i < d->nitems; i++) {
		Item *it = &d->items[i];
		if (it->v && !it->slot && has(p->maybe, i) && !has(b->in, i) &&
		    has(p->reach, it->home) && has(d->blocks[it->home].reach, from))
			clear_before(d, i, k, after_phis(b->bb));
	}
}

static void find_clears(Dead *d)
{
	for (int k = 0; k < d->nblocks; k++) {
		Block *b = &d->blocks[k];
		clear_in_block(d, k);
		unsigned n = LLVMGetNumSuccessors(b->end);
		for (unsigned i = 0; i < n; i++) {
			int to = block_number(d, LLVMGetSuccessor(b->end, i));
			clear_on_entry(d, k, to);
			clear_on_exit(d, k, to);
		}
	}
}

// --- rewriting -----------------------------------------------------------------------------------

static void before(Dead *d, LLVMValueRef i)
{
	LLVMPositionBuilderBefore(d->b, i);
	LLVMSetCurrentDebugLocation2(d->b, LLVMInstructionGetDebugLoc(i));
}

static LLVMValueRef load_before(Dead *d, Item *it, LLVMValueRef i)
{
	before(d, i);
	return LLVMBuildLoad2(d->b, d->g->ptr, it->memory, "");
}

static void replace_in_phi(Dead *d, Item *it, LLVMValueRef phi)
{
	for (unsigned i = 0; i < LLVMCountIncoming(phi); i++) {
		if (LLVMGetIncomingValue(phi, i) != it->v)
			continue;
		LLVMBasicBlockRef from = LLVMGetIncomingBlock(phi, i);
		LLVMValueRef p = load_before(d, it, LLVMGetBasicBlockTerminator(from));
		for (unsigned k = i; k < LLVMCountIncoming(phi); k++) // a switch comes twice
			if (LLVMGetIncomingBlock(phi, k) == from)
				LLVMSetOperand(phi, k, p);
	}
}

static void replace_in(Dead *d, Item *it, LLVMValueRef user)
{
	if (LLVMIsAPHINode(user)) {
		replace_in_phi(d, it, user);
		return;
	}
	LLVMValueRef p = load_before(d, it, user);
	int n = LLVMGetNumOperands(user);
	for (int i = 0; i < n; i++)
		if (LLVMGetOperand(user, (unsigned)i) == it->v)
			LLVMSetOperand(user, (unsigned)i, p);
}

static void move_to_memory(Dead *d, Item *it)
{
	LLVMBasicBlockRef entry = LLVMGetEntryBasicBlock(d->fn);
	LLVMPositionBuilderBefore(d->b, LLVMGetFirstInstruction(entry));
	LLVMSetCurrentDebugLocation2(d->b, NULL);
	it->memory = LLVMBuildAlloca(d->b, d->g->ptr, "");
	for (LLVMUseRef u; (u = LLVMGetFirstUse(it->v)) != NULL;)
		replace_in(d, it, LLVMGetUser(u));
	LLVMValueRef at;
	if (!LLVMIsAInstruction(it->v)) {
		at = LLVMGetFirstInstruction(entry);
		while (LLVMIsAAllocaInst(at))
			at = LLVMGetNextInstruction(at);
	} else if (LLVMIsAPHINode(it->v)) {
		at = after_phis(LLVMGetInstructionParent(it->v));
	} else {
		at = LLVMGetNextInstruction(it->v);
	}
	before(d, at);
	LLVMBuildStore(d->b, it->v, it->memory);
}

static void clear_words(Dead *d, LLVMTypeRef t, LLVMValueRef p, uint64_t at)
{
	switch (LLVMGetTypeKind(t)) {
	case LLVMPointerTypeKind: {
		LLVMValueRef i = gen_int(d->g, (int64_t)at);
		if (at)
			p = LLVMBuildInBoundsGEP2(d->b, d->g->i8, p, &i, 1, "");
		LLVMBuildStore(d->b, gen_null(d->g), p);
		break;
	}
	case LLVMArrayTypeKind: {
		uint64_t n = LLVMGetArrayLength2(t);
		LLVMTypeRef e = LLVMGetElementType(t);
		if (n == 0 || dead_count_pointers(e) == 0)
			break;
		for (uint64_t i = 0; i < n; i++)
			clear_words(d, e, p, at + i * LLVMABISizeOfType(d->g->layout, e));
		break;
	}
	case LLVMStructTypeKind:
		for (unsigned i = 0; i < LLVMCountStructElementTypes(t); i++)
			clear_words(d, LLVMStructGetTypeAtIndex(t, i), p,
				    at + LLVMOffsetOfElement(d->g->layout, t, i));
		break;
	default:
		break;
	}
}

static void rewrite(Dead *d)
{
	for (int i = 0; i < d->nitems; i++)
		if (d->items[i].wanted && !d->items[i].slot)
			move_to_memory(d, &d->items[i]);
	for (Clear *c = d->clears; c; c = c->next) {
		Item *it = &d->items[c->item];
		before(d, c->before);
		if (it->slot)
			clear_words(d, LLVMGetAllocatedType(it->v), it->v, 0);
		else
			LLVMBuildStore(d->b, gen_null(d->g), it->memory);
	}
}

// --- functions -----------------------------------------------------------------------------------

// False if the function is to be left alone: it makes no call that matters.
static bool survey(Dead *d)
{
	bool any = false;
	int n = (int)LLVMCountBasicBlocks(d->fn);
	if (n == 0 || n > MAX_BLOCKS)
		return false;
	d->blocks = arena_alloc((size_t)n * sizeof *d->blocks);
	for (LLVMBasicBlockRef bb = LLVMGetFirstBasicBlock(d->fn); bb;
	     bb = LLVMGetNextBasicBlock(bb)) {
		d->blocks[d->nblocks] = (Block){.bb = bb, .end = LLVMGetBasicBlockTerminator(bb)};
		ptrmap_set(&d->number, bb, (void *)(intptr_t)++d->nblocks);
		for (LLVMValueRef i = LLVMGetFirstInstruction(bb); i;
		     i = LLVMGetNextInstruction(i)) {
			if (!gen_is_call(i))
				continue;
			any = true;
			if (strcmp(gen_callee_name(i), "defer_enter") == 0)
				d->enter = i;
		}
	}
	return any;
}

// A pointer that paths bring together waits in a slot the fast register allocator would give it for
// itself: let it be one that is seen here.
static void phi_to_slot(Dead *d, LLVMValueRef phi)
{
	before(d, LLVMGetFirstInstruction(LLVMGetEntryBasicBlock(d->fn)));
	LLVMSetCurrentDebugLocation2(d->b, NULL);
	LLVMValueRef slot = LLVMBuildAlloca(d->b, d->g->ptr, "");
	for (unsigned i = 0; i < LLVMCountIncoming(phi); i++) {
		before(d, LLVMGetBasicBlockTerminator(LLVMGetIncomingBlock(phi, i)));
		LLVMBuildStore(d->b, LLVMGetIncomingValue(phi, i), slot);
	}
	before(d, after_phis(LLVMGetInstructionParent(phi)));
	LLVMReplaceAllUsesWith(phi, LLVMBuildLoad2(d->b, d->g->ptr, slot, ""));
	LLVMInstructionEraseFromParent(phi);
}

static void phis_to_slots(Dead *d)
{
	for (int k = 0; k < d->nblocks; k++) {
		LLVMValueRef next, i = LLVMGetFirstInstruction(d->blocks[k].bb);
		for (; LLVMIsAPHINode(i); i = next) {
			next = LLVMGetNextInstruction(i);
			if (is_pointer(i))
				phi_to_slot(d, i);
		}
	}
}

static void clear_function(Gen *g, LLVMValueRef fn)
{
	Dead d = {.g = g, .fn = fn};
	if (!survey(&d))
		return;
	d.everywhere = !g->opt->opt;
	d.always = options_debug(g->opt, "cleardead", 0);
	d.stays = gen_is_main(fn);
	d.b = LLVMCreateBuilderInContext(g->ctx);
	if (d.everywhere)
		phis_to_slots(&d);
	else if (!d.always)
		find_quick_loops(&d);
	find_reach(&d, false);
	find_calls(&d);
	dead_find_slots(&d);
	find_values(&d);
	if (d.nitems && (int64_t)d.nitems * d.nblocks <= MAX_BITS) {
		flow(&d);
		spare_recovered(&d);
		find_clears(&d);
		rewrite(&d);
	}
	LLVMDisposeBuilder(d.b);
}

void gen_clear_dead(Gen *g)
{
	for (LLVMValueRef fn = LLVMGetFirstFunction(g->mod); fn; fn = LLVMGetNextFunction(fn))
		clear_function(g, fn);
}
