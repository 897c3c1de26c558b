// escape_solve.c - the fixed point of escape analysis: graph in, verdicts out
//
// For every location (the root of a walk) the least number of dereferences on a path from any other
// location to it is computed.  If it comes out as -1, the other's address reaches the root: should
// the root outlive it, the other must be on the heap.  Negative weights call for Bellman and Ford's
// algorithm, but partial sums are kept at 0 or more on the way (in `root = &l; l = x` the address
// that reaches the root is l's, not x's), so there are no negative cycles.
//
// A walk may give a location new attributes; then it becomes a root again, since what it now
// outlives is more.  Attributes are only ever added, each at most once a location: the process
// ends.  Roots that escape are walked first, they settle most questions.

#include "escape_graph.h"

// -------------------------------------------------------------------------------------------------
// a queue with two ends
// -------------------------------------------------------------------------------------------------

typedef struct {
	Location **at;
	int cap, head, len; // cap: a power of two
} Queue;

static void reserve(Queue *q)
{
	if (q->len < q->cap)
		return;
	Queue wider = {.cap = q->cap ? 2 * q->cap : 16, .len = q->len};
	wider.at = arena_alloc((size_t)wider.cap * sizeof *wider.at);
	for (int i = 0; i < q->len; i++)
		wider.at[i] = q->at[(q->head + i) & (q->cap - 1)];
	*q = wider;
}

static void push_front(Queue *q, Location *l)
{
	reserve(q);
	q->head = (q->head - 1) & (q->cap - 1);
	q->at[q->head] = l;
	q->len++;
}

static void push_back(Queue *q, Location *l)
{
	reserve(q);
	q->at[(q->head + q->len++) & (q->cap - 1)] = l;
}

static Location *pop_front(Queue *q)
{
	Location *l = q->at[q->head];
	q->head = (q->head + 1) & (q->cap - 1);
	q->len--;
	return l;
}

// -------------------------------------------------------------------------------------------------
// lifetimes
// -------------------------------------------------------------------------------------------------

typedef struct {
	Graph *g;
	const SolveHooks *hooks;
	Queue roots;
	Queue todo; // of the walk under way
	unsigned walk;
} Solver;

static bool is_inside(const Frame *inner, const Frame *outer)
{
	for (const Frame *f = inner ? inner->outer : NULL; f; f = f->outer)
		if (f == outer)
			return true;
	return false;
}

// May a value stored in l still be there when other, if it is on the stack, is gone or reused?
static bool outlives(const Graph *g, const Location *l, const Location *other)
{
	if (l->attrs & ATTR_ESCAPES)
		return true;
	if (l == &g->mutator || l == &g->callee)
		return false;
	// Nobody knows what callers do with results; but a closure whose calls are all in sight may
	// return addresses of variables around it.
	if (l->result)
		return !(is_inside(l->frame, other->frame) && !l->frame->results_lost);
	// A variable of a later turn of the loop is another variable.
	if (l->frame == other->frame && l->loop_depth < other->loop_depth)
		return true;
	return is_inside(other->frame, l->frame);
}

// -------------------------------------------------------------------------------------------------
// one walk
// -------------------------------------------------------------------------------------------------

static void enqueue_root(Solver *s, Location *l)
{
	if (l->queued)
		return;
	l->queued = true;
	if (l->attrs & ATTR_ESCAPES)
		push_front(&s->roots, l);
	else
		push_back(&s->roots, l);
}

// A closure that may be called out of sight: what its results hold is lost too.
static void lose_results(Solver *s, Frame *closure)
{
	if (!closure || closure->results_lost)
		return;
	closure->results_lost = true;
	VEC_EACH(Location, result, &closure->results)
		enqueue_root(s, result);
}

// l's address reaches root.
static unsigned address_attrs(Solver *s, const Location *root, Location *l)
{
	if (!outlives(s->g, root, l))
		return root->attrs & ATTR_PERSISTS;
	if (!(l->attrs & ATTR_ESCAPES) && s->hooks->escapes)
		s->hooks->escapes(s->hooks->arg, root, l);
	return ATTR_ESCAPES | ATTR_PERSISTS | ATTR_MUTATES | ATTR_CALLS;
}

static uint8_t *way_to_slot(Location *l, const Location *root)
{
	SlotLeak *s = l->slot_leaks;
	while (s && s->slot != root->slot)
		s = s->next;
	if (!s) {
		s = NEW(SlotLeak);
		*s = (SlotLeak){.next = l->slot_leaks, .slot = root->slot};
		l->slot_leaks = s;
	}
	return &s->plus1[root->slot_level];
}

// ... reaches what a slot receives.
static void note_slot_leak(Location *l, const Location *root, int derefs)
{
	uint8_t *known = way_to_slot(l, root),
		now = derefs < UINT8_MAX ? (uint8_t)(derefs + 1) : UINT8_MAX;
	if (*known == 0 || now < *known)
		*known = now;
}

// Parameter l's value, dereferenced so often, reaches root.
static void note_leak(Solver *s, const Location *root, Location *l, int derefs)
{
	if (outlives(s->g, root, l)) {
		if (!(l->attrs & ATTR_ESCAPES) && s->hooks->leaks)
			s->hooks->leaks(s->hooks->arg, root, l, derefs);
		bool to_result = root->result && !(root->attrs & ATTR_ESCAPES) &&
				 root->frame == l->frame && root->result <= LEAK_MAX_RESULTS;
		leaks_add(&l->leaks, to_result ? LEAK_RESULT0 + root->result - 1 : LEAK_HEAP,
			  derefs);
	}
	if (root->attrs & ATTR_MUTATES)
		leaks_add(&l->leaks, LEAK_MUTATOR, derefs);
	if (root->attrs & ATTR_CALLS)
		leaks_add(&l->leaks, LEAK_CALLEE, derefs);
}

// Everything that flows into l flows on to root, derefs dereferences further.
static void relax_edges(Solver *s, Location *l, int derefs)
{
	for (int i = 0; i < l->nedges; i++) {
		const Edge *e = &l->edges[i];
		Location *src = e->src;
		if (src->attrs & ATTR_ESCAPES)
			continue;
		int d = derefs + e->derefs;
		if (src->walk == s->walk && src->derefs <= d)
			continue;
		src->walk = s->walk;
		src->derefs = d;
		src->towards = l;
		src->towards_edge = i;
		if (src->queued_walk != s->walk) {
			src->queued_walk = s->walk;
			push_back(&s->todo, src);
		}
	}
}

static void visit(Solver *s, const Location *root, Location *l)
{
	unsigned attrs = 0;
	int derefs = l->derefs;
	if (derefs < 0) {
		derefs = 0;
		attrs |= address_attrs(s, root, l);
	}
	if (derefs == 0)
		attrs |= root->attrs & (ATTR_MUTATES | ATTR_CALLS);
	if (root->slot) {
		lose_results(s, l->closure);
		if (l->is_param)
			note_slot_leak(l, root, derefs);
	} else if (l->is_param) {
		note_leak(s, root, l, derefs);
	}
	if (attrs & ~l->attrs) {
		l->attrs |= attrs;
		enqueue_root(s, l);
		if (l->attrs & ATTR_ESCAPES)
			return;
	}
	relax_edges(s, l, derefs);
}

static void walk_from(Solver *s, Location *root)
{
	s->walk++;
	root->walk = s->walk;
	root->derefs = 0;
	root->towards = NULL;
	if (root->attrs & ATTR_CALLS)
		lose_results(s, root->closure);
	push_front(&s->todo, root);
	while (s->todo.len > 0) {
		Location *l = pop_front(&s->todo);
		l->queued_walk = 0;
		visit(s, root, l);
	}
}

void graph_solve(Graph *g, const SolveHooks *hooks)
{
	static const SolveHooks none = {0};
	Solver s = {.g = g, .hooks = hooks ? hooks : &none};
	Location *special[] = {&g->mutator, &g->callee, &g->heap};
	VEC_EACH(Location, l, &g->locations) {
		l->queued = true;
		push_front(&s.roots, l);
	}
	for (int i = 0; i < 3; i++) {
		special[i]->queued = true;
		push_front(&s.roots, special[i]);
	}
	while (s.roots.len > 0) {
		Location *root = pop_front(&s.roots);
		root->queued = false;
		walk_from(&s, root);
	}
}
