// gen_func.c - functions: declaration, prologue, variables, epilogue.
//
// Where a variable lives.  Escape analysis decided: Object.esc == ESC_HEAP puts it into a box from
// the heap, whose address sits in a frame slot (a fresh box each time the declaration is executed);
// any other lives in a frame slot.  Small ones without pointers share a box if nothing lies between
// their declarations.  A closure reaches a captured variable through its context,
// which holds the variable's address, or its value when it is never written after the capture.
//
// Where results live.  Named results, and all results of a function that defers, are variables: a
// deferred call may change them, and after a recovered panic the function returns what they hold.
// Without either, `return` hands its values over directly.
//
// A function that defers calls defer_enter() first.  The call returns a second time, with 1, when a
// deferred call recovered a panic; control then goes to the exit (gen_defer.c), which runs the
// remaining deferred calls and returns the result variables.  Those must be in memory the optimiser
// believes shared, so their slots pass through an empty asm before defer_enter.

#include <string.h>
#include "gen_body.h"

// --- declarations --------------------------------------------------------------------------------

// As the linker and tracebacks know it.  C cannot spell a slash, so the symbol of a library
// function without a body has none; outside the library, and in Go's part of it, it is another
// package's Go function.
static const char *func_symbol(const Func *f)
{
	const char *name = f->linkname ? f->linkname : f->name;
	bool in_c = !f->has_body && !(f->linkname && !f->pkg->is_std) && !f->pkg->is_golib;
	if (!in_c || !strchr(name, '/'))
		return name;
	char *c_name = arena_strndup(name, strlen(name));
	for (char *s = c_name; (s = strchr(s, '/')) != NULL;)
		*s = '.';
	return c_name;
}

static bool is_shared(const Func *f)
{
	for (; f; f = f->outer)
		if (f->instance)
			return true;
	return false;
}

Sig gen_func_sig(Gen *g, Func *f)
{
	return gen_sig(g, f->recv ? f->recv->type : NULL, f->type);
}

LLVMValueRef gen_func(Gen *g, Func *f)
{
	LLVMValueRef fn = ptrmap_get(&g->funcs, f);
	if (fn)
		return fn;
	const char *symbol = func_symbol(f);
	Sig s = gen_func_sig(g, f);
	fn = LLVMGetNamedFunction(g->mod, symbol);
	if (!fn)
		fn = LLVMAddFunction(g->mod, symbol, s.fn);
	gen_sig_attributes(g, &s, fn);
	gen_add_attr(g, fn, LLVMAttributeFunctionIndex, "nounwind");
	ptrmap_set(&g->funcs, f, fn);
	if (f->lit)
		vec_push(&g->pending, f);
	return fn;
}

LLVMValueRef gen_code_closure(Gen *g, LLVMValueRef fn)
{
	size_t n;
	const char *name = LLVMGetValueName2(fn, &n);
	char *symbol = arena_printf("%.*s\xc2\xb7"
				    "f",
				    (int)n, name);
	LLVMValueRef c = LLVMGetNamedGlobal(g->mod, symbol);
	if (c)
		return c;
	c = LLVMAddGlobal(g->mod, g->ptr, symbol);
	LLVMSetInitializer(c, fn);
	LLVMSetGlobalConstant(c, true);
	LLVMSetAlignment(c, 8);
	gen_set_shared(g, c);
	return c;
}

LLVMValueRef gen_func_closure(Gen *g, Func *f)
{
	return gen_code_closure(g, gen_func(g, f));
}

// All objects of no size share an address.
LLVMValueRef gen_global(Gen *g, Object *o)
{
	LLVMValueRef v = ptrmap_get(&g->globals, o);
	if (v)
		return v;
	if (type_size(o->type) == 0)
		return gen_extern(g, "zero_base", g->i64);
	LLVMTypeRef type = gen_memtype(g, o->type);
	v = gen_extern(g, o->linkname ? o->linkname : arena_printf("%s.%s", o->pkg->path, o->sym),
		       type);
	LLVMSetAlignment(v, (unsigned)type_align(o->type));
	ptrmap_set(&g->globals, o, v);
	return v;
}

// --- variables -----------------------------------------------------------------------------------

static Var *var_new(Fn *f, Object *o)
{
	Var *v = NEW(Var);
	v->obj = o;
	ptrmap_set(&f->vars, o, v);
	return v;
}

// Makes the frame slot on first use: a declaration in a loop, or before a goto's label, is met once
// in the text but may run many times.
static Var *var_slot(Fn *f, Object *o)
{
	Var *v = ptrmap_get(&f->vars, o);
	if (v)
		return v;
	v = var_new(f, o);
	v->boxed = o->esc == ESC_HEAP;
	v->local = !v->boxed;
	if (v->boxed) {
		v->ptr = gen_alloca(f, f->g->ptr, o->sym ? o->sym : "");
	} else {
		v->ptr = gen_temp(f, o->type);
		if (o->sym)
			LLVMSetValueName2(v->ptr, o->sym, strlen(o->sym));
	}
	return v;
}

// Small variables without pointers that are made one after the other share an object: what room for
// another one is left in the last, as long as its basic block goes on.
static LLVMValueRef new_box(Fn *f, Type *t)
{
	enum { ROOM = 16 };
	SharedBox *s = &f->shared_box;
	LLVMBasicBlockRef here = LLVMGetInsertBlock(f->b);
	int64_t size = type_size(t), align = type_align(t), at = (s->used + align - 1) & -align;
	bool small = !type_has_pointers(t) && size > 0 && size < ROOM;
	if (small && s->block == here && at + size <= ROOM) {
		s->used = at + size;
		Type *whole = types[s->used <= 8 ? T_UINT64 : T_COMPLEX128];
		LLVMSetOperand(s->object, 0, gen_type_descriptor(f->g, whole));
		LLVMValueRef offset = gen_int(f->g, at);
		return LLVMBuildInBoundsGEP2(f->b, f->g->i8, s->object, &offset, 1, "");
	}
	LLVMValueRef box = GEN_RT(f, "malloc_newobject", gen_type_descriptor(f->g, t));
	if (small)
		*s = (SharedBox){here, box, size};
	return box;
}

void gen_declare(Fn *f, Object *o, bool zero)
{
	Var *v = var_slot(f, o);
	if (v->boxed) {
		LLVMBuildStore(f->b, new_box(f, o->type), v->ptr);
	} else if (zero) {
		gen_store_zero(f, gen_var(f, o));
	}
}

Addr gen_var(Fn *f, Object *o)
{
	if (o->vclass == VAR_GLOBAL)
		return (Addr){.type = o->type, .ptr = gen_global(f->g, o)};
	Var *v = var_slot(f, o);
	LLVMValueRef p = v->boxed ? LLVMBuildLoad2(f->b, f->g->ptr, v->ptr, "") : v->ptr;
	return (Addr){.type = o->type, .ptr = p, .local = v->local};
}

void gen_new_iteration(Fn *f, Object *o)
{
	Var *v = ptrmap_get(&f->vars, o);
	if (!v || !v->boxed)
		return;
	Val old = gen_load(f, gen_var(f, o));
	gen_declare(f, o, false);
	gen_store(f, gen_var(f, o), old);
}

// --- captures ------------------------------------------------------------------------------------

bool gen_captured_by_value(Object *o)
{
	return o->capture_byval; // escape analysis relied on it
}

static Type *capture_type(Object *o)
{
	return gen_captured_by_value(o) ? o->type : type_ptr(o->type);
}

Type *gen_context_type(Func *f)
{
	int n = f->captures.len + 1;
	Field *fields = arena_alloc((size_t)n * sizeof *fields);
	fields[0] = (Field){.name = intern("F"), .type = types[T_UINTPTR]};
	for (int i = 1; i < n; i++)
		fields[i] = (Field){.name = intern(arena_printf("X%d", i)),
				    .type = capture_type(f->captures.at[i - 1])};
	Type *t = type_struct(fields, n);
	type_layout(t);
	return t;
}

// A reference leads to the outer variable.  A captured value is a variable of the closure; one of
// memory type can stay in the context, as nobody writes it.
static void bind_capture(Fn *f, Object *o, LLVMValueRef slot)
{
	Var *v = var_new(f, o);
	v->local = gen_captured_by_value(o);
	if (!v->local) {
		v->ptr = LLVMBuildLoad2(f->b, f->g->ptr, slot, "");
	} else if (gen_in_memory(f->g, o->type)) {
		v->ptr = slot;
	} else {
		v->ptr = gen_temp(f, o->type);
		gen_init(f, o->type, v->ptr, gen_load_at(f, o->type, slot));
	}
}

static void bind_captures(Fn *f)
{
	if (!f->func->captures.len)
		return;
	enum { CONTEXT = 1 }; // index of the attributes of the first parameter
	Type *t = gen_context_type(f->func);
	gen_add_attr(f->g, f->fn, CONTEXT, "nonnull");
	LLVMAddAttributeAtIndex(f->fn, CONTEXT,
				gen_enum_attr(f->g, "dereferenceable", (uint64_t)type_size(t)));
	for (int i = 0; i < f->func->captures.len; i++)
		bind_capture(f, f->func->captures.at[i],
			     gen_gep(f, f->ctx, t->fields[i + 1].offset));
}

// --- prologue ------------------------------------------------------------------------------------

// Takes the next parameters of the LLVM function as a value of type t.
static Val take_param(Fn *f, Type *t, unsigned *index)
{
	TypeInfo *ti = gen_type(f->g, t);
	Val v = {.type = t, .fresh = true};
	if (ti->nleaves < 0)
		v.v[0] = LLVMGetParam(f->fn, (*index)++);
	for (int i = 0; i < ti->nleaves; i++)
		v.v[i] = LLVMGetParam(f->fn, (*index)++);
	return v;
}

static void bind_param(Fn *f, Object *o, Val v)
{
	if (o->is_blank)
		return;
	if (gen_in_memory(f->g, o->type) && o->esc != ESC_HEAP) {
		Var *var = var_new(f, o);
		var->ptr = v.v[0];
		var->local = true;
		return;
	}
	gen_declare(f, o, false);
	gen_store(f, gen_var(f, o), v);
}

static bool results_are_variables(const Func *f)
{
	return f->named_results || f->has_defer;
}

// After this the optimiser believes that any call may read and write the slot.
static void publish_slot(Fn *f, LLVMValueRef slot)
{
	LLVMTypeRef type = LLVMFunctionType(f->g->void_, &f->g->ptr, 1, false);
	LLVMValueRef a = LLVMGetInlineAsm(type, "", 0, "r,~{memory}", 11, true, false,
					  LLVMInlineAsmDialectATT, false);
	LLVMBuildCall2(f->b, type, a, &slot, 1, "");
}

static void declare_results(Fn *f)
{
	if (!results_are_variables(f->func))
		return;
	VEC_EACH(Object, o, &f->func->results) {
		gen_declare(f, o, true);
		if (f->func->has_defer)
			publish_slot(f, var_slot(f, o)->ptr);
	}
}

static void enter_defer(Fn *f)
{
	if (!f->func->has_defer)
		return;
	LLVMTypeRef frame = LLVMArrayType2(f->g->i64, sizeof(struct GoDeferFrame) / 8);
	f->defer_frame = gen_alloca(f, frame, "defers");
	f->exit = gen_block(f, "exit");
	f->recovered = gen_block(f, "recovered");
	LLVMValueRef again = GEN_RT(f, "defer_enter", f->defer_frame);
	LLVMValueRef recovered = LLVMBuildICmp(f->b, LLVMIntNE, again, gen_int(f->g, 0), "");
	LLVMBasicBlockRef start = gen_block(f, "start");
	gen_cold_br(f, recovered, f->recovered, start);
	gen_start(f, start);
}

static void take_params(Fn *f)
{
	unsigned index = 0;
	f->ctx = LLVMGetParam(f->fn, index++);
	if (f->sig.sret)
		f->sret = LLVMGetParam(f->fn, index++);
	if (f->func->recv)
		bind_param(f, f->func->recv, take_param(f, f->sig.recv, &index));
	for (int i = 0; i < f->func->params.len; i++)
		bind_param(f, f->func->params.at[i], take_param(f, f->sig.type->params[i], &index));
}

// --- epilogue ------------------------------------------------------------------------------------

static void return_in_registers(Fn *f, Val *results)
{
	Gen *g = f->g;
	LLVMValueRef leaves[8];
	int n = 0;
	for (int i = 0; i < f->sig.type->nresults; i++) {
		int k = gen_type(g, f->sig.type->results[i])->nleaves;
		for (int j = 0; j < k; j++)
			leaves[n++] = results[i].v[j];
	}
	if (n == 0) {
		LLVMBuildRetVoid(f->b);
	} else if (n == 1) {
		LLVMBuildRet(f->b, leaves[0]);
	} else {
		LLVMValueRef r = LLVMGetUndef(f->sig.ret);
		for (int i = 0; i < n; i++)
			r = LLVMBuildInsertValue(f->b, r, leaves[i], (unsigned)i, "");
		LLVMBuildRet(f->b, r);
	}
}

// The values are written only when all are known: evaluating them cannot see the result memory.
static void hand_over(Fn *f, Val *results)
{
	if (!f->sig.sret) {
		return_in_registers(f, results);
		return;
	}
	for (int i = 0; i < f->sig.type->nresults; i++) {
		Field *field = &f->sig.ret_struct->fields[i];
		gen_init(f, field->type, gen_gep(f, f->sret, field->offset), results[i]);
	}
	LLVMBuildRetVoid(f->b);
}

static void return_variables(Fn *f)
{
	int n = f->func->results.len;
	Val *v = arena_alloc((size_t)n * sizeof *v);
	for (int i = 0; i < n; i++)
		v[i] = gen_load(f, gen_var(f, f->func->results.at[i]));
	hand_over(f, v);
}

static void store_results(Fn *f, Val *results)
{
	for (int i = 0; i < f->func->results.len; i++)
		gen_store(f, gen_var(f, f->func->results.at[i]), results[i]);
}

void gen_return(Fn *f, Val *results)
{
	if (results && results_are_variables(f->func))
		store_results(f, results);
	if (f->func->has_defer)
		gen_br(f, f->exit);
	else if (results_are_variables(f->func))
		return_variables(f);
	else
		hand_over(f, results);
}

// A function whose text ends without return has no results, or its end is unreachable.
static void finish_body(Fn *f)
{
	if (gen_terminated(f))
		return;
	gen_position(f, f->func->endpos);
	if (f->sig.type->nresults == 0 || results_are_variables(f->func))
		gen_return(f, NULL);
	else
		LLVMBuildUnreachable(f->b);
}

// No tail calls, except by wrappers: recover() compares frame addresses, and a callee that took
// over its caller's frame would pass for it; Go has none either, so that tracebacks are complete
// and endless recursion ends.
static void function_linkage(Gen *g, Func *f, LLVMValueRef fn)
{
	if (is_shared(f) && LLVMGetLinkage(fn) != LLVMPrivateLinkage)
		gen_set_shared(g, fn);
	if (f->kept)
		LLVMSetLinkage(fn, LLVMWeakODRLinkage);
	if (f->linkname && g->pkg->is_runtime) // for a package of Go's that stdlib/ may have too
		LLVMSetLinkage(fn, LLVMWeakAnyLinkage);
	if (f->noinline || f->has_recover || f->has_defer || gen_wraps_call(f))
		gen_add_attr(g, fn, LLVMAttributeFunctionIndex, "noinline");
	gen_add_string_attr(g, fn, "disable-tail-calls", "true");
	if (f->nosplit && g->pkg->is_std) // a user's could overflow its stack
		gen_no_split(fn);
}

static Fn *open_body(Gen *g, Func *func, LLVMValueRef fn)
{
	Fn *f = gen_fn_open(g, fn);
	f->func = func;
	f->sig = gen_func_sig(g, func);
	function_linkage(g, func, fn);
	return f;
}

static int64_t args_size(const Func *func, const Type *sig)
{
	int64_t size = func->recv ? type_size(func->recv->type) : 0;
	for (int i = 0; i < sig->nparams; i++)
		size += type_size(sig->params[i]);
	for (int i = 0; i < sig->nresults; i++)
		size += type_size(sig->results[i]);
	return size;
}

// Go's limit, below which sums of offsets fit 32 bits.
static void check_frame_size(Fn *f)
{
	enum { MAX_FRAME = 1 << 30 };
	int64_t args = args_size(f->func, f->sig.type);
	if (f->frame_size + args >= MAX_FRAME)
		error_at(f->func->pos, "stack frame too large (>1GB): %ld MB locals + %ld MB args",
			 (long)(f->frame_size >> 20), (long)(args >> 20));
}

static void gen_body(Fn *f)
{
	Func *func = f->func;
	gen_position(f, func->pos);
	take_params(f);
	bind_captures(f);
	declare_results(f);
	enter_defer(f);
	if (gen_wraps_call(func))
		gen_announce_frame(f);
	gen_stmts(f, &func->body);
	finish_body(f);
	if (func->has_defer) {
		gen_defer_exit(f);
		return_variables(f);
	}
	gen_fn_end(f);
	check_frame_size(f);
}

// The second body of a function that calls itself; it has fn's debug scope, see gen_recurse.c.
static void expand_recursion(Gen *g, Func *func, LLVMValueRef fn)
{
	LLVMValueRef twin = gen_recursion_twin(g, fn);
	Sig s = gen_func_sig(g, func);
	gen_sig_attributes(g, &s, twin);
	Fn *f = open_body(g, func, twin);
	f->scope = LLVMGetSubprogram(fn);
	f->twin = true;
	gen_body(f);
	gen_recursion_redirect(fn, twin);
}

void gen_function(Gen *g, Func *func)
{
	LLVMValueRef fn = gen_func(g, func);
	if (LLVMCountBasicBlocks(fn))
		return;
	Fn *f = open_body(g, func, fn);
	gen_debug_function(f);
	gen_body(f);
	if (gen_recursion_worth(g, func, fn))
		expand_recursion(g, func, fn);
}
