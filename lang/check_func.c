// check_func.c - signatures, bodies, function literals and what they capture.

#include "check.h"

#include <string.h>

// --- names of parameters, for messages -----------------------------------------------------------

// The func type that was resolved last, and the names its syntax gives.
static struct {
	Type *type;
	const char **names;
} written;

const char **names_in(const Node *syntax)
{
	const Vec *in = &syntax->list, *out = &syntax->list2;
	const char **names = arena_alloc((size_t)(in->len + out->len + 1) * sizeof *names);
	for (int i = 0; i < in->len; i++)
		names[i] = ((Node *)in->at[i])->sym;
	for (int i = 0; i < out->len; i++)
		names[in->len + i] = ((Node *)out->at[i])->sym;
	return names;
}

Type *note_names(Type *t, const char **names)
{
	size_t size = (size_t)(t->nparams + t->nresults) * sizeof *names;
	if (t->named_in != env.pkg)
		t->names = names;
	else if (t->names && memcmp(t->names, names, size) != 0)
		t->names = NULL;
	t->named_in = env.pkg;
	return t;
}

const char **names_last_written(Type *t)
{
	return written.type == t ? written.names : NULL;
}

// --- signatures ----------------------------------------------------------------------------------

// A parameter or result as a variable of the function being entered.
static Object *parameter(Node *f, Type *t, VarClass cls, int index)
{
	Object *o =
	    object_new(OBJ_VAR, f->sym, f->sym || f->ddd ? f->pos : start_pos(f->x), env.pkg);
	o->type = t;
	o->vclass = cls;
	o->index = index;
	o->func = env.func;
	o->done = true;
	o->used = !env.func->range_parent; // a loop's own variables must be used
	return o;
}

// names: for each field those of its own parameters, if it is a function
static void signature_types(Vec *fields, Type **out, const char ***names)
{
	for (int i = 0; i < fields->len; i++) {
		Node *f = fields->at[i];
		Type *t = type_expr(&f->x);
		names[i] = f->ddd ? NULL : names_last_written(t);
		out[i] = f->ddd ? type_slice(t) : t;
	}
}

static void declare_parameters(Vec *fields, Type **ts, const char ***names, Scope *scope,
			       VarClass cls, Vec *objects)
{
	for (int i = 0; objects && i < fields->len; i++) {
		Node *f = fields->at[i];
		Object *o = parameter(f, ts[i], cls, i);
		o->names = names[i];
		vec_push(objects, o);
		if (f->sym && !o->is_blank)
			declare(scope, o);
	}
}

static Node *field_at(Vec *in, Vec *out, int i)
{
	return i < in->len ? in->at[i] : out->at[i - in->len];
}

static void check_duplicate_names(Vec *in, Vec *out)
{
	for (int i = 1; i < in->len + out->len; i++)
		for (int j = 0; j < i; j++) {
			Node *f = field_at(in, out, i), *g = field_at(in, out, j);
			if (!f->sym || f->sym != g->sym || name_blank(f->sym))
				continue;
			error_at(f->pos, "%s redeclared in this block", f->sym);
			error_more("%s: other declaration of %s", pos_string(g->pos), g->sym);
			break;
		}
}

// All types are resolved before any name is declared: a parameter may be called like a type.  A
// faulty one is the invalid type; the signature still serves to count arguments.
Type *signature(Node *syntax, Scope *scope, Vec *params, Vec *results)
{
	Vec *in = &syntax->list, *out = &syntax->list2;
	Type *types_in[in->len + 1], *types_out[out->len + 1];
	const char **inner_in[in->len + 1], **inner_out[out->len + 1];
	const char **names = names_in(syntax);
	signature_types(in, types_in, inner_in);
	signature_types(out, types_out, inner_out);
	if (!params && !env.instance)
		check_duplicate_names(in, out);
	declare_parameters(in, types_in, inner_in, scope, VAR_PARAM, params);
	declare_parameters(out, types_out, inner_out, scope, VAR_RESULT, results);
	bool variadic = in->len && ((Node *)in->at[in->len - 1])->ddd;
	Type *t = type_func(types_in, in->len, types_out, out->len, variadic);
	written.type = t;
	written.names = names;
	return note_names(t, names);
}

// --- names of closures ---------------------------------------------------------------------------
//
// As Go numbers them: f.func1, f.func2 in source order; inside f.func1 they are f.func1.1 ...;
// those in package-level values are init.func1 ...

const char *closure_name(Func *outer, const char *why)
{
	bool literal = strcmp(why, "func") == 0;
	if (!outer)
		return intern(
		    arena_printf("%s.init.%s%d", env.ck->pkg->path, why, ++env.ck->closures));
	if (outer->range_parent)
		outer = outer->range_parent;
	if (!literal)
		return intern(arena_printf("%s-%s%d", outer->name, why, ++outer->range_count));
	return intern(
	    arena_printf("%s.%s%d", outer->name, outer->lit ? "" : why, ++outer->closure_count));
}

// --- captures ------------------------------------------------------------------------------------

// A variable of an enclosing function is used here: every function on the way out captures it.
void capture(Object *v)
{
	if (!v->func)
		return;
	for (Func *f = env.func; f && f != v->func; f = f->outer) {
		bool known = false;
		VEC_EACH(Object, c, &f->captures)
			known |= c == v;
		if (known)
			return;
		vec_push(&f->captures, v);
	}
}

// Go captures a variable by value when it never changes and is small; else its address is taken.
enum { MAX_BY_VALUE = 128 };

static void settle_captures(Func *f)
{
	VEC_EACH(Object, v, &f->captures)
		if (v->reassigned || (v->type->kind != T_INVALID && !v->type->has_tparam &&
				      !env.generic && type_size(v->type) > MAX_BY_VALUE))
			v->addrtaken = true;
	VEC_EACH(Func, c, &f->closures)
		settle_captures(c);
}

// --- bodies --------------------------------------------------------------------------------------

static void declare_receiver(Func *f, Type *t, Scope *s)
{
	Node *field = f->recv_field;
	if (!field)
		return;
	f->recv = parameter(field, t, VAR_PARAM, -1);
	if (field->sym && !f->recv->is_blank)
		declare(s, f->recv);
}

static void check_missing_return(Func *f)
{
	if (f->results.len && !terminates(&f->body))
		error_at(f->endpos, "missing return");
}

static void name_results(Func *f)
{
	VEC_EACH(Object, r, &f->results)
		f->named_results |= r->sym != NULL;
}

Scope *declare_signature(Func *f, Scope *outer)
{
	Env old = env;
	Scope *s = scope_new(outer);
	s->func = f;
	env.scope = s;
	env.func = f;
	Type *recv = f->recv_field ? type_expr(&f->recv_field->x) : NULL;
	f->params = f->results = (Vec){0};
	f->type = signature(f->syntax, s, &f->params, &f->results);
	declare_receiver(f, recv, s);
	name_results(f);
	env = old;
	return s;
}

void check_func_body(Func *f, Scope *outer)
{
	Env old = env;
	env.scope = declare_signature(f, outer);
	env.func = f;
	if (f->has_body) {
		resolve_labels(f);
		stmt_list(&f->body);
		if (!env.instance)
			check_missing_return(f);
		check_unused(f);
	}
	if (!f->outer)
		settle_captures(f);
	env = old;
}

// A literal at package level waits: its body may refer to the variable it initialises.
static void check_literal_later(Node *n, Type *t)
{
	(void)t;
	check_func_body(n->func, env.scope);
}

void func_literal(Node **np)
{
	Node *n = *np;
	Func *f = n->func;
	f->lit = n;
	f->pkg = env.pkg;
	f->outer = env.func;
	f->instance = env.func && env.func->instance;
	f->name = closure_name(env.func, f->range_parent ? "range" : "func");
	f->obj = object_new(OBJ_FUNC, f->name, f->pos, env.pkg);
	f->obj->func = f;
	f->type = signature(f->syntax, NULL, NULL, NULL);
	f->obj->type = n->type = f->type;
	if (f->type->kind == T_INVALID) {
		bad(n);
		return;
	}
	if (env.func) {
		vec_push(&env.func->closures, f);
		check_func_body(f, env.scope);
	} else {
		later(check_literal_later, n, NULL);
	}
}

// --- generic bodies ------------------------------------------------------------------------------

void generic_body(Object *o)
{
	Env old = env;
	env.generic = true;
	env.scope = decl_info(o)->scope;
	check_func_body(o->func, env.scope);
	run_later();
	env = old;
}
