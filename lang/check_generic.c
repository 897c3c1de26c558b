// check_generic.c - instantiation: substitution in types, clones of generic functions.
//
// Generic code is monomorphised.  A generic type's instance is a T_NAMED of its own with origin and
// type_args; its underlying type and its methods' signatures come from those of the origin by
// substitution, when asked for.  A generic function's or method's instance is a clone of its
// pristine syntax, checked in a scope where the type parameters' names stand for the arguments.
// There is one object for each distinct argument list in the program, but every package that uses
// an instance gets a Func of its own (linkonce): so that packages can be compiled apart.
//
// Instances whose arguments still mention type parameters occur while generic bodies are checked;
// they have types but no code.

#include "check.h"

#include <string.h>

// --- substitution --------------------------------------------------------------------------------

typedef struct {
	const Vec *tparams, *targs;
} Subst;

static Type *subst_type(Type *t, const Subst *s);

static void subst_list(Type **at, int n, Type **out, const Subst *s)
{
	for (int i = 0; i < n; i++)
		out[i] = subst_type(at[i], s);
}

static Type *subst_param(Type *t, const Subst *s)
{
	for (int i = 0; i < s->tparams->len && i < s->targs->len; i++)
		if (s->tparams->at[i] == t)
			return s->targs->at[i] ? s->targs->at[i] : t;
	return t;
}

static Type *subst_struct(Type *t, const Subst *s)
{
	Field *f = arena_alloc(sizeof *f * (size_t)(t->nfields + 1));
	memcpy(f, t->fields, sizeof *f * (size_t)t->nfields);
	for (int i = 0; i < t->nfields; i++)
		f[i].type = subst_type(f[i].type, s);
	return type_struct(f, t->nfields);
}

static Type *subst_func(Type *t, const Subst *s)
{
	Type *params[t->nparams + 1], *results[t->nresults + 1];
	subst_list(t->params, t->nparams, params, s);
	subst_list(t->results, t->nresults, results, s);
	Type *f = type_func(params, t->nparams, results, t->nresults, t->variadic);
	return t->named_in == env.pkg && t->names ? note_names(f, t->names) : f;
}

static Type *subst_union(Type *t, const Subst *s)
{
	Type *u = NEW(Type);
	*u = *t;
	u->under = u;
	u->has_tparam = false;
	u->fields = arena_alloc(sizeof *u->fields * (size_t)(t->nfields + 1));
	memcpy(u->fields, t->fields, sizeof *u->fields * (size_t)t->nfields);
	for (int i = 0; i < t->nfields; i++) {
		u->fields[i].type = subst_type(t->fields[i].type, s);
		u->has_tparam |= u->fields[i].type->has_tparam;
	}
	return u;
}

// A constraint interface is rebuilt whole; a plain one is interned.
static Type *subst_inter(Type *t, const Subst *s)
{
	complete_inter(t);
	IMethod *m = arena_alloc(sizeof *m * (size_t)(t->nimethods + 1));
	if (t->nimethods)
		memcpy(m, t->imethods, sizeof *m * (size_t)t->nimethods);
	for (int i = 0; i < t->nimethods; i++)
		m[i].type = subst_type(m[i].type, s);
	if (t->embeds.len == 0 && !t->is_comparable)
		return type_inter(m, t->nimethods);
	Type *u = NEW(Type);
	*u = *t;
	u->under = u;
	u->imethods = m;
	u->typeset = NULL;
	u->ptr_to = NULL;
	u->str = u->link = NULL;
	u->embeds = (Vec){0};
	u->has_tparam = false;
	VEC_EACH(Type, e, &t->embeds) {
		Type *se = subst_type(e, s);
		u->has_tparam |= se->has_tparam;
		vec_push(&u->embeds, se);
	}
	return u;
}

static Type *subst_named(Type *t, const Subst *s)
{
	Vec args = {0};
	VEC_EACH(Type, a, &t->type_args)
		vec_push(&args, subst_type(a, s));
	return instantiate_type(t->origin, &args, t->obj->pos);
}

static Type *subst_type(Type *t, const Subst *s)
{
	if (!t->has_tparam)
		return t;
	switch (t->kind) {
	case T_TYPEPARAM:
		return subst_param(t, s);
	case T_PTR:
		return type_ptr(subst_type(t->elem, s));
	case T_SLICE:
		return type_slice(subst_type(t->elem, s));
	case T_ARRAY:
		return type_array(subst_type(t->elem, s), t->len);
	case T_CHAN:
		return type_chan(subst_type(t->elem, s), t->dir);
	case T_MAP:
		return type_map(subst_type(t->key, s), subst_type(t->elem, s));
	case T_STRUCT:
		return subst_struct(t, s);
	case T_FUNC:
		return subst_func(t, s);
	case T_INTER:
		return subst_inter(t, s);
	case T_UNION:
		return subst_union(t, s);
	case T_NAMED:
		return t->origin ? subst_named(t, s) : t;
	default:
		return t;
	}
}

Type *subst(Type *t, const Vec *tparams, const Vec *targs)
{
	return subst_type(t, &(Subst){tparams, targs});
}

// --- instances of types --------------------------------------------------------------------------

static bool same_args(const Vec *a, const Vec *b)
{
	if (a->len != b->len)
		return false;
	for (int i = 0; i < a->len; i++)
		if (a->at[i] != b->at[i])
			return false;
	return true;
}

static bool open_args(const Vec *args)
{
	VEC_EACH(Type, t, args)
		if (t->has_tparam)
			return true;
	return false;
}

static int nesting(Type *t)
{
	int deepest = 0;
	if (t->kind == T_PTR || t->kind == T_SLICE || t->kind == T_ARRAY || t->kind == T_CHAN)
		return nesting(t->elem);
	if (t->kind == T_MAP) {
		int k = nesting(t->key), e = nesting(t->elem);
		return k > e ? k : e;
	}
	VEC_EACH(Type, a, &t->type_args) {
		int d = nesting(a) + 1;
		deepest = d > deepest ? d : deepest;
	}
	return deepest;
}

enum { MAX_NESTING = 30 }; // G[G[G[...]]]: beyond it instantiation does not end

static bool too_deep(const Vec *args, Pos pos)
{
	VEC_EACH(Type, t, args)
		if (nesting(t) > MAX_NESTING) {
			if (!env.ck->cycle_reported)
				error_at(pos, "instantiation cycle");
			env.ck->cycle_reported = true;
			return true;
		}
	return false;
}

static void copy_methods(Type *t)
{
	VEC_EACH(Object, m, &t->origin->methods) {
		Object *copy = NEW(Object);
		*copy = *m;
		copy->orig = m;
		copy->recv_named = t;
		copy->type = NULL;
		copy->func = NULL;
		copy->insts = (Vec){0};
		vec_push(&t->methods, copy);
	}
}

Type *instantiate_type(Type *origin, const Vec *targs, Pos pos)
{
	Object *o = origin->obj;
	mono_note(&o->tparams, targs, pos);
	VEC_EACH(Type, t, &o->insts)
		if (same_args(&t->type_args, targs)) {
			note_instance(t);
			return t;
		}
	if (too_deep(targs, pos))
		return types[T_INVALID];
	Type *t = type_named(o);
	t->origin = origin;
	t->home = env.ck ? env.ck->pkg : o->pkg;
	vec_append(&t->type_args, targs);
	t->has_tparam = open_args(targs);
	vec_push(&o->insts, t);
	copy_methods(t);
	note_instance(t);
	return t;
}

Type *instantiate_alias(Object *o, const Vec *targs)
{
	return subst(o->type, &o->tparams, targs);
}

// --- instances of functions ----------------------------------------------------------------------

static Scope *bind_args(DeclInfo *d, const Vec *names, const Vec *targs, Package *pkg)
{
	Scope *s = scope_new(d->scope);
	for (int i = 0; i < names->len && i < targs->len; i++) {
		Node *name = names->at[i];
		if (name_blank(name->sym))
			continue;
		Object *o = object_new(OBJ_TYPE, name->sym, name->pos, pkg);
		o->type = targs->at[i];
		o->is_alias = o->done = o->used = true;
		scope_insert(s, o);
	}
	return s;
}

static Func *pristine_copy(DeclInfo *d)
{
	return node_clone(d->pristine)->func;
}

static const char *args_str(const Vec *targs)
{
	Buf b = {0};
	for (int i = 0; i < targs->len; i++)
		buf_printf(&b, i ? ",%s" : "%s", type_linkname(targs->at[i]));
	return buf_str(&b);
}

// A Func of this package for the instance o of a generic function or method; its body waits.
static void request_body(Object *o, Object *generic, const Vec *targs)
{
	VEC_EACH(Object, known, &env.ck->requested)
		if (known == o)
			return;
	vec_push(&env.ck->requested, o);
	DeclInfo *d = decl_info(generic);
	if (!d || !d->pristine)
		return;
	Func *f = pristine_copy(d);
	f->obj = o;
	f->pkg = generic->pkg;
	f->home = env.ck->pkg;
	f->instance = true;
	f->type_args = *targs;
	f->type = o->type;
	if (generic->func->recv_field) {
		Type *t = o->recv_named;
		const char *base = type_linkname(t) + strlen(o->pkg->path) + 1;
		f->name = intern(arena_printf(o->ptr_recv ? "%s.(*%s).%s" : "%s.%s.%s",
					      o->pkg->path, base, o->sym));
	} else {
		f->name =
		    intern(arena_printf("%s.%s[%s]", o->pkg->path, generic->sym, args_str(targs)));
	}
	if (!o->func || !env.ck->pkg->outline) // who compiles the instance calls its own
		o->func = f;
	vec_push(&env.ck->instances, f);
}

static Object *find_instance(Object *generic, const Vec *targs)
{
	VEC_EACH(Object, o, &generic->insts)
		if (same_args(o->check, targs))
			return o;
	return NULL;
}

static Object *new_instance(Object *generic, const Vec *targs)
{
	Object *o = NEW(Object);
	*o = *generic;
	Vec *args = NEW(Vec);
	*args = (Vec){0};
	vec_append(args, targs);
	o->check = args;
	o->orig = generic;
	o->func = NULL;
	o->tparams = o->insts = (Vec){0};
	o->type = subst(generic->type, &generic->tparams, targs);
	vec_push(&generic->insts, o);
	return o;
}

// n names the generic function; it becomes its instance for targs.
void instantiate_func(Node *n, Object *generic, const Vec *targs, Pos pos)
{
	const Vec *written = n->orig && n->orig->op == OINDEXX ? &n->orig->list : NULL;
	if (!verify_instance(pos, written, &generic->tparams, targs) || too_deep(targs, pos)) {
		bad(n);
		return;
	}
	mono_note(&generic->tparams, targs, pos);
	Object *o = find_instance(generic, targs);
	if (!o)
		o = new_instance(generic, targs);
	n->obj = o;
	n->type = o->type;
	n->targs = (Vec){0};
	if (!open_args(targs))
		request_body(o, generic, targs);
}

Object *generic_func(const Node *n)
{
	if (n->op != ONAME || n->obj->kind != OBJ_FUNC || n->obj->tparams.len == 0)
		return NULL;
	return n->obj;
}

// --- constraints ---------------------------------------------------------------------------------

// written: the nodes of those type arguments that were not inferred.
bool verify_instance(Pos pos, const Vec *written, const Vec *tparams, const Vec *targs)
{
	if (env.instance)
		return true;
	for (int i = 0; i < tparams->len && i < targs->len; i++) {
		Type *p = tparams->at[i];
		char *cause;
		Pos at = written && i < written->len ? start_pos(written->at[i]) : pos;
		type_under(p);
		Type *c = subst(p->constraint, tparams, targs);
		if (!satisfies(targs->at[i], c, &cause)) {
			error_at(at, "%s", cause);
			return false;
		}
		if (typeset(c)->comparable && !strictly_comparable(targs->at[i]))
			version_require(at, 20, "%s to satisfy comparable", tstr(targs->at[i]));
	}
	return true;
}

// --- code of instantiated types ------------------------------------------------------------------

// Every package in which an instantiated type is met compiles its methods.
void note_instance(Type *t)
{
	if (t->has_tparam || !env.ck)
		return;
	VEC_EACH(Type, known, &env.ck->pkg->named_types)
		if (known == t)
			return;
	vec_push(&env.ck->pkg->named_types, t);
	vec_push(&env.ck->types, t);
}

void request_methods(Type *t)
{
	type_under(t); // notes the instances that t is made of
	VEC_EACH(Object, m, &t->methods) {
		method_signature(m);
		if (m->type->kind != T_INVALID)
			request_body(m, m->orig, &t->type_args);
	}
}

static Vec *receiver_names(Func *f)
{
	Node *x = f->recv_field->x;
	while (x->op == OPAREN || x->op == OSTARX)
		x = x->x;
	return &x->list;
}

// The scope an instance's body sees: the declaration's file, with the arguments' names.
static Scope *instance_scope(Func *f, Object *generic)
{
	DeclInfo *d = decl_info(generic);
	Vec *names = f->recv_field ? receiver_names(d->pristine->func) : &f->tparams;
	return bind_args(d, names, &f->type_args, generic->pkg);
}

// Enters the surroundings of f's body; returns the old ones.
static Env enter_instance(Func *f)
{
	Object *generic = f->obj->orig;
	Env old = env_enter(decl_info(generic));
	env.ck = old.ck;
	env.scope = instance_scope(f, generic);
	env.instance = true;
	if (f->recv_field) {
		Type *t = f->obj->recv_named;
		bind_type_node(f->recv_field->x, f->obj->ptr_recv ? type_ptr(t) : t);
	}
	return old;
}

void declare_instance(Func *f)
{
	Env old = enter_instance(f);
	declare_signature(f, env.scope);
	f->waits = true;
	env = old;
}

void check_instance(Func *f)
{
	Env old = enter_instance(f);
	check_func_body(f, env.scope);
	run_later();
	env = old;
	vec_push(&env.ck->pkg->funcs, f);
}

void check_instance_bodies(void)
{
	int errors = error_count(), f = 0, t = 0;
	while (error_count() == errors && (f < env.ck->instances.len || t < env.ck->types.len)) {
		if (t < env.ck->types.len)
			request_methods(env.ck->types.at[t++]);
		else
			check_instance(env.ck->instances.at[f++]);
	}
}
