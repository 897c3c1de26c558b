// gen_mark.c - marks of bounds checks and write barriers, for the page of -m=html.
//
// The generator says what it makes and what it leaves out.  What LLVM leaves of the first is found
// out behind the optimiser: the calls in the cold blocks of checks and barriers carry metadata with
// the number of their mark, which go along when code is inlined, unrolled or versioned.  A mark is
// kept if any of its calls is there still.
//
// LLVM drops metadata that it does not know where it makes one call of two.  Such a call has a
// line, though, or none if the two had different ones: of the marks that it may be the rest of, and
// which are found nowhere else, it is not known whether they are kept.

#include <string.h>
#include "gen_body.h"
#include "mark.h"

static unsigned kind_of(Gen *g)
{
	static const char name[] = "vole.mark";
	return LLVMGetMDKindIDInContext(g->ctx, name, sizeof name - 1);
}

// --- marks ---------------------------------------------------------------------------------------

// The second body of a function, generated just behind the first, has the marks of that.
static Mark *first_mark(const Fn *f, MarkKind kind, Pos pos, const Node *about)
{
	for (int i = f->g->tagged.len - 1; i >= 0; i--) {
		Mark *m = f->g->tagged.at[i];
		if (m->kind == kind && m->func == f->func && m->about == about &&
		    pos_cmp(m->pos, pos) == 0)
			return m;
	}
	return NULL;
}

static Mark *new_mark(Fn *f, MarkKind kind, Pos pos, const Node *n, bool made)
{
	if (f->twin)
		return made ? first_mark(f, kind, pos, n) : NULL;
	Mark *m = mark(f->g->opt, f->func, pos, kind, made ? "kept" : "left out");
	if (!m) { // nobody shows it, but its calls must not be taken for the rest of others
		m = NEW(Mark);
		*m = (Mark){.kind = kind, .pos = pos, .verdict = ""};
	}
	m->text = n && *m->verdict ? tree_string(n, f->func, f->g->pkg) : "";
	m->about = n;
	vec_push(&f->g->tagged, m);
	return m;
}

static void tag(Fn *f, LLVMValueRef call, const Mark *m)
{
	Gen *g = f->g;
	int number = g->tagged.len - 1;
	while (number >= 0 && g->tagged.at[number] != m)
		number--;
	LLVMMetadataRef value = LLVMValueAsMetadata(gen_int(g, number));
	LLVMMetadataRef node = LLVMMDNodeInContext2(g->ctx, &value, 1);
	LLVMSetMetadata(call, kind_of(g), LLVMMetadataAsValue(g->ctx, node));
}

// That a constant index needs no check goes without saying.
static bool is_mute(const Node *n)
{
	if (n->op == OINDEX)
		return n->y->op == OLIT;
	return !n->y && !n->z && !n->w;
}

void gen_mark_check(Fn *f, const Node *n, LLVMValueRef *calls, int ncalls)
{
	bool made = false;
	for (int i = 0; i < ncalls; i++)
		made |= calls[i] != NULL;
	if (!f->g->opt->marks || (!made && is_mute(n)))
		return;
	const Mark *m = new_mark(f, MARK_CHECK, n->pos, n, made);
	for (int i = 0; i < ncalls; i++)
		if (m && calls[i])
			tag(f, calls[i], m);
}

void gen_mark_barrier(Fn *f, LLVMValueRef call)
{
	if (!f->g->opt->marks)
		return;
	const Mark *m = new_mark(f, MARK_BARRIER, f->pos, f->stored_to, call);
	if (m && call)
		tag(f, call, m);
}

// --- behind the optimiser ------------------------------------------------------------------------

typedef struct {
	Gen *g;
	PtrMap kept;     // Mark * that were found
	Vec lost[2];     // of checks, of barriers: LLVMValueRef, calls without a number
	unsigned number; // the kind of metadata
} Survey;

// 0 a check, 1 a barrier, -1 neither.
static int class_of(LLVMValueRef i)
{
	static const char *const names[] = {"panic_bounds", "barrier_write", "barrier_typedmove",
					    "barrier_typedclear", "barrier_arrayclear"};
	if (LLVMGetInstructionOpcode(i) != LLVMCall)
		return -1;
	for (int k = 0; k < (int)(sizeof names / sizeof *names); k++)
		if (strcmp(gen_callee_name(i), names[k]) == 0)
			return k > 0;
	return -1;
}

static void look_at(Survey *s, LLVMValueRef i)
{
	LLVMValueRef node = LLVMHasMetadata(i) ? LLVMGetMetadata(i, s->number) : NULL, number;
	if (node) {
		LLVMGetMDNodeOperands(node, &number);
		void *m = s->g->tagged.at[LLVMConstIntGetZExtValue(number)];
		ptrmap_set(&s->kept, m, m);
	} else if (class_of(i) >= 0) {
		vec_push(&s->lost[class_of(i)], i);
	}
}

static bool may_be_rest_of(LLVMValueRef call, const Mark *m)
{
	unsigned line = LLVMGetDebugLocLine(call);
	return line == 0 || line == pos_told(m->pos).line;
}

static const char *settled(const Survey *s, const Mark *m)
{
	if (ptrmap_get(&s->kept, m))
		return "kept";
	VEC_EACH(struct LLVMOpaqueValue, call, &s->lost[m->kind == MARK_BARRIER])
		if (may_be_rest_of(call, m))
			return "unknown";
	return "removed";
}

void gen_settle_marks(Gen *g)
{
	Survey s = {.g = g, .number = kind_of(g)};
	if (!g->opt->marks)
		return;
	for (LLVMValueRef f = LLVMGetFirstFunction(g->mod); f; f = LLVMGetNextFunction(f))
		for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b;
		     b = LLVMGetNextBasicBlock(b))
			for (LLVMValueRef i = LLVMGetFirstInstruction(b); i;
			     i = LLVMGetNextInstruction(i))
				look_at(&s, i);
	VEC_EACH(Mark, m, &g->tagged)
		if (strcmp(m->verdict, "kept") == 0)
			m->verdict = settled(&s, m);
}
