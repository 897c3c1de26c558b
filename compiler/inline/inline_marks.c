// inline_marks.c - calls that are calls still when all has been inlined, for the page of -m=html
//
// Those that were inlined or devirtualised are marked where that happens.  A devirtualised call
// that stays one has its mark already: it is known by its node.

#include "inline.h"

#include "mark.h"

typedef struct {
	const Options *o;
	const Func *f;
	PtrMap marked; // calls, by their nodes
} Calls;

static const char *reason(Func *callee)
{
	const FuncFacts *known = facts_of(callee);
	if (!callee->has_body)
		return "it has no body here";
	if (known)
		return known->inlinable ? NULL : "too costly to be inlined, or it cannot be";
	return inline_of(callee)->reason;
}

static void mark_call(Node *n, void *arg)
{
	const Calls *c = arg;
	if (!op_is_call(n->op) || n->op == OINLCALL || ptrmap_get(&c->marked, n))
		return;
	Func *callee = tree_static_callee(n);
	if (callee && callee->is_godefer_wrapper)
		return;
	const char *verdict = callee ? "direct" : n->op == OCALLINTER ? "interface" : "value";
	Mark *m = mark(c->o, c->f, n->pos, MARK_CALL, verdict);
	if (!m)
		return;
	m->text = callee ? func_string(callee, c->f->pkg) : tree_string(n->x, c->f, c->f->pkg);
	m->about = n;
	m->why = callee ? reason(callee) : NULL;
}

void inline_mark_calls(const Package *p, const Options *o)
{
	Calls c = {.o = o};
	if (!o->marks)
		return;
	VEC_EACH(const Mark, m, o->marks)
		ptrmap_set(&c.marked, m->about, (void *)m);
	VEC_EACH(Func, f, &p->func_order) {
		c.f = f;
		tree_visit_list(&f->body, mark_call, &c);
	}
}
