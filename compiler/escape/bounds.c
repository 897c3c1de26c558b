// bounds.c - indices that cannot be out of range
//
// An array's length is known, and sometimes so is a limit of the index: by its type (a byte), or by
// an operation (i & 15, u % 10, u >> 60).  Such accesses need no check.  LLVM would find out too;
// it is done here because -m says so, after everything else, in the order of Go's back end:
// function by function, each followed by the literals in it, the last one first.

#include "escape.h"

#include "remark.h"

static bool constant_of(const Node *n, int64_t *v)
{
	return n->op == OLIT && const_to_int64(n->val, v);
}

// The value of a & b or a &^ b is at most what a constant operand leaves.
static bool masked_below(const Node *n, bool is_signed, int bits, int64_t len)
{
	int64_t v;
	if (constant_of(n->x, &v))
		return v >= 0 && v < len;
	if (!constant_of(n->y, &v))
		return false;
	if (n->op == OANDNOT) {
		v = ~v;
		if (!is_signed && bits < 64)
			v &= ((int64_t)1 << bits) - 1;
	}
	return v >= 0 && v < len;
}

// How many of an unsigned value's bits an operation with a constant leaves.
static int bits_left(const Node *n, int bits)
{
	int64_t v;
	if ((n->op != ODIV && n->op != ORSH) || !constant_of(n->y, &v) || v < 0)
		return bits;
	if (n->op == ORSH)
		return v > bits ? 0 : bits - (int)v;
	for (; bits > 0 && v >= 2; v >>= 1)
		bits--;
	return bits;
}

static bool is_below(const Node *n, int64_t len)
{
	if (!type_is_integer(n->type))
		return false;
	bool is_signed = !type_is_unsigned(n->type);
	int bits = (int)(8 * type_size(n->type));
	int64_t v;
	if (constant_of(n, &v))
		return v >= 0 && v < len;
	if ((n->op == OAND || n->op == OANDNOT) && masked_below(n, is_signed, bits, len))
		return true;
	if (is_signed)
		return false;
	if (n->op == OMOD && constant_of(n->y, &v) && v >= 0 && v <= len)
		return true;
	bits = bits_left(n, bits);
	return bits <= 62 && (int64_t)1 << bits <= len;
}

// The length of what is indexed if it is known, else -1.
static int64_t known_length(const Node *x)
{
	size_t n;
	if (x->type->under->kind == T_ARRAY)
		return x->type->under->len;
	if (x->op != OLIT)
		return -1;
	const_string_val(x->val, &n);
	return (int64_t)n;
}

typedef struct {
	const Options *o;
	Vec literals;    // Func *: met in the function at hand
	PtrMap appended; // OINDEX: appended as they are, of which Go says nothing
} Walk;

static void check_index(const Walk *w, Node *n)
{
	int64_t len = known_length(n->x);
	if (len < 0 || !is_below(n->y, len))
		return;
	n->bounded = true;
	if (n->y->op != OLIT && !ptrmap_get(&w->appended, n))
		remark(w->o, 1, n->pos, "index bounds check elided");
}

static void note_appended(Walk *w, const Node *n)
{
	for (int i = 1; !n->ddd && i < n->list.len; i++) {
		Node *elem = n->list.at[i];
		if (elem->op == OINDEX)
			ptrmap_set(&w->appended, elem, elem);
	}
}

static void walk(Node **child, void *arg)
{
	Walk *w = arg;
	Node *n = *child;
	if (n->op == OAPPEND)
		note_appended(w, n);
	tree_children(n, walk, w);
	if (n->op == OFUNCLIT)
		vec_push(&w->literals, n->func);
	if (n->op == OINDEX)
		check_index(w, n);
}

static void walk_function(Func *f, const Options *o)
{
	Walk w = {.o = remark_options(f, o)};
	for (int i = 0; i < f->body.len; i++)
		walk((Node **)&f->body.at[i], &w);
	while (w.literals.len > 0)
		walk_function(vec_pop(&w.literals), o);
}

void bounds_package(Package *p, const Options *o)
{
	VEC_EACH(Func, f, &p->func_order)
		if (!f->lit)
			walk_function(f, o);
}
