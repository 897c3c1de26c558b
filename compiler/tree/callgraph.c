// callgraph.c - the functions of a package bottom up
//
// Inlining and escape analysis both want callees before callers.  The static call graph (an edge
// for every mention of a function, not only for calls) is cut into strongly connected components by
// Tarjan's algorithm; a component is handed out when all it refers to has been.
//
// Two refinements, which decide the order of -m lines.  A closure that captures variables is never
// a component of its own: it stays with the function around it, whose variables it shares; a
// closure that captures nothing is an ordinary function.  And a function that merely stands alone
// is told apart from one that calls itself: each function gets two numbers, and only a path back to
// the first one makes it recursive.

#include "callgraph.h"

typedef struct {
	PtrMap numbers; // Func * -> its number (an integer), or DONE
	PtrMap members; // Func * -> itself: functions of this package
	Vec stack;
	intptr_t last;
	void (*visit)(Vec *batch, bool recursive, void *arg);
	void *arg;
} Search;

#define DONE INTPTR_MAX

// In generic code every literal captures the dictionary of type arguments, for Go.
bool callgraph_is_closure(const Func *f)
{
	return f->lit && (f->captures.len > 0 || f->type_args.len > 0);
}

static intptr_t search(Search *s, Func *f);

typedef struct {
	Search *s;
	intptr_t least;
} Edges;

static void follow(Edges *e, Func *f)
{
	if (!f || !ptrmap_get(&e->s->members, f))
		return;
	intptr_t n = search(e->s, f);
	if (n < e->least)
		e->least = n;
}

static void visit_node(Node *n, void *arg)
{
	switch (n->op) {
	case ONAME:
	case ODOTMETH:
	case OMETHVAL:
	case OMETHEXPR:
		if (n->obj && n->obj->kind == OBJ_FUNC)
			follow(arg, n->obj->func);
		break;
	case OFUNCLIT:
		follow(arg, n->func);
		break;
	default:
		break;
	}
}

// Takes f's component off the stack and hands it out, oldest first.
static void hand_out(Search *s, Func *f, bool recursive)
{
	Vec batch = {0};
	Func *top;
	do {
		top = vec_pop(&s->stack);
		ptrmap_set(&s->numbers, top, (void *)DONE);
		vec_insert(&batch, 0, top);
	} while (top != f);
	s->visit(&batch, recursive, s->arg);
}

// The smallest number reachable from f on the stack.
static intptr_t search(Search *s, Func *f)
{
	intptr_t known = (intptr_t)ptrmap_get(&s->numbers, f);
	if (known)
		return known;
	intptr_t id = ++s->last;
	ptrmap_set(&s->numbers, f, (void *)id);
	Edges e = {s, ++s->last};
	vec_push(&s->stack, f);
	tree_visit_list(&f->body, visit_node, &e);
	if (e.least >= id && !callgraph_is_closure(f))
		hand_out(s, f, e.least == id);
	return e.least;
}

static void add_members(Search *s, Func *f)
{
	ptrmap_set(&s->members, f, f);
	VEC_EACH(Func, c, &f->closures)
		add_members(s, c);
}

void callgraph_bottom_up(const Vec *funcs, void (*visit)(Vec *batch, bool recursive, void *arg),
			 void *arg)
{
	Search s = {.visit = visit, .arg = arg};
	VEC_EACH(Func, f, funcs)
		add_members(&s, f);
	VEC_EACH(Func, f, funcs)
		if (!callgraph_is_closure(f))
			search(&s, f);
}
