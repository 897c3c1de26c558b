// gen_init.c - the initialisation of a package: what is left to do when the program starts.
//
// Most initialisers are constant (gen_static.c).  PATH.init runs the others in the language's
// order, then the package's init functions, so it keeps all they mention.  For a table that few
// programs use, a map from names to large structures as in package unicode, that is a waste of
// space and of time at every start.
//
// Such a map, whose keys and elements are constants, can be made before anything else runs: nobody
// can tell.  It gets a function of its own, and an entry in section gomaps, which the runtime calls
// first of all; the linker keeps the entry only if it keeps the variable.
//
// Elements may also be variables of this package whose initial values are constant, and such a
// variable may be the initialiser of another.  Code that runs before could change them, so this
// holds only as long as PATH.init calls nothing.

#include "gen_body.h"

typedef struct {
	Gen *g;
	PtrMap constant; // Object*: variables whose initial values are in the executable
	Vec rest;        // Node*: the body of PATH.init
	bool calls;      // it has more than assignments of literals and variables
	int nmaps;
} Init;

// like: what else it is to have, or NULL.
static Func *function(Init *in, const Func *like, const char *name, Vec body)
{
	Package *p = in->g->pkg;
	Func *f = NEW(Func);
	if (like)
		*f = *like;
	f->name = f->linkname = intern(arena_printf("%s.%s", p->path, name));
	f->pkg = p;
	f->has_body = true;
	f->type = type_func(NULL, 0, NULL, 0, false);
	f->body = body;
	return f;
}

// variable = value, and nothing before it.
static bool sets_variable(const Node *as)
{
	return as->op == OAS && !as->init.len && as->x->op == ONAME && !tree_is_blank(as->x) &&
	       as->y;
}

static bool is_constant_variable(const Init *in, const Node *n)
{
	return n->op == ONAME && ptrmap_get(&in->constant, n->obj) && !in->calls;
}

// x = y, as values in the executable.
static bool copy_constant(Init *in, const Node *as)
{
	if (!sets_variable(as) || !is_constant_variable(in, as->y) || as->x->type != as->y->type)
		return false;
	LLVMValueRef from = gen_global(in->g, as->y->obj), to = gen_global(in->g, as->x->obj);
	LLVMSetInitializer(to, LLVMGetInitializer(from));
	return true;
}

// --- maps that can be made first -----------------------------------------------------------------

static bool is_known(const Init *in, Node *n)
{
	return gen_is_static(n) || is_constant_variable(in, n);
}

static bool is_early(const Init *in, const Node *as)
{
	if (!sets_variable(as) || as->y->op != OMAPLIT || as->y->init.len)
		return false;
	VEC_EACH(const Node, pair, &as->y->list)
		if (pair->x->op != OLIT || !is_known(in, pair->y))
			return false;
	return true;
}

static void make_early(Init *in, Node *as)
{
	Vec body = {0};
	vec_push(&body, as);
	Func *f = function(in, NULL, arena_printf("init.map%d", in->nmaps++), body);
	gen_function(in->g, f);
	gen_add_map(in->g, gen_global(in->g, as->x->obj), gen_func(in->g, f));
}

// --- all of it -----------------------------------------------------------------------------------

static Node *call_of(Func *f)
{
	Node *name = node_new(ONAME, f->pos), *call = node_new(OCALL, f->pos),
	     *n = node_new(OEXPRSTMT, f->pos);
	name->obj = f->obj;
	name->type = f->type;
	call->x = name;
	n->x = call;
	return n;
}

static bool is_plain(const Node *n)
{
	if (n->init.len)
		return false;
	switch (n->op) {
	case OLIT:
	case ONIL:
	case ONAME:
		return true;
	case OPTRLIT:
		return is_plain(n->x);
	case OSTRUCTLIT:
	case OARRAYLIT:
	case OSLICELIT:
		VEC_EACH(const Node, e, &n->list)
			if (!is_plain(e->x))
				return false;
		return true;
	default:
		return false;
	}
}

static void initialise(Init *in, Node *as)
{
	if (gen_static_init(in->g, as) || copy_constant(in, as)) {
		if (!as->x->obj->linkname) // it may be another package's value
			ptrmap_set(&in->constant, as->x->obj, as);
	} else if (is_early(in, as)) {
		make_early(in, as);
	} else {
		vec_push(&in->rest, as);
		in->calls |= !sets_variable(as) || !is_plain(as->y);
	}
}

void gen_init_function(Gen *g)
{
	Package *p = g->pkg;
	Init in = {.g = g};
	VEC_EACH(Node, as, &p->init_order)
		initialise(&in, as);
	VEC_EACH(Func, f, &p->inits)
		vec_push(&in.rest, call_of(f));
	// The checker's function owns the closures, and the locals that inlining brought in.
	gen_function(g, function(&in, p->var_init, "init", in.rest));
}
