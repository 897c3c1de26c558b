// check_return.c - does control reach the end of a statement list?  (The spec's terminating
// statements.)

#include "check.h"

static bool stmt_terminates(Node *n);

bool terminates(Vec *list)
{
	for (int i = list->len - 1; i >= 0; i--) {
		Node *n = list->at[i];
		if (n->op != OEMPTY)
			return stmt_terminates(n);
	}
	return false;
}

static bool is_left(const Node *n)
{
	return n->phase != NULL; // set by check_label.c
}

static bool cases_terminate(Node *n)
{
	bool has_default = n->op == OSELECT;
	if (is_left(n))
		return false;
	VEC_EACH(Node, c, &n->list) {
		Node *last = c->list2.len ? c->list2.at[c->list2.len - 1] : NULL;
		has_default |= c->isdefault;
		if (!terminates(&c->list2) && !(last && last->op == OFALL))
			return false;
	}
	return has_default;
}

static bool stmt_terminates(Node *n)
{
	switch (n->op) {
	case ORETURN:
	case OGOTO:
	case OFALL:
		return true;
	case OEXPRSTMT:
		return n->x->op == OPANIC;
	case OBLOCK:
		return terminates(&n->list);
	case OIF:
		return n->list2.len && terminates(&n->list) && terminates(&n->list2);
	case OFOR:
		return !n->x && !is_left(n);
	case OSWITCH:
	case OTYPESW:
	case OSELECT:
		return cases_terminate(n);
	default:
		return false;
	}
}
