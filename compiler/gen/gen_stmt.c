// gen_stmt.c - statements: blocks, if, for, jumps, return; the others have files of their own.
//
// Statements behind a jump or panic are generated into a block nobody enters; LLVM drops it.

#include "gen_body.h"

// --- jumps ---------------------------------------------------------------------------------------

static Jump *find_jump(Fn *f, const Node *stmt)
{
	for (Jump *j = f->jumps; j; j = j->outer)
		if (j->stmt == stmt)
			return j;
	bug("jump out of a statement it is not in");
}

static LLVMBasicBlockRef label_block(Fn *f, Node *label)
{
	LLVMBasicBlockRef bb = ptrmap_get(&f->labels, label);
	if (bb)
		return bb;
	bb = gen_block(f, label->sym);
	ptrmap_set(&f->labels, label, bb);
	return bb;
}

// Where a break, continue or goto leads.
static LLVMBasicBlockRef target_of(Fn *f, const Node *jump)
{
	if (jump->op == OGOTO)
		return label_block(f, jump->x);
	const Jump *j = find_jump(f, jump->x);
	return jump->op == OBREAK ? j->brk : j->cont;
}

static void label(Fn *f, Node *n)
{
	LLVMBasicBlockRef bb = label_block(f, n);
	gen_br(f, bb);
	gen_start(f, bb);
}

// --- loops ---------------------------------------------------------------------------------------

void gen_loop_body(Fn *f, Node *loop, LLVMBasicBlockRef brk, LLVMBasicBlockRef cont)
{
	Jump j = {loop, brk, cont, f->jumps};
	f->jumps = &j;
	gen_stmts(f, &loop->list);
	f->jumps = j.outer;
	gen_br(f, cont);
}

void gen_clause_body(Fn *f, Node *stmt, Vec *body, LLVMBasicBlockRef brk)
{
	Jump j = {stmt, brk, NULL, f->jumps};
	f->jumps = &j;
	gen_stmts(f, body);
	f->jumps = j.outer;
	gen_br(f, brk);
}

static void renew(Fn *f, Node *target)
{
	if (target->op == ONAME && target->obj->is_loopvar)
		gen_new_iteration(f, target->obj);
}

// Each iteration has loop variables of its own, which start as copies of the previous ones.
static void renew_loop_variables(Fn *f, Node *loop)
{
	if (!loop->def)
		return;
	VEC_EACH(Node, n, &loop->init) {
		if (n->op == OAS)
			renew(f, n->x);
		VEC_EACH(Node, target, &n->list)
			renew(f, target);
	}
}

// LLVM may walk an array by a pointer that runs ahead of the element it means, past the object's
// end, and forget where the array starts; the collector, which knows stacks only by their words,
// would then miss the object.  So a pointer, slice or string variable, or field of a variable,
// through which a loop indexes is used once more behind it.

// The pointer, slice or string that n, an element, is reached through, or NULL.
static Node *base_of(Node *n)
{
	Node *x = n->x;
	while (x->op == ODOT || (x->op == OINDEX && x->x->type->under->kind == T_ARRAY))
		x = x->x;
	if (x->op == ODEREF || x->op == ODOTPTR)
		return x->x;
	return n->x->type->under->kind == T_ARRAY ? NULL : n->x;
}

// x = v.a.b, v a variable of this function's frame: v and the distance to b.
static Var *frame_field(Fn *f, Node *x, int64_t *offset)
{
	*offset = 0;
	for (; x->op == ODOT; x = x->x)
		*offset += gen_field_offset(x->x->type, x->num);
	Var *v = x->op == ONAME ? ptrmap_get(&f->vars, x->obj) : NULL;
	return v && v->local ? v : NULL;
}

static void keep_base(Node *n, void *arg)
{
	Fn *f = arg;
	int64_t offset;
	Node *base = n->op == OINDEX ? base_of(n) : NULL;
	Var *v = base ? frame_field(f, base, &offset) : NULL;
	if (!v)
		return;
	const void *key = intern(arena_printf("%p+%ld", (void *)v, (long)offset));
	if (ptrmap_get(&f->kept, key))
		return;
	ptrmap_set(&f->kept, key, v);
	gen_keep_alive(f, LLVMBuildLoad2(f->b, f->g->ptr, gen_gep(f, v->ptr, offset), ""));
}

void gen_keep_bases(Fn *f, Node *loop)
{
	f->kept = (PtrMap){0};
	tree_visit_list(&loop->list, keep_base, f);
}

static void for_loop(Fn *f, Node *n)
{
	LLVMBasicBlockRef head = gen_block(f, "for"), body = gen_block(f, "for.body");
	LLVMBasicBlockRef post = gen_block(f, "for.post"), done = gen_block(f, "for.done");
	gen_stmts(f, &n->init);
	gen_br(f, head);
	gen_start(f, head);
	if (n->x) {
		Hoisted *mark = gen_order_begin(f);
		gen_position(f, n->x->pos);
		gen_order(f, n->x, true);
		gen_branch(f, n->x, body, done);
		gen_order_end(f, mark);
	} else {
		gen_br(f, body);
	}
	gen_start(f, body);
	if (n->keep)
		gen_keep_read(f, n);
	gen_loop_body(f, n, done, post);
	gen_start(f, post);
	renew_loop_variables(f, n);
	if (n->y)
		gen_stmt(f, n->y);
	gen_br(f, head);
	gen_start(f, done);
	gen_keep_bases(f, n);
}

// --- if, return, send ----------------------------------------------------------------------------

static void if_stmt(Fn *f, Node *n)
{
	LLVMBasicBlockRef yes = gen_block(f, "then"), join = gen_block(f, "fi");
	LLVMBasicBlockRef no = n->list2.len ? gen_block(f, "else") : join;
	Hoisted *mark = gen_order_begin(f);
	gen_order(f, n->x, true);
	gen_branch(f, n->x, yes, no);
	gen_order_end(f, mark);
	gen_start(f, yes);
	gen_stmts(f, &n->list);
	gen_br(f, join);
	if (n->list2.len) {
		gen_start(f, no);
		gen_stmts(f, &n->list2);
		gen_br(f, join);
	}
	gen_start(f, join);
}

static Val *returned(Fn *f, Node *n)
{
	int want = f->sig.type->nresults;
	if (n->list.len == 0)
		return NULL;
	if (n->list.len == 1 && want > 1) // return g()
		return gen_call(f, n->list.at[0]);
	Val *v = arena_alloc((size_t)want * sizeof *v);
	for (int i = 0; i < want; i++)
		v[i] = gen_stable(f, gen_expr(f, n->list.at[i]));
	return v;
}

static void return_stmt(Fn *f, Node *n)
{
	Hoisted *mark = gen_order_begin(f);
	if (n->list.len == 1)
		gen_order(f, n->list.at[0], true);
	else
		gen_order_lists(f, &(Vec){0}, &n->list);
	Val *v = returned(f, n);
	gen_order_end(f, mark);
	gen_position(f, n->pos);
	gen_return(f, v);
}

static void send(Fn *f, Node *n)
{
	Hoisted *mark = gen_order_begin(f);
	gen_order_lists(f, &(Vec){0}, &(Vec){(void *[]){n->x, n->y}, 2, 2});
	Val c = gen_expr(f, n->x);
	LLVMValueRef slot = gen_spill(f, gen_expr(f, n->y));
	gen_order_end(f, mark);
	gen_position(f, n->pos);
	GEN_RT(f, "chan_send", c.v[0], slot);
}

static void expression(Fn *f, Node *n)
{
	Hoisted *mark = gen_order_begin(f);
	gen_order(f, n, true);
	gen_effects(f, n);
	gen_order_end(f, mark);
}

static void declarations(Fn *f, Node *n)
{
	VEC_EACH(Node, x, &n->list)
		if (!tree_is_blank(x))
			gen_declare(f, x->obj, true);
}

static void range_panic(Fn *f, Node *n)
{
	GEN_RT(f, "panic_range", gen_widen(f, gen_expr(f, n->x)));
	LLVMBuildUnreachable(f->b);
}

// clang-format off: cases share lines
static void stmt(Fn *f, Node *n)
{
	switch (n->op) {
	case OBLOCK:
		gen_stmts(f, &n->list);
		break;
	case OEMPTY: case OFALL:
		break;                 // fallthrough is the switch's business
	case OEXPRSTMT:
		expression(f, n->x);
		break;
	case OVARDECL:
		declarations(f, n);
		break;
	case OAS: case OASOP: case OAS2: case OAS2FUNC: case OAS2RECV: case OAS2MAPR:
	case OAS2DOTTYPE:
		gen_assign(f, n);
		break;
	case OIF:
		if_stmt(f, n);
		break;
	case OFOR:
		for_loop(f, n);
		break;
	case ORANGE:
		gen_range(f, n);
		break;
	case OSWITCH:
		gen_switch(f, n);
		break;
	case OTYPESW:
		gen_type_switch(f, n);
		break;
	case OSELECT:
		gen_select(f, n);
		break;
	case ORETURN:
		return_stmt(f, n);
		break;
	case OGO:
		gen_go(f, n);
		break;
	case ODEFER:
		gen_defer(f, n);
		break;
	case OBREAK: case OCONTINUE: case OGOTO:
		gen_br(f, target_of(f, n));
		break;
	case OLABEL:
		label(f, n);
		break;
	case OSEND:
		send(f, n);
		break;
	case ORANGEPANIC:
		range_panic(f, n);
		break;
	default:
		expression(f, n);      // a call or receive standing as a statement
	}
}
// clang-format on

void gen_stmt(Fn *f, Node *n)
{
	if (gen_terminated(f))
		gen_start(f, gen_block(f, "dead"));
	if (n->op != OFOR) // which runs its init list itself
		gen_stmts(f, &n->init);
	gen_position(f, n->pos);
	stmt(f, n);
}

void gen_stmts(Fn *f, Vec *list)
{
	VEC_EACH(Node, n, list) {
		gen_stmt(f, n);
		gen_next_piece(f);
	}
}
