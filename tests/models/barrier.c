// barrier.c - a model of concurrent marking: is anything freed that the program can reach?
//
//     barrier [-story] [number of objects] [variant]
//
// Objects with a pointer each, a global pointer, two mutators with stacks of two and one pointers,
// a collector. Whatever a mutator can do it may do at any moment: load, store, allocate, forget.
// Each reads and writes memory as x86-64 does (total store order): a store waits in the processor's
// buffer for as long as it likes, only its own processor sees it there, and a locked instruction,
// as marking an object is, lets it out first. What the runtime does with the world stopped, or a
// goroutine stopped, is one step; everything else is cut where another thread could come in
// between:
//
//     store    read the old pointer | shade it | shade the new one | store      (barrier.c)
//     scan     take an object and read its pointer | shade what that points to   (mark.c)
//     grey     in the list of the P that shaded it, until that is flushed        (gcwork.c)
//
// With more than one object (the number is given, at most 3) there would be too many states for all
// of that: then the second mutator, which has a stack of one pointer, stores in one step, and the
// first begins no store before its last one has arrived.
//
// Variants leave out one thing each. The first two must hold, the others must not, or the model
// would prove nothing.
//
// run: 1 hybrid
// run: 2

#include <stddef.h>
#include "explore.h"

enum { OBJECTS = 3, SLOTS = 2, MUTATORS = 2, GLOBAL = OBJECTS, NIL = 7 };
static const int slots[MUTATORS] = {2, 1};
static uint8_t objects = 2;
static bool coarse;                                              // see above
enum { FREE, WHITE, GREY, GREY_OF, BLACK = GREY_OF + MUTATORS }; // GREY_OF + i: in P i's list
enum { OFF, MARK };
enum { IDLE, SHADE_OLD, SHADE_NEW, STORE };
enum { ROOT_GLOBAL = 1, ROOT_STACK = 2, ALL_ROOTS = ROOT_GLOBAL | ROOT_STACK | ROOT_STACK << 1 };

typedef struct {
	uint8_t slot[SLOTS];
	uint8_t pc, place, value, old;    // of the store under way
	uint8_t buffered, buffered_value; // place, NIL: none
} Mutator;

typedef struct {
	uint8_t field[OBJECTS + 1]; // the last one is the global
	uint8_t colour[OBJECTS];
	uint8_t phase, roots;  // roots: scanned
	uint8_t scanned, read; // by the collector: object (NIL: none), and what its pointer was
	uint8_t lost;
	Mutator m[MUTATORS];
} State;

typedef struct {
	const char *name;
	bool holds;
	bool no_deletion, no_insertion, rescan, white_birth, early;
} Variant;

static const Variant variants[] = {
    {"hybrid", .holds = true},
    {"dijkstra", .holds = true, .no_deletion = true, .rescan = true},
    {"no-deletion-shade", .no_deletion = true},
    {"no-insertion-shade", .no_insertion = true},
    {"white-allocation", .white_birth = true},
    {"early-termination", .early = true},
};
static const Variant *variant;

// --- memory --------------------------------------------------------------------------------------

static uint8_t seen_by(const State *s, const Mutator *m, uint8_t place)
{
	return m->buffered == place ? m->buffered_value : s->field[place];
}

static bool is_safe(const Mutator *m) // at a safepoint, and what it stored has arrived
{
	return m->pc == IDLE && m->buffered == NIL;
}

static bool all_safe(const State *s)
{
	return is_safe(&s->m[0]) && is_safe(&s->m[1]);
}

static void shade(State *s, uint8_t o, uint8_t grey)
{
	if (o != NIL && s->colour[o] == WHITE)
		s->colour[o] = grey;
}

static bool needs_lock(const State *s, uint8_t o)
{
	return o != NIL && s->colour[o] == WHITE;
}

static void mark_reachable(const State *s, uint8_t o, bool *reached)
{
	for (; o != NIL && !reached[o]; o = s->field[o])
		reached[o] = true;
}

// --- mutators ------------------------------------------------------------------------------------

static const char *place_name(uint8_t place)
{
	static const char *const names[] = {"A.p", "B.p", "C.p", "global"};
	return names[place];
}

static const char *object_name(uint8_t o)
{
	static const char *const names[] = {"A", "B", "C"};
	return o == NIL ? "nil" : names[o];
}

static void loads(const State *s, int i, Explorer *x)
{
	for (int from = 0; from <= slots[i]; from++) {
		uint8_t place = from == slots[i] ? GLOBAL : s->m[i].slot[from];
		for (int to = 0; place != NIL && to < slots[i]; to++) {
			State next = *s;
			next.m[i].slot[to] = seen_by(s, &s->m[i], place);
			explore_emit(x, &next, "mutator %d loads %s: %s", i + 1, place_name(place),
				     object_name(next.m[i].slot[to]));
		}
	}
}

// To the next part of the barrier that does something: what is marked needs no shade, and stays
// marked.
static void skip_shades(const State *s, Mutator *m)
{
	if (m->pc == SHADE_OLD && !needs_lock(s, m->old))
		m->pc = SHADE_NEW;
	if (m->pc != SHADE_OLD)
		m->old = NIL;
	if (m->pc == SHADE_NEW && (variant->no_insertion || !needs_lock(s, m->value)))
		m->pc = STORE;
}

static void arrive(State *s, int i)
{
	Mutator *m = &s->m[i];
	s->field[m->buffered] = m->buffered_value;
	m->buffered = m->buffered_value = NIL;
}

// The next part of a store.
static void advance(State *s, int i)
{
	Mutator *m = &s->m[i];
	if (m->pc == STORE) {
		m->buffered = m->place;
		m->buffered_value = m->value;
		m->pc = IDLE;
		m->place = m->value = m->old = NIL;
		return;
	}
	shade(s, m->pc == SHADE_OLD ? m->old : m->value, (uint8_t)(GREY_OF + i));
	m->pc++;
	skip_shades(s, m);
}

static void begin_store(const State *s, int i, uint8_t place, uint8_t value, Explorer *x)
{
	State next = *s;
	Mutator *m = &next.m[i];
	if (s->phase == OFF) { // and nobody looks: no need to let it wait
		next.field[place] = value;
		explore_emit(x, &next, "mutator %d stores %s in %s", i + 1, object_name(value),
			     place_name(place));
		return;
	}
	m->pc = variant->no_deletion ? SHADE_NEW : SHADE_OLD;
	m->place = place;
	m->value = value;
	m->old = seen_by(s, m, place);
	uint8_t old = m->old;
	skip_shades(s, m);
	if (i > 0 && coarse) {
		while (m->pc != IDLE)
			advance(&next, i);
		arrive(&next, i);
	}
	explore_emit(x, &next, "mutator %d is to store %s in %s, which has %s", i + 1,
		     object_name(value), place_name(place), object_name(old));
}

static void stores(const State *s, int i, Explorer *x)
{
	for (int to = 0; to <= slots[i]; to++) {
		uint8_t place = to == slots[i] ? GLOBAL : s->m[i].slot[to];
		for (int from = 0; place != NIL && from <= slots[i]; from++)
			begin_store(s, i, place, from == slots[i] ? NIL : s->m[i].slot[from], x);
	}
}

static void births(const State *s, int i, Explorer *x)
{
	uint8_t used = 0, o = OBJECTS;
	for (uint8_t at = OBJECTS; at-- > 0;)
		if (s->colour[at] == FREE)
			o = at;
		else
			used++;
	for (int to = 0; used < objects && to < slots[i]; to++) {
		State next = *s;
		next.colour[o] = s->phase == MARK && !variant->white_birth ? BLACK : WHITE;
		next.field[o] = NIL;
		next.m[i].slot[to] = o;
		explore_emit(x, &next, "mutator %d allocates %s", i + 1, object_name(o));
	}
}

static void forgets(const State *s, int i, Explorer *x)
{
	for (int slot = 0; slot < slots[i]; slot++) {
		State next = *s;
		next.m[i].slot[slot] = NIL;
		if (s->m[i].slot[slot] != NIL)
			explore_emit(x, &next, "mutator %d forgets %s", i + 1,
				     object_name(s->m[i].slot[slot]));
	}
}

static void next_of_store(const State *s, int i, Explorer *x)
{
	State next = *s;
	const Mutator *m = &s->m[i];
	uint8_t shaded = m->pc == SHADE_OLD ? m->old : m->value;
	if (m->buffered != NIL && (m->pc == STORE || needs_lock(s, shaded)))
		return;
	advance(&next, i);
	if (m->pc == STORE)
		explore_emit(x, &next, "mutator %d stores", i + 1);
	else
		explore_emit(x, &next, "mutator %d shades %s", i + 1, object_name(shaded));
}

static void mutate(const State *s, int i, Explorer *x)
{
	const Mutator *m = &s->m[i];
	if (m->buffered != NIL) {
		State next = *s;
		arrive(&next, i);
		explore_emit(x, &next, "mutator %d's store of %s arrives", i + 1,
			     object_name(m->buffered_value));
	}
	if (m->pc != IDLE) {
		next_of_store(s, i, x);
		return;
	}
	loads(s, i, x);
	if (m->buffered == NIL || !coarse)
		stores(s, i, x);
	births(s, i, x);
	forgets(s, i, x);
}

// --- the collector -------------------------------------------------------------------------------

static void begin_cycle(const State *s, Explorer *x)
{
	State next = *s;
	if (!all_safe(s))
		return;
	next.phase = MARK;
	next.roots = 0;
	for (int o = 0; o < OBJECTS; o++)
		if (next.colour[o] != FREE)
			next.colour[o] = WHITE;
	explore_emit(x, &next, "the world is stopped: marking begins");
}

static void scan_roots(const State *s, Explorer *x)
{
	State next = *s;
	if (!(s->roots & ROOT_GLOBAL)) {
		shade(&next, s->field[GLOBAL], GREY);
		next.roots |= ROOT_GLOBAL;
		explore_emit(x, &next, "the collector scans the global");
	}
	for (int i = 0; i < MUTATORS; i++) {
		next = *s;
		if (s->roots & ROOT_STACK << i || !is_safe(&s->m[i]))
			continue;
		for (int slot = 0; slot < SLOTS; slot++)
			shade(&next, s->m[i].slot[slot], GREY);
		next.roots |= (uint8_t)(ROOT_STACK << i);
		explore_emit(x, &next, "the collector scans mutator %d's stack", i + 1);
	}
}

static void scan_objects(const State *s, Explorer *x)
{
	State next = *s;
	if (s->scanned != NIL) {
		shade(&next, s->read, GREY);
		next.scanned = next.read = NIL;
		explore_emit(x, &next, "the collector shades what it read, %s",
			     object_name(s->read));
		return;
	}
	for (uint8_t o = 0; o < OBJECTS; o++) {
		if (s->colour[o] != GREY)
			continue;
		next = *s;
		next.colour[o] = BLACK;
		next.scanned = o;
		next.read = s->field[o];
		explore_emit(x, &next, "the collector takes %s and reads %s", object_name(o),
			     object_name(next.read));
	}
}

static void flush_lists(const State *s, Explorer *x)
{
	for (int i = 0; i < MUTATORS; i++) {
		State next = *s;
		bool any = false;
		for (int o = 0; o < OBJECTS; o++)
			if (s->colour[o] == GREY_OF + i) {
				next.colour[o] = GREY;
				any = true;
			}
		if (any)
			explore_emit(x, &next, "P %d gives its grey objects away", i + 1);
	}
}

static bool grey_left(const State *s)
{
	for (int o = 0; o < OBJECTS; o++)
		if (s->colour[o] == GREY ||
		    (s->colour[o] > GREY && s->colour[o] < BLACK && !variant->early))
			return true;
	return false;
}

static void end_cycle(const State *s, Explorer *x)
{
	State next = *s;
	bool reached[OBJECTS] = {false};
	if (s->roots != ALL_ROOTS || s->scanned != NIL || grey_left(s) || !all_safe(s))
		return;
	for (int i = 0; i < MUTATORS; i++)
		for (int slot = 0; slot < SLOTS; slot++)
			mark_reachable(s, s->m[i].slot[slot], reached);
	if (variant->rescan) // and marking goes on until the end, with the world stopped
		for (int o = 0; o < OBJECTS; o++)
			if (reached[o])
				next.colour[o] = BLACK;
	mark_reachable(s, s->field[GLOBAL], reached);
	for (uint8_t o = 0; o < OBJECTS; o++) {
		if (next.colour[o] == WHITE) {
			next.lost |= reached[o];
			next.colour[o] = FREE;
			next.field[o] = NIL;
		} else if (next.colour[o] != FREE) {
			next.colour[o] = WHITE; // swept
		}
	}
	next.phase = OFF;
	next.roots = 0;
	explore_emit(x, &next, "the world is stopped: nothing is grey, what is white is freed");
}

static void successors(const void *state, Explorer *x)
{
	const State *s = state;
	if (s->phase == OFF) {
		begin_cycle(s, x);
	} else {
		scan_roots(s, x);
		scan_objects(s, x);
		flush_lists(s, x);
		end_cycle(s, x);
	}
	for (int i = 0; i < MUTATORS; i++)
		mutate(s, i, x);
}

static const char *wrong(const void *state)
{
	return ((const State *)state)->lost ? "an object is freed that can be reached" : NULL;
}

static void print(const void *state, char *to, size_t bytes)
{
	static const char *const colours[] = {"free", "white", "grey", "grey", "grey", "black"};
	const State *s = state;
	size_t n = 0;
	for (uint8_t o = 0; o < OBJECTS; o++)
		if (s->colour[o] != FREE)
			n += (size_t)snprintf(to + n, bytes - n, "%s %s->%s  ",
					      colours[s->colour[o]], object_name(o),
					      object_name(s->field[o]));
	n += (size_t)snprintf(to + n, bytes - n, "global->%s", object_name(s->field[GLOBAL]));
	for (int i = 0; i < MUTATORS; i++)
		n += (size_t)snprintf(to + n, bytes - n, "  stack%d %s %s", i + 1,
				      object_name(s->m[i].slot[0]), object_name(s->m[i].slot[1]));
}

// --- states that are the same --------------------------------------------------------------------

// What nobody can come to again is as good as freed: it will be, and another object may have its
// name. Only an object that will be scanned still matters, for what it points to.
static void drop_garbage(State *s)
{
	bool needed[OBJECTS] = {false};
	mark_reachable(s, s->field[GLOBAL], needed);
	mark_reachable(s, s->read, needed);
	for (int i = 0; i < MUTATORS; i++) {
		const Mutator *m = &s->m[i];
		const uint8_t held[] = {m->slot[0],
					m->slot[1],
					m->value,
					m->old,
					m->buffered_value,
					m->place == GLOBAL ? NIL : m->place,
					m->buffered == GLOBAL ? NIL : m->buffered};
		for (size_t h = 0; h < sizeof held; h++)
			mark_reachable(s, held[h], needed);
	}
	for (uint8_t o = 0; o < OBJECTS; o++)
		if (s->scanned == o || (s->colour[o] >= GREY && s->colour[o] < BLACK))
			mark_reachable(s, o, needed);
	for (uint8_t o = 0; o < OBJECTS; o++)
		if (!needed[o]) {
			s->colour[o] = FREE;
			s->field[o] = NIL;
		}
}

// --- symmetry ------------------------------------------------------------------------------------

static uint8_t renamed(const uint8_t *names, uint8_t o)
{
	return o < OBJECTS ? names[o] : o;
}

// Objects under other names; the slots of a stack in order.
static State rename_objects(const State *s, const uint8_t *names)
{
	State to = *s;
	for (int o = 0; o < OBJECTS; o++) {
		to.field[names[o]] = renamed(names, s->field[o]);
		to.colour[names[o]] = s->colour[o];
	}
	to.field[GLOBAL] = renamed(names, s->field[GLOBAL]);
	to.scanned = renamed(names, s->scanned);
	to.read = renamed(names, s->read);
	for (int i = 0; i < MUTATORS; i++) {
		uint8_t *bytes = (uint8_t *)&to.m[i];
		for (size_t b = 0; b < sizeof to.m[i]; b++)
			if (b != offsetof(Mutator, pc))
				bytes[b] = renamed(names, bytes[b]);
		if (to.m[i].slot[0] > to.m[i].slot[1]) {
			uint8_t slot = to.m[i].slot[0];
			to.m[i].slot[0] = to.m[i].slot[1];
			to.m[i].slot[1] = slot;
		}
	}
	return to;
}

static void canonical(void *state)
{
	static const uint8_t names[][OBJECTS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
						 {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	drop_garbage(state);
	State least = rename_objects(state, names[0]);
	for (int i = 1; i < 6; i++) {
		State other = rename_objects(state, names[i]);
		if (memcmp(&other, &least, sizeof least) < 0)
			least = other;
	}
	memcpy(state, &least, sizeof least);
}

static State start(void)
{
	State s;
	memset(&s, NIL, sizeof s);
	memset(s.colour, FREE, sizeof s.colour);
	s.phase = OFF;
	s.roots = s.lost = 0;
	s.m[0].pc = s.m[1].pc = IDLE;
	return s;
}

static Claim choose(size_t i)
{
	variant = &variants[i];
	return (Claim){variant->name, variant->holds};
}

int main(int argc, char **argv)
{
	static const Model model = {sizeof(State), successors, wrong, print, NULL, canonical};
	for (int i = 1; i < argc; i++)
		if (argv[i][0] >= '1' && argv[i][0] <= '0' + OBJECTS)
			objects = (uint8_t)(argv[i][0] - '0');
	coarse = objects > 1;
	State first = start();
	return explore_claims(argc, argv, &model, &first, sizeof variants / sizeof *variants,
			      choose);
}
