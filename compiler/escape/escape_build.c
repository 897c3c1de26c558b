// escape_build.c - from the typed tree to the graph: functions, variables, holes

#include "closed.h"
#include "escape.h"

static EscapeFunc *new_escape(const Func *f)
{
	EscapeFunc *ef = NEW(EscapeFunc);
	const FuncFacts *known = facts_of(f);
	if (known) {
		const Facts *facts = f->home->facts;
		const Leaks *leaks = facts->leaks;
		*ef = (EscapeFunc){.state = ESCAPE_TAGGED,
				   .params = &leaks[known->first],
				   .slots = closed_slots(facts, known),
				   .nparams = known->nparams};
	}
	return ef;
}

EscapeFunc *escape_of(Func *f)
{
	if (!f->esc)
		f->esc = new_escape(f);
	return f->esc;
}

// -------------------------------------------------------------------------------------------------
// holes
// -------------------------------------------------------------------------------------------------

// Reasons are only kept when someone will read them.
Hole flow_note(Build *e, Hole k, Node *where, const char *why)
{
	if (!e->b->explains)
		return k;
	Note *note = NEW(Note);
	*note = (Note){k.notes, where, why};
	k.notes = note;
	return k;
}

Hole flow_deref(Build *e, Hole k, Node *where, const char *why)
{
	return flow_note(e, hole_shift(k, 1), where, why);
}

Hole flow_addr(Build *e, Hole k, Node *where, const char *why)
{
	return flow_note(e, hole_shift(k, -1), where, why);
}

Hole flow_heap(Build *e)
{
	return hole_of(&e->b->graph.heap);
}

Hole flow_mutator(Build *e)
{
	return hole_of(&e->b->graph.mutator);
}

Hole flow_callee(Build *e)
{
	return hole_of(&e->b->graph.callee);
}

Hole flow_discard(Build *e)
{
	return hole_of(&e->b->graph.blank);
}

Hole flow_tee(Build *e, const Hole *ks, int n)
{
	if (n == 0)
		return flow_discard(e);
	if (n == 1)
		return ks[0];
	Location *tee = graph_location(&e->b->graph, e->frame, e->loop_depth, false);
	for (int i = 0; i < n; i++)
		graph_flow(&e->b->graph, ks[i], tee);
	return hole_of(tee);
}

static Location *expr_location(Build *e, Node *n)
{
	Location *l = graph_location(&e->b->graph, e->frame, e->loop_depth, false);
	l->node = n;
	return l;
}

Hole flow_spill(Build *e, Hole k, Node *n)
{
	Location *l = expr_location(e, n);
	graph_flow(&e->b->graph, flow_addr(e, k, n, "spill"), l);
	return hole_of(l);
}

static Slot *new_slot(Batch *b, uint64_t key, int param)
{
	Slot *s = NEW(Slot);
	*s = (Slot){.key = key, .param = param};
	for (int level = 0; level < 2; level++) {
		s->level[level] = graph_location(&b->graph, NULL, 0, false);
		s->level[level]->slot = s;
		s->level[level]->slot_level = level;
	}
	graph_flow(&b->graph, hole_shift(hole_of(s->level[1]), 1), s->level[0]);
	return s;
}

Hole flow_slot(Build *e, uint64_t key, int param, int level)
{
	const void *id = closed_slot_id(key, param);
	Slot *s = ptrmap_get(&e->b->slots, id);
	if (!s) {
		s = new_slot(e->b, key, param);
		ptrmap_set(&e->b->slots, id, s);
	}
	return hole_of(s->level[level]);
}

// -------------------------------------------------------------------------------------------------
// variables
// -------------------------------------------------------------------------------------------------

Location *flow_location(Object *o)
{
	if (!o->escloc)
		bug("variable %s has no location", o->sym ? o->sym : "_");
	return o->escloc;
}

static Location *declare_variable(Batch *b, Frame *frame, Object *o)
{
	Location *l = graph_location(&b->graph, frame, 1, true);
	l->obj = o;
	l->is_param = o->vclass == VAR_PARAM;
	o->escloc = l;
	return l;
}

// The function around a closure, or the one whose variables a literal outside functions captures.
static Func *surrounding(const Func *f)
{
	if (f->outer)
		return f->outer;
	const Object *first = f->captures.at[0];
	return first->func;
}

static Frame *new_frame(Func *f)
{
	Frame *frame = NEW(Frame);
	frame->f = f;
	if (callgraph_is_closure(f))
		frame->outer = escape_of(surrounding(f))->frame;
	return frame;
}

void flow_declare(Batch *b, Func *f)
{
	EscapeFunc *ef = escape_of(f);
	ef->state = ESCAPE_PLANNED;
	ef->frame = new_frame(f);
	if (f->recv)
		declare_variable(b, ef->frame, f->recv);
	VEC_EACH(Object, o, &f->params)
		declare_variable(b, ef->frame, o);
	VEC_EACH(Object, o, &f->results) {
		Location *l = declare_variable(b, ef->frame, o);
		vec_push(&ef->frame->results, l);
		l->result = ef->frame->results.len;
	}
	VEC_EACH(Object, o, &f->locals)
		if (!o->escloc)
			declare_variable(b, ef->frame, o);
}

// -------------------------------------------------------------------------------------------------
// function bodies
// -------------------------------------------------------------------------------------------------

// A label is the head of a loop if some goto after it leads back.
static void find_looping_labels(Node *n, void *arg)
{
	PtrMap *maps = arg; // seen labels, looping ones
	if (n->op == OLABEL)
		ptrmap_set(&maps[0], n, n);
	else if (n->op == OGOTO && n->x && ptrmap_get(&maps[0], n->x))
		ptrmap_set(&maps[1], n->x, n->x);
}

static void flow_initialisers(Build *e, const Vec *list)
{
	VEC_EACH(Node, n, list) {
		Vec one = {0};
		vec_push(&one, n);
		if (!flow_static(e, n))
			flow_stmts(e, &one);
	}
}

void flow_function(Batch *b, Func *f)
{
	PtrMap maps[2] = {{0}, {0}};
	tree_visit_list(&f->body, find_looping_labels, maps);
	Build e = {
	    .b = b, .f = f, .frame = escape_of(f)->frame, .loop_depth = 1, .labels = maps[1]};
	if (f == b->pkg->var_init)
		flow_initialisers(&e, &f->body);
	else
		flow_block(&e, &f->body);
}

// -------------------------------------------------------------------------------------------------
// captures
// -------------------------------------------------------------------------------------------------

enum { MAX_BYVALUE_SIZE = 128 };

static void mark_captured(Build *e, Object *o)
{
	Location *l = flow_location(o);
	if (l->captured)
		return;
	l->captured = true;
	// What was assigned before the first closure saw the variable, in the same turn of every
	// loop, does not matter to it.
	if (l->loop_depth == e->loop_depth)
		l->reassigned = false;
}

void flow_literal(Build *e, Hole k, Node *n)
{
	k = flow_spill(e, k, n);
	Capture *c = NEW(Capture);
	*c = (Capture){k, n};
	vec_push(&e->b->closures, c);
	if (!callgraph_is_closure(n->func))
		return;
	k.dst->closure = escape_of(n->func)->frame;
	VEC_EACH(Object, o, &n->func->captures)
		mark_captured(e, o);
	flow_function(e->b, n->func);
}

// A place in a closure that mentions o, for explanations.
typedef struct {
	const Object *o;
	Node *found;
} Mention;

static void find_mention(Node *n, void *arg)
{
	Mention *m = arg;
	if (!m->found && n->op == ONAME && n->obj == m->o)
		m->found = n;
	if (!m->found && n->op == OFUNCLIT)
		tree_visit_list(&n->func->body, find_mention, m);
}

static Node *mention_of(const Object *o, const Node *lit)
{
	Mention m = {o, NULL};
	tree_visit_list(&lit->func->body, find_mention, &m);
	return m.found ? m.found : tree_name((Object *)o, o->is_temp ? o->pos : lit->pos);
}

static void connect_capture(Batch *b, const Capture *c, Object *o)
{
	Location *l = flow_location(o);
	o->capture_byval =
	    !l->addrtaken && !l->reassigned && type_size(o->type) <= MAX_BYVALUE_SIZE;
	if (!o->capture_byval)
		o->addrtaken = true;
	report_capture(b, o, l);
	Build e = {.b = b};
	Node *where = b->explains ? mention_of(o, c->lit) : NULL;
	Hole k = c->hole;
	if (!o->capture_byval)
		k = flow_addr(&e, k, where, "reference");
	graph_flow(&b->graph, flow_note(&e, k, where, "captured by a closure"), l);
}

// Only when all bodies are known can it be said whether a variable changes after its capture.
void flow_captures(Batch *b)
{
	VEC_EACH(Capture, c, &b->closures)
		VEC_EACH(Object, o, &c->lit->func->captures)
			connect_capture(b, c, o);
}
