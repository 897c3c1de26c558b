// build_cover.c - counters of statement coverage, put into the tree while it is parsed.
//
// A block of statements is cut into basic blocks: runs of statements that execute together, because
// only the last of them can go elsewhere.  Each gets a counter, counted up before its first
// statement, and is described by where it begins and ends and how many statements it has; the
// descriptions stay in File.cover.  Where exactly a block begins and ends is as Go's cmd/cover has
// it, so that profiles of one tool fit those of the other:
//
//   - the first of a body begins at its '{', of a clause behind the ':'; others at their statement;
//   - one that ends with if, for, switch or select ends at the '{' of that statement's body, with a
//     function literal at the '{' of the literal's, else behind the last statement; if nothing
//     breaks the list up, behind the '}';
//   - `else if` counts as a block of its own, that begins behind the `else`;
//   - an empty body is a block without statements.
//
// The grammar reports every statement when it has been read (cover_stmt), which puts a span on a
// stack, and every list when its braces are closed (cover_block), which takes its statements' spans
// off again.

#include <stdlib.h>
#include <string.h>

#include "parser.h"

typedef struct {
	Node *node; // the first node of the statement in its list: it may have a label
	Pos start, end;
	Pos boundary; // where the basic block ends that it ends
	bool breaks;  // it ends one
} Span;

static Pos after(Pos p, unsigned n)
{
	p.col += n;
	return p;
}

static bool before(Pos a, Pos b)
{
	return a.line < b.line || (a.line == b.line && a.col < b.col);
}

// --- statements ----------------------------------------------------------------------------------

static bool is_panic(const Node *n)
{
	const Node *call = n->op == OEXPRSTMT ? n->x : NULL;
	return call && call->op == OCALLX && call->x->op == OIDENT && call->list.len == 1 &&
	       strcmp(call->x->sym, "panic") == 0;
}

// The '{' of the first function literal between two places; unknown if there is none.
static Pos first_literal(const Parser *p, Pos start, Pos end)
{
	Pos first = {0};
	for (int i = p->literals.len - 1; i >= 0; i--) {
		Pos at = *(Pos *)p->literals.at[i];
		if (before(at, start))
			break; // so were all that ended earlier
		if (before(at, end) && (!pos_known(first) || before(at, first)))
			first = at;
	}
	return first;
}

static void set_boundary(const Parser *p, Span *s, const Node *n)
{
	Pos body = {0};
	s->breaks = true;
	switch (n->op) {
	case OBLOCK:
		s->boundary = n->pos;
		return;
	case OIF:
	case OFOR:
	case ORANGE:
		body = n->orig->pos;
		break;
	case OSWITCH:
	case OTYPESW:
	case OSELECT:
		body = p->clauses_open;
		break;
	case OBREAK:
	case OCONTINUE:
	case OGOTO:
	case OFALL:
		break;
	default: // nothing follows a return: its block goes to the brace
		s->breaks = is_panic(n) || s->node->op == OLABEL;
	}
	s->boundary = pos_known(body) ? body : s->end;
	Pos literal = first_literal(p, s->start, s->boundary);
	if (pos_known(literal)) {
		s->boundary = literal;
		s->breaks = true;
	}
}

void cover_literal(Parser *p, Pos brace)
{
	if (!p->cover)
		return;
	Pos *at = NEW(Pos);
	*at = brace;
	vec_push(&p->literals, at);
}

void cover_stmt(Parser *p, Node *stmt, Pos start, bool looked_ahead)
{
	if (!p->cover || !stmt)
		return;
	Span *s = NEW(Span);
	*s = (Span){.node = stmt, .start = start, .end = looked_ahead ? p->previous_end : p->end};
	const Node *n = stmt;
	while (n->op == OLABEL)
		n = n->x;
	set_boundary(p, s, n);
	vec_push(&p->spans, s);
}

// --- blocks --------------------------------------------------------------------------------------

// counter[i]++, or counter[i] = 1
static Node *count_up(const Parser *p, Pos pos, int i)
{
	const char *digits = arena_printf("%d", i);
	Node *index = node_new(OBASICLIT, pos), *one = node_new(OBASICLIT, pos);
	index->val = const_int(i);
	index->sym = intern(digits);
	Node *x = build_index(pos, build_ident(pos, p->cover->counter), list_of(index));
	if (p->cover->mode == COVER_COUNT)
		return build_inc_dec(OADD, pos, x);
	one->val = const_int(1);
	one->sym = intern("1");
	if (p->cover->mode == COVER_SET)
		return build_assign(OAS2, pos, list_of(x), list_of(one));
	Node *package = build_ident(pos, intern(COVER_ATOMIC));
	Node *add = build_selector(pos, package, pos, intern("AddUint32"));
	Vec *args = list_add(list_of(build_address(pos, x)), one);
	return build_expr_stmt(build_call(pos, add, args, false));
}

static void insert(Parser *p, Vec *list, int at, Pos start, Pos end, int stmts)
{
	CoverBlock *b = NEW(CoverBlock);
	*b = (CoverBlock){.start = start, .end = end, .stmts = stmts};
	vec_insert(list, at, count_up(p, start, p->file->cover.len));
	vec_push(&p->file->cover, b);
}

// Takes the spans of the statements in list off the stack.
static Vec take_spans(Parser *p, const Vec *list)
{
	Vec spans = {0};
	for (int i = list->len - 1; i >= 0 && p->spans.len > 0; i--) {
		Span *top = p->spans.at[p->spans.len - 1];
		if (top->node == list->at[i])
			vec_insert(&spans, 0, vec_pop(&p->spans));
	}
	return spans;
}

static int index_of(const Vec *list, const Node *n)
{
	int i = 0;
	while (i < list->len && list->at[i] != n)
		i++;
	return i;
}

static void cut(Parser *p, Pos start, Pos end, Vec *list, bool to_end)
{
	Vec spans = take_spans(p, list);
	for (int i = 0; i < spans.len;) {
		int first = i;
		Span *s;
		do
			s = spans.at[i++];
		while (i < spans.len && !s->breaks);
		to_end &= !s->breaks;
		Pos stop = to_end ? end : s->boundary;
		Span *head = spans.at[first];
		Pos from = first == 0 ? start : head->start;
		if (pos_cmp(from, stop) != 0)
			insert(p, list, index_of(list, head->node), from, stop, i - first);
	}
}

void cover_block(Parser *p, Pos open, Pos close, Vec *list)
{
	if (!p->cover)
		return;
	if (list->len == 0)
		insert(p, list, 0, after(open, 1), after(close, 1), 0);
	else
		cut(p, open, after(close, 1), list, true);
}

void cover_clause(Parser *p, Pos colon, Vec *list, bool looked_ahead)
{
	if (!p->cover)
		return;
	Pos start = after(colon, 1);
	if (list->len == 0)
		insert(p, list, 0, start, start, 0);
	else
		cut(p, start, looked_ahead ? p->previous_end : p->end, list, false);
}

void cover_else(Parser *p, Pos word, Vec *list)
{
	if (!p->cover)
		return;
	if (list->len == 0)
		insert(p, list, 0, after(word, 5), after(p->block_close, 1), 0);
	else
		cut(p, after(word, 4), after(p->block_close, 1), list, true);
}

void cover_else_if(Parser *p, Pos word, Vec *list, Pos start, bool looked_ahead)
{
	if (!p->cover)
		return;
	cover_stmt(p, list->at[0], start, looked_ahead);
	cut(p, after(word, 4), start, list, false);
}

// --- the counters --------------------------------------------------------------------------------

void cover_declare(Parser *p)
{
	Pos pos = {p->base, 1, 1};
	Node *length = node_new(OBASICLIT, pos), *array = node_new(OTARRAY, pos);
	length->val = const_int(p->file->cover.len);
	length->sym = intern(arena_printf("%d", p->file->cover.len));
	array->x = length;
	array->y = build_ident(pos, intern("uint32"));
	Node *decl = build_listed(OVARDECL, pos, list_of(build_ident(pos, p->cover->counter)));
	decl->x = array;
	vec_push(&p->file->decls, decl);
	if (p->cover->mode != COVER_ATOMIC_COUNT)
		return;
	Node *import = node_new(OIMPORT, pos);
	import->sym = intern(COVER_ATOMIC);
	import->val = const_string("sync/atomic", strlen("sync/atomic"));
	vec_push(&p->file->imports, import);
}
