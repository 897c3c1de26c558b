// gen_defer.c - go, defer and recover.
//
// The inliner has turned every go and defer statement into one that starts a function value without
// parameters and results.  A deferred call is a record on the goroutine's list; the record lies in the
// frame, or comes from the runtime when the statement may run more than once.  See lang/abi.h for the
// protocol and gen_func.c for the exit path.
//
// recover() works only in a function the runtime itself called because of a panic.  The runtime tells
// by frame addresses (cfa: the stack pointer before the call): that of the function which says
// recover(), and that of its caller.  A wrapper made for a defer statement stands in between and
// announces itself with panic_wrapper.

#include "gen_body.h"

// The call a go or defer wrapper makes; NULL if f is none, or if the callee was inlined into it and f
// now stands for the callee.
static Node *wrapped_call(const Func *f)
{
	if (!f->is_godefer_wrapper || f->body.len != 1)
		return NULL;
	Node *stmt = f->body.at[0];
	Node *call = stmt->op == OEXPRSTMT ? stmt->x : stmt;
	return call->op == OCALL || call->op == OCALLMETH || call->op == OCALLINTER ? call : NULL;
}

bool gen_wraps_call(const Func *f)
{
	return wrapped_call(f) != NULL;
}

// `defer x.M()` with a nil x panics at once, though the wrapper calls the method later.
static void check_receiver(Fn *f, Node *fn)
{
	Node *call = fn->op == OFUNCLIT ? wrapped_call(fn->func) : NULL;
	if (call && call->op == OCALLINTER && call->x->x->op == ONAME)
		gen_nil_check(f, gen_load(f, gen_var(f, call->x->x->obj)).v[0]);
}

static Val started(Fn *f, Node *n)
{
	Hoisted *mark = gen_order_begin(f);
	gen_order(f, n->x, true);
	gen_position(f, n->pos);
	check_receiver(f, n->x->x);
	Val closure = gen_expr(f, n->x->x);
	gen_order_end(f, mark);
	gen_position(f, n->pos);
	return closure;
}

void gen_go(Fn *f, Node *n)
{
	GEN_RT(f, "sched_go", started(f, n).v[0]);
}

void gen_defer(Fn *f, Node *n)
{
	LLVMValueRef closure = started(f, n).v[0];
	if (n->esc != ESC_NONE) {      // may run more than once
		GEN_RT(f, "defer_new", f->defer_frame, closure);
		return;
	}
	LLVMTypeRef type = LLVMArrayType2(f->g->i64, sizeof(GoDefer) / 8);
	GEN_RT(f, "defer_push", gen_alloca(f, type, "defer"), f->defer_frame, closure);
}

// --- recover ---------------------------------------------------------------------------------------

static LLVMValueRef frame_address(Fn *f)
{
	Gen *g = f->g;
	unsigned id = LLVMLookupIntrinsicID("llvm.frameaddress", 17);
	LLVMValueRef fn = LLVMGetIntrinsicDeclaration(g->mod, id, &g->ptr, 1);
	LLVMValueRef zero = gen_int32(g, 0);
	return LLVMBuildCall2(f->b, LLVMGlobalGetValueType(fn), fn, &zero, 1, "");
}

// Above the saved rbp and the return address.
static LLVMValueRef cfa_of(Fn *f, LLVMValueRef rbp)
{
	return gen_gep(f, rbp, 2 * GEN_PTR_SIZE);
}

// `defer recover()` in a deferred function is that function's call; the runtime knows whose records it runs.
Val gen_recover(Fn *f, Type *t)
{
	if (f->func->is_godefer_wrapper) {
		gen_rt_call(f, "panic_defer_recover", NULL, 0);
		return gen_zero(f, t);
	}
	LLVMValueRef rbp = frame_address(f);
	LLVMValueRef caller = LLVMBuildLoad2(f->b, f->g->ptr, rbp, "");
	LLVMValueRef pair = GEN_RT(f, "panic_recover", cfa_of(f, rbp), cfa_of(f, caller));
	LLVMValueRef data = LLVMBuildIntToPtr(f->b, gen_second(f, pair), f->g->ptr, "");
	return (Val){.type = t, .v = {gen_first(f, pair), data}};
}

void gen_announce_frame(Fn *f)
{
	GEN_RT(f, "panic_wrapper", cfa_of(f, frame_address(f)));
}
