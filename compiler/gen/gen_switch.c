// gen_switch.c - switch and type switch.
//
// A switch over an integer whose cases are all constant becomes LLVM's switch, which picks jump
// tables and bit tests; many cases that are far apart become a tree of such.  Any other is a chain
// of comparisons in source order, as the language prescribes.

#include <stdlib.h>
#include "gen_body.h"

typedef struct {
	Fn *f;
	Node *n;
	LLVMBasicBlockRef *bodies;   // parallel to n->list
	LLVMBasicBlockRef otherwise; // default clause, or behind the statement
	LLVMBasicBlockRef done;
} Switch;

static Switch switch_new(Fn *f, Node *n)
{
	Switch s = {.f = f, .n = n, .done = gen_block(f, "switch.done")};
	s.bodies = arena_alloc((size_t)(n->list.len + 1) * sizeof *s.bodies);
	s.otherwise = s.done;
	for (int i = 0; i < n->list.len; i++) {
		Node *clause = n->list.at[i];
		s.bodies[i] = gen_block(f, "case");
		if (clause->isdefault)
			s.otherwise = s.bodies[i];
	}
	return s;
}

// --- the chain of comparisons --------------------------------------------------------------------

static Node *true_at(Pos pos)
{
	Node *n = node_new(OLIT, pos);
	n->type = types[T_BOOL];
	n->val = const_bool(true);
	return n;
}

// Compares the tag, which waits among the hoisted values, with one case expression.
static void test_case(Switch *s, Node *value, LLVMBasicBlockRef body)
{
	Fn *f = s->f;
	LLVMBasicBlockRef next = gen_block(f, "case.next");
	Hoisted *mark = gen_order_begin(f);
	gen_position(f, value->pos);
	if (!s->n->x && !type_is_inter(value->type)) {
		gen_order(f, value, true);
		gen_branch(f, value, body, next);
	} else {
		Node *eq = node_new(OEQ, value->pos);
		eq->type = types[T_BOOL];
		eq->x = s->n->x ? s->n->x : true_at(value->pos);
		eq->y = value;
		gen_order(f, value, false);
		gen_cond_br(f, gen_comparison(f, eq), body, next);
	}
	gen_order_end(f, mark);
	gen_start(f, next);
}

static void compare_chain(Switch *s)
{
	for (int i = 0; i < s->n->list.len; i++)
		VEC_EACH(Node, value, &((Node *)s->n->list.at[i])->list)
			test_case(s, value, s->bodies[i]);
	gen_br(s->f, s->otherwise);
}

// --- integers ------------------------------------------------------------------------------------

static bool is_integer_table(Node *n)
{
	if (!n->x || !type_is_integer(n->x->type))
		return false;
	VEC_EACH(Node, clause, &n->list)
		VEC_EACH(Node, value, &clause->list)
			if (value->op != OLIT || value->type->under != n->x->type->under)
				return false;
	return true;
}

typedef struct {
	LLVMValueRef value;
	uint64_t order; // as the values are, once the sign bit is turned over
	LLVMBasicBlockRef body;
} Case;

static int case_cmp(const void *a, const void *b)
{
	uint64_t x = ((const Case *)a)->order, y = ((const Case *)b)->order;
	return (x > y) - (x < y);
}

static uint64_t case_order(LLVMValueRef v, bool is_unsigned)
{
	if (is_unsigned)
		return LLVMConstIntGetZExtValue(v);
	return (uint64_t)LLVMConstIntGetSExtValue(v) ^ (UINT64_C(1) << 63);
}

static Case *sorted_cases(Switch *s, bool is_unsigned, int *n)
{
	Case *cases, *c;
	*n = 0;
	VEC_EACH(Node, clause, &s->n->list)
		*n += clause->list.len;
	c = cases = arena_alloc((size_t)(*n + 1) * sizeof *cases);
	for (int i = 0; i < s->n->list.len; i++)
		VEC_EACH(Node, value, &((Node *)s->n->list.at[i])->list) {
			LLVMValueRef v = gen_const(s->f->g, value->type, value->val).v[0];
			*c++ = (Case){v, case_order(v, is_unsigned), s->bodies[i]};
		}
	qsort(cases, (size_t)*n, sizeof *cases, case_cmp);
	return cases;
}

static void plain_switch(Switch *s, LLVMValueRef tag, const Case *cases, int n)
{
	LLVMValueRef sw = LLVMBuildSwitch(s->f->b, tag, s->otherwise, (unsigned)n);
	for (int i = 0; i < n; i++)
		LLVMAddCase(sw, cases[i].value, cases[i].body);
}

// Whether one table of addresses would do, by LLVM's measure.
static bool is_dense(const Case *cases, int n)
{
	enum { SPARSE = 10 }; // one entry in so many is used
	return (cases[n - 1].order - cases[0].order) / SPARSE < (uint64_t)n;
}

// LLVM looks for tables among the sorted cases by comparing each case with all before it.  So when
// there are many that are not one table, it gets halves, and halves of these.
static void integer_cases(Switch *s, LLVMValueRef tag, const Case *cases, int n, bool is_unsigned)
{
	enum { FEW = 300 };
	Fn *f = s->f;
	if (n <= FEW || is_dense(cases, n)) {
		plain_switch(s, tag, cases, n);
		return;
	}
	int half = n / 2;
	LLVMBasicBlockRef low = gen_block(f, "cases.low"), high = gen_block(f, "cases.high");
	LLVMIntPredicate less = is_unsigned ? LLVMIntULT : LLVMIntSLT;
	gen_cond_br(f, LLVMBuildICmp(f->b, less, tag, cases[half].value, ""), low, high);
	gen_start(f, low);
	integer_cases(s, tag, cases, half, is_unsigned);
	gen_start(f, high);
	integer_cases(s, tag, cases + half, n - half, is_unsigned);
}

static void integer_table(Switch *s, Val tag)
{
	int n;
	bool is_unsigned = type_is_unsigned(s->n->x->type);
	const Case *cases = sorted_cases(s, is_unsigned, &n);
	integer_cases(s, tag.v[0], cases, n, is_unsigned);
}

// --- bodies --------------------------------------------------------------------------------------

static bool falls_through(const Node *clause)
{
	const Vec *body = &clause->list2;
	return body->len && ((Node *)body->at[body->len - 1])->op == OFALL;
}

static void bodies(Switch *s)
{
	for (int i = 0; i < s->n->list.len; i++) {
		Node *clause = s->n->list.at[i];
		gen_start(s->f, s->bodies[i]);
		LLVMBasicBlockRef next = falls_through(clause) ? s->bodies[i + 1] : s->done;
		Jump j = {s->n, s->done, NULL, s->f->jumps};
		s->f->jumps = &j;
		gen_stmts(s->f, &clause->list2);
		s->f->jumps = j.outer;
		gen_br(s->f, next);
	}
	gen_start(s->f, s->done);
}

static bool cases_have_calls(Node *n)
{
	VEC_EACH(Node, clause, &n->list)
		VEC_EACH(Node, value, &clause->list)
			if (gen_has_calls(value))
				return true;
	return false;
}

void gen_switch(Fn *f, Node *n)
{
	Switch s = switch_new(f, n);
	Hoisted *mark = gen_order_begin(f);
	if (n->x) {
		gen_order(f, n->x, true);
		// a call could change the bytes that the string would share
		Val tag = cases_have_calls(n) ? gen_expr(f, n->x) : gen_passing_string(f, n->x);
		if (is_integer_table(n)) {
			integer_table(&s, tag);
		} else {
			gen_hoist(f, n->x, tag);
			compare_chain(&s);
		}
	} else {
		compare_chain(&s);
	}
	gen_order_end(f, mark);
	bodies(&s);
}

// --- type switch ---------------------------------------------------------------------------------

typedef struct {
	Switch s;
	Val x;
	LLVMValueRef type; // dynamic type of x or NULL
} TypeSwitch;

// The word to make an interface of type t from x's data, NULL if x's type does not implement t.
static LLVMValueRef implemented(TypeSwitch *ts, Type *t)
{
	if (t->under->nimethods == 0)
		return ts->type;
	return GEN_RT(ts->s.f, "iface_assert2", gen_type_descriptor(ts->s.f->g, t), ts->type);
}

// Declares the clause's variable and gives it x as type t: NULL or several types leave x's own.
static void bind(TypeSwitch *ts, Node *clause, Type *t, LLVMValueRef word)
{
	Fn *f = ts->s.f;
	Object *o = clause->obj;
	if (!o || o->is_blank)
		return;
	Val v = ts->x;
	if (t && type_is_inter(t))
		v = (Val){.type = t, .v = {word, ts->x.v[1]}};
	else if (t)
		v = gen_unbox(f, ts->x, t);
	gen_declare(f, o, false);
	gen_store(f, gen_var(f, o), v);
}

static void test_type(TypeSwitch *ts, Node *clause, Node *want, LLVMBasicBlockRef body)
{
	Fn *f = ts->s.f;
	LLVMBasicBlockRef hit = gen_block(f, "is"), next = gen_block(f, "case.next");
	LLVMValueRef word = NULL, test;
	gen_position(f, want->pos);
	if (want->op == ONIL) {
		test = LLVMBuildIsNull(f->b, ts->type, "");
	} else if (type_is_inter(want->type)) {
		word = implemented(ts, want->type);
		test = LLVMBuildIsNotNull(f->b, word, "");
	} else {
		LLVMValueRef type = gen_type_descriptor(f->g, want->type);
		test = LLVMBuildICmp(f->b, LLVMIntEQ, ts->type, type, "");
	}
	gen_cond_br(f, test, hit, next);
	gen_start(f, hit);
	bool single = clause->list.len == 1 && want->op != ONIL;
	bind(ts, clause, single ? want->type : NULL, word);
	gen_br(f, body);
	gen_start(f, next);
}

static void test_types(TypeSwitch *ts)
{
	Node *fallback = NULL;
	for (int i = 0; i < ts->s.n->list.len; i++) {
		Node *clause = ts->s.n->list.at[i];
		if (clause->isdefault)
			fallback = clause;
		VEC_EACH(Node, want, &clause->list)
			test_type(ts, clause, want, ts->s.bodies[i]);
	}
	if (fallback)
		bind(ts, fallback, NULL, NULL);
	gen_br(ts->s.f, ts->s.otherwise);
}

void gen_type_switch(Fn *f, Node *n)
{
	Hoisted *mark = gen_order_begin(f);
	gen_order(f, n->x, true);
	TypeSwitch ts = {.s = switch_new(f, n)};
	ts.x = gen_expr(f, n->x);
	ts.type = gen_iface_type(f, ts.x);
	gen_order_end(f, mark);
	test_types(&ts);
	bodies(&ts.s);
}
