// print_source.c - trees as they were written, for messages.
//
// Nodes that the checker has rewritten are shown without what it put in by itself, folded ones
// through Node.orig.  Bodies and the elements of literals are left out, types are not.

#include "print.h"

#include <string.h>

static const char ELLIPSIS[] = "\xe2\x80\xa6";

static void put(Printer *p, const Node *n)
{
	p->node(p, n, 0);
}

// Most forms need nothing but their own text; see print_form().
static const char *const forms[OP_COUNT] = {
    [OIDENT] = "$s",
    [ONIL] = "nil",
    [OTYPE] = "$t",
    [OPAREN] = "($x)",
    [OSELECTOR] = "$x.$s",
    [ODOTMETH] = "$x.$s",
    [ODOTINTER] = "$x.$s",
    [OMETHVAL] = "$x.$s",
    [OINDEXX] = "$x[$l]",
    [OINDEX] = "$x[$y]",
    [OINDEXMAP] = "$x[$y]",
    [OPTRLIT] = "&$x",
    [OELEM] = "$x",
    [OKEYVAL] = "$x: $y",
    [OMAKESLICE] = "make($t$,x$,y)",
    [OMAKEMAP] = "make($t$,x)",
    [OMAKECHAN] = "make($t$,x)",
    [OEXPRSTMT] = "$x",
    [OSEND] = "$x <- $y",
    [ODEFINE] = "$l := $r",
    [OAS2] = "$l = $r",
    [OTARRAY] = "[$x]$y",
    [OTSLICE] = "[]$x",
    [OTMAP] = "map[$x]$y",
    [OELLIPSIS] = "...",
};

// A call's arguments; the slice made for a variadic parameter shows its elements.
static void put_args(Printer *p, const Vec *v, bool ddd)
{
	int shown = 0;
	VEC_EACH(Node, a, v) {
		bool packed = a->op == OSLICELIT && a->dddlit;
		if (a->op == ONIL && a->implicit)
			continue;
		if (packed && a->list.len == 0)
			continue;
		if (shown++)
			buf_puts(p->out, ", ");
		if (packed)
			print_list(p, &a->list, ", ");
		else
			put(p, a);
	}
	buf_puts(p->out, ddd ? "...)" : ")");
}

static void put_call(Printer *p, const Node *n)
{
	print_form(p, "$x(", n);
	put_args(p, &n->list, n->ddd);
}

static void put_fields(Printer *p, const Vec *v, const char *sep)
{
	for (int i = 0; i < v->len; i++) {
		Node *f = v->at[i];
		bool shares = i > 0 && ((Node *)v->at[i - 1])->implicit;
		buf_puts(p->out, i == 0 ? "" : shares ? ", " : sep);
		if (f->sym)
			buf_puts(p->out, f->sym);
		if (f->implicit)
			continue;
		buf_puts(p->out, f->sym ? " " : "");
		if (f->ddd)
			buf_puts(p->out, "...");
		put(p, f->x);
	}
}

static void put_signature(Printer *p, const Node *n)
{
	buf_putc(p->out, '(');
	put_fields(p, &n->list, ", ");
	buf_putc(p->out, ')');
	if (n->list2.len == 0)
		return;
	Node *first = n->list2.at[0];
	bool paren = n->list2.len > 1 || first->sym;
	buf_puts(p->out, paren ? " (" : " ");
	put_fields(p, &n->list2, ", ");
	buf_puts(p->out, paren ? ")" : "");
}

static void put_func_literal(Printer *p, const Node *n)
{
	buf_puts(p->out, "func");
	put_signature(p, n->func->syntax);
	buf_printf(p->out, " {%s}", n->func->body.len ? ELLIPSIS : "");
}

static void put_const(Printer *p, const Node *n)
{
	buf_puts(p->out, n->sym ? n->sym : const_text(n->val));
}

static void put_name(Printer *p, const Node *n)
{
	const Object *o = n->obj;
	bool global = (o->kind == OBJ_FUNC && !o->recv_named) ||
		      (o->kind == OBJ_VAR && o->vclass == VAR_GLOBAL);
	if (o->pkg && o->pkg != p->from && global)
		buf_printf(p->out, "%s.", o->pkg->name);
	buf_puts(p->out, o->sym ? o->sym : "_");
}

static void put_literal(Printer *p, const Node *n)
{
	if (n->op == OCOMPLIT && n->x)
		put(p, n->x);
	else if (n->type && n->op != OCOMPLIT)
		p->type(p, n->type);
	buf_printf(p->out, "{%s}", n->list.len ? ELLIPSIS : "");
}

static void put_conversion(Printer *p, const Node *n)
{
	if (n->implicit) {
		put(p, n->x);
		return;
	}
	const char *t = type_string(n->type, p->from);
	bool paren = t[0] == '*' || strncmp(t, "func", 4) == 0 || t[0] == '<';
	buf_printf(p->out, paren ? "(%s)" : "%s", t);
	print_form(p, "($x)", n);
}

// --- types ---------------------------------------------------------------------------------------

static void put_interface(Printer *p, const Node *n)
{
	buf_puts(p->out, "interface{");
	VEC_EACH(Node, f, &n->list) {
		buf_puts(p->out, f == n->list.at[0] ? "" : "; ");
		buf_puts(p->out, f->sym ? f->sym : "");
		if (f->sym && f->x->op == OTFUNC)
			put_signature(p, f->x);
		else
			put(p, f->x);
	}
	buf_putc(p->out, '}');
}

static void put_chan(Printer *p, const Node *n)
{
	static const char *const chan_forms[] = {
	    [CHAN_BOTH] = "chan $x",
	    [CHAN_SEND] = "chan<- $x",
	    [CHAN_RECV] = "<-chan $x",
	};
	bool brackets = n->num == CHAN_BOTH && n->x->op == OTCHAN && n->x->num == CHAN_RECV;
	print_form(p, brackets ? "chan ($x)" : chan_forms[n->num], n);
}

static void put_type_syntax(Printer *p, const Node *n)
{
	switch (n->op) {
	case OTCHAN:
		put_chan(p, n);
		break;
	case OTFUNC:
		buf_puts(p->out, "func");
		put_signature(p, n);
		break;
	case OTSTRUCT:
		buf_puts(p->out, "struct{");
		put_fields(p, &n->list, "; ");
		buf_putc(p->out, '}');
		break;
	case OTINTER:
		put_interface(p, n);
		break;
	case OTUNION:
		print_list(p, &n->list, " | ");
		break;
	default:
		buf_puts(p->out, op_names[n->op]);
	}
}

// --- all -----------------------------------------------------------------------------------------

static void put_operator(Printer *p, const Node *n)
{
	if (!op_is_binary(n->op)) {
		buf_puts(p->out, n->implicit ? "" : op_text(n->op));
		put(p, n->x);
		return;
	}
	put(p, n->x);
	buf_printf(p->out, " %s ", op_text(n->op));
	put(p, n->y);
}

// What has no form of its own: by classes of ops.
static void put_other(Printer *p, const Node *n)
{
	if (op_text(n->op))
		put_operator(p, n);
	else if (op_is_conversion(n->op))
		put_conversion(p, n);
	else if (op_is_call(n->op) || n->op == OCALLX)
		put_call(p, n);
	else if (op_builtin(n->op))
		print_builtin(p, n);
	else
		put_type_syntax(p, n);
}

// clang-format off: cases share lines
static void put_node(Printer *p, const Node *n, int prec)
{
	(void)prec;            // brackets are nodes
	if (n->orig)
		n = n->orig;
	if (forms[n->op]) {
		print_form(p, forms[n->op], n);
		return;
	}
	switch (n->op) {
	case OBASICLIT: case OLIT:
		put_const(p, n);
		break;
	case ONAME:
		put_name(p, n);
		break;
	case ODOT: case ODOTPTR:
		print_form(p, n->implicit ? "$x" : "$x.$s", n);
		break;
	case OMETHEXPR:
		print_method_expr(p, n->rtype, n->sym);
		break;
	case OSLICEX: case OSLICE: case OSLICEARR: case OSLICESTR: case OSLICE3: case OSLICE3ARR:
		print_slice(p, n);
		break;
	case OCOMPLIT: case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT: case OMAPLIT:
		put_literal(p, n);
		break;
	case OFUNCLIT:
		put_func_literal(p, n);
		break;
	case ODOTTYPE:
		print_form(p, n->y ? "$x.($y)" : "$x.($t)", n);
		break;
	case OADDSTR:
		print_list(p, &n->list, " + ");
		break;
	case OTYPESWGUARD:
		print_form(p, n->sym ? "$s := $x.(type)" : "$x.(type)", n);
		break;
	case OASOP:
		print_assign_op(p, n);
		break;
	case ONEW:
		print_new(p, n);
		break;
	case OBAD:
		buf_puts(p->out, n->sym ? n->sym : "_");
		break;
	default:
		put_other(p, n);
	}
}
// clang-format on

static void put_type(Printer *p, Type *t)
{
	buf_puts(p->out, type_string(t, p->from));
}

char *source_string(const Node *n, Package *from)
{
	Buf b = {0};
	Printer p = {.out = &b, .from = from, .node = put_node, .type = put_type};
	put(&p, n);
	return buf_str(&b);
}
