// iface.c - interface values: tables of methods, assertions, comparison, boxing.
//
// An itab pairs an interface type with a concrete type and lists the concrete methods in the
// interface's order.  The compiler emits the ones it knows statically; assertions between
// interfaces make the others here, once, and keep them in a hash table that readers use without a
// lock: entries are never removed, a slot is published by a release store, a grown table likewise.
// A pair that does not fit is remembered as an itab whose fun[0] is NULL, so a failing assertion in
// a loop is as cheap as a succeeding one.
//
// Boxing: a pointer-shaped value is the data word itself; others are copied to the heap, except
// values that fit a byte (a static table) and zero values (one shared zero object).

#include <string.h>
#include "internal.h"
#include "alg.h"
#include "stack.h"
#include "memory.h"
#include "iface.h"
#include "linked.h"
#include "asm.h"

typedef struct ItabTable {
	size_t mask, count;
	GoItab *volatile slots[];
} ItabTable;

static ItabTable *volatile itabs;
static Lock itab_lock = {.rank = RANK_ITAB};

static size_t itab_hash(const GoInterType *inter, const GoType *type)
{
	return (size_t)alg_mix((uintptr_t)inter ^ ALG_K0, (uintptr_t)type ^ ALG_K1);
}

static inline __attribute__((always_inline)) GoItab *
itab_find(ItabTable *table, const GoInterType *inter, const GoType *type)
{
	if (!table)
		return NULL;
	for (size_t i = itab_hash(inter, type);; i++) {
		// acquire: pairs with the release in itab_insert; the itab is complete.
		GoItab *tab =
		    atomic_load_ptr_acquire((void *const volatile *)&table->slots[i & table->mask]);
		if (!tab || (tab->inter == inter && tab->type == type))
			return tab;
	}
}

static void itab_insert(ItabTable *table, GoItab *tab)
{
	size_t i = itab_hash(tab->inter, tab->type);

	while (table->slots[i & table->mask])
		i++;
	atomic_store_ptr_release((void *volatile *)&table->slots[i & table->mask], tab);
	table->count++;
}

static ItabTable *itab_room(ItabTable *old) // holds itab_lock
{
	if (old && old->count * 4 < old->mask * 3)
		return old;
	size_t n = old ? (old->mask + 1) * 2 : 512;
	ItabTable *table = rt_alloc(sizeof *table + n * sizeof table->slots[0]);
	table->mask = n - 1;
	for (size_t i = 0; old && i <= old->mask; i++)
		if (old->slots[i])
			itab_insert(table, old->slots[i]);
	atomic_store_ptr_release((void *volatile *)&itabs, table);
	return table;
}

static bool same_string(GoString a, GoString b)
{
	return a.len == b.len && memcmp(a.ptr, b.ptr, (size_t)a.len) == 0;
}

// The concrete method for m.  Both lists are sorted alike, so the search goes on from *at.
static const GoMethod *method_for(const GoUncommon *u, const GoIMethod *m, intptr_t *at)
{
	for (; u && *at < u->nmethods; ++*at) {
		const GoMethod *c = &u->methods[*at];
		if (c->mtype == m->type && same_string(c->name, m->name) &&
		    same_string(c->pkgpath, m->pkgpath))
			return c;
	}
	return NULL;
}

// Fills tab->fun; returns the first missing method, or NULL when all are there.
static const GoIMethod *itab_fill(GoItab *tab, const GoInterType *inter, const GoType *type)
{
	intptr_t at = 0;

	for (intptr_t i = 0; i < inter->nmethods; i++) {
		const GoMethod *m = method_for(type->uncommon, &inter->methods[i], &at);
		if (!m)
			return &inter->methods[i];
		if (tab)
			tab->fun[i] = m->ifn;
	}
	return NULL;
}

// The first time that this pair is asked for; elsewhere it would cost each assertion the saving of
// registers.
static __attribute__((noinline)) GoItab *itab_make(const GoInterType *inter, const GoType *type)
{
	lock_acquire(&itab_lock);
	GoItab *tab = itab_find(itabs, inter, type);
	if (!tab) {
		ItabTable *table = itab_room(itabs);
		tab = rt_alloc(sizeof *tab + (size_t)inter->nmethods * sizeof tab->fun[0]);
		tab->inter = inter;
		tab->type = type;
		tab->hash = type->hash;
		if (itab_fill(tab, inter, type))
			tab->fun[0] = NULL;
		itab_insert(table, tab);
	}
	lock_release(&itab_lock);
	return tab;
}

static inline GoItab *itab_get(const GoInterType *inter, const GoType *type)
{
	GoItab *tab =
	    // acquire: pairs with the release in itab_room(); the table is filled.
	    itab_find(atomic_load_ptr_acquire((void *const volatile *)&itabs), inter, type);
	return likely(tab != NULL) ? tab : itab_make(inter, type);
}

void *iface_assert2(void *inter, void *type)
{
	const GoInterType *it = inter;

	if (!type || it->nmethods == 0)
		return type;
	GoItab *tab = itab_get(it, type);
	return tab->fun[0] ? tab : NULL;
}

void *iface_assert(void *inter, void *type)
{
	void *tab = iface_assert2(inter, type);

	if (unlikely(!tab))
		iface_panic(type, inter, NULL);
	return tab;
}

// Made by package runtime, which knows *TypeAssertionError.
void go_panic_assert(const void *inter, const void *have, const void *want, const uint8_t *missing,
		     intptr_t n) GO_SYMBOL("runtime.panicAssert") __attribute__((weak));

void iface_panic(void *have, void *want, void *inter)
{
	const GoType *w = want;
	GoString missing = {NULL, 0};

	if (have && (w->kind & GO_KIND_MASK) == GO_INTERFACE) {
		const GoIMethod *m = itab_fill(NULL, want, have);
		if (m)
			missing = m->name;
	}
	go_panic_assert(inter, have, want, missing.ptr, missing.len);
	throw("panicAssert returned");
}

static GoString text_about(const char *what, const GoType *t)
{
	size_t n = strlen(what);
	uint8_t *p = malloc_gc((intptr_t)n + t->str.len, NULL, false);

	memcpy(p, what, n);
	memcpy(p + n, t->str.ptr, (size_t)t->str.len);
	return (GoString){p, (intptr_t)n + t->str.len};
}

void iface_dropped(void)
{
	throw("call of a method that the link left out");
}

static _Noreturn void panic_about(const char *what, const GoType *t)
{
	panic_error_string(text_about(what, t));
}

// Comparing or hashing a value that holds interfaces comes back here for each of them, as deep as
// the program nests them, in the reserve below the stack limit.  When half of that is used up, the
// rest happens on a further segment.
static bool reserve_runs_out(void)
{
	intptr_t above = (intptr_t)((uintptr_t)__builtin_frame_address(0) - getg()->stack_limit);

	return above < -(intptr_t)(STACK_RESERVE / 2);
}

intptr_t iface_eface_eq(void *type, void *a, void *b)
{
	const GoType *t = type;

	if (!t)
		return 1;
	if (!t->equal)
		panic_about("comparing uncomparable type ", t);
	if (t->kind & GO_DIRECT_IFACE)
		return a == b;
	// not a == b first: a boxed NaN differs from itself
	if (unlikely(reserve_runs_out()))
		return (uint8_t)asm_call_further(t->equal, a, b, (uintptr_t)t);
	return t->equal(a, b, t);
}

static intptr_t hash_dynamic(const GoType *t, void *data, intptr_t seed)
{
	if (!t)
		return (intptr_t)alg_hash64(0, (uint64_t)seed);
	if (!t->equal)
		panic_about("hash of unhashable type ", t);
	if (!t->hash_fn)
		throw("comparable type without a hash function");
	void *value = t->kind & GO_DIRECT_IFACE ? (void *)&data : data;
	if (unlikely(reserve_runs_out()))
		return (intptr_t)asm_call_further(t->hash_fn, value, (void *)seed, (uintptr_t)t);
	return (intptr_t)t->hash_fn(value, (uint64_t)seed, t);
}

static void check_dynamic(const GoType *t, void *data)
{
	if (!t)
		return;
	if (!t->equal)
		panic_plain_string(text_about("hash of unhashable type: ", t));
	void *value = t->kind & GO_DIRECT_IFACE ? (void *)&data : data;
	if (unlikely(reserve_runs_out()))
		asm_call_further(iface_check_hashable, t, value, 0);
	else
		iface_check_hashable(t, value);
}

void iface_check_hashable(const GoType *t, void *value)
{
	const GoArrayType *array = (const GoArrayType *)t;
	const GoStructType *fields = (const GoStructType *)t;
	GoEface *any = value;
	GoIface *iface = value;

	switch (t->kind & GO_KIND_MASK) {
	case GO_INTERFACE:
		if (((const GoInterType *)t)->nmethods == 0)
			check_dynamic(any->type, any->data);
		else if (iface->tab)
			check_dynamic(iface->tab->type, iface->data);
		break;
	case GO_ARRAY:
		for (uintptr_t i = 0; i < array->len; i++)
			iface_check_hashable(array->elem, (char *)value + i * array->elem->size);
		break;
	case GO_STRUCT:
		for (intptr_t i = 0; i < fields->nfields; i++)
			iface_check_hashable(fields->fields[i].type,
					     (char *)value + fields->fields[i].offset);
	}
}

intptr_t iface_hash_eface(void *value, intptr_t seed)
{
	GoEface *e = value;
	return hash_dynamic(e->type, e->data, seed);
}

intptr_t iface_hash_iface(void *value, intptr_t seed)
{
	GoIface *i = value;
	return hash_dynamic(i->tab ? i->tab->type : NULL, i->data, seed);
}

void *iface_box(void *type, void *value)
{
	const GoType *t = type;

	if (t->size == 0)
		return zero_base;
	void *p = malloc_gc((intptr_t)t->size, type, t->ptrdata != 0);
	if (t->ptrdata)
		barrier_typedmove(type, p, value);
	else
		memcpy(p, value, t->size);
	return p;
}

static const uint64_t small_ints[256] = {
#define I4(n) (n), (n) + 1, (n) + 2, (n) + 3
#define I16(n) I4(n), I4((n) + 4), I4((n) + 8), I4((n) + 12)
#define I64(n) I16(n), I16((n) + 16), I16((n) + 32), I16((n) + 48)
    I64(0), I64(64), I64(128), I64(192)};

void *iface_box64(intptr_t value)
{
	if ((uintptr_t)value < 256)
		return (void *)&small_ints[value]; // little-endian: right for every width
	intptr_t *p = malloc_gc(8, NULL, false);
	*p = value;
	return p;
}

static const uint8_t one_pointer[8] = {1}; // read as a whole word
static const GoType string_box_type = {
    .size = sizeof(GoString),
    .ptrdata = 8,
    .align = 8,
    .field_align = 8,
    .kind = GO_STRING,
    .gcdata = one_pointer,
    .str = {(const uint8_t *)"string", 6},
};
static const GoType slice_box_type = {
    .size = sizeof(GoSlice),
    .ptrdata = 8,
    .align = 8,
    .field_align = 8,
    .kind = GO_SLICE,
    .gcdata = one_pointer,
    .str = {(const uint8_t *)"slice", 5},
};

void *iface_box_string(void *p, intptr_t n)
{
	GoString s = {p, n};
	return n == 0 ? zero_base : iface_box((void *)&string_box_type, &s);
}

void *iface_box_slice(void *p, intptr_t n, intptr_t cap)
{
	GoSlice s = {p, n, cap};
	return p == NULL ? zero_base : iface_box((void *)&slice_box_type, &s);
}
