// sweep.c - a model of sweeping: is each span swept once a cycle, and always somebody's?
//
//     sweep [-story] [variant]
//
// Three spans of one class; four parties: the background sweeper, an mcache that takes spans, fills
// and returns them, one that needs a certain span swept (sweep_ensure), and the collector, who
// begins the next cycle. A span is on the list of swept spans, on that of spans to be swept, or in
// the hands of one party; the lists change roles with mheap.sweepgen, which a cycle raises by 2.
// What mcentral.c does under its lock is one step, so is what is done with the world stopped;
// between claiming a span, sweeping it and returning it anybody may come.
//
// Variants leave out one thing each. Only the first must hold.
//
// run:

#include "explore.h"

enum { SPANS = 3 };
enum { SWEPT, BEING_SWEPT, TO_BE_SWEPT }; // sweepgen below mheap's
enum { NO_LIST, LIST };                   // LIST + i: list i of two
enum { NOBODY, SWEEPER, MCACHE, ENSURER, COLLECTOR };
enum {
	IDLE,
	CLAIMED,
	TO_GIVE,
	CHECKED
}; // CHECKED: has seen that a span is to be swept, without the lock

typedef struct {
	uint8_t behind; // sweepgen: how far below mheap's
	uint8_t list, owner;
	uint8_t used, live; // has slots in use; will have after sweeping
	uint8_t sweeps;     // in this cycle
} Span;

typedef struct {
	Span span[SPANS];
	uint8_t swept_list;      // 0 or 1
	uint8_t pc[ENSURER + 1]; // of the parties
	uint8_t at[ENSURER + 1]; // the span that each works on
	uint8_t ensured, fault;  // ensured: the span that ENSURER was told is swept, + 1
} State;

static const struct Variant {
	const char *name;
	bool unlocked_claim, no_flush, no_finish, ensure_by_claim;
} variants[] = {
    {.name = "sweep"},
    {"claim-without-lock", .unlocked_claim = true},
    {"cycle-without-flush", .no_flush = true},
    {"cycle-without-finishing", .no_finish = true},
    {"ensure-does-not-wait", .ensure_by_claim = true},
};
static const struct Variant *variant;
static const char *const party[] = {"nobody", "the sweeper", "the mcache", "the ensurer",
				    "the collector"};

// --- steps ---------------------------------------------------------------------------------------

static void fault(State *s)
{
	s->fault = 1;
}

static void give(State *s, int i)
{
	Span *p = &s->span[i];
	if (p->behind != SWEPT)
		fault(s);
	p->owner = NOBODY;
	p->list = (uint8_t)(LIST + s->swept_list);
}

// Under the lock, of a span that is to be swept.
static void claim(State *s, int i, uint8_t who)
{
	Span *p = &s->span[i];
	if (p->owner != NOBODY || p->behind != TO_BE_SWEPT)
		fault(s);
	p->behind = BEING_SWEPT;
	p->list = NO_LIST;
	p->owner = who;
	s->pc[who] = CLAIMED;
	s->at[who] = (uint8_t)i;
}

static void sweep(State *s, int i)
{
	Span *p = &s->span[i];
	p->used = p->live;
	p->behind = SWEPT;
	if (++p->sweeps > 1)
		fault(s);
}

static bool is_due(const State *s, int i)
{
	return s->span[i].behind == TO_BE_SWEPT && s->span[i].list == LIST + (1 - s->swept_list);
}

static void claims(const State *s, uint8_t who, int i, Explorer *x)
{
	State next = *s;
	if (!is_due(s, i))
		return;
	if (variant->unlocked_claim) {
		next.pc[who] = CHECKED;
		next.at[who] = (uint8_t)i;
		explore_emit(x, &next, "%s sees that span %d is to be swept", party[who], i);
		return;
	}
	claim(&next, i, who);
	explore_emit(x, &next, "%s claims span %d", party[who], i);
}

// What follows a claim. keep: the party wants the span.
static void go_on(const State *s, uint8_t who, bool keep, Explorer *x)
{
	State next = *s;
	int i = s->at[who];
	if (s->pc[who] == CHECKED) {
		claim(&next, i, who);
		explore_emit(x, &next, "%s claims span %d", party[who], i);
	} else if (s->pc[who] == CLAIMED) {
		sweep(&next, i);
		next.pc[who] = keep ? IDLE : TO_GIVE;
		explore_emit(x, &next, "%s sweeps span %d", party[who], i);
	} else {
		if (s->span[i].used)
			give(&next, i);
		else // back to mheap, and at once a new span
			next.span[i] = (Span){.list = (uint8_t)(LIST + s->swept_list), .sweeps = 1};
		next.pc[who] = IDLE;
		if (who == ENSURER)
			next.ensured = (uint8_t)(i + 1);
		explore_emit(x, &next, "%s returns span %d", party[who], i);
	}
}

static int held_by_mcache(const State *s)
{
	for (int i = 0; i < SPANS; i++)
		if (s->span[i].owner == MCACHE)
			return i;
	return -1;
}

static void mcache(const State *s, Explorer *x)
{
	int held = held_by_mcache(s);
	if (s->pc[MCACHE] != IDLE) {
		go_on(s, MCACHE, true, x);
		return;
	}
	if (held >= 0) {
		State next = *s;
		next.span[held].used = 1;
		give(&next, held);
		explore_emit(x, &next, "the mcache fills span %d and returns it", held);
		return;
	}
	for (int i = 0; i < SPANS; i++) {
		State next = *s;
		claims(s, MCACHE, i, x);
		if (s->span[i].list != LIST + s->swept_list)
			continue;
		if (s->span[i].behind != SWEPT)
			fault(&next);
		next.span[i].list = NO_LIST;
		next.span[i].owner = MCACHE;
		explore_emit(x, &next, "the mcache takes span %d", i);
	}
}

// Asks for spans whose objects it holds: they are in use, and will be.
static void ensurer(const State *s, Explorer *x)
{
	if (s->pc[ENSURER] != IDLE) {
		go_on(s, ENSURER, false, x);
		return;
	}
	for (int i = 0; i < SPANS; i++) {
		const Span *p = &s->span[i];
		State next = *s;
		if (!p->used || (p->behind != SWEPT && !p->live))
			continue;
		claims(s, ENSURER, i, x);
		if (p->behind != SWEPT && !(variant->ensure_by_claim && p->behind == BEING_SWEPT))
			continue; // it waits
		next.ensured = (uint8_t)(i + 1);
		explore_emit(x, &next, "the ensurer finds span %d swept", i);
	}
}

static void next_cycle(const State *s, Explorer *x)
{
	State next = *s;
	int held = held_by_mcache(s);
	if (s->pc[SWEEPER] != IDLE || s->pc[MCACHE] != IDLE || s->pc[ENSURER] != IDLE)
		return; // the runtime is in the middle of it: no safepoint
	if (held >= 0 && !variant->no_flush)
		give(&next, held);
	for (int i = 0; i < SPANS; i++) {
		Span *p = &next.span[i];
		if (p->behind == TO_BE_SWEPT && !variant->no_finish) {
			sweep(&next, i);
			give(&next, i);
		}
		p->behind = (uint8_t)(p->behind + 2);
		p->sweeps = 0;
	}
	next.swept_list = 1 - s->swept_list;
	for (int lives = 0; lives < 1 << SPANS; lives++) {
		State marked = next;
		for (int i = 0; i < SPANS; i++)
			marked.span[i].live = marked.span[i].used && lives >> i & 1;
		explore_emit(x, &marked,
			     "the world is stopped: a cycle ends, all spans are to be swept");
	}
}

static void successors(const void *state, Explorer *x)
{
	State s = *(const State *)state;
	s.ensured = 0;
	if (s.pc[SWEEPER] != IDLE)
		go_on(&s, SWEEPER, false, x);
	else
		for (int i = 0; i < SPANS; i++)
			claims(&s, SWEEPER, i, x);
	mcache(&s, x);
	ensurer(&s, x);
	next_cycle(&s, x);
}

static const char *wrong(const void *state)
{
	const State *s = state;
	if (s->fault)
		return "a span is swept twice, taken from its owner, or returned unswept";
	if (s->ensured && s->span[s->ensured - 1].behind != SWEPT)
		return "a span is taken for swept that is not";
	for (int i = 0; i < SPANS; i++) {
		const Span *p = &s->span[i];
		if (p->behind > TO_BE_SWEPT)
			return "a span was left unswept for a whole cycle";
		if ((p->list == NO_LIST) != (p->owner != NOBODY))
			return "a span is nobody's, or two have it";
		if (p->list != NO_LIST && (p->behind == SWEPT) != (p->list == LIST + s->swept_list))
			return "a span is on the wrong list";
	}
	return NULL;
}

static void print(const void *state, char *to, size_t bytes)
{
	static const char *const how[] = {"swept", "being swept", "to be swept", "left", "left"};
	const State *s = state;
	size_t n = 0;
	for (int i = 0; i < SPANS; i++)
		n += (size_t)snprintf(to + n, bytes - n, "%d %s %s  ", i, how[s->span[i].behind],
				      s->span[i].list ? "listed" : party[s->span[i].owner]);
}

static Claim choose(size_t i)
{
	variant = &variants[i];
	return (Claim){variant->name, i == 0};
}

int main(int argc, char **argv)
{
	static const Model model = {sizeof(State), successors, wrong, print, NULL, NULL};
	State first = {.swept_list = 0};
	for (int i = 0; i < SPANS; i++)
		first.span[i].list = LIST;
	return explore_claims(argc, argv, &model, &first, sizeof variants / sizeof *variants,
			      choose);
}
