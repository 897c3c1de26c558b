// gen_types.c - type descriptors, as the runtime and reflection read them (lang/abi.h).
//
// A descriptor is a constant global `type:LINKNAME`.  Asking for one (gen_type_descriptor) declares
// it and queues it; gen_types_finish() defines what is queued until the queue stays empty, so
// descriptors may refer to each other in cycles.
//
// Who defines it:
//   - A type declared at package level, and the pointer to it: the package that declares it, always
//     and with its whole method table (gen_types_declared), for any other package may bring its
//     values into an interface.  Everyone else refers to the symbol.
//   - Every other type ([]int, func(), instances of generic types ...): each package that uses it;
//     the linker keeps one (gen_set_shared).
//
// GoType.ptr_to leads to *T if that has methods or the program has it.  A package that does not
// need *T cannot know; it leaves a weak reference, which is null unless some other package defines
// the symbol.

#include <string.h>
#include "gen_types.h"

// --- the layouts of lang/abi.h -------------------------------------------------------------------

_Static_assert(offsetof(GoType, hash) == 16 && offsetof(GoType, tflag) == 20 &&
		   offsetof(GoType, kind) == 23 && offsetof(GoType, equal) == 24 &&
		   offsetof(GoType, gcdata) == 32 && offsetof(GoType, str) == 40 &&
		   offsetof(GoType, ptr_to) == 56 && offsetof(GoType, uncommon) == 64 &&
		   offsetof(GoType, gc_elem) == 72 && offsetof(GoType, hash_fn) == 80 &&
		   sizeof(GoType) == 88,
	       "the head that head_type() and head_const() write");

static LLVMTypeRef struct_of(Gen *g, LLVMTypeRef *f, unsigned n)
{
	return LLVMStructTypeInContext(g->ctx, f, n, false);
}

static LLVMTypeRef string_type(Gen *g)
{
	return struct_of(g, (LLVMTypeRef[]){g->ptr, g->i64}, 2);
}

static LLVMTypeRef head_type(Gen *g)
{
	return struct_of(g,
			 (LLVMTypeRef[]){g->i64, g->i64, g->i32, g->i8, g->i8, g->i8, g->i8, g->ptr,
					 g->ptr, string_type(g), g->ptr, g->ptr, g->ptr, g->ptr},
			 14);
}

// What follows the head in descriptors of t's kind, and the size of the whole in C.
static LLVMTypeRef whole_type(Gen *g, Type *t, size_t *size)
{
	LLVMTypeRef head = head_type(g), p = g->ptr, i = g->i64, s = string_type(g);
	switch (t->under->kind) {
	case T_ARRAY:
		*size = sizeof(GoArrayType);
		return struct_of(g, (LLVMTypeRef[]){head, p, p, i}, 4);
	case T_CHAN:
		*size = sizeof(GoChanType);
		return struct_of(g, (LLVMTypeRef[]){head, p, i}, 3);
	case T_FUNC:
		*size = sizeof(GoFuncType);
		return struct_of(g, (LLVMTypeRef[]){head, i, i, i, p, p}, 6);
	case T_INTER:
		*size = sizeof(GoInterType);
		return struct_of(g, (LLVMTypeRef[]){head, s, i, p}, 4);
	case T_MAP:
		*size = sizeof(GoMapType);
		return struct_of(g, (LLVMTypeRef[]){head, p, p, p, p, i, i, i}, 8);
	case T_PTR:
	case T_SLICE:
		*size = sizeof(GoPtrType);
		return struct_of(g, (LLVMTypeRef[]){head, p}, 2);
	case T_STRUCT:
		*size = sizeof(GoStructType);
		return struct_of(g, (LLVMTypeRef[]){head, s, i, p}, 4);
	default:
		*size = sizeof(GoType);
		return struct_of(g, (LLVMTypeRef[]){head}, 1);
	}
}

// --- small constants -----------------------------------------------------------------------------

LLVMValueRef gen_text(Gen *g, const char *s)
{
	return gen_gostring(g, s ? s : "", s ? strlen(s) : 0);
}

LLVMValueRef gen_part_of(Gen *g, LLVMValueRef owner, const char *hint, LLVMValueRef init)
{
	LLVMValueRef v = gen_static(g, hint, init, 8, true);
	if (owner && LLVMGetComdat(owner))
		LLVMSetComdat(v, LLVMGetComdat(owner));
	return v;
}

LLVMValueRef gen_array_of(Gen *g, LLVMValueRef owner, const char *hint, LLVMValueRef *elems, int n)
{
	if (n == 0)
		return gen_null(g);
	return gen_part_of(g, owner, hint,
			   LLVMConstArray2(LLVMTypeOf(elems[0]), elems, (uint64_t)n));
}

static LLVMValueRef descriptors(Gen *g, LLVMValueRef owner, Type **at, int n)
{
	LLVMValueRef *refs = arena_alloc((size_t)(n + 1) * sizeof *refs);
	for (int i = 0; i < n; i++)
		refs[i] = gen_type_descriptor(g, at[i]);
	return gen_array_of(g, owner, "types", refs, n);
}

// --- the head ------------------------------------------------------------------------------------

static int kind_code(Type *t)
{
	static const uint8_t codes[] = {
	    [T_BOOL] = GO_BOOL,
	    [T_INT] = GO_INT,
	    [T_INT8] = GO_INT8,
	    [T_INT16] = GO_INT16,
	    [T_INT32] = GO_INT32,
	    [T_INT64] = GO_INT64,
	    [T_UINT] = GO_UINT,
	    [T_UINT8] = GO_UINT8,
	    [T_UINT16] = GO_UINT16,
	    [T_UINT32] = GO_UINT32,
	    [T_UINT64] = GO_UINT64,
	    [T_UINTPTR] = GO_UINTPTR,
	    [T_FLOAT32] = GO_FLOAT32,
	    [T_FLOAT64] = GO_FLOAT64,
	    [T_COMPLEX64] = GO_COMPLEX64,
	    [T_COMPLEX128] = GO_COMPLEX128,
	    [T_STRING] = GO_STRING,
	    [T_UNSAFEPTR] = GO_UNSAFE_POINTER,
	    [T_ARRAY] = GO_ARRAY,
	    [T_SLICE] = GO_SLICE,
	    [T_STRUCT] = GO_STRUCT,
	    [T_PTR] = GO_POINTER,
	    [T_FUNC] = GO_FUNC,
	    [T_INTER] = GO_INTERFACE,
	    [T_MAP] = GO_MAP,
	    [T_CHAN] = GO_CHAN,
	};
	Kind k = t->under->kind;
	if (k >= sizeof codes || !codes[k])
		bug("no descriptor for %s", type_string(t, NULL));
	return codes[k] | (type_is_direct_iface(t) ? GO_DIRECT_IFACE : 0);
}

static bool has_name(Type *t)
{
	return t->kind == T_NAMED || t->kind <= T_UNSAFEPTR;
}

static bool ends_in_array(Type *t)
{
	Type *u = t->under;
	if (u->kind == T_STRUCT)
		return u->nfields > 0 && ends_in_array(u->fields[u->nfields - 1].type);
	return u->kind == T_ARRAY;
}

static int tflag(Type *t)
{
	return (has_name(t) ? GO_TFLAG_NAMED : 0) |
	       (gen_is_regular_memory(t) ? GO_TFLAG_REGULAR_MEMORY : 0) |
	       (ends_in_array(t) ? 0 : GO_TFLAG_NO_ARRAY_END);
}

const char *gen_type_symbol(Type *t)
{
	return arena_printf("type:%s", type_linkname(t));
}

// Package reflect makes *T where the program has none, but not its methods.
static bool pointer_has_methods(Type *p)
{
	Kind k = p->elem->kind;
	return (k == T_NAMED || k == T_STRUCT) && type_method_set(p).len > 0;
}

// *T if it has methods, or the program has it.
static LLVMValueRef pointer_to(Gen *g, Type *t)
{
	Type *p = type_ptr(t);
	if ((t->kind == T_NAMED && gen_is_declared_type(t)) || pointer_has_methods(p))
		return gen_type_descriptor(g, p);
	const char *symbol = gen_type_symbol(p);
	LLVMValueRef v = LLVMGetNamedGlobal(g->mod, symbol);
	if (v)
		return v;
	size_t size;
	v = LLVMAddGlobal(g->mod, whole_type(g, p, &size), symbol);
	LLVMSetLinkage(v, LLVMExternalWeakLinkage);
	return v;
}

static LLVMValueRef or_null(Gen *g, LLVMValueRef v)
{
	return v ? v : gen_null(g);
}

static LLVMValueRef head_const(Gen *g, LLVMValueRef owner, Type *t)
{
	Type *gc_elem = gen_gc_elem(t);
	LLVMValueRef f[] = {
	    gen_int(g, type_size(t)),
	    gen_int(g, type_ptrdata(t)),
	    gen_int32(g, (int32_t)t->hash),
	    gen_int8(g, tflag(t)),
	    gen_int8(g, type_align(t)),
	    gen_int8(g, type_align(t)),
	    gen_int8(g, kind_code(t)),
	    or_null(g, gen_eq_func(g, t)),
	    gen_gcdata(g, t),
	    gen_text(g, type_goname(t)),
	    pointer_to(g, t),
	    gen_uncommon(g, owner, t),
	    gc_elem ? gen_type_descriptor(g, gc_elem) : gen_null(g),
	    or_null(g, gen_hash_func(g, t)),
	};
	return gen_struct_const(g, f, sizeof f / sizeof *f);
}

// --- what follows the head -----------------------------------------------------------------------

static LLVMValueRef array_const(Gen *g, LLVMValueRef head, Type *u)
{
	LLVMValueRef f[] = {head, gen_type_descriptor(g, u->elem),
			    gen_type_descriptor(g, type_slice(u->elem)), gen_int(g, u->len)};
	return gen_struct_const(g, f, 4);
}

static LLVMValueRef chan_const(Gen *g, LLVMValueRef head, Type *u)
{
	static const int dirs[] = {[CHAN_RECV] = 1, [CHAN_SEND] = 2, [CHAN_BOTH] = 3};
	LLVMValueRef f[] = {head, gen_type_descriptor(g, u->elem), gen_int(g, dirs[u->dir])};
	return gen_struct_const(g, f, 3);
}

static LLVMValueRef func_const(Gen *g, LLVMValueRef owner, LLVMValueRef head, Type *u)
{
	LLVMValueRef f[] = {head,
			    gen_int(g, u->nparams),
			    gen_int(g, u->nresults),
			    gen_int(g, u->variadic | gen_sig(g, NULL, u).sret << 8), // two bools
			    descriptors(g, owner, u->params, u->nparams),
			    descriptors(g, owner, u->results, u->nresults)};
	return gen_struct_const(g, f, 6);
}

// The package whose unexported names an interface or struct has; NULL if all are exported.
static Package *hidden_package(Type *u)
{
	for (int i = 0; i < u->nimethods; i++)
		if (!name_exported(u->imethods[i].name))
			return u->imethods[i].pkg;
	for (int i = 0; i < u->nfields; i++)
		if (!name_exported(u->fields[i].name))
			return u->fields[i].pkg;
	return NULL;
}

static LLVMValueRef hidden_text(Gen *g, Type *u)
{
	Package *p = hidden_package(u);
	return gen_text(g, p ? p->path : NULL);
}

static LLVMValueRef inter_const(Gen *g, LLVMValueRef owner, LLVMValueRef head, Type *u)
{
	LLVMValueRef *m = arena_alloc((size_t)(u->nimethods + 1) * sizeof *m);
	gen_record_inter(g, u);
	for (int i = 0; i < u->nimethods; i++) {
		const IMethod *im = &u->imethods[i];
		LLVMValueRef f[] = {gen_text(g, im->name),
				    gen_text(g, gen_hidden_path(im->name, im->pkg)),
				    gen_type_descriptor(g, im->type)};
		m[i] = gen_struct_const(g, f, 3);
	}
	LLVMValueRef f[] = {head, hidden_text(g, u), gen_int(g, u->nimethods),
			    gen_array_of(g, owner, "imethods", m, u->nimethods)};
	return gen_struct_const(g, f, 4);
}

static LLVMValueRef field_const(Gen *g, const Field *fd)
{
	LLVMValueRef f[] = {
	    gen_text(g, fd->name),
	    gen_text(g, gen_hidden_path(fd->name, fd->pkg)),
	    gen_gostring(g, fd->tag ? fd->tag : "", fd->tag ? fd->taglen : 0),
	    gen_type_descriptor(g, fd->type),
	    gen_int(g, fd->offset),
	    gen_int(g, fd->embedded), // bool and its padding
	};
	return gen_struct_const(g, f, 6);
}

static LLVMValueRef struct_const(Gen *g, LLVMValueRef owner, LLVMValueRef head, Type *u)
{
	LLVMValueRef *fields = arena_alloc((size_t)(u->nfields + 1) * sizeof *fields);
	for (int i = 0; i < u->nfields; i++)
		fields[i] = field_const(g, &u->fields[i]);
	LLVMValueRef f[] = {head, hidden_text(g, u), gen_int(g, u->nfields),
			    gen_array_of(g, owner, "fields", fields, u->nfields)};
	return gen_struct_const(g, f, 4);
}

// --- maps ----------------------------------------------------------------------------------------

enum { MAP_MAX_INLINE = 128 };

static Type *struct_type(Type *a, const char *a_name, Type *b, const char *b_name)
{
	Field *f = arena_alloc(2 * sizeof *f);
	f[0] = (Field){.name = intern(a_name), .type = a};
	f[1] = (Field){.name = intern(b_name), .type = b};
	Type *t = type_struct(f, 2);
	type_layout(t);
	return t;
}

static Type *slot_part(Type *t)
{
	return type_size(t) > MAP_MAX_INLINE ? type_ptr(t) : t;
}

static bool any_part(Type *t, bool (*is)(Type *))
{
	Type *u = t->under;
	if (u->kind == T_ARRAY)
		return any_part(u->elem, is);
	for (int i = 0; u->kind == T_STRUCT && i < u->nfields; i++)
		if (any_part(u->fields[i].type, is))
			return true;
	return is(u);
}

static bool is_interface(Type *u)
{
	return u->kind == T_INTER;
}

// Equal keys of these may differ: +0 and -0, strings at other addresses.
static bool has_variants(Type *u)
{
	return type_is_float(u) || type_is_complex(u) || type_is_string(u) || is_interface(u);
}

static int map_flags(Type *u)
{
	return (type_size(u->key) > MAP_MAX_INLINE ? GO_MAP_INDIRECT_KEY : 0) |
	       (type_size(u->elem) > MAP_MAX_INLINE ? GO_MAP_INDIRECT_ELEM : 0) |
	       (any_part(u->key, is_interface) ? GO_MAP_HASH_MIGHT_PANIC : 0) |
	       (any_part(u->key, has_variants) ? GO_MAP_NEED_KEY_UPDATE : 0);
}

Type *gen_map_group(Type *map)
{
	Type *u = map->under;
	Type *slot = struct_type(slot_part(u->key), "key", slot_part(u->elem), "elem");
	return struct_type(types[T_UINT64], "ctrl", type_array(slot, ABI_MAP_SLOTS), "slots");
}

static LLVMValueRef map_const(Gen *g, LLVMValueRef head, Type *u)
{
	Type *group = gen_map_group(u), *slot = group->fields[1].type->elem;
	LLVMValueRef f[] = {
	    head,
	    gen_type_descriptor(g, u->key),
	    gen_type_descriptor(g, u->elem),
	    gen_type_descriptor(g, group),
	    gen_hash_func(g, u->key),
	    gen_int(g, type_size(slot)),
	    gen_int(g, slot->fields[1].offset),
	    gen_int(g, map_flags(u)), // uint32 and its padding
	};
	return gen_struct_const(g, f, 8);
}

// --- definition ----------------------------------------------------------------------------------

static LLVMValueRef whole_const(Gen *g, LLVMValueRef owner, Type *t)
{
	LLVMValueRef head = head_const(g, owner, t);
	Type *u = t->under;
	switch (u->kind) {
	case T_ARRAY:
		return array_const(g, head, u);
	case T_CHAN:
		return chan_const(g, head, u);
	case T_FUNC:
		return func_const(g, owner, head, u);
	case T_INTER:
		return inter_const(g, owner, head, u);
	case T_MAP:
		return map_const(g, head, u);
	case T_PTR:
	case T_SLICE:
		return gen_struct_const(g, (LLVMValueRef[]){head, gen_type_descriptor(g, u->elem)},
					2);
	case T_STRUCT:
		return struct_const(g, owner, head, u);
	default:
		return gen_struct_const(g, &head, 1);
	}
}

static void define_descriptor(Gen *g, const Pending *p)
{
	if (!gen_is_declared_type(p->type)) {
		gen_set_shared(g, p->global);
		gen_add_type(g, p->global);
	}
	LLVMSetInitializer(p->global, whole_const(g, p->global, p->type));
	LLVMSetGlobalConstant(p->global, true);
	LLVMSetAlignment(p->global, 8);
	vec_push(&g->descriptors, p->global);
}

void gen_types_later(Gen *g, void (*define)(Gen *, const Pending *), LLVMValueRef global, Type *t,
		     Type *inter)
{
	Pending *p = NEW(Pending);
	*p = (Pending){define, global, t, inter};
	vec_push(&g->types_pending, p);
}

bool gen_is_declared_type(Type *t)
{
	if (t->kind == T_PTR)
		t = t->elem;
	return t->kind == T_NAMED && t->obj->pkg && !t->obj->func && !t->type_args.len;
}

static Package *declaring_package(Type *t)
{
	return (t->kind == T_PTR ? t->elem : t)->obj->pkg;
}

LLVMValueRef gen_type_descriptor(Gen *g, Type *t)
{
	TypeInfo *ti = gen_type(g, t);
	if (ti->descriptor)
		return ti->descriptor;
	size_t size;
	LLVMTypeRef type = whole_type(g, t, &size);
	if (LLVMABISizeOfType(g->layout, type) != size)
		bug("descriptor of %s has not the size abi.h says", type_string(t, NULL));
	ti->descriptor = gen_extern(g, gen_type_symbol(t), type);
	LLVMSetLinkage(ti->descriptor, LLVMExternalLinkage); // no longer weak
	if (!gen_is_declared_type(t) || declaring_package(t) == g->pkg)
		gen_types_later(g, define_descriptor, ti->descriptor, t, NULL);
	return ti->descriptor;
}

void gen_types_declared(Gen *g)
{
	VEC_EACH(Type, t, &g->pkg->named_types) {
		if (!gen_is_declared_type(t) || t->has_tparam || t->obj->tparams.len)
			continue;
		gen_type_descriptor(g, t);
		gen_type_descriptor(g, type_ptr(t));
	}
}

void gen_types_finish(Gen *g)
{
	for (int i = 0; i < g->types_pending.len; i++) {
		const Pending *p = g->types_pending.at[i];
		p->define(g, p);
	}
	g->types_pending.len = 0;
}
