// gen_intrinsic.c - library functions that become instructions.
//
// The atomics have no other body; the rest are functions whose Go bodies give the same bits.

#include <string.h>
#include "gen_body.h"

typedef struct {
	Fn *f;
	Val *args;
	Type *result; // type of the first result or NULL
	Val *out;
	int arg; // from the table
} Intrinsic;

static LLVMValueRef call_llvm(Fn *f, const char *name, LLVMTypeRef type, LLVMValueRef *args,
			      unsigned n)
{
	unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
	LLVMValueRef fn = LLVMGetIntrinsicDeclaration(f->g->mod, id, &type, 1);
	return LLVMBuildCall2(f->b, LLVMGlobalGetValueType(fn), fn, args, n, "");
}

static void result(Intrinsic *i, LLVMValueRef v)
{
	*i->out = gen_val1(i->result, v);
}

// --- sync/atomic ---------------------------------------------------------------------------------

static LLVMValueRef cell(Intrinsic *i)
{
	gen_nil_check(i->f, i->args[0].v[0]);
	return i->args[0].v[0];
}

static LLVMValueRef read_modify_write(Intrinsic *i)
{
	LLVMValueRef p = cell(i);
	return LLVMBuildAtomicRMW(i->f->b, (LLVMAtomicRMWBinOp)i->arg, p, i->args[1].v[0],
				  LLVMAtomicOrderingSequentiallyConsistent, false);
}

static void atomic_old(Intrinsic *i)
{
	result(i, read_modify_write(i));
}

static void atomic_new(Intrinsic *i)
{
	LLVMValueRef old = read_modify_write(i);
	result(i, LLVMBuildAdd(i->f->b, old, i->args[1].v[0], ""));
}

static void atomic_cas(Intrinsic *i)
{
	LLVMAtomicOrdering order = LLVMAtomicOrderingSequentiallyConsistent;
	LLVMValueRef p = cell(i);
	LLVMValueRef r = LLVMBuildAtomicCmpXchg(i->f->b, p, i->args[1].v[0], i->args[2].v[0], order,
						order, false);
	result(i,
	       LLVMBuildZExt(i->f->b, LLVMBuildExtractValue(i->f->b, r, 1, ""), i->f->g->i8, ""));
}

static void make_atomic(LLVMValueRef access, Type *t)
{
	LLVMSetOrdering(access, LLVMAtomicOrderingSequentiallyConsistent);
	LLVMSetAlignment(access, (unsigned)type_size(t));
}

static void atomic_load(Intrinsic *i)
{
	LLVMValueRef p = cell(i);
	LLVMValueRef v = LLVMBuildLoad2(i->f->b, gen_type(i->f->g, i->result)->leaf[0], p, "");
	make_atomic(v, i->result);
	result(i, v);
}

static void atomic_store(Intrinsic *i)
{
	LLVMValueRef p = cell(i);
	make_atomic(LLVMBuildStore(i->f->b, i->args[1].v[0], p), i->args[1].type);
	*i->out = (Val){0};
}

// --- math, math/bits -----------------------------------------------------------------------------

static void math_unary(Intrinsic *i)
{
	static const char *const names[] = {"llvm.sqrt", "llvm.fabs"};
	result(i, call_llvm(i->f, names[i->arg], i->f->g->f64, &i->args[0].v[0], 1));
}

static void math_copysign(Intrinsic *i)
{
	LLVMValueRef v[] = {i->args[0].v[0], i->args[1].v[0]};
	result(i, call_llvm(i->f, "llvm.copysign", i->f->g->f64, v, 2));
}

static LLVMValueRef as_int(Intrinsic *i, LLVMValueRef v)
{
	return LLVMTypeOf(v) == i->f->g->i64 ? v : LLVMBuildZExt(i->f->b, v, i->f->g->i64, "");
}

// llvm.ctlz and llvm.cttz give the width for 0.
static LLVMValueRef count_zeros(Intrinsic *i, const char *name)
{
	LLVMValueRef x = i->args[0].v[0];
	LLVMValueRef v[] = {x, LLVMConstInt(i->f->g->i1, 0, false)};
	return as_int(i, call_llvm(i->f, name, LLVMTypeOf(x), v, 2));
}

static int64_t width(Intrinsic *i)
{
	return LLVMGetIntTypeWidth(LLVMTypeOf(i->args[0].v[0]));
}

static void bits_trailing(Intrinsic *i)
{
	result(i, count_zeros(i, "llvm.cttz"));
}

static void bits_leading(Intrinsic *i)
{
	result(i, count_zeros(i, "llvm.ctlz"));
}

static void bits_len(Intrinsic *i)
{
	LLVMValueRef zeros = count_zeros(i, "llvm.ctlz");
	result(i, LLVMBuildSub(i->f->b, gen_int(i->f->g, width(i)), zeros, ""));
}

static void bits_count(Intrinsic *i)
{
	LLVMValueRef x = i->args[0].v[0];
	result(i, as_int(i, call_llvm(i->f, "llvm.ctpop", LLVMTypeOf(x), &x, 1)));
}

static void bits_swap(Intrinsic *i)
{
	LLVMValueRef x = i->args[0].v[0];
	result(i, call_llvm(i->f, "llvm.bswap", LLVMTypeOf(x), &x, 1));
}

static void bits_rotate(Intrinsic *i)
{
	LLVMValueRef x = i->args[0].v[0], n = i->args[1].v[0];
	if (width(i) < 64)
		n = LLVMBuildTrunc(i->f->b, n, LLVMTypeOf(x), "");
	result(i, call_llvm(i->f, "llvm.fshl", LLVMTypeOf(x), (LLVMValueRef[]){x, x, n}, 3));
}

static LLVMValueRef with_overflow(Intrinsic *i, const char *name, LLVMValueRef a, LLVMValueRef b,
				  LLVMValueRef *overflow)
{
	LLVMBuilderRef ir = i->f->b;
	LLVMValueRef r = call_llvm(i->f, name, LLVMTypeOf(a), (LLVMValueRef[]){a, b}, 2);
	*overflow = LLVMBuildExtractValue(ir, r, 1, "");
	return LLVMBuildExtractValue(ir, r, 0, "");
}

// Add64 and Sub64: two steps, of which at most one overflows.
static void bits_carry(Intrinsic *i)
{
	const char *name = i->arg ? "llvm.usub.with.overflow" : "llvm.uadd.with.overflow";
	LLVMValueRef o1, o2;
	LLVMValueRef r = with_overflow(i, name, i->args[0].v[0], i->args[1].v[0], &o1);
	r = with_overflow(i, name, r, i->args[2].v[0], &o2);
	LLVMValueRef o = LLVMBuildOr(i->f->b, o1, o2, "");
	i->out[0] = gen_val1(i->result, r);
	i->out[1] = gen_val1(i->result, LLVMBuildZExt(i->f->b, o, LLVMTypeOf(r), ""));
}

static void bits_mul(Intrinsic *i)
{
	LLVMBuilderRef ir = i->f->b;
	LLVMTypeRef wide = LLVMIntTypeInContext(i->f->g->ctx, 128), word = i->f->g->i64;
	LLVMValueRef p = LLVMBuildMul(ir, LLVMBuildZExt(ir, i->args[0].v[0], wide, ""),
				      LLVMBuildZExt(ir, i->args[1].v[0], wide, ""), "");
	LLVMValueRef high = LLVMBuildLShr(ir, p, LLVMConstInt(wide, 64, false), "");
	i->out[0] = gen_val1(i->result, LLVMBuildTrunc(ir, high, word, ""));
	i->out[1] = gen_val1(i->result, LLVMBuildTrunc(ir, p, word, ""));
}

// A bool is a byte that is 0 or 1.
static void bool_bits(Intrinsic *i)
{
	result(i, i->args[0].v[0]);
}

// The argument is what was converted to the interface: a box would hold it for as long as the frame
// stays.
static void keep_alive(Intrinsic *i)
{
	Val v = i->args[0];
	const TypeInfo *t = gen_type(i->f->g, v.type);
	if (t->nleaves < 0)
		gen_keep_alive(i->f, v.v[0]);
	for (int l = 0; l < t->nleaves; l++)
		if (t->leaf[l] == i->f->g->ptr)
			gen_keep_alive(i->f, v.v[l]);
	*i->out = (Val){0};
}

static const struct {
	void (*emit)(Intrinsic *);
	int arg;
} table[] = {
#define INTRINSIC(pkg, name, suffixes, emit, arg) {emit, arg},
#include "intrinsic.def"
#undef INTRINSIC
};

bool gen_intrinsic(Fn *f, Node *call, Val *out)
{
	Func *callee = tree_named_callee(call);
	int found = intrinsic_find(callee);
	if (found < 0)
		return false;
	Val args[3];
	for (int i = 0; i < call->list.len; i++) {
		Node *arg = call->list.at[i];
		bool kept = table[found].emit == keep_alive && arg->op == OCONVIFACE;
		args[i] = gen_expr(f, kept ? arg->x : arg);
	}
	Type *t = callee->type->nresults ? callee->type->results[0] : NULL;
	gen_position(f, call->pos);
	table[found].emit(&(Intrinsic){f, args, t, out, table[found].arg});
	return true;
}
