// gen_wrapper.c - code that stands between a caller and a method: entries of method tables, method
// expressions, method values.
//
// A wrapper finds the receiver the method wants - through the pointer an interface holds, through
// embedded fields, in a closure - and passes everything else on as it came: parameters, result
// memory and results are the same words for wrapper and method.
//
// Names follow Go: the wrapper of a value method for pointers is (*T).M, a method value is T.M-fm.
// Every package that needs a wrapper makes it; the linker keeps one.

#include <string.h>
#include "facts.h"
#include "gen_body.h"

// --- forwarding ----------------------------------------------------------------------------------

// What the wrapper calls.
typedef struct {
	Sig sig;
	LLVMValueRef code;
	Val recv;
	bool may_recover; // as far as is known the method may say recover(): this frame must
			  // be announced
} Target;

static int param_count(Gen *g, Type *t)
{
	int n = gen_type(g, t)->nleaves;
	return n < 0 ? 1 : n;
}

// Calls the target with its receiver in place of the wrapper's own (skip words behind sret),
// returns.
static void forward(Fn *f, const Sig *own, unsigned skip, Target t)
{
	unsigned in = 1, n = 0, total = LLVMCountParams(f->fn);
	LLVMValueRef *args = arena_alloc((total + GEN_MAX_LEAVES + 1) * sizeof *args);
	args[n++] = LLVMGetPoison(f->g->ptr);
	if (own->sret)
		args[n++] = LLVMGetParam(f->fn, in++);
	bool by_address = gen_in_memory(f->g, t.recv.type);
	Val recv = gen_stable(f, t.recv);
	for (int i = 0; i < param_count(f->g, recv.type); i++)
		args[n++] = recv.v[i];
	for (in += skip; in < total; in++)
		args[n++] = LLVMGetParam(f->fn, in);
	if (t.may_recover) {
		gen_add_attr(f->g, f->fn, LLVMAttributeFunctionIndex, "noinline");
		gen_announce_frame(f);
	}
	LLVMValueRef call = LLVMBuildCall2(f->b, t.sig.fn, t.code, args, n, "");
	gen_sig_attributes(f->g, &t.sig, call);
	// A jump where that is possible, so that the method's frame stands where the wrapper's was;
	// inlined, the method's own calls would become jumps too.  A frame that was announced must
	// stay: the method's caller is looked for there.
	LLVMAddCallSiteAttribute(call, LLVMAttributeFunctionIndex,
				 gen_enum_attr(f->g, "noinline", 0));
	if (t.may_recover)
		LLVMSetTailCallKind(call, LLVMTailCallKindNoTail);
	else if (!by_address)
		LLVMSetTailCallKind(call, LLVMTailCallKindTail);
	if (LLVMGetTypeKind(LLVMTypeOf(call)) == LLVMVoidTypeKind)
		LLVMBuildRetVoid(f->b);
	else
		LLVMBuildRet(f->b, call);
	gen_fn_end(f);
}

static Target target_func(Gen *g, Func *callee, Val recv)
{
	return (Target){gen_func_sig(g, callee), gen_func(g, callee), recv, facts_recovers(callee)};
}

static Target target_inter(Fn *f, Val iface, int index)
{
	Type *method = iface.type->under->imethods[index].type;
	LLVMValueRef code = gen_itab_method(f, iface, index);
	return (Target){gen_sig(f->g, types[T_UNSAFEPTR], method), code,
			gen_val1(types[T_UNSAFEPTR], iface.v[1]), true};
}

// --- the way to the receiver ---------------------------------------------------------------------
//
// Either a value in hand, or the address of one (which a nil check may still have to guard).

typedef struct {
	Fn *f;
	bool is_addr, checked;
	Val v;
	Addr a;
} Way;

static void follow_pointer(Way *w)
{
	if (w->is_addr)
		w->v = gen_load(w->f, w->a);
	w->a = (Addr){.type = w->v.type->under->elem, .ptr = w->v.v[0]};
	w->is_addr = true;
	w->checked = false;
}

static Type *way_type(const Way *w)
{
	return w->is_addr ? w->a.type : w->v.type;
}

static void check_way(Way *w)
{
	if (w->is_addr && !w->checked)
		gen_nil_check(w->f, w->a.ptr);
	w->checked = true;
}

static void walk_field(Way *w, int i)
{
	if (way_type(w)->under->kind == T_PTR)
		follow_pointer(w);
	if (!w->is_addr) {
		w->v = gen_field(w->f, w->v, i);
		return;
	}
	check_way(w);
	Type *s = w->a.type->under;
	type_layout(s);
	w->a.ptr = gen_gep(w->f, w->a.ptr, s->fields[i].offset);
	w->a.type = s->fields[i].type;
}

static Val way_value(Way *w)
{
	if (!w->is_addr)
		return w->v;
	check_way(w);
	return gen_load(w->f, w->a);
}

// The receiver as the method declares it.
static Val declared_receiver(Way *w, Type *want, bool direct)
{
	bool have_ptr = way_type(w)->under->kind == T_PTR;
	if (want->under->kind == T_PTR && want != way_type(w))
		return gen_val1(want, w->a.ptr);
	if (want->under->kind == T_PTR || !have_ptr || want == way_type(w))
		return gen_retype(way_value(w), want);
	follow_pointer(w);
	if (direct)
		gen_panic_if(w->f, LLVMBuildIsNull(w->f->b, w->a.ptr, ""), "panic_wrap", NULL, 0);
	w->checked |= direct;
	return way_value(w);
}

static Target find_target(Fn *f, Val recv, const MethodSetEntry *m)
{
	Way w = {.f = f, .v = recv};
	for (int i = 0; i < m->how.depth; i++)
		walk_field(&w, m->how.path[i]);
	if (m->how.imethod)
		return target_inter(f, way_value(&w), m->how.imethod_index);
	Func *callee = m->how.method->func;
	return target_func(f->g, callee,
			   declared_receiver(&w, callee->recv->type, m->how.depth == 0));
}

// --- entries of method tables --------------------------------------------------------------------

// "path.T" -> "path.(*T)" for a pointer, as in the names of methods.
static const char *receiver_name(Type *t)
{
	bool ptr = t->kind == T_PTR;
	const char *base = type_linkname(ptr ? t->elem : t);
	if (!ptr)
		return base;
	const char *slash = base, *end = strchr(base, '[');
	for (const char *s = base; *s && (!end || s < end); s++)
		if (*s == '/')
			slash = s;
	const char *dot = t->elem->kind == T_NAMED ? strchr(slash, '.') : NULL;
	if (!dot)
		return arena_printf("(*%s)", base);
	return arena_printf("%.*s.(*%s)", (int)(dot - base), base, dot + 1);
}

static const char *wrapper_symbol(Type *recv, const MethodSetEntry *m)
{
	Type *base = recv->kind == T_PTR ? recv->elem : recv;
	bool foreign = m->pkg && (!base->obj || base->obj->pkg != m->pkg);
	if (foreign)
		return arena_printf("%s.%s.%s", receiver_name(recv), m->pkg->path, m->name);
	return arena_printf("%s.%s", receiver_name(recv), m->name);
}

static LLVMValueRef make_wrapper(Gen *g, Type *recv, const MethodSetEntry *m)
{
	const char *symbol = wrapper_symbol(recv, m);
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, symbol);
	if (fn && LLVMCountBasicBlocks(fn))
		return fn;
	Sig own = gen_sig(g, recv, m->type);
	Fn *f = gen_fn_begin(g, symbol, own.fn, true);
	gen_sig_attributes(g, &own, f->fn);
	Val v = {.type = recv};
	int words = param_count(g, recv);
	for (int i = 0; i < words; i++)
		v.v[i] = LLVMGetParam(f->fn, (unsigned)(1 + own.sret + i));
	forward(f, &own, (unsigned)words, find_target(f, v, m));
	return f->fn;
}

// The declared method already takes the receiver as it comes.
static bool is_direct(const MethodSetEntry *m, Type *recv)
{
	return m->how.depth == 0 && m->how.method && m->how.method->func->recv->type == recv;
}

LLVMValueRef gen_method_entry(Gen *g, Type *t, const MethodSetEntry *m, bool iface_word)
{
	Type *recv = t;
	if (is_direct(m, t) && (!iface_word || type_is_direct_iface(t)))
		return gen_func(g, m->how.method->func);
	if (iface_word && !type_is_direct_iface(t))
		recv = type_ptr(t);
	return make_wrapper(g, recv, m);
}

// --- method expressions --------------------------------------------------------------------------

static LLVMValueRef interface_method_expr(Gen *g, Type *inter, int index)
{
	IMethod *m = &inter->under->imethods[index];
	const char *symbol = arena_printf("%s.%s", type_linkname(inter), m->name);
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, symbol);
	if (fn && LLVMCountBasicBlocks(fn))
		return fn;
	Sig own = gen_sig(g, inter, m->type);
	Fn *f = gen_fn_begin(g, symbol, own.fn, true);
	gen_sig_attributes(g, &own, f->fn);
	Val v = {.type = inter,
		 .v = {LLVMGetParam(f->fn, own.sret + 1u), LLVMGetParam(f->fn, own.sret + 2u)}};
	forward(f, &own, 2, target_inter(f, v, index));
	return f->fn;
}

LLVMValueRef gen_method_expr(Gen *g, Node *n)
{
	Type *t = n->rtype;
	if (type_is_inter(t))
		return gen_code_closure(g, interface_method_expr(g, t, (int)n->num));
	MethodSetEntry m = {.name = n->obj ? n->obj->sym : n->sym};
	Package *pkg = n->obj ? n->obj->pkg : g->pkg;
	type_lookup(t, m.name, pkg, &m.how);
	m.pkg = name_exported(m.name) ? NULL : pkg;
	m.type = m.how.method ? m.how.method->func->type : m.how.imethod->type;
	return gen_code_closure(g, gen_method_entry(g, t, &m, false));
}

// --- method values: a closure that holds the receiver --------------------------------------------

static Type *bound_type(Type *recv)
{
	Field fields[] = {{.name = intern("F"), .type = types[T_UINTPTR]},
			  {.name = intern("R"), .type = recv}};
	Type *t = type_struct(fields, 2);
	type_layout(t);
	return t;
}

static const char *bound_symbol(Node *n, Type *recv)
{
	if (n->obj)
		return arena_printf("%s-fm", n->obj->func->name);
	return arena_printf("%s.%s-fm", type_linkname(recv), recv->under->imethods[n->num].name);
}

static LLVMValueRef bound_code(Gen *g, Node *n, Type *recv, Type *closure)
{
	const char *symbol = bound_symbol(n, recv);
	LLVMValueRef fn = LLVMGetNamedFunction(g->mod, symbol);
	if (fn && LLVMCountBasicBlocks(fn))
		return fn;
	Sig own = gen_sig(g, NULL, n->type);
	Fn *f = gen_fn_begin(g, symbol, own.fn, true);
	gen_sig_attributes(g, &own, f->fn);
	LLVMValueRef slot = gen_gep(f, LLVMGetParam(f->fn, 0), closure->fields[1].offset);
	Val v = gen_load_at(f, recv, slot);
	Target t = n->obj ? target_func(g, n->obj->func, gen_retype(v, n->obj->func->recv->type))
			  : target_inter(f, v, (int)n->num);
	forward(f, &own, 0, t);
	return f->fn;
}

Val gen_method_value(Fn *f, Node *n)
{
	Type *recv = n->x->type;
	Val v = gen_stable(f, gen_expr(f, n->x));
	if (type_is_inter(recv))
		gen_nil_check(f, v.v[0]);
	Type *t = bound_type(recv);
	LLVMValueRef code = bound_code(f->g, n, recv, t);
	Addr to = gen_new(f, t, n->esc);
	LLVMBuildStore(f->b, code, to.ptr);
	Addr slot = to;
	slot.type = recv;
	slot.ptr = gen_gep(f, to.ptr, t->fields[1].offset);
	gen_store(f, slot, v);
	return gen_val1(n->type, to.ptr);
}
