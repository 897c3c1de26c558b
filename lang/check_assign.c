// check_assign.c - assignments, variable initialisation and := in one machinery.
//
// The left side is a list of Dest; a Dest whose type is not known yet takes that of its value.
// Values that are one multi-value expression become OAS2FUNC, OAS2MAPR, OAS2RECV or OAS2DOTTYPE;
// if a destination's type is not the value's, temporaries stand between and an OAS2 converts.

#include "check.h"

typedef struct {
	Node *lhs;   // typed destination; NULL: blank
	Type *type;  // NULL: not known yet (a new variable, or blank)
	Object *var; // takes the type when it is known
	bool invalid;
} Dest;

static bool is_call(const Node *n)
{
	return n->op == OCALLX;
}

static Node *blank_node(Pos pos, Type *t)
{
	Object *o = object_new(OBJ_VAR, intern("_"), pos, env.pkg);
	o->type = t;
	o->vclass = VAR_LOCAL;
	o->func = env.func;
	o->done = o->used = true;
	return name_node(o, pos);
}

// --- single values -------------------------------------------------------------------------------

static void give_type(Dest *d, Type *t)
{
	if (d->type || !d->var)
		return;
	d->type = d->var->type = t;
}

// Checks the use of *vp as d's value; d learns its type if it has none.
static void put_value(Dest *d, Node **vp, const char *context)
{
	Node *v = *vp;
	if (v->op == OBAD || d->invalid) {
		give_type(d, types[T_INVALID]);
		return;
	}
	if (!d->type && d->var) {
		Type *t = type_default(v->type);
		if (v->type->kind == T_UNTYPED_NIL) {
			expr_error(v, "use of untyped nil in %s", context);
			bad(v);
			t = types[T_INVALID];
		}
		d->var->names = names_of(v);
		give_type(d, t->kind == T_TUPLE ? types[T_INVALID] : t);
	}
	assign(vp, d->type, context);
}

void init_var(Object *o, Node **value, const char *context)
{
	Dest d = {.type = o->type, .var = o};
	put_value(&d, value, context);
}

// --- mismatches ----------------------------------------------------------------------------------

static const char *measure(int n, const char *unit)
{
	return arena_printf("%d %s%s", n, unit, n == 1 ? "" : "s");
}

static void mismatch(Vec *values, int l, int r)
{
	Node *first = values->at[0], *call = first->orig ? first->orig : first;
	while (call->op == OPAREN)
		call = call->x;
	bool called = values->len == 1 && (call->op == OCALLX || op_is_call(call->op));
	if (called)
		expr_error(first, "assignment mismatch: %s but %s returns %s",
			   measure(l, "variable"), expr_str(call->x), measure(r, "value"));
	else
		expr_error(first, "assignment mismatch: %s but %s", measure(l, "variable"),
			   measure(r, "value"));
}

static void spoil(Dest *d, int n)
{
	for (int i = 0; i < n; i++)
		give_type(&d[i], types[T_INVALID]);
}

static bool any_invalid(Dest *d, int n)
{
	for (int i = 0; i < n; i++)
		if (d[i].invalid)
			return true;
	return false;
}

// --- building the statements ---------------------------------------------------------------------

static Node *destination(Dest *d, Pos pos, Type *t)
{
	return d->lhs ? d->lhs : blank_node(pos, t);
}

static void emit_single(Pos pos, Dest *d, Node *value, bool def, Vec *out)
{
	if (value->op == OBAD || d->invalid || (d->type && d->type->kind == T_INVALID))
		return;
	Node *as = node_new(OAS, pos);
	as->x = destination(d, pos, value->type);
	as->x->type = d->lhs ? as->x->type : value->type;
	as->y = value;
	as->def = def;
	vec_push(out, as);
}

static void emit_parallel(Pos pos, Dest *d, Vec *values, bool def, Vec *out)
{
	Node *as = node_new(OAS2, pos);
	as->def = def;
	for (int i = 0; i < values->len; i++) {
		Node *v = values->at[i];
		if (v->op == OBAD || d[i].invalid)
			return;
		vec_push(&as->list, destination(&d[i], v->pos, v->type));
		vec_push(&as->list2, v);
	}
	vec_push(out, as);
}

static void assign_each(Pos pos, Dest *d, int n, Vec *values, const char *context, bool def,
			Vec *out)
{
	for (int i = 0; i < n; i++) {
		Node **v = (Node **)&values->at[i];
		expr_target(v, d[i].type,
			    d[i].var   ? d[i].var->sym
			    : d[i].lhs ? expr_str(d[i].lhs)
				       : NULL);
		put_value(&d[i], v,
			  !d[i].lhs && !d[i].var ? "assignment to _ identifier" : context);
	}
	if (n == 1)
		emit_single(pos, d, values->at[0], def, out);
	else
		emit_parallel(pos, d, values, def, out);
}

// --- one expression, several values --------------------------------------------------------------

// The types a multi-value expression yields for n destinations; 0 if it does not.
static int value_types(Node *v, int n, Type **out, Op *op)
{
	if (v->type && v->type->kind == T_TUPLE) {
		*op = OAS2FUNC;
		for (int i = 0; i < v->type->nfields && i < n; i++)
			out[i] = v->type->fields[i].type;
		return v->type->nfields;
	}
	*op = v->op == OINDEXMAP  ? OAS2MAPR
	      : v->op == ORECV    ? OAS2RECV
	      : v->op == ODOTTYPE ? OAS2DOTTYPE
				  : OAS;
	if (*op == OAS || n != 2)
		return 1;
	out[0] = v->type;
	out[1] = types[T_UNTYPED_BOOL];
	return 2;
}

static Type *final_type(Type *t, Type *want)
{
	if (!type_is_untyped(t))
		return t;
	return want && type_is_boolean(want) ? want : types[T_BOOL];
}

// Checks value i of v against d through a stand-in expression; says whether it needs converting.
static bool check_part(Dest *d, Node *v, Type *t, const char *context)
{
	Node *stand_in = node_new(OCALL, v->pos);
	stand_in->orig = v->orig ? v->orig : v;
	stand_in->type = t;
	Node *part = stand_in;
	put_value(d, &part, context);
	if (part->op == OBAD)
		d->invalid = true;
	return part != stand_in;
}

static void emit_multi(Pos pos, Dest *d, int n, Type **ts, Node *v, Op op, bool def, bool direct,
		       Vec *out)
{
	Node *as = node_new(op, pos), *conv = node_new(OAS2, pos);
	as->x = v;
	as->def = def || !direct;
	conv->def = def;
	for (int i = 0; i < n; i++) {
		Type *t = final_type(ts[i], d[i].type);
		if (direct) {
			vec_push(&as->list, destination(&d[i], pos, t));
			continue;
		}
		Node *tmp = new_temp(t, v->pos), *use = use_temp(tmp);
		vec_push(&as->list, tmp);
		if (d[i].type)
			convert_to(&use, d[i].type);
		vec_push(&conv->list, destination(&d[i], pos, t));
		vec_push(&conv->list2, use);
	}
	if (!direct)
		vec_push(&conv->init, as);
	vec_push(out, direct ? as : conv);
}

static void assign_multi(Pos pos, Dest *d, int n, Vec *values, const char *context, bool def,
			 Vec *out)
{
	Node **vp = (Node **)&values->at[0];
	Type *ts[n + 1];
	Op op;
	expr_multi(vp);
	Node *v = *vp;
	if (v->op == OBAD) {
		spoil(d, n);
		return;
	}
	int count = value_types(v, n, ts, &op);
	if (n == 1 && count == 1) {
		put_value(d, vp, !d->lhs && !d->var ? "assignment to _ identifier" : context);
		emit_single(pos, d, *vp, def, out);
		return;
	}
	if (count != n) {
		mismatch(values, n, count);
		spoil(d, n);
		return;
	}
	bool direct = true;
	for (int i = 0; i < n; i++)
		direct &= !check_part(&d[i], v, ts[i], context);
	if (!any_invalid(d, n))
		emit_multi(pos, d, n, ts, v, op, def, direct, out);
}

static void assign_all(Pos pos, Dest *d, int n, Vec *values, const char *context, bool def,
		       Vec *out)
{
	int r = values->len;
	if (n == r && !(r == 1 && is_call(unparen(values->at[0])))) {
		assign_each(pos, d, n, values, context, def, out);
		return;
	}
	if (r == 1) {
		assign_multi(pos, d, n, values, context, def, out);
		return;
	}
	bool ok = def || !any_invalid(d, n);
	for (int i = 0; i < r; i++) {
		expr_multi((Node **)&values->at[i]);
		ok &= ((Node *)values->at[i])->op != OBAD;
	}
	if (ok)
		mismatch(values, n, r);
	spoil(d, n);
}

// --- variable declarations -----------------------------------------------------------------------

static bool check_arity(Vec *vars, Vec *values)
{
	int l = vars->len, r = values->len;
	if (l == r || r == 1)
		return true;
	Node *extra = l < r ? values->at[l] : NULL;
	const char *text = extra ? expr_str(extra) : NULL;
	Pos pos = extra ? start_pos(extra) : (Pos){0};
	for (int i = 0; i < r; i++)
		expr_multi((Node **)&values->at[i]);
	if (extra) {
		error_at(pos, "extra init expr %s", text);
	} else {
		Object *o = vars->at[r];
		error_at(o->pos, "missing init expr for %s", o->sym);
	}
	return false;
}

// var a, b T = values; the objects are in vars, type may be NULL.  Appends the statement to out.
void init_vars(Node *at, Vec *vars, Type *type, Vec *values, Vec *out)
{
	int n = vars->len;
	Dest d[n];
	if (!check_arity(vars, values)) {
		VEC_EACH(Object, o, vars)
			if (!o->type)
				o->type = types[T_INVALID];
		return;
	}
	for (int i = 0; i < n; i++) {
		Object *o = vars->at[i];
		d[i] = (Dest){.type = type, .var = o};
		if (o->is_blank && o->vclass == VAR_LOCAL)
			continue;
		d[i].lhs = name_node(o, o->pos);
		d[i].lhs->def = true;
	}
	const char *context = n == 1 || n == values->len ? "variable declaration" : "assignment";
	assign_all(n == 1 ? ((Object *)vars->at[0])->pos : at->pos, d, n, values, context, true,
		   out);
	for (int i = 0; i < n; i++)
		if (d[i].lhs)
			d[i].lhs->type = d[i].lhs->obj->type;
}

// --- destinations of plain assignments -----------------------------------------------------------

static Object *local_variable(Node *n)
{
	n = unparen(n);
	if (n->op != OIDENT)
		return NULL;
	Object *o = scope_find(env.scope, n->sym);
	return o && o->kind == OBJ_VAR && o->pkg == env.pkg ? o : NULL;
}

static void mark_reassigned(Node *n)
{
	while (n->op == ODOT ||
	       (n->op == OINDEX && n->x->type && type_under(n->x->type)->kind == T_ARRAY))
		n = n->x;
	if (n->op == ONAME)
		n->obj->reassigned = true;
}

static void not_assignable(Node *n)
{
	Node *x = n;
	while (x->op == ODOT)
		x = x->x;
	if (n->op == ODOT && x->op == OINDEXMAP)
		expr_error(n, "cannot assign to struct field %s in map", expr_str(n));
	else
		expr_error(n,
			   "cannot assign to %s (neither addressable nor a map index expression)",
			   expr_str(n));
}

// Checks a left side; naming a variable there does not use it.  NULL for blank.
Type *lhs_var(Node **np)
{
	if (is_blank_ident(unparen(*np)))
		return NULL;
	Object *v = local_variable(*np);
	bool used = v && v->used;
	expr(np);
	Node *n = *np;
	if (v)
		v->used = used;
	if (n->op == OBAD)
		return types[T_INVALID];
	Mode m = mode_of(n);
	if (m != MODE_VAR && m != MODE_MAPINDEX) {
		not_assignable(n);
		return types[T_INVALID];
	}
	mark_reassigned(n);
	return n->type;
}

static Dest plain_dest(Node **np)
{
	Type *t = lhs_var(np);
	Dest d = {.lhs = t ? *np : NULL, .type = t};
	d.invalid = t && t->kind == T_INVALID;
	return d;
}

void assign_stmt(Node *n, Vec *out)
{
	int l = n->list.len;
	Dest d[l];
	for (int i = 0; i < l; i++)
		d[i] = plain_dest((Node **)&n->list.at[i]);
	assign_all(n->pos, d, l, &n->list2, "assignment", false, out);
}

// --- := ------------------------------------------------------------------------------------------

static bool repeated(Vec *list, int i)
{
	Node *n = list->at[i];
	for (int j = 0; j < i; j++) {
		Node *other = list->at[j];
		if (other->op == OIDENT && other->sym == n->sym && !name_blank(n->sym))
			return true;
	}
	return false;
}

static Dest faulty_dest(bool *faulty)
{
	*faulty = true;
	return (Dest){.invalid = true};
}

static Dest old_variable(Node *n, Object *o, bool *faulty)
{
	if (o->kind != OBJ_VAR) {
		expr_error(n, "cannot assign to %s", expr_str(n));
		return faulty_dest(faulty);
	}
	o->reassigned = true;
	Node *lhs = name_node(o, n->pos);
	return (Dest){.lhs = lhs, .type = o->type, .invalid = o->type->kind == T_INVALID};
}

// faulty: set if a name is at fault by itself
static Dest define_one(Vec *list, int i, Vec *fresh, bool *faulty)
{
	Node *n = list->at[i];
	if (n->op != OIDENT) {
		expr(&n);
		if (n->op != OBAD)
			expr_error(n, "non-name %s on left side of :=", expr_str(n));
		return faulty_dest(faulty);
	}
	if (repeated(list, i)) {
		expr_error(n, "%s repeated on left side of :=", expr_str(n));
		return faulty_dest(faulty);
	}
	Object *old = is_blank_ident(n) ? NULL : scope_lookup(env.scope, n->sym);
	if (old)
		return old_variable(n, old, faulty);
	if (is_blank_ident(n))
		return (Dest){0};
	Object *o = new_local(n->sym, n->pos, NULL);
	vec_push(fresh, o);
	Node *lhs = name_node(o, n->pos);
	lhs->def = true;
	return (Dest){.lhs = lhs, .var = o};
}

void define_stmt(Node *n, Vec *out)
{
	int l = n->list.len;
	Dest d[l];
	Vec fresh = {0};
	bool faulty = false;
	for (int i = 0; i < l; i++) {
		d[i] = define_one(&n->list, i, &fresh, &faulty);
	}
	assign_all(n->pos, d, l, &n->list2, "assignment", true, out);
	if (fresh.len == 0 && !faulty)
		error_at(n->pos, "no new variables on left side of :=");
	VEC_EACH(Object, o, &fresh) {
		if (!o->type)
			o->type = types[T_INVALID];
		declare(env.scope, o);
	}
	for (int i = 0; i < l; i++)
		if (d[i].var && d[i].lhs)
			d[i].lhs->type = d[i].var->type;
}

// --- x op= y -------------------------------------------------------------------------------------

// Types the operation of an OASOP by checking x op y on a stand-in for x.
static bool operate(Node *n)
{
	Node *x = NEW(Node), *b = node_new(n->asop, n->pos);
	*x = *n->x;
	b->x = x;
	b->y = n->y;
	binary_operands(b, true);
	n->y = b->y;
	if (b->op != OBAD && b->type != n->x->type)
		assign(&b, n->x->type, "assignment");
	return b->op != OBAD;
}

void assign_op(Node *n, Vec *out)
{
	expr(&n->x);
	if (n->x->op == OBAD) {
		expr(&n->y);
		return;
	}
	Type *t = n->x->type;
	if (n->incdec && !all_types(t, type_is_numeric)) {
		const char *op = n->asop == OADD ? "++" : "--";
		expr_error(n->x, "invalid operation: %s%s (non-numeric type %s)", expr_str(n->x),
			   op, tstr(t));
		return;
	}
	expr(&n->y);
	if (n->y->op == OBAD || !operate(n))
		return;
	Mode m = mode_of(n->x);
	if (m != MODE_VAR && m != MODE_MAPINDEX) {
		not_assignable(n->x);
		return;
	}
	mark_reassigned(n->x);
	vec_push(out, n);
}
