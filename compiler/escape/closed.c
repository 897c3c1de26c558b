// closed.c - escape analysis of a whole program: what each package tells of itself
//
// A call through an interface or a function value sends its arguments to the heap, for its callee
// may be anything.  In an executable it may not: all packages are known.  A method of an interface
// reaches a method with its name and signature that some package declares; a function value is a
// function whose value some package takes, or a closure or method value with its signature.  Such
// calls have a key, and those that may be reached through it are linked to the key.  The argument
// goes where the parameter of any of them goes: the join of their summaries.
//
// That asks for the whole program before its first package is compiled.  So it is done in two
// passes.
//
// First, every package is asked.  Its front half is run and its functions are analysed as ever, but
// where an argument of a call with a key goes is left open: there is a slot for each key and
// parameter, and a summary says, besides what leads to the heap and to results, on what ways a
// parameter gets to which slots.  What the callees return is not known either: each result may be
// each argument.  The answers (summaries, keys that are asked for, links) are kept in the cache.
//
// Then the world is made of them (world.c): the least solution of "a slot leads where the
// parameters linked to it lead".  A least solution, since a caller that is among its own callees
// adds nothing: bufio.(*Writer).Write calls an io.Writer's Write, but its argument goes to the heap
// only if some Write really keeps it.
//
// With the world the packages are compiled like any others; an argument of a call with a key has a
// summary as that of a known function has.  An object's key in the cache includes the answers it
// was given, so what was compiled before is valid as long as these are the same, whatever else has
// changed in the program.
//
// Why a slot is two locations.  A path's sum of dereferences is kept at 0 or more on the way, so it
// cannot be cut in two and added up: a at x, &x to a slot, one dereference behind it leads to the
// heap; the sum is 0, but 0 + 1 is what the pieces say.  Walks therefore begin behind the slot: one
// at the argument itself, one at what it points to, and the world chooses by what the callees do
// (what they dereference more than once is taken for once, which only errs on the safe side).
//
// Links count only if they can come into being (world.c): a function's value is taken by one that
// may run, a method's receiver is of a type whose values some function that may run puts into an
// interface, or that reflection reaches from one that is.  That is rapid type analysis (Bacon and
// Sweeney, OOPSLA 1996): what may run begins with main and the packages' init functions, and goes
// on by names, and by the methods of such types.
//
// What no package declares can be called too: functions that reflect.MakeFunc makes.  If the
// program may do that, function values of types that reflection reaches are not followed.  If it
// may make method values by reflection, every exported method is linked to the function values of
// its signature.  Methods of types made at run time are wrappers of methods that have a
// declaration.

#include "closed.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "escape.h"

// --- keys ----------------------------------------------------------------------------------------

static uint64_t hash_of(const char *text)
{
	return XXH3_64bits(text, strlen(text));
}

static uint64_t key_of_method(const char *name, const Package *p, Type *sig)
{
	const char *hidden = p && !name_exported(name) ? p->path : "";
	return hash_of(arena_printf("%s %s %s", name, hidden, type_linkname(sig))) & ~KEY_OF_VALUES;
}

static uint64_t key_of_value(Type *sig)
{
	return hash_of(type_linkname(sig)) | KEY_OF_VALUES;
}

static uint64_t key_of_imethod(const IMethod *m)
{
	return key_of_method(m->name, m->pkg, m->type);
}

static const IMethod *imethod_of(const Node *call)
{
	return &call->x->x->type->under->imethods[call->x->num];
}

// Functions that compare and hash values of a type are made by the generator.
static bool takes_address(const Type *sig)
{
	for (int i = 0; i < sig->nparams; i++)
		if (sig->params[i]->under->kind == T_UNSAFEPTR)
			return true;
	return false;
}

uint64_t closed_key_of_call(const Node *call)
{
	if (call->op == OCALLINTER)
		return key_of_imethod(imethod_of(call));
	Type *sig = tree_callee_type(call);
	return takes_address(sig) ? 0 : key_of_value(sig);
}

const void *closed_slot_id(uint64_t key, int param)
{
	uint64_t id = key + (uint64_t)param * 0x9e3779b97f4a7c15u;
	return (const void *)(uintptr_t)(id ? id : 1);
}

// --- what the package's code asks for, whom it links, what it uses -------------------------------

typedef struct {
	PtrMap callees; // Node * of names that are called, not taken as values
	PtrMap asked, described;
	Buf asks, links, uses, *text;
	ClosedHead *head;
	uint64_t owner; // of what is met
	bool in_reflect;
} Collector;

static void use(Collector *c, uint64_t owner, uint64_t target)
{
	UseRow row = {owner, target};
	buf_write(&c->uses, (const char *)&row, sizeof row);
	c->head->nuses++;
}

static void use_function(Collector *c, Func *f)
{
	use(c, c->owner, facts_hash(f));
}

static void link_to(Collector *c, LinkRow row)
{
	row.owner = row.owner ? row.owner : c->owner;
	buf_write(&c->links, (const char *)&row, sizeof row);
	c->head->nlinks++;
}

static void ask(Collector *c, uint64_t key, const char *name, const Type *sig)
{
	const void *id = closed_slot_id(key, 0);
	if (ptrmap_get(&c->asked, id))
		return;
	ptrmap_set(&c->asked, id, c);
	AskRow row = {key, (uint32_t)(name != NULL) + (uint32_t)sig->nparams,
		      (uint32_t)c->text->len};
	buf_printf(c->text, "%s %s%c", name ? name : "", type_linkname((Type *)sig), 0);
	buf_write(&c->asks, (const char *)&row, sizeof row);
	c->head->nasks++;
}

static void ask_call(Collector *c, const Node *call)
{
	const char *name = call->op == OCALLINTER ? imethod_of(call)->name : NULL;
	uint64_t key = closed_key_of_call(call);
	if (key)
		ask(c, key, name, tree_callee_type(call));
}

// --- types whose values get into interfaces ------------------------------------------------------

static uint64_t type_node(Type *t)
{
	return hash_of(arena_printf("type %s", type_linkname(t)));
}

static void use_types_in(Collector *c, uint64_t owner, Type *t);

static void use_parts(Collector *c, uint64_t owner, Type *t)
{
	switch (t->kind) {
	case T_PTR:
	case T_SLICE:
	case T_ARRAY:
	case T_CHAN:
		use_types_in(c, owner, t->elem);
		break;
	case T_MAP:
		use_types_in(c, owner, t->key);
		use_types_in(c, owner, t->elem);
		break;
	case T_STRUCT:
		for (int i = 0; i < t->nfields; i++)
			use_types_in(c, owner, t->fields[i].type);
		break;
	case T_FUNC:
		use(c, owner, key_of_value(t));
		for (int i = 0; i < t->nparams; i++)
			use_types_in(c, owner, t->params[i]);
		for (int i = 0; i < t->nresults; i++)
			use_types_in(c, owner, t->results[i]);
		break;
	default:
		break;
	}
}

// By reflection one gets from a value to its parts.
static void use_types_in(Collector *c, uint64_t owner, Type *t)
{
	if (t->kind != T_NAMED) {
		use_parts(c, owner, t);
		return;
	}
	uint64_t node = type_node(t);
	use(c, owner, node);
	if (ptrmap_get(&c->described, t))
		return;
	ptrmap_set(&c->described, t, t);
	use_parts(c, node, type_under(t));
}

// --- expressions ---------------------------------------------------------------------------------

// Names of package reflect that lead to functions nobody declares, or to methods as functions.
typedef struct {
	const char *name;
	uint64_t node;
} Reflection;

static const Reflection *reflection(const char *name)
{
	static const Reflection names[] = {
	    {"MakeFunc", NODE_MADE},        {"Seq", NODE_MADE},        {"Seq2", NODE_MADE},
	    {"MethodByName", NODE_METHODS}, {"Methods", NODE_METHODS}, {"Method", NODE_METHODS},
	    {"FuncOf", NODE_ANY_MADE}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i].name) == 0)
			return &names[i];
	return NULL;
}

static bool is_value_method(const Func *f)
{
	return f->recv && strcmp(type_linkname(f->recv->type), "reflect.Value") == 0;
}

// A Value's methods are method values; those of a Type take the receiver of any type that has them.
static void name_function(Collector *c, Func *f)
{
	use_function(c, f);
	if (c->in_reflect || !f->pkg || strcmp(f->pkg->path, "reflect") != 0 || !f->obj)
		return;
	const Reflection *r = reflection(f->obj->sym);
	if (r)
		use(c, c->owner,
		    r->node == NODE_METHODS && !is_value_method(f) ? NODE_ANY_MADE : r->node);
}

static void name_imethod(Collector *c, const IMethod *m)
{
	if (!c->in_reflect && reflection(m->name))
		use(c, c->owner, NODE_ANY_MADE);
}

static void take_value(Collector *c, Type *sig, Func *f, uint16_t shift)
{
	link_to(c, (LinkRow){.key = key_of_value(sig), .target = facts_hash(f), .shift = shift});
}

static void take_method(Collector *c, const Node *n, const Type *recv, uint16_t shift)
{
	LinkRow row = {.key = key_of_value(n->type->under), .shift = shift};
	if (n->obj && n->obj->kind == OBJ_FUNC) {
		name_function(c, n->obj->func);
		take_value(c, n->type->under, n->obj->func, shift);
		return;
	}
	row.kind = LINK_ANY;
	if (recv && recv->under->kind == T_INTER && n->num < recv->under->nimethods) {
		const IMethod *m = &recv->under->imethods[n->num];
		name_imethod(c, m);
		row.kind = LINK_KEY;
		row.target = key_of_imethod(m);
		ask(c, row.target, m->name, m->type);
	}
	link_to(c, row);
}

static void called(Collector *c, Node *call)
{
	Node *fn = call->x;
	ptrmap_set(&c->callees, fn, fn);
	if (call->op == OCALLINTER)
		name_imethod(c, imethod_of(call));
	if (!tree_static_callee(call))
		ask_call(c, call);
}

static void collect_node(Node *n, void *arg)
{
	Collector *c = arg;
	switch (n->op) {
	case OCALL:
	case OCALLMETH:
	case OCALLINTER:
		called(c, n);
		break;
	case ODOTMETH:
		name_function(c, n->obj->func);
		break;
	case ONAME:
		if (!n->obj || n->obj->kind != OBJ_FUNC)
			break;
		name_function(c, n->obj->func);
		if (!ptrmap_get(&c->callees, n))
			take_value(c, n->obj->func->type, n->obj->func, 0);
		break;
	case OFUNCLIT:
		use_function(c, n->func);
		take_value(c, n->func->type, n->func, 0);
		break;
	case OMETHVAL:
		take_method(c, n, n->x->type, 1);
		break;
	case OMETHEXPR:
		take_method(c, n, n->rtype, 0);
		break;
	case OCONVIFACE:
		if (!type_is_inter(n->x->type))
			use_types_in(c, c->owner, n->x->type);
		break;
	default:
		break;
	}
}

// --- functions and methods -----------------------------------------------------------------------

static Type *base_type(const Func *f)
{
	Type *t = f->recv->type;
	return t->kind == T_PTR ? t->elem : t;
}

// Any method of a type whose values are in interfaces may be called through one, and an exported
// one be made a function value by reflection.
static void offer_method(Collector *c, Func *f)
{
	Type *recv = f->recv->type;
	if (name_exported(f->obj->sym))
		link_to(c, (LinkRow){.key = key_of_value(f->type),
				     .target = facts_hash(f),
				     .owner = type_node(base_type(f)),
				     .kind = LINK_BOUND,
				     .shift = 1});
	link_to(c, (LinkRow){.key = key_of_method(f->obj->sym, f->pkg, f->type),
			     .target = facts_hash(f),
			     .owner = type_node(base_type(f)),
			     .recv = type_is_direct_iface(recv) ? RECV_DIRECT
				     : type_has_pointers(recv)  ? RECV_BOXED
								: RECV_PLAIN});
}

// What runs without being named by Go code: the runtime in C calls Go functions and throws errors
// of types in package runtime; other names lead to a function; who knows what assembly does.
static void use_unnamed(Collector *c, const Package *p, Func *f)
{
	if (p->is_runtime || strcmp(p->path, "runtime") == 0 || f->linkname ||
	    strcmp(f->name, "reflect.callMade") == 0)
		use(c, NODE_ROOT, facts_hash(f));
	if (f->linkname)
		use(c, facts_hash(f), hash_of(f->linkname));
	else if (!f->has_body && !p->is_std)
		use(c, facts_hash(f), NODE_ALL);
}

static void collect(Collector *c, const Package *p)
{
	VEC_EACH(Func, f, &p->func_order) {
		c->owner = f == p->var_init ? NODE_ROOT : facts_hash(f);
		tree_visit_list(&f->body, collect_node, c);
	}
	VEC_EACH(Func, f, &p->funcs) {
		use_unnamed(c, p, f);
		if (f->recv && f->obj)
			offer_method(c, f);
		if (strcmp(f->name, "main.main") == 0)
			use(c, NODE_ROOT, facts_hash(f));
	}
	VEC_EACH(Func, f, &p->inits)
		use(c, NODE_ROOT, facts_hash(f));
	if (p->is_runtime || strcmp(p->path, "runtime") == 0)
		VEC_EACH(Type, t, &p->named_types)
			use_types_in(c, NODE_ROOT, t);
}

// --- writing -------------------------------------------------------------------------------------

static uint32_t slot_row(ClosedWriter *w, Slot *s)
{
	const void *id = closed_slot_id(s->key, s->param);
	Slot *known = ptrmap_get(&w->ids, id);
	if (known)
		return known->row - 1;
	ptrmap_set(&w->ids, id, s);
	vec_push(&w->slots, s);
	s->row = ++w->head.nslots;
	return s->row - 1;
}

void closed_function(ClosedWriter *w, Func *f, uint32_t first)
{
	const EscapeFunc *ef = escape_of(f);
	for (int i = 0; ef->slots && i < ef->nparams; i++)
		for (const SlotLeak *s = ef->slots[i]; s; s = s->next) {
			FlowRow row = {.leaks = first + (uint32_t)i, .slot = slot_row(w, s->slot)};
			memcpy(row.plus1, s->plus1, sizeof row.plus1);
			buf_write(&w->flows, (const char *)&row, sizeof row);
			w->head.nflows++;
		}
}

void closed_finish(ClosedWriter *w, Package *p, Buf *out, Buf *text)
{
	Collector c = {
	    .text = text, .head = &w->head, .in_reflect = strcmp(p->path, "reflect") == 0};
	collect(&c, p);
	buf_write(out, (const char *)&w->head, sizeof w->head);
	buf_write(out, c.asks.s, c.asks.len);
	VEC_EACH(const Slot, s, &w->slots) {
		SlotRow row = {s->key, (uint64_t)s->param};
		buf_write(out, (const char *)&row, sizeof row);
	}
	buf_write(out, w->flows.s, w->flows.len);
	buf_write(out, c.links.s, c.links.len);
	buf_write(out, c.uses.s, c.uses.len);
}

// --- reading -------------------------------------------------------------------------------------

static const SlotRow *slot_rows(const ClosedHead *h)
{
	return (const SlotRow *)((const AskRow *)(h + 1) + h->nasks);
}

static const FlowRow *flow_rows(const ClosedHead *h)
{
	return (const FlowRow *)(slot_rows(h) + h->nslots);
}

// The first flow of the parameter with this index, or of a later one.
static uint32_t first_flow(const ClosedHead *h, uint32_t leaks)
{
	const FlowRow *rows = flow_rows(h);
	uint32_t low = 0, high = h->nflows;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (rows[middle].leaks < leaks)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static SlotLeak *read_flow(const ClosedHead *h, const FlowRow *row, SlotLeak *next)
{
	const SlotRow *r = &slot_rows(h)[row->slot];
	Slot *slot = NEW(Slot);
	*slot = (Slot){.key = r->key, .param = (int)r->param};
	SlotLeak *s = NEW(SlotLeak);
	*s = (SlotLeak){.next = next, .slot = slot};
	memcpy(s->plus1, row->plus1, sizeof s->plus1);
	return s;
}

SlotLeak **closed_slots(const Facts *facts, const FuncFacts *f)
{
	const ClosedHead *h = facts->closed;
	if (!h)
		return NULL;
	const FlowRow *rows = flow_rows(h);
	uint32_t i = first_flow(h, f->first), end = f->first + f->nparams;
	if (i == h->nflows || rows[i].leaks >= end)
		return NULL;
	SlotLeak **slots = arena_alloc((size_t)f->nparams * sizeof *slots);
	memset(slots, 0, (size_t)f->nparams * sizeof *slots);
	for (; i < h->nflows && rows[i].leaks < end; i++) {
		SlotLeak **to = &slots[rows[i].leaks - f->first];
		*to = read_flow(h, &rows[i], *to);
	}
	return slots;
}
