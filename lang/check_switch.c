// check_switch.c - switch, type switch and select.

#include "check.h"

static void check_defaults(Node *n)
{
	Node *first = NULL;
	VEC_EACH(Node, c, &n->list) {
		if (!c->isdefault)
			continue;
		if (first)
			error_at(c->pos, "multiple defaults (first at %s)", pos_string(first->pos));
		else
			first = c;
	}
}

// --- expression switch ---------------------------------------------------------------------------
//
// Case values get the tag's type.  A concrete tag compared with an interface value cannot be: then
// the switch becomes one without tag, whose cases are comparisons with a temporary.

static bool has_nil(Type *t)
{
	Kind k = type_under(t)->kind;
	return k == T_SLICE || k == T_MAP || k == T_FUNC;
}

// The tag as its comparisons see it; an OBAD one if it is faulty.
static Node *tag_value(Node *n)
{
	if (!n->x) {
		Node *t = node_new(OLIT, n->pos);
		t->val = const_bool(true);
		t->type = types[T_BOOL];
		t->sym = "true";
		return t;
	}
	expr(&n->x);
	assign(&n->x, NULL, "switch expression");
	Node *x = n->x;
	if (x->op != OBAD && !type_comparable_p(x->type) && !has_nil(x->type)) {
		expr_error(x, "cannot switch on %s (%s is not comparable)", operand_str(x),
			   tstr(x->type));
		bad(x);
	}
	return x;
}

static void report_duplicate(Node *v, Node *previous)
{
	expr_error(v, "duplicate case %s in expression switch", operand_str(v));
	error_more("%s: previous case", pos_string(start_pos(previous)));
}

static bool counts_as_duplicate(const Node *v)
{
	return is_const(v) && const_kind(v->val) != C_BOOL && const_kind(v->val) != C_COMPLEX;
}

// Checks one case value against the tag.  Says whether the tag would have to be converted.
static bool case_value(Node **vp, Node *tag, ConstSet *seen)
{
	expr(vp);
	if ((*vp)->op == OBAD || tag->op == OBAD)
		return false;
	convert_untyped(vp, tag->type);
	if ((*vp)->op == OBAD)
		return false;
	Node *plain = *vp, *stand_in = NEW(Node), *y = stand_in;
	*stand_in = *tag;
	if (!comparison(vp, &y, OEQ, true)) {
		bad(*vp);
		return false;
	}
	if (!type_is_inter((*vp)->type)) // channels of different directions
		convert_to(vp, tag->type);
	if (!env.instance && counts_as_duplicate(plain)) {
		Node *previous = const_set_add(seen, plain);
		if (previous)
			report_duplicate(plain, previous);
	}
	return type_is_inter(plain->type) && !type_is_inter(tag->type);
}

static void to_tagless(Node *n)
{
	Node *tmp = new_temp(n->x->type, n->x->pos), *as = node_new(OAS, n->x->pos);
	as->def = true;
	as->x = tmp;
	as->y = n->x;
	vec_push(&n->init, as);
	n->x = NULL;
	VEC_EACH(Node, c, &n->list)
		for (int i = 0; i < c->list.len; i++) {
			Node *v = c->list.at[i], *eq = node_new(OEQ, v->pos);
			eq->x = use_temp(tmp);
			eq->y = v;
			eq->type = types[T_BOOL];
			if (v->op != OBAD && eq->x->type != v->type)
				convert_to(&eq->x, v->type);
			c->list.at[i] = eq;
		}
}

void switch_stmt(Node *n)
{
	ConstSet seen = {0};
	bool mixed = false;
	open_scope();
	init_stmts(&n->init);
	Node *tag = tag_value(n);
	check_defaults(n);
	VEC_EACH(Node, c, &n->list) {
		for (int i = 0; i < c->list.len; i++)
			mixed |= case_value((Node **)&c->list.at[i], tag, &seen);
		block(&c->list2);
	}
	if (mixed && n->x)
		to_tagless(n);
	close_scope();
}

// --- type switch ---------------------------------------------------------------------------------

static bool names_nil(Node *n)
{
	n = unparen(n);
	if (n->op == ONIL)
		return true;
	Object *o = n->op == OIDENT ? scope_find(env.scope, n->sym) : NULL;
	return o && o->kind == OBJ_NIL;
}

typedef struct {
	Vec types; // Node*: the cases so far, OTYPE or ONIL
} SeenTypes;

static void check_duplicate_type(SeenTypes *seen, Node *v, Pos start)
{
	VEC_EACH(Node, other, &seen->types)
		if (other->op == v->op && (v->op == ONIL || other->type == v->type)) {
			error_at(start, "duplicate case %s in type switch",
				 v->op == ONIL ? "nil" : tstr(v->type));
			error_more("%s: previous case", pos_string(other->sympos));
			return;
		}
	v->sympos = start;
	vec_push(&seen->types, v);
}

static void case_type(Node **vp, Node *x, SeenTypes *seen)
{
	Node *v = *vp;
	Pos start = start_pos(v);
	const char *shown = env.instance ? "" : expr_str(v);
	char *cause;
	if (names_nil(v)) {
		Node *nil = node_new(ONIL, v->pos);
		nil->type = x && x->op != OBAD ? x->type : types[T_UNTYPED_NIL];
		*vp = nil;
	} else if (type_expr(vp)->kind == T_INVALID) {
		return;
	}
	v = *vp;
	if (env.instance)
		return;
	check_duplicate_type(seen, v, start);
	if (v->op == OTYPE && x->op != OBAD && !type_assertable(x->type, v->type, &cause)) {
		error_at(start, "impossible type switch case: %s", shown);
		error_more("%s cannot have dynamic type %s %s", operand_str(x), tstr(v->type),
			   cause);
	}
}

// The last type of a method's or function's results, or of its parameters; NULL: it has none.
static const Node *last_field_type(const Vec *fields)
{
	return fields->len > 0 ? ((const Node *)fields->at[fields->len - 1])->x : NULL;
}

static const Node *last_part(const Node *t)
{
	const Node *last;
	switch (t->op) {
	case OSTARX:
	case OTSLICE:
	case OTCHAN:
	case OPAREN:
	case OSELECTOR:
		return t->x;
	case OTARRAY:
	case OTMAP:
		return t->y;
	case OINDEXX:
		return t->list.at[t->list.len - 1];
	case OTINTER:
		return last_field_type(&t->list);
	case OTFUNC:
		last = last_field_type(&t->list2);
		return last ? last : last_field_type(&t->list);
	default:
		return NULL;
	}
}

// Where -m and debuggers find a clause's variable: at the last type of the clause, and there at
// what is written last, as far as that is a name.
static Pos clause_variable_pos(const Node *c)
{
	if (c->list.len == 0)
		return c->pos;
	const Node *t = c->list.at[c->list.len - 1];
	for (const Node *part = t; part; part = last_part(part))
		t = part;
	return t->pos;
}

static Object *clause_variable(Node *n, Node *guard, Node *c)
{
	Node *only = c->list.len == 1 ? c->list.at[0] : NULL;
	Type *t = only && (only->op == OTYPE || only->op == OBAD) ? only->type : n->x->type;
	Object *o = new_local(guard->sym, guard->sympos, t);
	declare(env.scope, o);
	return o;
}

static void type_clause(Node *n, Node *guard, Node *c, SeenTypes *seen)
{
	Pos place = clause_variable_pos(c);
	for (int i = 0; i < c->list.len; i++)
		case_type((Node **)&c->list.at[i], n->x, seen);
	open_scope();
	if (guard->sym)
		c->obj = clause_variable(n, guard, c);
	stmt_list(&c->list2);
	close_scope();
	if (c->obj)
		// messages about the clause have said where the guard declares it
		c->obj->pos = place;
}

static void check_clause_variables(Node *n, Node *guard)
{
	bool used = false;
	VEC_EACH(Node, c, &n->list) {
		used |= c->obj->used;
		c->obj->used = true;
	}
	if (!used && !env.instance)
		error_at(guard->sympos, "%s declared and not used", guard->sym);
}

static void check_guard(Node *x)
{
	if (x->op == OBAD || type_is_inter(x->type))
		return;
	if (is_tparam(x->type))
		expr_error(x, "cannot use type switch on type parameter value %s", operand_str(x));
	else
		expr_error(x, "%s is not an interface", operand_str(x));
	bad(x);
}

void type_switch(Node *n)
{
	SeenTypes seen = {0};
	Node *guard = n->x;
	open_scope();
	init_stmts(&n->init);
	if (name_blank(guard->sym)) {
		error_at(guard->sympos, "no new variable on left side of :=");
		guard->sym = NULL;
	}
	expr(&guard->x);
	check_guard(guard->x);
	n->x = guard->x;
	check_defaults(n);
	VEC_EACH(Node, c, &n->list)
		type_clause(n, guard, c, &seen);
	if (guard->sym)
		check_clause_variables(n, guard);
	close_scope();
}

// --- select --------------------------------------------------------------------------------------

static Node *received(Node *comm)
{
	if (comm->op == OEXPRSTMT)
		return comm->x;
	bool assigns = comm->op == OAS2 || comm->op == ODEFINE || comm->op == OAS;
	return assigns && comm->list2.len == 1 ? comm->list2.at[0] : NULL;
}

static bool is_communication(Node *comm)
{
	Node *x = received(comm);
	return comm->op == OSEND || (x && unparen(x)->op == ORECV);
}

// A received value that is converted on its way (to a variable of interface type) comes as an OAS2
// with the receive in its init, or an OAS of a conversion: then the clause receives into a
// temporary and the rest is returned, to run first in its body.
static Node *split_conversion(Node *c, Node *comm)
{
	c->x = comm;
	if (!comm || comm->op == OSEND || comm->op == OEXPRSTMT || comm->op == OAS2RECV)
		return NULL;
	if (comm->op == OAS2 && comm->init.len) {
		c->x = comm->init.at[0];
		comm->init = (Vec){0};
		return comm;
	}
	if (comm->op != OAS || comm->y->op == ORECV)
		return NULL;
	Node *inner = comm->y;
	while (inner->x->op != ORECV)
		inner = inner->x;
	Node *as = node_new(OAS, comm->pos);
	as->def = true;
	as->x = new_temp(inner->x->type, comm->pos);
	as->y = inner->x;
	inner->x = use_temp(as->x);
	c->x = as;
	return comm;
}

static void comm_clause(Node *c)
{
	Node *rest = NULL;
	if (c->x && !is_communication(c->x)) {
		if (c->x->op != OBAD)
			error_at(start_pos(c->x),
				 "select case must be send or receive (possibly with assignment)");
		return;
	}
	open_scope();
	if (c->x) {
		Vec out = {0};
		check_stmt(c->x, &out);
		rest = split_conversion(c, out.len ? out.at[0] : NULL);
	}
	stmt_list(&c->list2);
	if (rest)
		vec_insert(&c->list2, 0, rest);
	close_scope();
}

void select_stmt(Node *n)
{
	check_defaults(n);
	VEC_EACH(Node, c, &n->list)
		comm_clause(c);
}
