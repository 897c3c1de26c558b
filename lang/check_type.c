// check_type.c - type expressions: syntax to interned types.
//
// Naming a defined type does not look at its declaration; that waits until its underlying type is
// asked for.  Only aliases and array lengths are resolved at once.

#include "check.h"

#include <string.h>

static Type *invalid(void)
{
	return types[T_INVALID];
}

void bind_type_node(Node *n, Type *t)
{
	if (t->kind == T_INVALID) {
		bad(n);
		return;
	}
	n->sympos = start_pos(n);
	n->op = OTYPE;
	n->type = t;
	n->x = n->y = NULL;
	n->list = n->list2 = (Vec){0};
}

// --- which of two spellings the package uses, for messages ---------------------------------------

static void note_spelling(Object *o)
{
	static const char *byte, *uint8, *rune, *int32, *any;
	Package *p = env.pkg;
	if (!byte) {
		byte = intern("byte");
		uint8 = intern("uint8");
		rune = intern("rune");
		int32 = intern("int32");
		any = intern("any");
	}
	p->uses_byte |= o->sym == byte;
	p->uses_uint8 |= o->sym == uint8;
	p->uses_rune |= o->sym == rune;
	p->uses_int32 |= o->sym == int32;
	p->uses_any |= o->sym == any;
}

// --- names ---------------------------------------------------------------------------------------

static Type *object_type(Node *n, Object *o, bool allow_generic)
{
	if (o->is_alias || !o->type)
		resolve_object(o);
	if (!o->pkg)
		note_spelling(o);
	else if (o->pkg->outline)
		note_outline_type(o);
	if (o->in_progress && !o->is_alias)
		value_cycle(o);
	if (!allow_generic && o->decl && o->decl->op == OTYPEDECL && o->decl->tparams.len) {
		expr_error(n, "cannot use generic type %s without instantiation", generic_name(o));
		return invalid();
	}
	return o->type;
}

// A generic type with its parameters, as messages show it: G[K comparable, V any].
const char *generic_name(Object *o)
{
	Buf b = {0};
	declare_tparams(o);
	if (o->pkg && o->pkg != env.pkg)
		buf_printf(&b, "%s.", o->pkg->name);
	buf_printf(&b, "%s[", o->sym);
	for (int i = 0; i < o->tparams.len; i++) {
		Type *t = o->tparams.at[i],
		     *next = i + 1 < o->tparams.len ? o->tparams.at[i + 1] : NULL;
		type_under(t);
		if (next)
			type_under(next);
		buf_puts(&b, tstr(t));
		if (!next || next->constraint != t->constraint)
			buf_printf(&b, " %s", tstr(t->constraint));
		buf_puts(&b, next ? ", " : "]");
	}
	return buf_str(&b);
}

static Type *not_a_type(Node *n)
{
	expr_or_type(&n);
	if (n->op == OTYPE)
		return n->type;
	if (n->op != OBAD)
		expr_error(n, mode_of(n) == MODE_NOVALUE ? "%s used as type" : "%s is not a type",
			   operand_str(n));
	return invalid();
}

static const char *object_word(const Object *o)
{
	static const char *const variables[] = {
	    [VAR_GLOBAL] = "package-level variable",
	    [VAR_PARAM] = "parameter",
	    [VAR_RESULT] = "result variable",
	    [VAR_LOCAL] = "local variable",
	};
	switch (o->kind) {
	case OBJ_CONST:
		return "constant";
	case OBJ_VAR:
		return variables[o->vclass];
	case OBJ_FUNC:
		return "function";
	case OBJ_BUILTIN:
		return "built-in function";
	case OBJ_NIL:
		return "untyped nil";
	default:
		return "package name";
	}
}

static Type *ident_type(Node *n, bool allow_generic)
{
	if (is_blank_ident(n)) {
		expr_error(n, "cannot use _ as value or type");
		return invalid();
	}
	Object *o = scope_find(env.scope, n->sym);
	if (!o) {
		expr_error(n, "undefined: %s", n->sym);
		return invalid();
	}
	o->used |= o->kind != OBJ_PKGNAME;
	if (o->kind != OBJ_TYPE) {
		expr_error(n, "%s (%s) is not a type", n->sym, object_word(o));
		return invalid();
	}
	if (!o->pkg)
		version_require_name(n->pos, "predeclared ", o->sym);
	if (o->pkg && o->pkg != env.pkg)
		use_dot_import(o);
	return object_type(n, o, allow_generic);
}

static Type *selector_type(Node *n, bool allow_generic)
{
	Node *x = n->x;
	Object *pkg = x->op == OIDENT ? scope_find(env.scope, x->sym) : NULL;
	if (!pkg || pkg->kind != OBJ_PKGNAME) {
		const char *shown = expr_str(n);
		expr_or_type(&n->x);
		bool whole = n->x->op != OTYPE || n->x->type->origin ||
			     type_under(n->x->type)->kind != T_INVALID;
		if (n->x->op != OBAD && whole)
			error_at(n->sympos, "%s is not a type", shown);
		return invalid();
	}
	pkg->used = true;
	if (pkg->imported->fake)
		return invalid();
	Object *o = scope_lookup(package_scope(pkg->imported), n->sym);
	if (!o || !name_exported(n->sym)) {
		report_undefined_import(n, pkg->imported);
		return invalid();
	}
	if (o->kind != OBJ_TYPE)
		return not_a_type(n);
	return object_type(n, o, allow_generic);
}

// --- generic types with arguments ----------------------------------------------------------------

// The type that x, plain or qualified, names, or NULL.
Object *named_type(Node *x)
{
	Object *o = NULL;
	if (x->op == OIDENT)
		o = scope_find(env.scope, x->sym);
	else if (x->op == OSELECTOR && x->x->op == OIDENT) {
		Object *pkg = scope_find(env.scope, x->x->sym);
		if (pkg && pkg->kind == OBJ_PKGNAME)
			o = scope_lookup(package_scope(pkg->imported), x->sym);
	}
	return o && o->kind == OBJ_TYPE ? o : NULL;
}

static bool type_args(Vec *list, Vec *out)
{
	bool ok = true;
	for (int i = 0; i < list->len; i++) {
		Type *t = type_expr((Node **)&list->at[i]);
		ok &= t->kind != T_INVALID;
		vec_push(out, t);
	}
	return ok;
}

static void verify_later(Node *n, Type *t)
{
	Vec *args = n->phase;
	if (verify_instance(n->pos, &n->list, &n->obj->tparams, args))
		check_recursive_type(t);
}

static void wrong_arg_count(Node *n, Object *o, int have, int want)
{
	const char *qualifier = have < want ? "not enough" : "too many";
	error_at(start_pos(n), "%s type arguments for type %s: have %d, want %d", qualifier, o->sym,
		 have, want);
}

static Type *instance_type(Node *n)
{
	Object *o = named_type(n->x);
	Vec *args = NEW(Vec);
	version_require(start_pos(n), 18, "type instantiation");
	Type *base = type_expr_any(&n->x, true);
	if (base->kind == T_INVALID)
		return invalid();
	if (!o || o->decl == NULL || o->decl->op != OTYPEDECL || !o->decl->tparams.len) {
		expr_error(n, "invalid operation: %s (%s is not a generic type)", expr_str(n),
			   tstr(base));
		return invalid();
	}
	declare_tparams(o);
	if (!type_args(&n->list, args))
		return invalid();
	if (args->len != o->tparams.len) {
		wrong_arg_count(n, o, args->len, o->tparams.len);
		return o->is_alias ? invalid() : instantiate_type(o->type, args, n->pos);
	}
	Node *check = node_new(OBAD, start_pos(n));
	check->obj = o;
	check->phase = args;
	check->list = n->list;
	Type *t =
	    o->is_alias ? instantiate_alias(o, args) : instantiate_type(o->type, args, n->pos);
	if (t->origin && !pos_known(t->met))
		t->met = start_pos(n);
	if (!env.instance)
		later(verify_later, check, t);
	return t;
}

// --- composite types -----------------------------------------------------------------------------

// -1 after reporting.
static int64_t array_length(Node **np)
{
	Node *n = *np;
	Object *o = n->op == OIDENT ? scope_find(env.scope, n->sym) : NULL;
	if (n->op == OIDENT && !o) {
		expr_error(n, "undefined array length %s or missing type constraint", n->sym);
		return -1;
	}
	if (o && o->kind != OBJ_CONST) {
		expr_error(n, "invalid array length %s", n->sym);
		return -1;
	}
	expr(np);
	n = *np;
	if (n->op == OBAD)
		return -1;
	if (!is_const(n)) {
		expr_error(n, "array length %s must be constant", operand_str(n));
		return -1;
	}
	const Const *c = n->val;
	int64_t len;
	if (type_is_untyped(n->type) || type_is_integer(n->type)) {
		if (representable(&c, n->type, types[T_UNTYPED_INT]) == REP_OK) {
			if (const_to_int64(c, &len) && len >= 0)
				return len;
			expr_error(n, "invalid array length %s", operand_str(n));
			return -1;
		}
	}
	expr_error(n, "array length %s must be integer", operand_str(n));
	return -1;
}

static Type *array_type(Node *n)
{
	if (n->x->op == OELLIPSIS) {
		expr_error(n, "invalid use of [...] array (outside a composite literal)");
		type_expr(&n->y);
		return invalid();
	}
	int64_t len = array_length(&n->x);
	Type *elem = type_expr(&n->y);
	if (len < 0 || elem->kind == T_INVALID)
		return invalid();
	Type *t = type_array(elem, len);
	if (!t->has_tparam && !env.instance)
		note_array(start_pos(n), t);
	return t;
}

static void check_comparable_key(Node *n, Type *t)
{
	if (t->kind == T_INVALID || type_comparable_p(t) || type_under(t)->kind == T_INVALID)
		return;
	if (t->kind == T_TYPEPARAM)
		expr_error(n, "invalid map key type %s (missing comparable constraint)", tstr(t));
	else
		expr_error(n, "invalid map key type %s", tstr(t));
}

static Type *map_type(Node *n)
{
	Node *key_node = NEW(Node);
	*key_node = *n->x;
	Type *key = type_expr(&n->x), *elem = type_expr(&n->y);
	if (key->kind == T_INVALID || elem->kind == T_INVALID)
		return invalid();
	if (!env.instance)
		later(check_comparable_key, key_node, key);
	return type_map(key, elem);
}

static Type *wrap(Node **np, Type *(*make)(Type *))
{
	Type *t = type_expr(np);
	return t->kind == T_INVALID ? t : make(t);
}

static void check_chan_elem(Node *n, Type *t)
{
	if (type_size(t) >= 1 << 16)
		error_at(n->pos, "channel element type too large");
}

static Type *chan_type(Node *n)
{
	Pos pos = n->pos;
	Type *t = type_expr(&n->x);
	if (t->kind == T_INVALID)
		return t;
	if (!t->has_tparam)
		later(check_chan_elem, node_new(OBAD, pos), t);
	return type_chan(t, (ChanDir)n->num);
}

// --- structs -------------------------------------------------------------------------------------

static const char *embedded_name(Node *x)
{
	while (x->op == OSTARX || x->op == OPAREN || x->op == OINDEXX)
		x = x->x;
	return x->op == OIDENT || x->op == OSELECTOR ? x->sym : intern("_");
}

static Pos embedded_pos(Node *x)
{
	while (x->op == OSTARX || x->op == OPAREN || x->op == OINDEXX)
		x = x->x;
	return x->op == OSELECTOR ? x->sympos : x->pos;
}

static void check_embedded(Node *n, Type *t)
{
	bool ptr = t->kind == T_PTR;
	Type *base = ptr ? t->elem : t;
	if (t->kind == T_INVALID)
		return;
	if (base->kind == T_TYPEPARAM)
		error_at(n->pos, "embedded field type cannot be a %stype parameter",
			 ptr ? "pointer to a " : "");
	else if (type_under(base)->kind == T_UNSAFEPTR)
		error_at(n->pos, "embedded field type cannot be unsafe.Pointer");
	else if (type_under(base)->kind == T_PTR)
		error_at(n->pos, "embedded field type cannot be a pointer");
	else if (ptr && type_under(base)->kind == T_INTER)
		error_at(n->pos, "embedded field type cannot be a pointer to an interface");
}

static bool is_redeclared(const Field *f, int i)
{
	for (int j = 0; j < i; j++)
		if (f[i].name == f[j].name && !name_blank(f[i].name)) {
			error_at(f[i].pos, "%s redeclared", f[i].name);
			error_more("%s: other declaration of %s", pos_string(f[j].pos), f[j].name);
			return true;
		}
	return false;
}

// A field of a faulty type is of the invalid type; the others can still be selected.
static Type *struct_type(Node *n)
{
	Field *fields = arena_alloc(sizeof *fields * (size_t)(n->list.len + 1));
	int count = 0;
	VEC_EACH(Node, f, &n->list) {
		Field *out = &fields[count];
		*out = (Field){0};
		out->embedded = !f->sym;
		out->name = f->sym ? f->sym : embedded_name(f->x);
		out->pos = f->sym ? f->pos : embedded_pos(f->x);
		out->pkg = name_exported(out->name) ? NULL : env.pkg;
		if (f->val)
			out->tag = const_string_val(f->val, &out->taglen);
		if (out->taglen == 0)
			out->tag = NULL;
		out->type = type_expr(&f->x);
		if (out->embedded && !env.instance)
			later(check_embedded, node_new(OBAD, out->pos), out->type);
		if (!is_redeclared(fields, count))
			count++;
	}
	return type_struct(fields, count);
}

// --- the dispatcher ------------------------------------------------------------------------------

static void check_variable_type(Node *n, Type *t)
{
	if (t->kind == T_TYPEPARAM || type_under(t)->kind != T_INTER || !is_constraint_only(t))
		return;
	if (typeset(t)->all)
		expr_error(n,
			   "cannot use type %s outside a type constraint: interface is (or embeds) "
			   "comparable",
			   tstr(t));
	else
		expr_error(n,
			   "cannot use type %s outside a type constraint: interface contains type "
			   "constraints",
			   tstr(t));
}

static Type *syntax_type(Node **np, bool allow_generic)
{
	Node *n = *np;
	switch (n->op) {
	case OTYPE:
		return n->type;
	case OBAD:
		return invalid();
	case OIDENT:
		return ident_type(n, allow_generic);
	case OSELECTOR:
		return selector_type(n, allow_generic);
	case OPAREN:
		return type_expr_any(&n->x, allow_generic);
	case OSTARX:
		return wrap(&n->x, type_ptr);
	case OINDEXX:
		return instance_type(n);
	case OTARRAY:
		return array_type(n);
	case OTSLICE:
		return wrap(&n->x, type_slice);
	case OTMAP:
		return map_type(n);
	case OTCHAN:
		return chan_type(n);
	case OTFUNC:
		return signature(n, NULL, NULL, NULL);
	case OTSTRUCT:
		return struct_type(n);
	case OTINTER:
		return interface_type(n);
	case OTUNION:
	case OTILDE:
		return union_type(n);
	case OELLIPSIS:
		expr_error(n, "invalid use of ...");
		return invalid();
	default:
		expr_error(n, "%s is not a type", expr_str(n));
		raw_expr(np, NULL);
		return invalid();
	}
}

Type *type_expr_any(Node **np, bool allow_generic)
{
	Type *t = syntax_type(np, allow_generic);
	Node *n = *np;
	if (n->op != OTYPE)
		bind_type_node(n, t);
	return t;
}

void variable_type(Pos pos, Type *t)
{
	if (!env.instance && (t->kind == T_NAMED || t->kind == T_INTER))
		later(check_variable_type, node_new(OBAD, pos), t);
}

Type *type_expr(Node **np)
{
	Node *n = *np;
	if (n->op == OTYPE)
		return n->type;
	Pos start = start_pos(n);
	Type *t = type_expr_any(np, false);
	variable_type(start, t);
	return t;
}
