// constants.c - exact constants: values and arithmetic.  const_text.c reads and writes them.
//
// Integers are GMP integers of any size; the checker refuses untyped ones beyond 512 bits.  A float
// is a GMP rational, hence exact, while numerator and denominator stay below 4096 bits; beyond, it
// is an MPFR number of 512 bits, as precise as Go's.  A float never returns from MPFR to a
// rational: what was rounded once should not look exact.  NaN cannot arise and infinity is NULL.

#include <math.h>
#include <string.h>

#include "constants.h"

// --- making --------------------------------------------------------------------------------------

Const *const_new(ConstKind kind)
{
	Const *c = NEW(Const);
	c->kind = kind;
	if (kind == C_INT || kind == C_RUNE)
		mpz_init(c->z);
	if (kind == C_FLOAT) {
		c->rational = true;
		mpq_init(c->q);
	}
	return c;
}

const Const *const_bool(bool b)
{
	Const *c = const_new(C_BOOL);
	c->truth = b;
	return c;
}

const Const *const_string(const char *s, size_t n)
{
	Const *c = const_new(C_STRING);
	c->s = arena_strndup(s, n);
	c->len = n;
	return c;
}

const Const *const_int(int64_t i)
{
	Const *c = const_new(C_INT);
	mpz_set_si(c->z, i);
	return c;
}

const Const *const_rune(int32_t r)
{
	Const *c = const_new(C_RUNE);
	mpz_set_si(c->z, r);
	return c;
}

const Const *const_float(double d)
{
	Const *c = const_new(C_FLOAT);
	mpq_set_d(c->q, d);
	return c;
}

const Const *const_from_mpfr(mpfr_t f)
{
	if (!mpfr_number_p(f))
		return NULL;
	Const *c = NEW(Const);
	c->kind = C_FLOAT;
	c->f[0] = f[0];
	return c;
}

const Const *const_simplify(Const *c)
{
	if (mpz_sizeinbase(mpq_numref(c->q), 2) < RATIONAL_BITS &&
	    mpz_sizeinbase(mpq_denref(c->q), 2) < RATIONAL_BITS)
		return c;
	mpfr_t f;
	mpfr_init2(f, FLOAT_BITS);
	mpfr_set_q(f, c->q, MPFR_RNDN);
	return const_from_mpfr(f);
}

const Const *const_complex(const Const *re, const Const *im)
{
	Const *c = const_new(C_COMPLEX);
	c->re = const_to_kind(re, C_FLOAT);
	c->im = const_to_kind(im, C_FLOAT);
	return c;
}

// --- looking -------------------------------------------------------------------------------------

ConstKind const_kind(const Const *c)
{
	return c->kind;
}

static bool is_integer_kind(const Const *c)
{
	return c->kind == C_INT || c->kind == C_RUNE;
}

bool const_bool_val(const Const *c)
{
	if (c->kind != C_BOOL)
		bug("constant is not a bool");
	return c->truth;
}

const char *const_string_val(const Const *c, size_t *n)
{
	if (c->kind != C_STRING)
		bug("constant is not a string");
	if (n)
		*n = c->len;
	return c->s;
}

bool const_to_int64(const Const *c, int64_t *out)
{
	c = const_to_kind(c, C_INT);
	if (!c || !mpz_fits_slong_p(c->z))
		return false;
	*out = mpz_get_si(c->z);
	return true;
}

bool const_to_uint64(const Const *c, uint64_t *out)
{
	c = const_to_kind(c, C_INT);
	if (!c || !mpz_fits_ulong_p(c->z))
		return false;
	*out = mpz_get_ui(c->z);
	return true;
}

const Const *const_real(const Const *c)
{
	return c->kind == C_COMPLEX ? c->re : c;
}

const Const *const_imag(const Const *c)
{
	return c->kind == C_COMPLEX ? c->im : const_int(0);
}

int const_sign(const Const *c)
{
	switch (c->kind) {
	case C_INT:
	case C_RUNE:
		return mpz_sgn(c->z);
	case C_FLOAT:
		return c->rational ? mpq_sgn(c->q) : mpfr_sgn(c->f);
	case C_COMPLEX:
		return const_sign(c->re) | const_sign(c->im);
	default:
		bug("constant has no sign");
	}
}

int const_bitlen(const Const *c)
{
	if (!is_integer_kind(c))
		bug("constant is not an integer");
	return mpz_sgn(c->z) == 0 ? 0 : (int)mpz_sizeinbase(c->z, 2);
}

bool const_fits(const Const *c, int bits, bool is_signed)
{
	c = const_to_kind(c, C_INT);
	if (!c)
		return false;
	if (!is_signed)
		return mpz_sgn(c->z) >= 0 && const_bitlen(c) <= bits;
	if (mpz_sgn(c->z) >= 0)
		return const_bitlen(c) < bits;
	mpz_t below; // -2^n fits in n+1 bits: measure -(c+1) instead
	mpz_init(below);
	mpz_com(below, c->z);
	bool fits = mpz_sgn(below) == 0 || (int)mpz_sizeinbase(below, 2) < bits;
	mpz_clear(below);
	return fits;
}

// --- changing kind -------------------------------------------------------------------------------

static const Const *with_integer_kind(const Const *c, ConstKind kind)
{
	Const *copy = const_new(kind);
	mpz_set(copy->z, c->z);
	return copy;
}

static const Const *integer_to_float(const Const *c)
{
	Const *r = const_new(C_FLOAT);
	mpq_set_z(r->q, c->z);
	return const_simplify(r);
}

// An MPFR float is an integer if it is one as it stands or with its last bits forgiven: they carry
// the rounding errors of earlier operations.
static const Const *mpfr_to_integer(const mpfr_t f, ConstKind kind)
{
	static const mpfr_rnd_t ways[] = {MPFR_RNDN, MPFR_RNDZ, MPFR_RNDA};
	enum { FORGIVEN_BITS = 4 };
	if (mpfr_zero_p(f))
		return with_integer_kind(const_int(0), kind);
	if (mpfr_get_exp(f) >= RATIONAL_BITS || mpfr_get_exp(f) < 0)
		return NULL;
	for (int i = 0; i < 3; i++) {
		mpfr_t near;
		mpfr_init2(near, i == 0 ? FLOAT_BITS : FLOAT_BITS - FORGIVEN_BITS);
		mpfr_set(near, f, ways[i]);
		bool found = mpfr_integer_p(near);
		Const *c = const_new(kind);
		if (found)
			mpfr_get_z(c->z, near, MPFR_RNDN);
		mpfr_clear(near);
		if (found)
			return c;
	}
	return NULL;
}

static const Const *float_to_integer(const Const *c, ConstKind kind)
{
	if (!c->rational)
		return mpfr_to_integer(c->f, kind);
	if (mpz_cmp_ui(mpq_denref(c->q), 1) != 0)
		return NULL;
	Const *r = const_new(kind);
	mpz_set(r->z, mpq_numref(c->q));
	return r;
}

const Const *const_to_kind(const Const *c, ConstKind kind)
{
	if (c->kind == kind)
		return c;
	if (c->kind == C_BOOL || c->kind == C_STRING || kind == C_BOOL || kind == C_STRING)
		return NULL;
	if (kind == C_COMPLEX)
		return const_complex(c, const_int(0));
	if (c->kind == C_COMPLEX)
		return const_sign(c->im) == 0 ? const_to_kind(c->re, kind) : NULL;
	if (kind == C_FLOAT)
		return integer_to_float(c);
	if (c->kind == C_FLOAT)
		return float_to_integer(c, kind);
	return with_integer_kind(c, kind);
}

// --- machine floats ------------------------------------------------------------------------------

// c, of kind FLOAT, as an MPFR number of the given precision.  Clear it after use.  Returns MPFR's
// ternary value.
static int to_mpfr(mpfr_t out, const Const *c, mpfr_prec_t precision)
{
	mpfr_init2(out, precision);
	return c->rational ? mpfr_set_q(out, c->q, MPFR_RNDN) : mpfr_set(out, c->f, MPFR_RNDN);
}

// Nearest number of an IEEE format, ties to even, subnormals included: rounding happens once, with
// the format's own exponent range in force.
static double to_ieee(const Const *c, mpfr_prec_t precision, mpfr_exp_t emin, mpfr_exp_t emax)
{
	c = const_to_kind(c, C_FLOAT);
	if (!c)
		bug("constant is not a real number");
	if (!c->rational && !mpfr_zero_p(c->f)) {
		if (mpfr_get_exp(c->f) > emax)
			return mpfr_sgn(c->f) > 0 ? HUGE_VAL : -HUGE_VAL;
		if (mpfr_get_exp(c->f) < emin - 1)
			return 0;
	}
	mpfr_exp_t old_emin = mpfr_get_emin(), old_emax = mpfr_get_emax();
	mpfr_set_emin(emin);
	mpfr_set_emax(emax);
	mpfr_t f;
	int ternary = to_mpfr(f, c, precision);
	mpfr_subnormalize(f, ternary, MPFR_RNDN);
	double d = mpfr_get_d(f, MPFR_RNDN);
	mpfr_clear(f);
	mpfr_set_emin(old_emin);
	mpfr_set_emax(old_emax);
	return d == 0 ? 0 : d; // constants have no negative zero
}

double const_to_double(const Const *c)
{
	return to_ieee(c, 53, -1073, 1024);
}

float const_to_float32(const Const *c)
{
	return (float)to_ieee(c, 24, -148, 128);
}

static const Const *round_real(const Const *c, int bits)
{
	double d = bits == 32 ? (double)const_to_float32(c) : const_to_double(c);
	return isinf(d) ? NULL : const_float(d);
}

const Const *const_round(const Const *c, int bits)
{
	if (c->kind != C_COMPLEX)
		return round_real(c, bits);
	const Const *re = round_real(c->re, bits), *im = round_real(c->im, bits);
	return re && im ? const_complex(re, im) : NULL;
}

// --- arithmetic ----------------------------------------------------------------------------------

// Brings both to the larger of their kinds.
static ConstKind match(const Const **x, const Const **y)
{
	ConstKind kind = (*x)->kind > (*y)->kind ? (*x)->kind : (*y)->kind;
	*x = const_to_kind(*x, kind);
	*y = const_to_kind(*y, kind);
	if (!*x || !*y)
		bug("constants of different kinds");
	return kind;
}

static const Const *binary_bool(int op, const Const *x, const Const *y)
{
	switch (op) {
	case OANDAND:
		return const_bool(x->truth && y->truth);
	case OOROR:
		return const_bool(x->truth || y->truth);
	}
	bug("%s of bool constants", op_names[op]);
}

static const Const *concat(const Const *x, const Const *y)
{
	Const *c = const_new(C_STRING);
	char *s = arena_alloc(x->len + y->len + 1);
	memcpy(s, x->s, x->len);
	memcpy(s + x->len, y->s, y->len);
	c->s = s;
	c->len = x->len + y->len;
	return c;
}

static const Const *binary_integer(int op, const Const *x, const Const *y)
{
	Const *r = const_new(x->kind);
	switch (op) {
	case OADD:
		mpz_add(r->z, x->z, y->z);
		break;
	case OSUB:
		mpz_sub(r->z, x->z, y->z);
		break;
	case OMUL:
		mpz_mul(r->z, x->z, y->z);
		break;
	case ODIV:
		mpz_tdiv_q(r->z, x->z, y->z);
		break;
	case OMOD:
		mpz_tdiv_r(r->z, x->z, y->z);
		break;
	case OAND:
		mpz_and(r->z, x->z, y->z);
		break;
	case OOR:
		mpz_ior(r->z, x->z, y->z);
		break;
	case OXOR:
		mpz_xor(r->z, x->z, y->z);
		break;
	case OANDNOT:
		mpz_com(r->z, y->z);
		mpz_and(r->z, x->z, r->z);
		break;
	default:
		bug("%s of integer constants", op_names[op]);
	}
	return r;
}

static const Const *binary_rational(int op, const Const *x, const Const *y)
{
	Const *r = const_new(C_FLOAT);
	switch (op) {
	case OADD:
		mpq_add(r->q, x->q, y->q);
		break;
	case OSUB:
		mpq_sub(r->q, x->q, y->q);
		break;
	case OMUL:
		mpq_mul(r->q, x->q, y->q);
		break;
	case ODIV:
		mpq_div(r->q, x->q, y->q);
		break;
	default:
		bug("%s of float constants", op_names[op]);
	}
	return const_simplify(r);
}

static const Const *binary_float(int op, const Const *x, const Const *y)
{
	if (x->rational && y->rational)
		return binary_rational(op, x, y);
	mpfr_t a, b, r;
	to_mpfr(a, x, FLOAT_BITS);
	to_mpfr(b, y, FLOAT_BITS);
	mpfr_init2(r, FLOAT_BITS);
	switch (op) {
	case OADD:
		mpfr_add(r, a, b, MPFR_RNDN);
		break;
	case OSUB:
		mpfr_sub(r, a, b, MPFR_RNDN);
		break;
	case OMUL:
		mpfr_mul(r, a, b, MPFR_RNDN);
		break;
	case ODIV:
		mpfr_div(r, a, b, MPFR_RNDN);
		break;
	default:
		bug("%s of float constants", op_names[op]);
	}
	mpfr_clear(a);
	mpfr_clear(b);
	return const_from_mpfr(r);
}

// For the parts of complex numbers: NULL (infinite) stays NULL.
static const Const *part(int op, const Const *x, const Const *y)
{
	return x && y ? binary_float(op, x, y) : NULL;
}

static const Const *from_parts(const Const *re, const Const *im)
{
	return re && im ? const_complex(re, im) : NULL;
}

// a*c + sign * b*d
static const Const *sum_of_products(const Const *a, const Const *c, int op, const Const *b,
				    const Const *d)
{
	return part(op, part(OMUL, a, c), part(OMUL, b, d));
}

static const Const *binary_complex(int op, const Const *x, const Const *y)
{
	const Const *a = x->re, *b = x->im, *c = y->re, *d = y->im;
	switch (op) {
	case OADD:
	case OSUB:
		return from_parts(part(op, a, c), part(op, b, d));
	case OMUL:
		return from_parts(sum_of_products(a, c, OSUB, b, d),
				  sum_of_products(b, c, OADD, a, d));
	case ODIV: {
		const Const *norm = sum_of_products(c, c, OADD, d, d);
		return from_parts(part(ODIV, sum_of_products(a, c, OADD, b, d), norm),
				  part(ODIV, sum_of_products(b, c, OSUB, a, d), norm));
	}
	}
	bug("%s of complex constants", op_names[op]);
}

const Const *const_binary(int op, const Const *x, const Const *y, bool int_div)
{
	ConstKind kind = match(&x, &y);
	switch (kind) {
	case C_BOOL:
		return binary_bool(op, x, y);
	case C_STRING:
		return concat(x, y);
	case C_INT:
	case C_RUNE:
		if (op != ODIV || int_div)
			return binary_integer(op, x, y);
		return binary_float(op, const_to_kind(x, C_FLOAT), const_to_kind(y, C_FLOAT));
	case C_FLOAT:
		return binary_float(op, x, y);
	case C_COMPLEX:
		return binary_complex(op, x, y);
	}
	bug("constant of no kind");
}

const Const *const_shift(const Const *x, unsigned n, bool left)
{
	x = is_integer_kind(x) ? x : const_to_kind(x, C_INT);
	if (!x)
		bug("shift of a constant that is not an integer");
	Const *r = const_new(x->kind);
	if (left)
		mpz_mul_2exp(r->z, x->z, n);
	else
		mpz_fdiv_q_2exp(r->z, x->z, n);
	return r;
}

const Const *const_neg(const Const *x)
{
	return const_binary(OSUB, const_int(0), x, true);
}

const Const *const_wrap_not(const Const *c, int bits, bool is_signed)
{
	if (!is_integer_kind(c))
		c = const_to_kind(c, C_INT);
	Const *r = const_new(c->kind);
	mpz_com(r->z, c->z);
	if (bits > 0 && !is_signed)
		mpz_fdiv_r_2exp(r->z, r->z, (mp_bitcnt_t)bits);
	return r;
}

// --- comparison ----------------------------------------------------------------------------------

static int compare_strings(const Const *x, const Const *y)
{
	int c = memcmp(x->s, y->s, x->len < y->len ? x->len : y->len);
	return c ? c : (x->len > y->len) - (x->len < y->len);
}

static int compare_floats(const Const *x, const Const *y)
{
	if (x->rational && y->rational)
		return mpq_cmp(x->q, y->q);
	if (!x->rational && !y->rational)
		return mpfr_cmp(x->f, y->f);
	return x->rational ? -mpfr_cmp_q(y->f, x->q) : mpfr_cmp_q(x->f, y->q);
}

// Less than, equal to or greater than 0; of bools and complex numbers only equality is meant.
static int compare(const Const *x, const Const *y)
{
	switch (match(&x, &y)) {
	case C_BOOL:
		return x->truth != y->truth;
	case C_STRING:
		return compare_strings(x, y);
	case C_INT:
	case C_RUNE:
		return mpz_cmp(x->z, y->z);
	case C_FLOAT:
		return compare_floats(x, y);
	case C_COMPLEX:
		return compare_floats(x->re, y->re) || compare_floats(x->im, y->im);
	}
	bug("constant of no kind");
}

bool const_compare(int op, const Const *x, const Const *y)
{
	int c = compare(x, y);
	switch (op) {
	case OEQ:
		return c == 0;
	case ONE:
		return c != 0;
	case OLT:
		return c < 0;
	case OLE:
		return c <= 0;
	case OGT:
		return c > 0;
	case OGE:
		return c >= 0;
	}
	bug("%s is not a comparison", op_names[op]);
}
