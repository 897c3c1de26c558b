// inline_prepare.c - what is settled about a function before inlining looks at it
//
// 1. Dead code goes: statements after a return, goto or panic up to the next label, branches whose
//    condition is constant, switches over constants.  Go's compiler drops them while it reads the
//    source, so neither costs nor escape lines may mention them.
// 2. `go f(x)` and `defer f(x)` evaluate f and x at once but call later.  They are rewritten to
//	x1 := x; go func() { f(x1) }()
//    after which only calls without arguments and results are started or deferred, and the wrapper
//    is a closure like any other: f can be inlined into it and its captures are analysed as usual.
// 3. new(value) becomes the address of a variable: `tmp := value; &tmp`.
// 4. A function expression that calls is evaluated into a variable first: f()() is `tmp := f();
//    tmp()`.
// 5. []rune("constant") is the slice literal it amounts to; what is assigned to _ is not converted
//    first.
// 6. Parameters and results without a name get one: ~p0, ~r0.

#include "inline.h"

// -------------------------------------------------------------------------------------------------
// dead code
// -------------------------------------------------------------------------------------------------

static void drop_dead_code(Vec *body);
static void prune_list(Vec *list);

// 1 or -1 if n is always true or false, 0 if it depends.
static int static_bool(const Node *n)
{
	if (n->op == OLIT)
		return const_kind(n->val) != C_BOOL ? 0 : const_bool_val(n->val) ? 1 : -1;
	if (n->op == OPAREN || n->op == OCONVNOP)
		return static_bool(n->x);
	if (n->op == ONOT)
		return -static_bool(n->x);
	if (n->op != OANDAND && n->op != OOROR)
		return 0;
	int decides = n->op == OANDAND ? -1 : 1;
	int x = static_bool(n->x), y = static_bool(n->y);
	if (x == decides)
		return x;
	return y == decides || x == -decides ? y : 0;
}

static bool terminates(const Node *n)
{
	switch (n->op) {
	case OGOTO:
	case ORETURN:
		return true;
	case OEXPRSTMT:
		return n->x->op == OPANIC;
	case OPANIC:
		return true;
	case OBLOCK:
		return n->list.len > 0 && terminates(n->list.at[n->list.len - 1]);
	case OIF:
		return n->list.len > 0 && terminates(n->list.at[n->list.len - 1]) &&
		       n->list2.len > 0 && terminates(n->list2.at[n->list2.len - 1]);
	default:
		return false;
	}
}

static Node *blank_assign(Node *value)
{
	Node *n = node_new(OAS, value->pos);
	n->x = tree_blank(value->type, value->pos);
	n->y = value;
	return n;
}

// if with a decided condition: its init, its condition if that may do something, one branch.
static void prune_if(Node *n)
{
	int cond = static_bool(n->x);
	if (cond == 0)
		return;
	Vec list = n->init;
	if (n->x->op != OLIT)
		vec_push(&list, blank_assign(n->x));
	vec_append(&list, cond > 0 ? &n->list : &n->list2);
	n->op = OBLOCK;
	n->x = NULL;
	n->init = n->list2 = (Vec){0};
	n->list = list;
}

static bool ends_in_fallthrough(const Node *clause)
{
	const Vec *body = &clause->list2;
	return body->len > 0 && ((Node *)body->at[body->len - 1])->op == OFALL;
}

static bool same_constant(const Node *a, const Node *b)
{
	return const_compare(OEQ, a->val, b->val);
}

// The clause a switch over constants always takes; *decided is false if that cannot be said.
static Node *constant_clause(const Node *n, bool *decided)
{
	Node *target = NULL;
	*decided = false;
	VEC_EACH(Node, clause, &n->list) {
		if (clause->list.len == 0)
			target = clause;
		VEC_EACH(Node, value, &clause->list) {
			if (value->op != OLIT)
				return NULL;
			bool hit = n->x ? same_constant(n->x, value) : static_bool(value) > 0;
			if (hit) {
				*decided = true;
				return clause;
			}
		}
	}
	*decided = true;
	return target;
}

static void prune_switch(Node *n)
{
	if (n->x && n->x->op != OLIT)
		return;
	bool decided;
	Node *target = constant_clause(n, &decided);
	if (!decided || (target && ends_in_fallthrough(target)))
		return;
	n->x = NULL;
	n->list = (Vec){0};
	if (!target)
		return;
	target->list = (Vec){0};
	target->isdefault = true;
	vec_push(&n->list, target);
}

static void prune_for(Node *n)
{
	if (!n->x || static_bool(n->x) >= 0)
		return;
	n->op = OBLOCK;
	n->list = n->init;
	n->init = (Vec){0};
	n->x = n->y = NULL;
}

static void prune(Node **child, void *arg)
{
	Node *n = *child;
	switch (n->op) {
	case OIF:
		prune_if(n);
		break;
	case OSWITCH:
		prune_switch(n);
		break;
	case OFOR:
		prune_for(n);
		break;
	default:
		break;
	}
	prune_list(&n->init);
	if (n->op == OBLOCK || n->op == OFOR || n->op == ORANGE || n->op == OIF)
		prune_list(&n->list);
	if (n->op == OIF || n->op == OCASE)
		prune_list(&n->list2);
	if (n->op == OFUNCLIT)
		drop_dead_code(&n->func->body);
	tree_children(n, prune, arg);
}

static int last_label(const Vec *list)
{
	for (int i = list->len - 1; i >= 0; i--)
		if (((Node *)list->at[i])->op == OLABEL)
			return i;
	return -1;
}

static void prune_list(Vec *list)
{
	int label = last_label(list), kept = 0;
	bool dead = false, labelled = false;
	for (int i = 0; i < list->len; i++) {
		Node *n = list->at[i];
		if (dead && i > label)
			continue;
		list->at[kept++] = n;
		dead = !labelled && terminates(n);
		labelled = n->op == OLABEL;
	}
	list->len = kept;
}

static void drop_dead_code(Vec *body)
{
	for (int i = 0; i < body->len; i++)
		prune((Node **)&body->at[i], NULL);
	prune_list(body);
}

// -------------------------------------------------------------------------------------------------
// go and defer
// -------------------------------------------------------------------------------------------------

typedef struct {
	Func *f;
	Vec slots; // Node **: operands to evaluate at the statement
} Operands;

static void operand(Operands *o, Node **slot);

static void operands(Operands *o, Vec *list)
{
	for (int i = 0; i < list->len; i++)
		operand(o, (Node **)&list->at[i]);
}

// Notes what has to be evaluated early; what cannot change meanwhile stays in the wrapper.
static void operand(Operands *o, Node **slot)
{
	Node *n = *slot;
	switch (n->op) {
	case OLIT:
	case ONIL:
	case OMETHEXPR:
		return;
	case ONEW:
		if (!n->x)
			return;
		break;
	case ONAME:
		if (n->obj->kind == OBJ_FUNC)
			return;
		break;
	case OCONVNOP:
	case OCONV:
		if (n->type->under->kind == T_UINTPTR && n->x->type->under->kind == T_UNSAFEPTR) {
			operand(o, &n->x);
			return;
		}
		break;
	case OARRAYLIT:
	case OSLICELIT:
	case OSTRUCTLIT:
		VEC_EACH(Node, elem, &n->list)
			operand(o, &elem->x);
		return;
	default:
		break;
	}
	vec_push(&o->slots, slot);
}

static void call_operands(Operands *o, Node *call)
{
	switch (call->op) {
	case OCALL:
		operand(o, &call->x);
		operands(o, &call->list);
		break;
	case OCALLMETH:
		operand(o, &call->x->x);
		operands(o, &call->list);
		break;
	case OCALLINTER:
		vec_push(&o->slots, &call->x->x);
		operands(o, &call->list);
		break;
	default: // a builtin
		if (call->x)
			operand(o, &call->x);
		if (call->y)
			operand(o, &call->y);
		operands(o, &call->list);
	}
}

static bool is_plain_call(const Node *call)
{
	if (call->op != OCALL)
		return false;
	const Type *sig = tree_callee_type(call);
	return sig->nparams == 0 && sig->nresults == 0;
}

// Go puts variables between any multi-value expression and its targets; our trees do without if no
// conversion is needed.  They count all the same.
typedef struct {
	Pos before;
	int count;
} Uncounted;

static void count_direct(Node *n, void *arg)
{
	Uncounted *u = arg;
	if (n->op < OAS2FUNC || n->op > OAS2DOTTYPE || pos_cmp(n->pos, u->before) >= 0)
		return;
	const Node *first = n->list.at[0];
	bool direct = first->op != ONAME || !first->obj->is_temp;
	u->count += direct ? n->list.len : 0;
}

// Go numbers its variables by how many the function has.
static const char *temp_name(const Func *f, int index, Pos pos)
{
	Uncounted u = {.before = pos};
	tree_visit_list(&f->body, count_direct, &u);
	int number = index + u.count + (f->recv != NULL) + f->params.len + f->results.len;
	return intern(arena_printf(".autotmp_%d", number));
}

// A compiler's variable, among the locals where it would have been declared; its name counts them.
static Object *new_temp(Func *f, Type *t, Pos pos)
{
	int index = f->locals.len;
	while (index > 0 && pos_cmp(((Object *)f->locals.at[index - 1])->pos, pos) > 0)
		index--;
	Object *o = object_new(OBJ_VAR, temp_name(f, index, pos), pos, f->pkg);
	o->type = t;
	o->func = f;
	o->vclass = VAR_LOCAL;
	o->is_temp = o->used = true;
	vec_insert(&f->locals, index, o);
	return o;
}

static Node *expr_stmt(Node *x)
{
	Node *n = node_new(OEXPRSTMT, x->pos);
	n->x = x;
	return n;
}

// func() { call }
static Func *new_wrapper(Func *f, Op op, Pos pos, Node *call)
{
	Func *w = NEW(Func), *named = f->range_parent ? f->range_parent : f;
	w->name = intern(arena_printf("%s.%s%d", named->name, op == OGO ? "gowrap" : "deferwrap",
				      ++named->godefer_count));
	w->pkg = f->pkg;
	w->pos = w->endpos = pos;
	w->type = type_func(NULL, 0, NULL, 0, false);
	w->has_body = w->is_godefer_wrapper = true;
	w->outer = f;
	w->obj = object_new(OBJ_FUNC, w->name, pos, f->pkg);
	w->obj->type = w->type;
	w->obj->func = w;
	vec_push(&w->body, expr_stmt(call));
	w->lit = node_new(OFUNCLIT, pos);
	w->lit->func = w;
	w->lit->type = w->type;
	return w;
}

// temps := operands, or NULL when there is nothing to evaluate early.
static Node *evaluate_operands(Operands *o, Func *wrapper, Pos pos)
{
	if (o->slots.len == 0)
		return NULL;
	Node *as = node_new(OAS2, pos);
	as->def = true;
	for (int i = 0; i < o->slots.len; i++) {
		Node **slot = o->slots.at[i], *value = *slot;
		// A name or a constant has no place of its own.
		Pos at =
		    value->op == ONAME || value->op == OLIT || value->op == ONIL ? pos : value->pos;
		Object *temp = new_temp(o->f, value->type, at);
		vec_push(&as->list, tree_declared(temp, at));
		vec_push(&as->list2, value);
		vec_push(&wrapper->captures, temp);
		*slot = tree_name(temp, at);
	}
	return as;
}

static void wrap_call(Func *f, Node *n)
{
	Node *call = n->x;
	if (is_plain_call(call))
		return;
	Operands o = {.f = f};
	Vec before = call->init;
	call->init = (Vec){0};
	call_operands(&o, call);
	Func *wrapper = new_wrapper(f, n->op, n->pos, call);
	Node *as = evaluate_operands(&o, wrapper, n->pos);

	Node *start = node_new(OCALL, call->pos);
	start->x = wrapper->lit;
	n->x = start;
	if (before.len == 0 && !as)
		return;
	Node *stmt = node_new(n->op, n->pos);
	*stmt = *n;
	*n = (Node){.op = OBLOCK, .pos = n->pos};
	vec_append(&n->list, &before);
	if (as)
		vec_push(&n->list, as);
	vec_push(&n->list, stmt);
}

// Replaces *slot by a variable, whose value is evaluated before all else that n needs.
static void evaluate_first(Func *f, Node *n, Node **slot)
{
	Object *temp = new_temp(f, (*slot)->type, n->pos);
	Node *as = node_new(OAS, n->pos);
	as->def = true;
	as->x = tree_declared(temp, n->pos);
	as->y = *slot;
	*slot = tree_name(temp, n->pos);
	vec_insert(&n->init, 0, as);
}

static void address_of_value(Func *f, Node *n)
{
	n->op = OADDR;
	evaluate_first(f, n, &n->x);
}

static void find_call(Node *n, void *arg)
{
	switch (n->op) {
	case OCALL:
	case OCALLMETH:
	case OCALLINTER:
	case ORECV:
	case OAPPEND:
	case OLEN:
	case OCAP:
	case OCOPY:
	case OMAKESLICE:
	case OMAKEMAP:
	case OMAKECHAN:
	case OMIN:
	case OMAX:
	case ORECOVER:
		*(bool *)arg = true;
		break;
	default:
		break;
	}
}

// In f()(g()) and f().m(g()), what is called comes before the arguments; these are in the call's
// init list already if g has several results.
static void name_callee(Func *f, Node *call)
{
	Node **slot = call->op == OCALL ? &call->x : &call->x->x;
	bool calls = false;
	tree_visit(*slot, find_call, &calls);
	if (calls)
		evaluate_first(f, call, slot);
}

// One called _ stays so if there is no body: -m tells it from one without a name.
static void name_unnamed(const Vec *vars, char letter, bool has_body)
{
	VEC_EACH(Object, o, vars) {
		if (o->sym && !(o->is_blank && has_body))
			continue;
		o->sym = intern(arena_printf("~%c%d", letter, o->index));
		o->is_blank = false;
	}
}

static void rune_literal(Node *n)
{
	size_t len;
	const char *s = const_string_val(n->x->val, &len);
	Type *elem = n->type->under->elem;
	n->op = OSLICELIT;
	n->pos = n->x->pos;
	for (size_t i = 0; i < len;) {
		int32_t rune;
		i += (size_t)utf8_decode(s + i, len - i, &rune);
		if (rune == UTF8_BAD)
			rune = 0xfffd;
		Node *value = node_new(OLIT, n->pos), *e = node_new(OELEM, n->pos);
		value->val = const_int(rune);
		value->type = e->type = elem;
		e->x = value;
		e->num = n->num++;
		vec_push(&n->list, e);
	}
	n->x = NULL;
}

// What the checker put around x stands where the selector or slice stands that asked for it.
static void place_implicit(Node *x, Pos pos)
{
	if ((x->op == OADDR || x->op == ODEREF) && x->implicit)
		x->pos = pos;
}

static void drop_conversion(const Node *target, Node **value)
{
	Node *v = *value;
	if (target->op == ONAME && target->obj->is_blank && v->op == OCONVIFACE && v->implicit)
		*value = v->x;
}

static void drop_conversions(Node *n)
{
	if (n->op == OAS && n->y)
		drop_conversion(n->x, &n->y);
	for (int i = 0; n->op == OAS2 && i < n->list.len; i++)
		drop_conversion(n->list.at[i], (Node **)&n->list2.at[i]);
}

static bool is_temp(const Node *n)
{
	return n->op == ONAME && n->obj->is_temp;
}

static void place_temp(Node *n, Pos pos)
{
	if (n->op == OCONVIFACE && n->implicit && is_temp(n->x))
		n->pos = pos;
	else if (is_temp(n))
		n->obj->pos = n->pos = pos;
}

static void place_temps(const Vec *list, Pos pos)
{
	VEC_EACH(Node, n, list) {
		if (n->op == OSLICELIT && n->dddlit)
			VEC_EACH(Node, elem, &n->list)
				place_temp(elem->x, pos);
		else
			place_temp(n, pos);
	}
}

// Variables between a multi-value call and its uses belong to the statement or call that uses them.
static void place_spread(Node *n)
{
	Node *first = n->init.len > 0 ? n->init.at[0] : NULL;
	if (!first || first->op < OAS2FUNC || first->op > OAS2DOTTYPE)
		return;
	place_temps(&first->list, n->pos);
	place_temps(&n->list, n->pos);
	place_temps(&n->list2, n->pos);
}

// In a select the statement that uses the variables is the first of the clause's body.
static void place_received(const Node *n)
{
	if (n->op != OCASE || !n->x || n->x->op != OAS2RECV || n->list2.len == 0)
		return;
	const Node *rest = n->list2.at[0];
	if (rest->op != OAS2)
		return;
	place_temps(&n->x->list, rest->pos);
	place_temps(&rest->list2, rest->pos);
}

static void rewrite_body(Func *f);

// Parts before the whole, so that variables are numbered as Go numbers them.
static void rewrite(Node **child, void *arg)
{
	Node *n = *child;
	place_spread(n);
	place_received(n);
	tree_children(n, rewrite, arg);
	if (n->op == OFUNCLIT)
		rewrite_body(n->func);
	else if (n->op == OGO || n->op == ODEFER)
		wrap_call(arg, n);
	else if (n->op == ONEW && n->x)
		address_of_value(arg, n);
	else if (n->op == OCALL || n->op == OCALLINTER || (n->op == OCALLMETH && n->init.len > 0))
		name_callee(arg, n);
	else if (n->op == OSTR2RUNES && n->x->op == OLIT)
		rune_literal(n);
	else if (n->op == ODOTMETH || n->op == OMETHVAL || n->op == OSLICEARR ||
		 n->op == OSLICE3ARR)
		place_implicit(n->x, n->pos);
	drop_conversions(n);
}

// Variables the checker made, under the names Go gives such.
static void name_temps(Func *f)
{
	for (int i = 0; i < f->locals.len; i++) {
		Object *o = f->locals.at[i];
		if (o->is_temp)
			o->sym = temp_name(f, i, o->pos);
	}
}

static void rewrite_body(Func *f)
{
	if (f->recv && !f->recv->sym)
		f->recv->sym = intern("~p0");
	name_unnamed(&f->params, 'p', f->has_body);
	name_unnamed(&f->results, 'r', f->has_body);
	name_temps(f);
	for (int i = 0; i < f->body.len; i++)
		rewrite((Node **)&f->body.at[i], f);
}

static void collect_closures(Node *n, void *arg)
{
	Func *f = arg;
	if (n->op != OFUNCLIT)
		return;
	vec_push(&f->closures, n->func);
	n->func->type_args = f->type_args;
	n->func->closures = (Vec){0};
	tree_visit_list(&n->func->body, collect_closures, n->func);
}

void inline_prepare(Func *f)
{
	drop_dead_code(&f->body);
	rewrite_body(f);
	f->closures = (Vec){0};
	tree_visit_list(&f->body, collect_closures, f);
	inline_keep_loops(f);
	tree_note_variables(f);
}
