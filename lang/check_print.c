// check_print.c - what the checker's messages say about expressions and types.
//
// Expressions print as they were written: rewritten nodes are shown without their implicit parts,
// folded ones through Node.orig.

#include "check.h"

#include <stdarg.h>
#include <string.h>

const char *tstr(Type *t)
{
	return type_string(t, env.pkg);
}

void expr_error(const Node *n, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	const char *text = arena_vprintf(fmt, args);
	va_end(args);
	const char *invalid = strstr(text, "invalid type");
	if (invalid && invalid != text && error_count() > 0)
		return;                  // follows from an error reported before
	error_at(pos_known(env.errpos) ? env.errpos : start_pos(n), "%s", text);
}

void bad(Node *n)
{
	if (!n->orig && n->op != OBAD) {
		Node *written = NEW(Node);
		*written = *n;
		n->orig = written;
	}
	n->op = OBAD;
	n->type = types[T_INVALID];
}

Pos start_pos(const Node *n)
{
	return node_startpos(n);
}

const char *kind_word(Type *t)
{
	switch (type_under(t)->kind) {
	case T_ARRAY:     return "array";
	case T_SLICE:     return "slice";
	case T_STRUCT:    return "struct";
	case T_PTR:       return "pointer";
	case T_FUNC:      return "func";
	case T_TYPEPARAM: return "interface";
	case T_INTER:     return "interface";
	case T_MAP:       return "map";
	case T_CHAN:      return "chan";
	case T_TUPLE:     return "tuple";
	default:          return "";
	}
}

const char *method_str(const char *name, Type *sig)
{
	return arena_printf("%s%s", name, tstr(sig) + strlen("func"));
}

// ---- expressions as written ----

static void put(Buf *b, const Node *n);

static void put_list(Buf *b, const Vec *v)
{
	for (int i = 0; i < v->len; i++) {
		if (i)
			buf_puts(b, ", ");
		put(b, v->at[i]);
	}
}

// A call's arguments; the slice made for a variadic parameter shows its elements.
static void put_args(Buf *b, const Vec *v, bool ddd)
{
	int shown = 0;
	VEC_EACH(Node, a, v) {
		bool packed = a->op == OSLICELIT && a->dddlit;
		if (a->op == ONIL && a->implicit)
			continue;
		if (packed && a->list.len == 0)
			continue;
		if (shown++)
			buf_puts(b, ", ");
		if (packed)
			put_list(b, &a->list);
		else
			put(b, a);
	}
	buf_puts(b, ddd ? "...)" : ")");
}

static void put_fields(Buf *b, const Vec *v, const char *sep)
{
	for (int i = 0; i < v->len; i++) {
		Node *f = v->at[i];
		bool shares = i > 0 && ((Node *)v->at[i - 1])->implicit;
		buf_puts(b, i == 0 ? "" : shares ? ", " : sep);
		if (f->sym)
			buf_puts(b, f->sym);
		if (f->implicit)
			continue;
		buf_puts(b, f->sym ? " " : "");
		if (f->ddd)
			buf_puts(b, "...");
		put(b, f->x);
	}
}

static void put_signature(Buf *b, const Node *n)
{
	buf_putc(b, '(');
	put_fields(b, &n->list, ", ");
	buf_putc(b, ')');
	if (n->list2.len == 0)
		return;
	Node *first = n->list2.at[0];
	bool paren = n->list2.len > 1 || first->sym;
	buf_puts(b, paren ? " (" : " ");
	put_fields(b, &n->list2, ", ");
	buf_puts(b, paren ? ")" : "");
}

static void put_const(Buf *b, const Node *n)
{
	buf_puts(b, n->sym ? n->sym : const_text(n->val));
}

static void put_binary(Buf *b, const Node *n)
{
	put(b, n->x);
	buf_printf(b, " %s ", op_text(n->op));
	put(b, n->y);
}

static void put_slice(Buf *b, const Node *n)
{
	put(b, n->x);
	buf_putc(b, '[');
	if (n->y)
		put(b, n->y);
	buf_putc(b, ':');
	if (n->z)
		put(b, n->z);
	if (n->w) {
		buf_putc(b, ':');
		put(b, n->w);
	}
	buf_putc(b, ']');
}

static void put_selector(Buf *b, const Node *n)
{
	put(b, n->x);
	buf_printf(b, ".%s", n->sym);
}

static void put_name(Buf *b, const Node *n)
{
	Object *o = n->obj;
	if (o->pkg && o->pkg != env.pkg && o->kind == OBJ_FUNC && !o->recv_named)
		buf_printf(b, "%s.", o->pkg->name);
	else if (o->pkg && o->pkg != env.pkg && o->kind == OBJ_VAR && o->vclass == VAR_GLOBAL)
		buf_printf(b, "%s.", o->pkg->name);
	buf_puts(b, o->sym ? o->sym : "_");
}

static void put_index(Buf *b, const Node *n)
{
	put(b, n->x);
	buf_putc(b, '[');
	if (n->op == OINDEXX)
		put_list(b, &n->list);
	else
		put(b, n->y);
	buf_putc(b, ']');
}

static void put_builtin(Buf *b, const Node *n, const char *name)
{
	buf_printf(b, "%s(", name);
	if (n->x)
		put(b, n->x);
	if (n->y) {
		buf_puts(b, ", ");
		put(b, n->y);
	}
	put_args(b, &n->list, n->ddd);
}

static void put_type_syntax(Buf *b, const Node *n)
{
	switch (n->op) {
	case OTARRAY:
		buf_putc(b, '[');
		put(b, n->x);
		buf_putc(b, ']');
		put(b, n->y);
		break;
	case OTSLICE:
		buf_puts(b, "[]");
		put(b, n->x);
		break;
	case OTMAP:
		buf_puts(b, "map[");
		put(b, n->x);
		buf_putc(b, ']');
		put(b, n->y);
		break;
	case OTCHAN:
		buf_puts(b, n->num == CHAN_RECV   ? "<-chan "
			    : n->num == CHAN_SEND ? "chan<- "
						  : "chan ");
		put(b, n->x);
		break;
	case OTFUNC:
		buf_puts(b, "func");
		put_signature(b, n);
		break;
	case OTSTRUCT:
		buf_puts(b, "struct{");
		put_fields(b, &n->list, "; ");
		buf_putc(b, '}');
		break;
	case OTINTER:
		buf_puts(b, "interface{");
		VEC_EACH(Node, f, &n->list) {
			buf_puts(b, f == n->list.at[0] ? "" : "; ");
			buf_puts(b, f->sym ? f->sym : "");
			if (f->sym && f->x->op == OTFUNC)
				put_signature(b, f->x);
			else
				put(b, f->x);
		}
		buf_putc(b, '}');
		break;
	case OTUNION:
		for (int i = 0; i < n->list.len; i++) {
			buf_puts(b, i ? " | " : "");
			put(b, n->list.at[i]);
		}
		break;
	default:
		buf_puts(b, op_names[n->op]);
	}
}

static void put_literal(Buf *b, const Node *n)
{
	if (n->op == OCOMPLIT && n->x)
		put(b, n->x);
	else if (n->type && n->op != OCOMPLIT)
		buf_puts(b, tstr(n->type));
	buf_puts(b, (n->list.len ? "{\xe2\x80\xa6}" : "{}"));
}

static void put_conversion(Buf *b, const Node *n)
{
	if (n->implicit) {
		put(b, n->x);
		return;
	}
	const char *t = tstr(n->type);
	bool paren = t[0] == '*' || strncmp(t, "func", 4) == 0 || t[0] == '<';
	buf_printf(b, paren ? "(%s)(" : "%s(", t);
	put(b, n->x);
	buf_putc(b, ')');
}

static void put_unary(Buf *b, const Node *n)
{
	if (!n->implicit)
		buf_puts(b, op_text(n->op));
	put(b, n->x);
}

static void put_make(Buf *b, const Node *n)
{
	buf_printf(b, "make(%s", tstr(n->type));
	for (int i = 0; i < 2; i++) {
		Node *arg = i ? n->y : n->x;
		if (arg) {
			buf_puts(b, ", ");
			put(b, arg);
		}
	}
	buf_putc(b, ')');
}

static void put(Buf *b, const Node *n)
{
	if (n->orig)
		n = n->orig;
	switch (n->op) {
	case OIDENT:      buf_puts(b, n->sym); break;
	case OBASICLIT: case OLIT:
		put_const(b, n);
		break;
	case ONIL:        buf_puts(b, "nil"); break;
	case ONAME:       put_name(b, n); break;
	case OTYPE:       buf_puts(b, tstr(n->type)); break;
	case OPAREN:
		buf_putc(b, '(');
		put(b, n->x);
		buf_putc(b, ')');
		break;
	case OSELECTOR: case ODOTMETH: case ODOTINTER: case OMETHVAL:
		put_selector(b, n);
		break;
	case ODOT: case ODOTPTR:
		if (n->implicit)
			put(b, n->x);
		else
			put_selector(b, n);
		break;
	case OMETHEXPR:
		buf_printf(b, n->rtype->kind == T_PTR ? "(%s).%s" : "%s.%s", tstr(n->rtype),
			   n->sym);
		break;
	case OINDEXX: case OINDEX: case OINDEXMAP:
		put_index(b, n);
		break;
	case OSLICEX: case OSLICE: case OSLICEARR: case OSLICESTR: case OSLICE3: case OSLICE3ARR:
		put_slice(b, n);
		break;
	case OCALLX: case OCALL: case OCALLMETH: case OCALLINTER:
		put(b, n->x);
		buf_putc(b, '(');
		put_args(b, &n->list, n->ddd);
		break;
	case OCOMPLIT: case OSTRUCTLIT: case OARRAYLIT: case OSLICELIT: case OMAPLIT:
		put_literal(b, n);
		break;
	case OPTRLIT:
		buf_putc(b, '&');
		put(b, n->x);
		break;
	case OFUNCLIT:
		buf_puts(b, "func");
		put_signature(b, n->func->syntax);
		buf_puts(b, n->func->body.len ? " {\xe2\x80\xa6}" : " {}");
		break;
	case OELEM:       put(b, n->x); break;
	case OKEYVAL:
		put(b, n->x);
		buf_puts(b, ": ");
		put(b, n->y);
		break;
	case OCONV:
	case OCONVNOP:
	case OCONVIFACE:
	case OSTR2BYTES:
	case OBYTES2STR:
	case OSTR2RUNES:
	case ORUNES2STR: case ORUNESTR: case OSLICE2ARR: case OSLICE2ARRPTR:
		put_conversion(b, n);
		break;
	case ODOTTYPE:
		put(b, n->x);
		buf_puts(b, ".(");
		if (n->y)
			put(b, n->y);
		else
			buf_puts(b, tstr(n->type));
		buf_putc(b, ')');
		break;
	case OTYPESWGUARD:
		put(b, n->x);
		buf_puts(b, ".(type)");
		break;
	case ONOT: case OPLUS: case ONEG: case OBITNOT: case OADDR: case ODEREF: case ORECV:
	case OSTARX: case OTILDE:
		put_unary(b, n);
		break;
	case OADDSTR:
		for (int i = 0; i < n->list.len; i++) {
			buf_puts(b, i ? " + " : "");
			put(b, n->list.at[i]);
		}
		break;
	case OMAKESLICE: case OMAKEMAP: case OMAKECHAN:
		put_make(b, n);
		break;
	case ONEW:
		buf_printf(b, "new(%s)", n->x ? expr_str(n->x) : tstr(n->type->elem));
		break;
	case OELLIPSIS:   buf_puts(b, "..."); break;
	case OBAD:        buf_puts(b, n->sym ? n->sym : "_"); break;
	default:
		if (op_is_binary(n->op))
			put_binary(b, n);
		else if (op_builtin(n->op))
			put_builtin(b, n, op_builtin(n->op));
		else
			put_type_syntax(b, n);
	}
}

const char *expr_str(const Node *n)
{
	Buf b = { 0 };
	put(&b, n);
	return buf_str(&b);
}

// ---- operands ----

static const char *mode_word(Mode m)
{
	static const char *const words[] = {
	    [MODE_BAD] = "invalid operand",
	    [MODE_NOVALUE] = "no value",
	    [MODE_BUILTIN] = "built-in",
	    [MODE_TYPE] = "type",
	    [MODE_CONST] = "constant",
	    [MODE_VAR] = "variable",
	    [MODE_MAPINDEX] = "map index expression",
	    [MODE_VALUE] = "value",
	    [MODE_NIL] = "nil",
	    [MODE_COMMAOK] = "comma, ok expression",
	};
	return words[m];
}

static const char *type_description(Type *t);

// A function's type with its parameters' names, as it was declared.
static void put_declared(Buf *b, const Vec *fields)
{
	for (int i = 0; i < fields->len; i++) {
		Node *f = fields->at[i];
		buf_printf(b, "%s%s%s%s%s", i ? ", " : "", f->sym ? f->sym : "", f->sym ? " " : "",
		           f->ddd ? "..." : "", f->x->type ? tstr(f->x->type) : expr_str(f->x));
	}
}

static void put_declared_results(Buf *b, const Node *syntax)
{
	const Vec *out = &syntax->list2;
	bool paren = out->len > 1 || (out->len == 1 && ((Node *)out->at[0])->sym);
	buf_puts(b, paren ? "(" : "");
	put_declared(b, out);
	buf_puts(b, paren ? ")" : "");
}

// recv: the receiver of a method expression, which is its function's first parameter; or NULL.
static const char *declared_signature(const Node *syntax, const Object *recv)
{
	Buf b = { 0 };
	buf_puts(&b, "type func(");
	if (recv) {
		bool named = recv->sym && !recv->is_blank;
		buf_printf(&b, "%s%s%s%s", named ? recv->sym : "_", " ", tstr(recv->type),
			   syntax->list.len ? ", " : "");
	}
	put_declared(&b, &syntax->list);
	buf_puts(&b, syntax->list2.len ? ") " : ")");
	put_declared_results(&b, syntax);
	return buf_str(&b);
}

// The function that n names, if its type is as its declaration says: not of an instance.
static const Func *declared_func(const Node *n)
{
	bool named = n && (n->op == ONAME || n->op == ODOTMETH || n->op == OMETHVAL ||
			   n->op == OMETHEXPR);
	if (!named || !n->obj || n->obj->kind != OBJ_FUNC || n->obj->orig)
		return NULL;
	const Func *f = n->obj->func;
	return f && f->syntax && !f->type_args.len ? f : NULL;
}

const char **names_of(const Node *n)
{
	if (n->op == OFUNCLIT)
		return names_in(n->func->syntax);
	if (n->op != ONAME || !n->obj)
		return NULL;
	const Func *f = n->obj->kind == OBJ_FUNC ? n->obj->func : NULL;
	return f ? (f->syntax ? names_in(f->syntax) : NULL) : n->obj->names;
}

const char *operand_tstr(const Node *n)
{
	return type_string_named(n->type, env.pkg, names_of(n));
}

static const char *declared_tuple(const Func *f)
{
	Buf b = { 0 };
	buf_puts(&b, "type ");
	put_declared_results(&b, f->syntax);
	return buf_str(&b);
}

static const char *node_type_description(const Node *n)
{
	if (n->op == OFUNCLIT)
		return declared_signature(n->func->syntax, NULL);
	bool call = n->op == OCALL || n->op == OCALLMETH;
	const Func *f = declared_func(call ? n->x : n);
	if (f && call && n->type->kind == T_TUPLE)
		return declared_tuple(f);
	if (f && !call)
		return declared_signature(f->syntax, n->op == OMETHEXPR ? f->recv : NULL);
	if (n->type->kind == T_FUNC)
		return arena_printf("type %s", operand_tstr(n));
	return type_description(n->type);
}

static const char *type_description(Type *t)
{
	if (t->kind == T_TYPEPARAM)
		return arena_printf("type %s constrained by %s%s", tstr(t), tstr(t->constraint),
		                  has_empty_typeset(t) ? " with empty type set" : "");
	const char *what = "";
	if (t->kind == T_NAMED) {
		what = kind_word(t);
		if (!*what)
			what = tstr(type_under(t));
	} else if (t == type_any && strcmp(tstr(t), "any") == 0) {
		what = "interface";            // an alias is described too
	}
	return arena_printf("%s%stype %s", what, *what ? " " : "", tstr(t));
}

const char *operand_str(const Node *n)
{
	Mode m = mode_of(n);
	if (m == MODE_NIL)
		return n->type->kind == T_UNTYPED_NIL
			   ? "nil"
			   : arena_printf("nil (of type %s)", tstr(n->type));
	const char *text = expr_str(n);
	if (m <= MODE_TYPE)
		return arena_printf("%s (%s)", text, mode_word(m));
	const char *value = "";
	if (m == MODE_CONST && strcmp(const_text(n->val), text) != 0)
		value = arena_printf(" %s", const_text(n->val));
	if (type_is_untyped(n->type))
		return arena_printf("%s (%s %s%s)", text, tstr(n->type), mode_word(m), value);
	if (n->type->kind == T_INVALID)
		return arena_printf("%s (%s%s with invalid type)", text, mode_word(m), value);
	return arena_printf("%s (%s%s of %s)", text, mode_word(m), value, node_type_description(n));
}

char *types_summary(Type **at, int n, bool variadic, bool ddd)
{
	Buf b = { 0 };
	buf_putc(&b, '(');
	for (int i = 0; i < n; i++) {
		Type *t = at[i];
		bool last = i == n - 1;
		buf_puts(&b, i ? ", " : "");
		if (last && variadic) {
			buf_printf(&b, "...%s", tstr(t->kind == T_SLICE ? t->elem : t));
			continue;
		}
		if (t->kind == T_INVALID)
			buf_puts(&b, "unknown type");
		else if (type_is_untyped(t) && type_is_numeric(t))
			buf_puts(&b, "number");
		else
			buf_puts(&b, tstr(t) + (type_is_untyped(t) ? strlen("untyped ") : 0));
		if (last && ddd)
			buf_puts(&b, "...");
	}
	buf_putc(&b, ')');
	return buf_str(&b);
}
