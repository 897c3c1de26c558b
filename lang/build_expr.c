// build_expr.c - what the grammar's actions build: expressions and types.

#include "parser.h"

Vec *list_of(void *item)
{
	return list_add(NEW(Vec), item);
}

Vec *list_add(Vec *list, void *item)
{
	vec_push(list, item);
	return list;
}

Node *build_listed(Op op, Pos pos, Vec *list)
{
	Node *n = node_new(op, pos);
	if (list)
		n->list = *list;
	return n;
}

Node *build_ident(Pos pos, const char *name)
{
	Node *n = node_new(OIDENT, pos);
	n->sym = name;
	return n;
}

Node *build_unary(Op op, Pos pos, Node *x)
{
	Node *n = node_new(op, pos);
	n->x = x;
	return n;
}

Node *build_binary(Op op, Pos pos, Node *x, Node *y)
{
	Node *n = build_unary(op, pos, x);
	n->y = y;
	return n;
}

Node *build_selector(Pos dot, Node *x, Pos pos, const char *name)
{
	Node *n = build_unary(OSELECTOR, dot, x);
	n->sym = name;
	n->sympos = pos;
	return n;
}

Node *build_call(Pos pos, Node *fun, Vec *args, bool ddd)
{
	Node *n = build_listed(OCALLX, pos, args);
	n->x = fun;
	n->ddd = ddd;
	return n;
}

Node *build_index(Pos pos, Node *x, Vec *index)
{
	Node *n = build_listed(OINDEXX, pos, index);
	n->x = x;
	return n;
}

Node *build_instance(Pos pos, Node *x, Vec *args)
{
	return args ? build_index(pos, x, args) : x;
}

Node *build_slice(Pos pos, Node *x, Node *from, Node *to)
{
	Node *n = build_binary(OSLICEX, pos, x, from);
	n->z = to;
	return n;
}

static Node *bad(Pos pos)
{
	return node_new(OBAD, pos);
}

Node *build_slice3(Parser *p, Node *slice, Pos colon, Node *max, Pos close)
{
	if (!slice->z) {
		parse_error_at(p, colon, "middle index required in 3-index slice");
		slice->z = bad(colon);
	}
	if (!max) {
		parse_error_at(p, close, "final index required in 3-index slice");
		max = bad(close);
	}
	slice->w = max;
	slice->is3 = true;
	return slice;
}

Node *build_unparen(Node *x)
{
	while (x->op == OPAREN)
		x = x->x;
	return x;
}

// --- composite literals --------------------------------------------------------------------------

// Must x be a value, by its form alone?
static bool is_value(const Node *x)
{
	switch (x->op) {
	case OBASICLIT:
	case OCOMPLIT:
	case OFUNCLIT:
	case OSLICEX:
	case ODOTTYPE:
	case OTYPESWGUARD:
	case OCALLX:
		return true;
	case OPAREN:
		return is_value(x->x);
	case OINDEXX:
		return is_value(x->x) || (x->list.len == 1 && is_value(x->list.at[0]));
	default:
		return op_is_binary(x->op); // *T may be a type
	}
}

static bool may_have_literal(const Node *type)
{
	switch (type->op) {
	case OIDENT:
	case OSELECTOR:
	case OTARRAY:
	case OTSLICE:
	case OTSTRUCT:
	case OTMAP:
		return true;
	case OINDEXX:
		return !is_value(type);
	default:
		return false;
	}
}

// The grammar lets any operand have braces; those that can be no type are told that the brace does
// not belong to them.
Node *build_literal(Parser *p, Pos pos, Node *type)
{
	if (!may_have_literal(build_unparen(type))) {
		parse_error_at(p, pos, "syntax error: unexpected { at end of statement");
		return bad(pos);
	}
	if (type->op == OPAREN)
		parse_error_at(p, pos,
			       "syntax error: cannot parenthesize type in composite literal");
	return build_unary(OCOMPLIT, pos, type);
}

Node *build_elements(Node *literal, Vec *elems, Pos close)
{
	literal->sympos = close;
	if (elems)
		literal->list = *elems;
	return literal;
}

// --- operators that need a second look -----------------------------------------------------------

Node *build_address(Pos pos, Node *x)
{
	return build_unary(OADDR, pos, build_unparen(x));
}

static Node *channel_of(Node *x)
{
	return x->op == OTCHAN ? x : NULL;
}

// <-x, or a channel type whose arrow was taken for an operator.  In <-chan<- T, read as
// <-(chan<- T), every arrow moves one place to the left: (<-chan (<-T)), which T must be able to
// take.  As in Go the position stays that of `chan`.
Node *build_receive(Parser *p, Pos pos, Node *x)
{
	if (!channel_of(x))
		return build_unary(ORECV, pos, x);
	ChanDir dir = CHAN_SEND;
	Node *t = x, *c;
	for (; dir == CHAN_SEND && (c = channel_of(t)); t = c->x) {
		dir = (ChanDir)c->num;
		if (dir == CHAN_RECV)
			parse_error_at(p, pos, "syntax error: unexpected <-, expected chan");
		c->num = CHAN_RECV;
	}
	if (dir == CHAN_SEND)
		parse_error_at(p, pos, "syntax error: unexpected %s, expected chan",
			       source_string(t, NULL));
	return x;
}

// --- types ---------------------------------------------------------------------------------------

Node *build_chan(Pos pos, ChanDir dir, Node *elem)
{
	Node *n = build_unary(OTCHAN, pos, elem);
	n->num = dir;
	return n;
}

Node *build_array(Pos pos, Node *len, Node *elem)
{
	return len ? build_binary(OTARRAY, pos, len, elem) : build_unary(OTSLICE, pos, elem);
}

// [len]elem where the brackets might have held type arguments as well.
Node *build_array_of(Parser *p, Pos pos, Vec *len, Node *elem)
{
	if (len->len > 1) {
		const Node *second = len->at[1];
		const char *what = "comma";
		if (second->op == OBASICLIT)
			what = arena_printf("literal %s", second->sym);
		parse_error_at(p, node_startpos(second), "syntax error: unexpected %s, expected ]",
			       what);
	}
	return build_array(pos, len->at[0], elem);
}

Node *build_union(Pos pos, Node *x, Node *term)
{
	if (x->op != OTUNION)
		x = build_listed(OTUNION, pos, list_of(x));
	vec_push(&x->list, term);
	return x;
}
