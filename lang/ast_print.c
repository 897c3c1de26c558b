// ast_print.c - nodes as Go prints them in messages and -m lines
//
// The text follows cmd/compile's conventions, not gofmt's: what the compiler put in by itself
// (addresses, dereferences and conversions marked implicit) is invisible, composite literals and
// function literals are abbreviated, a method call shows its receiver as first argument, and
// compound statements are only named.  Syntax forms print as types2 shows them in errors.

#include "lang.h"

#include <string.h>

typedef struct {
	Buf *out;
	Package *from;         // whose names stand unqualified
	const Vec *shapes;     // see type_irstring
} Printer;

static void expr(Printer *p, const Node *n, int prec);
static void stmt(Printer *p, const Node *n);

static void node(Printer *p, const Node *n);

static void list(Printer *p, const Vec *v, const char *sep)
{
	for (int i = 0; i < v->len; i++) {
		if (i > 0)
			buf_puts(p->out, sep);
		node(p, v->at[i]);
	}
}

static void type(Printer *p, Type *t)
{
	buf_puts(p->out, t ? type_irstring(t, p->from, p->shapes) : "<nil>");
}

// ---------------------------------------------------------------------------------------------
// constants and names
// ---------------------------------------------------------------------------------------------

// 'x', as a rune literal.
static void quote_rune(Buf *out, int32_t r)
{
	Buf utf8 = {0};
	buf_put_utf8(&utf8, r);
	char *quoted = const_quote(utf8.s, utf8.len);
	if (r == '"')
		quoted = "\"\"\"";
	if (r == '\'')
		quoted = "\"\\'\"";
	buf_putc(out, '\'');
	buf_write(out, quoted + 1, strlen(quoted) - 2);
	buf_putc(out, '\'');
}

// The type a constant of this kind has when nothing else is said.
static bool is_default_type(const Type *t, const Const *c)
{
	switch (const_kind(c)) {
	case C_BOOL: return t->kind == T_BOOL || t->kind == T_UNTYPED_BOOL;
	case C_STRING: return t->kind == T_STRING || t->kind == T_UNTYPED_STRING;
	case C_INT:
	case C_RUNE:
		// An integer value of floating type counts as a float.
		return t->kind == T_INT || t->kind == T_UNTYPED_INT || t->kind == T_FLOAT64 ||
		       t->kind == T_UNTYPED_FLOAT || t->kind == T_UNTYPED_RUNE;
	case C_FLOAT: return t->kind == T_FLOAT64 || t->kind == T_UNTYPED_FLOAT;
	case C_COMPLEX: return t->kind == T_COMPLEX128 || t->kind == T_UNTYPED_COMPLEX;
	}
	return false;
}

// rune and int32 are one type here: it is a rune if it was written as one, or if the package has
// only runes.
static bool is_rune(const Printer *p, const Node *n)
{
	if (n->type && n->type != type_rune && n->type->kind != T_UNTYPED_RUNE)
		return false;
	if (const_kind(n->val) == C_RUNE)
		return true;
	return n->type == type_rune && strcmp(type_irstring(n->type, p->from, NULL), "rune") == 0;
}

static void literal(Printer *p, const Node *n)
{
	int64_t i;
	if (is_rune(p, n) && const_to_int64(n->val, &i) && i >= 0 && i <= 0x10ffff) {
		quote_rune(p->out, (int32_t)i);
		return;
	}
	if (!n->type || is_default_type(n->type, n->val)) {
		buf_puts(p->out, const_text(n->val));
		return;
	}
	type(p, n->type);
	buf_printf(p->out, "(%s)", const_text(n->val));
}

// The function's name without its package: T.M, (*T).M, f.func1.
static const char *local_name(const Func *f)
{
	size_t n = f->pkg ? strlen(f->pkg->path) : 0;
	if (f->pkg && strncmp(f->name, f->pkg->path, n) == 0 && f->name[n] == '.')
		return f->name + n + 1;
	return f->name;
}

static const char *matching_bracket(const char *open)
{
	const char *close = open;
	int depth = 0;
	do
		depth += (*close == '[') - (*close == ']');
	while (*close++ && depth > 0);
	return close - 1;
}

// Max[int] as Max[go.shape.int]; closures within keep what follows the bracket.
static void shaped_name(Buf *out, const char *name, const Vec *type_args)
{
	const char *open = strchr(name, '[');
	buf_write(out, name, (size_t)(open - name + 1));
	for (int i = 0; i < type_args->len; i++) {
		buf_puts(out, i ? "," : "");
		buf_puts(out, type_irstring(type_args->at[i], NULL, type_args));
	}
	buf_puts(out, matching_bracket(open));
}

static void func_name(Printer *p, const Func *f)
{
	const char *name = local_name(f);
	if (f->pkg && f->pkg != p->from)
		buf_printf(p->out, "%s.", f->pkg->name);
	const Func *root = f;
	while (root->outer)
		root = root->outer;
	if (root->type_args.len > 0)
		shaped_name(p->out, name, &root->type_args);
	else
		buf_puts(p->out, name);
}

static void object_name(Printer *p, const Object *o)
{
	if (o->kind == OBJ_FUNC && o->func) {
		func_name(p, o->func);
		return;
	}
	const char *sym = o->sym ? o->sym : "_";
	if (o->pkg && o->pkg != p->from && !o->is_blank && sym[0] != '~' && sym[0] != '.')
		buf_printf(p->out, "%s.", o->pkg->name);
	buf_puts(p->out, sym);
}

// ---------------------------------------------------------------------------------------------
// expressions
// ---------------------------------------------------------------------------------------------

static const Node *skip_implicit(const Node *n)
{
	while (n && n->implicit &&
	       (n->op == OADDR || n->op == ODEREF || n->op == OCONV || n->op == OCONVNOP ||
	        n->op == OCONVIFACE))
		n = n->x;
	return n;
}

static int node_prec(const Node *n)
{
	if (n->op == OTYPE && n->type && n->type->kind == T_PTR)
		return PREC_UNARY;
	switch (n->op) {
	// Go gives string concatenation and &T{} no precedence of their own: they are bracketed
	// wherever a binding operator surrounds them.
	case OADDSTR: case OPTRLIT: case OFUNCLIT: case OINLCALL:
		return 0;
	default:
		return op_prec(n->op);
	}
}

// Receiver type of a method call as the method expression shows it: T or (*T).
static void method_expr(Printer *p, Type *recv, const char *sym)
{
	bool ptr = recv && recv->kind == T_PTR;
	buf_puts(p->out, ptr ? "(" : "");
	type(p, recv);
	buf_printf(p->out, "%s.%s", ptr ? ")" : "", sym);
}

static void call_args(Printer *p, const Vec *args, bool ddd)
{
	list(p, args, ", ");
	buf_puts(p->out, ddd ? "...)" : ")");
}

// A call that was made direct goes to the method for the type at hand.
static bool is_devirtualized(const Node *call)
{
	const Node *x = call->x->x;
	while (x->implicit &&
	       (x->op == OADDR || x->op == ODEREF || x->op == ODOT || x->op == ODOTPTR))
		x = x->x;
	return x->op == ODOTTYPE && x->implicit;
}

// Go compiles generic code for the shapes of its type arguments; what differs comes as one argument
// more.  Within generic code that is found in the caller's own dictionary, which is not told here.
static const Func *generic_callee(const Printer *p, const Node *call)
{
	const Node *fn = call->x;
	const Func *f = NULL;
	if (call->op == OCALLMETH ? !is_devirtualized(call)
				  : fn->op == ONAME && fn->obj->kind == OBJ_FUNC)
		f = fn->obj->func;
	bool in_generic = p->shapes && p->shapes->len > 0;
	return f && f->instance && f->type_args.len > 0 && !in_generic ? f : NULL;
}

// &.dict.Name[int]: of a method the name is its type's.
static void dictionary(Printer *p, const Func *f)
{
	const char *open = strchr(f->name, '['), *name = local_name(f),
		   *close = matching_bracket(open);
	size_t n = strcspn(name, "[");
	if (f->recv) {
		const Type *t = f->recv->type->kind == T_PTR ? f->recv->type->elem : f->recv->type;
		name = t->obj->sym;
		n = strcspn(name, "[");
	}
	buf_printf(p->out, "&%s.dict.%.*s%.*s",
		   f->pkg == p->from ? "" : arena_printf("%s.", f->pkg->name), (int)n, name,
		   (int)(close + 1 - open), open);
}

static bool is_variadic(const Node *callee)
{
	return callee->type && callee->type->under && callee->type->under->variadic;
}

static void call(Printer *p, const Node *n)
{
	const Node *fn = n->x;
	const Func *generic = generic_callee(p, n);
	if (n->op == OCALLMETH) {
		Printer shaped = {p->out, p->from, generic ? &generic->type_args : p->shapes};
		method_expr(&shaped, fn->x->type, fn->sym ? fn->sym : fn->obj->sym);
		buf_putc(p->out, '(');
		node(p, fn->x);
		if (n->list.len > 0 || generic)
			buf_puts(p->out, ", ");
	} else {
		expr(p, fn, PREC_PRIMARY);
		buf_putc(p->out, '(');
	}
	if (generic) {
		dictionary(p, generic);
		buf_puts(p->out, n->list.len > 0 ? ", " : "");
	}
	call_args(p, &n->list, n->op == OCALLX ? n->ddd : is_variadic(fn));
}

// string(x) of a slice of a defined byte or rune type goes through the plain slice.
static const char *plain_slice(const Node *n)
{
	if (n->op == OBYTES2STR && n->x->type->under->elem->kind != T_UINT8)
		return "([]byte)";
	if (n->op == ORUNES2STR && n->x->type->under->elem->kind != T_INT32)
		return "([]rune)";
	return NULL;
}

// (T)(x) for an unnamed T, T(x) for one that has a name of its own.
static void conversion(Printer *p, const Node *n)
{
	const char *t = type_irstring(n->type, p->from, p->shapes), *plain = plain_slice(n);
	bool named = n->type->obj || n->type->kind < T_ARRAY || strcmp(t, "any") == 0;
	buf_printf(p->out, named ? "%s(" : "(%s)(", t);
	if (plain)
		buf_printf(p->out, "%s(", plain);
	node(p, n->x);
	buf_puts(p->out, plain ? "))" : ")");
}

static void slice_expr(Printer *p, const Node *n, bool three)
{
	expr(p, n->x, PREC_PRIMARY);
	buf_putc(p->out, '[');
	if (n->y)
		node(p, n->y);
	buf_putc(p->out, ':');
	if (n->z)
		node(p, n->z);
	if (three) {
		buf_putc(p->out, ':');
		if (n->w)
			node(p, n->w);
	}
	buf_putc(p->out, ']');
}

static void builtin_call(Printer *p, const Node *n)
{
	buf_printf(p->out, "%s(", op_builtin(n->op));
	if (n->x)
		node(p, n->x);
	if (n->y) {
		buf_puts(p->out, ", ");
		node(p, n->y);
	}
	call_args(p, &n->list, n->ddd);
}

static void make(Printer *p, const Node *n)
{
	buf_puts(p->out, "make(");
	type(p, n->type);
	if (n->x) {
		buf_puts(p->out, ", ");
		node(p, n->x);
	}
	if (n->y) {
		buf_puts(p->out, ", ");
		node(p, n->y);
	}
	buf_putc(p->out, ')');
}

static void composite(Printer *p, const Node *n)
{
	if (n->dddlit) {
		buf_puts(p->out, "... argument");
		return;
	}
	if (n->op != OCOMPLIT)
		type(p, n->type);
	else if (n->x)
		expr(p, n->x, PREC_PRIMARY);
	buf_puts(p->out, n->list.len == 0 ? "{}" : n->op == OCOMPLIT ? "{\xe2\x80\xa6}" : "{...}");
}

static void selector(Printer *p, const Node *n)
{
	const char *sym = n->sym ? n->sym : n->obj ? n->obj->sym : "?";
	if (n->op == OMETHEXPR) {
		method_expr(p, n->rtype, sym);
		return;
	}
	expr(p, n->x, PREC_PRIMARY);
	buf_printf(p->out, ".%s", sym);
}

static void unary(Printer *p, const Node *n)
{
	buf_puts(p->out, op_text(n->op));
	if (n->x && n->x->op == n->op && n->op != ODEREF && n->op != OSTARX)
		buf_putc(p->out, ' ');
	expr(p, n->x, PREC_UNARY + 1);
}

static void binary(Printer *p, const Node *n)
{
	int prec = op_prec(n->op);
	expr(p, n->x, prec);
	buf_printf(p->out, " %s ", op_text(n->op));
	expr(p, n->y, prec + 1);
}

static void inlined_call(Printer *p, const Node *n)
{
	if (n->list2.len == 1) {
		node(p, n->list2.at[0]);
		return;
	}
	buf_puts(p->out, "(.");
	list(p, &n->list2, "; ");
	buf_putc(p->out, ')');
}

static void type_syntax(Printer *p, const Node *n)
{
	switch (n->op) {
	case OTARRAY:
		buf_putc(p->out, '[');
		if (n->x->op == OELLIPSIS)
			buf_puts(p->out, "...");
		else
			node(p, n->x);
		buf_putc(p->out, ']');
		node(p, n->y);
		break;
	case OTSLICE:
		buf_puts(p->out, "[]");
		node(p, n->x);
		break;
	case OTMAP:
		buf_puts(p->out, "map[");
		node(p, n->x);
		buf_putc(p->out, ']');
		node(p, n->y);
		break;
	case OTCHAN:
		buf_puts(p->out, n->num == CHAN_SEND   ? "chan<- "
				 : n->num == CHAN_RECV ? "<-chan "
						       : "chan ");
		node(p, n->x);
		break;
	case OTFUNC:
		buf_puts(p->out, "func(");
		list(p, &n->list, ", ");
		buf_puts(p->out, n->list2.len == 0 ? ")" : n->list2.len == 1 ? ") " : ") (");
		list(p, &n->list2, ", ");
		buf_puts(p->out, n->list2.len > 1 ? ")" : "");
		break;
	case OTSTRUCT:
		buf_puts(p->out, n->list.len ? "struct{\xe2\x80\xa6}" : "struct{}");
		break;
	case OTINTER:
		buf_puts(p->out, n->list.len ? "interface{\xe2\x80\xa6}" : "interface{}");
		break;
	case OTUNION:
		list(p, &n->list, " | ");
		break;
	case OTILDE:
		buf_putc(p->out, '~');
		node(p, n->x);
		break;
	case OELLIPSIS:
		buf_puts(p->out, "...");
		if (n->x)
			node(p, n->x);
		break;
	default: // OFIELD
		if (n->sym)
			buf_printf(p->out, "%s ", n->sym);
		if (n->ddd)
			buf_puts(p->out, "...");
		if (n->x)
			node(p, n->x);
	}
}

static void expr_body(Printer *p, const Node *n)
{
	switch (n->op) {
	case OBAD:
		buf_puts(p->out, "BAD");
		break;
	case OIDENT:
		buf_puts(p->out, n->sym);
		break;
	case OBASICLIT:
	case OLIT:
		literal(p, n);
		break;
	case ONIL:
		buf_puts(p->out, "nil");
		break;
	case ONAME:
		object_name(p, n->obj);
		break;
	case OTYPE:
		type(p, n->type);
		break;
	case OPAREN:
		buf_putc(p->out, '(');
		node(p, n->x);
		buf_putc(p->out, ')');
		break;
	case OFUNCLIT:
		buf_puts(p->out, "func literal");
		break;
	case OPTRLIT:
		buf_putc(p->out, '&');
		node(p, n->x);
		break;
	case OCOMPLIT: case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT: case OMAPLIT:
		composite(p, n);
		break;
	case OELEM:
		node(p, n->x);
		break;
	case OKEYVAL:
		node(p, n->x);
		buf_putc(p->out, ':');
		node(p, n->y);
		break;
	case OSELECTOR: case ODOT: case ODOTPTR: case ODOTMETH: case ODOTINTER: case OMETHVAL:
	case OMETHEXPR:
		selector(p, n);
		break;
	case ODOTTYPE:
	case OTYPESWGUARD:
		expr(p, n->x, PREC_PRIMARY);
		buf_puts(p->out, ".(");
		if (n->op == ODOTTYPE)
			type(p, n->type);
		else
			buf_puts(p->out, "type");
		buf_putc(p->out, ')');
		break;
	case OINDEX: case OINDEXMAP:
		expr(p, n->x, PREC_PRIMARY);
		buf_putc(p->out, '[');
		node(p, n->y);
		buf_putc(p->out, ']');
		break;
	case OINDEXX:
		expr(p, n->x, PREC_PRIMARY);
		buf_putc(p->out, '[');
		list(p, &n->list, ", ");
		buf_putc(p->out, ']');
		break;
	case OSLICE: case OSLICESTR: case OSLICEARR:
		slice_expr(p, n, false);
		break;
	case OSLICE3: case OSLICE3ARR:
		slice_expr(p, n, true);
		break;
	case OSLICEX:
		slice_expr(p, n, n->is3);
		break;
	case OCONV:
	case OCONVNOP:
	case OCONVIFACE:
	case OSTR2BYTES:
	case OBYTES2STR:
	case OSTR2RUNES:
	case ORUNES2STR: case ORUNESTR: case OSLICE2ARR: case OSLICE2ARRPTR:
		conversion(p, n);
		break;
	case OCALLX: case OCALL: case OCALLMETH: case OCALLINTER:
		call(p, n);
		break;
	case OINLCALL:
		inlined_call(p, n);
		break;
	case OMAKESLICE: case OMAKEMAP: case OMAKECHAN:
		make(p, n);
		break;
	case ONEW:
		buf_puts(p->out, "new(");
		if (n->x)
			node(p, n->x);
		else
			type(p, n->type->elem);
		buf_putc(p->out, ')');
		break;
	case OPLUS:
	case ONEG:
	case OBITNOT:
	case ONOT:
	case ORECV:
	case OADDR:
	case ODEREF:
	case OSTARX:
		unary(p, n);
		break;
	case OADDSTR:
		list(p, &n->list, " + ");
		break;
	case OTARRAY:
	case OTSLICE:
	case OTMAP:
	case OTCHAN:
	case OTFUNC:
	case OTSTRUCT:
	case OTINTER:
	case OTUNION: case OTILDE: case OELLIPSIS: case OFIELD:
		type_syntax(p, n);
		break;
	default:
		if (op_builtin(n->op))
			builtin_call(p, n);
		else if (op_is_binary(n->op))
			binary(p, n);
		else
			stmt(p, n);
	}
}

// Prints n where an operator of strength prec stands beside it.
static void expr(Printer *p, const Node *n, int prec)
{
	n = skip_implicit(n);
	if (!n) {
		buf_puts(p->out, "<nil>");
		return;
	}
	bool brackets = prec > node_prec(n);
	buf_puts(p->out, brackets ? "(" : "");
	expr_body(p, n);
	buf_puts(p->out, brackets ? ")" : "");
}

// ---------------------------------------------------------------------------------------------
// statements: the simple ones in full, the others by name
// ---------------------------------------------------------------------------------------------

// Results and temporaries are declared elsewhere, to Go.
static bool shows_declaration(const Node *n)
{
	const Node *first = n->op == OAS ? n->x : n->list.at[0];
	if (n->op == ODEFINE)
		return true;
	if (!n->def || first->op != ONAME)
		return n->def;
	return !first->obj->is_temp && strncmp(first->obj->sym, "~r", 2) != 0;
}

static void assignment(Printer *p, const Node *n)
{
	const char *op = shows_declaration(n) ? " := " : " = ";
	if (n->op == OAS) {
		node(p, n->x);
		buf_puts(p->out, op);
		expr(p, n->y, 0);
		return;
	}
	list(p, &n->list, ", ");
	buf_puts(p->out, op);
	if (n->x)
		node(p, n->x);
	else
		list(p, &n->list2, ", ");
}

static void assign_op(Printer *p, const Node *n)
{
	node(p, n->x);
	if (n->incdec) {
		buf_puts(p->out, n->asop == OADD ? "++" : "--");
		return;
	}
	buf_printf(p->out, " %s= ", op_text(n->asop));
	node(p, n->y);
}

static void if_stmt(Printer *p, const Node *n)
{
	buf_puts(p->out, "if ");
	if (n->init.len == 1) {
		list(p, &n->init, "; ");
		buf_puts(p->out, "; ");
	}
	node(p, n->x);
	buf_puts(p->out, " { ");
	list(p, &n->list, "; ");
	buf_puts(p->out, " }");
	if (n->list2.len == 0)
		return;
	buf_puts(p->out, " else { ");
	list(p, &n->list2, "; ");
	buf_puts(p->out, " }");
}

static void branch(Printer *p, const char *what, const char *label)
{
	buf_puts(p->out, what);
	if (label)
		buf_printf(p->out, " %s", label);
}

static void stmt(Printer *p, const Node *n)
{
	switch (n->op) {
	case OAS:
	case OAS2:
	case OAS2FUNC:
	case OAS2RECV:
	case OAS2MAPR:
	case OAS2DOTTYPE:
	case ODEFINE:
		assignment(p, n);
		break;
	case OASOP:
		assign_op(p, n);
		break;
	case OVARDECL:
		for (int i = 0; i < n->list.len; i++) {
			buf_puts(p->out, i > 0 ? "; " : "");
			node(p, n->list.at[i]);
			buf_puts(p->out, " = <nil>");
		}
		break;
	case OBLOCK:
		list(p, &n->list, "; ");
		break;
	case OEXPRSTMT:
		node(p, n->x);
		break;
	case OSEND:
		expr(p, n->x, PREC_SEND);
		buf_puts(p->out, " <- ");
		expr(p, n->y, PREC_SEND + 1);
		break;
	case ORETURN:
		buf_puts(p->out, "return ");
		list(p, &n->list, ", ");
		break;
	case OGO:
	case ODEFER:
		buf_puts(p->out, n->op == OGO ? "go " : "defer ");
		node(p, n->x);
		break;
	case OIF:
		if_stmt(p, n);
		break;
	case OFOR:
	case ORANGE:
		buf_puts(p->out, "for loop");
		break;
	case OSELECT:
		buf_puts(p->out, "select statement");
		break;
	case OSWITCH:
	case OTYPESW:
		buf_puts(p->out, "switch statement");
		break;
	case OCASE:
		buf_puts(p->out, n->list.len ? "case " : "default");
		list(p, &n->list, ", ");
		buf_puts(p->out, ": ");
		list(p, &n->list2, "; ");
		break;
	case OBREAK:
		branch(p, "break", n->sym);
		break;
	case OCONTINUE:
		branch(p, "continue", n->sym);
		break;
	case OGOTO:
		branch(p, "goto", n->sym);
		break;
	case OFALL:
		buf_puts(p->out, "fallthrough");
		break;
	case OLABEL:
		buf_printf(p->out, "%s: ", n->sym);
		break;
	default:
		buf_printf(p->out, "<node %s>", op_names[n->op]);
	}
}

static void node(Printer *p, const Node *n)
{
	expr(p, n, 0);
}

char *node_string_in(const Node *n, Package *from, const Vec *shapes)
{
	Buf b = {0};
	Printer p = {&b, from, shapes};
	node(&p, n);
	return buf_str(&b);
}

char *node_string(const Node *n)
{
	return node_string_in(n, n && pos_known(n->pos) ? posbase(n->pos.base)->pkg : NULL, NULL);
}

char *func_string(const Func *f, Package *from)
{
	Buf b = {0};
	Printer p = {&b, from, NULL};
	func_name(&p, f);
	return buf_str(&b);
}
