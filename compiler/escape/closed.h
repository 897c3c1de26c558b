// closed.h - escape analysis of a whole program (-escape=closed)
//
// Two passes, told of in closed.c.  While Options.world is NULL the packages are asked what they
// do; the answers make a world (world.c), with which they are then compiled.

#ifndef VOLE_CLOSED_H
#define VOLE_CLOSED_H

#include "escape_graph.h"
#include "facts.h"
#include "options.h"

// What a package tells in the first pass stands behind the summary of its functions: this, and the
// rows in the order of the numbers.  Written to files as they are.
typedef struct {
	uint32_t nasks, nslots, nflows, nlinks, nuses;
	uint32_t unused; // 0
} ClosedHead;

#define KEY_OF_VALUES ((uint64_t)1) // the bit that tells function values' keys from methods'

typedef struct { // a call here reaches whoever shares the key
	uint64_t key;
	uint32_t nparams; // a receiver counts
	uint32_t name;    // where the key stands in words, in Facts.text
} AskRow;

typedef struct { // a Slot
	uint64_t key;
	uint64_t param;
} SlotRow;

typedef struct {        // a SlotLeak
	uint32_t leaks; // of this parameter: index of its Leaks.  Rows are sorted by it
	uint32_t slot;  // index of the SlotRow
	uint8_t plus1[2];
	uint8_t unused[6]; // 0
} FlowRow;

// Who may be reached through a key, if the owner is live: parameter i of the call is the target's i
// + shift. LINK_BOUND: a method, if method values may be made by reflection.
typedef enum { LINK_FUNC, LINK_KEY, LINK_ANY, LINK_BOUND } LinkKind;
// A method's receiver, seen from the interface: the value, what it points to, or nothing that
// points anywhere.
typedef enum { RECV_DIRECT, RECV_BOXED, RECV_PLAIN } RecvKind;
typedef struct {
	uint64_t key, target; // facts_hash() of a function; another key; 0
	uint64_t owner;       // as in UseRow
	uint16_t kind, recv, shift, unused;
} LinkRow;

// If the owner is live, so is the target.  A function is live if it may run (its node is its
// facts_hash()), a type if interfaces may hold its values.
typedef struct {
	uint64_t owner, target;
} UseRow;
// What is live from the start; everything; functions that nobody declares, of types that reflection
// reaches (whose node is the key of their values) or of any; reflection's method values.
enum { NODE_ROOT = 1, NODE_ALL, NODE_MADE, NODE_ANY_MADE, NODE_METHODS };

// closed.c
// The key of a call whose callee is not known: of a method of an interface, by name and signature;
// of a function value, by signature.  0: it has none, anything may be called.
uint64_t closed_key_of_call(const Node *call);
const void *closed_slot_id(uint64_t key, int param); // of a slot, as a key of PtrMap
// The ways to slots of an imported function's parameters, in the first pass; NULL: none.
SlotLeak **closed_slots(const Facts *facts, const FuncFacts *f);

// Writing a ClosedHead: functions one by one, then the end.
typedef struct {
	Buf flows;
	Vec slots; // Slot *
	PtrMap ids;
	ClosedHead head;
} ClosedWriter;
void closed_function(ClosedWriter *w, Func *f, uint32_t first); // first: index of its Leaks
void closed_finish(ClosedWriter *w, Package *p, Buf *out, Buf *text);

// world.c
World *world_new(void);
void world_add(World *w, const Facts *f); // of each package, before
void world_solve(World *w);
// Where an argument goes: the join of what the callees do with it.  Never NULL.
const Leaks *world_answer(const World *w, uint64_t key, int param);
// Appends the answers to what the package with these facts asks.  True: one of them says more than
// that the argument may go anywhere.
// Everything that is asked for, with the answers and those they come from; before, if wanted, what
// all live functions do.
void world_print(const World *w, FILE *f, bool functions);
bool world_answers(const World *w, const Facts *f, Buf *out);

#endif
