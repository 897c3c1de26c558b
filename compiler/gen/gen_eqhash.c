// gen_eqhash.c - equality and hash of each type, for maps, interfaces and reflection.
//
//	type:.eq.LINKNAME    i8 (ptr a, ptr b)
//	type:.hash.LINKNAME  i64 (ptr p, i64 seed)
//
// They are named after the underlying type.  Types whose values are plain memory share one pair per
// size, ...mem8.  Structs are taken apart into runs: fields that are plain memory and touch each
// other are one comparison or one hash, any other field is its own; blank fields and padding do not
// count.
//
// C code calls these too, some of it on small stacks and with locks held: they have no split-stack
// prologue and lie outside goroutine text, where the preemption signal does not stop them.

#include "gen_types.h"

static const char section[] = ".text.hot"; // the linker puts it in front of all goroutine text

// --- plain memory --------------------------------------------------------------------------------

static bool regular_struct(Type *u)
{
	int64_t end = 0;
	for (int i = 0; i < u->nfields; i++) {
		const Field *f = &u->fields[i];
		if (name_blank(f->name) || f->offset != end || !gen_is_regular_memory(f->type))
			return false;
		end += type_size(f->type);
	}
	return end == type_size(u);
}

bool gen_is_regular_memory(Type *t)
{
	Type *u = t->under;
	switch (u->kind) {
	case T_ARRAY:
		return gen_is_regular_memory(u->elem);
	case T_STRUCT:
		type_layout(u);
		return regular_struct(u);
	case T_PTR:
	case T_CHAN:
	case T_UNSAFEPTR:
	case T_BOOL:
		return true;
	default:
		return type_is_integer(u);
	}
}

// --- runs of a struct ----------------------------------------------------------------------------

typedef struct {
	int64_t offset, size;
	Type *type; // NULL: plain memory
} Run;

// The run that starts at field *i or later; moves *i behind it.  false: no more.
static bool next_run(Type *u, int *i, Run *r)
{
	while (*i < u->nfields && name_blank(u->fields[*i].name))
		++*i;
	if (*i == u->nfields)
		return false;
	const Field *f = &u->fields[(*i)++];
	*r = (Run){f->offset, type_size(f->type), f->type};
	if (!gen_is_regular_memory(f->type))
		return true;
	r->type = NULL;
	for (; *i < u->nfields; ++*i) {
		f = &u->fields[*i];
		if (name_blank(f->name) || f->offset != r->offset + r->size ||
		    !gen_is_regular_memory(f->type))
			break;
		r->size += type_size(f->type);
	}
	return true;
}

// --- the functions -------------------------------------------------------------------------------

static LLVMTypeRef eq_type(Gen *g)
{
	return LLVMFunctionType(g->i8, (LLVMTypeRef[]){g->ptr, g->ptr}, 2, false);
}

static LLVMTypeRef hash_type(Gen *g)
{
	return LLVMFunctionType(g->i64, (LLVMTypeRef[]){g->ptr, g->i64}, 2, false);
}

static const char *symbol_of(const char *what, Type *t)
{
	if (gen_is_regular_memory(t))
		return arena_printf("type:.%s.mem%lld", what, (long long)type_size(t));
	return arena_printf("type:.%s.%s", what, type_linkname(t->under));
}

static Fn *begin(Gen *g, LLVMValueRef fn)
{
	Fn *f = gen_fn_begin(g, LLVMGetValueName(fn), LLVMGlobalGetValueType(fn), true);
	gen_no_split(fn);
	LLVMSetSection(fn, section);
	return f;
}

// Declares the function for t, and defines it later.
static LLVMValueRef function_for(Gen *g, const char *what, Type *t, LLVMTypeRef type,
				 void (*define)(Gen *, const Pending *))
{
	if (!type_comparable_p(t))
		return NULL;
	const char *symbol = symbol_of(what, t);
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, symbol);
	if (fn)
		return fn;
	fn = LLVMAddFunction(g->mod, symbol, type);
	gen_add_attr(g, fn, LLVMAttributeFunctionIndex, "nounwind");
	gen_types_later(g, define, fn, t, NULL);
	return fn;
}

// A loop over the elements of an array: leaves the builder in the body, at element index.
typedef struct {
	LLVMBasicBlockRef head, body, done;
	LLVMValueRef index, value; // value: a second loop variable of type i64, or NULL
} Loop;

static Loop loop_begin(Fn *f, int64_t n, LLVMValueRef start)
{
	Gen *g = f->g;
	Loop l = {.head = gen_block(f, "head"),
		  .body = gen_block(f, "elem"),
		  .done = gen_block(f, "done")};
	LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
	LLVMValueRef zero = gen_int(g, 0);
	gen_br(f, l.head);
	gen_start(f, l.head);
	l.index = LLVMBuildPhi(f->b, g->i64, "i");
	LLVMAddIncoming(l.index, &zero, &from, 1);
	if (start) {
		l.value = LLVMBuildPhi(f->b, g->i64, "h");
		LLVMAddIncoming(l.value, &start, &from, 1);
	}
	gen_cond_br(f, LLVMBuildICmp(f->b, LLVMIntSLT, l.index, gen_int(g, n), ""), l.body, l.done);
	gen_start(f, l.body);
	return l;
}

static void loop_end(Fn *f, Loop *l, LLVMValueRef value)
{
	LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
	LLVMValueRef next = LLVMBuildAdd(f->b, l->index, gen_int(f->g, 1), "");
	LLVMAddIncoming(l->index, &next, &from, 1);
	if (l->value)
		LLVMAddIncoming(l->value, &value, &from, 1);
	gen_br(f, l->head);
	gen_start(f, l->done);
}

static LLVMValueRef element(Fn *f, LLVMValueRef base, Type *elem, LLVMValueRef index)
{
	LLVMValueRef offset = LLVMBuildMul(f->b, index, gen_int(f->g, type_size(elem)), "");
	return LLVMBuildInBoundsGEP2(f->b, f->g->i8, base, &offset, 1, "");
}

// --- equality ------------------------------------------------------------------------------------

static LLVMValueRef memory_equal(Fn *f, LLVMValueRef a, LLVMValueRef b, int64_t n)
{
	LLVMValueRef r = GEN_RT(f, "alg_memequal", a, b, gen_int(f->g, n));
	return LLVMBuildICmp(f->b, LLVMIntNE, r, gen_int(f->g, 0), "");
}

static LLVMValueRef word_equal(Fn *f, LLVMValueRef a, LLVMValueRef b, int64_t n)
{
	LLVMTypeRef type = LLVMIntTypeInContext(f->g->ctx, (unsigned)n * 8);
	LLVMValueRef x = LLVMBuildLoad2(f->b, type, a, ""), y = LLVMBuildLoad2(f->b, type, b, "");
	LLVMSetAlignment(x, 1);
	LLVMSetAlignment(y, 1);
	return LLVMBuildICmp(f->b, LLVMIntEQ, x, y, "");
}

static LLVMValueRef plain_equal(Fn *f, LLVMValueRef a, LLVMValueRef b, int64_t n)
{
	if (n == 0)
		return LLVMConstInt(f->g->i1, 1, false);
	if (n <= 16 && (n & (n - 1)) == 0)
		return word_equal(f, a, b, n);
	return memory_equal(f, a, b, n);
}

static LLVMValueRef values_equal(Fn *f, Type *t, LLVMValueRef a, LLVMValueRef b)
{
	return gen_equal(f, gen_load_at(f, t, a), gen_load_at(f, t, b));
}

// Goes on only if equal.
static void require(Fn *f, LLVMValueRef equal, LLVMBasicBlockRef differ)
{
	LLVMBasicBlockRef next = gen_block(f, "next");
	gen_cond_br(f, equal, next, differ);
	gen_start(f, next);
}

static void equal_parts(Fn *f, Type *t, LLVMValueRef a, LLVMValueRef b, LLVMBasicBlockRef differ)
{
	Type *u = t->under;
	Run r;
	if (gen_is_regular_memory(u)) {
		require(f, plain_equal(f, a, b, type_size(u)), differ);
	} else if (u->kind == T_STRUCT) {
		for (int i = 0; next_run(u, &i, &r);) {
			LLVMValueRef x = gen_gep(f, a, r.offset), y = gen_gep(f, b, r.offset);
			require(f,
				r.type ? values_equal(f, r.type, x, y)
				       : plain_equal(f, x, y, r.size),
				differ);
		}
	} else if (u->kind == T_ARRAY) {
		Loop l = loop_begin(f, u->len, NULL);
		LLVMValueRef x = element(f, a, u->elem, l.index),
			     y = element(f, b, u->elem, l.index);
		require(f, values_equal(f, u->elem, x, y), differ);
		loop_end(f, &l, NULL);
	} else {
		require(f, values_equal(f, u, a, b), differ);
	}
}

static void define_eq(Gen *g, const Pending *p)
{
	Fn *f = begin(g, p->global);
	gen_add_attr(g, f->fn, LLVMAttributeReturnIndex, "zeroext");
	LLVMBasicBlockRef differ = gen_block(f, "differ");
	equal_parts(f, p->type, LLVMGetParam(f->fn, 0), LLVMGetParam(f->fn, 1), differ);
	LLVMBuildRet(f->b, gen_int8(g, 1));
	gen_start(f, differ);
	LLVMBuildRet(f->b, gen_int8(g, 0));
	gen_fn_end(f);
}

LLVMValueRef gen_eq_func(Gen *g, Type *t)
{
	return function_for(g, "eq", t, eq_type(g), define_eq);
}

// --- hash ----------------------------------------------------------------------------------------

static LLVMValueRef hash_at(Fn *f, Type *t, LLVMValueRef p, LLVMValueRef seed);

static LLVMValueRef hash_memory(Fn *f, LLVMValueRef p, LLVMValueRef seed, int64_t n)
{
	return GEN_RT(f, "alg_memhash", p, seed, gen_int(f->g, n));
}

static LLVMValueRef hash_complex(Fn *f, const char *part, LLVMValueRef p, LLVMValueRef seed,
				 int64_t half)
{
	return GEN_RT(f, part, gen_gep(f, p, half), GEN_RT(f, part, p, seed));
}

static LLVMValueRef hash_struct(Fn *f, Type *u, LLVMValueRef p, LLVMValueRef h)
{
	Run r;
	for (int i = 0; next_run(u, &i, &r);) {
		LLVMValueRef at = gen_gep(f, p, r.offset);
		h = r.type ? hash_at(f, r.type, at, h) : hash_memory(f, at, h, r.size);
	}
	return h;
}

static LLVMValueRef hash_array(Fn *f, Type *u, LLVMValueRef p, LLVMValueRef seed)
{
	Loop l = loop_begin(f, u->len, seed);
	loop_end(f, &l, hash_at(f, u->elem, element(f, p, u->elem, l.index), l.value));
	return l.value;
}

// The hash of the parts of *p, mixed into h.
static LLVMValueRef hash_parts(Fn *f, Type *u, LLVMValueRef p, LLVMValueRef h)
{
	if (gen_is_regular_memory(u))
		return hash_memory(f, p, h, type_size(u));
	switch (u->kind) {
	case T_STRING:
		return GEN_RT(f, "alg_strhash", p, h);
	case T_FLOAT32:
		return GEN_RT(f, "alg_f32hash", p, h);
	case T_FLOAT64:
		return GEN_RT(f, "alg_f64hash", p, h);
	case T_COMPLEX64:
		return hash_complex(f, "alg_f32hash", p, h, 4);
	case T_COMPLEX128:
		return hash_complex(f, "alg_f64hash", p, h, 8);
	case T_INTER:
		return GEN_RT(f, u->nimethods ? "iface_hash_iface" : "iface_hash_eface", p, h);
	case T_STRUCT:
		return hash_struct(f, u, p, h);
	case T_ARRAY:
		return hash_array(f, u, p, h);
	default:
		bug("no hash for %s", type_string(u, NULL));
	}
}

// Of a part of a larger value: small things in line, the rest by a call.
static LLVMValueRef hash_at(Fn *f, Type *t, LLVMValueRef p, LLVMValueRef seed)
{
	Type *u = t->under;
	if (u->kind != T_STRUCT && u->kind != T_ARRAY)
		return hash_parts(f, u, p, seed);
	LLVMValueRef args[] = {p, seed};
	return LLVMBuildCall2(f->b, hash_type(f->g), gen_hash_func(f->g, t), args, 2, "");
}

static void define_hash(Gen *g, const Pending *p)
{
	Fn *f = begin(g, p->global);
	LLVMBuildRet(f->b,
		     hash_parts(f, p->type->under, LLVMGetParam(f->fn, 0), LLVMGetParam(f->fn, 1)));
	gen_fn_end(f);
}

LLVMValueRef gen_hash_func(Gen *g, Type *t)
{
	return function_for(g, "hash", t, hash_type(g), define_hash);
}
