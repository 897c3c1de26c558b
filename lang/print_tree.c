// print_tree.c - typed trees as Go's compiler prints its own, for -m lines.
//
// The text follows cmd/compile's conventions, not gofmt's: what the compiler put in by itself
// (addresses, dereferences and conversions marked implicit) is invisible, composite literals and
// function literals are abbreviated, a method call shows its receiver as first argument, and
// compound statements are only named.

#include "print.h"

#include <string.h>

static void node(Printer *p, const Node *n)
{
	p->node(p, n, 0);
}

// -------------------------------------------------------------------------------------------------
// constants and names
// -------------------------------------------------------------------------------------------------

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
	case C_BOOL:
		return t->kind == T_BOOL || t->kind == T_UNTYPED_BOOL;
	case C_STRING:
		return t->kind == T_STRING || t->kind == T_UNTYPED_STRING;
	case C_INT:
	case C_RUNE:
		// An integer value of floating type counts as a float.
		return t->kind == T_INT || t->kind == T_UNTYPED_INT || t->kind == T_FLOAT64 ||
		       t->kind == T_UNTYPED_FLOAT || t->kind == T_UNTYPED_RUNE;
	case C_FLOAT:
		return t->kind == T_FLOAT64 || t->kind == T_UNTYPED_FLOAT;
	case C_COMPLEX:
		return t->kind == T_COMPLEX128 || t->kind == T_UNTYPED_COMPLEX;
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
	p->type(p, n->type);
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

// -------------------------------------------------------------------------------------------------
// expressions
// -------------------------------------------------------------------------------------------------

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
	case OADDSTR:
	case OPTRLIT:
	case OFUNCLIT:
	case OINLCALL:
		return 0;
	default:
		return op_prec(n->op);
	}
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
		Printer shaped = *p;
		shaped.shapes = generic ? &generic->type_args : p->shapes;
		print_method_expr(&shaped, fn->x->type, fn->sym ? fn->sym : fn->obj->sym);
		print_form(p, "($x", fn);
		if (n->list.len > 0 || generic)
			buf_puts(p->out, ", ");
	} else {
		print_form(p, "@x(", n);
	}
	if (generic) {
		dictionary(p, generic);
		buf_puts(p->out, n->list.len > 0 ? ", " : "");
	}
	print_list(p, &n->list, ", ");
	buf_puts(p->out, is_variadic(fn) ? "...)" : ")");
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

static void composite(Printer *p, const Node *n)
{
	if (n->dddlit) {
		buf_puts(p->out, "... argument");
		return;
	}
	print_form(p, n->list.len == 0 ? "$t{}" : "$t{...}", n);
}

static void unary(Printer *p, const Node *n)
{
	buf_puts(p->out, op_text(n->op));
	if (n->x && n->x->op == n->op && n->op != ODEREF)
		buf_putc(p->out, ' ');
	p->node(p, n->x, PREC_UNARY + 1);
}

static void binary(Printer *p, const Node *n)
{
	int prec = op_prec(n->op);
	p->node(p, n->x, prec);
	buf_printf(p->out, " %s ", op_text(n->op));
	p->node(p, n->y, prec + 1);
}

static void inlined_call(Printer *p, const Node *n)
{
	if (n->list2.len == 1) {
		node(p, n->list2.at[0]);
		return;
	}
	buf_puts(p->out, "(.");
	print_list(p, &n->list2, "; ");
	buf_putc(p->out, ')');
}

// -------------------------------------------------------------------------------------------------
// statements: the simple ones in full, the others by name
// -------------------------------------------------------------------------------------------------

// Results, temporaries and package variables are declared elsewhere, to Go.
static bool shows_declaration(const Node *n)
{
	const Node *first = n->op == OAS ? n->x : n->list.at[0];
	if (!n->def || first->op != ONAME)
		return n->def;
	return !first->obj->is_temp && first->obj->vclass != VAR_GLOBAL &&
	       strncmp(first->obj->sym, "~r", 2) != 0;
}

static void assignment(Printer *p, const Node *n)
{
	const char *op = shows_declaration(n) ? " := " : " = ";
	if (n->op == OAS) {
		node(p, n->x);
		buf_puts(p->out, op);
		node(p, n->y);
		return;
	}
	print_list(p, &n->list, ", ");
	buf_puts(p->out, op);
	if (n->x)
		node(p, n->x);
	else
		print_list(p, &n->list2, ", ");
}

static void declaration(Printer *p, const Node *n)
{
	for (int i = 0; i < n->list.len; i++) {
		buf_puts(p->out, i > 0 ? "; " : "");
		node(p, n->list.at[i]);
		buf_puts(p->out, " = <nil>");
	}
}

static void if_stmt(Printer *p, const Node *n)
{
	buf_puts(p->out, "if ");
	if (n->init.len == 1) {
		print_list(p, &n->init, "; ");
		buf_puts(p->out, "; ");
	}
	print_form(p, "$x { $; }", n);
	if (n->list2.len == 0)
		return;
	buf_puts(p->out, " else { ");
	print_list(p, &n->list2, "; ");
	buf_puts(p->out, " }");
}

static void case_clause(Printer *p, const Node *n)
{
	print_form(p, n->list.len ? "case $l: " : "default: ", n);
	print_list(p, &n->list2, "; ");
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
		assignment(p, n);
		break;
	case OASOP:
		print_assign_op(p, n);
		break;
	case OVARDECL:
		declaration(p, n);
		break;
	case OSEND:
		binary(p, n);
		break;
	case OIF:
		if_stmt(p, n);
		break;
	case OCASE:
		case_clause(p, n);
		break;
	default:
		buf_printf(p->out, "<node %s>", op_names[n->op]);
	}
}

// -------------------------------------------------------------------------------------------------
// all
// -------------------------------------------------------------------------------------------------

// What needs nothing but its own text; see print_form().
static const char *const forms[OP_COUNT] = {
    [ONIL] = "nil",
    [OTYPE] = "$t",
    [OFUNCLIT] = "func literal",
    [OPTRLIT] = "&$x",
    [OELEM] = "$x",
    [OKEYVAL] = "$x:$y",
    [ODOT] = "@x.$s",
    [ODOTPTR] = "@x.$s",
    [ODOTMETH] = "@x.$s",
    [ODOTINTER] = "@x.$s",
    [OMETHVAL] = "@x.$s",
    [ODOTTYPE] = "@x.($t)",
    [OINDEX] = "@x[$y]",
    [OINDEXMAP] = "@x[$y]",
    [OMAKESLICE] = "make($t$,x$,y)",
    [OMAKEMAP] = "make($t$,x)",
    [OMAKECHAN] = "make($t$,x)",

    [OEXPRSTMT] = "$x",
    [OBLOCK] = "$;",
    [OGO] = "go $x",
    [ODEFER] = "defer $x",
    [ORETURN] = "return $l",
    [OBREAK] = "break$-",
    [OCONTINUE] = "continue$-",
    [OGOTO] = "goto$-",
    [OFALL] = "fallthrough",
    [OLABEL] = "$s: ",
    [OFOR] = "for loop",
    [ORANGE] = "for loop",
    [OSELECT] = "select statement",
    [OSWITCH] = "switch statement",
    [OTYPESW] = "switch statement",
};

// What has no form of its own and is no op by itself: by classes of ops.
static void print_class(Printer *p, const Node *n)
{
	if (op_is_binary(n->op))
		binary(p, n);
	else if (op_prec(n->op) == PREC_UNARY)
		unary(p, n);
	else if (op_is_conversion(n->op))
		conversion(p, n);
	else if (op_is_call(n->op))
		call(p, n);
	else if (op_builtin(n->op))
		print_builtin(p, n);
	else
		stmt(p, n);
}

static void print_node(Printer *p, const Node *n)
{
	if (forms[n->op]) {
		print_form(p, forms[n->op], n);
		return;
	}
	switch (n->op) {
	case OLIT:
		literal(p, n);
		break;
	case ONAME:
		object_name(p, n->obj);
		break;
	case OSTRUCTLIT:
	case OARRAYLIT:
	case OSLICELIT:
	case OMAPLIT:
		composite(p, n);
		break;
	case OMETHEXPR:
		print_method_expr(p, n->rtype, n->sym);
		break;
	case OSLICE:
	case OSLICESTR:
	case OSLICEARR:
	case OSLICE3:
	case OSLICE3ARR:
		print_slice(p, n);
		break;
	case OINLCALL:
		inlined_call(p, n);
		break;
	case ONEW:
		print_new(p, n);
		break;
	case OADDSTR:
		print_list(p, &n->list, " + ");
		break;
	default:
		print_class(p, n);
	}
}

static void print_within(Printer *p, const Node *n, int prec)
{
	n = skip_implicit(n);
	if (!n) {
		buf_puts(p->out, "<nil>");
		return;
	}
	bool brackets = prec > node_prec(n);
	buf_puts(p->out, brackets ? "(" : "");
	print_node(p, n);
	buf_puts(p->out, brackets ? ")" : "");
}

static void print_type(Printer *p, Type *t)
{
	buf_puts(p->out, t ? type_irstring(t, p->from, p->shapes) : "<nil>");
}

char *node_string(const Node *n, Package *from, const Vec *shapes)
{
	Buf b = {0};
	Printer p = {
	    .out = &b, .from = from, .shapes = shapes, .node = print_within, .type = print_type};
	node(&p, n);
	return buf_str(&b);
}

char *func_string(const Func *f, Package *from)
{
	Buf b = {0};
	Printer p = {.out = &b, .from = from};
	func_name(&p, f);
	return buf_str(&b);
}
