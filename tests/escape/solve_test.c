// solve_test.c - the solver of escape analysis on graphs built by hand

#include <stdlib.h>
#include <string.h>

#include "../../compiler/escape/escape_graph.h"

static int failures, total;

static void check(const char *test, const char *what, bool ok)
{
	total++;
	if (ok)
		return;
	printf("FAIL solve/%s: %s\n", test, what);
	failures++;
}

typedef struct {
	Graph g;
	Frame frame; // of the function under test
} World;

static World *world(void)
{
	World *w = calloc(1, sizeof *w);
	graph_init(&w->g);
	return w;
}

static Location *var(World *w, Frame *frame, int loop_depth)
{
	return graph_location(&w->g, frame ? frame : &w->frame, loop_depth, true);
}

static Location *result(World *w, Frame *frame, int index)
{
	Location *l = var(w, frame, 1);
	l->result = index + 1;
	vec_push(&(frame ? frame : &w->frame)->results, l);
	return l;
}

static Location *param(World *w)
{
	Location *l = var(w, NULL, 1);
	l->is_param = true;
	return l;
}

// dst = derefs src
static void flow(World *w, Location *dst, int derefs, Location *src)
{
	graph_flow(&w->g, hole_shift(hole_of(dst), derefs), src);
}

static bool escapes(const Location *l)
{
	return l->attrs & ATTR_ESCAPES;
}

// p = &x: stays, unless p goes to the heap.
static void test_address(void)
{
	World *w = world();
	Location *p = var(w, NULL, 1), *x = var(w, NULL, 1), *q = var(w, NULL, 1),
		 *y = var(w, NULL, 1);
	flow(w, p, -1, x);
	flow(w, q, -1, y);
	flow(w, &w->g.heap, 0, q);
	graph_solve(&w->g, NULL);
	check("address", "x stays on the stack", !escapes(x));
	check("address", "y reaches the heap through q", escapes(y));
	check("address", "q itself stays", !escapes(q));
}

// heap = *p; p = &x; x = &y: only what x points to is stored, so y escapes and x does not.
static void test_dereference(void)
{
	World *w = world();
	Location *p = var(w, NULL, 1), *x = var(w, NULL, 1), *y = var(w, NULL, 1);
	flow(w, p, -1, x);
	flow(w, x, -1, y);
	flow(w, &w->g.heap, 1, p);
	graph_solve(&w->g, NULL);
	check("dereference", "x stays", !escapes(x));
	check("dereference", "y escapes", escapes(y));
}

// root = &l; l = x: the address of l, not of x.
static void test_floor(void)
{
	World *w = world();
	Location *root = var(w, NULL, 1), *l = var(w, NULL, 1), *x = var(w, NULL, 1);
	flow(w, root, -1, l);
	flow(w, l, 0, x);
	flow(w, &w->g.heap, 0, root);
	graph_solve(&w->g, NULL);
	check("floor", "l escapes", escapes(l));
	check("floor", "x does not", !escapes(x));
}

// What an escaping variable may point to escapes too.
static void test_chain(void)
{
	World *w = world();
	Location *a = var(w, NULL, 1), *b = var(w, NULL, 1), *c = var(w, NULL, 1);
	flow(w, b, -1, a);
	flow(w, c, -1, b);
	flow(w, &w->g.heap, -1, c);
	graph_solve(&w->g, NULL);
	check("chain", "c, b and a escape", escapes(c) && escapes(b) && escapes(a));
}

// A variable outside a loop outlives what each turn makes anew.
static void test_loop(void)
{
	World *w = world();
	Location *outer = var(w, NULL, 1), *inner = var(w, NULL, 2), *x = var(w, NULL, 2);
	flow(w, inner, -1, x);
	graph_solve(&w->g, NULL);
	check("loop", "same turn: stays", !escapes(x));
	w = world();
	outer = var(w, NULL, 1), x = var(w, NULL, 2);
	flow(w, outer, -1, x);
	graph_solve(&w->g, NULL);
	check("loop", "kept across turns: escapes", escapes(x));
}

// Cycles with and without dereferences end.
static void test_cycle(void)
{
	World *w = world();
	Location *p = var(w, NULL, 1), *q = var(w, NULL, 1), *x = var(w, NULL, 1);
	flow(w, p, 1, q);
	flow(w, q, 0, p);
	flow(w, q, -1, p);
	flow(w, p, -1, x);
	graph_solve(&w->g, NULL);
	check("cycle", "nothing escapes", !escapes(p) && !escapes(q) && !escapes(x));
}

static void test_parameters(void)
{
	World *w = world();
	Location *r = result(w, NULL, 0), *id = param(w), *content = param(w), *stored = param(w);
	Location *unused = param(w);
	flow(w, r, 0, id);
	flow(w, r, 2, content);
	flow(w, &w->g.heap, 1, content);
	flow(w, &w->g.heap, 0, stored);
	graph_solve(&w->g, NULL);
	check("parameters", "id to result 0", leaks_get(&id->leaks, LEAK_RESULT0) == 0);
	check("parameters", "id not to heap", leaks_get(&id->leaks, LEAK_HEAP) == -1);
	check("parameters", "content to heap after one dereference",
	      leaks_get(&content->leaks, LEAK_HEAP) == 1);
	leaks_optimise(&content->leaks);
	check("parameters", "the longer way to the result is covered",
	      leaks_get(&content->leaks, LEAK_RESULT0) == -1);
	check("parameters", "stored to heap", leaks_get(&stored->leaks, LEAK_HEAP) == 0);
	check("parameters", "unused nowhere", leaks_get(&unused->leaks, LEAK_HEAP) == -1);
}

// Results beyond the fifth are not told apart from the heap.
static void test_many_results(void)
{
	World *w = world();
	Location *p = param(w), *last = NULL;
	for (int i = 0; i <= LEAK_MAX_RESULTS; i++)
		last = result(w, NULL, i);
	flow(w, last, 0, p);
	graph_solve(&w->g, NULL);
	check("results", "the sixth counts as heap", leaks_get(&p->leaks, LEAK_HEAP) == 0);
}

// A closure may return the address of a variable around it as long as all its calls are seen.
static void test_closure_result(bool lost)
{
	World *w = world();
	Frame *inner = calloc(1, sizeof *inner);
	inner->outer = &w->frame;
	Location *x = var(w, NULL, 1), *r = result(w, inner, 0), *clo = var(w, NULL, 1);
	clo->closure = inner;
	flow(w, r, -1, x);
	if (lost)
		flow(w, &w->g.callee, 0, clo);
	clo->attrs |= lost ? ATTR_CALLS : 0;
	graph_solve(&w->g, NULL);
	check("closure", lost ? "lost: escapes" : "in sight: stays", escapes(x) == lost);
}

// What a closure declares does not survive in the variables around it.
static void test_closure_local(void)
{
	World *w = world();
	Frame *inner = calloc(1, sizeof *inner);
	inner->outer = &w->frame;
	Location *outer = var(w, NULL, 1), *x = var(w, inner, 1);
	flow(w, outer, -1, x);
	graph_solve(&w->g, NULL);
	check("closure", "stored outside: escapes", escapes(x));
}

static void test_mutation(void)
{
	World *w = world();
	Location *written = var(w, NULL, 1), *read = var(w, NULL, 1), *p = var(w, NULL, 1);
	flow(w, p, -1, written);
	flow(w, &w->g.mutator, 0, p);
	flow(w, &w->g.blank, 0, read);
	graph_solve(&w->g, NULL);
	check("mutation", "memory behind p may change", written->attrs & ATTR_MUTATES);
	check("mutation", "nobody writes the other", !(read->attrs & ATTR_MUTATES));
}

// The same verdicts whatever the order of locations and edges.
static void test_order(void)
{
	for (int seed = 1; seed <= 200; seed++) {
		enum { N = 12, EDGES = 20 };
		int from[EDGES], to[EDGES], weight[EDGES], order[EDGES];
		srand((unsigned)seed);
		for (int i = 0; i < EDGES; i++) {
			from[i] = rand() % N, to[i] = rand() % (N + 1), weight[i] = rand() % 3 - 1;
			order[i] = i;
		}
		unsigned verdict[2] = {0, 0};
		for (int turn = 0; turn < 2; turn++) {
			World *w = world();
			Location *l[N];
			for (int i = 0; i < N; i++)
				l[i] = var(w, NULL, 1 + i % 3);
			for (int i = 0; i < EDGES; i++) {
				int e = order[turn ? EDGES - 1 - i : i];
				flow(w, to[e] == N ? &w->g.heap : l[to[e]], weight[e], l[from[e]]);
			}
			graph_solve(&w->g, NULL);
			for (int i = 0; i < N; i++)
				verdict[turn] |= (unsigned)escapes(l[i]) << i;
		}
		check("order", "edges in either order", verdict[0] == verdict[1]);
	}
}

int main(void)
{
	test_address();
	test_dereference();
	test_floor();
	test_chain();
	test_loop();
	test_cycle();
	test_parameters();
	test_many_results();
	test_closure_result(false);
	test_closure_result(true);
	test_closure_local();
	test_mutation();
	test_order();
	if (failures == 0)
		printf("PASS solve (%d checks)\n", total);
	return failures != 0;
}
