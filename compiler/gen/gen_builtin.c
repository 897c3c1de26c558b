// gen_builtin.c - predeclared functions that have no file of their own, channels, package unsafe.

#include "gen_body.h"

// --- channels ------------------------------------------------------------------------------------

static LLVMValueRef received(Fn *f, LLVMValueRef chan, LLVMValueRef slot)
{
	return gen_is_nonzero(f, GEN_RT(f, "chan_recv", chan, slot));
}

Val gen_receive(Fn *f, Node *n, LLVMValueRef *ok)
{
	Type *elem = n->x->type->under->elem;
	Val c = gen_expr(f, n->x);
	LLVMValueRef slot = gen_temp(f, elem);
	gen_position(f, n->pos);
	LLVMValueRef r = received(f, c.v[0], slot);
	if (ok)
		*ok = r;
	Val v = gen_load_at(f, elem, slot);
	v.fresh = true;
	return v;
}

static Val make_chan(Fn *f, Node *n)
{
	LLVMValueRef size = n->x ? gen_widen(f, gen_expr(f, n->x)) : gen_int(f->g, 0);
	return gen_val1(n->type, GEN_RT(f, "chan_make", gen_type_descriptor(f->g, n->type), size));
}

static Val make_map(Fn *f, Node *n)
{
	LLVMValueRef hint = n->x ? gen_widen(f, gen_expr(f, n->x)) : gen_int(f->g, 0);
	return gen_val1(n->type, gen_new_map(f, n, hint));
}

// --- print ---------------------------------------------------------------------------------------

static LLVMValueRef wide_float(Fn *f, LLVMValueRef v)
{
	return LLVMTypeOf(v) == f->g->f32 ? LLVMBuildFPExt(f->b, v, f->g->f64, "") : v;
}

static void print_value(Fn *f, Val v)
{
	Type *t = v.type->under;
	LLVMValueRef bits = gen_int(f->g, t->size * 8);
	switch (t->kind) {
	case T_BOOL:
		GEN_RT(f, "print_bool", LLVMBuildZExt(f->b, v.v[0], f->g->i64, ""));
		break;
	case T_FLOAT32:
	case T_FLOAT64:
		GEN_RT(f, "print_float", wide_float(f, v.v[0]), bits);
		break;
	case T_COMPLEX64:
	case T_COMPLEX128:
		GEN_RT(f, "print_complex", wide_float(f, v.v[0]), wide_float(f, v.v[1]),
		       gen_int(f->g, t->size * 4));
		break;
	case T_STRING:
		GEN_RT(f, "print_string", v.v[0], v.v[1]);
		break;
	case T_SLICE:
		GEN_RT(f, "print_slice", v.v[0], v.v[1], v.v[2]);
		break;
	case T_INTER:
		GEN_RT(f, "print_iface", v.v[0], v.v[1]);
		break;
	case T_PTR:
	case T_MAP:
	case T_CHAN:
	case T_FUNC:
	case T_UNSAFEPTR:
		GEN_RT(f, "print_pointer", v.v[0]);
		break;
	default:
		GEN_RT(f, type_is_unsigned(t) ? "print_uint" : "print_int", gen_widen(f, v));
	}
}

// All operands are evaluated before the first is printed.
static void print(Fn *f, Node *n)
{
	Val *v = arena_alloc((size_t)(n->list.len + 1) * sizeof *v);
	for (int i = 0; i < n->list.len; i++)
		v[i] = gen_stable(f, gen_expr(f, n->list.at[i]));
	gen_rt_call(f, "print_lock", NULL, 0);
	for (int i = 0; i < n->list.len; i++) {
		if (i && n->op == OPRINTLN)
			gen_rt_call(f, "print_space", NULL, 0);
		print_value(f, v[i]);
	}
	if (n->op == OPRINTLN)
		gen_rt_call(f, "print_newline", NULL, 0);
	gen_rt_call(f, "print_unlock", NULL, 0);
}

// --- panic, new, clear, complex ------------------------------------------------------------------

static void panic_value(Fn *f, Node *n)
{
	Val v = gen_expr(f, n->x);
	gen_position(f, n->pos);
	GEN_RT(f, "panic_go", v.v[0], v.v[1]);
	LLVMBuildUnreachable(f->b);
	gen_start(f, gen_block(f, "dead"));
}

static Val new_object(Fn *f, Node *n)
{
	Val init = {0};
	if (n->x)
		init = gen_stable(f, gen_expr(f, n->x));
	Addr a = gen_new(f, n->type->under->elem, n->esc);
	if (n->x)
		gen_store(f, a, init);
	return gen_val1(n->type, a.ptr);
}

void gen_clear_slice(Fn *f, Val s)
{
	Type *elem = s.type->under->elem;
	if (type_has_pointers(elem) && f->g->barriers) {
		gen_mark_barrier(f, GEN_RT(f, "barrier_arrayclear", gen_type_descriptor(f->g, elem),
					   s.v[0], s.v[1]));
		return;
	}
	LLVMValueRef bytes = LLVMBuildMul(f->b, s.v[1], gen_int(f->g, type_size(elem)), "");
	LLVMBuildMemSet(f->b, s.v[0], gen_int8(f->g, 0), bytes, (unsigned)type_align(elem));
}

static void clear(Fn *f, Node *n)
{
	Val v = gen_expr(f, n->x);
	if (v.type->under->kind == T_MAP)
		GEN_RT(f, "map_clear", gen_type_descriptor(f->g, v.type), v.v[0]);
	else
		gen_clear_slice(f, v);
}

static Val make_complex(Fn *f, Node *n)
{
	Val re = gen_expr(f, n->x);
	Val im = gen_expr(f, n->y);
	return (Val){.type = n->type, .v = {re.v[0], im.v[0]}};
}

// len and cap of an array need its operand only for what evaluating it does.
static Val len_or_cap(Fn *f, Node *n)
{
	Kind k = n->x->type->under->kind;
	if ((k == T_ARRAY || k == T_PTR) && !gen_has_calls(n->x))
		return gen_len(f, (Val){.type = n->x->type});
	Val v = gen_expr(f, n->x);
	if (n->op == OLEN || k == T_ARRAY || k == T_PTR)
		return gen_len(f, v);
	if (k == T_CHAN)
		return gen_val1(n->type, GEN_RT(f, "chan_cap", v.v[0]));
	return gen_val1(n->type, v.v[2]);
}

// --- unsafe --------------------------------------------------------------------------------------

static Val unsafe_add(Fn *f, Node *n)
{
	Val p = gen_expr(f, n->x);
	LLVMValueRef i = gen_widen(f, gen_expr(f, n->y));
	return gen_val1(n->type, LLVMBuildGEP2(f->b, f->g->i8, p.v[0], &i, 1, ""));
}

// unsafe.Slice(p, n) and unsafe.String(p, n): n elements of `size` bytes must fit between p and the
// end of the address space, and p may be nil only if n is 0.  code: of panic_unsafe; the nil case
// is 2 more.
static void check_unsafe(Fn *f, LLVMValueRef p, LLVMValueRef n, int64_t size, int code)
{
	LLVMBuilderRef b = f->b;
	LLVMValueRef is_nil = LLVMBuildIsNull(b, p, ""), arg = gen_int(f->g, code + 2);
	LLVMValueRef wrong = LLVMBuildAnd(b, is_nil, gen_is_nonzero(f, n), "");
	gen_panic_if(f, wrong, "panic_unsafe", &arg, 1);
	LLVMValueRef max = gen_int(f->g, size ? INT64_MAX / size : INT64_MAX);
	LLVMValueRef room = LLVMBuildNeg(b, LLVMBuildPtrToInt(b, p, f->g->i64, ""), "");
	LLVMValueRef bytes = LLVMBuildMul(b, n, gen_int(f->g, size), "");
	LLVMValueRef beyond = LLVMBuildICmp(b, LLVMIntUGT, bytes, room, "");
	beyond = LLVMBuildAnd(b, beyond, LLVMBuildNot(b, is_nil, ""), "");
	wrong = LLVMBuildOr(b, LLVMBuildICmp(b, LLVMIntUGT, n, max, ""), beyond, "");
	arg = gen_int(f->g, code);
	gen_panic_if(f, wrong, "panic_unsafe", &arg, 1);
}

static Val unsafe_slice(Fn *f, Node *n)
{
	Val p = gen_expr(f, n->x);
	LLVMValueRef len = gen_widen(f, gen_expr(f, n->y));
	check_unsafe(f, p.v[0], len, type_size(n->x->type->under->elem), 0);
	return (Val){.type = n->type, .v = {p.v[0], len, len}};
}

static Val unsafe_string(Fn *f, Node *n)
{
	Val p = gen_expr(f, n->x);
	LLVMValueRef len = gen_widen(f, gen_expr(f, n->y));
	check_unsafe(f, p.v[0], len, 1, 1);
	return (Val){.type = n->type, .v = {p.v[0], len}};
}

static Val no_value(void)
{
	return (Val){0};
}

Val gen_builtin(Fn *f, Node *n)
{
	switch (n->op) {
	case OLEN:
	case OCAP:
		return gen_retype(len_or_cap(f, n), n->type);
	case OAPPEND:
		return gen_append(f, n);
	case OCOPY:
		return gen_copy(f, n);
	case OMAKESLICE:
		return gen_make_slice(f, n);
	case OMAKEMAP:
		return make_map(f, n);
	case OMAKECHAN:
		return make_chan(f, n);
	case ONEW:
		return new_object(f, n);
	case ODEFERLOOP:
		return gen_defer_loop(f, n->type);
	case ORECOVER:
		return gen_recover(f, n->type);
	case OMIN:
	case OMAX:
		return gen_minmax(f, n);
	case OREAL:
	case OIMAG:
		return gen_val1(n->type, gen_expr(f, n->x).v[n->op == OIMAG]);
	case OCOMPLEX:
		return make_complex(f, n);
	case OUNSAFEADD:
		return unsafe_add(f, n);
	case OUNSAFESLICE:
		return unsafe_slice(f, n);
	case OUNSAFESTRING:
		return unsafe_string(f, n);
	case OUNSAFESLICEDATA:
	case OUNSAFESTRINGDATA:
		return gen_val1(n->type, gen_expr(f, n->x).v[0]);
	case ODELETE:
		gen_map_delete(f, n);
		return no_value();
	case OCLEAR:
		clear(f, n);
		return no_value();
	case OCLOSE:
		GEN_RT(f, "chan_close", gen_expr(f, n->x).v[0]);
		return no_value();
	case OPANIC:
		panic_value(f, n);
		return no_value();
	case OPRINT:
	case OPRINTLN:
		print(f, n);
		return no_value();
	default:
		bug("expression %s", op_names[n->op]);
	}
}
