// gen_range.c - range loops, by the kind of what is ranged over.
//
// The range expression is evaluated once.  Each iteration declares its own key and value.
// Functions are not seen here: the checker has rewritten loops over them.

#include "gen_body.h"

typedef struct {
	Fn *f;
	Node *n;
	LLVMBasicBlockRef head, body, next, done;
} Loop;

static Loop loop_new(Fn *f, Node *n)
{
	return (Loop){f,
		      n,
		      gen_block(f, "range"),
		      gen_block(f, "range.body"),
		      gen_block(f, "range.next"),
		      gen_block(f, "range.done")};
}

static bool wanted(const Node *target)
{
	return target && !tree_is_blank(target);
}

static void assign_key(Loop *l, Val v)
{
	Hoisted *mark = gen_order_begin(l->f);
	gen_assign_pair(l->f, l->n, &v, NULL);
	gen_order_end(l->f, mark);
}

static void assign_both(Loop *l, Val key, Val value)
{
	Hoisted *mark = gen_order_begin(l->f);
	gen_assign_pair(l->f, l->n, &key, wanted(l->n->z) ? &value : NULL);
	gen_order_end(l->f, mark);
}

static void run_body(Loop *l)
{
	gen_loop_body(l->f, l->n, l->done, l->next);
}

static void finish(Loop *l)
{
	gen_br(l->f, l->head);
	gen_start(l->f, l->done);
	gen_keep_bases(l->f, l->n);
}

// --- counting: integers, arrays, slices ----------------------------------------------------------

// for i := 0; i < limit; i++, signed or not; leaves the builder in the body.
static LLVMValueRef count_begin(Loop *l, LLVMValueRef limit, bool is_unsigned,
				LLVMValueRef *counter)
{
	Fn *f = l->f;
	LLVMTypeRef t = LLVMTypeOf(limit);
	*counter = gen_alloca(f, t, "i");
	LLVMBuildStore(f->b, LLVMConstNull(t), *counter);
	gen_br(f, l->head);
	gen_start(f, l->head);
	LLVMValueRef i = LLVMBuildLoad2(f->b, t, *counter, "");
	LLVMValueRef more =
	    LLVMBuildICmp(f->b, is_unsigned ? LLVMIntULT : LLVMIntSLT, i, limit, "");
	gen_cond_br(f, more, l->body, l->done);
	gen_start(f, l->body);
	return i;
}

static void count_end(Loop *l, LLVMValueRef i, LLVMValueRef counter)
{
	Fn *f = l->f;
	gen_start(f, l->next);
	LLVMValueRef one = LLVMConstInt(LLVMTypeOf(i), 1, false);
	LLVMBuildStore(f->b, LLVMBuildAdd(f->b, i, one, ""), counter);
	finish(l);
}

static void range_int(Loop *l)
{
	Node *n = l->n;
	Val limit = gen_expr(l->f, n->x);
	LLVMValueRef counter;
	LLVMValueRef i = count_begin(l, limit.v[0], type_is_unsigned(n->x->type), &counter);
	assign_key(l, gen_val1(n->x->type, i));
	run_body(l);
	count_end(l, i, counter);
}

// The elements lie at base (NULL if no value is wanted).
static void range_elements(Loop *l, LLVMValueRef base, Type *elem, LLVMValueRef len)
{
	LLVMValueRef counter;
	LLVMValueRef i = count_begin(l, len, false, &counter);
	Val v = {0};
	if (wanted(l->n->z))
		v = gen_load(l->f, gen_element(l->f, elem, base, i));
	assign_both(l, gen_val1(types[T_INT], i), v);
	run_body(l);
	count_end(l, i, counter);
}

// An array is copied if its values are wanted: the loop must not see its own changes.
static void range_array(Loop *l)
{
	Fn *f = l->f;
	Type *t = l->n->x->type->under;
	LLVMValueRef len = gen_int(f->g, t->len), base = NULL;
	if (wanted(l->n->z))
		base = gen_spill(f, gen_stable(f, gen_expr(f, l->n->x)));
	else if (gen_has_calls(l->n->x))
		gen_effects(f, l->n->x);
	range_elements(l, base, t->elem, len);
}

static void range_array_pointer(Loop *l)
{
	Fn *f = l->f;
	Type *t = l->n->x->type->under->elem->under;
	LLVMValueRef p = gen_expr(f, l->n->x).v[0];
	if (wanted(l->n->z) && t->len)
		gen_nil_check(f, p);
	range_elements(l, p, t->elem, gen_int(f->g, t->len));
}

// The slice's array is held through the loop: see gen_keep_bases.
static void range_slice(Loop *l)
{
	Node *x = l->n->x;
	Val hoisted, s;
	if (x->op == OSTR2BYTES && !gen_hoisted(l->f, x, &hoisted))
		s = gen_expr(l->f, x->x); // nobody can change the copy, so none is made
	else
		s = gen_expr(l->f, x);
	range_elements(l, s.v[0], l->n->x->type->under->elem, s.v[1]);
	if (wanted(l->n->z))
		gen_keep_alive(l->f, s.v[0]);
}

// --- strings -------------------------------------------------------------------------------------

// The rune at byte i and the index behind it.  ASCII is decoded here.
static LLVMValueRef decode(Fn *f, Val s, LLVMValueRef i, LLVMValueRef *next)
{
	Gen *g = f->g;
	LLVMBasicBlockRef wide = gen_block(f, "wide"), join = gen_block(f, "rune");
	LLVMValueRef byte = gen_load(f, gen_element(f, type_byte, s.v[0], i)).v[0];
	LLVMValueRef ascii = LLVMBuildZExt(f->b, byte, g->i32, "");
	LLVMValueRef after = LLVMBuildAdd(f->b, i, gen_int(g, 1), "");
	LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
	gen_cold_br(f, LLVMBuildICmp(f->b, LLVMIntSLT, byte, gen_int8(g, 0), ""), wide, join);
	gen_start(f, wide);
	LLVMValueRef pair = GEN_RT(f, "string_decode_rune", s.v[0], s.v[1], i);
	LLVMValueRef rune = LLVMBuildPtrToInt(f->b, gen_first(f, pair), g->i32, "");
	LLVMValueRef far = gen_second(f, pair);
	gen_br(f, join);
	gen_start(f, join);
	LLVMBasicBlockRef blocks[] = {from, wide};
	LLVMValueRef r = LLVMBuildPhi(f->b, g->i32, "");
	*next = LLVMBuildPhi(f->b, g->i64, "");
	LLVMAddIncoming(r, (LLVMValueRef[]){ascii, rune}, blocks, 2);
	LLVMAddIncoming(*next, (LLVMValueRef[]){after, far}, blocks, 2);
	return r;
}

static void range_string(Loop *l)
{
	Fn *f = l->f;
	Val s = gen_expr(f, l->n->x);
	LLVMValueRef after = gen_alloca(f, f->g->i64, "next"), counter, next;
	LLVMValueRef i = count_begin(l, s.v[1], false, &counter);
	LLVMValueRef r = decode(f, s, i, &next);
	LLVMBuildStore(f->b, next, after);
	assign_both(l, gen_val1(types[T_INT], i), gen_val1(type_rune, r));
	run_body(l);
	gen_start(f, l->next);
	LLVMBuildStore(f->b, LLVMBuildLoad2(f->b, f->g->i64, after, ""), counter);
	finish(l);
}

// --- maps and channels ---------------------------------------------------------------------------

static void range_map(Loop *l)
{
	Fn *f = l->f;
	Type *t = l->n->x->type->under;
	LLVMValueRef m = gen_expr(f, l->n->x).v[0];
	LLVMTypeRef words = LLVMArrayType2(f->g->ptr, sizeof(GoMapIter) / 8);
	LLVMValueRef iter = gen_alloca(f, words, "iter");
	GEN_RT(f, "map_iter_init", gen_type_descriptor(f->g, l->n->x->type), m, iter);
	gen_br(f, l->head);
	gen_start(f, l->head);
	LLVMValueRef key = LLVMBuildLoad2(f->b, f->g->ptr, iter, "");
	gen_cond_br(f, LLVMBuildIsNull(f->b, key, ""), l->done, l->body);
	gen_start(f, l->body);
	LLVMValueRef elem = LLVMBuildLoad2(f->b, f->g->ptr, gen_gep(f, iter, 8), "");
	assign_both(l, gen_load_at(f, t->key, key), gen_load_at(f, t->elem, elem));
	run_body(l);
	gen_start(f, l->next);
	GEN_RT(f, "map_iter_next", iter);
	finish(l);
}

static void range_chan(Loop *l)
{
	Fn *f = l->f;
	Type *elem = l->n->x->type->under->elem;
	LLVMValueRef c = gen_expr(f, l->n->x).v[0], slot = gen_temp(f, elem);
	gen_br(f, l->head);
	gen_start(f, l->head);
	LLVMValueRef ok = gen_is_nonzero(f, GEN_RT(f, "chan_recv", c, slot));
	gen_cond_br(f, ok, l->body, l->done);
	gen_start(f, l->body);
	assign_key(l, gen_load_at(f, elem, slot));
	run_body(l);
	gen_start(f, l->next);
	finish(l);
}

void gen_range(Fn *f, Node *n)
{
	Loop l = loop_new(f, n);
	Hoisted *mark = gen_order_begin(f);
	gen_order(f, n->x, true);
	Type *t = n->x->type->under;
	switch (t->kind) {
	case T_ARRAY:
		range_array(&l);
		break;
	case T_PTR:
		range_array_pointer(&l);
		break;
	case T_SLICE:
		range_slice(&l);
		break;
	case T_STRING:
		range_string(&l);
		break;
	case T_MAP:
		range_map(&l);
		break;
	case T_CHAN:
		range_chan(&l);
		break;
	default:
		if (!type_is_integer(t))
			bug("range over %s", type_string(n->x->type, NULL));
		range_int(&l);
	}
	gen_order_end(f, mark);
}
