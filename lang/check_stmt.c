// check_stmt.c - statements: the dispatcher and the simple forms.
//
// A statement may become several (declarations) or none; each is therefore checked from the old
// list into a new one.

#include "check.h"

static void stmt(Node *n, Vec *out);

void open_scope(void)
{
	env.scope = scope_new(env.scope);
}

void close_scope(void)
{
	env.scope = env.scope->parent;
}

void stmt_list(Vec *list)
{
	Vec out = {0};
	VEC_EACH(Node, n, list)
		stmt(n, &out);
	*list = out;
}

void block(Vec *list)
{
	open_scope();
	stmt_list(list);
	close_scope();
}

// --- expression statements -----------------------------------------------------------------------

static bool is_statement_op(Op op)
{
	switch (op) {
	case OCALL:
	case OCALLMETH:
	case OCALLINTER:
	case ORECV:
	case OCOPY:
	case OCLEAR:
	case OCLOSE:
	case ODELETE:
	case OPANIC:
	case OPRINT:
	case OPRINTLN:
	case ORECOVER:
		return true;
	default:
		return false;
	}
}

static void expr_stmt(Node *n, Vec *out)
{
	raw_expr(&n->x, NULL);
	Node *x = n->x;
	switch (mode_of(x)) {
	case MODE_BAD:
		return;
	case MODE_BUILTIN:
		expr_error(x, "%s must be called", operand_str(x));
		return;
	case MODE_TYPE:
		expr_error(x, "%s is not an expression", operand_str(x));
		return;
	default:
		not_generic(x);
		if (x->op != OBAD && !is_statement_op(x->op))
			expr_error(x, "%s is not used", operand_str(x));
		vec_push(out, n);
	}
}

static void send_stmt(Node *n, Vec *out)
{
	expr(&n->x);
	expr(&n->y);
	if (n->x->op == OBAD || n->y->op == OBAD)
		return;
	Type *elem = chan_elem(n, n->x, false);
	if (!elem)
		return;
	assign(&n->y, elem, "send");
	vec_push(out, n);
}

// --- go and defer --------------------------------------------------------------------------------

static void suspended_call(Node *n, Vec *out)
{
	const char *word = n->op == OGO ? "go" : "defer";
	if (n->x->op == OBAD)
		return;
	if (n->x->op != OCALLX) {
		expr_error(n->x, "expression in %s must be function call", word);
		raw_expr(&n->x, NULL);
		return;
	}
	Node *callee = unparen(n->x->x);
	raw_expr(&n->x, NULL);
	Node *x = n->x;
	if (x->op == OBAD)
		return;
	if (callee->op == OTYPE || op_is_conversion(x->op))
		expr_error(x, "%s requires function call, not conversion %s", word, operand_str(x));
	else if (!is_statement_op(x->op))
		expr_error(x, "%s discards result of %s", word, operand_str(x));
	if (n->y) // in the body of a range over a function
		expr(&n->y);
	else if (n->op == ODEFER && env.func)
		env.func->has_defer = true;
	vec_push(out, n);
}

// --- if, for -------------------------------------------------------------------------------------

void init_stmts(Vec *init)
{
	Vec out = {0};
	VEC_EACH(Node, s, init)
		stmt(s, &out);
	*init = out;
}

static void condition(Node **np, const char *what)
{
	if (!*np)
		return;
	expr(np);
	Node *n = *np;
	if (n->op == OBAD)
		return;
	if (!all_types(n->type, type_is_boolean))
		expr_error(n, "non-boolean condition in %s statement", what);
	else
		default_type(np);
}

static void if_stmt(Node *n)
{
	open_scope();
	init_stmts(&n->init);
	condition(&n->x, "if");
	block(&n->list);
	if (n->list2.len)
		block(&n->list2);
	close_scope();
}

static void mark_loop_variables(Node *n)
{
	VEC_EACH(Node, s, &n->init) {
		n->def |= s->def;
		if (s->op == OAS && s->def && s->x->op == ONAME)
			s->x->obj->is_loopvar = true;
		if (s->def)
			VEC_EACH(Node, l, &s->list)
				if (l->op == ONAME && l->def)
					l->obj->is_loopvar = true;
	}
}

static void for_stmt(Node *n)
{
	open_scope();
	init_stmts(&n->init);
	if (version_allows(n->pos, 22))
		mark_loop_variables(n);
	condition(&n->x, "for");
	if (n->y) {
		Vec post = {0};
		stmt(n->y, &post);
		n->y = post.len ? post.at[0] : NULL;
	}
	block(&n->list);
	close_scope();
}

// --- return --------------------------------------------------------------------------------------

static void bare_return(Node *n)
{
	VEC_EACH(Object, r, &env.func->results) {
		Object *o = r->is_blank ? NULL : scope_find(env.scope, r->sym);
		if (o && o != r) {
			error_at(n->pos, "result parameter %s not in scope at return", r->sym);
			error_more("%s: inner declaration of var %s %s", pos_string(o->pos), o->sym,
				   tstr(o->type));
		}
	}
}

static void return_count(Node *n, Type *sig)
{
	int have = n->list.len, want = sig->nresults;
	Type *given[have + 1];
	for (int i = 0; i < have; i++)
		given[i] = ((Node *)n->list.at[i])->type;
	Pos at = have > want ? start_pos(n->list.at[want])
		 : have > 0  ? start_pos(n->list.at[have - 1])
			     : n->pos;
	error_at(at, "%s return values", have > want ? "too many" : "not enough");
	error_more("have %s", types_summary(given, have, false, false));
	error_more("want %s", types_summary(sig->results, want, false, false));
}

static const char *result_name(int i)
{
	Object *o = i < env.func->results.len ? env.func->results.at[i] : NULL;
	return o && o->sym && o->sym[0] != '~' ? o->sym : "result variable";
}

static void return_values(Node *n, Type *sig)
{
	for (int i = 0; i < n->list.len; i++) {
		Node **v = (Node **)&n->list.at[i];
		if (n->list.len == 1)
			raw_expr(v, NULL);
		if (n->list.len == 1 && (*v)->op != OBAD && (*v)->type &&
		    (*v)->type->kind == T_TUPLE) {
			spread_call(n, &n->list);
			break;
		}
		expr_target(v, i < sig->nresults ? sig->results[i] : NULL, result_name(i));
	}
	VEC_EACH(Node, v, &n->list)
		if (v->op == OBAD)
			return;
	if (n->list.len != sig->nresults) {
		return_count(n, sig);
		return;
	}
	for (int i = 0; i < n->list.len; i++)
		assign((Node **)&n->list.at[i], sig->results[i], "return statement");
}

void return_stmt(Node *n)
{
	Type *sig = env.func->type;
	if (sig->kind == T_INVALID) {
		for (int i = 0; i < n->list.len; i++)
			expr_multi((Node **)&n->list.at[i]);
		return;
	}
	if (n->list.len == 0 && env.func->named_results)
		bare_return(n);
	else
		return_values(n, sig);
}

// --- the dispatcher ------------------------------------------------------------------------------

// clang-format off: cases share lines
static void stmt(Node *n, Vec *out)
{
	switch (n->op) {
	case OEMPTY: case OBAD:
		return;
	case OVARDECL: case OCONSTDECL: case OTYPEDECL: case ODECLLIST:
		declare_local_group(&n, out);
		run_later();
		return;
	case OEXPRSTMT: expr_stmt(n, out); return;
	case OSEND:     send_stmt(n, out); return;
	case OGO: case ODEFER:
		suspended_call(n, out);
		return;
	case OAS2: case OAS:
		assign_stmt(n, out);
		return;
	case ODEFINE:   define_stmt(n, out); return;
	case OASOP:     assign_op(n, out); return;
	case ORANGE:    range_stmt(n, out); return;
	case ORANGEPANIC: expr(&n->x); default_type(&n->x); break;
	case OBLOCK:    block(&n->list); break;
	case OIF:       if_stmt(n); break;
	case OFOR:      for_stmt(n); break;
	case OSWITCH:   switch_stmt(n); break;
	case OTYPESW:   type_switch(n); break;
	case OSELECT:   select_stmt(n); break;
	case ORETURN:   return_stmt(n); break;
	default:        break;      // labels and branches: see check_label.c
	}
	vec_push(out, n);
}
// clang-format on

void check_stmt(Node *n, Vec *out)
{
	stmt(n, out);
}

// --- unused variables ----------------------------------------------------------------------------

static void report_unused(const Vec *vars)
{
	VEC_EACH(Object, o, vars)
		if (!o->used && !o->is_temp && !o->is_blank && o->sym[0] != '#')
			error_at(o->pos, "declared and not used: %s", o->sym);
}

void check_unused(Func *f)
{
	if (env.instance)
		return;
	report_unused(&f->locals);
	if (f->range_parent)
		report_unused(&f->params);
}
