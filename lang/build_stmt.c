// build_stmt.c - what the grammar's actions build: statements.

#include <string.h>

#include "parser.h"

// --- lists ---------------------------------------------------------------------------------------

// A label's x holds its statement only until here: both become members of the list.
Vec *build_stmts(Vec *list, Node *stmt)
{
	for (Node *next; stmt; stmt = next) {
		next = NULL;
		if (stmt->op == OLABEL) {
			next = stmt->x;
			stmt->x = NULL;
		}
		vec_push(list, stmt);
	}
	return list;
}

Node *build_label(Pos pos, const char *name, Node *stmt)
{
	Node *n = build_unary(OLABEL, pos, stmt ? stmt : node_new(OEMPTY, pos));
	n->sym = name;
	return n;
}

Node *build_decl_stmt(Vec *decls)
{
	if (decls->len == 0)
		return NULL;
	Node *first = decls->at[0];
	return decls->len == 1 ? first : build_listed(ODECLLIST, first->pos, decls);
}

// --- simple statements ---------------------------------------------------------------------------

Node *build_expr_stmt(Node *x)
{
	return build_unary(OEXPRSTMT, x->pos, x);
}

Node *build_assign(Op op, Pos pos, Vec *left, Vec *right)
{
	Node *n = build_listed(op, pos, left);
	n->list2 = *right;
	return n;
}

Node *build_assign_op(Op op, Pos pos, Node *x, Node *y)
{
	Node *n = build_binary(OASOP, pos, x, y);
	n->asop = op;
	return n;
}

Node *build_inc_dec(Op op, Pos pos, Node *x)
{
	Node *one = node_new(OBASICLIT, pos);
	one->val = const_int(1);
	one->sym = intern("1");
	Node *n = build_assign_op(op, pos, x, one);
	n->incdec = true;
	return n;
}

Node *build_jump(Op op, Pos pos, Pos label_pos, const char *label)
{
	Node *n = node_new(op, pos);
	n->sym = label;
	n->sympos = label_pos;
	return n;
}

Node *build_go(Parser *p, Op op, Pos pos, Node *call)
{
	if (call->op == OPAREN)
		parse_error_at(p, call->pos, "expression in %s must not be parenthesized",
			       op == OGO ? "go" : "defer");
	return build_unary(op, pos, build_unparen(call));
}

// --- headers -------------------------------------------------------------------------------------
//
// What stands between if, for or switch and its body is kept in an OFOR node: init, x = the
// statement in the condition's place, y = post.  num counts semicolons, sym says what the first was
// (newline or semicolon), sympos where.

static void set_init(Node *n, Node *init)
{
	if (init)
		vec_push(&n->init, init);
}

Node *build_header(Node *only)
{
	return build_unary(OFOR, (Pos){0}, only);
}

Node *build_header2(Pos semi_pos, const char *semi, Node *init, Node *cond)
{
	Node *h = build_header(cond);
	set_init(h, init);
	h->num = 1;
	h->sym = semi;
	h->sympos = semi_pos;
	return h;
}

Node *build_header3(Parser *p, Node *header, Node *post)
{
	if (post && post->op == ODEFINE)
		parse_error_at(p, post->pos,
			       "syntax error: cannot declare in post statement of for loop");
	header->y = post;
	header->num = 2;
	return header;
}

// An operand of the assignment that was meant to be a comparison; brackets make the = stand out.
static const char *emphasized(const Vec *side)
{
	Buf b = {0};
	VEC_EACH(Node, x, side)
		buf_printf(&b, "%s%s", x == side->at[0] ? "" : ", ", source_string(x, NULL));
	const Node *first = side->at[0];
	bool binary = side->len == 1 && op_is_binary(first->op);
	return binary ? arena_printf("(%s)", buf_str(&b)) : buf_str(&b);
}

static char *described(const Node *stmt)
{
	if (stmt->op == OAS2)
		return arena_printf("assignment %s = %s", emphasized(&stmt->list),
				    emphasized(&stmt->list2));
	return source_string(stmt, NULL);
}

// The statement in a condition's place must be an expression.
static Node *condition(Parser *p, const Node *header)
{
	Node *stmt = header->x;
	if (!stmt || stmt->op == OEXPRSTMT)
		return stmt ? stmt->x : NULL;
	parse_error_at(p, stmt->pos, "syntax error: cannot use %s as value", described(stmt));
	return node_new(OBAD, stmt->pos);
}

static void missing_condition(Parser *p, const Node *header, Pos brace)
{
	Pos pos = header->num == 0 ? brace : header->sympos;
	if (header->num > 0 && strcmp(header->sym, "semicolon") != 0)
		parse_error_at(p, pos, "syntax error: unexpected %s, expected { after if clause",
			       header->sym);
	else
		parse_error_at(p, pos, "syntax error: missing condition in if statement");
}

// --- statements with bodies ----------------------------------------------------------------------

Node *build_if(Parser *p, Pos pos, Node *header, Pos brace)
{
	Node *n = node_new(OIF, pos);
	n->init = header->init;
	n->orig = node_new(OBLOCK, brace);
	n->x = condition(p, header);
	if (!n->x) {
		missing_condition(p, header, brace);
		n->x = node_new(OBAD, brace);
	}
	return n;
}

Node *build_branches(Node *n, Vec *then, Pos brace, Vec *otherwise)
{
	n->list = *then;
	if (otherwise) {
		n->list2 = *otherwise;
		n->orig->orig = node_new(OBLOCK, brace);
	}
	return n;
}

Node *build_range(Pos pos, Vec *left, bool def, Node *x)
{
	Node *n = build_unary(ORANGE, pos, x);
	n->sympos = pos;
	n->def = def;
	if (!left)
		return n;
	n->y = left->at[0];
	if (left->len > 1)
		n->z = left->at[1];
	if (left->len > 2)
		n->w = left->at[2];
	return n;
}

// A condition alone, three parts, or a range clause.
Node *build_for(Parser *p, Pos pos, Node *header, Pos brace)
{
	Node *n = header;
	n->pos = pos;
	if (n->op == OFOR) {
		if (n->num == 1)
			parse_error_at(p, brace, "syntax error: unexpected {, expected %s",
				       n->x ? "semicolon or newline" : "for loop condition");
		n->x = condition(p, header);
		n->sym = NULL;
		n->num = 0;
		n->sympos = (Pos){0};
	}
	n->orig = node_new(OBLOCK, brace);
	return n;
}

Node *build_for_body(Node *n, Vec *body)
{
	n->list = *body;
	return n;
}

// x.(type) or name := x.(type) makes it a type switch.
static Node *type_switch_guard(Node *stmt)
{
	if (!stmt)
		return NULL;
	if (stmt->op == OEXPRSTMT)
		return stmt->x->op == OTYPESWGUARD ? stmt->x : NULL;
	if (stmt->op != ODEFINE || stmt->list.len != 1 || stmt->list2.len != 1)
		return NULL;
	Node *name = stmt->list.at[0], *guard = stmt->list2.at[0];
	if (name->op != OIDENT || guard->op != OTYPESWGUARD)
		return NULL;
	guard->sym = name->sym;
	guard->sympos = name->pos;
	return guard;
}

Node *build_switch(Parser *p, Pos pos, Node *header, Vec *cases)
{
	Node *guard = type_switch_guard(header->x);
	Node *n = build_listed(guard ? OTYPESW : OSWITCH, pos, cases);
	n->init = header->init;
	n->x = guard ? guard : condition(p, header);
	return n;
}

Node *build_case(Pos pos, Vec *values, Vec *body)
{
	Node *n = build_listed(OCASE, pos, values);
	n->list2 = *body;
	return n;
}

Node *build_comm(Pos pos, Node *comm, Vec *body)
{
	Node *n = build_case(pos, NEW(Vec), body);
	n->x = comm;
	return n;
}

Node *build_default(Pos pos, Vec *body)
{
	Node *n = build_case(pos, NEW(Vec), body);
	n->isdefault = true;
	return n;
}
