// ast.c - nodes: making, copying, walking and dumping them.

#include "lang.h"

Node *node_new(Op op, Pos pos)
{
	Node *n = NEW(Node);
	n->op = op;
	n->pos = pos;
	return n;
}

// --- copies --------------------------------------------------------------------------------------

static Vec clone_list(const Vec *v)
{
	Vec copy = {0};
	VEC_EACH(Node, n, v)
		vec_push(&copy, node_clone(n));
	return copy;
}

static Node *clone_or_null(const Node *n)
{
	return n ? node_clone(n) : NULL;
}

static Func *clone_func(const Func *f, Node *lit)
{
	Func *copy = NEW(Func);
	*copy = *f;
	copy->recv_field = clone_or_null(f->recv_field);
	copy->syntax = clone_or_null(f->syntax);
	copy->tparams = clone_list(&f->tparams);
	copy->body = clone_list(&f->body);
	copy->lit = f->lit ? lit : NULL;
	return copy;
}

Node *node_clone(const Node *n)
{
	Node *copy = NEW(Node);
	*copy = *n;
	copy->x = clone_or_null(n->x);
	copy->y = clone_or_null(n->y);
	copy->z = clone_or_null(n->z);
	copy->w = clone_or_null(n->w);
	copy->list = clone_list(&n->list);
	copy->list2 = clone_list(&n->list2);
	copy->init = clone_list(&n->init);
	copy->tparams = clone_list(&n->tparams);
	if (n->func) {
		copy->func = clone_func(n->func, copy);
		if (n->op == OFUNCDECL)
			copy->x = copy->func->syntax;
	}
	return copy;
}

// --- positions -----------------------------------------------------------------------------------

// The part of n that stands left of n's own position, or NULL.  As in Go a slice expression has
// none: errors about it are shown at its bracket.
static const Node *left_part(const Node *n)
{
	switch (n->op) {
	case OCOMPLIT:
	case OKEYVAL:
	case OSELECTOR:
	case ODOT:
	case ODOTPTR:
	case ODOTMETH:
	case ODOTINTER:
	case OMETHVAL:
	case OINDEXX:
	case OINDEX:
	case OINDEXMAP:
	case ODOTTYPE:
	case OCALLX:
	case OCALL:
	case OCALLMETH:
	case OCALLINTER:
	case OSEND:
	case OASOP:
	case OAS:
		return n->x;
	case OADDSTR:
	case ODEFINE:
	case OAS2:
	case OTUNION:
		return n->list.len > 0 ? n->list.at[0] : NULL;
	case OADDR:
	case ODEREF:
	case OCONVIFACE:
	case OCONVNOP:
		return n->implicit ? n->x : NULL;
	default:
		return op_is_binary(n->op) ? n->x : NULL;
	}
}

// A typed form whose left part is gone keeps where it started in sympos.
static bool keeps_start(const Node *n)
{
	switch (n->op) {
	case ODOT:
	case ODOTPTR:
	case ODOTMETH:
	case ODOTINTER:
	case OMETHVAL:
		return false;
	default:
		return n->op >= OLIT && n->op <= OUNSAFESTRINGDATA && pos_known(n->sympos);
	}
}

Pos node_startpos(const Node *n)
{
	for (;;) {
		while (n->orig)
			n = n->orig;
		if (keeps_start(n))
			return n->sympos;
		if (n->op == OTYPESWGUARD && n->sym)
			return n->sympos;
		const Node *left = n->op == OTYPESWGUARD ? n->x : left_part(n);
		if (!left)
			return n->pos;
		n = left;
	}
}

// --- walking -------------------------------------------------------------------------------------

static void each(Vec *v, void (*fn)(Node **child, void *arg), void *arg)
{
	for (int i = 0; i < v->len; i++)
		fn((Node **)&v->at[i], arg);
}

void node_children(Node *n, void (*fn)(Node **child, void *arg), void *arg)
{
	each(&n->init, fn, arg);
	// A checked jump's x is the statement it leaves or goes to: a reference, not a part.
	if (op_is_jump(n->op))
		return;
	if (n->x)
		fn(&n->x, arg);
	if (n->y)
		fn(&n->y, arg);
	if (n->z)
		fn(&n->z, arg);
	if (n->w)
		fn(&n->w, arg);
	each(&n->list, fn, arg);
	each(&n->list2, fn, arg);
}

// --- dumping -------------------------------------------------------------------------------------

static void dump_label(FILE *f, const char *label, int indent)
{
	fprintf(f, "%*s%s", indent * 2, "", label);
}

static void dump_child(FILE *f, const char *label, const Node *n, int indent)
{
	if (!n)
		return;
	dump_label(f, label, indent);
	node_dump(f, n, indent);
}

static void dump_list(FILE *f, const char *label, const Vec *v, int indent)
{
	VEC_EACH(Node, n, v)
		dump_child(f, label, n, indent);
}

static void dump_flags(FILE *f, const Node *n)
{
	const struct {
		bool set;
		const char *name;
	} flags[] = {
	    {n->ddd, "ddd"},         {n->is3, "is3"},           {n->def, "def"},
	    {n->alias, "alias"},     {n->implicit, "implicit"}, {n->dddlit, "dddlit"},
	    {n->incdec, "incdec"},   {n->isdefault, "default"}, {n->constdecl_implicit, "repeated"},
	    {n->bounded, "bounded"},
	};
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (flags[i].set)
			fprintf(f, " %s", flags[i].name);
}

static void dump_func(FILE *f, const Func *func, int indent)
{
	dump_child(f, "recv ", func->recv_field, indent);
	dump_list(f, "tparam ", &func->tparams, indent);
	dump_child(f, "sig ", func->syntax, indent);
	dump_list(f, "body ", &func->body, indent);
}

// One line for n (the cursor stands after its label), then its parts, one deeper.
void node_dump(FILE *f, const Node *n, int indent)
{
	fprintf(f, "%s %u:%u", op_names[n->op], n->pos.line, n->pos.col);
	if (n->sym)
		fprintf(f, " %s", n->sym);
	if (n->val)
		fprintf(f, " = %s", const_text(n->val));
	if (n->op == OASOP)
		fprintf(f, " %s", op_names[n->asop]);
	if (n->num)
		fprintf(f, " num=%lld", (long long)n->num);
	dump_flags(f, n);
	if (n->type)
		fprintf(f, " : %s", type_string(n->type, NULL));
	fputc('\n', f);

	indent++;
	dump_list(f, "init ", &n->init, indent);
	dump_list(f, "tparam ", &n->tparams, indent);
	if (n->func && (n->op == OFUNCDECL || n->op == OFUNCLIT)) {
		dump_func(f, n->func, indent);
		return;
	}
	if (op_is_jump(n->op))
		return;
	dump_child(f, "x ", n->x, indent);
	dump_child(f, "y ", n->y, indent);
	dump_child(f, "z ", n->z, indent);
	dump_child(f, "w ", n->w, indent);
	dump_list(f, "- ", &n->list, indent);
	dump_list(f, "= ", &n->list2, indent);
}
