// explore.h - all states that a small model can reach, breadth first.
//
// A model is a struct of bytes without padding; its successors are emitted one by one, each with
// what was done to get there. A state that emits nothing is an end. If a state is wrong, the
// shortest way to it is printed as a story: so that a counterexample can be read.

#ifndef VOLE_EXPLORE_H
#define VOLE_EXPLORE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Explorer Explorer;

typedef struct {
	size_t size;                                              // bytes of a state
	void (*successors)(const void *state, Explorer *x);       // emits each
	const char *(*wrong)(const void *state);                  // NULL: nothing is
	void (*print)(const void *state, char *to, size_t bytes); // for the story
	// May a state have no successor?  NULL: any may.
	bool (*may_end)(const void *state);
	// Makes a state the one that stands for all that differ from it by names only; NULL: none
	// do.
	void (*canonical)(void *state);
} Model;

enum { MAX_STATE = 64 };

struct Explorer {
	const Model *model;
	char *states; // in the order in which they were found
	uint32_t *parent;
	uint32_t n, room, at; // at: whose successors are being made
	uint32_t *table;      // of indices + 1, open addressing
	uint32_t table_size;
	const char *looked_for; // not NULL: only the step to this state is wanted ...
	char label[160];        // ... what it is called, and where it leads under the story's names
	char next[MAX_STATE];
	bool found;
	long edges;
};

static char *explore_state(const Explorer *x, uint32_t i)
{
	return x->states + i * x->model->size;
}

static uint64_t explore_hash(const void *state, size_t size)
{
	const unsigned char *p = state;
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < size; i++)
		h = (h ^ p[i]) * 1099511628211u;
	return h ^ h >> 29;
}

static uint32_t *explore_place(const Explorer *x, const void *state)
{
	uint32_t i = (uint32_t)explore_hash(state, x->model->size) & (x->table_size - 1);
	while (x->table[i] && memcmp(explore_state(x, x->table[i] - 1), state, x->model->size) != 0)
		i = (i + 1) & (x->table_size - 1);
	return &x->table[i];
}

static void explore_grow(Explorer *x)
{
	x->room = x->room ? 2 * x->room : 1 << 16;
	x->table_size = 2 * x->room;
	x->states = realloc(x->states, x->room * x->model->size);
	x->parent = realloc(x->parent, x->room * sizeof *x->parent);
	free(x->table);
	x->table = calloc(x->table_size, sizeof *x->table);
	if (!x->states || !x->parent || !x->table)
		exit(3);
	for (uint32_t i = 0; i < x->n; i++)
		*explore_place(x, explore_state(x, i)) = i + 1;
}

// A step from the state at hand leads to this one.
__attribute__((format(printf, 3, 4))) static void explore_emit(Explorer *x, const void *state,
							       const char *format, ...)
{
	char named[MAX_STATE];
	memcpy(named, state, x->model->size);
	if (x->model->canonical)
		x->model->canonical(named);
	if (x->looked_for) {
		if (!x->found && memcmp(named, x->looked_for, x->model->size) == 0) {
			memcpy(x->next, state, x->model->size);
			va_list args;
			va_start(args, format);
			vsnprintf(x->label, sizeof x->label, format, args);
			va_end(args);
			x->found = true;
		}
		return;
	}
	x->edges++;
	if (x->n == x->room)
		explore_grow(x);
	uint32_t *place = explore_place(x, named);
	if (*place)
		return;
	memcpy(explore_state(x, x->n), named, x->model->size);
	x->parent[x->n] = x->at;
	*place = ++x->n;
}

static void explore_story(Explorer *x, uint32_t end)
{
	uint32_t path[1000], n = 0;
	char text[200];
	for (uint32_t i = end; n < 1000; i = x->parent[i]) {
		path[n++] = i;
		if (i == 0)
			break;
	}
	memcpy(x->next, explore_state(x, 0), x->model->size);
	for (uint32_t i = n; i-- > 0;) {
		char state[MAX_STATE];
		memcpy(state, x->next, x->model->size);
		x->model->print(state, text, sizeof text);
		printf("    %-62s %s\n", x->label, text);
		x->looked_for = explore_state(x, path[i - (i > 0)]);
		x->found = false;
		if (i > 0)
			x->model->successors(state, x);
	}
	x->looked_for = NULL;
}

// True if no state is wrong. Otherwise, and if story, prints how the first one comes about.
static bool explore(const Model *model, const void *start, const char *name, bool story)
{
	Explorer x = {.model = model};
	const char *what = NULL;
	explore_grow(&x);
	explore_emit(&x, start, "start");
	for (x.at = 0; x.at < x.n && !what; x.at++) {
		char state[MAX_STATE];
		memcpy(state, explore_state(&x, x.at), model->size); // the array may move
		what = model->wrong(state);
		long before = x.edges;
		if (!what)
			model->successors(state, &x);
		if (!what && x.edges == before && model->may_end && !model->may_end(state))
			what = "nobody can go on";
	}
	if (what) {
		printf("%s: %s, found after %u states\n", name, what, x.n);
		if (story)
			explore_story(&x, x.at - 1);
	} else {
		printf("%s: holds in all %u states, %ld steps\n", name, x.n, x.edges);
	}
	free(x.states);
	free(x.parent);
	free(x.table);
	return !what;
}

// One way to run the model, and whether it must hold then.
typedef struct {
	const char *name;
	bool holds;
} Claim;

// Explores under each of n claims, or under the one that is named among the arguments, beside
// -story and numbers; choose makes the model what claim i is about.  The exit status: 0 if those
// hold that must, and no other.
static int explore_claims(int argc, char **argv, const Model *model, const void *start, size_t n,
			  Claim (*choose)(size_t i))
{
	bool story = false, as_expected = true;
	const char *only = NULL;

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "-story") == 0)
			story = true;
		else if (argv[i][0] < '0' || argv[i][0] > '9')
			only = argv[i];
	for (size_t i = 0; i < n; i++) {
		Claim c = choose(i);
		if (only == NULL || strcmp(only, c.name) == 0)
			as_expected &= explore(model, start, c.name, story) == c.holds;
	}
	puts(as_expected ? "ok" : "not as expected");
	return !as_expected;
}

#endif
