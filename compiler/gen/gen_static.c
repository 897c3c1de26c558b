// gen_static.c - values known at compile time, as LLVM constants.
//
// Two uses differ in what may be static.  A package variable's initialiser runs once, so slices and
// pointers in it may refer to static objects of their own (which become collector roots, as the
// program can store heap pointers into them).  A literal inside a function is evaluated anew each
// time: only immutable parts can be shared.  The language's initialisation order is kept because a
// constant depends on nothing.

#include "gen_body.h"

enum { MAX_STATIC_ARRAY = 1 << 16 }; // longer sparse arrays are filled by code

static bool is_static(Node *n, bool once);

static bool elements_static(Node *n, bool once)
{
	VEC_EACH(Node, e, &n->list)
		if (!is_static(e->x, once))
			return false;
	return true;
}

static bool array_small(Node *n, int64_t len)
{
	return n->list.len == 0 || len <= MAX_STATIC_ARRAY || n->list.len > len / 2;
}

// A package variable, or a field or element at a fixed place in one.
static bool is_static_place(Node *n)
{
	switch (n->op) {
	case ONAME:
		return n->obj->kind == OBJ_VAR && n->obj->vclass == VAR_GLOBAL && !tree_is_blank(n);
	case ODOT:
		return is_static_place(n->x);
	case OINDEX:
		return n->x->type->under->kind == T_ARRAY && n->y->op == OLIT && n->bounded &&
		       is_static_place(n->x);
	default:
		return false;
	}
}

static bool same_representation(const Node *n)
{
	Kind a = n->type->under->kind, b = n->x->type->under->kind;
	return a == b || (a == T_UNSAFEPTR && b == T_PTR) || (a == T_PTR && b == T_UNSAFEPTR);
}

static bool is_static(Node *n, bool once)
{
	if (n->init.len)
		return false;
	switch (n->op) {
	case OLIT:
	case ONIL:
	case OMETHEXPR:
		return true;
	case ONAME:
		return n->obj->kind == OBJ_FUNC;
	case OFUNCLIT:
		return n->func->captures.len == 0;
	case OSTRUCTLIT:
		return elements_static(n, once);
	case OARRAYLIT:
		return array_small(n, n->type->under->len) && elements_static(n, once);
	case OSLICELIT:
		return once && array_small(n, n->num) && elements_static(n, once);
	case OPTRLIT:
		return once && is_static(n->x, once);
	case OADDR:
		return once && is_static_place(n->x);
	case OSTR2BYTES:
		return once && n->x->op == OLIT;
	case OCONVNOP:
		return same_representation(n) && is_static(n->x, once);
	case OCONVIFACE:
		return !type_is_inter(n->x->type) && is_static(n->x, once);
	default:
		return false;
	}
}

bool gen_is_static(Node *n)
{
	return is_static(n, false);
}

// --- construction: is_static() holds -------------------------------------------------------------

static LLVMValueRef static_struct(Gen *g, Node *n, bool read_only)
{
	LLVMTypeRef mem = gen_memtype(g, n->type);
	unsigned count = LLVMCountStructElementTypes(mem);
	LLVMValueRef *f = arena_alloc((count + 1) * sizeof *f);
	for (unsigned i = 0; i < count; i++)
		f[i] = LLVMConstNull(LLVMStructGetTypeAtIndex(mem, i));
	VEC_EACH(Node, e, &n->list)
		if (!gen_is_blank_field(n->type, e->num))
			f[e->num] = gen_static_value(g, e->x, read_only);
	return gen_struct_const(g, f, (int)count);
}

static LLVMValueRef static_array(Gen *g, Node *n, Type *elem, int64_t len, bool read_only)
{
	LLVMTypeRef mem = gen_memtype(g, elem);
	if (n->list.len == 0)
		return LLVMConstNull(LLVMArrayType2(mem, (uint64_t)len));
	LLVMValueRef *v = arena_alloc((size_t)(len + 1) * sizeof *v);
	for (int64_t i = 0; i < len; i++)
		v[i] = LLVMConstNull(mem);
	VEC_EACH(Node, e, &n->list)
		v[e->num] = gen_static_value(g, e->x, read_only);
	return LLVMConstArray2(mem, v, (uint64_t)len);
}

// An object of its own that the program may change.
static LLVMValueRef static_object(Gen *g, Type *t, LLVMValueRef init)
{
	LLVMValueRef p = gen_static(g, "data", init, (unsigned)type_align(t), false);
	gen_add_root(g, p, t);
	return p;
}

static LLVMValueRef static_slice(Gen *g, Node *n)
{
	LLVMValueRef len = gen_int(g, n->num);
	LLVMValueRef p = gen_extern(g, "zero_base", g->i64);
	if (n->num) {
		Type *elem = n->type->under->elem;
		p = static_object(g, type_array(elem, n->num),
				  static_array(g, n, elem, n->num, false));
	}
	return gen_struct_const(g, (LLVMValueRef[]){p, len, len}, 3);
}

// The bytes of a constant string.
static LLVMValueRef static_bytes(Gen *g, Node *n)
{
	size_t size;
	const char *s = const_string_val(n->x->val, &size);
	LLVMValueRef len = gen_int(g, (int64_t)size), p = gen_extern(g, "zero_base", g->i64);
	if (size)
		p = gen_static(g, "data", LLVMConstStringInContext2(g->ctx, s, size, true), 1,
			       false);
	return gen_struct_const(g, (LLVMValueRef[]){p, len, len}, 3);
}

static LLVMValueRef static_place(Gen *g, Node *n)
{
	if (n->op == ONAME)
		return gen_global(g, n->obj);
	int64_t offset;
	if (n->op == ODOT) {
		Type *s = n->x->type->under;
		type_layout(s);
		offset = s->fields[n->num].offset;
	} else {
		const_to_int64(n->y->val, &offset);
		offset *= type_size(n->type);
	}
	LLVMValueRef i = gen_int(g, offset);
	return LLVMConstInBoundsGEP2(g->i8, static_place(g, n->x), &i, 1);
}

static LLVMValueRef static_iface(Gen *g, Node *n, bool read_only)
{
	Type *t = n->x->type;
	LLVMValueRef data;
	if (type_size(t) == 0)
		data = gen_extern(g, "zero_base", g->i64);
	else if (type_is_direct_iface(t))
		data = gen_static_value(g, n->x, read_only);
	else
		data = gen_static(g, "boxed", gen_static_value(g, n->x, read_only),
				  (unsigned)type_align(t), true);
	while (LLVMGetTypeKind(LLVMTypeOf(data)) == LLVMStructTypeKind ||
	       LLVMGetTypeKind(LLVMTypeOf(data)) == LLVMArrayTypeKind)
		data = LLVMGetAggregateElement(data, 0); // struct { p *T } is pointer-shaped
	return gen_struct_const(g, (LLVMValueRef[]){gen_type_word(g, t, n->type), data}, 2);
}

LLVMValueRef gen_static_value(Gen *g, Node *n, bool read_only)
{
	switch (n->op) {
	case OLIT:
		return gen_const_memory(g, gen_const(g, n->type, n->val));
	case ONIL:
		return LLVMConstNull(gen_memtype(g, n->type));
	case ONAME:
		return gen_func_closure(g, n->obj->func);
	case OFUNCLIT:
		return gen_func_closure(g, n->func);
	case OMETHEXPR:
		return gen_method_expr(g, n);
	case OSTRUCTLIT:
		return static_struct(g, n, read_only);
	case OARRAYLIT:
		return static_array(g, n, n->type->under->elem, n->type->under->len, read_only);
	case OSLICELIT:
		return static_slice(g, n);
	case OSTR2BYTES:
		return static_bytes(g, n);
	case OPTRLIT:
		return static_object(g, n->x->type, gen_static_value(g, n->x, false));
	case OADDR:
		return static_place(g, n->x);
	case OCONVNOP:
		return gen_static_value(g, n->x, read_only);
	case OCONVIFACE:
		return static_iface(g, n, read_only);
	default:
		bug("static value of %s", op_names[n->op]);
	}
}

bool gen_static_init(Gen *g, Node *as)
{
	if (as->op != OAS || as->x->op != ONAME || tree_is_blank(as->x) || !as->y ||
	    !is_static(as->y, true))
		return false;
	if (type_size(as->x->type) == 0)
		return true;
	LLVMValueRef value = gen_static_value(g, as->y, false);
	if (!as->x->obj->linkname || !LLVMIsNull(value))
		LLVMSetInitializer(gen_global(g, as->x->obj), value);
	return true;
}
