// credit.c - a model of the end of marking: is it noticed, not too early, and does nobody sleep
// through it?
//
//     credit [-story] [variant]
//
// A worker, an allocating goroutine that owes a unit of marking (assist.c), a goroutine whose
// stores shade objects, each on a P with a list of grey objects of its own; a shared list; the
// credit of workers; the queue of those who wait for it. Who marks is counted in cycle.active; the
// one that leaves last and sees no work tries to end marking (gc_maybe_done): lists are flushed P
// by P, then the world is stopped and everything looked at once more.
//
// Variants leave out one thing each. Only the first must hold.
//
// run:

#include "explore.h"

enum { WORKER, ASSIST, STORES, PS };
enum { MARK, TERMINATED, OFF }; // TERMINATED: sleepers have not been woken
enum { IDLE, MARKING, HOLDING, CREDITING, LEFT, PARKING, ASLEEP };
enum { NO_END, FLUSHING, STOPPING = FLUSHING + PS }; // FLUSHING + i: P i comes next

typedef struct {
	uint8_t phase, shared, local[PS], active;
	uint8_t pc[2];      // of WORKER and ASSIST
	uint8_t saw_nobody; // the worker, in the queue
	uint8_t credit, paid;
	uint8_t fresh;      // objects that may still turn up
	uint8_t end, ender; // who tries to end marking, and how far that is; NO_END: nobody
} State;

static const struct Variant {
	const char *name;
	bool no_second_look, no_flush, unlocked_park, no_wake;
} variants[] = {
    {.name = "end of marking"},
    {"no-look-with-the-world-stopped", .no_second_look = true},
    {"lists-of-ps-not-flushed", .no_flush = true},
    {"parks-without-looking-again", .unlocked_park = true},
    {"sleepers-not-woken-at-the-end", .no_wake = true},
};
static const struct Variant *variant;
static const char *const party[] = {"the worker", "the assist", "the program"};

static bool looks_done(const State *s)
{
	return s->active == 0 && s->shared == 0;
}

// --- marking -------------------------------------------------------------------------------------

static void take(const State *s, int who, Explorer *x)
{
	State next = *s;
	if (s->local[who])
		next.local[who]--;
	else if (s->shared)
		next.shared--;
	else
		return;
	next.pc[who] = HOLDING;
	explore_emit(x, &next, "%s takes an object", party[who]);
}

static void scan(const State *s, int who, Explorer *x)
{
	for (int found = 0; found <= (s->fresh > 0); found++) {
		State next = *s;
		next.fresh -= (uint8_t)found;
		next.local[who] += (uint8_t)found;
		next.pc[who] = who == WORKER ? CREDITING : MARKING;
		if (who == WORKER)
			next.saw_nobody = s->pc[ASSIST] != ASLEEP;
		else
			next.paid = 1;
		explore_emit(x, &next, "%s scans it and finds %d", party[who], found);
	}
}

static void leave(const State *s, int who, Explorer *x)
{
	State next = *s;
	next.shared += next.local[who];
	next.local[who] = 0;
	next.active--;
	next.pc[who] = LEFT;
	if (next.active > 0 || next.shared > 0)
		next.pc[who] = who == WORKER || s->paid ? IDLE : PARKING;
	explore_emit(x, &next, "%s leaves", party[who]);
}

static void try_to_end(const State *s, int who, Explorer *x)
{
	State next = *s;
	if (s->end != NO_END)
		return; // waits for the other
	if (looks_done(s)) {
		next.end = variant->no_flush ? STOPPING : FLUSHING;
		next.ender = (uint8_t)who;
		explore_emit(x, &next, "%s looks whether marking is done", party[who]);
		return;
	}
	next.pc[who] = who == WORKER || s->paid ? IDLE : PARKING;
	explore_emit(x, &next, "%s sees that marking goes on", party[who]);
}

static void end_step(const State *s, Explorer *x)
{
	State next = *s;
	int who = s->ender;
	if (s->end < STOPPING) {
		int p = s->end - FLUSHING;
		next.shared += s->local[p];
		next.local[p] = 0;
		next.end++;
		explore_emit(x, &next, "P %d has been flushed", p);
		return;
	}
	bool black = variant->no_second_look || variant->no_flush ||
		     !(s->local[0] + s->local[1] + s->local[2]);
	next.end = NO_END;
	next.pc[who] = IDLE;
	if (looks_done(s) && black) {
		next.phase = TERMINATED;
		explore_emit(x, &next, "the world is stopped: marking has ended");
		return;
	}
	for (int p = 0; p < PS; p++) {
		next.shared += next.local[p];
		next.local[p] = 0;
	}
	if (who == ASSIST && !s->paid)
		next.pc[who] = PARKING;
	explore_emit(x, &next, "the world is stopped: marking goes on");
}

// --- the parties ---------------------------------------------------------------------------------

static void worker(const State *s, Explorer *x)
{
	State next = *s;
	switch (s->pc[WORKER]) {
	case IDLE:
		for (int p = 0; p < PS; p++) { // it runs where there is work
			next = *s;
			if (s->shared == 0 && s->local[p] == 0)
				continue;
			next.shared += next.local[p];
			next.local[p] = 0;
			next.active++;
			next.pc[WORKER] = MARKING;
			explore_emit(x, &next, "the worker begins on P %d", p);
		}
		break;
	case MARKING:
		take(s, WORKER, x);
		if (!s->shared && !s->local[WORKER])
			leave(s, WORKER, x);
		break;
	case HOLDING:
		scan(s, WORKER, x);
		break;
	case CREDITING:
		next.pc[WORKER] = MARKING;
		if (s->saw_nobody || s->pc[ASSIST] != ASLEEP) {
			next.credit = 1;
			explore_emit(x, &next, "the worker earns credit");
		} else {
			next.pc[ASSIST] = IDLE;
			next.paid = 1;
			explore_emit(x, &next, "the worker pays for the sleeper");
		}
		break;
	case LEFT:
		try_to_end(s, WORKER, x);
		break;
	}
}

static void assist(const State *s, Explorer *x)
{
	State next = *s;
	switch (s->pc[ASSIST]) {
	case IDLE:
		next.paid = s->credit;
		next.credit = 0;
		next.active += !next.paid;
		next.pc[ASSIST] = next.paid ? IDLE : MARKING;
		if (!next.paid || s->credit)
			explore_emit(x, &next,
				     next.paid ? "the assist takes credit" : "the assist begins");
		break;
	case MARKING:
		if (!s->paid)
			take(s, ASSIST, x);
		if (s->paid || (!s->shared && !s->local[ASSIST]))
			leave(s, ASSIST, x);
		break;
	case HOLDING:
		scan(s, ASSIST, x);
		break;
	case LEFT:
		try_to_end(s, ASSIST, x);
		break;
	case PARKING:
		next.pc[ASSIST] =
		    (s->phase != MARK || s->credit) && !variant->unlocked_park ? IDLE : ASLEEP;
		explore_emit(x, &next,
			     next.pc[ASSIST] == ASLEEP ? "the assist sleeps"
						       : "the assist need not sleep");
		break;
	}
}

static void successors(const void *state, Explorer *x)
{
	const State *s = state;
	State next = *s;
	if (s->phase == TERMINATED) {
		next.phase = OFF;
		if (s->pc[ASSIST] == ASLEEP && !variant->no_wake)
			next.pc[ASSIST] = IDLE;
		explore_emit(x, &next, "all sleepers are woken");
		if (s->pc[ASSIST] == PARKING)
			assist(s, x);
		return;
	}
	if (s->phase == OFF) {
		if (s->pc[ASSIST] == PARKING)
			assist(s, x);
		return;
	}
	worker(s, x);
	assist(s, x);
	if (s->end != NO_END)
		end_step(s, x);
	if (s->fresh > 0) {
		next.fresh--;
		next.local[STORES]++;
		explore_emit(x, &next, "the program's store shades an object");
	}
}

static const char *wrong(const void *state)
{
	const State *s = state;
	bool grey = s->shared || s->local[0] || s->local[1] || s->local[2] || s->pc[0] == HOLDING ||
		    s->pc[1] == HOLDING;
	return s->phase != MARK && grey ? "marking has ended and there are grey objects" : NULL;
}

static bool may_end(const void *state)
{
	const State *s = state;
	return s->phase == OFF && s->pc[ASSIST] != ASLEEP;
}

static void print(const void *state, char *to, size_t bytes)
{
	const State *s = state;
	snprintf(to, bytes, "shared %d  lists %d %d %d  active %d  credit %d%s", s->shared,
		 s->local[0], s->local[1], s->local[2], s->active, s->credit,
		 s->pc[ASSIST] == ASLEEP ? "  asleep" : "");
}

static Claim choose(size_t i)
{
	variant = &variants[i];
	return (Claim){variant->name, i == 0};
}

int main(int argc, char **argv)
{
	static const Model model = {sizeof(State), successors, wrong, print, may_end, NULL};
	State first = {.shared = 1, .fresh = 3};
	return explore_claims(argc, argv, &model, &first, sizeof variants / sizeof *variants,
			      choose);
}
