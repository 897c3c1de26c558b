// escape_graph.c - building the graph of escape analysis: see the essay in escape.c

#include "escape_graph.h"

#include <string.h>

enum { ALL_ATTRS = ATTR_ESCAPES | ATTR_PERSISTS | ATTR_MUTATES | ATTR_CALLS };

void graph_init(Graph *g)
{
	*g = (Graph){0};
	g->heap.attrs = ALL_ATTRS;
	g->mutator.attrs = ATTR_MUTATES;
	g->callee.attrs = ATTR_CALLS;
}

Location *graph_location(Graph *g, Frame *frame, int loop_depth, bool persists)
{
	Location *l = NEW(Location);
	l->frame = frame;
	l->loop_depth = loop_depth;
	l->attrs = persists ? ATTR_PERSISTS : 0;
	vec_push(&g->locations, l);
	return l;
}

Hole hole_of(Location *l)
{
	return (Hole){.dst = l};
}

Hole hole_shift(Hole k, int delta)
{
	k.derefs += delta;
	if (k.derefs < -1)
		bug("address of an address");
	k.addrtaken = delta < 0;
	return k;
}

static void add_edge(Location *dst, Edge e)
{
	if (dst->nedges == dst->edgecap) {
		dst->edgecap = dst->edgecap ? 2 * dst->edgecap : 4;
		Edge *edges = arena_alloc((size_t)dst->edgecap * sizeof *edges);
		if (dst->nedges)
			memcpy(edges, dst->edges, (size_t)dst->nedges * sizeof *edges);
		dst->edges = edges;
	}
	dst->edges[dst->nedges++] = e;
}

void graph_flow(Graph *g, Hole k, Location *src)
{
	if (k.addrtaken)
		src->addrtaken = true;
	if (k.dst == &g->blank || (k.dst == src && k.derefs >= 0))
		return;
	if ((k.dst->attrs & ATTR_ESCAPES) && k.derefs < 0) {
		if (g->forced)
			g->forced(g->arg, k.dst, src, k.derefs, k.notes);
		src->attrs |= ALL_ATTRS;
		return;
	}
	add_edge(k.dst, (Edge){src, k.derefs, k.notes});
}
