// escape_graph.h - the graph of escape analysis, and its solution
//
// Nothing here looks into the tree: nodes and objects are carried along for reports only, so that
// the solver can be tested on graphs built by hand.

#ifndef VOLE_ESCAPE_GRAPH_H
#define VOLE_ESCAPE_GRAPH_H

#include "tree.h"

// -------------------------------------------------------------------------------------------------
// escape_leaks.c - where a parameter goes
// -------------------------------------------------------------------------------------------------

enum { LEAK_HEAP, LEAK_MUTATOR, LEAK_CALLEE, LEAK_RESULT0, LEAK_KINDS = 8 };
enum { LEAK_MAX_RESULTS = LEAK_KINDS - LEAK_RESULT0 };

// For each kind of destination the least number of dereferences on a path to it, -1 if there is
// none.
typedef struct {
	uint8_t plus1[LEAK_KINDS];
} Leaks;

int leaks_get(const Leaks *l, int kind);
void leaks_add(Leaks *l, int kind, int derefs); // keeps the smaller number
void leaks_optimise(Leaks *l);                  // drops what the way to the heap covers
Leaks leaks_to_heap(void);                      // the value itself may go anywhere
Leaks leaks_nowhere(void);
bool leaks_join(Leaks *l, const Leaks *more); // true: that was news

// -------------------------------------------------------------------------------------------------
// escape_graph.c - locations and edges
// -------------------------------------------------------------------------------------------------

typedef struct Location Location;
typedef struct Frame Frame;

// Parameter `param` (a receiver counts) of a call whose callees only the whole program shows
// (closed.h).
typedef struct {
	uint64_t key; // what its callees have in common
	int param;
	uint32_t row; // 1 + where it stands in the package's table; 0: nowhere yet
	// The argument, and what it points to.
	Location *level[2];
} Slot;

// A parameter's way to a slot.
typedef struct SlotLeak {
	struct SlotLeak *next;
	Slot *slot;
	uint8_t plus1[2]; // for each level the least number of dereferences, plus 1; 0: no way
} SlotLeak;

// Why a value flows: one step of an expression.
typedef struct Note {
	const struct Note *next;
	Node *where;
	const char *why;
} Note;

// dst = (derefs times *, or & if -1) src.
typedef struct {
	Location *src;
	int derefs;
	const Note *notes;
} Edge;

enum {
	ATTR_ESCAPES = 1,  // its address reaches something that outlives it: must be on the heap
	ATTR_PERSISTS = 2, // its address outlives the statement: storage not reusable in a loop
	ATTR_MUTATES = 4,  // memory reachable from it may be written
	ATTR_CALLS = 8,    // functions reachable from it may be called, results unseen
};

// An activation of a function: what locations live in.
struct Frame {
	Func *f;
	Frame *outer;      // a closure's: the frame of the function around it, if analysed with it
	bool results_lost; // called from somewhere we do not see
	Vec results;       // Location *
};

struct Location {
	Object *obj;    // a variable, or
	Node *node;     // an allocating expression, or neither: a helper
	Frame *frame;   // NULL: heap and the like
	int loop_depth; // loops around its declaration
	int result;     // 1 + index of a result variable, else 0
	bool is_param;
	Frame *closure; // of an OFUNCLIT: the function's own frame
	Edge *edges;    // incoming
	int nedges, edgecap;
	unsigned attrs;
	Leaks leaks;                          // of a parameter
	SlotLeak *slot_leaks;                 // likewise
	bool captured, reassigned, addrtaken; // of a variable, see flow_captures
	Slot *slot;                           // it stands for what a slot receives, after
	int slot_level;                       // so many dereferences

	// The walk under way: least derefs from its root, the next location and edge towards it.
	int derefs;
	unsigned walk, queued_walk;
	bool queued;
	Location *towards;
	int towards_edge;
};

// A place that awaits a value: dst = (derefs) value.
typedef struct {
	Location *dst;
	int derefs;
	bool addrtaken; // the value is the operand of &
	const Note *notes;
} Hole;

typedef struct Graph {
	Vec locations; // in the order they were made, without the four below
	Location heap, mutator, callee, blank;
	// Called when flow() finds the address of src stored on the heap outright.
	void (*forced)(void *arg, Location *dst, Location *src, int derefs, const Note *notes);
	void *arg;
} Graph;

void graph_init(Graph *g);
Location *graph_location(Graph *g, Frame *frame, int loop_depth, bool persists);
Hole hole_of(Location *l);
Hole hole_shift(Hole k, int delta);
void graph_flow(Graph *g, Hole k, Location *src);

// -------------------------------------------------------------------------------------------------
// escape_solve.c - the fixed point
// -------------------------------------------------------------------------------------------------

// Reports of the solver, for -m=2; either may be NULL.  The path is in l->towards and on to root.
typedef struct {
	void (*escapes)(void *arg, const Location *root, Location *l);
	void (*leaks)(void *arg, const Location *root, Location *l, int derefs);
	void *arg;
} SolveHooks;

void graph_solve(Graph *g, const SolveHooks *hooks);

#endif
