// check_typeset.c - interfaces as constraints: which types may stand for a type parameter.
//
// The type set of an interface is the intersection of what it embeds: a union gives its terms,
// another interface its own set, a plain type itself.  `all` means no embedded element restricts
// it.  Interfaces that embed nothing but method-only interfaces are flattened when they are
// declared; the rest keep their elements in ->embeds and are completed on demand.

#include "check.h"

#include <string.h>

bool is_tparam(const Type *t)
{
	return t->kind == T_TYPEPARAM;
}

static bool term_includes(const Term *a, Type *t)
{
	return a->type == t || (a->tilde && type_under(a->type) == type_under(t));
}

// The intersection of two terms, if there is one.
static bool meet(const Term *a, const Term *b, Term *out)
{
	if (a->tilde && b->tilde) {
		*out = *a;
		return type_under(a->type) == type_under(b->type);
	}
	*out = a->tilde ? *b : *a;
	return a->tilde ? term_includes(a, b->type) : term_includes(b, a->type);
}

static void push_term(TypeSet *s, Term t)
{
	for (int i = 0; i < s->n; i++)
		if (s->terms[i].type == t.type && s->terms[i].tilde >= t.tilde)
			return;
	Term *grown = arena_alloc(((size_t)s->n + 1) * sizeof *grown);
	if (s->n)
		memcpy(grown, s->terms, (size_t)s->n * sizeof *grown);
	grown[s->n++] = t;
	s->terms = grown;
}

// For sure, as opposed to interfaces, whose comparison may panic.
bool strictly_comparable(Type *t)
{
	Type *u = type_under(t);
	if (t->kind == T_TYPEPARAM)
		return type_comparable_p(t);
	if (u->kind == T_INTER)
		return type_comparable_tparam(u);
	if (u->kind == T_ARRAY)
		return strictly_comparable(u->elem);
	for (int i = 0; u->kind == T_STRUCT && i < u->nfields; i++)
		if (!strictly_comparable(u->fields[i].type))
			return false;
	return type_comparable_p(u);
}

static void drop_incomparable(TypeSet *s)
{
	TypeSet kept = {0};
	for (int i = 0; i < s->n; i++)
		if (strictly_comparable(s->terms[i].type))
			push_term(&kept, s->terms[i]);
	*s = kept;
}

static void intersect(TypeSet *s, const TypeSet *other)
{
	s->comparable |= other->comparable;
	if (other->all)
		return;
	if (s->all) {
		s->all = false;
		s->terms = other->terms;
		s->n = other->n;
		return;
	}
	TypeSet both = {.comparable = s->comparable};
	Term t;
	for (int i = 0; i < s->n; i++)
		for (int j = 0; j < other->n; j++)
			if (meet(&s->terms[i], &other->terms[j], &t))
				push_term(&both, t);
	*s = both;
}

static TypeSet element_set(Type *e);

// No type has a defined type as its underlying type.
static bool names_nothing(const Field *term)
{
	return term->embedded && type_under(term->type) != term->type;
}

static TypeSet union_set(Type *u)
{
	TypeSet s = {0};
	for (int i = 0; i < u->nfields; i++) {
		Type *t = u->fields[i].type;
		if (type_under(t)->kind == T_INTER && t->kind != T_TYPEPARAM) {
			TypeSet inner = element_set(t);
			if (inner.all)
				return inner;
			for (int j = 0; j < inner.n; j++)
				push_term(&s, inner.terms[j]);
		} else if (type_under(t)->kind != T_INVALID && !names_nothing(&u->fields[i])) {
			push_term(&s, (Term){t, u->fields[i].embedded});
		}
	}
	return s;
}

int count_terms(Type *u)
{
	return union_set(u).n;
}

static TypeSet element_set(Type *e)
{
	if (e->kind == T_UNION)
		return union_set(e);
	Type *u = type_under(e);
	if (u->kind == T_INTER)
		return *typeset(u);
	if (u->kind == T_INVALID)
		return (TypeSet){.all = true};
	TypeSet s = {0};
	push_term(&s, (Term){e, false});
	return s;
}

static const TypeSet everything = {.all = true};

const TypeSet *typeset(Type *t)
{
	Type *u = type_under(t);
	if (u->kind != T_INTER)
		return &everything;
	if (u->typeset)
		return u->typeset;
	TypeSet *s = NEW(TypeSet);
	s->all = true;
	s->comparable = u->is_comparable;
	u->typeset = s; // a constraint that embeds itself ends here; reported elsewhere
	VEC_EACH(Type, e, &u->embeds) {
		TypeSet es = element_set(e);
		intersect(s, &es);
	}
	if (s->comparable && !s->all)
		drop_incomparable(s);
	return s;
}

bool is_constraint_only(Type *inter)
{
	const TypeSet *s = typeset(inter);
	return !s->all || s->comparable;
}

bool has_empty_typeset(Type *t)
{
	const TypeSet *s = typeset(t);
	return !s->all && s->n == 0;
}

bool all_types(Type *t, bool (*pred)(Type *))
{
	if (t->kind != T_TYPEPARAM)
		return pred(t);
	const TypeSet *s = typeset(t);
	if (s->all || s->n == 0)
		return false;
	for (int i = 0; i < s->n; i++)
		if (!all_types(s->terms[i].type, pred))
			return false;
	return true;
}

// Constraints may mention each other in a circle; a parameter met again says nothing new.
bool type_comparable_tparam(Type *t)
{
	const TypeSet *s = typeset(t);
	if (s->comparable || t->finite)
		return true;
	if (s->all || s->n == 0)
		return false;
	bool ok = true;
	t->finite = true;
	for (int i = 0; i < s->n && ok; i++)
		ok = strictly_comparable(s->terms[i].type);
	t->finite = false;
	return ok;
}

// Two channel types agree if their elements do and their directions do not conflict.
static Type *common_chan(Type *a, Type *b)
{
	if (a->kind != T_CHAN || b->kind != T_CHAN || a->elem != b->elem)
		return NULL;
	if (a->dir == CHAN_BOTH)
		return b;
	return b->dir == CHAN_BOTH ? a : NULL;
}

Type *core_type(Type *t)
{
	if (t->kind != T_TYPEPARAM)
		return type_under(t);
	const TypeSet *s = typeset(t);
	Type *core = NULL;
	if (s->all)
		return NULL;
	for (int i = 0; i < s->n; i++) {
		Type *u = core_type(s->terms[i].type);
		if (!u)
			return NULL;
		if (!core || core == u)
			core = u;
		else if (!(core = common_chan(core, u)))
			return NULL;
	}
	return core;
}

// Why a type parameter has no core type.
const char *core_fault(Type *t)
{
	const TypeSet *s = typeset(t);
	Type *core = NULL, *first = NULL;
	if (s->all || s->n == 0)
		return "no specific type";
	for (int i = 0; i < s->n; i++) {
		Type *term = s->terms[i].type, *u = core_type(term);
		if (!u)
			return core_fault(term);
		if (!core) {
			core = u;
			first = term;
		} else if (core != u && core->kind == T_CHAN && u->kind == T_CHAN) {
			if (core->elem != u->elem)
				return arena_printf(
				    "channels %s and %s have different element types", tstr(first),
				    tstr(term));
			if (!common_chan(core, u))
				return arena_printf(
				    "channels %s and %s have conflicting directions", tstr(first),
				    tstr(term));
			core = common_chan(core, u);
		} else if (core != u) {
			return arena_printf("%s and %s have different underlying types",
					    tstr(first), tstr(term));
		}
	}
	return "";
}

Type *core_string(Type *t)
{
	if (t->kind != T_TYPEPARAM)
		return type_under(t);
	const TypeSet *s = typeset(t);
	bool string = false;
	Type *core = NULL;
	if (s->all)
		return NULL;
	for (int i = 0; i < s->n; i++) {
		Type *u = core_type(s->terms[i].type);
		if (!u)
			return NULL;
		if (u->kind == T_STRING) {
			string = true;
			u = type_slice(type_byte);
		}
		if (core && core != u)
			return NULL;
		core = u;
	}
	return string ? types[T_STRING] : core;
}

// --- completion of interfaces that embed others --------------------------------------------------

static void merge_method(Type *t, IMethod m)
{
	for (int i = 0; i < t->nimethods; i++) {
		IMethod *o = &t->imethods[i];
		if (o->name != m.name || (o->pkg != m.pkg && !name_exported(m.name)))
			continue;
		if (o->type != m.type || !version_allows(m.pos, 14)) {
			error_at(m.pos, "duplicate method %s", m.name);
			error_more("%s: other declaration of method %s", pos_string(o->pos),
				   m.name);
		}
		return;
	}
	IMethod *grown = arena_alloc(((size_t)t->nimethods + 1) * sizeof *grown);
	int at = t->nimethods;
	while (at > 0 &&
	       name_cmp(t->imethods[at - 1].name, t->imethods[at - 1].pkg, m.name, m.pkg) > 0)
		at--;
	if (t->nimethods)
		memcpy(grown, t->imethods, (size_t)at * sizeof *grown);
	grown[at] = m;
	if (t->nimethods)
		memcpy(grown + at + 1, t->imethods + at,
		       (size_t)(t->nimethods - at) * sizeof *grown);
	t->imethods = grown;
	t->nimethods++;
}

void complete_inter(Type *t)
{
	if (!t->incomplete)
		return;
	t->incomplete = false;
	for (int k = 0; k < t->embeds.len; k++) {
		Type *e = t->embeds.at[k];
		Type *u = e->kind == T_UNION ? e : type_under(e);
		if (u->kind != T_INTER)
			continue;
		complete_inter(u);
		t->is_comparable |= u->is_comparable;
		for (int i = 0; i < u->nimethods; i++) {
			IMethod m = u->imethods[i];
			m.inherited = true;
			m.pos = t->fields ? t->fields[k].pos : m.pos;
			merge_method(t, m);
		}
	}
}

// --- does a type argument satisfy a constraint? --------------------------------------------------

static bool in_typeset(Type *t, const TypeSet *s)
{
	if (s->all)
		return true;
	if (t->kind == T_TYPEPARAM) {
		const TypeSet *own = typeset(t);
		if (own->all || own->n == 0)
			return false;
		for (int i = 0; i < own->n; i++) {
			Term both;
			bool found = false;
			for (int j = 0; j < s->n && !found; j++)
				found = meet(&own->terms[i], &s->terms[j], &both) &&
					both.tilde == own->terms[i].tilde &&
					both.type == own->terms[i].type;
			if (!found)
				return false;
		}
		return true;
	}
	for (int i = 0; i < s->n; i++)
		if (term_includes(&s->terms[i], t))
			return true;
	return false;
}

static const char *terms_str(const TypeSet *s)
{
	Buf b = {0};
	for (int i = 0; i < s->n; i++)
		buf_printf(&b, "%s%s%s", i ? " | " : "", s->terms[i].tilde ? "~" : "",
			   tstr(s->terms[i].type));
	return buf_str(&b);
}

// Is t written in the constraint, though the intersection excludes it?
static bool mentions(Type *constraint, Type *t)
{
	VEC_EACH(Type, e, &type_under(constraint)->embeds) {
		if (e == t)
			return true;
		for (int i = 0; e->kind == T_UNION && i < e->nfields; i++)
			if (e->fields[i].type == t)
				return true;
	}
	return false;
}

static char *not_in_typeset(Type *t, Type *constraint, const TypeSet *s)
{
	const char *ts = tstr(t), *cs = tstr(constraint);
	if (t->kind == T_TYPEPARAM || type_under(t)->kind == T_INTER)
		return arena_printf("%s does not satisfy %s", ts, cs);
	for (int i = 0; i < s->n; i++)
		if (!s->terms[i].tilde && s->terms[i].type == type_under(t))
			return arena_printf(
			    "%s does not satisfy %s (possibly missing ~ for %s in %s)", ts, cs,
			    tstr(s->terms[i].type), cs);
	if (mentions(constraint, t))
		return arena_printf(
		    "%s does not satisfy %s (%s mentions %s, but %s is not in the type set of %s)",
		    ts, cs, cs, ts, ts, cs);
	return arena_printf("%s does not satisfy %s (%s missing in %s)", ts, cs, ts, terms_str(s));
}

bool satisfies(Type *t, Type *constraint, char **cause)
{
	const TypeSet *s = typeset(constraint);
	Type *u = type_under(constraint);
	if (type_under(t)->kind == T_INVALID || u->kind == T_INVALID)
		return true;
	if (t->kind == T_TYPEPARAM && has_empty_typeset(t))
		return true;
	complete_inter(u);
	if (!s->all && s->n == 0) {
		*cause = arena_printf("cannot satisfy %s (empty type set)", tstr(constraint));
		return false;
	}
	if (u->nimethods) {
		char *why = missing_method(t, constraint);
		if (why) {
			*cause = arena_printf("%s does not satisfy %s %s", tstr(t),
					      tstr(constraint), why);
			return false;
		}
	}
	if (!in_typeset(t, s)) {
		*cause = not_in_typeset(t, constraint, s);
		return false;
	}
	if (s->comparable && !type_comparable_p(t)) {
		*cause = arena_printf("%s does not satisfy comparable", tstr(t));
		return false;
	}
	return true;
}
