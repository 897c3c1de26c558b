// check_print.c - what the checker's messages say about expressions and types.

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
		return; // follows from an error reported before
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
	case T_ARRAY:
		return "array";
	case T_SLICE:
		return "slice";
	case T_STRUCT:
		return "struct";
	case T_PTR:
		return "pointer";
	case T_FUNC:
		return "func";
	case T_TYPEPARAM:
		return "interface";
	case T_INTER:
		return "interface";
	case T_MAP:
		return "map";
	case T_CHAN:
		return "chan";
	case T_TUPLE:
		return "tuple";
	default:
		return "";
	}
}

const char *method_str(const char *name, Type *sig)
{
	return arena_printf("%s%s", name, tstr(sig) + strlen("func"));
}

const char *expr_str(const Node *n)
{
	return source_string(n, env.pkg);
}

// --- operands ------------------------------------------------------------------------------------

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
	Buf b = {0};
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
	bool named =
	    n && (n->op == ONAME || n->op == ODOTMETH || n->op == OMETHVAL || n->op == OMETHEXPR);
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
	Buf b = {0};
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
		what = "interface"; // an alias is described too
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
	Buf b = {0};
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
