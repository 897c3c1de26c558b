// gen_select.c - select.
//
// Channels and values to send are evaluated in source order.  The runtime gets an array of cases on
// the frame, sends first, and says which one proceeded; a received value lies in a slot of its own
// until the chosen clause assigns it.  One case with a default, or alone, needs no array.

#include "gen_body.h"

typedef struct {
	Node *clause, *comm; // comm: NULL for default
	Node *recv;          // the ORECV in comm, NULL if it sends
	LLVMValueRef chan, slot;
	LLVMBasicBlockRef body;
	int index; // in the runtime's array
} Case;

typedef struct {
	Fn *f;
	Node *n;
	Case *cases;
	int count, nsends, nrecvs;
	Case *fallback; // the default clause
	LLVMBasicBlockRef done;
} Select;

static Node *receive_in(Node *comm)
{
	Node *x = comm->op == OAS ? comm->y : comm->x;
	while (x->op != ORECV)
		x = x->x;
	return x;
}

static void operands(Select *s, Case *c)
{
	Fn *f = s->f;
	gen_position(f, c->comm->pos);
	if (c->comm->op == OSEND) {
		s->nsends++;
		gen_order(f, c->comm->x, true);
		gen_order(f, c->comm->y, true);
		c->chan = gen_expr(f, c->comm->x).v[0];
		c->slot = gen_spill(f, gen_stable(f, gen_expr(f, c->comm->y)));
		return;
	}
	s->nrecvs++;
	c->recv = receive_in(c->comm);
	gen_order(f, c->recv->x, true);
	c->chan = gen_expr(f, c->recv->x).v[0];
	bool wanted = c->comm->op != OEXPRSTMT;
	c->slot = wanted ? gen_temp(f, c->recv->x->type->under->elem) : gen_null(f->g);
}

static Select collect(Fn *f, Node *n)
{
	Select s = {.f = f, .n = n, .done = gen_block(f, "select.done")};
	s.cases = arena_alloc((size_t)(n->list.len + 1) * sizeof *s.cases);
	VEC_EACH(Node, clause, &n->list) {
		Case *c = &s.cases[s.count++];
		*c = (Case){.clause = clause, .comm = clause->x, .body = gen_block(f, "comm")};
		if (c->comm)
			operands(&s, c);
		else
			s.fallback = c;
	}
	return s;
}

// --- clauses -------------------------------------------------------------------------------------

static void receive_assign(Select *s, Case *c, LLVMValueRef ok)
{
	Fn *f = s->f;
	if (!c->recv || c->comm->op == OEXPRSTMT)
		return;
	Val v = gen_load_at(f, c->recv->x->type->under->elem, c->slot);
	if (c->comm->op == OAS2RECV) {
		gen_assign_ok(f, c->comm, v, ok);
		return;
	}
	gen_hoist(f, c->recv, v);
	gen_assign(f, c->comm);
}

static void bodies(Select *s, LLVMValueRef ok)
{
	for (int i = 0; i < s->count; i++) {
		Case *c = &s->cases[i];
		Hoisted *mark = gen_order_begin(s->f);
		gen_start(s->f, c->body);
		receive_assign(s, c, ok);
		gen_order_end(s->f, mark);
		gen_clause_body(s->f, s->n, &c->clause->list2, s->done);
	}
	gen_start(s->f, s->done);
}

// --- the forms -----------------------------------------------------------------------------------

static LLVMValueRef no(Fn *f)
{
	return LLVMConstInt(f->g->i1, 0, false);
}

// The only case, without default: it may block.
static LLVMValueRef only_case(Select *s, Case *c)
{
	Fn *f = s->f;
	LLVMValueRef ok = no(f);
	if (c->recv)
		ok = gen_is_nonzero(f, GEN_RT(f, "chan_recv", c->chan, c->slot));
	else
		GEN_RT(f, "chan_send", c->chan, c->slot);
	gen_br(f, c->body);
	return ok;
}

static LLVMValueRef try_case(Select *s, Case *c)
{
	Fn *f = s->f;
	LLVMValueRef ok = no(f), done;
	if (c->recv) {
		LLVMValueRef pair = GEN_RT(f, "chan_tryrecv", c->chan, c->slot);
		done = LLVMBuildIsNotNull(f->b, gen_first(f, pair), "");
		ok = gen_is_nonzero(f, gen_second(f, pair));
	} else {
		done = gen_is_nonzero(f, GEN_RT(f, "chan_trysend", c->chan, c->slot));
	}
	gen_cond_br(f, done, c->body, s->fallback->body);
	return ok;
}

static LLVMValueRef fill_cases(Select *s)
{
	Fn *f = s->f;
	int n = s->nsends + s->nrecvs, send = 0, recv = s->nsends;
	LLVMTypeRef type = LLVMArrayType2(f->g->ptr, (uint64_t)(2 * n));
	LLVMValueRef array = gen_alloca(f, type, "cases");
	for (int i = 0; i < s->count; i++) {
		Case *c = &s->cases[i];
		if (!c->comm)
			continue;
		c->index = c->recv ? recv++ : send++;
		LLVMBuildStore(f->b, c->chan, gen_gep(f, array, 16 * c->index));
		LLVMBuildStore(f->b, c->slot, gen_gep(f, array, 16 * c->index + 8));
	}
	return array;
}

static LLVMValueRef any_case(Select *s)
{
	Fn *f = s->f;
	LLVMValueRef array = fill_cases(s);
	LLVMValueRef pair = GEN_RT(f, "select_go", array, gen_int(f->g, s->nsends),
				   gen_int(f->g, s->nrecvs), gen_int(f->g, s->fallback == NULL));
	LLVMValueRef index = LLVMBuildPtrToInt(f->b, gen_first(f, pair), f->g->i64, "");
	LLVMValueRef ok = gen_is_nonzero(f, gen_second(f, pair));
	LLVMBasicBlockRef otherwise = s->fallback ? s->fallback->body : s->cases[0].body;
	LLVMValueRef sw = LLVMBuildSwitch(f->b, index, otherwise, (unsigned)s->count);
	for (int i = 0; i < s->count; i++)
		if (s->cases[i].comm && s->cases[i].body != otherwise)
			LLVMAddCase(sw, gen_int(f->g, s->cases[i].index), s->cases[i].body);
	return ok;
}

void gen_select(Fn *f, Node *n)
{
	Hoisted *mark = gen_order_begin(f);
	Select s = collect(f, n);
	gen_order_end(f, mark);
	gen_position(f, n->pos);
	int comms = s.nsends + s.nrecvs;
	Case *only = comms == 1 ? (s.cases[0].comm ? &s.cases[0] : &s.cases[1]) : NULL;
	LLVMValueRef ok = no(f);
	if (s.count == 0) {
		gen_rt_call(f, "select_block", NULL, 0);
		LLVMBuildUnreachable(f->b);
	} else if (comms == 0) {
		gen_br(f, s.fallback->body);
	} else if (only) {
		ok = s.fallback ? try_case(&s, only) : only_case(&s, only);
	} else {
		ok = any_case(&s);
	}
	bodies(&s, ok);
}
