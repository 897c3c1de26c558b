// inline_cost.c - is a function cheap enough to be inlined?
//
// Go's rule, which this file reproduces: every node of cmd/compile's tree costs 1, a call costs 57
// more unless the callee would itself be inlined (then its cost counts instead), and a function can
// be inlined if the sum is at most 80.  Some statements rule inlining out altogether.  Since the
// unit is Go's node and not ours, go_nodes() says how many of Go's nodes one of ours stands for: a
// declaration by := has a declaration node and a name more than the assignment we see, a keyed
// element a pair and a key, and so on.

#include "inline.h"

#include <string.h>

#include "diagnose.h"
#include "remark.h"

static Inline *new_inline(const Func *f)
{
	Inline *inl = NEW(Inline);
	const FuncFacts *known = facts_of(f);
	if (known)
		*inl =
		    (Inline){.checked = true, .inlinable = known->inlinable, .cost = known->cost};
	return inl;
}

Inline *inline_of(Func *f)
{
	if (!f->inl)
		f->inl = new_inline(f);
	return f->inl;
}

// -------------------------------------------------------------------------------------------------
// Go's nodes
// -------------------------------------------------------------------------------------------------

// Each name a statement declares is a declaration node with a name below it.
static int declaration_nodes(const Node *n)
{
	int names = tree_declares(n, n->x) + tree_declares(n, n->y) + tree_declares(n, n->z);
	VEC_EACH(Node, x, &n->list)
		names += tree_declares(n, x);
	return 2 * names;
}

// Elements written `key: value`: those that do not simply follow the one before.
static int keyed_elements(const Node *lit)
{
	int keyed = 0;
	int64_t next = 0;
	VEC_EACH(Node, elem, &lit->list) {
		keyed += elem->num != next;
		next = elem->num + 1;
	}
	return keyed;
}

static int range_nodes(const Node *n)
{
	// A value without a key has the blank name as key; a variable is declared by its name.
	int nodes = 1 + (n->z && !n->y);
	return n->def
		   ? nodes + 2 * ((n->y && !tree_is_blank(n->y)) + (n->z && !tree_is_blank(n->z)))
		   : nodes;
}

// select's receive: `v, ok = <-c`, whatever was written; with an ok written, by way of temporaries.
static int comm_nodes(const Node *comm)
{
	if (!comm || comm->op == OSEND)
		return 0;
	return comm->op == OEXPRSTMT ? 3 : comm->op == OAS ? 1 : 4 * comm->list.len + 1;
}

static int switch_var_nodes(const Node *n)
{
	int named = 0;
	VEC_EACH(Node, clause, &n->list)
		named += clause->obj != NULL;
	return named + (named > 0);
}

static int go_nodes(const Node *n)
{
	switch (n->op) {
	case OEXPRSTMT:
	case OELEM:
	case OEMPTY:
	case ODOTMETH:
		return 0;
	case OMETHEXPR:
	case ONEW:
		return 2; // the type is a node
	case ORANGEPANIC:
		return 2; // a call of a function that counts as cheap
	case OCALLMETH:
		return 3; // a call of a method expression
	case OMAKEMAP:
	case OMAKECHAN:
		return n->x ? 1 : 2;
	case OSTRUCTLIT:
		return 1 + n->list.len;
	case OARRAYLIT:
	case OSLICELIT:
		return 1 + 2 * keyed_elements(n);
	case OVARDECL:
		// with the name we see: an assignment, and a declaration of it
		return 3 * n->list.len;
	case OAS:
	case OAS2:
	case OAS2FUNC:
	case OAS2RECV:
	case OAS2MAPR:
	case OAS2DOTTYPE:
		return 1 + declaration_nodes(n);
	case ORANGE:
		return range_nodes(n);
	case OTYPESW:
		return 2 + switch_var_nodes(n);
	case OCASE:
		return 1 + comm_nodes(n->x);
	default:
		return 1;
	}
}

static void count_nodes(Node *n, void *arg)
{
	*(int *)arg += go_nodes(n);
}

bool inline_is_big(const Func *f)
{
	int nodes = 0;
	tree_visit_list(&f->body, count_nodes, &nodes);
	return nodes >= INLINE_BIG_NODES;
}

// -------------------------------------------------------------------------------------------------
// the sum
// -------------------------------------------------------------------------------------------------

typedef struct {
	Func *f;
	const Options *o;
	bool big;           // f is: only cheap callees will be inlined into it
	int left;           // of the budget
	const char *reason; // why f cannot be inlined at all, or is too expensive already
} Sum;

static void add(Sum *s, Node *n);

static void add_child(Node **child, void *arg)
{
	add(arg, *child);
}

static void add_list(Sum *s, const Vec *list)
{
	VEC_EACH(Node, n, list)
		add(s, n);
}

// encoding/binary's fixed-order accessors are one load or store on amd64.
static bool is_byte_order_call(const Func *f)
{
	static const char *const orders[] = {"littleEndian.", "bigEndian."};
	static const char *const verbs[] = {"", "Put", "Append"};
	static const char *const sizes[] = {"Uint16", "Uint32", "Uint64"};
	if (!f->pkg || strcmp(f->pkg->path, "encoding/binary") != 0)
		return false;
	const char *name = func_string(f, f->pkg);
	for (int i = 0; i < 2 * 3 * 3; i++) {
		const char *known =
		    arena_printf("%s%s%s", orders[i % 2], verbs[i / 2 % 3], sizes[i / 6]);
		if (strcmp(name, known) == 0)
			return true;
	}
	return false;
}

// A function the caller may know: a parameter, or a variable of the function around a closure.
static bool calls_parameter(const Sum *s, const Node *call)
{
	const Node *fn = call->x;
	if (call->op != OCALL || !tree_is_local(fn))
		return false;
	return fn->obj->vclass == VAR_PARAM || fn->obj->func != s->f;
}

// A call of generic code passes a dictionary: its address, or a word of the caller's own.
static int dictionary_cost(const Sum *s, const Func *callee)
{
	if (!callee || callee->type_args.len == 0 || callee->lit)
		return 0;
	return s->f->type_args.len > 0 ? 4 : 2;
}

static int call_cost(Sum *s, Node *call)
{
	Func *named = tree_named_callee(call);
	if (named && (inline_is_intrinsic(named) || is_byte_order_call(named)))
		return 0;
	Func *callee = inline_callee(s->f, call, true, s->o);
	if (callee && inline_of(callee)->inlinable && inline_cost_ok(callee, s->big, false) &&
	    !inline_is_cycle(call, callee))
		return inline_of(callee)->cost + dictionary_cost(s, named);
	int call_itself = calls_parameter(s, call) ? INLINE_PARAM_CALL_COST : INLINE_CALL_COST;
	return call_itself + dictionary_cost(s, named);
}

// &x.f costs nothing if f is x's first field.
static int address_credit(const Node *n)
{
	const Node *dot = n->x;
	if ((dot->op != ODOT && dot->op != ODOTPTR) || dot->x->op != ONAME)
		return 0;
	Type *t = dot->x->type->under;
	t = t->kind == T_PTR ? t->elem->under : t;
	type_layout(t);
	return t->fields[dot->num].offset == 0 ? 2 : 0;
}

// *(*T)(unsafe.Pointer(&x)) is only half a dereference.
static int deref_credit(const Node *n)
{
	const Node *ptr = n->x;
	while (ptr->op == OCONVNOP)
		ptr = ptr->x;
	return ptr->op == OADDR;
}

static int slice_credit(const Node *n)
{
	int64_t low;
	bool from_start = n->y && n->y->op == OLIT && const_to_int64(n->y->val, &low) && low == 0;
	bool to_end = n->z && n->z->op == OLEN && n->z->x->op == ONAME && n->x->op == ONAME &&
		      n->z->x->obj == n->x->obj;
	return from_start + 2 * to_end;
}

// a, b = f() with a conversion goes through temporaries, which are not counted.
static int temporaries_credit(const Node *n)
{
	return n->init.len > 0 ? 4 * n->list.len + 1 : 0;
}

// What n costs beside its Go nodes; negative: what it saves.
static int extra_cost(Sum *s, Node *n)
{
	switch (n->op) {
	case OCALL:
		return call_cost(s, n);
	case OCALLMETH:
		return call_cost(s, n) - 2; // the method expression and its type are free
	case OCALLINTER:
		return INLINE_CALL_COST;
	case OPANIC:
		return INLINE_PANIC_COST - (n->x->op == OCONVIFACE && n->x->implicit);
	case OFUNCLIT:
		return INLINE_CLOSURE_COST;
	case OADDR:
		return -address_credit(n);
	case ODEREF:
		return -deref_credit(n);
	case OAS2:
		return -temporaries_credit(n);
	case OCONVNOP:
	case OFALL:
	case OTYPE:
	case OBLOCK:
	case ONEW:
		return -1;
	case OMETHEXPR:
		return -2;
	case OMETHVAL:
	case OSLICELIT:
		return 1;
	case OSLICE:
	case OSLICEARR:
	case OSLICESTR:
	case OSLICE3:
	case OSLICE3ARR:
		return -slice_credit(n);
	default:
		return 0;
	}
}

static const char *hopeless(const Node *n)
{
	switch (n->op) {
	case OGO:
		return "unhandled op GO";
	case ODEFER:
	case ODEFERLOOP:
		return "unhandled op DEFER";
	case ORECOVER:
		return "call to recover";
	default:
		return NULL;
	}
}

static void add(Sum *s, Node *n)
{
	if (s->reason)
		return;
	s->reason = hopeless(n);
	if (s->reason)
		return;
	if (n->op == OIF && n->x->op == OLIT) { // decided, but kept: only what runs counts
		add_list(s, &n->init);
		add_list(s, const_bool_val(n->x->val) ? &n->list : &n->list2);
		return;
	}
	s->left -= extra_cost(s, n) + go_nodes(n);
	if (s->left < 0 && s->o->m < 2 && !s->o->diagnostics) {
		s->reason = "too expensive";
		return;
	}
	tree_children(n, add_child, s);
}

// -------------------------------------------------------------------------------------------------
// the verdict
// -------------------------------------------------------------------------------------------------

static const char *impossible(const Func *f)
{
	if (f->noinline)
		return "marked go:noinline";
	if (f->uintptrescapes)
		return "marked as having an escaping uintptr argument";
	if (!f->has_body)
		return "no function body";
	return NULL;
}

static void count_returns(Node *n, void *arg)
{
	if (n->op == ORETURN)
		*(int *)arg += 1 + (n->list.len == 0);
}

// Exactly one return, with values, and no result the body could name.
static bool can_delay_results(const Func *f)
{
	int returns = 0;
	tree_visit_list(&f->body, count_returns, &returns);
	if (returns != 1)
		return false;
	VEC_EACH(Object, r, &f->results)
		if (r->sym[0] != '~' && !r->is_blank)
			return false;
	return true;
}

// Importers inline the template and call the instances it mentions, which this package compiles.
static void keep_instance(Node *n, void *arg)
{
	(void)arg;
	bool named = n->op == ONAME || n->op == ODOTMETH || n->op == OMETHVAL || n->op == OMETHEXPR;
	if (named && n->obj && n->obj->kind == OBJ_FUNC && n->obj->func)
		n->obj->func->kept |= n->obj->func->instance;
}

static void keep_template(Inline *inl, const Func *f)
{
	PtrMap vars = {0};
	TreeClone c = {.vars = &vars};
	inl->body = tree_clone_list(&c, &f->body);
	tree_clone_finish(&c);
	inl->nodes = c.nodes;
	tree_visit_list(&inl->body, keep_instance, NULL);
}

static char *signature_string(const Func *f)
{
	char *sig = type_irstring(f->type, f->pkg, &f->type_args);
	if (!f->recv)
		return sig;
	return arena_printf("method(%s) %s", type_irstring(f->recv->type, f->pkg, &f->type_args),
			    sig);
}

static char *body_string(const Func *f)
{
	Buf b = {0};
	VEC_EACH(Node, n, &f->body)
		buf_printf(&b, "%s%s", b.len ? "; " : "", tree_string(n, f, f->pkg));
	return buf_str(&b);
}

static void report_can_inline(const Func *f, int cost, const Options *o)
{
	char *name = func_string(f, f->pkg);
	diagnose(o, tree_func_pos(f), "canInlineFunction", "cost: %d", cost);
	if (o->m > 1)
		remark(o, 2, tree_func_pos(f), "can inline %s with cost %d as: %s { %s }", name,
		       cost, signature_string(f), body_string(f));
	else
		remark(o, 1, tree_func_pos(f), "can inline %s", name);
}

// The verdict came with the summary: the functions f calls need not be looked at for it.
void inline_load(Func *f)
{
	if (!f->waits)
		return;
	check_waiting_body(f);
	inline_prepare(f);
	inline_of(f)->delay_results = can_delay_results(f);
	keep_template(inline_of(f), f);
}

void inline_check(Func *f, const Options *o)
{
	Inline *inl = inline_of(f);
	if (inl->checked)
		return;
	o = remark_options(f, o);
	int budget = f->lit ? INLINE_CLOSURE_ONCE_BUDGET : INLINE_BUDGET;
	Sum s = {.f = f, .o = o, .left = budget, .reason = impossible(f)};
	if (!s.reason) {
		s.big = inline_is_big(f);
		add_list(&s, &f->body);
		if (!s.reason && s.left < 0)
			s.reason = arena_printf("function too complex: cost %d exceeds budget %d",
						budget - s.left, budget);
	}
	inl->checked = true;
	if (s.reason) {
		inl->reason = s.reason;
		diagnose(o, tree_func_pos(f), "cannotInlineFunction", "%s", s.reason);
		remark(o, 2, tree_func_pos(f), "cannot inline %s: %s", func_string(f, f->pkg),
		       s.reason);
		return;
	}
	inl->inlinable = true;
	inl->cost = budget - s.left;
	inl->delay_results = can_delay_results(f);
	keep_template(inl, f);
	report_can_inline(f, inl->cost, o);
}
