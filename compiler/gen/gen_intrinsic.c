// gen_intrinsic.c - library functions that become instructions.
//
// The atomics have no other body; the rest are functions whose Go bodies give the same bits.

#include <string.h>
#include "gen_body.h"

typedef struct {
	Fn *f;
	Val *args;
	Type *result;          // type of the first result or NULL
	Val *out;
	int arg;               // from the table
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

// --- sync/atomic --------------------------------------------------------------------------------

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

static void keep_alive(Intrinsic *i)
{
	gen_keep_alive(i->f, i->args[0].v[1]);
	*i->out = (Val){0};
}

// --- the table: a name stands for itself and the given suffixes ----------------------------------

static const struct {
	const char *pkg, *name, *suffixes;
	void (*emit)(Intrinsic *);
	int arg;
} table[] = {
#define INTS "Int32 Int64 Uint32 Uint64 Uintptr"
	{"sync/atomic", "Add", INTS, atomic_new, LLVMAtomicRMWBinOpAdd},
	{"sync/atomic", "And", INTS, atomic_old, LLVMAtomicRMWBinOpAnd},
	{"sync/atomic", "Or", INTS, atomic_old, LLVMAtomicRMWBinOpOr},
	{"sync/atomic", "Swap", INTS, atomic_old, LLVMAtomicRMWBinOpXchg},
	{"sync/atomic", "CompareAndSwap", INTS, atomic_cas, 0},
	{"sync/atomic", "Load", INTS " Pointer", atomic_load, 0},
	{"sync/atomic", "Store", INTS, atomic_store, 0},
#undef INTS
	{"math", "Sqrt", "", math_unary, 0},
	{"math", "sqrt", "", math_unary, 0},
	{"math", "Abs", "", math_unary, 1},
	{"math", "Copysign", "", math_copysign, 0},
	{"math/bits", "TrailingZeros", " 8 16 32 64", bits_trailing, 0},
	{"math/bits", "LeadingZeros", " 8 16 32 64", bits_leading, 0},
	{"math/bits", "Len", " 8 16 32 64", bits_len, 0},
	{"math/bits", "OnesCount", " 8 16 32 64", bits_count, 0},
	{"math/bits", "ReverseBytes", " 16 32 64", bits_swap, 0},
	{"math/bits", "RotateLeft", " 8 16 32 64", bits_rotate, 0},
	{"math/bits", "Add", " 64", bits_carry, 0},
	{"math/bits", "Sub", " 64", bits_carry, 1},
	{"math/bits", "Mul", " 64", bits_mul, 0},
	{"runtime", "KeepAlive", "", keep_alive, 0},
};

// Is suffix one of the blank-separated words of list?  A leading blank stands for the empty word.
static bool has_suffix(const char *list, const char *suffix)
{
	size_t n = strlen(suffix);
	if (n == 0)
		return *list == '\0' || *list == ' ';
	for (const char *p = list; (p = strstr(p, suffix)) != NULL; p += n)
		if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

static int find(const Func *callee)
{
	if (!callee || !callee->pkg || !callee->pkg->is_std || callee->recv || callee->lit)
		return -1;
	const char *path = callee->pkg->path, *name = callee->obj->sym;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t n = strlen(table[i].name);
		if (strcmp(path, table[i].pkg) == 0 && strncmp(name, table[i].name, n) == 0 &&
		    has_suffix(table[i].suffixes, name + n))
			return (int)i;
	}
	return -1;
}

bool gen_is_intrinsic(const Func *f)
{
	return find(f) >= 0;
}

bool gen_intrinsic(Fn *f, Node *call, Val *out)
{
	Func *callee = gen_static_callee(call);
	int found = find(callee);
	if (found < 0)
		return false;
	Val args[3];
	for (int i = 0; i < call->list.len; i++)
		args[i] = gen_expr(f, call->list.at[i]);
	Type *t = callee->type->nresults ? callee->type->results[0] : NULL;
	gen_position(f, call->pos);
	table[found].emit(&(Intrinsic){f, args, t, out, table[found].arg});
	return true;
}
