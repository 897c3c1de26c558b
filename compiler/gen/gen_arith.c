// gen_arith.c - operators on numbers and strings.
//
// Where the hardware, or LLVM, would trap or leave a result undefined, the language defines one:
// the most negative integer divided by -1 is itself, remainder 0; a shift by the width or more
// gives what shifting one bit at a time would.

#include "gen_body.h"

static LLVMValueRef zero_like(LLVMValueRef v)
{
	return LLVMConstNull(LLVMTypeOf(v));
}

// --- division ------------------------------------------------------------------------------------

static LLVMValueRef signed_division(Fn *f, bool rem, LLVMValueRef a, LLVMValueRef b)
{
	LLVMBuilderRef ir = f->b;
	if (LLVMIsAConstantInt(b) && LLVMConstIntGetSExtValue(b) != -1)
		return rem ? LLVMBuildSRem(ir, a, b, "") : LLVMBuildSDiv(ir, a, b, "");
	LLVMTypeRef t = LLVMTypeOf(a);
	LLVMValueRef minus =
	    LLVMBuildICmp(ir, LLVMIntEQ, b, LLVMConstInt(t, (uint64_t)-1, true), "");
	LLVMValueRef safe = LLVMBuildSelect(ir, minus, LLVMConstInt(t, 1, false), b, "");
	if (rem)
		return LLVMBuildSRem(ir, a, safe, ""); // a % 1 is 0, as a % -1 is
	LLVMValueRef q = LLVMBuildSDiv(ir, a, safe, "");
	return LLVMBuildSelect(ir, minus, LLVMBuildNeg(ir, q, ""), q, "");
}

static LLVMValueRef int_division(Fn *f, bool rem, bool is_unsigned, LLVMValueRef a, LLVMValueRef b)
{
	if (!LLVMIsAConstantInt(b) || LLVMIsNull(b))
		gen_panic_if(f, LLVMBuildICmp(f->b, LLVMIntEQ, b, zero_like(b), ""), "panic_divide",
			     NULL, 0);
	if (!is_unsigned)
		return signed_division(f, rem, a, b);
	return rem ? LLVMBuildURem(f->b, a, b, "") : LLVMBuildUDiv(f->b, a, b, "");
}

// --- arithmetic ----------------------------------------------------------------------------------

static LLVMValueRef int_op(Fn *f, Op op, bool is_unsigned, LLVMValueRef a, LLVMValueRef b)
{
	switch (op) {
	case OADD:
		return LLVMBuildAdd(f->b, a, b, "");
	case OSUB:
		return LLVMBuildSub(f->b, a, b, "");
	case OMUL:
		return LLVMBuildMul(f->b, a, b, "");
	case ODIV:
	case OMOD:
		return int_division(f, op == OMOD, is_unsigned, a, b);
	case OAND:
		return LLVMBuildAnd(f->b, a, b, "");
	case OOR:
		return LLVMBuildOr(f->b, a, b, "");
	case OXOR:
		return LLVMBuildXor(f->b, a, b, "");
	case OANDNOT:
		return LLVMBuildAnd(f->b, a, LLVMBuildNot(f->b, b, ""), "");
	default:
		bug("integer operator %s", op_names[op]);
	}
}

static LLVMValueRef float_op(Fn *f, Op op, LLVMValueRef a, LLVMValueRef b)
{
	switch (op) {
	case OADD:
		return LLVMBuildFAdd(f->b, a, b, "");
	case OSUB:
		return LLVMBuildFSub(f->b, a, b, "");
	case OMUL:
		return LLVMBuildFMul(f->b, a, b, "");
	case ODIV:
		return LLVMBuildFDiv(f->b, a, b, "");
	default:
		bug("float operator %s", op_names[op]);
	}
}

static LLVMValueRef as_f64(Fn *f, LLVMValueRef v)
{
	return LLVMTypeOf(v) == f->g->f64 ? v : LLVMBuildFPExt(f->b, v, f->g->f64, "");
}

// By the runtime, in 128 bits whatever the type, since the special cases are many.
static Val complex_division(Fn *f, Type *t, Val a, Val b)
{
	LLVMValueRef out = gen_alloca(f, LLVMArrayType2(f->g->f64, 2), "");
	GEN_RT(f, "complex_divide", out, as_f64(f, a.v[0]), as_f64(f, a.v[1]), as_f64(f, b.v[0]),
	       as_f64(f, b.v[1]));
	Val q = gen_load_at(f, types[T_COMPLEX128], out);
	LLVMTypeRef leaf = gen_type(f->g, t)->leaf[0];
	for (int i = 0; i < 2 && leaf == f->g->f32; i++)
		q.v[i] = LLVMBuildFPTrunc(f->b, q.v[i], leaf, "");
	return gen_retype(q, t);
}

// In 128 bits too, as Go does: the differences of products lose less.
static Val complex_product(Fn *f, Type *t, Val a, Val b)
{
	LLVMBuilderRef ir = f->b;
	LLVMTypeRef leaf = gen_type(f->g, t)->leaf[0];
	LLVMValueRef ar = as_f64(f, a.v[0]), ai = as_f64(f, a.v[1]), br = as_f64(f, b.v[0]),
		     bi = as_f64(f, b.v[1]);
	Val r = {.type = t};
	r.v[0] =
	    LLVMBuildFSub(ir, LLVMBuildFMul(ir, ar, br, ""), LLVMBuildFMul(ir, ai, bi, ""), "");
	r.v[1] =
	    LLVMBuildFAdd(ir, LLVMBuildFMul(ir, ar, bi, ""), LLVMBuildFMul(ir, ai, br, ""), "");
	for (int i = 0; i < 2 && leaf == f->g->f32; i++)
		r.v[i] = LLVMBuildFPTrunc(ir, r.v[i], leaf, "");
	return r;
}

static Val complex_op(Fn *f, Op op, Type *t, Val a, Val b)
{
	if (op == ODIV)
		return complex_division(f, t, a, b);
	Val r = {.type = t};
	if (op != OMUL) {
		r.v[0] = float_op(f, op, a.v[0], b.v[0]);
		r.v[1] = float_op(f, op, a.v[1], b.v[1]);
		return r;
	}
	return complex_product(f, t, a, b);
}

static Val concat2(Fn *f, Type *t, Val a, Val b)
{
	LLVMTypeRef pair = LLVMArrayType2(gen_memtype(f->g, types[T_STRING]), 2);
	LLVMValueRef strings = gen_alloca(f, pair, "");
	gen_init(f, types[T_STRING], strings, a);
	gen_init(f, types[T_STRING], gen_gep(f, strings, 16), b);
	return gen_pair(f, t,
			GEN_RT(f, "string_concat", gen_null(f->g), strings, gen_int(f->g, 2)));
}

Val gen_arith(Fn *f, Op op, Type *t, Val a, Val b)
{
	if (type_is_string(t))
		return concat2(f, t, a, b);
	if (type_is_complex(t))
		return complex_op(f, op, t, a, b);
	if (type_is_float(t))
		return gen_val1(t, float_op(f, op, a.v[0], b.v[0]));
	return gen_val1(t, int_op(f, op, type_is_unsigned(t), a.v[0], b.v[0]));
}

// --- shifts --------------------------------------------------------------------------------------

static LLVMValueRef shift_by(Fn *f, Op op, bool is_unsigned, LLVMValueRef a, LLVMValueRef n)
{
	if (op == OLSH)
		return LLVMBuildShl(f->b, a, n, "");
	return is_unsigned ? LLVMBuildLShr(f->b, a, n, "") : LLVMBuildAShr(f->b, a, n, "");
}

// The count n, of any width, in the type of the shifted operand; exact when it is below the width.
static LLVMValueRef fit_count(Fn *f, LLVMValueRef n, LLVMTypeRef t)
{
	unsigned have = LLVMGetIntTypeWidth(LLVMTypeOf(n)), want = LLVMGetIntTypeWidth(t);
	if (have == want)
		return n;
	return have > want ? LLVMBuildTrunc(f->b, n, t, "") : LLVMBuildZExt(f->b, n, t, "");
}

Val gen_shift(Fn *f, Op op, Val a, Val count, bool bounded)
{
	LLVMValueRef x = a.v[0], n = count.v[0];
	LLVMTypeRef t = LLVMTypeOf(x);
	unsigned width = LLVMGetIntTypeWidth(t);
	bool is_unsigned = type_is_unsigned(a.type);
	if (!type_is_unsigned(count.type) && !LLVMIsAConstantInt(n))
		gen_panic_if(f, LLVMBuildICmp(f->b, LLVMIntSLT, n, zero_like(n), ""), "panic_shift",
			     NULL, 0);
	if (bounded)
		return gen_val1(a.type, shift_by(f, op, is_unsigned, x, fit_count(f, n, t)));
	LLVMValueRef limit = LLVMConstInt(LLVMTypeOf(n), width - 1, false);
	LLVMValueRef in_range = LLVMBuildICmp(f->b, LLVMIntULE, n, limit, "");
	if (op == ORSH && !is_unsigned) {
		n = LLVMBuildSelect(f->b, in_range, n, limit, "");
		return gen_val1(a.type, LLVMBuildAShr(f->b, x, fit_count(f, n, t), ""));
	}
	// A shift by too much gives poison; select with a constant 0 does not look at it.
	LLVMValueRef r = shift_by(f, op, is_unsigned, x, fit_count(f, n, t));
	return gen_val1(a.type, LLVMBuildSelect(f->b, in_range, r, zero_like(x), ""));
}

// --- unary ---------------------------------------------------------------------------------------

Val gen_unary(Fn *f, Node *n)
{
	Val v = gen_expr(f, n->x);
	if (n->op == OPLUS)
		return v;
	if (n->op == OBITNOT)
		return gen_val1(n->type, LLVMBuildNot(f->b, v.v[0], ""));
	if (type_is_integer(n->type))
		return gen_val1(n->type, LLVMBuildNeg(f->b, v.v[0], ""));
	Val r = {.type = n->type};
	for (int i = 0; i < (type_is_complex(n->type) ? 2 : 1); i++)
		r.v[i] = LLVMBuildFNeg(f->b, v.v[i], "");
	return r;
}

// --- comparison ----------------------------------------------------------------------------------

static LLVMIntPredicate int_predicate(Op op, bool is_unsigned)
{
	switch (op) {
	case OLT:
		return is_unsigned ? LLVMIntULT : LLVMIntSLT;
	case OLE:
		return is_unsigned ? LLVMIntULE : LLVMIntSLE;
	case OGT:
		return is_unsigned ? LLVMIntUGT : LLVMIntSGT;
	case OGE:
		return is_unsigned ? LLVMIntUGE : LLVMIntSGE;
	default:
		bug("comparison %s", op_names[op]);
	}
}

static LLVMRealPredicate float_predicate(Op op)
{
	return op == OLT   ? LLVMRealOLT
	       : op == OLE ? LLVMRealOLE
	       : op == OGT ? LLVMRealOGT
			   : LLVMRealOGE;
}

// An i1.
static LLVMValueRef compare(Fn *f, Op op, Val a, Val b)
{
	if (op == OEQ || op == ONE) {
		LLVMValueRef eq = gen_equal(f, a, b);
		return op == OEQ ? eq : LLVMBuildNot(f->b, eq, "");
	}
	if (type_is_float(a.type))
		return LLVMBuildFCmp(f->b, float_predicate(op), a.v[0], b.v[0], "");
	if (!type_is_string(a.type))
		return LLVMBuildICmp(f->b, int_predicate(op, type_is_unsigned(a.type)), a.v[0],
				     b.v[0], "");
	LLVMValueRef r = GEN_RT(f, "string_compare", a.v[0], a.v[1], b.v[0], b.v[1]);
	return LLVMBuildICmp(f->b, int_predicate(op, false), r, gen_int(f->g, 0), "");
}

// x == nil, for any kind of x: its first word tells.
static LLVMValueRef is_nil(Fn *f, Node *x)
{
	return LLVMBuildIsNull(f->b, gen_expr(f, x).v[0], "");
}

// iface == concrete without boxing the concrete value: same dynamic type, then same value.
static LLVMValueRef mixed_equal(Fn *f, Node *iface, Node *concrete)
{
	Val i = gen_expr(f, iface);
	Val c = gen_stable(f, gen_expr(f, concrete));
	LLVMBasicBlockRef same = gen_block(f, "same"), join = gen_block(f, "join");
	LLVMValueRef holds = gen_holds_type(f, i, c.type);
	LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
	gen_cond_br(f, holds, same, join);
	gen_start(f, same);
	LLVMValueRef equal = gen_equal(f, gen_unbox(f, i, c.type), c);
	LLVMBasicBlockRef last = LLVMGetInsertBlock(f->b);
	gen_br(f, join);
	gen_start(f, join);
	LLVMValueRef phi = LLVMBuildPhi(f->b, f->g->i1, "");
	LLVMValueRef no = LLVMConstInt(f->g->i1, 0, false);
	LLVMAddIncoming(phi, (LLVMValueRef[]){no, equal}, (LLVMBasicBlockRef[]){from, last}, 2);
	return phi;
}

static bool boxes_concrete(const Node *n)
{
	return n->op == OCONVIFACE && !type_is_inter(n->x->type) && type_comparable_p(n->x->type);
}

LLVMValueRef gen_comparison(Fn *f, Node *n)
{
	bool equality = n->op == OEQ || n->op == ONE;
	LLVMValueRef eq = NULL;
	if (type_is_inter(n->x->type) && !type_is_inter(n->y->type) && n->y->op != ONIL)
		eq = mixed_equal(f, n->x, n->y);
	else if (type_is_inter(n->y->type) && !type_is_inter(n->x->type))
		eq = mixed_equal(f, n->y, n->x);
	else if (equality && n->y->op == ONIL)
		eq = is_nil(f, n->x);
	else if (equality && n->x->op == ONIL)
		eq = is_nil(f, n->y);
	else if (equality && boxes_concrete(n->y) && !boxes_concrete(n->x))
		eq = mixed_equal(f, n->x, n->y->x);
	else if (equality && boxes_concrete(n->x) && !boxes_concrete(n->y))
		eq = mixed_equal(f, n->y, n->x->x);
	if (eq)
		return n->op == OEQ ? eq : LLVMBuildNot(f->b, eq, "");
	Val a = gen_stable(f, gen_passing_string(f, n->x));
	return compare(f, n->op, a, gen_passing_string(f, n->y));
}

// --- min and max ---------------------------------------------------------------------------------

static LLVMValueRef float_minmax(Fn *f, bool max, LLVMValueRef a, LLVMValueRef b)
{
	const char *name = max ? "llvm.maximum" : "llvm.minimum";
	unsigned id = LLVMLookupIntrinsicID(name, 12);
	LLVMTypeRef t = LLVMTypeOf(a);
	LLVMValueRef fn = LLVMGetIntrinsicDeclaration(f->g->mod, id, &t, 1);
	return LLVMBuildCall2(f->b, LLVMGlobalGetValueType(fn), fn, (LLVMValueRef[]){a, b}, 2, "");
}

static Val minmax2(Fn *f, bool max, Val a, Val b)
{
	if (type_is_float(a.type))
		return gen_val1(a.type, float_minmax(f, max, a.v[0], b.v[0]));
	LLVMValueRef take_b = compare(f, max ? OGT : OLT, b, a);
	Val r = {.type = a.type};
	int leaves = gen_type(f->g, a.type)->nleaves;
	for (int i = 0; i < leaves; i++)
		r.v[i] = LLVMBuildSelect(f->b, take_b, b.v[i], a.v[i], "");
	return r;
}

Val gen_minmax(Fn *f, Node *n)
{
	Val r = gen_expr(f, n->list.at[0]);
	for (int i = 1; i < n->list.len; i++)
		r = minmax2(f, n->op == OMAX, r, gen_expr(f, n->list.at[i]));
	return gen_retype(r, n->type);
}
