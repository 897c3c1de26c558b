// gen_conv.c - conversions between numbers, strings, slices and arrays.
//
// A float that does not fit the integer type converts to what the amd64 instruction leaves:
// cvttsd2si's 0x80.. pattern.  LLVM calls that case undefined, so the instruction is asked for by
// name.  Narrow types convert through 32 bits, uint32 through 64, as Go's compiler does; uint64 in
// two halves.

#include <string.h>
#include "gen_body.h"

// --- floats to integers --------------------------------------------------------------------------

static LLVMValueRef truncate_float(Fn *f, LLVMValueRef v, bool to64)
{
	Gen *g = f->g;
	bool is64 = LLVMTypeOf(v) == g->f64;
	const char *name = is64 ? (to64 ? "llvm.x86.sse2.cvttsd2si64" : "llvm.x86.sse2.cvttsd2si")
				: (to64 ? "llvm.x86.sse.cvttss2si64" : "llvm.x86.sse.cvttss2si");
	unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
	LLVMValueRef fn = LLVMGetIntrinsicDeclaration(g->mod, id, NULL, 0);
	LLVMTypeRef vec = LLVMVectorType(LLVMTypeOf(v), is64 ? 2 : 4);
	LLVMValueRef x = LLVMBuildInsertElement(f->b, LLVMConstNull(vec), v, gen_int32(g, 0), "");
	return LLVMBuildCall2(f->b, LLVMGlobalGetValueType(fn), fn, &x, 1, "");
}

// Values from 2^63 up are converted less 2^63, which then is the top bit (set anyway on overflow).
static LLVMValueRef float_to_uint64(Fn *f, LLVMValueRef v)
{
	LLVMValueRef limit = LLVMConstReal(LLVMTypeOf(v), 9223372036854775808.0);
	LLVMValueRef low = truncate_float(f, v, true);
	LLVMValueRef high = truncate_float(f, LLVMBuildFSub(f->b, v, limit, ""), true);
	high = LLVMBuildOr(f->b, high, gen_int(f->g, INT64_MIN), "");
	LLVMValueRef small = LLVMBuildFCmp(f->b, LLVMRealOLT, v, limit, "");
	return LLVMBuildSelect(f->b, small, low, high, "");
}

static LLVMValueRef float_to_int(Fn *f, LLVMValueRef v, Type *t)
{
	LLVMTypeRef leaf = gen_type(f->g, t)->leaf[0];
	unsigned width = LLVMGetIntTypeWidth(leaf);
	bool is_unsigned = type_is_unsigned(t);
	if (width == 64)
		return is_unsigned ? float_to_uint64(f, v) : truncate_float(f, v, true);
	LLVMValueRef i = truncate_float(f, v, width == 32 && is_unsigned);
	return LLVMTypeOf(i) == leaf ? i : LLVMBuildTrunc(f->b, i, leaf, "");
}

// --- numbers -------------------------------------------------------------------------------------

static LLVMValueRef resize_float(Fn *f, LLVMValueRef v, LLVMTypeRef to)
{
	if (LLVMTypeOf(v) == to)
		return v;
	return to == f->g->f64 ? LLVMBuildFPExt(f->b, v, to, "")
			       : LLVMBuildFPTrunc(f->b, v, to, "");
}

static LLVMValueRef resize_int(Fn *f, LLVMValueRef v, Type *from, LLVMTypeRef to)
{
	unsigned have = LLVMGetIntTypeWidth(LLVMTypeOf(v)), want = LLVMGetIntTypeWidth(to);
	if (have == want)
		return v;
	if (have > want)
		return LLVMBuildTrunc(f->b, v, to, "");
	return type_is_unsigned(from) ? LLVMBuildZExt(f->b, v, to, "")
				      : LLVMBuildSExt(f->b, v, to, "");
}

static LLVMValueRef number(Fn *f, LLVMValueRef v, Type *from, Type *to)
{
	LLVMTypeRef leaf = gen_type(f->g, to)->leaf[0];
	if (type_is_float(from))
		return type_is_float(to) ? resize_float(f, v, leaf) : float_to_int(f, v, to);
	if (!type_is_float(to))
		return resize_int(f, v, from, leaf);
	return type_is_unsigned(from) ? LLVMBuildUIToFP(f->b, v, leaf, "")
				      : LLVMBuildSIToFP(f->b, v, leaf, "");
}

static Val convert_number(Fn *f, Val v, Type *to)
{
	Val r = {.type = to};
	LLVMTypeRef leaf = gen_type(f->g, to)->leaf[0], have = LLVMTypeOf(v.v[0]);
	if (type_is_complex(to)) {
		r.v[0] = resize_float(f, v.v[0], leaf);
		r.v[1] = resize_float(f, v.v[1], leaf);
	} else if (have == f->g->ptr || leaf == f->g->ptr) {
		r.v[0] = have == leaf        ? v.v[0]
			 : leaf == f->g->ptr ? LLVMBuildIntToPtr(f->b, v.v[0], leaf, "")
					     : LLVMBuildPtrToInt(f->b, v.v[0], leaf, "");
	} else {
		r.v[0] = number(f, v.v[0], v.type, to);
	}
	return r;
}

// --- strings -------------------------------------------------------------------------------------

static LLVMValueRef frame_buffer(Fn *f, Node *n, int64_t bytes)
{
	if (n->esc != ESC_NONE)
		return gen_null(f->g);
	LLVMValueRef p = gen_alloca(f, LLVMArrayType2(f->g->i8, (uint64_t)bytes), "");
	LLVMSetAlignment(p, 8);
	return p;
}

// Entries that return a slice do so through memory.
static Val string_to_slice(Fn *f, Node *n, const char *entry, int64_t buffer)
{
	Val s = gen_expr(f, n->x);
	LLVMValueRef out = gen_temp(f, n->type);
	GEN_RT(f, entry, out, frame_buffer(f, n, buffer), s.v[0], s.v[1]);
	return gen_load_at(f, n->type, out);
}

static Val string_to_bytes(Fn *f, Node *n)
{
	if (!n->noescape_copy)
		return string_to_slice(f, n, "string_to_bytes", 32);
	Val s = gen_expr(f, n->x); // the bytes are never written; the slice must not be nil
	LLVMValueRef empty = gen_extern(f->g, "zero_base", f->g->i64);
	LLVMValueRef p =
	    LLVMBuildSelect(f->b, LLVMBuildIsNull(f->b, s.v[0], ""), empty, s.v[0], "");
	return (Val){.type = n->type, .v = {p, s.v[1], s.v[1]}};
}

static Val slice_to_string(Fn *f, Node *n, const char *entry)
{
	Val s = gen_expr(f, n->x);
	return gen_pair(f, n->type, GEN_RT(f, entry, frame_buffer(f, n, 32), s.v[0], s.v[1]));
}

Val gen_passing_string(Fn *f, Node *n)
{
	Val v;
	if (n->op != OBYTES2STR || gen_hoisted(f, n, &v))
		return gen_expr(f, n);
	Val s = gen_expr(f, n->x);
	return (Val){.type = n->type, .v = {s.v[0], s.v[1]}};
}

static Val rune_to_string(Fn *f, Node *n)
{
	LLVMValueRef r = gen_widen(f, gen_expr(f, n->x));
	return gen_pair(f, n->type, GEN_RT(f, "string_from_rune", frame_buffer(f, n, 4), r));
}

// --- slices to arrays ----------------------------------------------------------------------------

static LLVMValueRef slice_to_array_ptr(Fn *f, Node *n, int64_t len)
{
	Val s = gen_expr(f, n->x);
	LLVMValueRef want = gen_int(f->g, len);
	LLVMValueRef args[] = {s.v[1], gen_int(f->g, 1), want, gen_int(f->g, BOUNDS_CONVERT)};
	LLVMValueRef check = gen_panic_if(f, LLVMBuildICmp(f->b, LLVMIntSLT, s.v[1], want, ""),
					  "panic_bounds", args, 4);
	gen_mark_check(f, n, &check, 1);
	return s.v[0];
}

static Val slice_to_array(Fn *f, Node *n)
{
	LLVMValueRef p = slice_to_array_ptr(f, n, n->type->under->len);
	if (n->type->under->len == 0)
		return gen_zero(f, n->type);
	return gen_load_at(f, n->type, p);
}

static Val pointer_number(Fn *f, Node *n)
{
	Val v = gen_expr(f, n->x);
	if (ptrmap_get(&f->numbers, n))
		ptrmap_set(&f->numbers, n, v.v[0]);
	return convert_number(f, v, n->type);
}

Val gen_conversion(Fn *f, Node *n)
{
	if (tree_is_pointer_number(n))
		return pointer_number(f, n);
	switch (n->op) {
	case OCONVNOP:
		if (n->keep)
			return gen_keep(f, gen_expr(f, n->x));
		if (gen_type(f->g, n->type)->nleaves == 1 &&
		    gen_type(f->g, n->x->type)->nleaves == 1)
			return convert_number(f, gen_expr(f, n->x), n->type);
		return gen_retype(gen_expr(f, n->x), n->type);
	case OCONV:
		return convert_number(f, gen_expr(f, n->x), n->type);
	case OSTR2BYTES:
		return string_to_bytes(f, n);
	case OSTR2RUNES:
		return string_to_slice(f, n, "string_to_runes", 32 * 4);
	case OBYTES2STR:
		return slice_to_string(f, n, "string_from_bytes");
	case ORUNES2STR:
		return slice_to_string(f, n, "string_from_runes");
	case ORUNESTR:
		return rune_to_string(f, n);
	case OSLICE2ARRPTR:
		return gen_val1(n->type,
				slice_to_array_ptr(f, n, n->type->under->elem->under->len));
	case OSLICE2ARR:
		return slice_to_array(f, n);
	default:
		bug("conversion %s", op_names[n->op]);
	}
}
