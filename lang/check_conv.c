// check_conv.c - assignability, conversions explicit and implicit, and interface satisfaction.

#include "check.h"

#include <string.h>

static bool is_inter_ptr(Type *t)
{
	Type *u = type_under(t);
	return u->kind == T_PTR && type_is_inter(u->elem);
}

static bool has_name(Type *t)
{
	return t->kind < T_ARRAY || t->kind == T_NAMED || t->kind == T_TYPEPARAM;
}

// --- why a type lacks a method -------------------------------------------------------------------

static const char *method_name_str(const char *name, Type *sig)
{
	return method_str(name, sig);
}

static char *have_want(const char *how, const char *name, const char *have, Type *have_sig,
		       Type *want)
{
	const char *h = method_name_str(have, have_sig), *w = method_name_str(name, want);
	if (strcmp(h, w) == 0)
		return arena_printf("(%s method %s)", how, name);
	return arena_printf("(%s method %s)\n\t\thave %s\n\t\twant %s", how, name, h, w);
}

// Does t embed, at whatever depth, a field whose type could not be made out?  It could have any
// method.
static bool embeds_faulty(Type *t, int depth)
{
	enum { DEEP = 8 }; // *t may be embedded in t
	Type *u = type_under(t->kind == T_PTR ? t->elem : t);
	for (int i = 0; u->kind == T_STRUCT && depth < DEEP && i < u->nfields; i++)
		if (u->fields[i].embedded && (u->fields[i].type->kind == T_INVALID ||
					      embeds_faulty(u->fields[i].type, depth + 1)))
			return true;
	return false;
}

static char *not_found(Type *t, Type *inter, const IMethod *m)
{
	Lookup l;
	if (type_lookup_fold(t, m->name, &l) && (l.method || l.imethod)) {
		const char *name = l.method ? l.method->sym : l.imethod->name;
		Type *sig = l.method ? method_signature(l.method) : l.imethod->type;
		if (name == m->name)
			return arena_printf("(unexported method %s)", m->name);
		return have_want("missing", m->name, name, sig, m->type);
	}
	if (embeds_faulty(t, 0))
		return NULL;
	if (is_inter_ptr(t) || is_inter_ptr(inter))
		return arena_printf("(type %s is pointer to interface, not interface)",
				    tstr(is_inter_ptr(t) ? t : inter));
	return arena_printf("(missing method %s)", m->name);
}

// Wrong in itself, and reported as that.
static bool is_faulty(const Type *t)
{
	return t->kind == T_INVALID || t->recursive;
}

static bool has_faulty(const Type *sig)
{
	for (int i = 0; i < sig->nparams; i++)
		if (is_faulty(sig->params[i]))
			return true;
	for (int i = 0; i < sig->nresults; i++)
		if (is_faulty(sig->results[i]))
			return true;
	return sig->kind == T_INVALID;
}

static char *wrong_type(const IMethod *m, Type *have)
{
	if (have == m->type || has_faulty(have) || has_faulty(m->type))
		return NULL;
	return have_want("wrong type for", m->name, m->name, have, m->type);
}

static char *method_fault(Type *t, Type *inter, const IMethod *m)
{
	Lookup l;
	Type *u = type_under(t);
	if (u->kind == T_INTER) {
		for (int i = 0; i < u->nimethods; i++)
			if (u->imethods[i].name == m->name && u->imethods[i].pkg == m->pkg)
				return wrong_type(m, u->imethods[i].type);
		return arena_printf("(missing method %s)", m->name);
	}
	if (!type_lookup(t, m->name, m->pkg, &l))
		return l.ambiguous ? arena_printf("(ambiguous selector %s.%s)", tstr(t), m->name)
				   : not_found(t, inter, m);
	if (l.field)
		return arena_printf("(%s.%s is a field, not a method)", tstr(t), m->name);
	if (l.ptr_recv && !l.indirect)
		return arena_printf("(method %s has pointer receiver)", m->name);
	return wrong_type(m, l.method ? method_signature(l.method) : l.imethod->type);
}

// NULL if t has all methods of inter, else the reason in parentheses.
char *missing_method(Type *t, Type *inter)
{
	Type *want = type_under(inter), *have = type_under(t);
	complete_inter(want);
	if (have->kind == T_INTER)
		complete_inter(have);
	for (int i = 0; i < want->nimethods; i++) {
		char *why = method_fault(t, inter, &want->imethods[i]);
		if (why)
			return why;
	}
	return NULL;
}

static bool implements(Type *t, Type *inter, char **cause)
{
	char *why;
	if (type_under(t)->kind == T_INVALID)
		return true;
	if (type_under(inter)->kind != T_INTER)
		why = is_inter_ptr(inter)
			  ? arena_printf("(type %s is pointer to interface, not interface)",
					 tstr(inter))
			  : arena_printf("(%s is not an interface)", tstr(inter));
	else
		why = missing_method(t, inter);
	if (why && cause)
		*cause = arena_printf("%s does not implement %s %s", tstr(t), tstr(inter), why);
	return !why;
}

// Can an interface of type from hold a value of type to?
bool type_assertable(Type *from, Type *to, char **cause)
{
	if (type_under(to)->kind == T_INTER)
		return true;
	*cause = missing_method(to, from);
	return *cause == NULL;
}

// --- assignability -------------------------------------------------------------------------------

static bool each_term_assignable(Node *n, Type *t, char **cause)
{
	const TypeSet *s = typeset(t);
	if (s->all || s->n == 0)
		return false;
	for (int i = 0; i < s->n; i++)
		if (!assignable(n, s->terms[i].type, cause)) {
			if (cause)
				*cause =
				    arena_printf("cannot assign %s to %s (in %s)", tstr(n->type),
						 tstr(s->terms[i].type), tstr(t));
			return false;
		}
	return true;
}

static bool from_each_term(Node *n, Type *t, char **cause)
{
	const TypeSet *s = typeset(n->type);
	if (s->all || s->n == 0)
		return false;
	Node as_term = *n;
	for (int i = 0; i < s->n; i++) {
		as_term.type = s->terms[i].type;
		if (!assignable(&as_term, t, cause)) {
			if (cause)
				*cause = arena_printf("cannot assign %s (in %s) to %s",
						      tstr(as_term.type), tstr(n->type), tstr(t));
			return false;
		}
	}
	return true;
}

static bool chan_assignable(Type *v, Type *t, bool *applies)
{
	Type *a = type_under(v), *b = type_under(t);
	*applies =
	    a->kind == T_CHAN && b->kind == T_CHAN && a->dir == CHAN_BOTH && a->elem == b->elem;
	return !has_name(v) || !has_name(t);
}

static bool is_invalid(Type *t)
{
	return t->kind == T_INVALID || (t->kind == T_NAMED && type_under(t)->kind == T_INVALID);
}

bool assignable(Node *n, Type *t, char **cause)
{
	Type *v = n->type, *result;
	bool vp = v->kind == T_TYPEPARAM, tp = t->kind == T_TYPEPARAM, applies;
	if (n->op == OBAD || v == t || is_invalid(v) || is_invalid(t))
		return true;
	if (type_is_untyped(v))
		return implicit_type(n, t, &result) == REP_OK;
	if (type_under(v) == type_under(t) && (!has_name(v) || !has_name(t)) && !vp && !tp)
		return true;
	if (type_is_inter(t) || is_inter_ptr(t)) {
		if (implements(v, t, cause))
			return true;
		if (!vp)
			return false;
		if (cause)
			*cause = NULL;
	}
	if (type_is_inter(v) && implements(t, v, NULL)) {
		if (cause)
			*cause = "need type assertion";
		return false;
	}
	bool ok = chan_assignable(v, t, &applies);
	if (applies)
		return ok;
	if (!has_name(v) && tp)
		return each_term_assignable(n, t, cause);
	if (vp && !has_name(t))
		return from_each_term(n, t, cause);
	return false;
}

// --- implicit conversion -------------------------------------------------------------------------

// Gives *np, assignable to t, the type t.
void convert_to(Node **np, Type *t)
{
	Node *n = *np;
	if (n->op == OBAD || n->type == t || t->kind == T_INVALID)
		return;
	if (n->op == ONIL) {
		n->type = t;
		return;
	}
	bool boxes = type_is_inter(t) && type_under(n->type) != type_under(t);
	Node *c = node_new(boxes ? OCONVIFACE : OCONVNOP, n->pos);
	c->x = n;
	c->type = t;
	c->implicit = true;
	*np = c;
}

// What an assignment is part of: a phrase, or the call whose argument it passes.
typedef struct {
	const char *phrase;
	const Node *callee;
} Context;

static const char *context_str(const Context *c)
{
	return c->callee ? arena_printf("argument to %s", expr_str(c->callee)) : c->phrase;
}

static bool assign_untyped(Node **np, Type *t, const Context *context)
{
	Node *n = *np;
	Type *target = t, *result;
	bool nil = n->type->kind == T_UNTYPED_NIL;
	if (nil && !t) {
		expr_error(n, "use of untyped nil in %s", context_str(context));
		return false;
	}
	if (!nil && (!t || type_is_inter(t)))
		target = type_default(n->type);
	Rep r = implicit_type(n, target, &result);
	if (r == REP_OK) {
		set_untyped(np, result);
		return (*np)->op != OBAD;
	}
	expr_error(n, "cannot use %s as %s value in %s%s", operand_str(n), tstr(target),
		   context_str(context),
		   r == REP_TRUNCATED   ? " (truncated)"
		   : r == REP_OVERFLOWS ? " (overflows)"
					: "");
	return false;
}

static void assign_in(Node **np, Type *t, const Context *context)
{
	char *cause = NULL;
	single_value(np);
	Node *n = *np;
	if (n->op == OBAD || (t && t->kind == T_INVALID))
		return;
	if (type_is_untyped(n->type) && !assign_untyped(np, t, context)) {
		bad(*np);
		return;
	}
	n = *np;
	if (n->op == OBAD || !t)
		return;
	if (assignable(n, t, &cause)) {
		convert_to(np, t);
		return;
	}
	expr_error(n, "cannot use %s as %s value in %s%s%s", operand_str(n), tstr(t),
		   context_str(context), cause ? ": " : "", cause ? cause : "");
	bad(n);
}

// *np is about to become a value of type t (NULL: any, for the blank identifier).
void assign(Node **np, Type *t, const char *context)
{
	assign_in(np, t, &(Context){.phrase = context});
}

void assign_arg(Node **np, Type *t, const Node *callee)
{
	assign_in(np, t, &(Context){.callee = callee});
}

// --- explicit conversion -------------------------------------------------------------------------

static bool is_bytes_or_runes(Type *t)
{
	Type *u = type_under(t);
	if (u->kind != T_SLICE)
		return false;
	Kind k = type_under(u->elem)->kind;
	return k == T_UINT8 || k == T_INT32;
}

static bool integer_or_float(Type *t)
{
	return type_is_integer(t) || type_is_float(t);
}

static bool same_but_tags(Type *a, Type *b);

static bool same_lists(Type **a, Type **b, int n)
{
	for (int i = 0; i < n; i++)
		if (!same_but_tags(a[i], b[i]))
			return false;
	return true;
}

static bool same_fields_but_tags(Type *a, Type *b)
{
	for (int i = 0; i < a->nfields; i++) {
		Field *f = &a->fields[i], *g = &b->fields[i];
		if (f->name != g->name || f->embedded != g->embedded || f->pkg != g->pkg ||
		    !same_but_tags(f->type, g->type))
			return false;
	}
	return true;
}

// Identical, struct tags ignored.
static bool same_but_tags(Type *a, Type *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind || a->kind == T_NAMED || a->kind == T_TYPEPARAM)
		return false;
	switch (a->kind) {
	case T_PTR:
	case T_SLICE:
		return same_but_tags(a->elem, b->elem);
	case T_ARRAY:
		return a->len == b->len && same_but_tags(a->elem, b->elem);
	case T_CHAN:
		return a->dir == b->dir && same_but_tags(a->elem, b->elem);
	case T_MAP:
		return same_but_tags(a->key, b->key) && same_but_tags(a->elem, b->elem);
	case T_STRUCT:
		return a->nfields == b->nfields && same_fields_but_tags(a, b);
	case T_FUNC:
		return a->nparams == b->nparams && a->nresults == b->nresults &&
		       a->variadic == b->variadic && same_lists(a->params, b->params, a->nparams) &&
		       same_lists(a->results, b->results, a->nresults);
	default:
		return false;
	}
}

static bool slice_to_array(Type *v, Type *t)
{
	if (v->kind != T_SLICE)
		return false;
	if (t->kind == T_PTR)
		t = type_under(t->elem);
	return t->kind == T_ARRAY && t->elem == v->elem;
}

// The conversions beyond assignability, for types without type parameters.
static bool plain_convertible(Type *from, Type *to)
{
	Type *v = type_under(from), *t = type_under(to);
	if (same_but_tags(v, t))
		return true;
	if (from->kind == T_PTR && to->kind == T_PTR && !is_tparam(from->elem) &&
	    !is_tparam(to->elem) && same_but_tags(type_under(from->elem), type_under(to->elem)))
		return true;
	if ((integer_or_float(v) && integer_or_float(t)) ||
	    (type_is_complex(v) && type_is_complex(t)))
		return true;
	if (type_is_string(t) && (type_is_integer(v) || is_bytes_or_runes(v)))
		return true;
	if (type_is_string(v) && is_bytes_or_runes(t))
		return true;
	if (t->kind == T_UNSAFEPTR && (v->kind == T_PTR || v->kind == T_UINTPTR))
		return true;
	if (v->kind == T_UNSAFEPTR && (t->kind == T_PTR || t->kind == T_UINTPTR))
		return true;
	return slice_to_array(v, t);
}

static bool convertible(Node *n, Type *t, char **cause)
{
	Type *v = n->type;
	if (assignable(n, t, cause))
		return true;
	if (v->kind != T_TYPEPARAM && t->kind != T_TYPEPARAM)
		return plain_convertible(v, t);
	const TypeSet *vs = typeset(v), *ts = typeset(t);
	bool vp = is_tparam(v), tp = is_tparam(t);
	if ((vp && (vs->all || !vs->n)) || (tp && (ts->all || !ts->n)))
		return false;
	Node as_term = *n;
	for (int i = 0; i < (vp ? vs->n : 1); i++)
		for (int j = 0; j < (tp ? ts->n : 1); j++) {
			Type *to = tp ? ts->terms[j].type : t;
			as_term.type = vp ? vs->terms[i].type : v;
			if (convertible(&as_term, to, cause))
				continue;
			if (vp && tp)
				*cause =
				    arena_printf("cannot convert %s (in %s) to type %s (in %s)",
						 tstr(as_term.type), tstr(v), tstr(to), tstr(t));
			else if (vp)
				*cause = arena_printf("cannot convert %s (in %s) to type %s",
						      tstr(as_term.type), tstr(v), tstr(t));
			else
				*cause = arena_printf("cannot convert %s to type %s (in %s)",
						      tstr(v), tstr(to), tstr(t));
			return false;
		}
	return true;
}

static Op conversion_op(Type *from, Type *to)
{
	Type *v = type_under(from), *t = type_under(to);
	if (type_is_inter(to))
		return v == t ? OCONVNOP : OCONVIFACE;
	if (type_is_string(t)) {
		if (type_is_integer(v))
			return ORUNESTR;
		if (v->kind == T_SLICE)
			return type_under(v->elem)->kind == T_UINT8 ? OBYTES2STR : ORUNES2STR;
		return OCONVNOP;
	}
	if (v->kind == T_STRING && t->kind == T_SLICE)
		return type_under(t->elem)->kind == T_UINT8 ? OSTR2BYTES : OSTR2RUNES;
	if (v->kind == T_SLICE && t->kind == T_ARRAY)
		return OSLICE2ARR;
	if (v->kind == T_SLICE && t->kind == T_PTR)
		return OSLICE2ARRPTR;
	bool address = v->kind == T_UNSAFEPTR || t->kind == T_UNSAFEPTR;
	if (address && (v->kind == T_UINTPTR || t->kind == T_UINTPTR))
		return OCONV;
	return type_is_numeric(v) && v->kind != t->kind ? OCONV : OCONVNOP;
}

static void utf8_encode(Buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_putc(b, (char)c);
	} else if (c < 0x800) {
		buf_putc(b, (char)(0xc0 | c >> 6));
		buf_putc(b, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		buf_putc(b, (char)(0xe0 | c >> 12));
		buf_putc(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_putc(b, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_putc(b, (char)(0xf0 | c >> 18));
		buf_putc(b, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_putc(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_putc(b, (char)(0x80 | (c & 0x3f)));
	}
}

// string(c): what is no code point becomes U+FFFD.
static const Const *rune_string(const Const *c)
{
	uint64_t r;
	Buf b = {0};
	if (!const_to_uint64(c, &r) || r > 0x10ffff || (r >= 0xd800 && r < 0xe000))
		r = 0xfffd;
	utf8_encode(&b, (uint32_t)r);
	return const_string(b.s, b.len);
}

static bool is_const_type(Type *t)
{
	return t->kind != T_TYPEPARAM && type_under(t)->kind <= T_STRING &&
	       type_under(t)->kind != T_INVALID;
}

static bool const_convertible(Node *x, Type *t, const Const **val)
{
	*val = x->val;
	if (type_under(t)->kind > T_STRING)
		return false;
	if (representable(val, x->type, t) == REP_OK)
		return true;
	if (!type_is_integer(x->type) || !type_is_string(t))
		return false;
	*val = rune_string(x->val);
	return true;
}

static void conversion_failed(Node *n, Node *x, Type *t, const char *cause)
{
	if (cause)
		expr_error(x, "cannot convert %s to type %s: %s", operand_str(x), tstr(t), cause);
	else
		expr_error(x, "cannot convert %s to type %s", operand_str(x), tstr(t));
	bad(n);
}

static void make_conversion(Node *n, Node *x, Type *t, Op op)
{
	n->sympos = start_pos(n);
	n->op = op;
	n->x = x;
	n->type = t;
	n->list = (Vec){0};
}

static void const_conversion(Node *n, Node *x, Type *t)
{
	const Const *val;
	if (!const_convertible(x, t, &val)) {
		if (type_is_integer(x->type) && type_is_integer(t)) {
			expr_error(x, "constant %s overflows %s", const_text(x->val), tstr(t));
			bad(n);
		} else {
			conversion_failed(n, x, t, NULL);
		}
		return;
	}
	if (!is_nonconst(n->pos)) {
		set_const(n, val, t);
		return;
	}
	Node *lit = node_new(OLIT, x->pos);
	lit->val = val;
	lit->type = t;
	make_conversion(n, lit, t, OCONVNOP);
}

// A constant converted to a type parameter must fit each of its types; the result is no constant.
static void const_to_tparam(Node *n, Node *x, Type *t)
{
	const TypeSet *s = typeset(t);
	const Const *val;
	mark_nonconst(n->pos);
	if (s->all || s->n == 0) {
		conversion_failed(n, x, t,
				  arena_printf("%s does not contain specific types", tstr(t)));
		return;
	}
	for (int i = 0; i < s->n; i++) {
		Type *u = type_under(s->terms[i].type);
		if ((type_is_string(x->type) && is_bytes_or_runes(u)) ||
		    const_convertible(x, u, &val))
			continue;
		const char *why = type_is_integer(x->type) && type_is_integer(u)
				      ? arena_printf("constant %s overflows %s (in %s)",
						     const_text(x->val), tstr(u), tstr(t))
				      : arena_printf("cannot convert %s to type %s (in %s)",
						     operand_str(x), tstr(u), tstr(t));
		conversion_failed(n, x, t, why);
		return;
	}
	make_conversion(n, x, t, OCONVNOP);
}

// The operand's own type before a conversion that is not constant.
static void settle_operand(Node **xp, Type *t)
{
	Node *x = *xp;
	if (!type_is_untyped(x->type))
		return;
	if (x->type->kind == T_UNTYPED_NIL)
		set_untyped(xp, t);
	else if (type_is_inter(t) || is_const(x))
		default_type(xp);
	else
		set_untyped(xp, t);
}

static void conversion_version(Node *x, Type *t)
{
	Type *from = type_under(x->type), *to = type_under(t);
	if (from->kind != T_SLICE || (to->kind != T_ARRAY && to->kind != T_PTR))
		return;
	bool pointer = to->kind == T_PTR;
	version_require(start_pos(x), pointer ? 17 : 20,
			"cannot convert %s to type %s: conversion of slice to array%s",
			operand_str(x), tstr(t), pointer ? " pointer" : "");
}

// *np is the call T(x), x checked.
void conversion(Node **np, Type *t)
{
	Node *n = *np, *x = n->list.at[0];
	char *cause = NULL;
	if (x->op == OBAD) {
		bad(n);
		return;
	}
	if (is_const(x) && !is_tparam(x->type) && is_const_type(t)) {
		const_conversion(n, x, t);
		return;
	}
	if (is_const(x) && is_tparam(t)) {
		const_to_tparam(n, x, t);
		return;
	}
	if (!convertible(x, t, &cause)) {
		conversion_failed(n, x, t, cause);
		return;
	}
	conversion_version(x, t);
	settle_operand(&x, t);
	if (x->op == OBAD)
		bad(n);
	else
		make_conversion(n, x, t, conversion_op(x->type, t));
}
