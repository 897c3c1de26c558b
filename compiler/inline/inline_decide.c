// inline_decide.c - which call is inlined

#include "inline.h"

#include <string.h>

#include "remark.h"

// -------------------------------------------------------------------------------------------------
// intrinsics
// -------------------------------------------------------------------------------------------------

// What cmd/compile turns into instructions on amd64.  Go neither counts such a call as a call nor
// mentions it, however it is compiled.
static const char *const intrinsics[] = {
    "math Ceil FMA Floor RoundToEven Trunc sqrt",
    "math/bits Add Add64 Div Div64 Len Len16 Len32 Len64 Len8 Mul Mul64 OnesCount OnesCount16 "
    "OnesCount32 OnesCount64 ReverseBytes32 ReverseBytes64 RotateLeft RotateLeft16 RotateLeft32 "
    "RotateLeft64 RotateLeft8 Sub Sub64 TrailingZeros16 TrailingZeros32 TrailingZeros64 "
    "TrailingZeros8",
    "sync/atomic AddInt32 AddInt64 AddUint32 AddUint64 AddUintptr AndInt32 AndInt64 AndUint32 "
    "AndUint64 AndUintptr CompareAndSwapInt32 CompareAndSwapInt64 CompareAndSwapUint32 "
    "CompareAndSwapUint64 CompareAndSwapUintptr LoadInt32 LoadInt64 LoadPointer LoadUint32 "
    "LoadUint64 LoadUintptr OrInt32 OrInt64 OrUint32 OrUint64 OrUintptr StoreInt32 StoreInt64 "
    "StoreUint32 StoreUint64 StoreUintptr SwapInt32 SwapInt64 SwapUint32 SwapUint64 SwapUintptr",
    "runtime KeepAlive",
    "crypto/internal/constanttime boolToUint8",
};

// Is word one of the blank-separated words of list?
static bool has_word(const char *list, const char *word)
{
	size_t n = strlen(word);
	for (const char *p = list; (p = strstr(p, word)) != NULL; p += n)
		if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

bool inline_is_intrinsic(const Func *f)
{
	if (!f->pkg || f->recv || f->lit || !f->pkg->is_std)
		return false;
	size_t n = strlen(f->pkg->path);
	for (size_t i = 0; i < sizeof intrinsics / sizeof *intrinsics; i++)
		if (strncmp(intrinsics[i], f->pkg->path, n) == 0 && intrinsics[i][n] == ' ')
			return has_word(intrinsics[i] + n + 1, func_string(f, f->pkg));
	return false;
}

// -------------------------------------------------------------------------------------------------
// callees and limits
// -------------------------------------------------------------------------------------------------

// A closure that captures can only be inlined where its variables are the caller's own.
static bool reaches_frames(const Func *closure, const Func *caller)
{
	if (closure->captures.len == 0)
		return true;
	if (closure->outer == caller)
		return true;
	// The literal may stand in the caller through an inlined function.
	const Object *first = closure->captures.at[0];
	return first->func == caller;
}

static bool is_method_expr_of(const Node *fn)
{
	const Object *m = fn->obj;
	return m && m->func && m->func->recv && m->func->recv->type == fn->rtype;
}

Func *inline_callee(const Func *caller, const Node *call, bool check, const Options *o)
{
	Func *callee = tree_static_callee(call);
	if (!callee || call->op == OCALLMETH)
		return callee;
	const Node *fn = tree_static_value(call->x);
	if (fn->op == OMETHEXPR && !is_method_expr_of(fn))
		return NULL;
	if (fn->op != OFUNCLIT)
		return callee;
	if (!reaches_frames(callee, caller))
		return NULL;
	if (check)
		inline_check(callee, o);
	return callee;
}

bool inline_cost_ok(Func *callee, bool big_caller, bool only_call)
{
	int max = big_caller ? INLINE_BIG_CALLER_BUDGET : INLINE_BUDGET;
	if (callee->lit) {
		max *= 2;
		if (only_call && max < INLINE_CLOSURE_ONCE_BUDGET)
			max = INLINE_CLOSURE_ONCE_BUDGET;
	}
	return inline_of(callee)->cost <= max;
}

// Has the code at call come here by inlining callee, or from this very place?
bool inline_is_cycle(const Node *call, const Func *callee)
{
	const PosBase *base = posbase(call->pos.base);
	for (const PosBase *b = base; b->inlined_at.line; b = posbase(b->inlined_at.base)) {
		if (b->inlined_func == callee)
			return true;
		const PosBase *outer = posbase(b->inlined_at.base);
		if (b->inlined_at.line == call->pos.line && b->inlined_at.col == call->pos.col &&
		    outer->source == base->source)
			return true;
	}
	return false;
}
