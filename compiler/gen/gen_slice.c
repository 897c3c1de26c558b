// gen_slice.c - slices: make, append, copy, slicing, len and cap.

#include "gen_body.h"

static LLVMValueRef add(Fn *f, LLVMValueRef a, LLVMValueRef b)
{
	return LLVMBuildAdd(f->b, a, b, "");
}

static LLVMValueRef scaled(Fn *f, LLVMValueRef n, Type *elem)
{
	return LLVMBuildMul(f->b, n, gen_int(f->g, type_size(elem)), "");
}

static Val slice_val(Type *t, LLVMValueRef p, LLVMValueRef len, LLVMValueRef cap)
{
	return (Val){.type = t, .v = {p, len, cap}};
}

// --- len and cap ---------------------------------------------------------------------------------

// The count is the first word of a map.
static LLVMValueRef map_len(Fn *f, LLVMValueRef m)
{
	LLVMBasicBlockRef some = gen_block(f, "some"), join = gen_block(f, "join");
	LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
	gen_cond_br(f, LLVMBuildIsNull(f->b, m, ""), join, some);
	gen_start(f, some);
	LLVMValueRef n = LLVMBuildLoad2(f->b, f->g->i64, m, "");
	gen_length_range(f->g, n);
	gen_br(f, join);
	gen_start(f, join);
	LLVMValueRef phi = LLVMBuildPhi(f->b, f->g->i64, "");
	LLVMAddIncoming(phi, (LLVMValueRef[]){gen_int(f->g, 0), n},
			(LLVMBasicBlockRef[]){from, some}, 2);
	return phi;
}

Val gen_len(Fn *f, Val v)
{
	Type *t = v.type->under;
	LLVMValueRef n;
	switch (t->kind) {
	case T_STRING:
	case T_SLICE:
		n = v.v[1];
		break;
	case T_ARRAY:
		n = gen_int(f->g, t->len);
		break;
	case T_PTR:
		n = gen_int(f->g, t->elem->under->len);
		break;
	case T_MAP:
		n = map_len(f, v.v[0]);
		break;
	case T_CHAN:
		n = GEN_RT(f, "chan_len", v.v[0]);
		break;
	default:
		bug("len of %s", type_string(v.type, NULL));
	}
	return gen_val1(types[T_INT], n);
}

// --- make ----------------------------------------------------------------------------------------

// Escape analysis allows a buffer in the frame even if the size is only known at run time, for up
// to this many bytes.
enum { VARIABLE_MAKE_BYTES = 32 };

static LLVMValueRef frame_array(Fn *f, Type *elem, int64_t n)
{
	return gen_new(f, type_array(elem, n), ESC_NONE).ptr;
}

static LLVMValueRef heap_array(Fn *f, Type *elem, LLVMValueRef len, LLVMValueRef cap)
{
	return GEN_RT(f, "slice_make", gen_type_descriptor(f->g, elem), len, cap);
}

// A frame buffer of n elements if the capacity is at most that, else the heap.
static LLVMValueRef buffer_or_heap(Fn *f, Type *elem, int64_t n, LLVMValueRef len, LLVMValueRef cap)
{
	LLVMBasicBlockRef small = gen_block(f, "small"), big = gen_block(f, "big"),
			  join = gen_block(f, "join");
	LLVMValueRef fits =
	    LLVMBuildAnd(f->b, LLVMBuildICmp(f->b, LLVMIntULE, len, cap, ""),
			 LLVMBuildICmp(f->b, LLVMIntULE, cap, gen_int(f->g, n), ""), "");
	gen_cond_br(f, fits, small, big);
	gen_start(f, small);
	LLVMValueRef a = frame_array(f, elem, n);
	small = LLVMGetInsertBlock(f->b);
	gen_br(f, join);
	gen_start(f, big);
	LLVMValueRef b = heap_array(f, elem, len, cap);
	gen_br(f, join);
	gen_start(f, join);
	LLVMValueRef phi = LLVMBuildPhi(f->b, f->g->ptr, "");
	LLVMAddIncoming(phi, (LLVMValueRef[]){a, b}, (LLVMBasicBlockRef[]){small, big}, 2);
	return phi;
}

// In the frame when escape analysis says so and the capacity is known or small.  Only a literal
// counts as known: what LLVM folds by itself escape analysis has not measured, and it may be
// negative.
static LLVMValueRef make_array(Fn *f, Node *n, LLVMValueRef len, LLVMValueRef cap)
{
	Type *elem = n->type->under->elem;
	int64_t size = type_size(elem);
	if (n->esc != ESC_NONE || size == 0)
		return heap_array(f, elem, len, cap);
	if ((n->y ? n->y : n->x)->op == OLIT) {
		uint64_t known = LLVMConstIntGetZExtValue(cap);
		bool fits = LLVMIsAConstantInt(len) && LLVMConstIntGetZExtValue(len) <= known;
		return fits ? frame_array(f, elem, (int64_t)known)
			    : buffer_or_heap(f, elem, (int64_t)known, len, cap);
	}
	if (size > VARIABLE_MAKE_BYTES)
		return heap_array(f, elem, len, cap);
	return buffer_or_heap(f, elem, VARIABLE_MAKE_BYTES / size, len, cap);
}

Val gen_make_slice(Fn *f, Node *n)
{
	LLVMValueRef len = gen_widen(f, gen_expr(f, n->x));
	LLVMValueRef cap = n->y ? gen_widen(f, gen_expr(f, n->y)) : len;
	return slice_val(n->type, make_array(f, n, len, cap), len, cap);
}

// --- append --------------------------------------------------------------------------------------

// The frame buffer of an append whose result stays in the frame: a slice that is empty and has no
// room begins in it.  It serves once in an activation, since an earlier slice may still be using
// it.
typedef struct {
	LLVMValueRef used; // i1 in the frame, false on entry
	int64_t elems;     // how many fit; 0: no buffer
} AppendBuffer;

// As Go 1.25: for the first append to each variable, when an element takes 1 to 32 bytes.
static AppendBuffer append_buffer(Fn *f, Node *n)
{
	int64_t size = type_size(n->type->under->elem);
	Node *s = n->list.at[0];
	const void *key = s->op == ONAME ? (void *)s->obj : (void *)s;
	if (n->esc != ESC_NONE || size == 0 || size > VARIABLE_MAKE_BYTES ||
	    ptrmap_get(&f->append_buffers, key))
		return (AppendBuffer){0};
	ptrmap_set(&f->append_buffers, key, n);
	return (AppendBuffer){gen_flag(f, "used"), VARIABLE_MAKE_BYTES / size};
}

typedef struct {
	LLVMValueRef ptr, cap;
	LLVMBasicBlockRef from;
} Array;

// In a new block: the frame buffer if it may serve, else go on in `other`.
static Array begin_in_buffer(Fn *f, AppendBuffer a, Val s, LLVMValueRef new_len,
			     LLVMBasicBlockRef other, LLVMBasicBlockRef join)
{
	LLVMBasicBlockRef take = gen_block(f, "buffer");
	LLVMValueRef fits = LLVMBuildICmp(f->b, LLVMIntULE, new_len, gen_int(f->g, a.elems), "");
	LLVMValueRef empty = LLVMBuildICmp(f->b, LLVMIntEQ, s.v[1], gen_int(f->g, 0), "");
	LLVMValueRef used = LLVMBuildLoad2(f->b, f->g->i1, a.used, "");
	LLVMValueRef free = LLVMBuildAnd(f->b, empty, LLVMBuildNot(f->b, used, ""), "");
	gen_cond_br(f, LLVMBuildAnd(f->b, fits, free, ""), take, other);
	gen_start(f, take);
	LLVMBuildStore(f->b, LLVMConstInt(f->g->i1, 1, false), a.used);
	LLVMValueRef p = frame_array(f, s.type->under->elem, a.elems);
	Array r = {p, gen_int(f->g, a.elems), LLVMGetInsertBlock(f->b)};
	gen_br(f, join);
	return r;
}

static Array grow_in_heap(Fn *f, Val s, LLVMValueRef new_len, LLVMValueRef count,
			  LLVMBasicBlockRef join)
{
	LLVMValueRef pair = GEN_RT(f, "slice_grow", s.v[0], new_len, s.v[2], count,
				   gen_type_descriptor(f->g, s.type->under->elem));
	Array r = {gen_first(f, pair), gen_second(f, pair), LLVMGetInsertBlock(f->b)};
	gen_br(f, join);
	return r;
}

// In the block that the n arrays come to.
static Val one_of(Fn *f, Type *t, Array *arrays, unsigned n, LLVMValueRef len)
{
	LLVMValueRef ptr = LLVMBuildPhi(f->b, f->g->ptr, ""),
		     cap = LLVMBuildPhi(f->b, f->g->i64, "");
	for (unsigned i = 0; i < n; i++) {
		LLVMAddIncoming(ptr, &arrays[i].ptr, &arrays[i].from, 1);
		LLVMAddIncoming(cap, &arrays[i].cap, &arrays[i].from, 1);
	}
	return slice_val(t, ptr, len, cap);
}

// s with room for count more elements: same length, perhaps a new array.
static Val grown(Fn *f, Val s, LLVMValueRef new_len, LLVMValueRef count, AppendBuffer buffer)
{
	LLVMBasicBlockRef grow = gen_block(f, "grow"), join = gen_block(f, "append");
	Array arrays[3] = {{s.v[0], s.v[2], LLVMGetInsertBlock(f->b)}};
	unsigned n = 1;
	gen_cold_br(f, LLVMBuildICmp(f->b, LLVMIntUGT, new_len, s.v[2], ""), grow, join);
	gen_start(f, grow);
	if (buffer.elems) {
		LLVMBasicBlockRef heap = gen_block(f, "heap");
		arrays[n++] = begin_in_buffer(f, buffer, s, new_len, heap, join);
		gen_start(f, heap);
	}
	arrays[n++] = grow_in_heap(f, s, new_len, count, join);
	gen_start(f, join);
	return one_of(f, s.type, arrays, n, s.v[1]);
}

static void move_elements(Fn *f, Type *elem, LLVMValueRef to, LLVMValueRef from, LLVMValueRef n)
{
	if (type_has_pointers(elem) && f->g->barriers) {
		gen_mark_barrier(
		    f, GEN_RT(f, "slice_copy", gen_type_descriptor(f->g, elem), to, n, from, n));
		return;
	}
	unsigned align = (unsigned)type_align(elem);
	LLVMBuildMemMove(f->b, to, align, from, align, scaled(f, n, elem));
}

static Val append_slice(Fn *f, Node *n, Val s)
{
	Type *elem = n->type->under->elem;
	Val more = gen_expr(f, n->list.at[1]);
	LLVMValueRef new_len = add(f, s.v[1], more.v[1]);
	Val r = grown(f, s, new_len, more.v[1], (AppendBuffer){0});
	move_elements(f, elem, gen_element(f, elem, r.v[0], s.v[1]).ptr, more.v[0], more.v[1]);
	r.v[1] = new_len;
	return r;
}

Node *gen_append_make(Node *n)
{
	if (n->op != OAPPEND || !n->ddd || n->list.len != 2)
		return NULL;
	Node *make = n->list.at[1];
	return make->op == OMAKESLICE && !make->y && make->init.len == 0 ? make : NULL;
}

// append(s, make(T, n)...): room for n zeros.  What the heap gives is zero already.
static Val append_zeros(Fn *f, Node *make, Val s)
{
	Type *elem = s.type->under->elem;
	LLVMValueRef n = gen_widen(f, gen_expr(f, make->x)), zero = gen_int(f->g, 0);
	LLVMBasicBlockRef room = gen_block(f, "room"), grow = gen_block(f, "grow"),
			  join = gen_block(f, "append");
	// It panics with the words that make has for this.
	LLVMValueRef args[] = {gen_type_descriptor(f->g, elem), n, n};
	gen_panic_if(f, LLVMBuildICmp(f->b, LLVMIntSLT, n, zero, ""), "slice_make", args, 3);
	LLVMValueRef new_len = add(f, s.v[1], n);
	gen_cold_br(f, LLVMBuildICmp(f->b, LLVMIntUGT, new_len, s.v[2], ""), grow, room);
	gen_start(f, room);
	gen_clear_slice(f, slice_val(s.type, gen_element(f, elem, s.v[0], s.v[1]).ptr, n, n));
	Array arrays[2] = {{s.v[0], s.v[2], LLVMGetInsertBlock(f->b)}};
	gen_br(f, join);
	gen_start(f, grow);
	arrays[1] = grow_in_heap(f, s, new_len, n, join);
	gen_start(f, join);
	return one_of(f, s.type, arrays, 2, new_len);
}

static Val append_elements(Fn *f, Node *n, Val s)
{
	Type *elem = n->type->under->elem;
	int count = n->list.len - 1;
	Val *v = arena_alloc((size_t)(count + 1) * sizeof *v);
	for (int i = 0; i < count; i++)
		v[i] = gen_stable(f, gen_expr(f, n->list.at[i + 1]));
	LLVMValueRef new_len = add(f, s.v[1], gen_int(f->g, count));
	Val r = grown(f, s, new_len, gen_int(f->g, count), append_buffer(f, n));
	LLVMValueRef first = gen_element(f, elem, r.v[0], s.v[1]).ptr;
	for (int i = 0; i < count; i++)
		gen_store(f, (Addr){.type = elem, .ptr = gen_gep(f, first, i * type_size(elem))},
			  v[i]);
	r.v[1] = new_len;
	return r;
}

Val gen_append(Fn *f, Node *n)
{
	Val s = gen_retype(gen_expr(f, n->list.at[0]), n->type);
	if (n->list.len == 1)
		return s;
	Node *make = gen_append_make(n);
	Val made;
	if (make && !gen_hoisted(f, make, &made))
		return append_zeros(f, make, s);
	return n->ddd ? append_slice(f, n, s) : append_elements(f, n, s);
}

// --- copy ----------------------------------------------------------------------------------------

Val gen_copy(Fn *f, Node *n)
{
	Val to = gen_expr(f, n->x), from = gen_expr(f, n->y);
	Type *elem = n->x->type->under->elem;
	if (type_has_pointers(elem) && f->g->barriers) {
		LLVMValueRef c = GEN_RT(f, "slice_copy", gen_type_descriptor(f->g, elem), to.v[0],
					to.v[1], from.v[0], from.v[1]);
		gen_mark_barrier(f, c);
		return gen_val1(types[T_INT], c);
	}
	LLVMValueRef less = LLVMBuildICmp(f->b, LLVMIntSLT, to.v[1], from.v[1], "");
	LLVMValueRef count = LLVMBuildSelect(f->b, less, to.v[1], from.v[1], "");
	move_elements(f, elem, to.v[0], from.v[0], count);
	return gen_val1(types[T_INT], count);
}

// --- slicing -------------------------------------------------------------------------------------

typedef struct {
	LLVMValueRef base, len, cap;
	Type *elem;
	bool by_cap; // the upper limit is a capacity
} Sliced;

static Sliced slice_operand(Fn *f, Node *n)
{
	Val v = gen_expr(f, n->x);
	Type *t = n->x->type->under;
	if (t->kind == T_STRING)
		return (Sliced){v.v[0], v.v[1], v.v[1], type_byte, false};
	if (t->kind == T_SLICE)
		return (Sliced){v.v[0], v.v[1], v.v[2], t->elem, true};
	gen_nil_check(f, v.v[0]);
	LLVMValueRef len = gen_int(f->g, t->elem->under->len);
	return (Sliced){v.v[0], len, len, t->elem->under->elem, false};
}

typedef struct {
	LLVMValueRef v; // NULL: not given
	bool is_signed;
} Bound;

static Bound slice_bound(Fn *f, Node *n)
{
	Bound b = {0};
	if (n)
		b.v = gen_int_operand(f, n, &b.is_signed);
	return b;
}

static LLVMValueRef check_bound(Fn *f, Bound b, LLVMValueRef limit, int code)
{
	return b.v ? gen_bounds_check(f, b.v, b.is_signed, limit, code, true) : NULL;
}

// From the highest bound down, as Go checks them.
static void check_bounds(Fn *f, Node *n, const Sliced *s, const Bound *bounds)
{
	Bound lo = bounds[0], hi = bounds[1], max = bounds[2];
	LLVMValueRef limit = s->cap, made[3] = {NULL};
	if (max.v) {
		made[0] =
		    check_bound(f, max, limit, s->by_cap ? BOUNDS_SLICE3_ACAP : BOUNDS_SLICE3_ALEN);
		made[1] = check_bound(f, hi, max.v, BOUNDS_SLICE3_B);
		made[2] = check_bound(f, lo, hi.v, BOUNDS_SLICE3_C);
	} else {
		made[0] =
		    check_bound(f, hi, limit, s->by_cap ? BOUNDS_SLICE_ACAP : BOUNDS_SLICE_ALEN);
		made[1] = check_bound(f, lo, hi.v ? hi.v : s->len, BOUNDS_SLICE_B);
	}
	gen_mark_check(f, n, made, 3);
}

// The pointer must stay inside the object even if nothing is left: a pointer to its end would keep
// the next object alive.
static LLVMValueRef slice_start(Fn *f, const Sliced *s, LLVMValueRef lo, LLVMValueRef room)
{
	LLVMValueRef none = LLVMBuildICmp(f->b, LLVMIntEQ, room, gen_int(f->g, 0), "");
	LLVMValueRef skip = LLVMBuildSelect(f->b, none, gen_int(f->g, 0), lo, "");
	return gen_element(f, s->elem, s->base, skip).ptr;
}

Val gen_slice_expr(Fn *f, Node *n)
{
	Sliced s = slice_operand(f, n);
	Bound lo = slice_bound(f, n->y), hi = slice_bound(f, n->z), max = slice_bound(f, n->w);
	check_bounds(f, n, &s, (Bound[]){lo, hi, max});
	LLVMValueRef end = hi.v ? hi.v : s.len, cap = max.v ? max.v : s.cap, p = s.base;
	bool is_string = n->type->under->kind == T_STRING;
	if (lo.v) {
		end = LLVMBuildSub(f->b, end, lo.v, "");
		cap = is_string ? end : LLVMBuildSub(f->b, cap, lo.v, "");
		p = slice_start(f, &s, lo.v, cap);
	}
	return is_string ? (Val){.type = n->type, .v = {p, end}} : slice_val(n->type, p, end, cap);
}
