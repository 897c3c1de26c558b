// check_outline.c - imported packages whose objects are up to date: checked on demand.
//
// Nothing is wrong with such a package and no code is made of it, so its importers only need what
// they mention.  It is an outline:
//
//  1. Its files are parsed, without the bodies of functions, when the first of its names is looked
//     up (package_scope).  Many packages of a program are never opened: they are imported by others
//     for their bodies' sake.
//  2. Objects are resolved when they are mentioned (check_decl.c), as always; but nobody goes
//     through all of them, and a variable of a known type keeps its initial value to itself.
//  3. A body is parsed and checked when the inliner wants to copy it (check_waiting_body).
//  4. Instances of generic types and functions that come up on the way are the outline's own, as
//     when it was compiled: its object has their code, and each gets a Func whose body waits too.
//
// Each outline keeps its Check; resolving an object enters it through env_enter().  What the later
// phases read without asking (layouts, methods of instances) is completed by finish_outlines()
// whenever the checker is left.

#include "check.h"

static Vec outlines;  // Check*: those opened
static Vec mentioned; // Object*: defined types of theirs that may not have been looked at

void check_outline(Package *p, Package *(*find)(void *arg, const char *path, Pos pos), void *arg)
{
	Env old = env;
	vec_push(&outlines, check_begin(p, find, arg));
	collect(p);
	p->checked = true;
	env = old;
}

Scope *package_scope(Package *p)
{
	void (*open)(Package *p) = p->open;
	p->open = NULL;
	if (open)
		open(p);
	return p->scope;
}

// --- what the later phases read without asking ---------------------------------------------------

void note_outline_type(Object *o)
{
	if (!o->done)
		vec_push(&mentioned, o);
}

static bool finish_mentioned(void)
{
	bool any = mentioned.len > 0;
	while (mentioned.len > 0)
		resolve_object(vec_pop(&mentioned));
	return any;
}

// Resolving a type adds it to the named types of its package.
static bool finish_types(Check *c)
{
	const Vec *named = &c->pkg->named_types;
	int before = c->finished_types;
	while (c->finished_types < named->len) {
		Type *t = named->at[c->finished_types++];
		type_under(t);
		type_layout(t);
	}
	return c->finished_types > before;
}

static bool finish_instances(Check *c)
{
	int before = c->requested_types + c->declared_instances;
	while (c->requested_types < c->types.len)
		request_methods(c->types.at[c->requested_types++]);
	while (c->declared_instances < c->instances.len)
		declare_instance(c->instances.at[c->declared_instances++]);
	return c->requested_types + c->declared_instances > before;
}

void finish_outlines(void)
{
	Env old = env;
	for (bool more = true; more;) {
		more = finish_mentioned();
		VEC_EACH(Check, c, &outlines) {
			env = (Env){.ck = c, .pkg = c->pkg};
			more |= finish_types(c);
			more |= finish_instances(c);
		}
	}
	env = old;
}

// --- bodies --------------------------------------------------------------------------------------

void check_waiting_body(Func *f)
{
	if (!f->waits)
		return;
	f->waits = false;
	Env old = env;
	env = (Env){.ck = f->home->check, .pkg = f->home};
	if (f->instance) {
		check_instance(f);
	} else {
		parse_body(f);
		env_enter(decl_info(f->obj));
		check_func_body(f, env.scope);
	}
	env = old;
	finish_outlines();
}
