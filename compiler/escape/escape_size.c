// escape_size.c - what must be on the heap however it is used, because of its size
//
// Frames are kept small: a variable of more than 128 KiB, or anything allocated implicitly (new,
// &T{}, make, closures) of more than 64 KiB, goes to the heap.  For make the length has to be
// known; a constant is found even behind a variable or an inlined call.  A make of unknown length
// that does not escape gets 32 bytes of frame and takes from the heap only what does not fit.

#include "escape.h"

enum { MAX_VARIABLE = 128 << 10, MAX_IMPLICIT = 64 << 10 };

// -------------------------------------------------------------------------------------------------
// constants behind variables
// -------------------------------------------------------------------------------------------------

static Node *literal(const Const *val, Type *t, Pos pos)
{
	Node *n = node_new(OLIT, pos);
	n->val = val;
	n->type = t;
	return n;
}

// Evaluating n has no effect: only then it can give way to its value.
static bool is_pure(const Node *n)
{
	if (n->init.len > 0)
		return false;
	return n->op == ONAME || ((n->op == OCONVNOP || n->op == OLEN) && is_pure(n->x));
}

// The length of make([]T, len([]T{...})).
static bool literal_length(Node *n, int64_t *len)
{
	if (n->op != OLEN)
		return false;
	Node *slice = tree_static_value(n->x);
	*len = slice->num;
	return slice->op == OSLICELIT;
}

static void fold_length(Node *make)
{
	Node **slot = make->y ? &make->y : &make->x;
	Node *n = *slot;
	if (n->op == OLIT || !is_pure(n))
		return;
	Node *known = tree_static_value(n);
	int64_t len;
	if (known->op == OLIT && const_to_int64(known->val, &len) && len >= 0)
		*slot = literal(known->val, n->type, make->pos);
	else if (literal_length(known, &len))
		*slot = literal(const_int(len), types[T_INT], make->pos);
}

static void fold_operand(Node *conv)
{
	Node *x = conv->x;
	if (x->op == OLIT || x->type->under->kind == T_INTER || !is_pure(x))
		return;
	Node *known = tree_static_value(x);
	if (known->op == OLIT)
		conv->x = literal(known->val, x->type, conv->pos);
}

void escape_fold_constants(Location *l)
{
	if (!l->node)
		return;
	if (l->node->op == OMAKESLICE)
		fold_length(l->node);
	else if (l->node->op == OCONVIFACE)
		fold_operand(l->node);
}

// -------------------------------------------------------------------------------------------------
// sizes
// -------------------------------------------------------------------------------------------------

static int64_t closure_size(const Func *f)
{
	int64_t size = 8;
	VEC_EACH(Object, o, &f->captures) {
		Type *t = o->capture_byval ? o->type : type_ptr(o->type);
		int64_t align = type_align(t);
		size = (size + align - 1) / align * align + type_size(t);
	}
	return size;
}

static const char *slice_reason(const Node *make)
{
	int64_t elem = type_size(make->type->under->elem);
	if (elem == 0)
		return "zero-sized element";
	const Node *len = make->y ? make->y : make->x;
	int64_t n;
	if (len->op == OLIT && const_to_int64(len->val, &n) && n > MAX_IMPLICIT / elem)
		return "too large for stack";
	return NULL;
}

int64_t escape_object_size(const Node *n)
{
	switch (n->op) {
	case ONEW:
	case OPTRLIT:
		return type_size(n->type->under->elem);
	case OFUNCLIT:
		return closure_size(n->func);
	case OMETHVAL:
		return 8 + type_size(n->x->type);
	default:
		return 0;
	}
}

const char *escape_heap_reason(const Location *l)
{
	if (l->obj) {
		bool in_frame_anyway = l->is_param || l->result;
		return !in_frame_anyway && type_size(l->obj->type) > MAX_VARIABLE
			   ? "too large for stack"
			   : NULL;
	}
	if (!l->node)
		return NULL;
	if (escape_object_size(l->node) > MAX_IMPLICIT)
		return "too large for stack";
	return l->node->op == OMAKESLICE ? slice_reason(l->node) : NULL;
}
