// gen_store.c - stores, and the write barrier.
//
// While the collector marks, a pointer must not be written into the heap unseen: both the
// overwritten and the new pointer are shaded (runtime/barrier.c says why).  A store of a pointer
// leaf is therefore
//
//     window:  cmpl $0, barrier_enabled ; jne past ; mov value, (slot) ; past:
//              jne -> call barrier_write(slot, value)     the cold part: shades and stores
//
// The window is one inline asm.  The collector switches the flag only while all goroutines stand at
// safe points, and the preemption handler never stops one inside a window, so test and store cannot
// be torn apart.  If the goroutine is stopped behind the window with the flag seen set,
// barrier_write is still right whatever the flag has become.
//
// No barrier: stores into this function's frame (stacks are scanned; gen_place.c knows which
// pointers lead there), of leaves that never point into the heap, and of zero into memory known to
// hold zero.  Values of memory type with pointers go through barrier_typedmove and
// barrier_typedclear.
//
// To LLVM the asm is a store to *slot and nothing else: its memory effects are declared as such, or
// every load behind a pointer store would have to be repeated.

#include <string.h>
#include "gen_body.h"

// Memory effects as LLVM encodes them in the `memory` attribute: two bits a location.
enum { ARGMEM_WRITE = 2, ARGMEM_BOTH = 3, INACCESSIBLE_READ = 1 << 2, INACCESSIBLE_BOTH = 3 << 2 };

// slot and value are the call's first two arguments; only slot is written through.
static void store_effects(Gen *g, LLVMValueRef call, uint64_t effects)
{
	LLVMAddCallSiteAttribute(call, LLVMAttributeFunctionIndex,
				 gen_enum_attr(g, "memory", effects));
	LLVMAddCallSiteAttribute(call, LLVMAttributeFunctionIndex,
				 gen_enum_attr(g, "willreturn", 0));
	LLVMAddCallSiteAttribute(call, 1, gen_enum_attr(g, "nocapture", 0));
	LLVMAddCallSiteAttribute(call, 2, gen_enum_attr(g, "readnone", 0));
}

static LLVMValueRef barrier_window(Fn *f, LLVMValueRef slot, LLVMValueRef value)
{
	static const char text[] = "cmpl $$0, barrier_enabled(%rip)\n\t"
				   "jne 1f\n\t"
				   "movq $2, ($1)\n"
				   "1:";
	static const char constraints[] = "={@ccne},r,r,~{dirflag},~{fpsr},~{flags}";
	Gen *g = f->g;
	LLVMTypeRef type = LLVMFunctionType(g->i8, (LLVMTypeRef[]){g->ptr, g->ptr}, 2, false);
	LLVMValueRef window =
	    LLVMGetInlineAsm(type, text, sizeof text - 1, constraints, sizeof constraints - 1,
			     false, false, LLVMInlineAsmDialectATT, false);
	LLVMValueRef r = LLVMBuildCall2(f->b, type, window, (LLVMValueRef[]){slot, value}, 2, "");
	store_effects(g, r, ARGMEM_WRITE | INACCESSIBLE_READ);
	return LLVMBuildICmp(f->b, LLVMIntNE, r, gen_int8(g, 0), "");
}

static void barrier_store(Fn *f, LLVMValueRef slot, LLVMValueRef value)
{
	LLVMValueRef skipped = barrier_window(f, slot, value);
	LLVMBasicBlockRef slow = gen_block(f, "barrier"), next = gen_block(f, "stored");
	gen_cold_br(f, skipped, slow, next);
	gen_start(f, slow);
	LLVMValueRef call = GEN_RT(f, "barrier_write", slot, value);
	gen_mark_barrier(f, call);
	store_effects(f->g, call, ARGMEM_BOTH | INACCESSIBLE_BOTH);
	gen_br(f, next);
	gen_start(f, next);
}

static void store_leaf(Fn *f, Addr *to, TypeInfo *ti, int i, LLVMValueRef value)
{
	LLVMValueRef slot = gen_gep(f, to->ptr, ti->offset[i]);
	bool barrier = ti->kind[i] == LEAF_POINTER && !to->local && f->g->barriers;
	if (barrier && !(to->fresh && LLVMIsNull(value)))
		barrier_store(f, slot, value);
	else
		LLVMBuildStore(f->b, value, slot);
}

void gen_memcpy(Fn *f, LLVMValueRef to, LLVMValueRef from, int64_t n, int64_t align)
{
	if (n)
		LLVMBuildMemCpy(f->b, to, (unsigned)align, from, (unsigned)align, gen_int(f->g, n));
}

void gen_memzero(Fn *f, LLVMValueRef p, int64_t n, int64_t align)
{
	if (n)
		LLVMBuildMemSet(f->b, p, gen_int8(f->g, 0), gen_int(f->g, n), (unsigned)align);
}

// A value of memory type goes there through the runtime.
static bool moves_pointers(const Fn *f, const Addr *to)
{
	return !to->local && f->g->barriers && type_has_pointers(to->type);
}

void gen_store(Fn *f, Addr to, Val v)
{
	TypeInfo *ti = gen_type(f->g, to.type);
	for (int i = 0; i < ti->nleaves; i++)
		store_leaf(f, &to, ti, i, v.v[i]);
	if (ti->nleaves >= 0)
		return;
	if (moves_pointers(f, &to))
		gen_mark_barrier(f, GEN_RT(f, "barrier_typedmove",
					   gen_type_descriptor(f->g, to.type), to.ptr, v.v[0]));
	else
		gen_memcpy(f, to.ptr, v.v[0], type_size(to.type), type_align(to.type));
}

void gen_store_zero(Fn *f, Addr to)
{
	TypeInfo *ti = gen_type(f->g, to.type);
	if (to.fresh)
		return;
	for (int i = 0; i < ti->nleaves; i++)
		store_leaf(f, &to, ti, i, LLVMConstNull(ti->leaf[i]));
	if (ti->nleaves >= 0)
		return;
	if (moves_pointers(f, &to))
		gen_mark_barrier(
		    f, GEN_RT(f, "barrier_typedclear", gen_type_descriptor(f->g, to.type), to.ptr));
	else
		gen_memzero(f, to.ptr, type_size(to.type), type_align(to.type));
}

void gen_init(Fn *f, Type *t, LLVMValueRef frame_ptr, Val v)
{
	gen_store(f, (Addr){.type = t, .ptr = frame_ptr, .local = true}, v);
}
