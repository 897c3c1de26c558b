// check_rangefunc.c - range over functions: the loop becomes a call.
//
//	for k, v := range f { body }
//
// turns, while it is still syntax, into
//
//	#state1, #next := READY, 0
//	#yield1 := func(k K, v V) bool {
//		#tmpState := #state1
//		#state1 = IN_BODY
//		if #tmpState != READY { panic as the runtime does for #tmpState }
//		{ body }
//		#state1 = READY
//		return true
//	}
//	f(#yield1)
//	if #state1 == IN_BODY { panic: f recovered the body's panic }
//	#state1 = EXHAUSTED
//	if #next == 1 { return results }; if #next == 2 { break Outer }; ...
//
// In body, continue is `#state1 = READY; return true`, break `#state1 = DONE; return false`.  What
// leaves the loop further (return, goto, break and continue of statements around it) also sets
// #next and is carried out after the call.  A loop inside the body that is left this way contains
// the `return false` made here, which its own rewriting carries further: nesting needs no special
// care.  Variables that the loop assigns to, and does not declare, are set from parameters #p1 and
// #p2 first.
//
// Names, order and places are Go's, since -m tells of these variables.  Those that the body shares
// with the function around it are identifiers with their object set, which no scope has to know.
// Checking the result is ordinary work.  A defer in the body belongs to the function around the
// loop: that one makes a record for such before the outermost loop, and the statement is told of
// it.

#include "check.h"

enum { DONE, READY, IN_BODY, EXHAUSTED, MISSING_PANIC }; // as ORANGEPANIC knows them
enum { RETURN = 1 };                                     // first code of next

typedef struct {
	Node *loop;
	Vec inside; // Node*: branch targets within the body
	Vec exits;  // Node*: branches to carry out after the call; code 2 + index
	bool returns;
	Object *state, *next; // next: NULL if nothing leaves the loop further
	Object *defers;       // record for the body's defers, or NULL
	Vec results;          // Object*: where return leaves its values
} Rewrite;

// --- building syntax -----------------------------------------------------------------------------

static Node *use(Object *o, Pos pos)
{
	Node *n = node_new(OIDENT, pos);
	n->sym = o->sym;
	n->obj = o;
	return n;
}

static Node *number(int64_t i, Pos pos)
{
	Node *n = node_new(OBASICLIT, pos);
	n->val = const_int(i);
	return n;
}

static Node *boolean(bool b, Pos pos)
{
	Node *n = node_new(OLIT, pos);
	n->val = const_bool(b);
	n->type = types[T_BOOL];
	return n;
}

static Node *set(Object *o, int64_t value, Pos pos)
{
	Node *n = node_new(OAS2, pos);
	vec_push(&n->list, use(o, pos));
	vec_push(&n->list2, number(value, pos));
	return n;
}

static Node *return_bool(bool b, Pos pos)
{
	Node *n = node_new(ORETURN, pos);
	vec_push(&n->list, boolean(b, pos));
	return n;
}

static Node *when(Op op, Object *o, int64_t value, Node *then, Pos pos)
{
	Node *n = node_new(OIF, pos), *cond = node_new(op, pos);
	cond->x = use(o, pos);
	cond->y = number(value, pos);
	n->x = cond;
	vec_push(&n->list, then);
	return n;
}

static Node *range_panic(Node *state, Pos pos)
{
	Node *n = node_new(ORANGEPANIC, pos);
	n->x = state;
	return n;
}

static Node *list_block(const Vec *list, Pos pos)
{
	Node *n = node_new(OBLOCK, pos);
	vec_append(&n->list, list);
	return n;
}

static Object *variable(const char *name, Type *t, Pos pos)
{
	Object *o = new_local(intern(name), pos, t);
	o->used = true;
	return o;
}

// The loops of a function are numbered, as the closures made of them are.
static const char *numbered(const char *name)
{
	const Func *f = env.func->range_parent ? env.func->range_parent : env.func;
	return arena_printf("%s%d", name, f->range_count + 1);
}

// --- leaving the body ----------------------------------------------------------------------------

static void exit_with(Rewrite *r, Vec *out, int64_t code, Pos pos)
{
	if (code) {
		if (!r->next)
			r->next = variable("#next", types[T_INT], r->loop->pos);
		vec_push(out, set(r->next, code, pos));
	}
	vec_push(out, set(r->state, DONE, pos));
	vec_push(out, return_bool(false, pos));
}

static bool is_inside(Rewrite *r, Node *target)
{
	VEC_EACH(Node, n, &r->inside)
		if (n == target)
			return true;
	return false;
}

static Node *branch(Rewrite *r, Node *n)
{
	Vec out = {0};
	if (!n->x || is_inside(r, n->x))
		return n;
	if (n->x != r->loop) {
		vec_push(&r->exits, n);
		exit_with(r, &out, RETURN + r->exits.len, n->pos);
	} else if (n->op == OCONTINUE) {
		vec_push(&out, set(r->state, READY, n->pos));
		vec_push(&out, return_bool(true, n->pos));
	} else {
		exit_with(r, &out, 0, n->pos);
	}
	return list_block(&out, n->pos);
}

static void need_results(Rewrite *r)
{
	Func *f = env.func;
	if (r->returns || f->named_results)
		return;
	for (int i = 0; i < f->type->nresults; i++)
		vec_push(&r->results,
			 variable(arena_printf("#rv%d", i + 1), f->type->results[i], r->loop->pos));
}

static Vec *result_objects(Rewrite *r)
{
	return env.func->named_results ? &env.func->results : &r->results;
}

static Node *leave_function(Rewrite *r, Node *n)
{
	Vec out = {0};
	int want = env.func->type->nresults, have = n->list.len;
	bool call = have == 1 && unparen(n->list.at[0])->op == OCALLX;
	if (have != want && !(call && want > 1) && !(have == 0 && env.func->named_results)) {
		error_at(have ? start_pos(n->list.at[0]) : n->pos, "%s return values",
			 have > want ? "too many" : "not enough");
		return n;
	}
	need_results(r);
	r->returns = true;
	if (have) {
		Node *as = node_new(OAS2, n->pos);
		VEC_EACH(Object, o, result_objects(r))
			vec_push(&as->list, use(o, n->pos));
		as->list2 = n->list;
		vec_push(&out, as);
	}
	exit_with(r, &out, RETURN, n->pos);
	return list_block(&out, n->pos);
}

// A loop around this one has told it already.
static void defer_in_body(Rewrite *r, Node *n)
{
	if (n->y)
		return;
	if (!r->defers)
		r->defers = variable("#defers", types[T_UNSAFEPTR], r->loop->pos);
	n->y = use(r->defers, n->pos);
}

// --- walking the body ----------------------------------------------------------------------------

static void walk_list(Rewrite *r, Vec *list);

static void note_targets(Rewrite *r, Vec *list)
{
	VEC_EACH(Node, n, list) {
		switch (n->op) {
		case OLABEL:
			vec_push(&r->inside, n);
			break;
		case OFOR:
		case ORANGE:
		case OSWITCH:
		case OTYPESW:
		case OSELECT:
			vec_push(&r->inside, n);
			note_targets(r, &n->list);
			break;
		case OBLOCK:
			note_targets(r, &n->list);
			break;
		case OIF:
		case OCASE:
			note_targets(r, &n->list);
			note_targets(r, &n->list2);
			break;
		default:
			break;
		}
	}
}

static Node *walk(Rewrite *r, Node *n)
{
	switch (n->op) {
	case OBREAK:
	case OCONTINUE:
	case OGOTO:
		return branch(r, n);
	case ORETURN:
		return leave_function(r, n);
	case ODEFER:
		defer_in_body(r, n);
		return n;
	case OIF:
		walk_list(r, &n->list);
		walk_list(r, &n->list2);
		return n;
	case OBLOCK:
	case OFOR:
	case ORANGE:
		walk_list(r, &n->list);
		return n;
	case OSWITCH:
	case OTYPESW:
	case OSELECT:
		VEC_EACH(Node, c, &n->list)
			walk_list(r, &c->list2);
		return n;
	default:
		return n;
	}
}

static void walk_list(Rewrite *r, Vec *list)
{
	for (int i = 0; i < list->len; i++)
		list->at[i] = walk(r, list->at[i]);
}

// --- the closure ---------------------------------------------------------------------------------

static Node *type_node(Type *t, Pos pos)
{
	Node *n = node_new(OTYPE, pos);
	n->type = t;
	return n;
}

static Node *field(const char *name, Type *t, Pos pos)
{
	Node *f = node_new(OFIELD, pos);
	f->sym = name;
	f->x = type_node(t, pos);
	return f;
}

// The variables that the loop declares are the parameters themselves.
static bool is_parameter(const Node *loop, const Node *var)
{
	return loop->def && var && var->op == OIDENT;
}

static Node *loop_field(const Node *loop, int i, Type *t)
{
	const Node *var = i == 0 ? loop->y : loop->z;
	if (is_parameter(loop, var))
		return field(var->sym, t, var->pos);
	return field(intern(i == 0 ? "#p1" : "#p2"), t, loop->pos);
}

static Node *set_variable(Node *var, const char *param)
{
	Node *as = node_new(OAS2, var->pos), *p = node_new(OIDENT, var->pos);
	p->sym = intern(param);
	vec_push(&as->list, var);
	vec_push(&as->list2, p);
	return as;
}

// k = #p1; v = #p2
static void set_variables(Node *loop, Vec *body)
{
	Node *vars[] = {loop->y, loop->z};
	bool given = false, named = false;
	for (int i = 0; i < 2; i++) {
		if (!vars[i])
			continue;
		given = true;
		named |= !is_blank_ident(vars[i]);
		if (!is_parameter(loop, vars[i]))
			vec_push(body, set_variable(vars[i], i == 0 ? "#p1" : "#p2"));
	}
	if (given && !named && loop->def)
		error_at(loop->sympos, "no new variables on left side of :=");
}

static Node *define_name(const char *name, Node *value, Pos pos)
{
	Node *as = node_new(ODEFINE, pos), *n = node_new(OIDENT, pos);
	n->sym = intern(name);
	vec_push(&as->list, n);
	vec_push(&as->list2, value);
	return as;
}

// The body must not run twice at a time, nor after the loop.
static void check_state(Rewrite *r, Vec *body)
{
	Pos pos = r->loop->pos;
	Node *found = node_new(OIDENT, pos);
	found->sym = intern("#tmpState");
	Node *compared = node_clone(found), *wrong = node_new(OIF, pos);
	vec_push(body, define_name("#tmpState", use(r->state, pos), pos));
	vec_push(body, set(r->state, IN_BODY, pos));
	wrong->x = node_new(ONE, pos);
	wrong->x->x = compared;
	wrong->x->y = number(READY, pos);
	vec_push(&wrong->list, range_panic(found, pos));
	vec_push(body, wrong);
}

static Func *loop_closure(Rewrite *r, Type *yield)
{
	Node *loop = r->loop;
	Pos pos = loop->pos;
	Func *f = NEW(Func);
	f->pos = f->endpos = pos;
	f->has_body = true;
	f->range_parent = env.func->range_parent ? env.func->range_parent : env.func;
	f->syntax = node_new(OTFUNC, pos);
	for (int i = 0; i < yield->nparams; i++)
		vec_push(&f->syntax->list, loop_field(loop, i, yield->params[i]));
	vec_push(&f->syntax->list2, field(NULL, types[T_BOOL], pos));
	set_variables(loop, &f->body);
	check_state(r, &f->body);
	note_targets(r, &loop->list);
	walk_list(r, &loop->list);
	vec_push(&f->body, list_block(&loop->list, pos));
	vec_push(&f->body, set(r->state, READY, pos));
	vec_push(&f->body, return_bool(true, pos));
	return f;
}

static void loop_call(Rewrite *r, Type *yield, Vec *out)
{
	Pos pos = r->loop->pos;
	Node *lit = node_new(OFUNCLIT, pos), *call = node_new(OCALLX, pos);
	Node *stmt = node_new(OEXPRSTMT, pos);
	const char *name = numbered("#yield");
	lit->func = loop_closure(r, yield);
	Node *define = define_name(name, lit, pos);
	call->x = r->loop->x;
	vec_push(&call->list, node_clone(define->list.at[0]));
	stmt->x = call;
	vec_push(out, define);
	vec_push(out, stmt);
}

// --- after the call ------------------------------------------------------------------------------

static Node *return_after(Rewrite *r, Pos pos)
{
	Node *ret = node_new(ORETURN, pos);
	if (!env.func->named_results)
		VEC_EACH(Object, o, &r->results)
			vec_push(&ret->list, use(o, pos));
	return when(OEQ, r->next, RETURN, ret, pos);
}

static void after_call(Rewrite *r, Vec *out)
{
	Pos pos = r->loop->pos;
	vec_push(out,
		 when(OEQ, r->state, IN_BODY, range_panic(number(MISSING_PANIC, pos), pos), pos));
	vec_push(out, set(r->state, EXHAUSTED, pos));
	if (r->returns)
		vec_push(out, return_after(r, pos));
	for (int i = 0; i < r->exits.len; i++)
		vec_push(out, when(OEQ, r->next, RETURN + 1 + i, r->exits.at[i], pos));
}

static void define(Object *o, Node *value, Vec *out)
{
	Node *as = node_new(OAS, value->pos);
	as->def = true;
	as->x = name_node(o, as->pos);
	as->x->def = true;
	as->y = value;
	vec_push(out, as);
}

static void define_code(Object *o, int64_t value, Pos pos, Vec *out)
{
	Node *n = number(value, pos);
	expr(&n);
	assign(&n, types[T_INT], "assignment");
	define(o, n, out);
}

static void declare_results(Rewrite *r, Vec *out)
{
	if (r->results.len == 0)
		return;
	Node *decl = node_new(OVARDECL, r->loop->pos);
	VEC_EACH(Object, o, &r->results) {
		Node *name = name_node(o, decl->pos);
		name->def = true;
		vec_push(&decl->list, name);
	}
	vec_push(out, decl);
}

static void define_variables(Rewrite *r, Vec *out)
{
	Pos pos = r->loop->pos;
	define_code(r->state, READY, pos, out);
	if (r->next)
		define_code(r->next, 0, pos, out);
	declare_results(r, out);
	if (!r->defers)
		return;
	Node *record = node_new(ODEFERLOOP, pos);
	record->type = r->defers->type;
	define(r->defers, record, out);
	env.func->has_defer = true;
}

// n is an ORANGE whose x, a function, has been checked.
void range_func(Node *n, Vec *out)
{
	Rewrite r = {.loop = n};
	Type *yield = core_type(core_type(n->x->type)->params[0]);
	Vec made = {0};
	r.state = variable(numbered("#state"), types[T_INT], n->pos);
	loop_call(&r, yield, &made);
	after_call(&r, &made);
	Node *b = node_new(OBLOCK, n->pos);
	define_variables(&r, &b->list);
	open_scope();
	VEC_EACH(Node, s, &made)
		check_stmt(s, &b->list);
	close_scope();
	vec_push(out, b);
}
