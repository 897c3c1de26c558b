// check_label.c - where break, continue, goto and fallthrough lead.
//
// Runs over a function's syntax before its statements are checked.  Each branch gets its target in
// ->x; a statement that some break leaves is marked in ->phase for check_return.c.  A goto must not
// enter a block nor skip a variable declaration of its own: gotos that found no label yet wait in
// `forward` and move outwards with the blocks.

#include "check.h"

typedef struct Block Block;
struct Block {
	Block *parent;
	Pos start;
	Node *label; // the label of the statement whose body this is
};

typedef struct {
	Node *node; // OLABEL
	Node *stmt; // the labelled statement
	Block *block;
	bool used;
} Label;

typedef struct {
	Node *breaks, *continues;
	int case_index; // in the enclosing switch, or -1
} Targets;

typedef struct {
	Vec labels; // Label*
	Func *func;
} Labels;

static Labels *ls;

static Vec walk_block(Block *parent, Targets t, Node *label, Pos start, Vec *list);

static Label *find_label(const char *name)
{
	VEC_EACH(Label, l, &ls->labels)
		if (l->node->sym == name)
			return l;
	return NULL;
}

static Label *declare_label(Block *b, Node *n, Node *stmt)
{
	Label *old = find_label(n->sym);
	if (old) {
		error_at(n->pos, "label %s already defined at %s", n->sym,
			 pos_string(old->node->pos));
		return old;
	}
	Label *l = NEW(Label);
	*l = (Label){.node = n, .stmt = stmt, .block = b};
	vec_push(&ls->labels, l);
	return l;
}

static bool is_loop(const Node *n)
{
	return n->op == OFOR || n->op == ORANGE;
}

static bool is_breakable(const Node *n)
{
	return is_loop(n) || n->op == OSWITCH || n->op == OTYPESW || n->op == OSELECT;
}

static void leave(Node *branch, Node *target)
{
	branch->x = target;
	if (branch->op == OBREAK)
		target->phase = target;
}

static void plain_branch(Node *n, const Targets *t)
{
	Node *target = n->op == OBREAK ? t->breaks : t->continues;
	if (target)
		leave(n, target);
	else
		error_at(n->pos, n->op == OBREAK ? "break is not in a loop, switch, or select"
						 : "continue is not in a loop");
}

static bool encloses(Block *b, const Label *l)
{
	for (; b; b = b->parent)
		if (b->label == l->node)
			return true;
	return false;
}

static void labelled_branch(Node *n, Block *b)
{
	const char *verb = n->op == OBREAK ? "break" : "continue";
	Label *l = find_label(n->sym);
	if (!l) {
		error_at(n->sympos, "%s label not defined: %s", verb, n->sym);
		return;
	}
	l->used = true;
	bool fits = n->op == OBREAK ? is_breakable(l->stmt) : is_loop(l->stmt);
	if (fits && encloses(b, l))
		leave(n, l->stmt);
	else
		error_at(n->sympos, "invalid %s label %s", verb, n->sym);
}

static void fallthrough_branch(Node *n, const Targets *t, bool last)
{
	Node *s = t->breaks;
	const char *msg = "fallthrough statement out of place";
	if (s && s->op == OTYPESW)
		msg = "cannot fallthrough in type switch";
	else if (s && s->op == OSWITCH && t->case_index >= 0 && last) {
		if (t->case_index + 1 < s->list.len)
			return;
		msg = "cannot fallthrough final case in switch";
	}
	error_at(n->pos, "%s", msg);
}

// A goto to a label already seen, in this block or around it.
static bool resolve_goto(Node *n, Block *b)
{
	Label *l = find_label(n->sym);
	if (!l)
		return false;
	l->used = true;
	for (; b; b = b->parent)
		if (l->block == b) {
			n->x = l->node;
			return true;
		}
	return false;
}

typedef struct {
	Block *block;
	Vec forward;     // Node*: gotos whose label has not been met
	int declared_at; // how many of them precede the last declaration
	Pos var_pos;
	const char *var_name;
} Walk;

static void note_declaration(Walk *w, Pos pos, const char *name)
{
	w->var_pos = pos;
	w->var_name = name;
	w->declared_at = w->forward.len;
}

static void meet_label(Walk *w, Node *n, Node *stmt)
{
	Label *l = declare_label(w->block, n, stmt);
	int kept = 0, before = w->declared_at;
	for (int i = 0; i < w->forward.len; i++) {
		Node *g = w->forward.at[i];
		if (g->sym != n->sym) {
			w->forward.at[kept++] = g;
			continue;
		}
		g->x = n;
		l->used = true;
		if (i < before) {
			w->declared_at--;
			if (pos_known(w->var_pos))
				error_at(g->sympos, "goto %s jumps over declaration of %s at %s",
					 n->sym, w->var_name, pos_string(w->var_pos));
		}
	}
	w->forward.len = kept;
}

static void inner(Walk *w, Targets t, Node *label, Pos start, Vec *list)
{
	Vec left = walk_block(w->block, t, label, start, list);
	vec_append(&w->forward, &left);
}

static void walk_cases(Walk *w, Node *n, Targets t, Node *label)
{
	t.breaks = n;
	for (int i = 0; i < n->list.len; i++) {
		Node *c = n->list.at[i];
		t.case_index = n->op == OSELECT ? -1 : i;
		inner(w, t, label, c->pos, &c->list2);
	}
}

static const char *declared_name(Node *n)
{
	if (n->op == ODEFINE) {
		Buf b = {0};
		for (int i = 0; i < n->list.len; i++)
			buf_printf(&b, i ? ", %s" : "%s", expr_str(n->list.at[i]));
		return buf_str(&b);
	}
	Node *first = n->list.at[0];
	return first->sym;
}

static void walk_decls(Walk *w, Node *n)
{
	if (n->op == OVARDECL || n->op == ODEFINE) {
		note_declaration(w, n->pos, declared_name(n));
		return;
	}
	VEC_EACH(Node, d, &n->list)
		if (d->op == OVARDECL) {
			note_declaration(w, d->pos, declared_name(d));
			return;
		}
}

// Where the body begins; what check_rangefunc.c made up has no brace.
static Pos body_start(const Node *n)
{
	return n->orig ? n->orig->pos : n->pos;
}

static Pos else_start(const Node *n)
{
	return n->orig && n->orig->orig ? n->orig->orig->pos : n->pos;
}

static void walk_stmt(Walk *w, Node *n, Targets t, Node *label, bool last)
{
	Targets nested = {t.breaks, t.continues, -1};
	switch (n->op) {
	case OVARDECL:
	case ODECLLIST:
	case ODEFINE:
		walk_decls(w, n);
		break;
	case OBREAK:
	case OCONTINUE:
		ls->func->has_goto_or_label |= n->sym != NULL;
		if (n->sym)
			labelled_branch(n, w->block);
		else
			plain_branch(n, &t);
		break;
	case OGOTO:
		ls->func->has_goto_or_label = true;
		if (!resolve_goto(n, w->block))
			vec_push(&w->forward, n);
		break;
	case OFALL:
		fallthrough_branch(n, &t, last);
		break;
	case OBLOCK:
		inner(w, nested, label, n->pos, &n->list);
		break;
	case OIF:
		inner(w, nested, label, body_start(n), &n->list);
		if (n->list2.len)
			inner(w, nested, label, else_start(n), &n->list2);
		break;
	case OFOR:
	case ORANGE:
		nested.breaks = nested.continues = n;
		inner(w, nested, label, body_start(n), &n->list);
		break;
	case OSWITCH:
	case OTYPESW:
	case OSELECT:
		walk_cases(w, n, nested, label);
		break;
	default:
		break;
	}
}

static int without_trailing_empties(const Vec *list)
{
	int n = list->len;
	while (n > 0 && ((Node *)list->at[n - 1])->op == OEMPTY)
		n--;
	return n;
}

// Returns the gotos that lead out of the block.
static Vec walk_block(Block *parent, Targets t, Node *label, Pos start, Vec *list)
{
	Walk w = {.block = NEW(Block)}; // labels keep pointing to it
	*w.block = (Block){parent, start, label};
	Node *pending = NULL;
	int len = without_trailing_empties(list);
	for (int i = 0; i < list->len; i++) {
		Node *n = list->at[i];
		if (n->op == OLABEL) {
			ls->func->has_goto_or_label = true;
			Node *labelled = n;
			for (int j = i; j < list->len && labelled->op == OLABEL; j++)
				labelled = list->at[j];
			if (!name_blank(n->sym))
				meet_label(&w, n, labelled);
			pending = name_blank(n->sym) ? pending : n;
			continue;
		}
		if (is_breakable(n) && pending)
			n->sym = pending->sym;
		walk_stmt(&w, n, t, pending, i + 1 == len);
		pending = NULL;
	}
	return w.forward;
}

void resolve_labels(Func *f)
{
	Labels mine = {.func = f}, *saved = ls;
	ls = &mine;
	Vec left = walk_block(NULL, (Targets){.case_index = -1}, NULL, f->pos, &f->body);
	VEC_EACH(Node, g, &left) {
		Label *l = find_label(g->sym);
		if (l) {
			l->used = true;
			error_at(g->sympos, "goto %s jumps into block starting at %s", g->sym,
				 pos_string(l->block->start));
		} else {
			error_at(g->sympos, "label %s not defined", g->sym);
		}
	}
	VEC_EACH(Label, l, &mine.labels)
		if (!l->used)
			error_at(l->node->pos, "label %s defined and not used", l->node->sym);
	ls = saved;
}

// --- of code that is not checked -----------------------------------------------------------------

static void labels_within(Node **np, void *arg)
{
	Node *n = *np;
	if (n->func && n->func->has_body) {
		resolve_labels(n->func);
		VEC_EACH(Node, s, &n->func->body)
			labels_within(&s, arg);
	}
	node_children(n, labels_within, arg);
}

void check_labels(Package *p)
{
	VEC_EACH(File, f, &p->files)
		VEC_EACH(Node, n, &f->decls)
			labels_within(&n, NULL);
}
