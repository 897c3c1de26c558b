// gen_lit.c - composite literals and function literals.
//
// A literal of memory type is built in place: in a frame slot, or in the object just allocated.
// One whose parts are all constant is copied from static data.  Blank fields stay zero.  Constant
// entries of a map come out of static tables, if they are many.

#include "gen_body.h"

Addr gen_new(Fn *f, Type *t, Esc esc)
{
	if (esc != ESC_NONE) {
		LLVMValueRef p = GEN_RT(f, "malloc_newobject", gen_type_descriptor(f->g, t));
		return (Addr){.type = t, .ptr = p, .fresh = true};
	}
	Addr a = {.type = t, .ptr = gen_temp(f, t), .local = true};
	gen_store_zero(f, a);
	a.fresh = true;
	return a;
}

// --- structs and arrays --------------------------------------------------------------------------

static Addr element_place(Node *lit, Addr whole, Fn *f, int64_t num)
{
	Type *t = lit->type->under;
	Addr a = whole;
	if (t->kind == T_STRUCT) {
		type_layout(t);
		a.type = t->fields[num].type;
		a.ptr = gen_gep(f, whole.ptr, t->fields[num].offset);
	} else {
		a.type = t->elem;
		a.ptr = gen_gep(f, whole.ptr, num * type_size(t->elem));
	}
	return a;
}

bool gen_is_blank_field(Type *t, int64_t num)
{
	t = t->under;
	return t->kind == T_STRUCT && name_blank(t->fields[num].name);
}

static void store_elements(Fn *f, Node *lit, Addr to)
{
	VEC_EACH(Node, e, &lit->list) {
		if (gen_is_blank_field(lit->type, e->num))
			gen_effects(f, e->x);
		else
			gen_literal_into(f, e->x, element_place(lit, to, f, e->num));
		gen_next_piece(f);
	}
}

// Constant parts point to static data at most, so copying them into zeroed memory needs no barrier.
static void copy_static(Fn *f, Node *lit, Addr to)
{
	Gen *g = f->g;
	unsigned align = (unsigned)type_align(lit->type);
	LLVMValueRef data = gen_static(g, "lit", gen_static_value(g, lit, true), align, true);
	gen_memcpy(f, to.ptr, data, type_size(lit->type), align);
}

void gen_literal_into(Fn *f, Node *n, Addr to)
{
	Val v;
	bool in_place = (n->op == OSTRUCTLIT || n->op == OARRAYLIT) &&
			gen_in_memory(f->g, n->type) && !gen_hoisted(f, n, &v);
	if (!in_place) {
		gen_store(f, to, gen_expr(f, n));
		return;
	}
	if (to.fresh && n->list.len && gen_is_static(n)) {
		copy_static(f, n, to);
		return;
	}
	gen_store_zero(f, to);
	to.fresh = true;
	store_elements(f, n, to);
}

// A struct or array of few leaves: the leaves of its elements, zero where none is given.
static Val leaf_literal(Fn *f, Node *n)
{
	Type *t = n->type->under;
	Val v = gen_zero(f, n->type);
	VEC_EACH(Node, e, &n->list) {
		int at = 0;
		for (int i = 0; t->kind == T_STRUCT && i < e->num; i++)
			at += gen_type(f->g, t->fields[i].type)->nleaves;
		Val x = gen_expr(f, e->x);
		if (gen_is_blank_field(n->type, e->num))
			continue;
		int leaves = gen_type(f->g, x.type)->nleaves;
		for (int i = 0; i < leaves; i++)
			v.v[at + i] = x.v[i];
	}
	return v;
}

static Val aggregate_literal(Fn *f, Node *n)
{
	Gen *g = f->g;
	if (!gen_in_memory(g, n->type))
		return leaf_literal(f, n);
	if (gen_is_static(n)) {
		unsigned align = (unsigned)type_align(n->type);
		LLVMValueRef p = gen_static(g, "lit", gen_static_value(g, n, true), align, true);
		return gen_val1(n->type, p);
	}
	Addr to = gen_new(f, n->type, ESC_NONE);
	gen_literal_into(f, n, to);
	return (Val){.type = n->type, .v = {to.ptr}, .fresh = true};
}

// --- slices and maps -----------------------------------------------------------------------------

// The array behind a slice literal, as an array literal.
static Node *array_of(Node *n)
{
	Node *a = node_new(OARRAYLIT, n->pos);
	a->type = type_array(n->type->under->elem, n->num);
	a->list = n->list;
	return a;
}

static Val slice_literal(Fn *f, Node *n)
{
	LLVMValueRef len = gen_int(f->g, n->num);
	if (n->num == 0) {
		LLVMValueRef p = gen_extern(f->g, "zero_base", f->g->i64);
		return (Val){.type = n->type, .v = {p, len, len}};
	}
	Node *array = array_of(n);
	Addr to = gen_new(f, array->type, n->esc);
	if (n->num > 1 && gen_is_static(array))
		copy_static(f, array, to);
	else
		store_elements(f, array, to);
	return (Val){.type = n->type, .v = {to.ptr, len, len}};
}

static bool is_constant_entry(Node *e)
{
	return gen_is_static(e->x) && gen_is_static(e->y);
}

// The constant keys of the entries, or their values, one after the other in static data.
static LLVMValueRef entry_table(Fn *f, Node *n, Type *t, bool keys, int64_t len)
{
	Node *a = node_new(OARRAYLIT, n->pos);
	a->type = type_array(t, len);
	VEC_EACH(Node, e, &n->list) {
		if (!is_constant_entry(e))
			continue;
		Node *part = node_new(OELEM, e->pos);
		part->num = a->list.len;
		part->x = keys ? e->x : e->y;
		vec_push(&a->list, part);
	}
	LLVMValueRef data = gen_static_value(f->g, a, true);
	return gen_static(f->g, "entries", data, (unsigned)type_align(t), true);
}

// Many constant entries are put in by a loop over two tables, before the others, as Go does: none
// of them can tell.
static bool constant_entries(Fn *f, Node *n, LLVMValueRef m)
{
	enum { WORTH = 25 };
	Type *map = n->type->under;
	int64_t len = 0;
	VEC_EACH(Node, e, &n->list)
		len += is_constant_entry(e);
	if (len < WORTH)
		return false;
	LLVMValueRef keys = entry_table(f, n, map->key, true, len),
		     values = entry_table(f, n, map->elem, false, len);
	LLVMBasicBlockRef before = LLVMGetInsertBlock(f->b), loop = gen_block(f, "entries"),
			  end = gen_block(f, "entries.end");
	gen_br(f, loop);
	gen_start(f, loop);
	LLVMValueRef i = LLVMBuildPhi(f->b, f->g->i64, "");
	Val v = gen_load(f, gen_element(f, map->elem, values, i));
	Val k = gen_load(f, gen_element(f, map->key, keys, i));
	gen_store(f, gen_map_assign(f, n->type, m, k), v);
	LLVMValueRef next = LLVMBuildAdd(f->b, i, gen_int(f->g, 1), ""), all = gen_int(f->g, len),
		     more = LLVMBuildICmp(f->b, LLVMIntULT, next, all, ""),
		     from[] = {gen_int(f->g, 0), next};
	LLVMBasicBlockRef blocks[] = {before, LLVMGetInsertBlock(f->b)};
	gen_cond_br(f, more, loop, end);
	LLVMAddIncoming(i, from, blocks, 2);
	gen_start(f, end);
	return true;
}

static Val map_literal(Fn *f, Node *n)
{
	LLVMValueRef m = gen_new_map(f, n, gen_int(f->g, n->list.len));
	bool without_constants = constant_entries(f, n, m);
	VEC_EACH(Node, e, &n->list) {
		if (without_constants && is_constant_entry(e))
			continue;
		Hoisted *mark = gen_order_begin(f);
		gen_order(f, e->x, false);
		gen_order(f, e->y, false);
		Val v = gen_stable(f, gen_expr(f, e->y));
		Val k = gen_expr(f, e->x);
		gen_order_end(f, mark);
		gen_store(f, gen_map_assign(f, n->type, m, k), v);
		gen_next_piece(f);
	}
	return gen_val1(n->type, m);
}

static Val pointer_literal(Fn *f, Node *n)
{
	Addr to = gen_new(f, n->x->type, n->esc);
	gen_literal_into(f, n->x, to);
	return gen_val1(n->type, to.ptr);
}

Val gen_literal(Fn *f, Node *n)
{
	switch (n->op) {
	case OSLICELIT:
		return slice_literal(f, n);
	case OMAPLIT:
		return map_literal(f, n);
	case OPTRLIT:
		return pointer_literal(f, n);
	default:
		return aggregate_literal(f, n);
	}
}

// --- closures ------------------------------------------------------------------------------------

static Val captured(Fn *f, Object *o, Type *t)
{
	Addr a = gen_var(f, o);
	return gen_captured_by_value(o) ? gen_load(f, a) : gen_val1(t, a.ptr);
}

Val gen_func_literal(Fn *f, Node *n)
{
	Func *func = n->func;
	if (func->captures.len == 0)
		return gen_val1(n->type, gen_func_closure(f->g, func));
	Type *t = gen_context_type(func);
	Addr to = gen_new(f, t, n->esc);
	LLVMBuildStore(f->b, gen_func(f->g, func), to.ptr);
	for (int i = 0; i < func->captures.len; i++) {
		Field *field = &t->fields[i + 1];
		Addr slot = to;
		slot.type = field->type;
		slot.ptr = gen_gep(f, to.ptr, field->offset);
		gen_store(f, slot, captured(f, func->captures.at[i], field->type));
	}
	return gen_val1(n->type, to.ptr);
}
