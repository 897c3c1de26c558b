// check_interface.c - interface types, unions and constraints: syntax to types.
//
// An interface is finished when the declarations around it are: what it embeds may be declared
// later, and its methods may name it.

#include "check.h"

// An element of a union: T or ~T.
static bool union_term(Node **np, Field *out)
{
	Node *n = *np;
	out->embedded = n->op == OTILDE;
	out->type = type_expr_any(out->embedded ? &n->x : np, false);
	out->pos = n->pos;
	return out->type->kind != T_INVALID;
}

static void check_tilde(Node *n, const Field *f)
{
	Type *u = type_under(f->type);
	if (!f->embedded || u->kind == T_INVALID)
		return;
	if (u->kind == T_INTER)
		expr_error(n, "invalid use of ~ (%s is an interface)", tstr(f->type));
	else if (u != f->type)
		expr_error(n, "invalid use of ~ (underlying type of %s is %s)", tstr(f->type),
			   tstr(u));
}

static bool terms_overlap(const Field *a, const Field *b)
{
	if (a->type == b->type)
		return true;
	if (a->embedded && type_under(a->type) == type_under(b->type))
		return true;
	return b->embedded && type_under(a->type) == type_under(b->type);
}

static const char *term_str(const Field *f)
{
	return arena_printf("%s%s", f->embedded ? "~" : "", tstr(f->type));
}

enum { MAX_TERMS = 100 };

static void too_many_terms(const Node *n)
{
	expr_error(n, "cannot handle more than %d union terms (implementation limitation)",
		   MAX_TERMS);
}

static void check_union(Node *n, Type *u)
{
	if (count_terms(u) > MAX_TERMS)
		too_many_terms(n);
	for (int i = 0; i < u->nfields; i++) {
		Field *f = &u->fields[i];
		Type *t = type_under(f->type);
		Node *at = n->op == OTUNION ? n->list.at[i] : n;
		check_tilde(at, f);
		if (t->kind == T_INTER && f->type->kind != T_TYPEPARAM) {
			complete_inter(t);
			if (u->nfields > 1 && t->nimethods)
				expr_error(at, "cannot use %s in union (%s contains methods)",
					   tstr(f->type), tstr(f->type));
			else if (u->nfields > 1 && f->type == type_comparable)
				expr_error(at, "cannot use comparable in union");
			else if (u->nfields > 1 && t->is_comparable)
				expr_error(at, "cannot use %s in union (%s embeds comparable)",
					   tstr(f->type), tstr(f->type));
			continue;
		}
		for (int j = 0; j < i; j++)
			if (type_under(u->fields[j].type)->kind != T_INTER &&
			    terms_overlap(f, &u->fields[j])) {
				expr_error(at, "overlapping terms %s and %s", term_str(f),
					   term_str(&u->fields[j]));
				break;
			}
	}
}

Type *union_type(Node *n)
{
	int count = n->op == OTUNION ? n->list.len : 1;
	if (count > MAX_TERMS) {
		too_many_terms(n->list.at[MAX_TERMS]);
		return types[T_INVALID];
	}
	Type *u = NEW(Type);
	u->kind = T_UNION;
	u->under = u;
	u->fields = arena_alloc(sizeof *u->fields * (size_t)count);
	u->nfields = count;
	for (int i = 0; i < count; i++) {
		Node *term = n->op == OTUNION ? n->list.at[i] : n;
		Node **slot = n->op == OTUNION ? (Node **)&n->list.at[i] : &term;
		if (!union_term(slot, &u->fields[i]))
			return types[T_INVALID];
		if (u->fields[i].type->kind == T_TYPEPARAM) {
			if (u->fields[i].embedded)
				expr_error(term, "type in term %s cannot be a type parameter",
					   expr_str(term));
			else
				expr_error(term, "term cannot be a type parameter");
			return types[T_INVALID];
		}
		u->has_tparam |= u->fields[i].type->has_tparam;
	}
	Node *copy = NEW(Node);
	*copy = *n;
	if (!env.instance)
		later(check_union, copy, u);
	return u;
}

static Type *element_type(Node **np)
{
	Node *n = *np;
	while (n->op == OPAREN)
		n = n->x;
	if (n->op == OTUNION || n->op == OTILDE)
		return union_type(n);
	return type_expr_any(np, false);
}

// Is the code at hand a part of t's declaration?
static bool is_unfinished(Type *t)
{
	Type *o = t->origin ? t->origin : t;
	return t->kind == T_NAMED && !t->under && !o->under && o->obj->in_progress;
}

// Can e's methods be merged right away, giving an interface that can be interned?
static bool is_plain_interface(Type *e)
{
	if (e->kind == T_UNION || e->kind == T_TYPEPARAM || is_unfinished(e))
		return false;
	Type *u = type_under(e);
	return u->kind == T_INTER && !u->incomplete && u->embeds.len == 0 && !u->is_comparable;
}

static void add_method(Type *t, Node *f)
{
	if (name_blank(f->sym)) {
		error_at(f->pos, "methods must have a unique non-blank name");
		return;
	}
	IMethod *m = &t->imethods[t->nimethods];
	m->name = f->sym;
	m->pos = f->pos;
	m->pkg = name_exported(f->sym) ? NULL : env.pkg;
	bool outer = env.in_method;
	env.in_method = true;
	m->type = signature(f->x, NULL, NULL, NULL);
	env.in_method = outer;
	for (int i = 0; i < t->nimethods; i++)
		if (t->imethods[i].name == m->name) {
			error_at(m->pos, "duplicate method %s", m->name);
			error_more("%s: other declaration of method %s",
				   pos_string(t->imethods[i].pos), m->name);
			return;
		}
	if (m->type->kind != T_INVALID)
		t->nimethods++;
}

static void complete_later(Node *n, Type *t)
{
	(void)n;
	complete_inter(t);
}

static void mark_inter_tparam(Type *t)
{
	for (int i = 0; i < t->nimethods; i++)
		t->has_tparam |= t->imethods[i].type->has_tparam;
	VEC_EACH(Type, e, &t->embeds)
		t->has_tparam |= e->has_tparam;
}

// Literals inside another one are looked at with it.
static void note_interface(Pos pos, Type *t)
{
	if (env.in_method || env.instance || env.pkg->outline)
		return;
	Node *n = node_new(OTYPE, pos);
	n->type = t;
	vec_push(&env.ck->interfaces, n);
}

static bool is_imported_constraint(Type *t)
{
	bool imported = t->kind == T_NAMED && t->obj->pkg && t->obj->pkg != env.pkg;
	return imported && type_under(t)->kind == T_INTER && is_constraint_only(t);
}

// Before Go 1.18 interfaces embedded nothing but interfaces; another element of n's type is
// dropped.
static void element_version(Node *n, Type *e)
{
	const char *what = NULL;
	if (e->kind == T_UNION)
		what = "interface element";
	else if (is_imported_constraint(e))
		what = "constraint interface";
	else if (type_under(e)->kind != T_INTER && type_under(e)->kind != T_INVALID)
		what = "non-interface type";
	if (!what)
		return;
	version_require(n->pos, 18, "embedding %s %s", what, tstr(e));
	for (int i = 0; i < n->type->embeds.len; i++)
		if (n->type->embeds.at[i] == e)
			n->type->embeds.at[i] = types[T_INVALID];
}

static void check_element_version(Pos pos, Type *inter, Type *e)
{
	if (version_allows(pos, 18))
		return;
	Node *n = node_new(OBAD, pos);
	n->type = inter;
	later(element_version, n, e);
}

static bool same_interface(const Type *a, const Type *b)
{
	if (a->nimethods != b->nimethods || a->embeds.len != b->embeds.len)
		return false;
	for (int i = 0; i < a->nimethods; i++)
		if (a->imethods[i].name != b->imethods[i].name ||
		    a->imethods[i].type != b->imethods[i].type)
			return false;
	for (int i = 0; i < a->embeds.len; i++)
		if (a->embeds.at[i] != b->embeds.at[i])
			return false;
	return true;
}

// What cannot be interned yet, because it embeds a type being declared, is one type if it reads the
// same.
static Type *unfinished_interface(Type *t)
{
	VEC_EACH(Type, known, &env.ck->unfinished)
		if (same_interface(known, t))
			return known;
	t->recursive = true;
	vec_push(&env.ck->unfinished, t);
	return t;
}

Type *interface_type(Node *n)
{
	Type *t = NEW(Type);
	bool plain = true, unfinished = false;
	t->kind = T_INTER;
	t->under = t;
	t->imethods = arena_alloc(sizeof(IMethod) * (size_t)(n->list.len + 1));
	Field *at = arena_alloc(sizeof *at * (size_t)(n->list.len + 1));
	env.pkg->uses_iface |= n->list.len == 0;
	VEC_EACH(Node, f, &n->list) {
		if (f->sym) {
			add_method(t, f);
			continue;
		}
		Pos start = start_pos(f->x);
		Type *e = element_type(&f->x);
		if (e->kind == T_TYPEPARAM) {
			expr_error(f->x, "term cannot be a type parameter");
			e = types[T_INVALID];
		}
		if (e->kind == T_INVALID)
			continue;
		unfinished |= is_unfinished(e);
		plain = is_plain_interface(e) && plain;
		check_element_version(start, t, e);
		at[t->embeds.len].pos = start;
		vec_push(&t->embeds, e);
	}
	t->incomplete = t->embeds.len > 0;
	t->fields = at;
	if (plain) {
		complete_inter(t);
		t = type_inter(t->imethods, t->nimethods);
		note_interface(n->pos, t);
		return t;
	}
	if (unfinished)
		t = unfinished_interface(t);
	note_interface(n->pos, t);
	mark_inter_tparam(t);
	later(complete_later, NULL, t);
	return t;
}

// A type parameter's constraint; a bare union or type stands for interface{ it }.
Type *constraint_expr(Node **np)
{
	Node *n = *np;
	while (n->op == OPAREN)
		n = n->x;
	bool element = n->op == OTUNION || n->op == OTILDE;
	Type *t = element_type(np);
	if (t->kind == T_INVALID)
		return t;
	if (t->kind == T_TYPEPARAM) {
		expr_error(n, "cannot use a type parameter as constraint");
		return types[T_INVALID];
	}
	if (!element && (is_unfinished(t) || type_under(t)->kind == T_INTER))
		return t;
	if (!element && type_under(t)->kind == T_INVALID)
		return types[T_INVALID];
	Type *wrapper = NEW(Type);
	wrapper->kind = T_INTER;
	wrapper->under = wrapper;
	wrapper->implicit_inter = true;
	wrapper->has_tparam = t->has_tparam;
	vec_push(&wrapper->embeds, t);
	return wrapper;
}
