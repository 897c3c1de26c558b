// types.c - interned types, their layout and the questions asked of one type alone.
//
// Two identical types are one pointer.  Every composite type is built by a type_* constructor that
// looks for an equal one in a table first; its parts are interned already, so equality is a flat
// comparison of pointers.  Only defined types, type parameters and constraint interfaces (those
// with unions) are fresh objects: they are identical to nothing but themselves.
//
// A defined type may be mentioned before its declaration has been looked at: then ->under is NULL
// and type_under() asks the checker to resolve it (type_hooks).  This is what makes recursive
// declarations work without any patching of half-built types.

#include "lang.h"

#include <string.h>

Type *types[T_TUPLE + 1];
Type *type_byte, *type_rune;
Type *type_error, *type_any, *type_comparable;
TypeHooks type_hooks;

// --- the table of composite types ----------------------------------------------------------------

static Type **table;
static uint32_t table_len, table_cap;

static uint32_t mix(uint32_t h, const void *p)
{
	uint64_t v = (uint64_t)(uintptr_t)p * 0x9e3779b97f4a7c15u;
	return (h ^ (uint32_t)(v >> 32)) * 0x01000193u;
}

static uint32_t field_hash(uint32_t h, const Field *f)
{
	h = mix(mix(h, f->name), f->type);
	return h ^ (uint32_t)(f->embedded * 7 + f->taglen * 31);
}

static uint32_t shape_hash(const Type *t)
{
	uint32_t h = 0x811c9dc5u + (uint32_t)t->kind * 131 + (uint32_t)t->len * 17 + t->dir;
	h = mix(mix(h, t->elem), t->key);
	for (int i = 0; i < t->nfields; i++)
		h = field_hash(h, &t->fields[i]);
	for (int i = 0; i < t->nparams; i++)
		h = mix(h, t->params[i]);
	for (int i = 0; i < t->nresults; i++)
		h = mix(h + 1, t->results[i]);
	for (int i = 0; i < t->nimethods; i++)
		h = mix(mix(h, t->imethods[i].name), t->imethods[i].type);
	return h ? h : 1;
}

static bool same_field(const Field *a, const Field *b)
{
	return a->name == b->name && a->type == b->type && a->embedded == b->embedded &&
	       a->pkg == b->pkg && a->taglen == b->taglen && (a->tag == NULL) == (b->tag == NULL) &&
	       (a->taglen == 0 || memcmp(a->tag, b->tag, a->taglen) == 0);
}

static bool same_parts(const Type *a, const Type *b)
{
	for (int i = 0; i < a->nfields; i++)
		if (!same_field(&a->fields[i], &b->fields[i]))
			return false;
	for (int i = 0; i < a->nparams; i++)
		if (a->params[i] != b->params[i])
			return false;
	for (int i = 0; i < a->nresults; i++)
		if (a->results[i] != b->results[i])
			return false;
	for (int i = 0; i < a->nimethods; i++) {
		const IMethod *m = &a->imethods[i], *n = &b->imethods[i];
		if (m->name != n->name || m->type != n->type || m->pkg != n->pkg)
			return false;
	}
	return true;
}

static bool same_shape(const Type *a, const Type *b)
{
	return a->kind == b->kind && a->elem == b->elem && a->key == b->key && a->len == b->len &&
	       a->dir == b->dir && a->variadic == b->variadic &&
	       a->is_comparable == b->is_comparable && a->nfields == b->nfields &&
	       a->nparams == b->nparams && a->nresults == b->nresults &&
	       a->nimethods == b->nimethods && same_parts(a, b);
}

static void table_put(Type *t, uint32_t h)
{
	uint32_t i = h & (table_cap - 1);
	while (table[i])
		i = (i + 1) & (table_cap - 1);
	table[i] = t;
}

static void table_grow(void)
{
	Type **old = table;
	uint32_t n = table_cap;
	table_cap = n ? n * 2 : 1024;
	table = arena_alloc(table_cap * sizeof *table);
	for (uint32_t i = 0; i < n; i++)
		if (old[i])
			table_put(old[i], shape_hash(old[i]));
}

static bool mentions_tparam(const Type *t)
{
	bool yes = (t->elem && t->elem->has_tparam) || (t->key && t->key->has_tparam);
	for (int i = 0; i < t->nfields; i++)
		yes |= t->fields[i].type->has_tparam;
	for (int i = 0; i < t->nparams; i++)
		yes |= t->params[i]->has_tparam;
	for (int i = 0; i < t->nresults; i++)
		yes |= t->results[i]->has_tparam;
	for (int i = 0; i < t->nimethods; i++)
		yes |= t->imethods[i].type->has_tparam;
	return yes;
}

static void *copy_array(const void *p, size_t n)
{
	return n ? memcpy(arena_alloc(n), p, n) : NULL;
}

// Returns the one type equal to key; key itself may live on the stack.
static Type *intern_type(const Type *key)
{
	if (table_len * 2 >= table_cap)
		table_grow();
	uint32_t h = shape_hash(key), i = h & (table_cap - 1);
	for (; table[i]; i = (i + 1) & (table_cap - 1))
		if (same_shape(table[i], key))
			return table[i];
	Type *t = NEW(Type);
	*t = *key;
	t->under = t;
	t->fields = copy_array(key->fields, (size_t)key->nfields * sizeof(Field));
	t->params = copy_array(key->params, (size_t)key->nparams * sizeof(Type *));
	t->results = copy_array(key->results, (size_t)key->nresults * sizeof(Type *));
	t->imethods = copy_array(key->imethods, (size_t)key->nimethods * sizeof(IMethod));
	t->has_tparam = mentions_tparam(t);
	table[i] = t;
	table_len++;
	return t;
}

// --- constructors --------------------------------------------------------------------------------

Type *type_ptr(Type *elem)
{
	if (!elem->ptr_to)
		elem->ptr_to = intern_type(&(Type){.kind = T_PTR, .elem = elem});
	return elem->ptr_to;
}

Type *type_slice(Type *elem)
{
	return intern_type(&(Type){.kind = T_SLICE, .elem = elem});
}

Type *type_array(Type *elem, int64_t len)
{
	return intern_type(&(Type){.kind = T_ARRAY, .elem = elem, .len = len});
}

Type *type_map(Type *key, Type *elem)
{
	return intern_type(&(Type){.kind = T_MAP, .key = key, .elem = elem});
}

Type *type_chan(Type *elem, ChanDir dir)
{
	return intern_type(&(Type){.kind = T_CHAN, .elem = elem, .dir = dir});
}

Type *type_func(Type **params, int nparams, Type **results, int nresults, bool variadic)
{
	return intern_type(&(Type){.kind = T_FUNC,
				   .params = params,
				   .nparams = nparams,
				   .results = results,
				   .nresults = nresults,
				   .variadic = variadic});
}

Type *type_struct(Field *fields, int n)
{
	return intern_type(&(Type){.kind = T_STRUCT, .fields = fields, .nfields = n});
}

Type *type_tuple(Type **elems, int n)
{
	Field fields[n ? n : 1];
	memset(fields, 0, sizeof fields);
	for (int i = 0; i < n; i++)
		fields[i].type = elems[i];
	return intern_type(&(Type){.kind = T_TUPLE, .fields = fields, .nfields = n});
}

static void sort_imethods(IMethod *m, int n)
{
	for (int i = 1; i < n; i++)
		for (int j = i; j > 0; j--) {
			if (name_cmp(m[j - 1].name, m[j - 1].pkg, m[j].name, m[j].pkg) <= 0)
				break;
			IMethod tmp = m[j];
			m[j] = m[j - 1];
			m[j - 1] = tmp;
		}
}

Type *type_inter(IMethod *methods, int n)
{
	sort_imethods(methods, n);
	return intern_type(&(Type){.kind = T_INTER, .imethods = methods, .nimethods = n});
}

Type *type_named(Object *obj)
{
	Type *t = NEW(Type);
	t->kind = T_NAMED;
	t->obj = obj;
	return t;
}

Type *type_under(Type *t)
{
	if (t->kind != T_NAMED && t->kind != T_TYPEPARAM)
		return t;
	if (!t->under)
		type_hooks.complete(t);
	return t->under ? t->under : types[T_INVALID];
}

enum { MAX_DEPTH = 1000 };        // of types within types
#define HUGE_SIZE (INT64_MAX / 4) // what no type reaches; sums of it do not overflow

// --- layout --------------------------------------------------------------------------------------

static int64_t align_up(int64_t n, int64_t align)
{
	return (n + align - 1) / align * align;
}

static void layout_struct(Type *t)
{
	int64_t at = 0, align = 1;
	for (int i = 0; i < t->nfields; i++) {
		Field *f = &t->fields[i];
		int64_t size = type_size(f->type), a = type_align(f->type);
		at = align_up(at, a);
		f->offset = at;
		at = at + size > HUGE_SIZE ? HUGE_SIZE : at + size;
		if (a > align)
			align = a;
		// The address of a last field without size must stay inside the object.
		if (i == t->nfields - 1 && size == 0 && at > 0)
			at++;
	}
	t->align = align;
	t->size = align_up(at, align);
}

static void layout_composite(Type *t)
{
	switch (t->kind) {
	case T_STRUCT:
	case T_TUPLE:
		layout_struct(t);
		break;
	case T_ARRAY:
		t->align = type_align(t->elem);
		if (__builtin_mul_overflow(t->len, type_size(t->elem), &t->size) ||
		    t->size > HUGE_SIZE)
			t->size = HUGE_SIZE;
		break;
	case T_SLICE:
		t->align = 8;
		t->size = 24;
		break;
	case T_INTER:
		t->align = 8;
		t->size = 16;
		break;
	default:
		t->align = t->size = 8;
	}
}

void type_layout(Type *t)
{
	if (t->align)
		return;
	if (t->kind != T_NAMED) {
		t->align = 1; // a type that contains itself is reported elsewhere; end here
		layout_composite(t);
		return;
	}
	Type *u = type_under(t);
	type_layout(u);
	t->size = u->size;
	t->align = u->align;
}

int64_t type_size(Type *t)
{
	type_layout(t);
	return t->size;
}

int64_t type_align(Type *t)
{
	type_layout(t);
	return t->align;
}

int64_t type_ptrdata(Type *t)
{
	t = type_under(t);
	switch (t->kind) {
	case T_STRING:
	case T_SLICE:
	case T_PTR:
	case T_FUNC:
	case T_MAP:
	case T_CHAN:
	case T_UNSAFEPTR:
		return 8;
	case T_INTER:
		return 16;
	case T_ARRAY: {
		int64_t last = t->len ? type_ptrdata(t->elem) : 0;
		return last ? (t->len - 1) * type_size(t->elem) + last : 0;
	}
	case T_STRUCT:
		type_layout(t);
		for (int i = t->nfields - 1; i >= 0; i--) {
			int64_t last = type_ptrdata(t->fields[i].type);
			if (last)
				return t->fields[i].offset + last;
		}
		return 0;
	default:
		return 0;
	}
}

bool type_has_pointers(Type *t)
{
	return type_ptrdata(t) != 0;
}

bool type_is_direct_iface(Type *t)
{
	return type_ptrdata(t) == 8 && type_size(t) == 8;
}

// --- predicates ----------------------------------------------------------------------------------

static Kind kind_of(Type *t)
{
	return t->kind == T_NAMED ? type_under(t)->kind : t->kind;
}

bool type_is_untyped(Type *t)
{
	return t->kind >= T_UNTYPED_BOOL && t->kind <= T_UNTYPED_NIL;
}

bool type_is_integer(Type *t)
{
	Kind k = kind_of(t);
	return (k >= T_INT && k <= T_UINTPTR) || k == T_UNTYPED_INT || k == T_UNTYPED_RUNE;
}

bool type_is_unsigned(Type *t)
{
	Kind k = kind_of(t);
	return k >= T_UINT && k <= T_UINTPTR;
}

bool type_is_float(Type *t)
{
	Kind k = kind_of(t);
	return k == T_FLOAT32 || k == T_FLOAT64 || k == T_UNTYPED_FLOAT;
}

bool type_is_complex(Type *t)
{
	Kind k = kind_of(t);
	return k == T_COMPLEX64 || k == T_COMPLEX128 || k == T_UNTYPED_COMPLEX;
}

bool type_is_numeric(Type *t)
{
	return type_is_integer(t) || type_is_float(t) || type_is_complex(t);
}

bool type_is_string(Type *t)
{
	Kind k = kind_of(t);
	return k == T_STRING || k == T_UNTYPED_STRING;
}

bool type_is_boolean(Type *t)
{
	Kind k = kind_of(t);
	return k == T_BOOL || k == T_UNTYPED_BOOL;
}

bool type_is_inter(Type *t)
{
	return kind_of(t) == T_INTER;
}

static bool comparable_at(Type *t, int depth)
{
	if (t->kind == T_TYPEPARAM)
		return type_hooks.tparam_comparable(t);
	t = type_under(t);
	if (depth > MAX_DEPTH)
		return true; // contains itself: reported elsewhere
	switch (t->kind) {
	case T_SLICE:
	case T_MAP:
	case T_FUNC:
	case T_UNTYPED_NIL:
		return false;
	case T_ARRAY:
		return comparable_at(t->elem, depth + 1);
	case T_STRUCT:
		for (int i = 0; i < t->nfields; i++)
			if (!comparable_at(t->fields[i].type, depth + 1))
				return false;
		return true;
	default:
		return true;
	}
}

bool type_comparable_p(Type *t)
{
	return comparable_at(t, 0);
}

Type *type_default(Type *t)
{
	switch (t->kind) {
	case T_UNTYPED_BOOL:
		return types[T_BOOL];
	case T_UNTYPED_INT:
		return types[T_INT];
	case T_UNTYPED_RUNE:
		return type_rune;
	case T_UNTYPED_FLOAT:
		return types[T_FLOAT64];
	case T_UNTYPED_COMPLEX:
		return types[T_COMPLEX128];
	case T_UNTYPED_STRING:
		return types[T_STRING];
	default:
		return t;
	}
}
