// gc_graph.c - several goroutines change random graphs of heap objects; a copy of each graph in C
// memory says what must be there.
//
//     gc_graph [seconds] [goroutines] [seed]
//
// Every object carries an id and a check word; an object that was freed while reachable, moved or
// overwritten shows as a wrong one at the next comparison.  The mutations are those that are hard
// for a concurrent collector: pointers that are taken out of one object and put into another,
// pointers that live only on a stack while other work is done, graphs that change hands between
// goroutines, objects of every size class and large ones, arrays of structs.
//
// run: 3 4 1
// run: GOMAXPROCS=1 2 4 2
// run: GODEBUG=gccheckmark=1,clobberfree=1 4 4 3
// run: GODEBUG=gcstress=50,clobberfree=1 3 4 4
// run: GODEBUG=gcbarrier=dijkstra,gccheckmark=1,clobberfree=1 3 4 5
// run: GODEBUG=gcstoptheworld=1,clobberfree=1 2 4 6
// run: GODEBUG=gcstoptheworld=2 2 4 7
// run: GODEBUG=efence=1 2 2 8
// run: GOMEMLIMIT=60MiB GODEBUG=gccheckmark=1,clobberfree=1 3 4 9

#include <stdio.h>
#include <stdlib.h>
#include "gc.h"
#include "scheduler.h"
#include "memory.h"
#include "linked.h"
#include "os.h"

#define ROOTS 48
#define MAX_POINTERS 9000
#define CHECK 0x5eedf00dcafe0000u

// An object: id, check word, pointers.  Its type has as many pointer words as it has pointers.
typedef struct Node {
	uint64_t id, check;
	struct Node *to[];
} Node;

typedef struct Shadow { // the same, in C memory
	uint64_t id;
	int n;
	uint32_t seen;
	Node *real;
	struct Shadow *next; // all of a world's
	struct Shadow *to[];
} Shadow;

typedef struct { // one goroutine's graph
	int number;
	uint64_t rand, ids;
	Shadow *shadow_root, *all;
	uint32_t mark;
	long objects, checks;
} World;

static int seconds = 5, nworlds = 4;
static uint64_t seed = 1;
static atomic_u32 worlds_left;
static int64_t deadline;

// --- types ---------------------------------------------------------------------------------------

static const int sizes[] = {0,   1,    2,    3,    4,    5,    6,    8,    10,   14,
			    20,  30,   46,   61,   62,   63,   64,   100,  126,  200,
			    500, 1000, 2000, 4000, 4090, 4093, 4094, 4095, 4100, MAX_POINTERS};
#define NSIZES (int)(sizeof sizes / sizeof sizes[0])
static GoType types[NSIZES], pair_type, root_type;

static void make_type(GoType *t, int npointers)
{
	uint64_t *map = rt_alloc((size_t)(npointers + 2 + 63) / 64 * 8 + 8);
	for (int i = 2; i < npointers + 2; i++)
		map[i / 64] |= (uint64_t)1 << i % 64;
	*t = (GoType){.size = 16 + 8 * (uintptr_t)npointers, .gcdata = (const uint8_t *)map};
	t->ptrdata = npointers ? t->size : 0;
}

// --- random numbers ------------------------------------------------------------------------------

static uint64_t next_random(World *w)
{
	w->rand ^= w->rand << 13;
	w->rand ^= w->rand >> 7;
	w->rand ^= w->rand << 17;
	return w->rand;
}

static int below(World *w, int n)
{
	return (int)((next_random(w) >> 20) % (unsigned)n);
}

// --- mutations, in both --------------------------------------------------------------------------

static void store(Node **slot, Node *value)
{
	if (barrier_enabled)
		barrier_write(slot, value);
	else
		*(Node *volatile *)slot = value;
}

static Shadow *add(World *w, int size)
{
	int n = sizes[size];
	Node *node = malloc_newobject(&types[size]);
	if (node->id || node->check)
		throw("new object is not zero");
	for (int i = 0; i < n; i++)
		if (node->to[i])
			throw("new object is not zero");
	Shadow *s = calloc(1, sizeof *s + (size_t)n * sizeof s->to[0]);
	node->id = s->id = (uint64_t)w->number << 48 | ++w->ids;
	node->check = CHECK ^ s->id;
	s->n = n;
	s->real = node;
	s->next = w->all;
	w->all = s;
	w->objects++;
	return s;
}

static void connect_to(Shadow *from, int i, Shadow *to)
{
	from->to[i] = to;
	store(&from->real->to[i], to ? to->real : NULL);
}

// A random walk from the root; NULL if it ends nowhere.
static Shadow *walk(World *w)
{
	Shadow *s = w->shadow_root->to[below(w, ROOTS)];
	for (int steps = below(w, 8); s && s->n && steps > 0; steps--) {
		Shadow *to = s->to[below(w, s->n)];
		if (!to)
			break;
		s = to;
	}
	return s;
}

static int random_size(World *w)
{
	int r = below(w, 1000);
	if (r < 900)
		return below(w, 12);
	return r < 998 ? below(w, NSIZES - 5) : below(w, NSIZES);
}

static void op_new(World *w)
{
	Shadow *s = add(w, random_size(w));
	for (int i = 0; i < s->n && i < 6; i++)
		connect_to(s, i, walk(w));
	Shadow *at = walk(w);
	if (!at || !at->n || below(w, 4) == 0)
		at = w->shadow_root;
	connect_to(at, below(w, at->n), s);
}

// Take a pointer out of an object and put it into another; it lives on this stack only, meanwhile.
static void op_move(World *w)
{
	Shadow *from = walk(w), *to = walk(w);
	if (!from || !to || !from->n || !to->n)
		return;
	int i = below(w, from->n);
	Shadow *s = from->to[i];
	Node *volatile on_stack = s ? s->real : NULL;
	connect_to(from, i, NULL);
	if (below(w, 50) == 0)
		sched_gosched();
	else if (below(w, 10) == 0)
		for (int n = below(w, 200); n > 0; n--)
			malloc_newobject(&types[below(w, 8)]);
	connect_to(to, below(w, to->n), s);
	(void)on_stack;
}

static void op_drop(World *w)
{
	Shadow *from = walk(w);
	if (from && from->n)
		connect_to(from, below(w, from->n), NULL);
}

// Garbage of all kinds.
static void op_garbage(World *w)
{
	for (int n = below(w, 40); n > 0; n--) {
		int size = random_size(w);
		if (below(w, 8) == 0)
			malloc_newarray(&pair_type, 1 + below(w, 600));
		else if (below(w, 3) == 0)
			malloc_gc(1 + below(w, 300), NULL, true);
		else
			malloc_newobject(&types[size]);
	}
}

// --- comparison ----------------------------------------------------------------------------------

static _Noreturn void differs(World *w, const Shadow *s, const char *what)
{
	fprintf(stderr,
		"gc_graph: goroutine %d: object %#lx (%d pointers) at %p: %s; "
		"id %#lx check %#lx\n",
		w->number, (unsigned long)s->id, s->n, (void *)s->real, what,
		(unsigned long)s->real->id, (unsigned long)s->real->check);
	throw("heap differs from the model");
}

static void check_node(World *w, const Shadow *s)
{
	const Node *r = s->real;
	if (r->id != s->id || r->check != (CHECK ^ s->id))
		differs(w, s, "wrong object");
	for (int i = 0; i < s->n; i++)
		if (r->to[i] != (s->to[i] ? s->to[i]->real : NULL))
			differs(w, s, "wrong pointer");
}

static Shadow **grow_stack(Shadow **stack, int *cap, int need)
{
	*cap = need * 2 + 1000;
	return realloc(stack, (size_t)*cap * sizeof *stack);
}

// Visit all that is reachable in the model, compare, and forget the rest.
static void check(World *w)
{
	Shadow **mine = NULL;
	int n = 0, mine_cap = 0;
	w->mark++;
	w->shadow_root->seen = w->mark;
	Shadow *s = w->shadow_root;
	for (;;) {
		check_node(w, s);
		gc_yield();
		if (n + s->n > mine_cap)
			mine = grow_stack(mine, &mine_cap, n + s->n);
		for (int i = 0; i < s->n; i++)
			if (s->to[i] && s->to[i]->seen != w->mark) {
				s->to[i]->seen = w->mark;
				mine[n++] = s->to[i];
			}
		if (n == 0)
			break;
		s = mine[--n];
	}
	free(mine);
	Shadow **at = &w->all;
	while ((s = *at) != NULL) {
		gc_yield();
		if (s->seen == w->mark) {
			at = &s->next;
		} else {
			*at = s->next;
			free(s);
			w->objects--;
		}
	}
	w->checks++;
}

// --- goroutines ----------------------------------------------------------------------------------

static Node *global_roots[64];
static GoType global_roots_type;
__attribute__((section("goroots"), used)) static const GoRoot root_entry = {global_roots,
									    &global_roots_type};

static void prune(World *w)
{
	while (w->objects > 20000) {
		for (int i = 0; i < ROOTS / 2; i++)
			connect_to(w->shadow_root, below(w, ROOTS), NULL);
		check(w);
	}
}

static void run_world(World *w)
{
	for (long n = 1; os_nanotime() < deadline; n++) {
		int op = below(w, 100);
		if (op < 50)
			op_new(w);
		else if (op < 80)
			op_move(w);
		else if (op < 92)
			op_drop(w);
		else
			op_garbage(w);
		gc_yield();
		if (n % 4096 == 0) {
			check(w);
			prune(w);
		}
	}
	check(w);
}

static void world_main(void *arg)
{
	World *w = arg;
	w->shadow_root = calloc(1, sizeof(Shadow) + ROOTS * sizeof(Shadow *));
	w->shadow_root->n = ROOTS;
	w->shadow_root->id = (uint64_t)w->number << 48 | ++w->ids;
	w->shadow_root->real = malloc_newobject(&root_type);
	w->shadow_root->real->id = w->shadow_root->id;
	w->shadow_root->real->check = CHECK ^ w->shadow_root->id;
	Node *volatile on_stack = w->shadow_root->real;
	if (w->number % 2) // half of them hang on a global, half on the stack only
		store(&global_roots[w->number], on_stack);
	run_world(w);
	(void)on_stack;
	printf("goroutine %d: %ld comparisons, %ld objects at the end\n", w->number, w->checks,
	       w->objects);
	fflush(stdout);
	atomic_add32(&worlds_left, -1);
}

const GoInit go_inits[] = {{NULL, NULL}};

void go_main_main(void)
{
	if (os_argc > 1)
		seconds = atoi(os_argv[1]);
	if (os_argc > 2)
		nworlds = atoi(os_argv[2]);
	if (os_argc > 3)
		seed = strtoull(os_argv[3], NULL, 10);
	for (int i = 0; i < NSIZES; i++)
		make_type(&types[i], sizes[i]);
	make_type(&root_type, ROOTS);
	make_type(&pair_type, 2);
	static const uint64_t ones = ~(uint64_t)0;
	global_roots_type = (GoType){.size = sizeof global_roots,
				     .ptrdata = sizeof global_roots,
				     .gcdata = (const uint8_t *)&ones};
	deadline = os_nanotime() + (int64_t)seconds * 1000000000;
	atomic_store32(&worlds_left, (unsigned)nworlds);
	for (int i = 0; i < nworlds; i++) {
		World *w = calloc(1, sizeof *w);
		w->number = i + 1;
		w->rand = seed * 0x9e3779b97f4a7c15u + (uint64_t)i + 1;
		sched_spawn_c(world_main, w, false);
	}
	while (atomic_load32(&worlds_left))
		timer_sleep(10000000);
	printf("ok: %u cycles\n", cycle.number);
	fflush(stdout);
}
