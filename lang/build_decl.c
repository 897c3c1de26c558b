// build_decl.c - what the grammar's actions build: parameters, functions and declarations.

#include <string.h>

#include "parser.h"

// --- fields --------------------------------------------------------------------------------------

Node *build_field(Pos pos, const char *name, Node *type)
{
	Node *n = build_unary(OFIELD, pos, type);
	n->sym = name;
	return n;
}

Node *build_dots(Pos pos, const char *name, Pos dots, Node *type)
{
	Node *n = build_field(pos, name, type);
	n->ddd = true;
	n->sympos = dots;
	return n;
}

Node *build_tag(Parser *p, Node *literal)
{
	if (const_kind(literal->val) == C_STRING)
		return literal;
	parse_error_at(p, literal->pos, "syntax error: struct field tag must be a string");
	return NULL;
}

Vec *build_fields(Vec *names, Node *type, Node *tag)
{
	Vec *fields = NEW(Vec);
	VEC_EACH(Node, name, names) {
		Node *own = fields->len == 0 ? type : node_clone(type);
		Node *f = build_field(name->pos, name->sym, own);
		f->val = tag ? tag->val : NULL;
		f->implicit = fields->len < names->len - 1;
		vec_push(fields, f);
	}
	return fields;
}

Vec *build_embedded(Pos pos, Node *type, Node *tag)
{
	Node *f = build_field(pos, NULL, type);
	f->val = tag ? tag->val : NULL;
	return list_of(f);
}

// --- parameters ----------------------------------------------------------------------------------
//
// The grammar reads a parameter list as entries of a name, a type or both.  `a, b int` groups names
// with the type that follows; `int, string` are all types.  Which of the two it is depends on
// whether any entry has both.

static bool is_named(const Node *f)
{
	return f->sym && f->x;
}

static void names_become_types(Vec *entries)
{
	VEC_EACH(Node, f, entries) {
		if (f->x)
			continue;
		f->x = build_ident(f->pos, f->sym);
		f->sym = NULL;
	}
}

typedef struct {
	int named, typed; // entries with a name and a type; with a type
	bool wrong;
	Pos pos; // of the leftmost entry that lacks something
} Census;

static Census take_census(const Vec *entries)
{
	Census c = {0};
	VEC_EACH(Node, f, entries) {
		c.named += is_named(f);
		c.typed += f->x != NULL;
	}
	return c;
}

static void lacking(Census *c, Pos pos)
{
	c->wrong = true;
	c->pos = pos;
}

// Hands types to the names before them, from right to left.
static void distribute(Vec *entries, Census *c)
{
	Node *type = NULL;
	bool ddd = false;
	for (int i = entries->len - 1; i >= 0; i--) {
		Node *f = entries->at[i];
		if (f->x) {
			type = f->x;
			ddd = f->ddd;
			if (f->sym)
				continue;
			lacking(c, node_startpos(type));
			f->sym = intern("_");
		} else if (type) {
			f->x = node_clone(type);
			f->ddd = ddd;
			f->implicit = true;
		} else {
			lacking(c, f->pos);
			f->x = node_new(OBAD, f->pos);
		}
	}
}

static void report_lack(Parser *p, const Census *c, const Vec *entries, bool tparams, Pos close)
{
	const char *what;
	if (c->named == c->typed)
		what = tparams ? "missing type constraint" : "missing parameter type";
	else if (!tparams)
		what = "missing parameter name";
	else if (entries->len == 1)
		what = "missing type parameter name or invalid array length";
	else
		what = "missing type parameter name";
	parse_error_at(p, c->named == c->typed ? close : c->pos, "syntax error: %s", what);
}

static void complete(Parser *p, Vec *entries, bool tparams, Pos close)
{
	Census c = take_census(entries);
	if (c.named == 0 && !tparams) {
		names_become_types(entries);
		return;
	}
	if (c.named == entries->len)
		return;
	distribute(entries, &c);
	if (c.wrong)
		report_lack(p, &c, entries, tparams, close);
}

Vec *build_params(Parser *p, Vec *entries, bool dots_allowed, Pos close)
{
	complete(p, entries, false, close);
	bool reported = false;
	VEC_EACH(Node, f, entries) {
		if (!f->ddd || (dots_allowed && f == entries->at[entries->len - 1]))
			continue;
		if (!reported)
			parse_error_at(p, pos_known(f->sympos) ? f->sympos : f->pos, "%s",
				       dots_allowed ? "can only use ... with final parameter"
						    : "invalid use of ...");
		reported = true;
		f->ddd = false;
	}
	return entries;
}

Vec *build_tparams(Parser *p, Vec *entries, Pos close)
{
	complete(p, entries, true, close);
	return entries;
}

// --- `type T [` : array or type parameters? ------------------------------------------------------

// Is x a type or a union of them, by its form alone?
static bool is_type_element(const Node *x)
{
	switch (x->op) {
	case OTARRAY:
	case OTSLICE:
	case OTSTRUCT:
	case OTFUNC:
	case OTINTER:
	case OTMAP:
	case OTCHAN:
	case OTILDE:
		return true;
	case OPAREN:
	case OSTARX:
	case OADDR:
	case OPLUS:
	case ONEG:
	case ONOT:
	case OBITNOT:
	case ORECV:
		return is_type_element(x->x);
	default:
		return op_is_binary(x->op) && (is_type_element(x->x) || is_type_element(x->y));
	}
}

static Node *split_name(const Node *x, bool force);

// P *T
static Node *split_product(const Node *x, bool force)
{
	if (x->x->op != OIDENT || !(force || is_type_element(x->y)))
		return NULL;
	return build_field(x->x->pos, x->x->sym, build_unary(OSTARX, x->pos, x->y));
}

// P *T | U
static Node *split_union(const Node *x, bool force)
{
	Node *f = split_name(x->x, force || is_type_element(x->y));
	if (!f || !f->x)
		return NULL;
	f->x = build_union(x->pos, f->x, x->y);
	return f;
}

// P (T)
static Node *split_call(const Node *x, bool force)
{
	if (x->x->op != OIDENT || x->list.len != 1 || x->ddd)
		return NULL;
	Node *arg = x->list.at[0];
	if (!force && !is_type_element(arg))
		return NULL;
	return build_field(x->x->pos, x->x->sym, build_unparen(arg));
}

// Reads the expression x as a name and a constraint, or only a name; NULL if it cannot be.  Without
// force only a constraint that could be no value counts.
static Node *split_name(const Node *x, bool force)
{
	switch (x->op) {
	case OIDENT:
		return build_field(x->pos, x->sym, NULL);
	case OMUL:
		return split_product(x, force);
	case OOR:
		return split_union(x, force);
	case OCALLX:
		return split_call(x, force);
	default:
		return NULL;
	}
}

// decl is `type name [x] T`, its x the T read so far.
Node *build_bracket_type(Parser *p, Node *decl, Pos bracket, Node *x, Pos close)
{
	Node *first = split_name(x, false);
	if (first && first->x) {
		decl->tparams = *build_tparams(p, list_of(first), close);
		return decl;
	}
	if (decl->alias)
		parse_error_at(p, close, "syntax error: unexpected =, expected type");
	decl->x = build_array(bracket, x, decl->x);
	return decl;
}

// x came before a comma, so a type parameter it is.
Vec *build_first_tparam(Node *x, Vec *rest)
{
	Node *first = split_name(x, true);
	Vec *list = list_of(first ? first : build_field(x->pos, NULL, x));
	if (rest)
		vec_append(list, rest);
	return list;
}

// --- functions -----------------------------------------------------------------------------------

Node *build_signature(Pos pos, Vec *params, Vec *results)
{
	Node *n = build_listed(OTFUNC, pos, params);
	if (results)
		n->list2 = *results;
	return n;
}

static void set_pragmas(Parser *p, Func *f)
{
	unsigned pragmas = p->pragmas;
	f->noinline = pragmas & PRAGMA_NOINLINE;
	f->noescape = pragmas & PRAGMA_NOESCAPE;
	f->nosplit = pragmas & PRAGMA_NOSPLIT;
	f->uintptrescapes = pragmas & PRAGMA_UINTPTRESCAPES;
	f->noalloc = pragmas & PRAGMA_NOALLOC;
	f->noescape_names = p->promised;
	p->pragmas = 0;
	p->promised = (Vec){0};
}

static Func *func_new(Pos pos, Node *signature)
{
	Func *f = NEW(Func);
	f->pos = pos;
	f->syntax = signature;
	return f;
}

Node *build_func(Parser *p, Pos pos, const char *name, Pos bracket, Vec *tparams, Node *signature)
{
	Node *n = node_new(OFUNCDECL, pos);
	Func *f = func_new(pos, signature);
	f->name = name;
	if (tparams) {
		f->tparams = *tparams;
		signature->pos = bracket;
	}
	set_pragmas(p, f);
	n->sym = name;
	n->func = f;
	n->x = signature;
	return n;
}

Node *build_receiver(Parser *p, Node *decl, Vec *entries, Pos close)
{
	build_params(p, entries, false, close);
	if (entries->len == 0)
		parse_error_at(p, decl->pos, "method has no receiver");
	else
		decl->func->recv_field = entries->at[0];
	if (entries->len > 1)
		parse_error_at(p, decl->pos, "method has multiple receivers");
	if (decl->func->tparams.len > 0)
		parse_error_at(p, decl->x->pos,
			       "syntax error: method must have no type parameters");
	return decl;
}

void build_body(Func *f, Vec *body, Pos close)
{
	f->body = *body;
	f->has_body = true;
	f->endpos = close;
}

static bool is_generic(const Func *f)
{
	const Node *recv = f->recv_field ? f->recv_field->x : NULL;
	while (recv && (recv->op == OPAREN || recv->op == OSTARX))
		recv = recv->x;
	return f->tparams.len > 0 || (recv && recv->op == OINDEXX);
}

// Instances are cloned from the syntax of a generic function: that must be whole.
void build_skipped_body(Parser *p, Func *f, Pos close)
{
	f->skipped = NEW(SkippedBody);
	*f->skipped = p->body;
	f->has_body = true;
	f->endpos = close;
	if (is_generic(f))
		parse_body(f);
}

Node *build_func_lit(Pos pos, Node *signature, Vec *body, Pos close)
{
	Node *n = node_new(OFUNCLIT, pos);
	n->func = func_new(pos, signature);
	n->func->lit = n;
	build_body(n->func, body, close);
	return n;
}

// --- imports, constants, variables, types --------------------------------------------------------

void build_imports(Parser *p, Pos pos, Vec *specs)
{
	bool again = p->file->decls.len == p->misplaced_at; // said of the import just before
	if (p->file->decls.len > 0 && !again)
		parse_error_at(p, pos,
			       "syntax error: imports must appear before other declarations");
	p->misplaced_at = p->file->decls.len;
	VEC_EACH(Node, n, specs)
		if (n->op != OBAD)
			vec_push(&p->file->imports, n);
}

bool file_imports(const File *f, const char *path)
{
	size_t len;
	VEC_EACH(Node, n, &f->imports)
		if (strcmp(const_string_val(n->val, &len), path) == 0)
			return true;
	return false;
}

Node *build_import(Parser *p, Pos pos, const char *name, Node *path)
{
	Node *n = node_new(path->op == OBAD ? OBAD : OIMPORT, pos);
	if (const_kind(path->val) != C_STRING) {
		parse_error_at(p, path->pos, "syntax error: import path must be a string");
		n->op = OBAD;
	}
	n->sym = name;
	n->sympos = path->pos;
	n->val = path->val;
	return n;
}

static Node *value_spec(Op op, Vec *names, Node *type, Vec *values)
{
	Node *first = names->at[0];
	Node *n = build_listed(op, first->pos, names);
	n->x = type;
	if (values)
		n->list2 = *values;
	return n;
}

Node *build_const(Vec *names, Node *type, Vec *values)
{
	return value_spec(OCONSTDECL, names, type, values);
}

static bool is_local(const Parser *p)
{
	for (int i = 1; i <= p->depth; i++)
		if (p->levels[i].open == '{')
			return true;
	return false;
}

Node *build_var(Parser *p, Vec *names, Node *type, Vec *values)
{
	Node *n = value_spec(OVARDECL, names, type, values);
	VEC_EACH(EmbedLine, e, &p->file->embeds)
		if (pos_cmp(e->var, n->pos) == 0) {
			e->decl = n;
			e->in_func = is_local(p);
		}
	return n;
}

static void repeat(Node *spec, const Node *from)
{
	Node *copy = node_clone(from);
	spec->x = copy->x;
	spec->list2 = copy->list2;
	spec->constdecl_implicit = true;
}

// Numbers the lines, and writes out those that repeat the one above.
Vec *build_const_group(Vec *specs)
{
	const Node *last = NULL;
	for (int i = 0; i < specs->len; i++) {
		Node *spec = specs->at[i];
		spec->num = i;
		if (spec->x || spec->list2.len > 0)
			last = spec;
		else if (last)
			repeat(spec, last);
	}
	return specs;
}

Node *build_type(Pos pos, const char *name, Vec *tparams, bool alias, Node *type)
{
	Node *n = build_unary(OTYPEDECL, pos, type);
	n->sym = name;
	n->alias = alias;
	if (tparams)
		n->tparams = *tparams;
	return n;
}
