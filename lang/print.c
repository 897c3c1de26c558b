// print.c - what the two printers of trees share.
//
// Trees become text for two audiences.  print_source.c shows to whom wrote it what was written, in
// the checker's and parser's messages: typed nodes stand there for the syntax they came from.
// print_tree.c shows the typed tree as Go's compiler prints its own, in -m lines.  They agree on
// little more than the forms below, on operators (op.c) and on types (type_print.c), but for these
// they use the same code.

#include "print.h"

void print_list(Printer *p, const Vec *v, const char *sep)
{
	for (int i = 0; i < v->len; i++) {
		if (i > 0)
			buf_puts(p->out, sep);
		p->node(p, v->at[i], 0);
	}
}

static const Node *operand(const Node *n, char which)
{
	switch (which) {
	case 'x':
		return n->x;
	case 'y':
		return n->y;
	case 'z':
		return n->z;
	case 'w':
		return n->w;
	default:
		bug("no operand is called %c", which);
	}
}

static void print_operand(Printer *p, const Node *x, const char *before, int prec)
{
	if (!x)
		return;
	buf_puts(p->out, before);
	p->node(p, x, prec);
}

static const char *name_of(const Node *n)
{
	return n->sym ? n->sym : n->obj ? n->obj->sym : "?";
}

// What stands at a $; returns the end of it.
static const char *print_place(Printer *p, const char *place, const Node *n)
{
	switch (*place) {
	case 't':
		p->type(p, n->type);
		break;
	case 's':
		buf_puts(p->out, name_of(n));
		break;
	case 'l':
		print_list(p, &n->list, ", ");
		break;
	case 'r':
		print_list(p, &n->list2, ", ");
		break;
	case ';':
		print_list(p, &n->list, "; ");
		break;
	case '-':
		buf_printf(p->out, "%s%s", n->sym ? " " : "", n->sym ? n->sym : "");
		break;
	case ',':
		print_operand(p, operand(n, *++place), ", ", 0);
		break;
	default:
		print_operand(p, operand(n, *place), "", 0);
	}
	return place + 1;
}

void print_form(Printer *p, const char *form, const Node *n)
{
	while (*form) {
		char c = *form++;
		if (c == '$')
			form = print_place(p, form, n);
		else if (c == '@')
			print_operand(p, operand(n, *form++), "", PREC_PRIMARY);
		else
			buf_putc(p->out, c);
	}
}

void print_slice(Printer *p, const Node *n)
{
	print_form(p, n->w ? "@x[$y:$z:$w]" : "@x[$y:$z]", n);
}

void print_builtin(Printer *p, const Node *n)
{
	buf_puts(p->out, op_builtin(n->op));
	print_form(p, n->y ? "($x, $y$l" : "($x$l", n);
	buf_puts(p->out, n->ddd ? "...)" : ")");
}

void print_new(Printer *p, const Node *n)
{
	if (n->x) {
		print_form(p, "new($x)", n);
		return;
	}
	buf_puts(p->out, "new(");
	p->type(p, n->type->elem);
	buf_putc(p->out, ')');
}

void print_assign_op(Printer *p, const Node *n)
{
	print_form(p, "$x", n);
	if (n->incdec) {
		buf_puts(p->out, n->asop == OADD ? "++" : "--");
		return;
	}
	buf_printf(p->out, " %s= ", op_text(n->asop));
	print_form(p, "$y", n);
}

void print_method_expr(Printer *p, Type *recv, const char *name)
{
	bool ptr = recv && recv->kind == T_PTR;
	buf_puts(p->out, ptr ? "(" : "");
	p->type(p, recv);
	buf_printf(p->out, "%s.%s", ptr ? ")" : "", name);
}
