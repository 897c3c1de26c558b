// check_expr.c - the dispatcher over expression forms, names, dereference and type assertion.

#include "check.h"

#include <string.h>

Node *unparen(Node *n)
{
	while (n->op == OPAREN)
		n = n->x;
	return n;
}

bool is_blank_ident(const Node *n)
{
	return n->op == OIDENT && name_blank(n->sym);
}

// --- what kind of operand an expression is -------------------------------------------------------

bool addressable(const Node *n)
{
	switch (n->op) {
	case ONAME:
		return n->obj->kind == OBJ_VAR;
	case ODEREF:
	case ODOTPTR:
		return true;
	case ODOT:
		return addressable(n->x);
	case OINDEX:
		return type_under(n->x->type)->kind == T_SLICE || n->x->type->kind == T_TYPEPARAM ||
		       (type_under(n->x->type)->kind == T_ARRAY && addressable(n->x));
	default:
		return false;
	}
}

Mode mode_of(const Node *n)
{
	switch (n->op) {
	case OBAD:
		return MODE_BAD;
	case OIDENT:
	case OSELECTOR:
		return MODE_BUILTIN;
	case OTYPE:
		return MODE_TYPE;
	case OLIT:
		return MODE_CONST;
	case ONIL:
		return MODE_NIL;
	case OINDEXMAP:
		return MODE_MAPINDEX;
	case ODOTTYPE:
	case ORECV:
		return MODE_COMMAOK;
	case OCLEAR:
	case OCLOSE:
	case ODELETE:
	case OPANIC:
	case OPRINT:
	case OPRINTLN:
		return MODE_NOVALUE;
	default:
		if (op_is_call(n->op) && !n->type)
			return MODE_NOVALUE;
		return addressable(n) ? MODE_VAR : MODE_VALUE;
	}
}

// --- names ---------------------------------------------------------------------------------------

static void const_name(Node *n, Object *o)
{
	resolve_object(o);
	if (strcmp(o->sym, "iota") == 0 && !o->pkg) {
		if (!env.iota) {
			expr_error(n, "cannot use iota outside constant declaration");
			bad(n);
			return;
		}
		set_const(n, env.iota, types[T_UNTYPED_INT]);
		return;
	}
	if (!o->val || o->type->kind == T_INVALID) {
		bad(n);
		return;
	}
	add_dependency(o);
	set_const(n, o->val, o->type);
}

static void var_name(Node *n, Object *o)
{
	if (!o->type)
		resolve_object(o);
	if (o->vclass == VAR_GLOBAL)
		add_dependency(o);
	else if (o->func != env.func)
		capture(o);
	o->used = true;
	n->op = ONAME;
	n->obj = o;
	n->type = o->type;
	if (o->type->kind == T_INVALID)
		bad(n);
}

static void func_name(Node *n, Object *o)
{
	if (!o->type)
		resolve_object(o);
	if (!o->type)
		cycle_through(o); // its signature needs its value
	add_dependency(o);
	n->op = ONAME;
	n->obj = o;
	n->type = o->type;
	if (!o->type || o->type->kind == T_INVALID)
		bad(n);
}

// n names o: a plain or a qualified identifier.
void object_expr(Node *n, Object *o)
{
	switch (o->kind) {
	case OBJ_CONST:
		const_name(n, o);
		break;
	case OBJ_VAR:
		var_name(n, o);
		break;
	case OBJ_FUNC:
		func_name(n, o);
		break;
	case OBJ_BUILTIN:
		n->obj = o;
		break;
	case OBJ_TYPE: {
		Node *slot = n;
		if (o->is_alias && o->decl && o->decl->tparams.len) {
			expr_error(n, "cannot use generic type %s without instantiation",
				   expr_str(n));
			bad(n);
			return;
		}
		type_expr_any(&slot, true);
		break;
	}
	case OBJ_NIL:
		n->op = ONIL;
		n->type = types[T_UNTYPED_NIL];
		break;
	default:
		bad(n);
	}
}

static void ident(Node *n)
{
	if (is_blank_ident(n)) {
		expr_error(n, "cannot use _ as value or type");
		bad(n);
		return;
	}
	// obj: made by check_rangefunc.c
	Object *o = n->obj ? n->obj : scope_find(env.scope, n->sym);
	if (!o) {
		expr_error(n, "undefined: %s", n->sym);
		bad(n);
		return;
	}
	if (o->kind == OBJ_PKGNAME) {
		expr_error(n, "use of package %s not in selector", o->sym);
		bad(n);
		return;
	}
	if (o->pkg && o->pkg != env.pkg)
		use_dot_import(o);
	object_expr(n, o);
}

// The forms of numbers that came with Go 1.13.
static void literal_version(const Node *n)
{
	const char *s = n->sym;
	if (!s || !type_is_numeric(n->type) || *s == '\'' || version_allows(n->pos, 13))
		return;
	const char *new = strchr(s, '_')               ? "underscore in numeric literal"
			  : s[0] != '0'                ? NULL
			  : s[1] == 'b' || s[1] == 'B' ? "binary literal"
			  : s[1] == 'o' || s[1] == 'O' ? "0o/0O-style octal literal"
			  : (s[1] == 'x' || s[1] == 'X') && n->type->kind != T_UNTYPED_INT
			      ? "hexadecimal floating-point literal"
			      : NULL;
	if (new)
		version_require(n->pos, 13, "%s", new);
}

static void basic_literal(Node *n)
{
	static const Kind kinds[] = {
	    [C_BOOL] = T_UNTYPED_BOOL,   [C_STRING] = T_UNTYPED_STRING,
	    [C_INT] = T_UNTYPED_INT,     [C_RUNE] = T_UNTYPED_RUNE,
	    [C_FLOAT] = T_UNTYPED_FLOAT, [C_COMPLEX] = T_UNTYPED_COMPLEX,
	};
	if (!n->val) {
		bad(n);
		return;
	}
	n->op = OLIT;
	n->type = types[kinds[const_kind(n->val)]];
	literal_version(n);
	if (n->sym && strlen(n->sym) > 10000 && type_is_numeric(n->type)) {
		expr_error(n, "excessively long constant: %.10s... (%d chars)", n->sym,
			   (int)strlen(n->sym));
		bad(n);
	} else if (type_is_integer(n->type) && const_bitlen(n->val) > 512) {
		expr_error(n, "constant overflow");
		bad(n);
	}
}

// --- parentheses, pointers, assertions -----------------------------------------------------------

static void paren(Node **np, Type *hint)
{
	Node *p = *np, *shown = NEW(Node);
	*shown = *p->x;
	(void)hint;
	raw_expr(&p->x, NULL);
	Node *inner = p->x;
	Node *orig = NEW(Node);
	*orig = *p;
	orig->x = inner->orig ? inner->orig : shown;
	inner->orig = orig;
	*np = inner;
}

static Type *pointer_base(Node *x)
{
	Type *core = mode_of(x) == MODE_BUILTIN ? types[T_INVALID] : core_type(x->type);
	if (core && core->kind == T_PTR)
		return core->elem;
	if (!core && x->type->kind == T_TYPEPARAM && all_types(x->type, type_is_pointer))
		expr_error(x, "invalid operation: pointers of %s must have identical base types",
			   operand_str(x));
	else
		expr_error(x, "invalid operation: cannot indirect %s", operand_str(x));
	return NULL;
}

bool type_is_pointer(Type *t)
{
	return type_under(t)->kind == T_PTR;
}

static void star(Node **np)
{
	Node *n = *np;
	expr_or_type(&n->x);
	if (n->x->op == OBAD) {
		bad(n);
		return;
	}
	if (n->x->op == OTYPE) {
		variable_type(start_pos(n->x), n->x->type);
		bind_type_node(n, type_ptr(n->x->type));
		return;
	}
	Type *base = pointer_base(n->x);
	if (!base) {
		bad(n);
		return;
	}
	n->op = ODEREF;
	n->type = base;
}

static void assertion(Node *n)
{
	expr(&n->x);
	if (n->x->op == OBAD) {
		type_expr(&n->y);
		bad(n);
		return;
	}
	Type *from = n->x->type;
	if (from->kind == T_TYPEPARAM || type_under(from)->kind != T_INTER) {
		if (from->kind == T_TYPEPARAM)
			expr_error(n->x,
				   "invalid operation: cannot use type assertion on type parameter "
				   "value %s",
				   operand_str(n->x));
		else
			expr_error(n->x, "invalid operation: %s is not an interface",
				   operand_str(n->x));
		type_expr(&n->y);
		bad(n);
		return;
	}
	Type *t = type_expr(&n->y);
	if (t->kind == T_INVALID) {
		bad(n);
		return;
	}
	char *cause;
	if (!env.instance && !type_assertable(from, t, &cause)) {
		expr_error(n, "impossible type assertion: %s", expr_str(n));
		error_more("%s does not implement %s %s", tstr(t), tstr(from), cause);
	}
	n->type = t;
	n->y = NULL;
}

// --- the dispatcher ------------------------------------------------------------------------------

// clang-format off: cases share lines
void raw_expr(Node **np, Type *hint)
{
	Node *n = *np;
	if (n->type)
		return;                  // checked before
	switch (n->op) {
	case OIDENT:     ident(n); break;
	case OBASICLIT:  basic_literal(n); break;
	case OPAREN:     paren(np, hint); break;
	case OSELECTOR:  selector(np); break;
	case OINDEXX:    index_expr(np); break;
	case OSLICEX:    slice_expr(np); break;
	case OCALLX:     call_expr(np); break;
	case OCOMPLIT:   composite_literal(np, hint); break;
	case OFUNCLIT:   func_literal(np); break;
	case OSTARX:     star(np); break;
	case ODOTTYPE:   assertion(n); break;
	case ONOT: case OPLUS: case ONEG: case OBITNOT: case OADDR: case ORECV: case OTILDE:
		unary(np);
		break;
	case OADD: case OSUB: case OMUL: case ODIV: case OMOD: case OAND: case OOR: case OXOR:
	case OANDNOT: case OLSH: case ORSH: case OEQ: case ONE: case OLT: case OLE: case OGT:
	case OGE: case OANDAND: case OOROR:
		binary(np);
		break;
	case OTARRAY:
	case OTSLICE:
	case OTMAP:
	case OTCHAN:
	case OTFUNC:
	case OTSTRUCT:
	case OTINTER:
		type_expr_any(np, false);
		break;
	case OTYPESWGUARD:
		expr_error(n, "invalid syntax tree: use of .(type) outside type switch");
		bad(n);
		break;
	case OELLIPSIS:
		expr_error(n, "invalid use of ...");
		bad(n);
		break;
	case OKEYVAL:
		expr_error(n, "no key:value expected");
		bad(n);
		break;
	case OBAD:       n->type = types[T_INVALID]; break;
	default:         break;      // a call without result, checked before
	}
}
// clang-format on

// --- demands on the result -----------------------------------------------------------------------

void exclude(Node *n, bool types_too)
{
	Mode m = mode_of(n);
	if (m == MODE_NOVALUE)
		expr_error(n, types_too ? "%s used as value" : "%s used as value or type",
			   operand_str(n));
	else if (m == MODE_BUILTIN && types_too)
		expr_error(n, "%s must be called", operand_str(n));
	else if (m == MODE_TYPE && types_too)
		expr_error(n, "%s is not an expression", operand_str(n));
	else
		return;
	bad(n);
}

void single_value(Node **np)
{
	Node *n = *np;
	if (n->op == OBAD || !n->type || n->type->kind != T_TUPLE)
		return;
	expr_error(n, "multiple-value %s in single-value context", operand_str(n));
	bad(n);
}

void not_generic(Node *n)
{
	if (n->op == OBAD)
		return;
	const char *what = NULL;
	Object *g = generic_func(n);
	Vec targs = n->targs;
	if (g && targs.len) {
		if (infer_rest(n, g, &targs))
			instantiate_func(n, g, &targs, n->pos);
		else
			bad(n);
		return;
	}
	if (n->op == OTYPE && n->type->kind == T_NAMED && !n->type->origin && n->type->obj->decl &&
	    n->type->obj->decl->op == OTYPEDECL && n->type->obj->decl->tparams.len)
		what = "type";
	else if (g)
		what = "function";
	if (!what)
		return;
	expr_error(n, "cannot use generic %s %s without instantiation", what, expr_str(n));
	bad(n);
}

void expr_generic(Node **np)
{
	raw_expr(np, NULL);
	exclude(*np, true);
	single_value(np);
}

void expr(Node **np)
{
	expr_generic(np);
	not_generic(*np);
}

void expr_hint(Node **np, Type *elem)
{
	raw_expr(np, elem);
	exclude(*np, true);
	single_value(np);
	not_generic(*np);
}

void expr_target(Node **np, Type *target, const char *what)
{
	bool paren_around = (*np)->op == OPAREN;
	expr_generic(np);
	Object *g = generic_func(*np);
	if (g && target && !paren_around && type_under(target)->kind == T_FUNC) {
		Node *n = *np;
		Vec targs = n->targs;
		Pos at = targs.len ? n->pos : start_pos(n);
		if (targs.len || version_require(at, 18, "function instantiation"))
			version_require(at, 21, "%s instantiated function in assignment",
					targs.len ? "partially" : "implicitly");
		if (infer_from_target(n, g, &targs, type_under(target), what))
			instantiate_func(n, g, &targs, n->pos);
		return;
	}
	if (g && target && target->kind == T_INVALID) {
		bad(*np);
		return;
	}
	not_generic(*np);
}

void expr_or_type(Node **np)
{
	raw_expr(np, NULL);
	exclude(*np, false);
	single_value(np);
	not_generic(*np);
}

void expr_multi(Node **np)
{
	raw_expr(np, NULL);
	exclude(*np, true);
	not_generic(*np);
}
