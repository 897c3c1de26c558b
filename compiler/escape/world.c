// world.c - the whole program's answer to where the arguments of calls with unknown callees go
//
// See closed.c for what packages tell.  Here it is joined: each parameter of each function has its
// Leaks, each key a row of them, one a parameter.  Two rules are applied until nothing changes:
//
//	a key's parameter leaks where the parameters linked to it leak
//	a function's parameter leaks where the slots leak that it flows into
//
// Both only ever add, and a Leaks has few values, so this ends; it begins with what is known
// without any key, so it ends with the least solution.  To results it leads only by the first rule:
// that a parameter may come back from a call it is passed to is part of what the package told.

#include <stdlib.h>
#include <string.h>

#include "closed.h"

typedef struct {
	uint64_t key;
	int nparams;
	Leaks *leaks;
	uint32_t first, n; // its links, in World.links
} Key;

typedef struct { // a package
	const Facts *facts;
	const ClosedHead *head;
	const AskRow *asks;
	const SlotRow *slots;
	const FlowRow *flows;
	const LinkRow *links;
	const UseRow *uses;
	Leaks *leaks; // of all its functions' parameters
	Key **keys;   // of its slots
} Part;

typedef struct { // where a function's parameters are: several packages may have the same instance
	uint64_t hash;
	const Part *part;
	const FuncFacts *row;
} Place;

// Nodes that are live: a hash table with open addressing.
typedef struct {
	uint64_t *nodes; // 0: free
	size_t n, cap;   // cap: a power of two
} LiveSet;

struct World {
	Vec parts; // Part *
	Place *places;
	size_t nplaces;
	LinkRow *links; // sorted by key
	size_t nlinks;
	Key *keys; // sorted
	size_t nkeys;
	UseRow *uses; // sorted by owner
	size_t nuses;
	LiveSet live;
	bool all_live, methods_bound;
};

World *world_new(void)
{
	return NEW(World);
}

void world_add(World *w, const Facts *f)
{
	Part *p = NEW(Part);
	const ClosedHead *h = f->closed;
	p->facts = f;
	p->head = h;
	p->asks = (const AskRow *)(h + 1);
	p->slots = (const SlotRow *)(p->asks + h->nasks);
	p->flows = (const FlowRow *)(p->slots + h->nslots);
	p->links = (const LinkRow *)(p->flows + h->nflows);
	size_t size = f->nleaks * sizeof(Leaks);
	p->leaks = arena_alloc(size + 1);
	memcpy(p->leaks, f->leaks, size);
	w->nplaces += f->nrows;
	w->nlinks += h->nlinks;
	w->nkeys += h->nasks + h->nslots;
	p->uses = (const UseRow *)(p->links + h->nlinks);
	w->nuses += h->nuses;
	vec_push(&w->parts, p);
}

// --- tables --------------------------------------------------------------------------------------

static int by_hash(const void *a, const void *b)
{
	const Place *x = a, *y = b;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

static int by_key(const void *a, const void *b)
{
	const Key *x = a, *y = b;
	return (x->key > y->key) - (x->key < y->key);
}

static int by_link(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(LinkRow));
}

static int by_link_key(const void *a, const void *b)
{
	const LinkRow *x = a, *y = b;
	return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : by_link(a, b);
}

static void make_places(World *w)
{
	w->places = arena_alloc((w->nplaces + 1) * sizeof *w->places);
	Place *next = w->places;
	VEC_EACH(const Part, p, &w->parts)
		for (uint32_t i = 0; i < p->facts->nrows; i++)
			*next++ = (Place){p->facts->rows[i].hash, p, &p->facts->rows[i]};
	qsort(w->places, w->nplaces, sizeof *w->places, by_hash);
}

static void make_links(World *w)
{
	w->links = arena_alloc((w->nlinks + 1) * sizeof *w->links);
	LinkRow *next = w->links;
	VEC_EACH(const Part, p, &w->parts) {
		memcpy(next, p->links, p->head->nlinks * sizeof *next);
		next += p->head->nlinks;
	}
	qsort(w->links, w->nlinks, sizeof *w->links, by_link_key);
	size_t kept = 0;
	for (size_t i = 0; i < w->nlinks; i++)
		if (i == 0 || by_link(&w->links[i], &w->links[i - 1]) != 0)
			w->links[kept++] = w->links[i];
	w->nlinks = kept;
}

// Every key that is asked for or that something flows into, with the most parameters seen.
static void collect_keys(World *w)
{
	w->keys = arena_alloc((w->nkeys + 1) * sizeof *w->keys);
	Key *next = w->keys;
	VEC_EACH(const Part, p, &w->parts) {
		for (uint32_t i = 0; i < p->head->nasks; i++)
			*next++ = (Key){.key = p->asks[i].key, .nparams = (int)p->asks[i].nparams};
		for (uint32_t i = 0; i < p->head->nslots; i++)
			*next++ =
			    (Key){.key = p->slots[i].key, .nparams = (int)p->slots[i].param + 1};
	}
	qsort(w->keys, w->nkeys, sizeof *w->keys, by_key);
	size_t kept = 0;
	for (size_t i = 0; i < w->nkeys; i++) {
		Key *last = kept > 0 ? &w->keys[kept - 1] : NULL;
		if (!last || last->key != w->keys[i].key)
			w->keys[kept++] = w->keys[i];
		else if (last->nparams < w->keys[i].nparams)
			last->nparams = w->keys[i].nparams;
	}
	w->nkeys = kept;
}

static Key *find_key(const World *w, uint64_t key)
{
	Key wanted = {.key = key};
	return bsearch(&wanted, w->keys, w->nkeys, sizeof wanted, by_key);
}

static void make_keys(World *w)
{
	collect_keys(w);
	size_t link = 0;
	for (size_t i = 0; i < w->nkeys; i++) {
		Key *k = &w->keys[i];
		size_t size = (size_t)k->nparams * sizeof *k->leaks;
		k->leaks = arena_alloc(size + 1);
		memset(k->leaks, 0, size);
		while (link < w->nlinks && w->links[link].key < k->key)
			link++;
		k->first = (uint32_t)link;
		while (link < w->nlinks && w->links[link].key == k->key)
			link++;
		k->n = (uint32_t)link - k->first;
	}
	VEC_EACH(Part, p, &w->parts) {
		p->keys = arena_alloc((p->head->nslots + 1) * sizeof *p->keys);
		for (uint32_t i = 0; i < p->head->nslots; i++)
			p->keys[i] = find_key(w, p->slots[i].key);
	}
}

// --- what is live --------------------------------------------------------------------------------

static size_t live_slot(const LiveSet *s, uint64_t node)
{
	size_t i = (node * 0x9e3779b97f4a7c15u) >> 20 & (s->cap - 1);
	while (s->nodes[i] && s->nodes[i] != node)
		i = (i + 1) & (s->cap - 1);
	return i;
}

static bool is_live(const World *w, uint64_t node)
{
	return w->all_live || w->live.nodes[live_slot(&w->live, node)] == node;
}

static void live_init(LiveSet *s, size_t most)
{
	s->cap = 16;
	while (s->cap < 2 * most)
		s->cap *= 2;
	s->nodes = arena_alloc(s->cap * sizeof *s->nodes);
	memset(s->nodes, 0, s->cap * sizeof *s->nodes);
}

static int by_owner(const void *a, const void *b)
{
	const UseRow *x = a, *y = b;
	return (x->owner > y->owner) - (x->owner < y->owner);
}

// What packages use, and: a method that somebody asks for is used by its type.
static void make_uses(World *w)
{
	w->uses = arena_alloc((w->nuses + w->nlinks + 1) * sizeof *w->uses);
	UseRow *next = w->uses;
	VEC_EACH(const Part, p, &w->parts) {
		memcpy(next, p->uses, p->head->nuses * sizeof *next);
		next += p->head->nuses;
	}
	for (size_t i = 0; i < w->nlinks; i++)
		if (w->links[i].kind == LINK_FUNC && find_key(w, w->links[i].key))
			*next++ = (UseRow){w->links[i].owner, w->links[i].target};
	w->nuses = (size_t)(next - w->uses);
	qsort(w->uses, w->nuses, sizeof *w->uses, by_owner);
}

static size_t first_use(const World *w, uint64_t owner)
{
	size_t low = 0, high = w->nuses;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (w->uses[middle].owner < owner)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void find_live(World *w)
{
	make_uses(w);
	live_init(&w->live, w->nuses + 1);
	uint64_t *todo = arena_alloc((w->nuses + 1) * sizeof *todo);
	size_t n = 0;
	todo[n++] = NODE_ROOT;
	w->live.nodes[live_slot(&w->live, NODE_ROOT)] = NODE_ROOT;
	while (n > 0) {
		uint64_t owner = todo[--n];
		for (size_t i = first_use(w, owner); i < w->nuses && w->uses[i].owner == owner;
		     i++) {
			size_t slot = live_slot(&w->live, w->uses[i].target);
			if (!w->live.nodes[slot]) {
				w->live.nodes[slot] = w->uses[i].target;
				todo[n++] = w->uses[i].target;
			}
		}
	}
	w->all_live = is_live(w, NODE_ALL);
	w->methods_bound = is_live(w, NODE_METHODS);
}

static bool may_be_made(const World *w, uint64_t key)
{
	return (key & KEY_OF_VALUES) &&
	       (is_live(w, NODE_ANY_MADE) || (is_live(w, NODE_MADE) && is_live(w, key)));
}

static bool counts(const World *w, const LinkRow *l)
{
	return is_live(w, l->owner) && (l->kind != LINK_BOUND || w->methods_bound);
}

// --- solving -------------------------------------------------------------------------------------

static bool leaks_anywhere(Leaks *l)
{
	Leaks all = leaks_to_heap();
	return leaks_join(l, &all);
}

static bool all_leak(Key *k)
{
	bool news = false;
	for (int i = 0; i < k->nparams; i++)
		news |= leaks_anywhere(&k->leaks[i]);
	return news;
}

// What the word of an interface does if the receiver it leads to leaks so.
static Leaks seen_from_interface(const Leaks *l, RecvKind kind)
{
	Leaks seen = leaks_nowhere();
	for (int to = 0; kind == RECV_BOXED && to < LEAK_KINDS; to++)
		if (leaks_get(l, to) >= 0)
			leaks_add(&seen, to, leaks_get(l, to) + 1);
	return kind == RECV_DIRECT ? *l : seen;
}

static bool join_place(Key *k, const Place *p, const LinkRow *link)
{
	bool news = false;
	for (int i = 0; i < k->nparams; i++) {
		uint32_t param = (uint32_t)i + link->shift;
		if (param >= p->row->nparams) {
			news |= leaks_anywhere(&k->leaks[i]);
			continue;
		}
		Leaks l = seen_from_interface(&p->part->leaks[p->row->first + param],
					      param == 0 ? link->recv : RECV_DIRECT);
		news |= leaks_join(&k->leaks[i], &l);
	}
	return news;
}

static const Place *first_place(const World *w, uint64_t hash)
{
	size_t low = 0, high = w->nplaces;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (w->places[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < w->nplaces && w->places[low].hash == hash ? &w->places[low] : NULL;
}

static bool join_function(const World *w, Key *k, const LinkRow *l)
{
	const Place *p = first_place(w, l->target), *end = w->places + w->nplaces;
	if (!p)
		return all_leak(k);
	bool news = false;
	for (; p < end && p->hash == l->target; p++)
		news |= join_place(k, p, l);
	return news;
}

static bool join_key(const World *w, Key *k, const LinkRow *l)
{
	bool news = false;
	for (int i = 0; i < k->nparams; i++)
		news |= leaks_join(&k->leaks[i], world_answer(w, l->target, i + (int)l->shift));
	return news;
}

static bool join_links(const World *w, Key *k)
{
	bool news = false;
	for (uint32_t i = 0; i < k->n; i++) {
		const LinkRow *l = &w->links[k->first + i];
		if (!counts(w, l))
			continue;
		news |= l->kind == LINK_KEY   ? join_key(w, k, l)
			: l->kind == LINK_ANY ? all_leak(k)
					      : join_function(w, k, l);
	}
	return news;
}

// The parameter flows into a slot, and from there on.
static bool flow_on(Leaks *l, const FlowRow *row, const Leaks *slot)
{
	static const int kinds[] = {LEAK_HEAP, LEAK_MUTATOR, LEAK_CALLEE};
	Leaks more = leaks_nowhere();
	for (int i = 0; i < 3; i++) {
		int behind = leaks_get(slot, kinds[i]);
		if (behind < 0)
			continue;
		uint8_t way = row->plus1[behind > 0 ? 1 : 0];
		if (!way)
			way = row->plus1[0];
		if (way)
			leaks_add(&more, kinds[i], way - 1);
	}
	return leaks_join(l, &more);
}

static bool follow_flows(const Part *p)
{
	bool news = false;
	for (uint32_t i = 0; i < p->head->nflows; i++) {
		const FlowRow *row = &p->flows[i];
		const Key *k = p->keys[row->slot];
		news |= flow_on(&p->leaks[row->leaks], row, &k->leaks[p->slots[row->slot].param]);
	}
	return news;
}

void world_solve(World *w)
{
	make_places(w);
	make_links(w);
	make_keys(w);
	find_live(w);
	for (size_t i = 0; i < w->nkeys; i++)
		if (may_be_made(w, w->keys[i].key))
			all_leak(&w->keys[i]);
	for (bool news = true; news;) {
		news = false;
		for (size_t i = 0; i < w->nkeys; i++)
			news |= join_links(w, &w->keys[i]);
		VEC_EACH(const Part, p, &w->parts)
			news |= follow_flows(p);
	}
}

// --- answers -------------------------------------------------------------------------------------

const Leaks *world_answer(const World *w, uint64_t key, int param)
{
	static Leaks anywhere;
	leaks_anywhere(&anywhere);
	const Key *k = find_key(w, key);
	return k && param < k->nparams ? &k->leaks[param] : &anywhere;
}

bool world_answers(const World *w, const Facts *f, Buf *out)
{
	const ClosedHead *h = f->closed;
	const AskRow *asks = (const AskRow *)(h + 1);
	bool better = false;
	for (uint32_t i = 0; i < h->nasks; i++)
		for (int param = 0; param < (int)asks[i].nparams; param++) {
			const Leaks *l = world_answer(w, asks[i].key, param);
			buf_write(out, (const char *)l, sizeof *l);
			better |= leaks_get(l, LEAK_HEAP) != 0;
		}
	return better;
}

// --- for debugging -------------------------------------------------------------------------------

static void print_leaks(FILE *f, const Leaks *l)
{
	static const char *const kinds[LEAK_KINDS] = {"heap", "mutator", "callee", "r0",
						      "r1",   "r2",      "r3",     "r4"};
	for (int kind = 0; kind < LEAK_KINDS; kind++)
		if (leaks_get(l, kind) >= 0)
			fprintf(f, " %s:%d", kinds[kind], leaks_get(l, kind));
}

static void print_function(FILE *f, const Place *p)
{
	fprintf(f, "\t%s\n", p->part->facts->text + p->row->name - 1);
	for (int i = 0; i < p->row->nparams; i++) {
		uint32_t at = p->row->first + (uint32_t)i;
		fprintf(f, "\t\t%d", i);
		print_leaks(f, &p->part->leaks[at]);
		fputc('\n', f);
	}
}

static void print_ask(FILE *f, const World *w, const char *name, const Key *k)
{
	fprintf(f, "%s\n", name);
	for (int i = 0; i < k->nparams; i++) {
		fprintf(f, "\t%d", i);
		print_leaks(f, &k->leaks[i]);
		fputc('\n', f);
	}
	for (uint32_t i = 0; i < k->n; i++) {
		const LinkRow *l = &w->links[k->first + i];
		if (!counts(w, l))
			continue;
		bool function = l->kind == LINK_FUNC || l->kind == LINK_BOUND;
		const Place *p = function ? first_place(w, l->target) : NULL;
		if (p)
			print_function(f, p);
		else
			fprintf(f, "\t%s\n",
				l->kind == LINK_KEY ? "a method of an interface" : "anything");
	}
}

void world_print(const World *w, FILE *f, bool functions)
{
	for (size_t i = 0; i < w->nplaces && functions; i++)
		if (is_live(w, w->places[i].hash))
			print_function(f, &w->places[i]);
	VEC_EACH(const Part, p, &w->parts)
		for (uint32_t i = 0; i < p->head->nasks; i++)
			print_ask(f, w, p->facts->text + p->asks[i].name,
				  find_key(w, p->asks[i].key));
}
