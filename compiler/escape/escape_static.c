// escape_static.c - initial values of package variables that are data
//
// `var table = []*T{{1}, {2}}` allocates nothing: slice, array and structs lie in the data segment.
// Go takes such values out before escape analysis, so no line mentions them; what remains is the
// parts that have to be computed, each an assignment to memory that is there already.
//
// An inlined call of a function that only returns a value, like errors.New, counts as that value
// with the arguments in place of the parameters.

#include "escape.h"

// Parameters of inlined calls, as the expressions they stand for.
typedef struct {
	Build *e;
	PtrMap arguments; // Object * -> Node *
	Node *where;      // the initialising assignment
} Init;

static bool initialise(Init *s, Node *x);

static void part(Init *s, Node *x)
{
	if (!initialise(s, x))
		flow_expr(s->e, flow_note(s->e, flow_heap(s->e), s->where, "assign"), x);
}

// The global variable whose field or element n certainly is, or NULL.
static bool is_static_place(const Node *n)
{
	if (n->op == ODOT)
		return is_static_place(n->x);
	if (n->op == OINDEX && n->x->type->under->kind == T_ARRAY)
		return n->y->op == OLIT && is_static_place(n->x);
	return n->op == ONAME && n->obj->kind == OBJ_VAR && n->obj->vclass == VAR_GLOBAL;
}

// -------------------------------------------------------------------------------------------------
// inlined calls
// -------------------------------------------------------------------------------------------------

static void note_effect(Node *n, void *arg)
{
	bool *effects = arg;
	switch (n->op) {
	case ONAME:
	case OLIT:
	case ONIL:
	case OTYPE:
	case OADDR:
	case ODOT:
	case OLEN:
	case OCAP:
	case ONEW:
	case OPTRLIT:
	case OSTRUCTLIT:
	case OARRAYLIT:
	case OSLICELIT:
	case OMAPLIT:
	case OELEM:
	case OKEYVAL:
	case OFUNCLIT:
	case OMETHEXPR:
	case OADDSTR:
	case OCONV:
	case OCONVNOP:
	case OCONVIFACE:
	case OSTR2BYTES:
	case OBYTES2STR:
	case OSTR2RUNES:
	case ORUNES2STR:
	case ORUNESTR:
	case OADD:
	case OSUB:
	case OMUL:
	case OLSH:
	case ORSH:
	case OAND:
	case OOR:
	case OXOR:
	case OANDNOT:
	case OEQ:
	case ONE:
	case OLT:
	case OLE:
	case OGT:
	case OGE:
	case OANDAND:
	case OOROR:
	case ONOT:
	case OPLUS:
	case ONEG:
	case OBITNOT:
		break;
	default:
		*effects = true;
	}
}

static bool has_effects(Node *n)
{
	bool effects = false;
	tree_visit(n, note_effect, &effects);
	return effects;
}

// Each evaluation of n gives the same value, not one of its own.
static bool is_repeatable(const Node *n)
{
	return n->op == OLIT || n->op == ONIL || n->op == ONAME ||
	       ((n->op == OCONVNOP || n->op == OCONVIFACE) && is_repeatable(n->x));
}

typedef struct {
	const Object *o;
	int count;
	bool captures; // a closure with captures is in there
} Uses;

static void count_uses(Node *n, void *arg)
{
	Uses *u = arg;
	u->count += n->op == ONAME && n->obj == u->o;
	u->captures |= n->op == OFUNCLIT && n->func->captures.len > 0;
}

// The value of a body that is one return, or NULL.
static Node *only_value(const Node *call)
{
	if (call->init.len > 1 || call->list.len != 1)
		return NULL;
	const Node *block = call->list.at[0];
	if (block->op != OBLOCK || block->list.len != 1)
		return NULL;
	const Node *as = block->list.at[0];
	return as->op == OAS2 && as->def && as->list2.len == 1 ? as->list2.at[0] : NULL;
}

static bool can_substitute(const Node *param, Node *arg, Node *value)
{
	if (tree_is_blank(param))
		return !has_effects(arg);
	Uses u = {.o = param->obj};
	tree_visit(value, count_uses, &u);
	return !param->obj->addrtaken && !u.captures && !has_effects(arg) &&
	       (u.count <= 1 || is_repeatable(arg));
}

static bool inlined_call(Init *s, Node *call)
{
	Node *value = only_value(call);
	if (!value)
		return false;
	if (call->init.len == 0)
		return initialise(s, value);
	const Node *as = call->init.at[0];
	if (as->op != OAS2)
		return false;
	for (int i = 0; i < as->list.len; i++)
		if (!can_substitute(as->list.at[i], as->list2.at[i], value))
			return false;
	for (int i = 0; i < as->list.len; i++) {
		const Node *param = as->list.at[i];
		if (!tree_is_blank(param))
			ptrmap_set(&s->arguments, param->obj, as->list2.at[i]);
	}
	return initialise(s, value);
}

// -------------------------------------------------------------------------------------------------
// values
// -------------------------------------------------------------------------------------------------

static bool elements(Init *s, const Node *lit)
{
	VEC_EACH(Node, elem, &lit->list)
		part(s, elem->x);
	return true;
}

static bool name(Init *s, const Node *n)
{
	Node *arg = ptrmap_get(&s->arguments, n->obj);
	return arg ? initialise(s, arg) : n->obj->kind == OBJ_FUNC;
}

static bool interface_value(Init *s, Node *n)
{
	Node *x = n;
	while (x->op == OCONVIFACE)
		x = x->x;
	if (x->type->under->kind == T_INTER)
		return x->op == ONIL;
	part(s, x);
	return true;
}

// False if x is to be computed at run time; else only its parts may be, and they were seen to.
static bool initialise(Init *s, Node *x)
{
	while (x->op == OCONVNOP)
		x = x->x;
	switch (x->op) {
	case OLIT:
	case ONIL:
	case OMETHEXPR:
		return true;
	case ONAME:
		return name(s, x);
	case OADDR:
		return is_static_place(x->x);
	case OPTRLIT:
		part(s, x->x);
		return true;
	case OSTR2BYTES:
		return x->x->op == OLIT;
	case OSLICELIT:
	case OARRAYLIT:
	case OSTRUCTLIT:
		return elements(s, x);
	case OFUNCLIT:
		return x->func->captures.len == 0;
	case OCONVIFACE:
		return interface_value(s, x);
	case OINLCALL:
		return inlined_call(s, x);
	default:
		return false;
	}
}

bool flow_static(Build *e, Node *n)
{
	if (n->op != OAS || !n->y)
		return false;
	if (tree_is_blank(n->x))
		return !has_effects(n->y); // never evaluated
	Init s = {.e = e, .where = n};
	return initialise(&s, n->y);
}
