// type_lookup.c - fields and methods by name, method sets, and which types implement which
// interface.
//
// A selector x.f finds f at the shallowest depth of embedding; two at the same depth are ambiguous
// and hide everything deeper.  The search goes level by level: `level` holds the embedded types of
// one depth, each with what it is embedded in.  A defined type met again deeper
// down cannot contribute and is skipped, which also ends the search in recursive types; met twice
// at one depth, whatever it contributes is ambiguous (multiple).

#include "lang.h"

#include <string.h>
#include <strings.h>

typedef struct Embedded {
	Type *type;
	const struct Embedded *in; // what it is embedded in
	int index;                 // as this field of that
	bool indirect, multiple;
} Embedded;

typedef struct {
	const char *name;
	Package *pkg;
	bool fold; // ignore case and package
	Lookup *out;
	int found;
	Vec next; // Embedded* of the next depth
	Vec seen; // Type*, T_NAMED
} Search;

static bool same_name(const Search *s, const char *name, Package *pkg)
{
	if (s->fold)
		return strcasecmp(s->name, name) == 0;
	return s->name == name && (pkg == s->pkg || name_exported(name));
}

// With room for one index more.
static int *path_to(const Embedded *e, int depth)
{
	int *path = arena_alloc(((size_t)depth + 2) * sizeof *path);
	path[depth] = -1;
	for (int i = depth - 1; i >= 0; i--, e = e->in)
		path[i] = e->index;
	return path;
}

static void record(Search *s, const Embedded *e, int depth)
{
	s->found += e->multiple ? 2 : 1;
	s->out->depth = depth;
	s->out->indirect = e->indirect;
	s->out->path = path_to(e, depth);
	s->out->field = NULL;
	s->out->method = NULL;
	s->out->imethod = NULL;
}

static bool search_methods(Search *s, Type *named, const Embedded *e, int depth)
{
	VEC_EACH(Object, m, &named->methods)
		if (same_name(s, m->sym, m->pkg)) {
			record(s, e, depth);
			s->out->method = m;
			s->out->ptr_recv = m->ptr_recv;
			return true;
		}
	return false;
}

static void push_embedded(Search *s, const Embedded *from, int index, Type *t)
{
	bool ptr = t->kind == T_PTR;
	if (ptr)
		t = t->elem;
	VEC_EACH(Embedded, other, &s->next)
		if (other->type == t && t->kind == T_NAMED) {
			other->multiple = true;
			return;
		}
	Embedded *e = NEW(Embedded);
	*e = (Embedded){t, from, index, from->indirect || ptr, from->multiple};
	vec_push(&s->next, e);
}

static void search_struct(Search *s, Type *t, const Embedded *e, int depth)
{
	for (int i = 0; i < t->nfields; i++) {
		Field *f = &t->fields[i];
		if (same_name(s, f->name, f->pkg)) {
			record(s, e, depth);
			s->out->field = f;
			s->out->path[depth] = i;
			s->out->path[depth + 1] = -1;
		} else if (f->embedded) {
			push_embedded(s, e, i, f->type);
		}
	}
}

static void search_inter(Search *s, Type *t, const Embedded *e, int depth)
{
	if (t->incomplete)
		type_hooks.complete(t);
	for (int i = 0; i < t->nimethods; i++)
		if (same_name(s, t->imethods[i].name, t->imethods[i].pkg)) {
			record(s, e, depth);
			s->out->imethod = &t->imethods[i];
			s->out->imethod_index = i;
		}
}

static bool was_seen(Search *s, Type *t)
{
	VEC_EACH(Type, other, &s->seen)
		if (other == t)
			return true;
	vec_push(&s->seen, t);
	return false;
}

static void search_one(Search *s, const Embedded *e, int depth)
{
	Type *t = e->type;
	if (t->kind == T_NAMED && (was_seen(s, t) || search_methods(s, t, e, depth)))
		return;
	t = type_under(t);
	if (t->kind == T_STRUCT)
		search_struct(s, t, e, depth);
	else if (t->kind == T_INTER)
		search_inter(s, t, e, depth);
}

// The type to search in, or NULL: a pointer is followed once, but not to an interface or parameter.
static Type *search_base(Type *t, bool *indirect, bool *fields_only)
{
	*indirect = *fields_only = false;
	if (t->kind == T_NAMED && type_under(t)->kind == T_PTR) {
		*fields_only = true;
		t = type_under(t);
	}
	if (t->kind != T_PTR)
		return t;
	*indirect = true;
	if (t->elem->kind == T_TYPEPARAM || type_under(t->elem)->kind == T_INTER)
		return NULL;
	return t->elem;
}

static bool search(Search *s, Type *t)
{
	Embedded first = {0};
	bool fields_only;
	memset(s->out, 0, sizeof *s->out);
	first.type = search_base(t, &first.indirect, &fields_only);
	if (!first.type)
		return false;
	Vec level = {0};
	vec_push(&level, &first);
	for (int depth = 0; level.len && !s->found; depth++) {
		s->next = (Vec){0};
		VEC_EACH(Embedded, e, &level)
			search_one(s, e, depth);
		level = s->next;
	}
	if (s->found > 1)
		s->out->ambiguous = true;
	return s->found == 1 && !(fields_only && !s->out->field);
}

bool type_lookup(Type *t, const char *name, Package *pkg, Lookup *out)
{
	Search s = {.name = name, .pkg = pkg, .out = out};
	return !name_blank(name) && search(&s, t);
}

bool type_lookup_fold(Type *t, const char *name, Lookup *out)
{
	Search s = {.name = name, .fold = true, .out = out};
	return search(&s, t);
}

// --- method sets ---------------------------------------------------------------------------------

typedef struct {
	Vec names; // MethodSetEntry*, candidates
	Vec seen;  // Type*
} Candidates;

static void add_candidate(Candidates *c, const char *name, Package *pkg)
{
	if (name_exported(name))
		pkg = NULL;
	VEC_EACH(MethodSetEntry, e, &c->names)
		if (e->name == name && e->pkg == pkg)
			return;
	MethodSetEntry *e = NEW(MethodSetEntry);
	e->name = name;
	e->pkg = pkg;
	vec_push(&c->names, e);
}

static void gather(Candidates *c, Type *t)
{
	if (t->kind == T_PTR)
		t = t->elem;
	VEC_EACH(Type, other, &c->seen)
		if (other == t)
			return;
	vec_push(&c->seen, t);
	VEC_EACH(Object, m, &t->methods)
		if (!m->is_blank)
			add_candidate(c, m->sym, m->pkg);
	Type *u = type_under(t);
	if (u->kind == T_INTER)
		for (int i = 0; i < u->nimethods; i++)
			add_candidate(c, u->imethods[i].name, u->imethods[i].pkg);
	if (u->kind == T_STRUCT)
		for (int i = 0; i < u->nfields; i++)
			if (u->fields[i].embedded)
				gather(c, u->fields[i].type);
}

static Type *method_type(const Lookup *how)
{
	if (how->imethod)
		return how->imethod->type;
	if (!how->method->type)
		type_hooks.resolve_method(how->method);
	return how->method->type;
}

// Keeps e if a value of type t has the method: a pointer receiver needs a pointer on the way.
static bool in_method_set(Type *t, MethodSetEntry *e)
{
	if (!type_lookup(t, e->name, e->pkg, &e->how) || e->how.field)
		return false;
	if (e->how.ptr_recv && !e->how.indirect)
		return false;
	e->type = method_type(&e->how);
	return true;
}

static void insert_sorted(Vec *set, MethodSetEntry *e)
{
	int i = set->len;
	while (i > 0) {
		MethodSetEntry *p = set->at[i - 1];
		if (name_cmp(p->name, p->pkg, e->name, e->pkg) <= 0)
			break;
		i--;
	}
	vec_insert(set, i, e);
}

Vec type_method_set(Type *t)
{
	Vec set = {0};
	Candidates c = {0};
	if (t->kind == T_PTR && type_under(t->elem)->kind == T_INTER)
		return set;
	if (t->kind == T_PTR && type_under(t->elem)->kind == T_PTR)
		return set;
	gather(&c, t);
	VEC_EACH(MethodSetEntry, e, &c.names)
		if (in_method_set(t, e))
			insert_sorted(&set, e);
	return set;
}

// --- implementation of interfaces ----------------------------------------------------------------

static bool inter_has(Type *t, const IMethod *m, bool *wrong_type)
{
	for (int i = 0; i < t->nimethods; i++)
		if (t->imethods[i].name == m->name && t->imethods[i].pkg == m->pkg) {
			*wrong_type = t->imethods[i].type != m->type;
			return !*wrong_type;
		}
	return false;
}

static bool has_method(Type *t, const IMethod *m, bool *wrong_type, bool *ptr_recv)
{
	Lookup how;
	if (!type_lookup(t, m->name, m->pkg, &how) || how.field)
		return false;
	*wrong_type = method_type(&how) != m->type;
	if (*wrong_type)
		return false;
	*ptr_recv = how.ptr_recv && !how.indirect;
	return !*ptr_recv;
}

bool type_implements(Type *t, Type *inter, const char **missing, bool *wrong_type, bool *ptr_recv)
{
	Type *want = type_under(inter), *have = type_under(t);
	if (want->incomplete)
		type_hooks.complete(want);
	if (have->incomplete)
		type_hooks.complete(have);
	*wrong_type = *ptr_recv = false;
	*missing = NULL;
	for (int i = 0; i < want->nimethods; i++) {
		const IMethod *m = &want->imethods[i];
		bool ok = have->kind == T_INTER ? inter_has(have, m, wrong_type)
						: has_method(t, m, wrong_type, ptr_recv);
		if (!ok) {
			*missing = m->name;
			return false;
		}
	}
	return true;
}
