// inline_dead.c - assignments that nothing reads
//
// Inlining leaves variables behind that nobody uses: parameters the body ignored, a closure whose
// every call was inlined.  Their assignments are removed when the right side does nothing, so that
// neither escape analysis nor the generated code sees, say, the dead closure's captures.
//
// One walk over a function and its closures collects, for each variable, the assignments it could
// lose; the first real use of the variable drops its list and visits the right sides postponed so
// far.

#include "inline.h"

typedef struct {
	Object *obj;
	bool used;
	Vec assigns; // Assign *
} Variable;

typedef struct {
	Node **target, **value;
} Assign;

typedef struct {
	PtrMap variables; // Object * -> Variable *
	Vec all;          // Variable *, in order of appearance
} Walk;

static void walk(Walk *w, Node *n);

static void walk_child(Node **child, void *arg)
{
	walk(arg, *child);
}

static void walk_list(Walk *w, const Vec *list)
{
	VEC_EACH(Node, n, list)
		walk(w, n);
}

static Variable *variable(Walk *w, Object *o)
{
	Variable *v = ptrmap_get(&w->variables, o);
	if (!v) {
		v = NEW(Variable);
		v->obj = o;
		ptrmap_set(&w->variables, o, v);
		vec_push(&w->all, v);
	}
	return v;
}

static void use(Walk *w, Object *o)
{
	Variable *v = variable(w, o);
	if (v->used)
		return;
	v->used = true;
	VEC_EACH(Assign, a, &v->assigns)
		walk(w, *a->value);
}

static bool has_effects(const Node *n)
{
	if (n->init.len > 0)
		return true;
	return n->op != ONAME && n->op != OLIT && n->op != ONIL && n->op != OFUNCLIT;
}

// Can an assignment to target go when nobody reads it?  Results live on after the function.
static bool is_candidate(const Node *target, bool blank_too)
{
	if (tree_is_blank(target))
		return blank_too;
	return tree_is_local(target) && target->obj->vclass != VAR_RESULT;
}

static void assign(Walk *w, Node **target, Node **value, bool blank_too)
{
	if ((*target)->op != ONAME) {
		walk(w, *target);
		walk(w, *value);
		return;
	}
	if (!is_candidate(*target, blank_too) || has_effects(*value)) {
		walk(w, *value);
		return;
	}
	Variable *v = variable(w, (*target)->obj);
	if (v->used) {
		walk(w, *value);
		return;
	}
	Assign *a = NEW(Assign);
	a->target = target;
	a->value = value;
	vec_push(&v->assigns, a);
}

static void assign_pairs(Walk *w, Node *n)
{
	bool any_named = false;
	VEC_EACH(Node, x, &n->list)
		any_named |= !tree_is_blank(x);
	for (int i = 0; i < n->list.len; i++)
		assign(w, (Node **)&n->list.at[i], (Node **)&n->list2.at[i], any_named);
}

static void walk(Walk *w, Node *n)
{
	switch (n->op) {
	case OFUNCLIT:
		walk_list(w, &n->init);
		VEC_EACH(Object, o, &n->func->captures)
			use(w, o);
		walk_list(w, &n->func->body);
		break;
	case OVARDECL:
		break;
	case ONAME:
		if (tree_is_local(n))
			use(w, n->obj);
		break;
	case OAS:
		walk_list(w, &n->init);
		if (n->y)
			assign(w, &n->x, &n->y, false);
		break;
	case OAS2:
		walk_list(w, &n->init);
		assign_pairs(w, n);
		break;
	default:
		tree_children(n, walk_child, w);
	}
}

static void drop(const Assign *a)
{
	*a->target = tree_blank(types[T_INT], (*a->target)->pos);
	Node *zero = node_new(OLIT, (*a->value)->pos);
	zero->val = const_int(0);
	zero->type = types[T_INT];
	*a->value = zero;
}

void inline_drop_dead_locals(Func *f)
{
	Walk w = {0};
	walk_list(&w, &f->body);
	VEC_EACH(Variable, v, &w.all) {
		if (v->used || v->assigns.len == 0)
			continue;
		VEC_EACH(Assign, a, &v->assigns)
			drop(a);
		v->obj->defn = NULL;
	}
}
