// type_print.c - types as text, in the manners Go uses.
//
//	MSG   error messages of the checker: T, x.T, struct{X int}, any
//	IR    -m lines: T, x.T, struct { X int }, interface {}
//	GO    %T and reflect: main.T, x.T, struct { X int }, interface {}
//	ARG   type arguments within IR and GO: as GO, with full package paths, before fields too
//	LINK  symbol names: full package paths, unique in the program
//
// Identical types are one pointer, so byte and uint8, rune and int32, any and interface{} cannot be
// told apart by value; messages use the spelling that the package's own sources use.

#include "lang.h"

#include <string.h>

typedef enum { MSG, IR, GO, ARG, LINK } Manner;

typedef struct {
	Buf out;
	Manner how;
	Package *from;
	const char **names; // of the func type that prints first, or NULL
	const Vec *shapes;  // types that print as the shape Go compiles generic code for, or NULL
} Printer;

static void put_type(Printer *p, Type *t);

static const char *const basic_names[] = {
    [T_INVALID] = "invalid type",
    [T_BOOL] = "bool",
    [T_INT] = "int",
    [T_INT8] = "int8",
    [T_INT16] = "int16",
    [T_INT32] = "int32",
    [T_INT64] = "int64",
    [T_UINT] = "uint",
    [T_UINT8] = "uint8",
    [T_UINT16] = "uint16",
    [T_UINT32] = "uint32",
    [T_UINT64] = "uint64",
    [T_UINTPTR] = "uintptr",
    [T_FLOAT32] = "float32",
    [T_FLOAT64] = "float64",
    [T_COMPLEX64] = "complex64",
    [T_COMPLEX128] = "complex128",
    [T_STRING] = "string",
    [T_UNSAFEPTR] = "unsafe.Pointer",
    [T_UNTYPED_BOOL] = "untyped bool",
    [T_UNTYPED_INT] = "untyped int",
    [T_UNTYPED_RUNE] = "untyped rune",
    [T_UNTYPED_FLOAT] = "untyped float",
    [T_UNTYPED_COMPLEX] = "untyped complex",
    [T_UNTYPED_STRING] = "untyped string",
    [T_UNTYPED_NIL] = "untyped nil",
};

// The alias a message should use for uint8 or int32, given how the package spells them.
static bool prefers_alias(const Printer *p, Kind k)
{
	if (p->how > IR || !p->from)
		return false;
	if (k == T_UINT8)
		return p->from->uses_byte || !p->from->uses_uint8;
	return p->from->uses_rune || !p->from->uses_int32;
}

static void put_basic(Printer *p, Type *t)
{
	const char *name = basic_names[t->kind];
	if (t->kind == T_UINT8 && prefers_alias(p, T_UINT8))
		name = "byte";
	if (t->kind == T_INT32 && prefers_alias(p, T_INT32))
		name = "rune";
	buf_puts(&p->out, name);
}

// names: of the n, or NULL
static void put_list(Printer *p, Type **at, int n, bool variadic, const char **names)
{
	for (int i = 0; i < n; i++) {
		const char *name = names ? names[i] : NULL;
		buf_printf(&p->out, "%s%s%s", i ? ", " : "", name ? name : "", name ? " " : "");
		if (variadic && i == n - 1) {
			buf_puts(&p->out, "...");
			put_type(p, at[i]->kind == T_SLICE ? at[i]->elem : at[i]);
		} else {
			put_type(p, at[i]);
		}
	}
}

static void put_signature(Printer *p, Type *t)
{
	const char **names = p->how == MSG && p->from == t->named_in ? t->names : NULL;
	if (p->names)
		names = p->names;
	p->names = NULL;
	const char **out = names ? names + t->nparams : NULL;
	buf_putc(&p->out, '(');
	put_list(p, t->params, t->nparams, t->variadic, names);
	buf_putc(&p->out, ')');
	if (t->nresults == 0)
		return;
	bool paren = t->nresults > 1 || (out && out[0]);
	buf_puts(&p->out, paren ? " (" : " ");
	put_list(p, t->results, t->nresults, false, out);
	buf_puts(&p->out, paren ? ")" : "");
}

// "{", the items and "}": `{X int}` in messages, ` { X int }` elsewhere.
static void put_open(Printer *p, int items)
{
	buf_puts(&p->out, p->how == MSG ? "{" : items ? " { " : " {");
}

static void put_close(Printer *p, int items)
{
	buf_puts(&p->out, p->how == MSG || !items ? "}" : " }");
}

// In a symbol's name the linker takes what follows an @ for a version.
static void put_quoted(Printer *p, const char *s, size_t n)
{
	buf_putc(&p->out, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c == '"' || c == '\\')
			buf_printf(&p->out, "\\%c", c);
		else if (c == '\n')
			buf_puts(&p->out, "\\n");
		else if (c == '\t')
			buf_puts(&p->out, "\\t");
		else if (c < 0x20 || c == 0x7f || (c == '@' && p->how == LINK))
			buf_printf(&p->out, "\\x%02x", c);
		else
			buf_putc(&p->out, (char)c);
	}
	buf_putc(&p->out, '"');
}

// The field's name, as far as the manner wants it.
static char *field_name(const Printer *p, const Field *f)
{
	bool hidden = p->how >= ARG && f->pkg && !name_exported(f->name);
	return arena_printf("%s%s%s", hidden ? f->pkg->path : "", hidden ? "." : "", f->name);
}

// In symbols and arguments an embedded field has its name only where the type has another, because
// of an alias or type arguments, or stands for a type outside the package.
static bool is_named_by_type(const Field *f, const char *name, const char *type)
{
	type += *type == '*';
	if (!name_exported(f->name))
		return strcmp(name, type) == 0;
	const char *last = strrchr(type, '.');
	return last && !strchr(type, '[') && strcmp(name, last + 1) == 0;
}

static void put_field(Printer *p, const Field *f)
{
	const char *name = field_name(p, f);
	if (!f->embedded)
		buf_printf(&p->out, "%s ", name);
	else if (p->how >= ARG && !is_named_by_type(f, name, type_linkname(f->type)))
		buf_printf(&p->out, "%s = ", name);
	put_type(p, f->type);
	if (f->tag) {
		buf_putc(&p->out, ' ');
		put_quoted(p, f->tag, f->taglen);
	}
}

static void put_struct(Printer *p, Type *t)
{
	buf_puts(&p->out, "struct");
	put_open(p, t->nfields);
	for (int i = 0; i < t->nfields; i++) {
		if (i)
			buf_puts(&p->out, "; ");
		put_field(p, &t->fields[i]);
	}
	put_close(p, t->nfields);
}

static void put_imethod(Printer *p, const IMethod *m)
{
	if (m->pkg && !name_exported(m->name)) {
		if (p->how >= ARG)
			buf_printf(&p->out, "%s.", m->pkg->path);
		else if (p->how == GO || p->how == IR)
			buf_printf(&p->out, "%s.", m->pkg->name);
	}
	buf_puts(&p->out, m->name);
	put_signature(p, m->type);
}

// A constraint: methods and embedded elements as they were written.
static int put_embeds(Printer *p, Type *t, int items)
{
	VEC_EACH(Type, e, &t->embeds) {
		if (items++)
			buf_puts(&p->out, "; ");
		put_type(p, e);
	}
	return items;
}

static void put_inter(Printer *p, Type *t)
{
	bool empty = t->nimethods == 0 && t->embeds.len == 0 && !t->is_comparable;
	if (empty && p->how <= IR && !(p->from && p->from->uses_iface && !p->from->uses_any)) {
		buf_puts(&p->out, "any");
		return;
	}
	if (t->implicit_inter && p->how == MSG && t->embeds.len == 1) {
		put_type(p, t->embeds.at[0]);
		return;
	}
	int n = t->nimethods + t->embeds.len + t->is_comparable;
	buf_puts(&p->out, "interface");
	put_open(p, n);
	int items = 0;
	for (int i = 0; i < t->nimethods; i++) {
		if (t->embeds.len && t->imethods[i].inherited)
			continue;
		if (items++)
			buf_puts(&p->out, "; ");
		put_imethod(p, &t->imethods[i]);
	}
	items = put_embeds(p, t, items);
	if (t->is_comparable && t->embeds.len == 0)
		buf_puts(&p->out, items ? "; comparable" : "comparable");
	put_close(p, n);
}

static void put_union(Printer *p, Type *t)
{
	for (int i = 0; i < t->nfields; i++) {
		if (i)
			buf_puts(&p->out, " | ");
		if (t->fields[i].embedded)
			buf_putc(&p->out, '~');
		put_type(p, t->fields[i].type);
	}
}

static void put_chan(Printer *p, Type *t)
{
	static const char *const words[] = {"chan ", "chan<- ", "<-chan "};
	bool paren = t->dir == CHAN_BOTH && t->elem->kind == T_CHAN && t->elem->dir == CHAN_RECV;
	buf_puts(&p->out, words[t->dir]);
	buf_puts(&p->out, paren ? "(" : "");
	put_type(p, t->elem);
	buf_puts(&p->out, paren ? ")" : "");
}

static void collect_imports(Package *p, Vec *all)
{
	VEC_EACH(Package, known, all)
		if (known == p)
			return;
	vec_push(all, p);
	VEC_EACH(Package, import, &p->imports)
		collect_imports(import, all);
}

// By its path if `from` imports, at whatever distance, another package of the same name.
const char *package_qualifier(Package *p, Package *from)
{
	static Package *looked_at;
	static int imports;
	static Vec all;
	if (from && (looked_at != from || imports != from->imports.len)) {
		looked_at = from;
		imports = from->imports.len;
		all = (Vec){0};
		collect_imports(from, &all);
	}
	VEC_EACH(Package, other, &all)
		if (from && other != p && other->name && strcmp(other->name, p->name) == 0)
			return const_quote(p->path, strlen(p->path));
	return p->name;
}

static void put_qualifier(Printer *p, Package *pkg)
{
	if (!pkg || ((p->how == MSG || p->how == IR) && pkg == p->from))
		return;
	buf_puts(&p->out, p->how >= ARG   ? pkg->path
			  : p->how == MSG ? package_qualifier(pkg, p->from)
					  : pkg->name);
	buf_putc(&p->out, '.');
}

static void put_separated(Printer *p, const Vec *args)
{
	for (int i = 0; i < args->len; i++) {
		if (i)
			buf_puts(&p->out, p->how == MSG ? ", " : ",");
		put_type(p, args->at[i]);
	}
}

// The arguments of an instance, after those of the function that declares it.
static void put_type_args(Printer *p, const Vec *outer, const Vec *own)
{
	Manner how = p->how;
	if (outer->len == 0 && own->len == 0)
		return;
	if (how == GO || how == IR)
		p->how = ARG;
	buf_putc(&p->out, '[');
	put_separated(p, outer);
	if (outer->len && own->len)
		buf_putc(&p->out, ';');
	put_separated(p, own);
	buf_putc(&p->out, ']');
	p->how = how;
}

static void put_named(Printer *p, Type *t)
{
	static const Vec none;
	Object *o = t->obj;
	bool shows_function = p->how == GO || p->how == ARG;
	put_qualifier(p, o->pkg);
	// A local type is told from its namesakes by its function and place.
	if (p->how == LINK && o->func)
		buf_printf(&p->out, "%s.", o->func->name);
	buf_puts(&p->out, o->sym);
	if (p->how == LINK && o->func)
		buf_printf(&p->out, "\xc2\xb7%u.%u", o->pos.line, o->pos.col);
	put_type_args(p, shows_function && o->func ? &o->func->type_args : &none, &t->type_args);
}

static void put_tuple(Printer *p, Type *t)
{
	buf_putc(&p->out, '(');
	for (int i = 0; i < t->nfields; i++) {
		if (i)
			buf_puts(&p->out, ", ");
		put_type(p, t->fields[i].type);
	}
	buf_putc(&p->out, ')');
}

static bool has_shape(const Printer *p, Type *t)
{
	for (int i = 0; p->shapes && i < p->shapes->len; i++)
		if (p->shapes->at[i] == t)
			return true;
	return false;
}

// Generic code is compiled once for all type arguments of the same underlying type, and once for
// all pointers.
static void put_shape(Printer *p, Type *t)
{
	bool ptr = t->under->kind == T_PTR;
	buf_printf(&p->out, "go.shape.%s", ptr ? "*uint8" : type_linkname(t->under));
}

static void put_type(Printer *p, Type *t)
{
	if (has_shape(p, t)) {
		put_shape(p, t);
		return;
	}
	switch (t->kind) {
	case T_ARRAY:
		buf_printf(&p->out, "[%lld]", (long long)t->len);
		put_type(p, t->elem);
		break;
	case T_SLICE:
		buf_puts(&p->out, "[]");
		put_type(p, t->elem);
		break;
	case T_PTR:
		buf_putc(&p->out, '*');
		put_type(p, t->elem);
		break;
	case T_MAP:
		buf_puts(&p->out, "map[");
		put_type(p, t->key);
		buf_putc(&p->out, ']');
		put_type(p, t->elem);
		break;
	case T_FUNC:
		buf_puts(&p->out, "func");
		put_signature(p, t);
		break;
	case T_CHAN:
		put_chan(p, t);
		break;
	case T_STRUCT:
		put_struct(p, t);
		break;
	case T_INTER:
		put_inter(p, t);
		break;
	case T_NAMED:
		put_named(p, t);
		break;
	case T_TYPEPARAM:
		buf_puts(&p->out, t->obj->sym);
		break;
	case T_TUPLE:
		put_tuple(p, t);
		break;
	case T_UNION:
		put_union(p, t);
		break;
	default:
		put_basic(p, t);
	}
}

static char *print(Type *t, Manner how, Package *from)
{
	Printer p = {.how = how, .from = from};
	if (!t)
		return "()";
	put_type(&p, t);
	return buf_str(&p.out);
}

char *type_string(Type *t, Package *from)
{
	return print(t, MSG, from);
}

char *type_string_named(Type *t, Package *from, const char **names)
{
	Printer p = {.how = MSG, .from = from, .names = t->kind == T_FUNC ? names : NULL};
	put_type(&p, t);
	return buf_str(&p.out);
}

char *type_irstring(Type *t, Package *from, const Vec *shapes)
{
	Printer p = {.how = IR, .from = from, .shapes = shapes};
	if (!t)
		return "()";
	put_type(&p, t);
	return buf_str(&p.out);
}

const char *type_goname(Type *t)
{
	if (!t->str)
		t->str = print(t, GO, NULL);
	return t->str;
}

static uint32_t fnv1a(const char *s)
{
	uint32_t h = 0x811c9dc5u;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x01000193u;
	return h;
}

const char *type_linkname(Type *t)
{
	if (!t->link) {
		t->link = print(t, LINK, NULL);
		t->hash = fnv1a(t->link);
	}
	return t->link;
}
