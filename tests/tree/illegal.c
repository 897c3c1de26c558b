// illegal.c - breaks typed trees, one rule at a time; compiler/tree/treecheck.c must name each.

#include <stdlib.h>
#include <string.h>

#include "tree.h"

static const char source[] = "package p\n"
			     "type T struct{ a int; b string }\n"
			     "func g(n int, s string) (int, string) { return n, s }\n"
			     "func f(x int, y string, t T, m map[string]int) int {\n"
			     "	z := x + 1\n"
			     "	if x < z { z = g2(x) }\n"
			     "	for i := range 3 { if i == 2 { break }; z += t.a }\n"
			     "	c := func() int { return z }\n"
			     "	return c() + m[y] + int(y[0])\n"
			     "}\n"
			     "func g2(n int) int { return n << 1 }\n"
			     "var v = any(1)\n";

typedef struct {
	Op op; // the first node of this kind ...
	void (*damage)(Node *n);
	const char *said; // ... is damaged so that this is found
} Case;

static void no_type(Node *n)
{
	n->type = NULL;
}
static void wrong_type(Node *n)
{
	n->type = types[T_STRING];
}
static void untyped(Node *n)
{
	n->type = types[T_UNTYPED_INT];
}
static void wrong_operand(Node *n)
{
	n->y->type = types[T_STRING];
}
static void lose_argument(Node *n)
{
	n->list.len--;
}
static void wrong_field(Node *n)
{
	n->num = 7;
}
static void other_field(Node *n)
{
	n->num = 1;
}
static void no_object(Node *n)
{
	n->obj = NULL;
}
static void no_target(Node *n)
{
	n->x = NULL;
}
static void syntax_form(Node *n)
{
	n->op = OPAREN;
}
static void orphan(Node *n)
{
	n->func->outer = NULL;
}
static void uncaptured(Node *n)
{
	n->func->captures.len = 0;
}
static void wrong_key(Node *n)
{
	n->y->type = types[T_BOOL];
}
static void other_result(Node *n)
{
	((Node *)n->list.at[0])->type = types[T_BOOL];
}
static void no_interface(Node *n)
{
	n->type = types[T_INT];
}

static const Case cases[] = {
    {OADD, no_type, "OADD: expression without type"},
    {OADD, wrong_type, "OADD: result differs from operands"},
    {OADD, wrong_operand, "OADD: operands differ"},
    {OLT, wrong_operand, "OLT: comparison of different types"},
    {OLT, wrong_type, "OLT: comparison is not bool"},
    {OLIT, untyped, "OLIT: untyped"},
    {OCALL, lose_argument, "OCALL: argument count"},
    {ODOT, wrong_field, "ODOT: no such field"},
    {ODOT, other_field, "ODOT: field type"},
    {ONAME, no_object, "ONAME: no object"},
    {ONAME, wrong_type, "ONAME: type differs from the object's"},
    {OBREAK, no_target, "OBREAK: no target"},
    {OADD, syntax_form, "OPAREN: syntax form"},
    {OFUNCLIT, orphan, "OFUNCLIT: closure hangs at another function"},
    {OFUNCLIT, uncaptured, "ONAME: variable of another function, not captured"},
    {OINDEXMAP, wrong_key, "OINDEXMAP: key type"},
    {OINDEX, wrong_operand, "OINDEX: index is not integer"},
    {ORETURN, other_result, "ORETURN: result type"},
    {OAS, wrong_operand, "OAS: assigned type"},
    {OLSH, wrong_type, "OLSH: shift type"},
    {OCONVIFACE, no_interface, "OCONVIFACE: no interface"},
    {OASOP, wrong_operand, "OASOP: operand type"},
};

static Package *no_import(void *arg, const char *path, Pos pos)
{
	(void)arg;
	(void)path;
	(void)pos;
	return NULL;
}

static Package *load(void)
{
	Package *p = NEW(Package);
	p->path = p->name = intern("p");
	File *f = parse_file("p.go", posbase_new("p.go", "p.go", p), source, sizeof source - 1);
	f->pkg = p;
	vec_push(&p->files, f);
	if (!check_package(p, no_import, NULL)) {
		diag_flush();
		exit(2);
	}
	return p;
}

typedef struct {
	Op op;
	Node *found;
} Search;

static void look(Node **slot, void *arg)
{
	Search *s = arg;
	if (s->found)
		return;
	if ((*slot)->op == s->op) {
		s->found = *slot;
		return;
	}
	if ((*slot)->op != OBREAK)
		node_children(*slot, look, s);
}

static Node *first(Package *p, Op op)
{
	Search s = {.op = op};
	VEC_EACH(Func, f, &p->funcs)
		for (int i = 0; i < f->body.len; i++)
			look((Node **)&f->body.at[i], &s);
	for (int i = 0; i < p->init_order.len; i++)
		look((Node **)&p->init_order.at[i], &s);
	return s.found;
}

static char *check(Package *p)
{
	char *text;
	size_t size;
	FILE *report = open_memstream(&text, &size);
	treecheck(p, report);
	fclose(report);
	return text;
}

static void run(const Case *c)
{
	Package *p = load();
	Node *n = first(p, c->op);
	if (!n) {
		printf("FAIL %s: no such node\n", c->said);
		return;
	}
	c->damage(n);
	const char *said = check(p);
	if (strstr(said, c->said))
		printf("PASS illegal %s\n", c->said);
	else
		printf("FAIL illegal %s: not said: %.*s\n", c->said, (int)strcspn(said, "\n"),
		       said);
}

int main(void)
{
	universe_init();
	char *clean = check(load());
	printf(*clean ? "FAIL legal tree: %s" : "PASS legal tree\n", clean);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		run(&cases[i]);
	return 0;
}
