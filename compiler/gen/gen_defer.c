// gen_defer.c - go, defer and recover.
//
// The inliner has turned every go and defer statement into one that starts a function value without
// parameters and results.
//
// A deferred call is a record on the goroutine's list, where a panic finds it.  If the statement
// runs at most once in a call of its function, the record lies in the frame and is linked by a few
// stores; else it comes from the runtime (defer_new).  A function returns through its exit:
//
//     normally    if all records lie in the frame, they are unlinked and their calls made right
//                 there, newest first, which lets LLVM see the callees; else defer_run() does it.
//     recovered   a deferred call recovered a panic: defer_enter() has returned a second time, and
//                 defer_run() makes what calls are left.
//
// Both then return the result variables.  See lang/abi.h for the records.
//
// recover() works only in a function the runtime itself called because of a panic.  The runtime
// tells by frame addresses (cfa: the stack pointer before the call): that of the function which
// says recover(), and that of its caller.  Wrappers (one made for a defer statement, those of
// gen_wrapper.c) stand in between, sometimes several; each announces itself with panic_wrapper.

#include <stddef.h>
#include "facts.h"
#include "gen_body.h"

// The call a go or defer wrapper makes; NULL if f is none, or if the callee was inlined into it.
static Node *wrapped_call(const Func *f)
{
	if (!f->is_godefer_wrapper || f->body.len != 1)
		return NULL;
	Node *stmt = f->body.at[0];
	Node *call = stmt->op == OEXPRSTMT ? stmt->x : stmt;
	return op_is_call(call->op) ? call : NULL;
}

// Does f stand between the runtime and a function that may recover?
bool gen_wraps_call(const Func *f)
{
	Node *call = wrapped_call(f);
	Func *callee = call ? tree_named_callee(call) : NULL;
	return call && (!callee || facts_recovers(callee));
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
	gen_init_list(f, n->x); // the call itself is not made here, so nobody else would
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

// --- defer ---------------------------------------------------------------------------------------

enum { MAX_FRAME_DEFERS = 8 }; // a function with more leaves them all to defer_run

// A defer statement whose record lies in the frame.
typedef struct DeferSite {
	LLVMValueRef record, pending; // pending: an i1, is the record linked?
	LLVMValueRef closure;         // slot
	Func *func;                   // what it calls, NULL if not known
	Type *type;
	struct DeferSite *older;
} DeferSite;

// Where the running G has a field.
static LLVMValueRef g_field(Fn *f, int offset)
{
	LLVMTypeRef fs = LLVMPointerTypeInContext(f->g->ctx, 257);
	LLVMValueRef word = LLVMConstIntToPtr(gen_int(f->g, ABI_FS_G), fs);
	LLVMValueRef g = LLVMBuildLoad2(f->b, f->g->ptr, word, "g");
	LLVMSetVolatile(g, true);
	return gen_gep(f, g, offset);
}

static void link_record(Fn *f, LLVMValueRef record, LLVMValueRef closure)
{
	LLVMValueRef list = g_field(f, ABI_G_DEFERS);
	LLVMValueRef newest = LLVMBuildLoad2(f->b, f->g->ptr, list, "");
	LLVMBuildStore(f->b, newest, gen_gep(f, record, offsetof(GoDefer, link)));
	LLVMBuildStore(f->b, f->defer_frame, gen_gep(f, record, offsetof(GoDefer, frame)));
	LLVMBuildStore(f->b, closure, gen_gep(f, record, offsetof(GoDefer, fn)));
	LLVMBuildStore(f->b, gen_int(f->g, GO_DEFER_FRAME),
		       gen_gep(f, record, offsetof(GoDefer, kind)));
	LLVMBuildStore(f->b, record, list);
}

// `defer recover()` needs to know whose records are being run: only defer_run says so.
static bool defers_recover(const Func *func)
{
	if (!func || !func->is_godefer_wrapper || func->body.len != 1)
		return false;
	Node *n = func->body.at[0];
	return n->op == ORECOVER || (n->op == OEXPRSTMT && n->x->op == ORECOVER);
}

static void defer_in_frame(Fn *f, Node *fn, LLVMValueRef closure)
{
	DeferSite *s = NEW(DeferSite);
	s->record = gen_alloca(f, LLVMArrayType2(f->g->i64, sizeof(GoDefer) / 8), "defer");
	s->pending = gen_flag(f, "pending");
	s->closure = gen_alloca(f, f->g->ptr, "deferred");
	s->func = fn->op == OFUNCLIT ? fn->func : NULL;
	s->type = fn->type;
	s->older = f->defers;
	f->defers = s;
	f->ndefers++;
	f->defer_run |= defers_recover(s->func) || f->ndefers > MAX_FRAME_DEFERS;
	LLVMBuildStore(f->b, LLVMConstInt(f->g->i1, 1, false), s->pending);
	LLVMBuildStore(f->b, closure, s->closure);
	link_record(f, s->record, closure);
}

void gen_defer(Fn *f, Node *n)
{
	LLVMValueRef closure = started(f, n).v[0];
	if (n->esc == ESC_NONE) {
		defer_in_frame(f, n->x->x, closure);
		return;
	}
	if (n->y) {
		GEN_RT(f, "defer_in_loop", gen_expr(f, n->y).v[0], closure);
		return;
	}
	f->defer_run = true; // may run more than once
	GEN_RT(f, "defer_new", f->defer_frame, closure);
}

Val gen_defer_loop(Fn *f, Type *t)
{
	f->defer_run = true;
	return (Val){.type = t, .v = {GEN_RT(f, "defer_loop", f->defer_frame)}};
}

// --- the exit of a function that defers ----------------------------------------------------------

static void call_deferred(Fn *f, DeferSite *s)
{
	LLVMValueRef link = gen_gep(f, s->record, offsetof(GoDefer, link));
	LLVMBuildStore(f->b, LLVMBuildLoad2(f->b, f->g->ptr, link, ""), g_field(f, ABI_G_DEFERS));
	LLVMValueRef closure = LLVMBuildLoad2(f->b, f->g->ptr, s->closure, "");
	if (!s->func) {
		gen_call_closure(f, s->type, closure, NULL);
		return;
	}
	Sig sig = gen_func_sig(f->g, s->func);
	gen_call_code(f, &sig, gen_func(f->g, s->func), closure, NULL, NULL);
}

static void call_if_pending(Fn *f, DeferSite *s)
{
	LLVMBasicBlockRef run = gen_block(f, "deferred"), next = gen_block(f, "next");
	gen_cond_br(f, LLVMBuildLoad2(f->b, f->g->i1, s->pending, ""), run, next);
	gen_start(f, run);
	call_deferred(f, s);
	gen_br(f, next);
	gen_start(f, next);
}

void gen_defer_exit(Fn *f)
{
	LLVMBasicBlockRef leave = gen_block(f, "leave");
	gen_start(f, f->exit);
	gen_position(f, f->func->endpos);
	for (DeferSite *s = f->defers; s && !f->defer_run; s = s->older)
		call_if_pending(f, s);
	gen_br(f, f->defer_run ? f->recovered : leave);
	gen_start(f, f->recovered);
	GEN_RT(f, "defer_run", f->defer_frame);
	gen_br(f, leave);
	gen_start(f, leave);
}

// --- recover -------------------------------------------------------------------------------------

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

// `defer recover()` in a deferred function is that function's call; the runtime knows whose records
// it runs.
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

// Only a panic asks, so most calls through a wrapper pay for a test.
void gen_announce_frame(Fn *f)
{
	LLVMBasicBlockRef announce = gen_block(f, "announce"), next = gen_block(f, "next");
	LLVMValueRef panics = LLVMBuildLoad2(f->b, f->g->ptr, g_field(f, ABI_G_PANICS), "");
	gen_cond_br(f, LLVMBuildIsNull(f->b, panics, ""), next, announce);
	gen_start(f, announce);
	LLVMValueRef rbp = frame_address(f);
	LLVMValueRef caller = LLVMBuildLoad2(f->b, f->g->ptr, rbp, "");
	GEN_RT(f, "panic_wrapper", cfa_of(f, rbp), cfa_of(f, caller));
	gen_br(f, next);
	gen_start(f, next);
}
