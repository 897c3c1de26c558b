// gen_expr.c - expressions: one case an operation, each a call into the file that knows it.

#include "gen_body.h"

// --- integers ------------------------------------------------------------------------------------

LLVMValueRef gen_widen(Fn *f, Val v)
{
	if (LLVMTypeOf(v.v[0]) == f->g->i64)
		return v.v[0];
	return type_is_unsigned(v.type) ? LLVMBuildZExt(f->b, v.v[0], f->g->i64, "")
					: LLVMBuildSExt(f->b, v.v[0], f->g->i64, "");
}

LLVMValueRef gen_int_operand(Fn *f, Node *n, bool *is_signed)
{
	*is_signed = !type_is_unsigned(n->type);
	return gen_widen(f, gen_expr(f, n));
}

// --- variables, fields, elements -----------------------------------------------------------------

static Val expr_name(Fn *f, Node *n)
{
	if (n->obj->kind == OBJ_FUNC)
		return gen_val1(n->type, gen_func_closure(f->g, n->obj->func));
	return gen_retype(gen_load(f, gen_var(f, n->obj)), n->type);
}

static Val string_index(Fn *f, Node *n)
{
	Val s = gen_expr(f, n->x);
	bool is_signed;
	LLVMValueRef i = gen_int_operand(f, n->y, &is_signed);
	LLVMValueRef check = NULL;
	if (!n->bounded)
		check = gen_bounds_check(f, i, is_signed, s.v[1], BOUNDS_INDEX, false);
	gen_mark_check(f, n, &check, 1);
	return gen_load(f, gen_element(f, n->type, s.v[0], i));
}

static Val array_index(Fn *f, Node *n)
{
	Val a = gen_expr(f, n->x);
	bool is_signed;
	LLVMValueRef i = gen_int_operand(f, n->y, &is_signed);
	int64_t len = n->x->type->under->len;
	LLVMValueRef check = NULL;
	if (!n->bounded)
		check = gen_bounds_check(f, i, is_signed, gen_int(f->g, len), BOUNDS_INDEX, false);
	gen_mark_check(f, n, &check, 1);
	if (gen_in_memory(f->g, a.type))
		return gen_load(f, gen_element(f, n->type, a.v[0], i));
	return len ? gen_only_element(f, a) : gen_zero(f, n->type);
}

static Val expr_index(Fn *f, Node *n)
{
	Kind k = n->x->type->under->kind;
	if (k == T_STRING)
		return string_index(f, n);
	if (k == T_ARRAY)
		return array_index(f, n);
	return gen_load(f, gen_addr(f, n));
}

static Val expr_addr(Fn *f, Node *n)
{
	Node *x = n->x;
	if (x->op == OSTRUCTLIT || x->op == OARRAYLIT || x->op == OSLICELIT || x->op == OMAPLIT) {
		Addr to = gen_new(f, x->type, n->esc);
		gen_literal_into(f, x, to);
		return gen_val1(n->type, to.ptr);
	}
	return gen_val1(n->type, gen_addr(f, x).ptr);
}

// --- conditions ----------------------------------------------------------------------------------

static LLVMValueRef is_true(Fn *f, Val v)
{
	return LLVMBuildICmp(f->b, LLVMIntNE, v.v[0], gen_int8(f->g, 0), "");
}

// && and || outside of a branch: the phi of a constant and the right side.
static LLVMValueRef short_circuit(Fn *f, Node *n)
{
	bool is_and = n->op == OANDAND;
	LLVMBasicBlockRef right = gen_block(f, "right"), join = gen_block(f, "join");
	Hoisted *mark = gen_order_begin(f);
	gen_order(f, n->x, true);
	LLVMValueRef a = gen_cond(f, n->x);
	LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
	gen_cond_br(f, a, is_and ? right : join, is_and ? join : right);
	gen_start(f, right);
	gen_order_end(f, mark);
	gen_order(f, n->y, true);
	LLVMValueRef b = gen_cond(f, n->y);
	gen_order_end(f, mark);
	LLVMBasicBlockRef last = LLVMGetInsertBlock(f->b);
	gen_br(f, join);
	gen_start(f, join);
	LLVMValueRef phi = LLVMBuildPhi(f->b, f->g->i1, "");
	LLVMValueRef known = LLVMConstInt(f->g->i1, !is_and, false);
	LLVMAddIncoming(phi, (LLVMValueRef[]){known, b}, (LLVMBasicBlockRef[]){from, last}, 2);
	return phi;
}

LLVMValueRef gen_cond(Fn *f, Node *n)
{
	Val v;
	if (gen_hoisted(f, n, &v))
		return is_true(f, v);
	switch (n->op) {
	case OANDAND:
	case OOROR:
		return short_circuit(f, n);
	case ONOT:
		return LLVMBuildNot(f->b, gen_cond(f, n->x), "");
	case OEQ:
	case ONE:
	case OLT:
	case OLE:
	case OGT:
	case OGE:
		gen_position(f, n->pos);
		return gen_comparison(f, n);
	default:
		return is_true(f, gen_expr(f, n));
	}
}

void gen_branch(Fn *f, Node *cond, LLVMBasicBlockRef yes, LLVMBasicBlockRef no)
{
	Val v;
	if (gen_hoisted(f, cond, &v)) {
		gen_cond_br(f, is_true(f, v), yes, no);
		return;
	}
	if (cond->op == ONOT) {
		gen_branch(f, cond->x, no, yes);
		return;
	}
	if (cond->op != OANDAND && cond->op != OOROR) {
		gen_cond_br(f, gen_cond(f, cond), yes, no);
		return;
	}
	LLVMBasicBlockRef right = gen_block(f, "right");
	Hoisted *mark = gen_order_begin(f);
	gen_order(f, cond->x, true);
	if (cond->op == OANDAND)
		gen_branch(f, cond->x, right, no);
	else
		gen_branch(f, cond->x, yes, right);
	gen_start(f, right);
	gen_order_end(f, mark);
	gen_order(f, cond->y, true);
	gen_branch(f, cond->y, yes, no);
	gen_order_end(f, mark);
}

static Val from_i1(Fn *f, Type *t, LLVMValueRef i1)
{
	return gen_val1(t, LLVMBuildZExt(f->b, i1, f->g->i8, ""));
}

// --- the rest ------------------------------------------------------------------------------------

static bool is_nonempty_literal(const Node *n)
{
	size_t len;
	return n->op == OLIT && (const_string_val(n->val, &len), len > 0);
}

// Beside a literal the result is a new string, so that operands need not be copied before.
static bool has_literal(const Vec *list)
{
	VEC_EACH(Node, n, list)
		if (is_nonempty_literal(n))
			return true;
	return false;
}

static Val add_strings(Fn *f, Node *n)
{
	Gen *g = f->g;
	int count = n->list.len;
	Val (*operand)(Fn *, Node *) = has_literal(&n->list) ? gen_passing_string : gen_expr;
	LLVMValueRef strings =
	    gen_alloca(f, LLVMArrayType2(gen_memtype(g, types[T_STRING]), (uint64_t)count), "");
	for (int i = 0; i < count; i++)
		gen_init(f, types[T_STRING], gen_gep(f, strings, 16 * i),
			 operand(f, n->list.at[i]));
	LLVMValueRef buf =
	    n->esc == ESC_NONE ? gen_alloca(f, LLVMArrayType2(g->i8, 32), "") : gen_null(g);
	return gen_pair(f, n->type, GEN_RT(f, "string_concat", buf, strings, gen_int(g, count)));
}

static Val binary(Fn *f, Node *n)
{
	if (n->op == OLSH || n->op == ORSH) {
		Val a = gen_expr(f, n->x);
		return gen_shift(f, n->op, a, gen_expr(f, n->y), n->bounded);
	}
	Val a = gen_stable(f, gen_expr(f, n->x));
	return gen_retype(gen_arith(f, n->op, n->type, a, gen_expr(f, n->y)), n->type);
}

// Of a call that is an expression or stands alone.
static Val single_result(Fn *f, Node *n)
{
	Val *results = gen_call(f, n);
	return results ? results[0] : (Val){0};
}

// clang-format off: cases share lines
static Val expr(Fn *f, Node *n)
{
	switch (n->op) {
	case OLIT:
		return gen_const(f->g, n->type, n->val);
	case ONIL:
		return gen_zero(f, n->type);
	case ONAME:
		return expr_name(f, n);
	case OFUNCLIT:
		return gen_func_literal(f, n);
	case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT: case OMAPLIT: case OPTRLIT:
		return gen_literal(f, n);
	case ODOT:
		return gen_field(f, gen_expr(f, n->x), (int)n->num);
	case ODOTPTR: case ODEREF:
		return gen_load(f, gen_addr(f, n));
	case OINDEX:
		return expr_index(f, n);
	case OINDEXMAP:
		return gen_map_index(f, n);
	case OMETHVAL:
		return gen_method_value(f, n);
	case OMETHEXPR:
		return gen_val1(n->type, gen_method_expr(f->g, n));
	case OCALL: case OCALLMETH: case OCALLINTER: case OINLCALL:
		return single_result(f, n);
	case OCONV:
	case OCONVNOP:
	case OSTR2BYTES:
	case OBYTES2STR:
	case OSTR2RUNES:
	case ORUNES2STR:
	case ORUNESTR: case OSLICE2ARR: case OSLICE2ARRPTR:
		return gen_conversion(f, n);
	case OCONVIFACE:
		return gen_to_iface(f, n);
	case ODOTTYPE:
		return gen_type_assert(f, n);
	case OSLICE: case OSLICEARR: case OSLICESTR: case OSLICE3: case OSLICE3ARR:
		return gen_slice_expr(f, n);
	case OADDR:
		return expr_addr(f, n);
	case ORECV:
		return gen_receive(f, n, NULL);
	case ONOT: case OANDAND: case OOROR:
	case OEQ: case ONE: case OLT: case OLE: case OGT: case OGE:
		return from_i1(f, n->type, gen_cond(f, n));
	case OPLUS: case ONEG: case OBITNOT:
		return gen_unary(f, n);
	case OADD: case OSUB: case OMUL: case ODIV: case OMOD: case OAND: case OOR: case OXOR:
	case OANDNOT: case OLSH: case ORSH:
		return binary(f, n);
	case OADDSTR:
		return add_strings(f, n);
	default:
		return gen_builtin(f, n);
	}
}
// clang-format on

Val gen_expr(Fn *f, Node *n)
{
	Val v;
	if (gen_hoisted(f, n, &v))
		return v;
	if (n->op == OPAREN)
		return gen_expr(f, n->x);
	gen_init_list(f, n);
	if (n->op != OLIT && n->op != ONAME && n->op != ONIL)
		gen_position(f, n->pos);
	return expr(f, n);
}

// A literal whose value nobody wants takes no memory.
void gen_effects(Fn *f, Node *n)
{
	bool literal = n->op == OSLICELIT || n->op == OARRAYLIT || n->op == OSTRUCTLIT;
	Val v;
	if (!literal || gen_hoisted(f, n, &v)) {
		gen_expr(f, n);
		return;
	}
	gen_init_list(f, n);
	VEC_EACH(Node, e, &n->list)
		gen_effects(f, e->x);
}
