// check_decl.c - gives declared objects their types and values, on demand.
//
// An object being resolved is `in_progress` and on `path`; meeting it again is a cycle.  Types may
// refer to themselves freely as long as nobody needs their underlying type meanwhile: a defined
// type exists from the start and its right side is looked at by complete_type() only.

#include "check.h"

#include <string.h>

// --- declaring -----------------------------------------------------------------------------------

void declare(Scope *s, Object *o)
{
	Object *other = scope_insert(s, o);
	if (!other)
		return;
	o->used |= o->kind == OBJ_VAR;
	error_at(o->pos, "%s redeclared in this block", o->sym);
	if (pos_known(other->pos))
		error_more("%s: other declaration of %s", pos_string(other->pos), other->sym);
}

Object *new_local(const char *sym, Pos pos, Type *t)
{
	Object *o = object_new(OBJ_VAR, sym, pos, env.pkg);
	o->type = t;
	o->func = env.func;
	o->vclass = env.func ? VAR_LOCAL : VAR_GLOBAL;
	o->done = true;
	if (env.func && !o->is_blank)
		vec_push(&env.func->locals, o);
	return o;
}

Node *name_node(Object *o, Pos pos)
{
	Node *n = node_new(ONAME, pos);
	n->obj = o;
	n->sym = o->sym;
	n->type = o->type;
	return n;
}

// At package level a temporary is one more package variable.
Node *new_temp(Type *t, Pos pos)
{
	static int count;
	Object *o = new_local(intern(arena_printf(".t%d", count++)), pos, t);
	o->is_temp = o->used = true;
	if (!env.func)
		vec_push(&env.ck->pkg->globals, o);
	Node *n = name_node(o, pos);
	n->def = true;
	return n;
}

Node *use_temp(const Node *temp)
{
	return name_node(temp->obj, temp->pos);
}

// --- cycles --------------------------------------------------------------------------------------

static Vec path; // Object*, being resolved, outermost first

static void push_path(Object *o)
{
	o->in_progress = true;
	vec_push(&path, o);
}

static void pop_path(Object *o)
{
	o->in_progress = false;
	vec_pop(&path);
}

static int first_in_source(Object **at, int n)
{
	int first = 0;
	for (int i = 1; i < n; i++)
		if (pos_cmp(at[i]->pos, at[first]->pos) < 0)
			first = i;
	return first;
}

static const char *object_name(Object *o)
{
	if (!o->pkg || o->pkg == env.pkg)
		return o->sym;
	return arena_printf("%s.%s", package_qualifier(o->pkg, env.pkg), o->sym);
}

static void report_cycle(Object **at, int n, int start, const char *self, const char *many)
{
	Object *o = at[start];
	if (n == 1) {
		error_at(o->pos, self, object_name(o));
		return;
	}
	error_at(o->pos, many, object_name(o));
	for (int i = 0; i < n; i++) {
		Object *next = at[(start + i + 1) % n];
		error_more("%s: %s refers to %s", pos_string(o->pos), object_name(o),
			   object_name(next));
		o = next;
	}
}

void type_cycle(Object **at, int n, int start)
{
	report_cycle(at, n, start, "invalid recursive type: %s refers to itself",
		     "invalid recursive type %s");
}

// Aliases are not named in a cycle that goes through defined types.
static Vec named_in_cycle(Object **at, int n)
{
	Vec all = {0}, defined = {0};
	for (int i = 0; i < n; i++) {
		vec_push(&all, at[i]);
		if (at[i]->kind != OBJ_TYPE || !at[i]->is_alias)
			vec_push(&defined, at[i]);
	}
	return defined.len ? defined : all;
}

void cycle_through(Object *o)
{
	int start = path.len - 1;
	while (start > 0 && path.at[start] != o)
		start--;
	Object **at = (Object **)path.at + start;
	int n = path.len - start;
	bool any_type = false, all_values = true;
	for (int i = 0; i < n; i++) {
		any_type |= at[i]->kind == OBJ_TYPE;
		if (at[i]->kind == OBJ_TYPE && at[i]->type && !at[i]->type->under)
			at[i]->type->under = types[T_INVALID];
		all_values &= at[i]->kind == OBJ_VAR || at[i]->kind == OBJ_CONST;
	}
	Vec named = named_in_cycle(at, n);
	at = (Object **)named.at;
	n = named.len;
	int first = first_in_source(at, n);
	if (all_values)
		report_cycle(at, n, first, "initialization cycle: %s refers to itself",
			     "initialization cycle for %s");
	else if (any_type && at[first]->kind == OBJ_TYPE)
		type_cycle(at, n, first);
	else
		report_cycle(at, n, first, "invalid cycle in declaration: %s refers to itself",
			     "invalid cycle in declaration of %s");
}

// A type may be named in its own declaration, but not by a value the declaration needs.
void value_cycle(Object *o)
{
	int i = path.len - 1;
	bool value = false;
	for (; i >= 0 && path.at[i] != o; i--) {
		ObjKind k = ((Object *)path.at[i])->kind;
		value |= k == OBJ_VAR || k == OBJ_CONST;
	}
	if (i >= 0 && value && !o->type->under)
		cycle_through(o);
}

// --- constants -----------------------------------------------------------------------------------

static void const_value(Object *o, Node *decl, int index)
{
	Node **value = (Node **)&decl->list2.at[index];
	if (o->type && o->type->kind == T_INVALID) {
		expr(value);
		return;
	}
	expr(value);
	Node *n = *value;
	if (n->op == OBAD) {
		o->type = types[T_INVALID];
		return;
	}
	if (!is_const(n)) {
		expr_error(n, "%s is not constant", operand_str(n));
		o->type = types[T_INVALID];
		return;
	}
	if (!o->type)
		o->type = n->type;
	if (!type_is_untyped(o->type))
		assign(value, o->type, "constant declaration");
	n = *value;
	if (n->op == OBAD)
		o->type = types[T_INVALID];
	else
		o->val = n->val;
}

static void missing_value(Object *o)
{
	o->type = types[T_INVALID];
	error_at(o->pos, "missing init expr for %s", o->sym);
}

static void resolve_const(Object *o)
{
	DeclInfo *d = decl_info(o);
	Node *decl = d->decl;
	env.iota = const_int(decl->num);
	if (decl->constdecl_implicit)
		env.errpos = o->pos;
	if (decl->x) {
		Type *t = type_expr(&decl->x);
		Kind k = type_under(t)->kind;
		if (k != T_INVALID && (k > T_STRING || t->kind == T_TYPEPARAM)) {
			expr_error(decl->x, "invalid constant type %s", tstr(t));
			t = types[T_INVALID];
		}
		o->type = t;
	}
	if (d->index < decl->list2.len)
		const_value(o, decl, d->index);
	else
		missing_value(o);
	if (decl->list2.len > decl->list.len && d->index == 0) {
		Node *extra = decl->list2.at[decl->list.len];
		if (decl->constdecl_implicit)
			error_at(o->pos, "extra init expr at %s", pos_string(start_pos(extra)));
		else
			expr_error(extra, "extra init expr %s", expr_str(extra));
	}
}

// --- variables -----------------------------------------------------------------------------------

static Node *single_def(Object *o, Node *value)
{
	Node *as = node_new(OAS, o->pos);
	as->x = name_node(o, o->pos);
	as->x->def = as->def = true;
	as->y = value;
	return as;
}

// One value each: the variable's own assignment is its init_node.
static void init_one(Object *o, Node *decl, int index)
{
	Node **value = (Node **)&decl->list2.at[index];
	expr_target(value, o->type, o->sym);
	init_var(o, value, "variable declaration");
	if ((*value)->op != OBAD)
		o->init_node = single_def(o, *value);
}

// Several names and one value: the first name that is asked for settles all.
static void init_group(Object *o, Node *decl)
{
	Vec vars = {0}, out = {0};
	VEC_EACH(Node, name, &decl->list) {
		Object *v = name->obj;
		decl_info(v)->repeated = true;
		v->type = o->type;
		vec_push(&vars, v);
	}
	init_vars(decl, &vars, o->type, &decl->list2, &out);
	VEC_EACH(Object, v, &vars) {
		if (!v->type)
			v->type = types[T_INVALID];
		v->init_node = out.len ? out.at[0] : NULL;
		decl_info(v)->deps = env.decl->deps;
	}
}

static void resolve_var(Object *o)
{
	DeclInfo *d = decl_info(o);
	Node *decl = d->decl;
	if (d->repeated)
		return;
	if (decl->x)
		o->type = type_expr(&decl->x);
	o->names = decl->x ? names_last_written(o->type) : NULL;
	if (decl->list2.len == 0 || (decl->x && d->pkg->outline))
		return;
	if (decl->list2.len == decl->list.len && decl->list.len > 1)
		init_one(o, decl, d->index);
	else if (decl->list.len == 1 && decl->list2.len == 1 &&
		 unparen(decl->list2.at[0])->op != OCALLX)
		init_one(o, decl, 0);
	else
		init_group(o, decl);
	if (!o->type)
		o->type = types[T_INVALID];
}

// --- functions -----------------------------------------------------------------------------------

static bool receiver_ok(Type *base)
{
	Type *u = type_under(base);
	return u->kind != T_PTR && u->kind != T_INTER && u->kind != T_UNSAFEPTR;
}

// at: where the type begins, a `*` apart
static void check_receiver(Pos at, Type *t)
{
	Type *base = t->kind == T_PTR ? t->elem : t;
	if (t->kind == T_INVALID)
		return;
	if (base->kind != T_NAMED) {
		if (base->kind < T_UNTYPED_BOOL)
			error_at(at, "cannot define new methods on non-local type %s", tstr(base));
		else
			error_at(at, "invalid receiver type %s", tstr(t));
	} else if (base->obj->pkg != env.pkg || base->obj->func) {
		error_at(at, "cannot define new methods on non-local type %s", tstr(base));
	} else if (!receiver_ok(base)) {
		const char *cause = type_under(base)->kind == T_UNSAFEPTR
					? "unsafe.Pointer"
					: "pointer or interface type";
		error_at(at, "invalid receiver type %s (%s)", tstr(base), cause);
	}
}

static Node *receiver_args(Node *x)
{
	while (x->op == OPAREN || x->op == OSTARX)
		x = x->x;
	return x->op == OINDEXX ? x : NULL;
}

// A name for a type parameter of the receiver, in a scope around the method.
static void declare_receiver_tparam(Object *m, Node *a, Type *t)
{
	if (a->op != OIDENT) {
		expr_error(a, "receiver type parameter %s must be an identifier", expr_str(a));
		return;
	}
	Object *o = object_new(OBJ_TYPE, a->sym, a->pos, m->pkg);
	o->type = t;
	o->is_alias = o->done = o->used = true;
	if (!o->is_blank)
		declare(decl_info(m)->scope, o);
}

static void bind_receiver_tparams(Object *m)
{
	Object *base = m->recv_named ? m->recv_named->obj : NULL;
	Node *args = receiver_args(m->func->recv_field->x);
	DeclInfo *d = decl_info(m);
	if (!args)
		return;
	if (!base) {
		d->scope = scope_new(d->scope);
		VEC_EACH(Node, a, &args->list)
			declare_receiver_tparam(m, a, types[T_INVALID]);
		return;
	}
	version_require(start_pos(args), 18, "type instantiation");
	declare_tparams(base);
	if (args->list.len != base->tparams.len && base->tparams.len) {
		int n = args->list.len;
		expr_error(
		    n ? args->list.at[n - 1] : args,
		    "receiver declares %d type parameter%s, but receiver base type declares %d", n,
		    n == 1 ? "" : "s", base->tparams.len);
		bad(args);
		return;
	}
	d->pristine = node_clone(d->decl);
	d->scope = scope_new(d->scope);
	for (int i = 0; i < args->list.len && i < base->tparams.len; i++)
		declare_receiver_tparam(m, args->list.at[i], base->tparams.at[i]);
	if (base->tparams.len)
		bind_type_node(args, instantiate_type(base->type, &base->tparams, args->pos));
}

static const char *func_symbol(Object *o, Type *recv)
{
	const char *pkg = o->pkg->path;
	if (!recv && strcmp(o->sym, "init") == 0)
		return intern(arena_printf("%s.init.%d", pkg, env.ck->inits++));
	if (!recv)
		return intern(arena_printf("%s.%s", pkg, o->sym));
	bool ptr = recv->kind == T_PTR;
	Type *base = ptr ? recv->elem : recv;
	const char *name = type_linkname(base) + strlen(pkg) + 1;
	return intern(arena_printf(ptr ? "%s.(*%s).%s" : "%s.%s.%s", pkg, name, o->sym));
}

// Parameters and results are declared in one scope with type parameters.
static void check_names(const Vec *fields, Scope *tparams)
{
	VEC_EACH(Node, f, fields) {
		Object *other = f->sym ? scope_lookup(tparams, f->sym) : NULL;
		if (!other || name_blank(f->sym))
			continue;
		error_at(f->pos, "%s redeclared in this block", f->sym);
		error_more("%s: other declaration of %s", pos_string(other->pos), f->sym);
	}
}

static void check_parameter_names(const Func *f, Scope *tparams)
{
	Vec recv = {0};
	if (f->recv_field)
		vec_push(&recv, f->recv_field);
	check_names(&recv, tparams);
	check_names(&f->syntax->list, tparams);
	check_names(&f->syntax->list2, tparams);
}

static void resolve_constraints(Object *o)
{
	VEC_EACH(Type, t, &o->tparams)
		type_under(t);
}

static void resolve_func(Object *o)
{
	Func *f = o->func;
	DeclInfo *d = decl_info(o);
	Type *recv = NULL;
	if (f->tparams.len)
		declare_tparams(o);
	if (f->recv_field) {
		bind_receiver_tparams(o);
		env.scope = d->scope;
		env.generic = o->recv_named && o->recv_named->obj->tparams.len > 0;
		const Node *written = f->recv_field->x;
		Pos at = start_pos(written->op == OSTARX ? written->x : written);
		recv = type_expr(&f->recv_field->x);
		check_receiver(at, recv);
	}
	env.scope = d->scope;
	env.generic |= o->tparams.len > 0;
	env.decl = NULL; // what the signature mentions is not needed to run the function
	resolve_constraints(o);
	f->type = o->type = signature(f->syntax, NULL, NULL, NULL);
	if (env.generic)
		check_parameter_names(f, d->scope);
	f->name = recv && recv->kind == T_INVALID ? o->sym : func_symbol(o, recv);
	if (d->pkg->outline && !env.generic)
		declare_signature(f, d->scope);
}

void resolve_method_type(Object *m)
{
	if (!m->orig) {
		resolve_object(m);
		return;
	}
	Type *t = method_signature(m->orig);
	Check *user = env.ck;
	env.ck = m->recv_named->home->check; // what the signature instantiates is that package's
	m->type = t ? subst(t, &m->orig->recv_named->obj->tparams, &m->recv_named->type_args)
		    : types[T_INVALID]; // its declaration needs itself: reported there
	env.ck = user;
}

// The invalid type while the signature is being resolved.
Type *method_signature(Object *m)
{
	if (!m->type)
		resolve_method_type(m);
	return m->type ? m->type : types[T_INVALID];
}

// --- types ---------------------------------------------------------------------------------------

void declare_tparams(Object *o)
{
	DeclInfo *d = decl_info(o);
	Vec *fields = o->kind == OBJ_FUNC ? &o->func->tparams : d ? &d->decl->tparams : NULL;
	if (!d || o->tparams.len || !fields->len)
		return;
	if (o->kind == OBJ_FUNC)
		d->pristine = node_clone(d->decl);
	d->scope = scope_new(d->scope);
	Node *first = fields->at[0];
	if (o->is_alias)
		version_require(first->pos, 23, "generic type alias");
	else
		version_require(first->pos, 18, "type parameter");
	VEC_EACH(Node, f, fields) {
		Object *p = object_new(OBJ_TYPE, f->sym, f->pos, o->pkg);
		DeclInfo *pd = NEW(DeclInfo);
		*pd = *d;
		pd->decl = f;
		p->check = pd;
		p->decl = f;
		p->done = true;
		Type *t = NEW(Type);
		t->kind = T_TYPEPARAM;
		t->obj = p;
		t->has_tparam = true;
		t->index = o->tparams.len;
		p->type = t;
		vec_push(&o->tparams, t);
		if (!p->is_blank)
			declare(d->scope, p);
	}
}

static void complete_tparam(Type *t)
{
	Env old = env_enter(decl_info(t->obj));
	env.generic = true;
	t->under = type_any; // while its own constraint mentions it
	Node *f = t->obj->decl;
	t->constraint =
	    f->x->op == OTYPE && f->x->type->kind == T_INTER ? f->x->type : constraint_expr(&f->x);
	bind_type_node(f->x, t->constraint);
	if (f->x->op == OBAD)
		t->constraint = type_any;
	t->under = NULL;
	t->under = type_under(t->constraint);
	if (t->under->kind != T_INTER)
		t->under = t->constraint = type_any;
	env = old;
}

static void complete_declared(Type *t)
{
	Object *o = t->obj;
	if (o->in_progress) {
		cycle_through(o);
		t->under = types[T_INVALID];
		return;
	}
	declare_tparams(o);
	Env old = env_enter(decl_info(o));
	env.generic |= o->tparams.len > 0;
	push_path(o);
	Type *rhs = type_expr_any(&o->decl->x, false);
	if (rhs->kind == T_TYPEPARAM) {
		expr_error(o->decl->x, "cannot use a type parameter as RHS in type declaration");
		rhs = types[T_INVALID];
	}
	t->rhs = t->under ? t->under : rhs;
	if (!t->under)
		t->under = type_under(rhs);
	pop_path(o);
	env = old;
}

static bool is_generic_origin(Type *t)
{
	return t->obj->decl && t->obj->decl->tparams.len && !t->origin;
}

static void complete_named(Type *t)
{
	if (!t->origin) {
		complete_declared(t);
		return;
	}
	if (t->origin->obj->in_progress && !t->origin->under)
		return;
	Type *u = type_under(t->origin);
	t->under = subst(u, &t->origin->obj->tparams, &t->type_args);
}

void complete_type(Type *t)
{
	if (t->kind == T_INTER)
		complete_inter(t);
	else if (t->kind == T_TYPEPARAM)
		complete_tparam(t);
	else
		complete_named(t);
}

static void alias_of_own_tparam(Object *o, const Node *x)
{
	VEC_EACH(Type, p, &o->tparams)
		if (p == o->type) {
			expr_error(
			    x, "cannot use type parameter declared in alias declaration as RHS");
			o->type = types[T_INVALID];
		}
}

static void resolve_type(Object *o)
{
	declare_tparams(o);
	resolve_constraints(o);
	if (!o->is_alias) {
		type_under(o->type);
		if (!is_generic_origin(o->type))
			vec_push(&env.ck->pkg->named_types, o->type);
		return;
	}
	if (!o->tparams.len)
		version_require(o->pos, 9, "type alias");
	env.scope = decl_info(o)->scope;
	env.generic |= o->tparams.len > 0;
	Node **x = &decl_info(o)->decl->x;
	Node *rhs = *x;
	o->type = type_expr_any(x, false);
	alias_of_own_tparam(o, rhs);
}

// --- the dispatcher ------------------------------------------------------------------------------

void resolve_object(Object *o)
{
	DeclInfo *d = decl_info(o);
	if (o->done || !d)
		return;
	if (o->in_progress) {
		bool typed = o->type && (o->kind != OBJ_CONST || o->type->kind == T_INVALID);
		if (o->kind == OBJ_FUNC || (o->kind == OBJ_TYPE && !o->is_alias) || typed)
			return;
		cycle_through(o);
		o->type = types[T_INVALID];
		return;
	}
	Env old = env_enter(d);
	if (o->kind == OBJ_TYPE && !o->is_alias) {
		o->done = true;
		resolve_type(o);
		env = old;
		return;
	}
	push_path(o);
	switch (o->kind) {
	case OBJ_CONST:
		resolve_const(o);
		break;
	case OBJ_VAR:
		resolve_var(o);
		break;
	case OBJ_TYPE:
		resolve_type(o);
		break;
	case OBJ_FUNC:
		resolve_func(o);
		break;
	default:
		break;
	}
	pop_path(o);
	o->done = true;
	env = old;
}

// --- declarations inside functions ---------------------------------------------------------------

static DeclInfo *local_info(Node *decl, int index)
{
	DeclInfo *d = NEW(DeclInfo);
	*d = (DeclInfo){
	    .scope = env.scope, .pkg = env.pkg, .func = env.func, .decl = decl, .index = index};
	return d;
}

static void local_consts(Node *decl)
{
	Vec made = {0};
	for (int i = 0; i < decl->list.len; i++) {
		Node *name = decl->list.at[i];
		Object *o = object_new(OBJ_CONST, name->sym, name->pos, env.pkg);
		o->check = local_info(decl, i);
		Env old = env;
		resolve_const(o);
		env = old;
		o->done = true;
		vec_push(&made, o);
	}
	VEC_EACH(Object, o, &made)
		if (!o->is_blank)
			declare(env.scope, o);
}

static void local_type(Node *decl)
{
	Object *o = object_new(OBJ_TYPE, decl->sym, decl->pos, env.pkg);
	o->decl = decl;
	o->func = env.func;
	o->is_alias = decl->alias;
	if (!o->is_blank)
		declare(env.scope, o);
	o->check = local_info(decl, 0);
	if (!o->is_alias)
		o->type = type_named(o);
	Env outer = env;
	declare_tparams(o);
	env.scope = decl_info(o)->scope;
	env.generic |= decl->tparams.len > 0;
	resolve_constraints(o);
	push_path(o);
	Type *rhs = type_expr_any(&decl->x, false);
	if (o->is_alias) {
		if (!o->tparams.len)
			version_require(o->pos, 9, "type alias");
		o->type = rhs;
		alias_of_own_tparam(o, decl->x);
	} else {
		if (rhs->kind == T_TYPEPARAM) {
			expr_error(decl->x,
				   "cannot use a type parameter as RHS in type declaration");
			rhs = types[T_INVALID];
		}
		o->type->rhs = o->type->under ? o->type->under : rhs;
		if (!o->type->under)
			o->type->under = type_under(rhs);
		if (!env.generic)
			vec_push(&env.ck->pkg->named_types, o->type);
	}
	pop_path(o);
	env = outer;
	o->done = true;
	check_recursive_type(o->type);
}

static void local_vars(Node *decl, Vec *out)
{
	Type *t = decl->x ? type_expr(&decl->x) : NULL;
	const char **names = t ? names_last_written(t) : NULL;
	Vec vars = {0};
	VEC_EACH(Node, name, &decl->list) {
		Object *o = new_local(name->sym, name->pos, t);
		o->names = names;
		o->decl = decl;
		vec_push(&vars, o);
	}
	if (decl->list2.len) {
		init_vars(decl, &vars, t, &decl->list2, out);
	} else {
		Node *n = node_new(OVARDECL, decl->pos);
		VEC_EACH(Object, o, &vars) {
			Node *name = name_node(o, o->pos);
			name->def = true;
			vec_push(&n->list, name);
		}
		vec_push(out, n);
	}
	VEC_EACH(Object, o, &vars) {
		if (!o->type)
			o->type = types[T_INVALID];
		if (!o->is_blank)
			declare(env.scope, o);
	}
}

void declare_local_group(Node **np, Vec *out)
{
	Node *n = *np;
	switch (n->op) {
	case OCONSTDECL:
		local_consts(n);
		break;
	case OTYPEDECL:
		local_type(n);
		break;
	case OVARDECL:
		local_vars(n, out);
		break;
	case ODECLLIST:
		for (int i = 0; i < n->list.len; i++)
			declare_local_group((Node **)&n->list.at[i], out);
		break;
	default:
		break;
	}
}
