// gen_place.c - left-hand sides: what an assignment writes, what & takes the address of.
//
// The language evaluates the operands of index expressions and pointer indirections on the left
// before it assigns anything; the indexing itself, with its checks, happens when the assignment is
// carried out.  So a Place first holds evaluated operands, and only gen_place_addr makes the
// checks.

#include "gen_body.h"

static Place *keep(Place p)
{
	Place *copy = NEW(Place);
	*copy = p;
	return copy;
}

int64_t gen_field_offset(Type *s, int64_t i)
{
	s = s->under;
	type_layout(s);
	return s->fields[i].offset;
}

// --- what lies in the frame ----------------------------------------------------------------------

static bool variable_in_frame(Fn *f, Object *o)
{
	Var *v = ptrmap_get(&f->vars, o);
	return v && v->local;
}

static bool place_in_frame(Fn *f, Node *n);

// What the pointer or slice n leads to is known to lie in this function's frame: n is an address in
// it, or an object that escape analysis left there, perhaps by way of variables that are assigned
// only once.  It is so for most receivers of inlined methods.
static bool leads_into_frame(Fn *f, Node *n)
{
	n = tree_static_value(n);
	switch (n->op) {
	case OADDR:
		return place_in_frame(f, n->x);
	case OPTRLIT:
	case OSLICELIT:
	case ONEW:
		return n->esc == ESC_NONE;
	case OSLICE:
	case OSLICE3:
		return leads_into_frame(f, n->x);
	default: // a made or appended slice may have outgrown its frame buffer
		return false;
	}
}

static bool place_in_frame(Fn *f, Node *n)
{
	switch (n->op) {
	case ONAME:
		return variable_in_frame(f, n->obj);
	case ODOT:
	case OCONVNOP:
		return place_in_frame(f, n->x);
	case OINDEX:
		return n->x->type->under->kind == T_ARRAY ? place_in_frame(f, n->x)
							  : leads_into_frame(f, n->x);
	case ODOTPTR:
	case ODEREF:
		return leads_into_frame(f, n->x);
	default:
		return false;
	}
}

// --- places --------------------------------------------------------------------------------------

static Place place_index(Fn *f, Node *n)
{
	Place p = {.type = n->type, .bounded = n->bounded};
	if (n->x->type->under->kind == T_ARRAY) {
		p.kind = PLACE_ARRAY;
		p.outer = keep(gen_place(f, n->x));
	} else {
		p.kind = PLACE_SLICE;
		p.base = gen_expr(f, n->x);
		p.in_frame = leads_into_frame(f, n->x);
	}
	p.index = gen_int_operand(f, n->y, &p.index_signed);
	return p;
}

static Place place_deref(Fn *f, Node *n, int64_t offset)
{
	return (Place){.kind = PLACE_DEREF,
		       .type = n->type,
		       .base = gen_expr(f, n->x),
		       .offset = offset,
		       .in_frame = leads_into_frame(f, n->x),
		       .hides_pointer = tree_is_header_data(n)};
}

// An operand that is not addressable (a call's result, say): a temporary stands in for it.
static Place place_temp(Fn *f, Node *n)
{
	LLVMValueRef p = gen_spill(f, gen_expr(f, n));
	return (Place){
	    .kind = PLACE_VAR, .type = n->type, .var = {.type = n->type, .ptr = p, .local = true}};
}

static Place place_of(Fn *f, Node *n)
{
	if (tree_is_blank(n))
		return (Place){.kind = PLACE_BLANK, .type = n->type};
	switch (n->op) {
	case ONAME:
		return (Place){.kind = PLACE_VAR, .type = n->type, .var = gen_var(f, n->obj)};
	case OCONVNOP: {
		Place p = gen_place(f, n->x);
		p.type = n->type;
		return p;
	}
	case ODOT:
		return (Place){.kind = PLACE_FIELD,
			       .type = n->type,
			       .outer = keep(gen_place(f, n->x)),
			       .offset = gen_field_offset(n->x->type, n->num)};
	case ODOTPTR:
		return place_deref(f, n, gen_field_offset(n->x->type->under->elem, n->num));
	case ODEREF:
		return place_deref(f, n, 0);
	case OINDEX:
		return place_index(f, n);
	case OINDEXMAP:
		return (Place){.kind = PLACE_MAP,
			       .type = n->type,
			       .map = n,
			       .base = gen_expr(f, n->x),
			       .key = gen_stable(f, gen_expr(f, n->y))};
	default:
		return place_temp(f, n);
	}
}

Place gen_place(Fn *f, Node *n)
{
	Place p = place_of(f, n);
	if (!p.node)
		p.node = n;
	return p;
}

Addr gen_element(Fn *f, Type *elem, LLVMValueRef array, LLVMValueRef index)
{
	LLVMValueRef p = LLVMBuildInBoundsGEP2(f->b, gen_memtype(f->g, elem), array, &index, 1, "");
	return (Addr){.type = elem, .ptr = p};
}

static void check_index(Fn *f, const Place *p, LLVMValueRef len)
{
	LLVMValueRef check = NULL;
	if (!p->bounded)
		check = gen_bounds_check(f, p->index, p->index_signed, len, BOUNDS_INDEX, false);
	gen_mark_check(f, p->node, &check, 1);
}

static Addr array_addr(Fn *f, const Place *p)
{
	Addr array = gen_place_addr(f, p->outer);
	check_index(f, p, gen_int(f->g, p->outer->type->under->len));
	Addr a = gen_element(f, p->type, array.ptr, p->index);
	a.local = array.local;
	return a;
}

Addr gen_place_addr(Fn *f, const Place *p)
{
	switch (p->kind) {
	case PLACE_VAR:
		return (Addr){.type = p->type, .ptr = p->var.ptr, .local = p->var.local};
	case PLACE_DEREF:
		gen_nil_check(f, p->base.v[0]);
		return (Addr){.type = p->type,
			      .ptr = gen_gep(f, p->base.v[0], p->offset),
			      .local = p->in_frame};
	case PLACE_SLICE: {
		check_index(f, p, p->base.v[1]);
		Addr a = gen_element(f, p->type, p->base.v[0], p->index);
		a.local = p->in_frame;
		return a;
	}
	case PLACE_ARRAY:
		return array_addr(f, p);
	case PLACE_FIELD: {
		Addr a = gen_place_addr(f, p->outer);
		return (Addr){
		    .type = p->type, .ptr = gen_gep(f, a.ptr, p->offset), .local = a.local};
	}
	default:
		bug("place %d has no address", p->kind);
	}
}

static void store(Fn *f, const Place *p, Val v)
{
	if (p->kind == PLACE_MAP) {
		gen_store(f, gen_map_assign(f, p->map->x->type, p->base.v[0], p->key), v);
		return;
	}
	Addr to = gen_place_addr(f, p);
	if (p->hides_pointer) {
		to.type = types[T_UNSAFEPTR];
		v = gen_val1(to.type, LLVMBuildIntToPtr(f->b, v.v[0], f->g->ptr, ""));
	}
	if (to.local && p->kind != PLACE_VAR && type_has_pointers(to.type))
		gen_mark_barrier(f, NULL);
	gen_store(f, to, v);
}

void gen_place_store(Fn *f, const Place *p, Val v)
{
	if (p->kind == PLACE_BLANK)
		return;
	f->stored_to = p->node;
	store(f, p, v);
	f->stored_to = NULL;
}

Addr gen_addr(Fn *f, Node *n)
{
	Place p = gen_place(f, n);
	return gen_place_addr(f, &p);
}
