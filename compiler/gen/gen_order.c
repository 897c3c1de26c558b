// gen_order.c - evaluation order.
//
// The language orders calls, receives and && || from left to right and leaves open when variables
// are read in between.  Programs depend on what Go's compiler does there, which is: what may have
// effects is taken out of an expression and evaluated first, in order, into temporaries; what
// remains - variables, fields, elements, arithmetic - is evaluated afterwards.  In `x + f()`, x is
// read after the call.
//
// gen_order does that: it walks an expression in lexical order and evaluates such operations, and a
// few that copy what a later call might change (len, slicing, conversions that allocate).  The
// values wait in f->hoisted, where gen_expr finds them.  An expression with at most one call, at
// its root, needs none of this, which is nearly every expression.

#include "gen_body.h"

static bool may_have_effects(const Node *n)
{
	switch (n->op) {
	case OCALL:
	case OCALLMETH:
	case OCALLINTER:
	case OINLCALL:
	case ORECV:
	case ORECOVER:
	case OCOPY:
		return true;
	default:
		return n->init.len > 0;
	}
}

static bool is_taken_out(const Node *n)
{
	if (may_have_effects(n))
		return true;
	switch (n->op) {
	case OLEN:
	case OCAP:
	case OREAL:
	case OIMAG:
	case OCOMPLEX:
	case OMIN:
	case OMAX:
	case OMAKESLICE:
	case OMAKEMAP:
	case OMAKECHAN:
	case ONEW:
	case OAPPEND:
	case OMAPLIT:
	case OSTR2BYTES:
	case OSTR2RUNES:
	case OANDAND:
	case OOROR:
	case OSLICE:
	case OSLICEARR:
	case OSLICESTR:
	case OSLICE3:
	case OSLICE3ARR:
		return true;
	case ODOTTYPE:
		return !type_is_direct_iface(n->type);
	default:
		return false;
	}
}

// These evaluate their parts themselves, in order: nothing in them is taken out further.
static bool is_unit(const Node *n)
{
	return n->op == OANDAND || n->op == OOROR || n->op == OMAPLIT || n->op == OINLCALL ||
	       n->op == OFUNCLIT || n->op == OTYPE;
}

typedef struct {
	const Node *root;
	bool found;
} Search;

static void search(Node **child, void *arg)
{
	Search *s = arg;
	Node *n = *child;
	if (n->op == OFUNCLIT || n->op == OTYPE || s->found)
		return;
	if (n != s->root && may_have_effects(n)) {
		s->found = true;
		return;
	}
	tree_children(n, search, s);
}

static bool has_effects_below(Node *n)
{
	Search s = {.root = n};
	tree_children(n, search, &s);
	return s.found;
}

bool gen_has_calls(Node *n)
{
	return may_have_effects(n) || has_effects_below(n);
}

bool gen_hoisted(Fn *f, Node *n, Val *out)
{
	Hoisted *h = ptrmap_get(&f->hoisted_at, n);
	if (h)
		*out = h->val;
	return h != NULL;
}

void gen_hoist(Fn *f, Node *n, Val v)
{
	Hoisted *h = NEW(Hoisted);
	*h = (Hoisted){n, gen_stable(f, v), f->hoisted};
	f->hoisted = h;
	ptrmap_set(&f->hoisted_at, n, h);
}

static void take_out(Fn *f, Node *n, bool keep_root);

// The statements an expression has in front of it run once.
void gen_init_list(Fn *f, Node *n)
{
	if (n->init.len == 0 || ptrmap_get(&f->inits_done, n))
		return;
	ptrmap_set(&f->inits_done, n, n);
	gen_stmts(f, &n->init);
}

static void take_out_child(Node **child, void *arg)
{
	Fn *f = arg;
	take_out(f, *child, false);
}

static void take_out_parts(Fn *f, Node *n)
{
	Node *make = gen_append_make(n);
	Node parts = *n; // without its init list

	if (is_unit(n))
		return;
	if (make) {
		take_out(f, n->list.at[0], false);
		take_out(f, make->x, false);
		return;
	}
	parts.init = (Vec){0};
	tree_children(&parts, take_out_child, f);
}

// What is hoisted already, like the value that a select has received, has been evaluated with its
// parts.
static void take_out(Fn *f, Node *n, bool keep_root)
{
	Val v;
	if (n->op == OTYPE || gen_hoisted(f, n, &v))
		return;
	gen_init_list(f, n);
	take_out_parts(f, n);
	if (!keep_root && is_taken_out(n))
		gen_hoist(f, n, gen_expr(f, n));
}

Hoisted *gen_order_begin(Fn *f)
{
	return f->hoisted;
}

void gen_order(Fn *f, Node *n, bool keep_root)
{
	bool needed = keep_root ? has_effects_below(n) : gen_has_calls(n);
	if (needed)
		take_out(f, n, keep_root);
}

// What one operand does can matter to every other.
void gen_order_lists(Fn *f, Vec *places, Vec *values)
{
	bool needed = false;
	VEC_EACH(Node, n, places)
		needed |= has_effects_below(n);
	VEC_EACH(Node, n, values)
		needed |= gen_has_calls(n);
	if (!needed)
		return;
	VEC_EACH(Node, n, places)
		take_out(f, n, true);
	VEC_EACH(Node, n, values)
		take_out(f, n, false);
}

void gen_order_end(Fn *f, Hoisted *mark)
{
	for (; f->hoisted != mark; f->hoisted = f->hoisted->next)
		ptrmap_set(&f->hoisted_at, f->hoisted->node, NULL);
}
