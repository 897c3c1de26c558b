// tree_clone.c - copies of typed trees, for the inliner
//
// Two kinds of copy are made.  A template is a function's body as the checker left it, kept because
// the function's own body will be changed by inlining into it; it shares the variables of the
// original.  An instance is a template's body grown into a caller: its variables are fresh, its
// positions remember the call, and its returns become assignments.  A function literal in a
// template or an instance is a function of its own: it is copied whole and, in an instance, named
// after the caller it now lives in.

#include "tree.h"

#include <string.h>

static Pos map_pos(const TreeClone *c, Pos p)
{
	if (c->into && c->callee && pos_known(p))
		p.base = posbase_inlined(p.base, c->call, c->callee);
	return p;
}

Object *tree_clone_var(TreeClone *c, Object *o)
{
	Object *copy = NEW(Object);
	*copy = *o;
	copy->func = c->into;
	copy->pos = map_pos(c, o->pos);
	copy->orig = o;
	copy->escloc = NULL;
	copy->defn = NULL;
	ptrmap_set(c->vars, o, copy);
	return copy;
}

static Object *map_var(TreeClone *c, Object *o)
{
	Object *copy = o ? ptrmap_get(c->vars, o) : NULL;
	return copy ? copy : o;
}

// -------------------------------------------------------------------------------------------------
// function literals
// -------------------------------------------------------------------------------------------------

// Names of the functions inlined on the way to base, outermost first.
static void inlined_names(Buf *b, uint32_t base, Package *from)
{
	PosBase *p = posbase(base);
	if (p->inlined_at.line == 0)
		return;
	inlined_names(b, p->inlined_at.base, from);
	buf_printf(b, ".%s", func_string(p->inlined_func, from));
}

// caller.callee.func4: the caller, the functions inlined on the way, and the caller's next number.
// A wrapper made for a go or defer statement keeps the word it was named with.
static const char *closure_name(const TreeClone *c, Func *owner, const Func *f)
{
	Buf b = {0};
	owner = owner->range_parent ? owner->range_parent : owner;
	buf_puts(&b, owner->name);
	if (c->callee)
		inlined_names(&b, posbase_inlined(c->callee->pos.base, c->call, c->callee),
			      owner->pkg);
	if (f->is_godefer_wrapper) {
		const char *word = strstr(f->name, ".gowrap") ? ".gowrap" : ".deferwrap";
		buf_printf(&b, "%s%d", word, ++owner->godefer_count);
	} else if (f->range_parent) {
		buf_printf(&b, "-range%d", ++owner->range_count);
	} else {
		buf_printf(&b, "%s%d", owner->lit ? "." : ".func", ++owner->closure_count);
	}
	return intern(buf_str(&b));
}

static Vec clone_vars(TreeClone *c, const Vec *vars, Func *owner)
{
	Vec copies = {0};
	VEC_EACH(Object, o, vars) {
		Object *copy = tree_clone_var(c, o);
		copy->func = owner;
		vec_push(&copies, copy);
	}
	return copies;
}

static void fresh_variables(TreeClone *c, Func *copy, const Func *f)
{
	if (f->recv)
		bug("function literal with a receiver");
	copy->params = clone_vars(c, &f->params, copy);
	copy->results = clone_vars(c, &f->results, copy);
	copy->locals = clone_vars(c, &f->locals, copy);
	Vec captures = {0};
	VEC_EACH(Object, o, &f->captures)
		vec_push(&captures, map_var(c, o));
	copy->captures = captures;
}

// The literal's own position is that of the call (the record is allocated there), but its body
// keeps the places it was written at: it runs as a function of its own.
static Func *clone_func(TreeClone *c, const Func *f, Node *lit)
{
	Func *copy = NEW(Func);
	*copy = *f;
	copy->inl = copy->esc = NULL;
	copy->closures = (Vec){0};
	copy->lit = lit;
	if (!c->into) {
		copy->body = tree_clone_list(c, &f->body);
		return copy;
	}
	Func *owner = c->into;
	copy->name = closure_name(c, owner, f);
	copy->outer = owner;
	copy->closure_count = copy->range_count = 0;
	if (f->range_parent)
		copy->range_parent = owner->range_parent ? owner->range_parent : owner;
	copy->pkg = owner->pkg;
	vec_push(&owner->closures, copy);
	copy->obj = NEW(Object);
	*copy->obj = *f->obj;
	copy->obj->func = copy;

	TreeClone inner = {.vars = c->vars, .into = copy, .template = c->template};
	fresh_variables(&inner, copy, f);
	copy->body = tree_clone_list(&inner, &f->body);
	tree_clone_finish(&inner);
	return copy;
}

// -------------------------------------------------------------------------------------------------
// nodes
// -------------------------------------------------------------------------------------------------

// May another node or a variable point at n?
static bool is_referenced(const Node *n)
{
	switch (n->op) {
	case OFOR:
	case ORANGE:
	case OSWITCH:
	case OTYPESW:
	case OSELECT:
	case OLABEL:
	case OBLOCK:
	case OIF:
	case OAS:
	case OAS2:
	case OAS2FUNC:
	case OAS2RECV:
	case OAS2MAPR:
	case OAS2DOTTYPE:
		return true;
	default:
		return false;
	}
}

Vec tree_clone_list(TreeClone *c, const Vec *list)
{
	Vec copy = {0};
	VEC_EACH(Node, n, list)
		vec_push(&copy, tree_clone(c, n));
	return copy;
}

static Node *clone_or_null(TreeClone *c, const Node *n)
{
	return n ? tree_clone(c, n) : NULL;
}

Node *tree_clone(TreeClone *c, const Node *n)
{
	Node *copy = NEW(Node);
	*copy = *n;
	copy->pos = map_pos(c, n->pos);
	copy->sympos = map_pos(c, n->sympos);
	copy->obj = map_var(c, n->obj);
	copy->phase = NULL;
	if (is_referenced(n))
		ptrmap_set(&c->nodes, n, copy);
	copy->init = tree_clone_list(c, &n->init);
	if (op_is_jump(n->op))
		vec_push(&c->jumps, copy);
	else
		copy->x = clone_or_null(c, n->x);
	copy->y = clone_or_null(c, n->y);
	copy->z = clone_or_null(c, n->z);
	copy->w = clone_or_null(c, n->w);
	copy->list = tree_clone_list(c, &n->list);
	copy->list2 = tree_clone_list(c, &n->list2);
	if (n->op == OFUNCLIT)
		copy->func = clone_func(c, n->func, copy);
	if (n->op == ORETURN && c->on_return)
		return c->on_return(copy, c->arg);
	return copy;
}

static Node *map_declaration(const TreeClone *c, const Node *defn)
{
	if (c->template)
		defn = ptrmap_get(c->template, defn);
	return defn ? ptrmap_get(&c->nodes, defn) : NULL;
}

void tree_clone_finish(TreeClone *c)
{
	VEC_EACH(Node, jump, &c->jumps) {
		Node *target = jump->x ? ptrmap_get(&c->nodes, jump->x) : NULL;
		if (target)
			jump->x = target;
	}
	for (int i = 0; i < c->vars->cap; i++) {
		const Object *o = c->vars->keys[i];
		Object *copy = c->vars->values[i];
		if (o && copy && o->defn && !copy->defn)
			copy->defn = map_declaration(c, o->defn);
	}
}
