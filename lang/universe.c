// universe.c - scopes, objects and the predeclared names.

#include "lang.h"

#include <string.h>

// --- scopes --------------------------------------------------------------------------------------
//
// A scope keeps its objects in insertion order; a hash index is added once it grows beyond a few.

enum { LINEAR_MAX = 8 };

typedef struct {
	Vec objects;
	Object **slots; // open addressing by name pointer; NULL while linear
	uint32_t nslots;
} Table;

Scope *universe;

Scope *scope_new(Scope *parent)
{
	Scope *s = NEW(Scope);
	s->parent = parent;
	s->func = parent ? parent->func : NULL;
	s->table = NEW(Table);
	return s;
}

static uint32_t slot_of(const Table *t, const char *sym)
{
	uint64_t h = (uint64_t)(uintptr_t)sym * 0x9e3779b97f4a7c15u;
	return (uint32_t)(h >> 40) & (t->nslots - 1);
}

static void slot_put(Table *t, Object *o)
{
	uint32_t i = slot_of(t, o->sym);
	while (t->slots[i])
		i = (i + 1) & (t->nslots - 1);
	t->slots[i] = o;
}

static void table_index(Table *t)
{
	t->nslots = t->nslots ? t->nslots * 2 : 32;
	t->slots = arena_alloc(t->nslots * sizeof *t->slots);
	VEC_EACH(Object, o, &t->objects)
		slot_put(t, o);
}

Object *scope_lookup(Scope *s, const char *sym)
{
	Table *t = s->table;
	if (!t->slots) {
		VEC_EACH(Object, o, &t->objects)
			if (o->sym == sym)
				return o;
		return NULL;
	}
	for (uint32_t i = slot_of(t, sym); t->slots[i]; i = (i + 1) & (t->nslots - 1))
		if (t->slots[i]->sym == sym)
			return t->slots[i];
	return NULL;
}

Object *scope_find(Scope *s, const char *sym)
{
	for (; s; s = s->parent) {
		Object *o = scope_lookup(s, sym);
		if (o)
			return o;
	}
	return NULL;
}

Object *scope_insert(Scope *s, Object *o)
{
	Object *old = scope_lookup(s, o->sym);
	if (old)
		return old;
	Table *t = s->table;
	vec_push(&t->objects, o);
	if (t->slots ? (uint32_t)t->objects.len * 2 > t->nslots : t->objects.len > LINEAR_MAX)
		table_index(t);
	else if (t->slots)
		slot_put(t, o);
	return NULL;
}

void scope_each(Scope *s, void (*fn)(Object *, void *), void *arg)
{
	Table *t = s->table;
	for (int i = 0; i < t->objects.len; i++)
		fn(t->objects.at[i], arg);
}

// --- objects and names ---------------------------------------------------------------------------

Object *object_new(ObjKind kind, const char *sym, Pos pos, Package *pkg)
{
	Object *o = NEW(Object);
	o->kind = kind;
	o->sym = sym;
	o->pos = pos;
	o->pkg = pkg;
	o->is_blank = name_blank(sym);
	return o;
}

bool name_blank(const char *sym)
{
	return sym && sym[0] == '_' && sym[1] == 0;
}

bool name_exported(const char *sym)
{
	int32_t first;
	utf8_decode(sym, strlen(sym), &first);
	return unicode_upper(first);
}

int name_cmp(const char *a, Package *apkg, const char *b, Package *bpkg)
{
	if (a == b) {
		if (apkg == bpkg || !apkg || !bpkg)
			return 0;
		return strcmp(apkg->path, bpkg->path);
	}
	bool ea = name_exported(a), eb = name_exported(b);
	if (ea != eb)
		return ea ? -1 : 1;
	return strcmp(a, b);
}

// --- the universe --------------------------------------------------------------------------------

static const struct {
	const char *name;
	Kind kind;
} basic_types[] = {
    {"bool", T_BOOL},           {"int", T_INT},
    {"int8", T_INT8},           {"int16", T_INT16},
    {"int32", T_INT32},         {"int64", T_INT64},
    {"uint", T_UINT},           {"uint8", T_UINT8},
    {"uint16", T_UINT16},       {"uint32", T_UINT32},
    {"uint64", T_UINT64},       {"uintptr", T_UINTPTR},
    {"float32", T_FLOAT32},     {"float64", T_FLOAT64},
    {"complex64", T_COMPLEX64}, {"complex128", T_COMPLEX128},
    {"string", T_STRING},       {"byte", T_UINT8},
    {"rune", T_INT32},
};

// Predeclared functions whose calls are always constant: no op is theirs.
static const struct {
	const char *name;
	BuiltinId id;
} measures[] = {
    {"Alignof", BUILTIN_ALIGNOF},
    {"Offsetof", BUILTIN_OFFSETOF},
    {"Sizeof", BUILTIN_SIZEOF},
};

Package *unsafe_package;

static int64_t basic_size(Kind k)
{
	static const uint8_t sizes[] = {
	    [T_BOOL] = 1,    [T_INT] = 8,       [T_INT8] = 1,      [T_INT16] = 2,
	    [T_INT32] = 4,   [T_INT64] = 8,     [T_UINT] = 8,      [T_UINT8] = 1,
	    [T_UINT16] = 2,  [T_UINT32] = 4,    [T_UINT64] = 8,    [T_UINTPTR] = 8,
	    [T_FLOAT32] = 4, [T_FLOAT64] = 8,   [T_COMPLEX64] = 8, [T_COMPLEX128] = 16,
	    [T_STRING] = 16, [T_UNSAFEPTR] = 8,
	};
	return k <= T_UNSAFEPTR ? sizes[k] : 0;
}

static void basic_init(Kind k)
{
	Type *t = NEW(Type);
	t->kind = k;
	t->under = t;
	t->size = basic_size(k);
	t->align = t->size > 8 ? 8 : t->size ? t->size : 1;
	if (k == T_COMPLEX64)
		t->align = 4;
	types[k] = t;
}

static Object *predeclare(Scope *s, ObjKind kind, const char *name, Type *type)
{
	Object *o = object_new(kind, intern(name), (Pos){0}, NULL);
	o->type = type;
	o->done = true;
	scope_insert(s, o);
	return o;
}

static void predeclare_const(const char *name, Type *type, const Const *val)
{
	predeclare(universe, OBJ_CONST, name, type)->val = val;
}

// error, any and comparable: the interfaces known to the language.
static void predeclare_interfaces(void)
{
	type_any = type_inter(NULL, 0);
	Object *any = predeclare(universe, OBJ_TYPE, "any", type_any);
	any->is_alias = true;
	IMethod error = {.name = intern("Error"),
			 .type = type_func(NULL, 0, &types[T_STRING], 1, false)};
	type_error = type_named(predeclare(universe, OBJ_TYPE, "error", NULL));
	type_error->under = type_inter(&error, 1);
	type_error->obj->type = type_error;
	type_comparable = type_named(predeclare(universe, OBJ_TYPE, "comparable", NULL));
	Type *u = NEW(Type);
	u->kind = T_INTER;
	u->under = u;
	u->is_comparable = true;
	type_comparable->under = u;
	type_comparable->obj->type = type_comparable;
}

static void unsafe_init(void)
{
	Package *p = unsafe_package = NEW(Package);
	p->path = p->name = intern("unsafe");
	p->scope = scope_new(universe);
	p->checked = p->is_std = true;
	predeclare(p->scope, OBJ_TYPE, "Pointer", types[T_UNSAFEPTR]);
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
		Object *o = predeclare(p->scope, OBJ_BUILTIN, measures[i].name, NULL);
		o->builtin = OLIT;
		o->builtin_id = measures[i].id;
		o->pkg = p;
	}
}

// The functions that are an op: of the universe, or of package unsafe.
static void predeclare_builtin(Op op)
{
	const char *name = op_builtin(op), *dot = strchr(name, '.');
	Object *o = dot ? predeclare(unsafe_package->scope, OBJ_BUILTIN, dot + 1, NULL)
			: predeclare(universe, OBJ_BUILTIN, name, NULL);
	o->builtin = op;
	o->pkg = dot ? unsafe_package : NULL;
}

void universe_init(void)
{
	if (universe)
		return;
	universe = scope_new(NULL);
	for (Kind k = T_INVALID; k <= T_UNTYPED_NIL; k++)
		basic_init(k);
	type_byte = types[T_UINT8];
	type_rune = types[T_INT32];
	for (size_t i = 0; i < sizeof basic_types / sizeof *basic_types; i++)
		predeclare(universe, OBJ_TYPE, basic_types[i].name, types[basic_types[i].kind]);
	predeclare_const("true", types[T_UNTYPED_BOOL], const_bool(true));
	predeclare_const("false", types[T_UNTYPED_BOOL], const_bool(false));
	predeclare_const("iota", types[T_UNTYPED_INT], const_int(0));
	predeclare(universe, OBJ_NIL, "nil", types[T_UNTYPED_NIL]);
	predeclare_interfaces();
	unsafe_init();
	for (Op op = 0; op < OP_COUNT; op++)
		if (op_builtin(op))
			predeclare_builtin(op);
}
