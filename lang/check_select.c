// check_select.c - x.f: qualified identifiers, fields, method values, method expressions.
//
// The way to a promoted member is made explicit: one implicit ODOT or ODOTPTR per embedded field.
// A method's receiver is brought to the declared form by an implicit OADDR or ODEREF.  A selected
// method is an OMETHVAL; when it turns out to be called, call_expr() makes it ODOTMETH or
// ODOTINTER.

#include "check.h"

#include <string.h>
#include <strings.h>

// --- implicit operations -------------------------------------------------------------------------

// The variable whose storage &n would point into, if it is one.
static Object *base_variable(Node *n)
{
	while (n->op == ODOT || (n->op == OINDEX && type_under(n->x->type)->kind == T_ARRAY))
		n = n->x;
	return n->op == ONAME && n->obj->kind == OBJ_VAR ? n->obj : NULL;
}

void take_address(Node *n)
{
	Object *v = base_variable(n);
	if (v)
		v->addrtaken = true;
}

Node *implicit_addr(Node *n)
{
	Node *a = node_new(OADDR, n->pos);
	a->x = n;
	a->implicit = true;
	a->type = type_ptr(n->type);
	take_address(n);
	return a;
}

Node *implicit_deref(Node *n)
{
	Node *d = node_new(ODEREF, n->pos);
	d->x = n;
	d->implicit = true;
	d->type = type_under(n->type)->elem;
	return d;
}

static bool is_ptr(Type *t)
{
	return type_under(t)->kind == T_PTR;
}

static Node *field_step(Node *x, int index, Pos pos)
{
	Type *s = type_under(is_ptr(x->type) ? type_under(x->type)->elem : x->type);
	Node *d = node_new(is_ptr(x->type) ? ODOTPTR : ODOT, pos);
	d->x = x;
	d->num = index;
	d->sym = s->fields[index].name;
	d->type = s->fields[index].type;
	d->implicit = true;
	return d;
}

// Through the embedded fields of a lookup, up to `steps` of them.
static Node *walk_path(Node *x, const Lookup *l, int steps, Pos pos)
{
	for (int i = 0; i < steps; i++)
		x = field_step(x, l->path[i], pos);
	return x;
}

// --- failures ------------------------------------------------------------------------------------

// A literal names direct fields only.
static const char *alternative_field(Type *t, const char *sym, Package **pkg)
{
	Type *s = core_type(t);
	for (int i = 0; s && !name_blank(sym) && i < s->nfields; i++)
		if (strcasecmp(s->fields[i].name, sym) == 0) {
			*pkg = s->fields[i].pkg ? s->fields[i].pkg : env.pkg;
			return s->fields[i].name;
		}
	return NULL;
}

static const char *alternative(Type *t, const char *sym, const char **what, Package **pkg)
{
	Lookup l;
	if (!type_lookup_fold(t, sym, &l))
		return NULL;
	*what = l.field ? "field" : "method";
	*pkg = l.field    ? (l.field->pkg ? l.field->pkg : env.pkg)
	       : l.method ? l.method->pkg
			  : env.pkg;
	return l.field ? l.field->name : l.method ? l.method->sym : l.imethod->name;
}

static bool same_tail(const char *a, const char *b)
{
	return strcmp(a + 1, b + 1) == 0;
}

typedef enum { MISSING, MISSPELLED, UNEXPORTED, INACCESSIBLE } Failure;

static Failure classify(const char *sym, const char *alt, Package *alt_pkg)
{
	if (!alt)
		return MISSING;
	if (alt_pkg == env.pkg && strcmp(sym, alt) != 0)
		return MISSPELLED;
	if (name_exported(sym))
		return name_exported(alt) ? MISSPELLED : same_tail(sym, alt) ? UNEXPORTED : MISSING;
	if (name_exported(alt))
		return same_tail(sym, alt) ? MISSPELLED : MISSING;
	return strcmp(sym, alt) == 0 ? INACCESSIBLE : MISSING;
}

const char *lookup_failure(Type *t, const char *sym, bool struct_lit)
{
	const char *what = "", *alt, *ts = tstr(t);
	Package *pkg = NULL;
	alt = struct_lit ? alternative_field(t, sym, &pkg) : alternative(t, sym, &what, &pkg);
	Failure f = classify(sym, alt, pkg);
	if (struct_lit)
		switch (f) {
		case MISSING:
			return arena_printf("unknown field %s in struct literal of type %s", sym,
					    ts);
		case MISSPELLED:
			return arena_printf(
			    "unknown field %s in struct literal of type %s, but does have %s", sym,
			    ts, alt);
		case UNEXPORTED:
			return arena_printf(
			    "unknown field %s in struct literal of type %s, but does "
			    "have unexported %s",
			    sym, ts, alt);
		default:
			return arena_printf(
			    "cannot refer to unexported field %s in struct literal of type %s", alt,
			    ts);
		}
	switch (f) {
	case MISSING:
		return arena_printf("type %s has no field or method %s", ts, sym);
	case MISSPELLED:
		return arena_printf("type %s has no field or method %s, but does have %s %s", ts,
				    sym, what, alt);
	case UNEXPORTED:
		return arena_printf(
		    "type %s has no field or method %s, but does have unexported %s %s", ts, sym,
		    what, alt);
	default:
		return arena_printf("cannot refer to unexported %s %s", what, alt);
	}
}

static void report_missing(Node *n, const Lookup *l)
{
	Type *t = n->x->type;
	Type *base = t->kind == T_PTR ? t->elem : t;
	if (type_under(base)->kind == T_INVALID)
		return;
	if (l->ambiguous)
		error_at(n->sympos, "ambiguous selector %s.%s", expr_str(n->x), n->sym);
	else if (t->kind == T_PTR && t->elem->kind == T_TYPEPARAM)
		error_at(n->sympos,
			 "%s undefined (type %s is pointer to type parameter, not type parameter)",
			 expr_str(n), tstr(t));
	else if (t->kind == T_PTR && type_under(t->elem)->kind == T_INTER)
		error_at(n->sympos, "%s undefined (type %s is pointer to interface, not interface)",
			 expr_str(n), tstr(t));
	else
		error_at(n->sympos, "%s undefined (%s)", expr_str(n),
			 lookup_failure(t, n->sym, false));
}

// --- qualified identifiers -----------------------------------------------------------------------

typedef struct {
	const char *sym;
	const char *found;
} FoldSearch;

static void fold_match(Object *o, void *arg)
{
	FoldSearch *s = arg;
	if (!s->found && name_exported(o->sym) && strcasecmp(o->sym, s->sym) == 0)
		s->found = o->sym;
}

void report_undefined_import(Node *n, Package *p)
{
	FoldSearch s = {n->sym, NULL};
	scope_each(package_scope(p), fold_match, &s);
	if (s.found)
		error_at(n->sympos, "undefined: %s (but have %s)", expr_str(n), s.found);
	else
		error_at(n->sympos, "undefined: %s", expr_str(n));
}

static bool qualified(Node *n)
{
	Object *pkg = n->x->op == OIDENT ? scope_find(env.scope, n->x->sym) : NULL;
	if (!pkg || pkg->kind != OBJ_PKGNAME)
		return false;
	pkg->used = true;
	if (name_blank(n->sym)) {
		error_at(n->sympos, "cannot refer to blank field or method");
		bad(n);
		return true;
	}
	Object *o = scope_lookup(package_scope(pkg->imported), n->sym);
	if (!o || !name_exported(n->sym) || pkg->imported->fake) {
		if (!pkg->imported->fake)
			report_undefined_import(n, pkg->imported);
		bad(n);
		return true;
	}
	Pos start = n->x->pos;
	object_expr(n, o);
	if (n->op == ONAME) {
		n->sympos = start;
		n->x = NULL;
	}
	return true;
}

// --- members -------------------------------------------------------------------------------------

static void field(Node *n, const Lookup *l)
{
	Node *x = walk_path(n->x, l, l->depth, n->pos);
	n->op = is_ptr(x->type) ? ODOTPTR : ODOT;
	n->x = x;
	n->num = l->path[l->depth];
	n->type = l->field->type;
	n->sym = l->field->name;
}

static Node *adjust_receiver(Node *x, bool want_ptr)
{
	if (want_ptr && !is_ptr(x->type))
		return implicit_addr(x);
	if (!want_ptr && x->type->kind == T_PTR)
		return implicit_deref(x);
	return x;
}

static void depend_on_method(Object *m)
{
	add_dependency(m->orig ? m->orig : m);
}

// A method named within its own signature, where types are expected.
static void report_unfinished(Node *n, const Lookup *l)
{
	if (l->method && !l->method->type)
		error_at(n->sympos, "%s is not a type", expr_str(n));
}

static void method_value(Node *n, const Lookup *l)
{
	Node *x = walk_path(n->x, l, l->depth, n->pos);
	if (l->imethod) {
		n->x = x;
		n->num = l->imethod_index;
		n->type = l->imethod->type;
	} else {
		if (l->ptr_recv && !is_ptr(x->type) && !addressable(x)) {
			error_at(n->sympos, "cannot call pointer method %s on %s", n->sym,
				 tstr(n->x->type));
			bad(n);
			return;
		}
		n->x = adjust_receiver(x, l->ptr_recv);
		n->obj = l->method;
		n->type = method_signature(l->method);
		report_unfinished(n, l);
		depend_on_method(l->method);
	}
	n->op = OMETHVAL;
	if (n->type->kind == T_INVALID)
		bad(n);
}

static Type *method_expr_type(Type *recv, Type *sig)
{
	Type *params[sig->nparams + 1];
	params[0] = recv;
	for (int i = 0; i < sig->nparams; i++)
		params[i + 1] = sig->params[i];
	return type_func(params, sig->nparams + 1, sig->results, sig->nresults, sig->variadic);
}

static void method_expression(Node *n)
{
	Lookup l;
	Type *t = n->x->type;
	if (!type_lookup(t, n->sym, env.pkg, &l)) {
		report_missing(n, &l);
		bad(n);
		return;
	}
	if (l.field) {
		error_at(n->sympos, "%s undefined (type %s has no method %s)", expr_str(n), tstr(t),
			 n->sym);
		bad(n);
		return;
	}
	if (l.ptr_recv && !l.indirect) {
		const char *ts = tstr(t);
		error_at(n->sympos,
			 "invalid method expression %s.%s (needs pointer receiver (*%s).%s)", ts,
			 n->sym, ts, n->sym);
		bad(n);
		return;
	}
	Type *sig = l.imethod ? l.imethod->type : method_signature(l.method);
	report_unfinished(n, &l);
	if (sig->kind == T_INVALID) {
		bad(n);
		return;
	}
	n->sympos = start_pos(n);
	n->op = OMETHEXPR;
	n->rtype = t;
	n->obj = l.method;
	n->num = l.imethod_index;
	n->type = method_expr_type(t, sig);
	n->x = NULL;
	if (l.method)
		depend_on_method(l.method);
}

void selector(Node **np)
{
	Node *n = *np;
	Lookup l;
	if (qualified(n))
		return;
	expr_or_type(&n->x);
	if (n->x->op == OBAD) {
		bad(n);
		return;
	}
	if (mode_of(n->x) == MODE_BUILTIN) {
		error_at(n->pos, "invalid use of %s in selector expression", operand_str(n->x));
		bad(n);
		return;
	}
	if (name_blank(n->sym)) {
		error_at(n->sympos, "cannot refer to blank field or method");
		bad(n);
		return;
	}
	if (n->x->op == OTYPE) {
		method_expression(n);
		return;
	}
	if (!type_lookup(n->x->type, n->sym, env.pkg, &l)) {
		report_missing(n, &l);
		bad(n);
		return;
	}
	if (l.field)
		field(n, &l);
	else
		method_value(n, &l);
}
