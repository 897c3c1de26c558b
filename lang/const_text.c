// const_text.c - constants as text: literals read, values printed as Go prints them.

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "constants.h"

// --- literals ------------------------------------------------------------------------------------

static bool has_prefix(const char *s, char letter)
{
	return s[0] == '0' && (s[1] | 0x20) == letter;
}

static char *without_underscores(const char *s)
{
	Buf b = {0};
	for (; *s; s++)
		if (*s != '_')
			buf_putc(&b, *s);
	return buf_str(&b);
}

static const Const *parse_int(const char *s)
{
	int base = 10;
	if (has_prefix(s, 'x'))
		base = 16;
	else if (has_prefix(s, 'b'))
		base = 2;
	else if (has_prefix(s, 'o') || s[0] == '0')
		base = 8;
	if (base != 10 && s[1] >= 'A')
		s += 2;
	Const *c = const_new(C_INT);
	return mpz_set_str(c->z, s, base) == 0 ? c : NULL;
}

// c = digits * base^-places * radix^exponent, exactly.
static const Const *scaled(const char *digits, int base, long exponent, unsigned long radix)
{
	Const *c = const_new(C_FLOAT);
	if (mpz_set_str(mpq_numref(c->q), *digits ? digits : "0", base) != 0)
		return NULL;
	mpz_t power;
	mpz_init(power);
	mpz_ui_pow_ui(power, radix, (unsigned long)labs(exponent));
	if (exponent >= 0)
		mpz_mul(mpq_numref(c->q), mpq_numref(c->q), power);
	else
		mpz_set(mpq_denref(c->q), power);
	mpz_clear(power);
	mpq_canonicalize(c->q);
	return const_simplify(c);
}

// Splits mantissa and exponent, leaving out the point, and makes the exact rational.
static const Const *parse_rational(const char *s)
{
	bool hex = has_prefix(s, 'x');
	Buf digits = {0};
	long exponent = 0;
	bool fraction = false;
	for (s += hex ? 2 : 0; *s; s++) {
		char c = *s | 0x20;
		if (c == 'p' || (c == 'e' && !hex)) {
			exponent += strtol(s + 1, NULL, 10);
			break;
		}
		if (*s == '.') {
			fraction = true;
			continue;
		}
		buf_putc(&digits, *s);
		if (fraction)
			exponent -= hex ? 4 : 1;
	}
	return scaled(buf_str(&digits), hex ? 16 : 10, exponent, hex ? 2 : 10);
}

// MPFR reads it first: its exponent tells whether the exact rational is of reasonable size.
// Exponents have 32 bits, as Go's.
static const Const *parse_float(const char *s)
{
	mpfr_t f;
	mpfr_set_emin(INT32_MIN);
	mpfr_set_emax(INT32_MAX);
	mpfr_init2(f, FLOAT_BITS);
	char *end;
	mpfr_clear_underflow();
	mpfr_strtofr(f, s, &end, has_prefix(s, 'x') ? 16 : 10, MPFR_RNDN);
	if (*end || !mpfr_number_p(f))
		return NULL;
	if (mpfr_zero_p(f) || mpfr_underflow_p())
		return const_float(0);
	if (labs(mpfr_get_exp(f)) < RATIONAL_BITS)
		return parse_rational(s);
	return const_from_mpfr(f);
}

// The mantissa of an imaginary literal; a leading 0 means nothing there (012i is 12i).
static const Const *parse_imaginary(const char *s)
{
	char *real = arena_strndup(s, strlen(s) - 1);
	bool based = has_prefix(s, 'b') || has_prefix(s, 'o') ||
		     (has_prefix(s, 'x') && !strpbrk(real, ".pP"));
	const Const *im = based ? parse_int(real) : parse_float(real);
	return im ? const_complex(const_int(0), im) : NULL;
}

static int32_t digits_value(const char **s, int n, int base)
{
	char digits[9] = "";
	memcpy(digits, *s, (size_t)n);
	*s += n;
	return (int32_t)strtol(digits, NULL, base);
}

// The character after a backslash; *s moves past it.  is_byte: it stands for a byte, not a rune.
static int32_t escape(const char **s, bool *is_byte)
{
	static const char letters[] = "abfnrtv\\'\"", values[] = "\a\b\f\n\r\t\v\\'\"";
	*is_byte = false;
	char c = *(*s)++;
	switch (c) {
	case 'u':
		return digits_value(s, 4, 16);
	case 'U':
		return digits_value(s, 8, 16);
	case 'x':
		*is_byte = true;
		return digits_value(s, 2, 16);
	}
	if (c >= '0' && c <= '7') {
		*is_byte = true;
		(*s)--;
		return digits_value(s, 3, 8);
	}
	const char *at = strchr(letters, c);
	return at ? values[at - letters] : c;
}

static const Const *parse_rune(const char *s, size_t n)
{
	int32_t r;
	bool is_byte;
	s++;
	if (*s == '\\') {
		s++;
		r = escape(&s, &is_byte);
	} else {
		utf8_decode(s, n - 2, &r);
	}
	return const_rune(r);
}

static const Const *parse_raw_string(const char *s, size_t n)
{
	Buf b = {0};
	for (size_t i = 1; i < n - 1; i++)
		if (s[i] != '\r')
			buf_putc(&b, s[i]);
	return const_string(buf_str(&b), b.len);
}

static const Const *parse_string(const char *s, size_t n)
{
	const char *end = s + n - 1;
	Buf b = {0};
	bool is_byte;
	for (s++; s < end;) {
		if (*s != '\\') {
			buf_putc(&b, *s++);
			continue;
		}
		s++;
		int32_t r = escape(&s, &is_byte);
		if (is_byte)
			buf_putc(&b, (char)r);
		else
			buf_put_utf8(&b, r);
	}
	return const_string(buf_str(&b), b.len);
}

const Const *const_parse(const char *literal, ConstKind kind)
{
	size_t n = strlen(literal);
	switch (kind) {
	case C_INT:
		return parse_int(without_underscores(literal));
	case C_FLOAT:
		return parse_float(without_underscores(literal));
	case C_COMPLEX:
		return parse_imaginary(without_underscores(literal));
	case C_RUNE:
		return parse_rune(literal, n);
	case C_STRING:
		return literal[0] == '`' ? parse_raw_string(literal, n) : parse_string(literal, n);
	default:
		return NULL;
	}
}

// --- printing ------------------------------------------------------------------------------------

static void quote_rune(Buf *b, int32_t r)
{
	static const char controls[] = "\a\b\f\n\r\t\v", letters[] = "abfnrtv";
	const char *at = r > 0 && r < 0x80 ? strchr(controls, r) : NULL;
	if (r == '"' || r == '\\')
		buf_printf(b, "\\%c", r);
	else if (unicode_print(r))
		buf_put_utf8(b, r);
	else if (at)
		buf_printf(b, "\\%c", letters[at - controls]);
	else if (r < ' ' || r == 0x7f)
		buf_printf(b, "\\x%02x", (unsigned)r);
	else
		buf_printf(b, r < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)r);
}

char *const_quote(const char *s, size_t n)
{
	Buf b = {0};
	buf_putc(&b, '"');
	for (size_t i = 0; i < n;) {
		int32_t r;
		int len = utf8_decode(s + i, n - i, &r);
		if (r == UTF8_BAD)
			buf_printf(&b, "\\x%02x", (unsigned char)s[i]);
		else
			quote_rune(&b, r);
		i += (size_t)len;
	}
	buf_putc(&b, '"');
	return buf_str(&b);
}

// At most 72 characters, quotes included; a longer one ends in ... instead of its quote.
static const char *string_text(const Const *c)
{
	enum { LONGEST = 72 };
	char *s = const_quote(c->s, c->len);
	size_t n = strlen(s), cut = 0, runes = 0;
	for (size_t i = 0; i < n; runes++) {
		int32_t r;
		if (runes == LONGEST - 3)
			cut = i;
		i += (size_t)utf8_decode(s + i, n - i, &r);
	}
	return runes > LONGEST ? arena_printf("%.*s...", (int)cut, s) : s;
}

static const char *integer_text(const Const *c)
{
	char *s = arena_alloc(mpz_sizeinbase(c->z, 10) + 2);
	return mpz_get_str(s, 10, c->z);
}

// The fewest digits that read back as d, in Go's %g form: with an exponent below -4 and from 6 up.
static char *shortest_text(double d)
{
	char text[40];
	int digits = 0;
	do
		snprintf(text, sizeof text, "%.*e", digits, d);
	while (strtod(text, NULL) != d && ++digits < 17);
	long exponent = strtol(strchr(text, 'e') + 1, NULL, 10);
	if (exponent < -4 || exponent >= 6)
		return arena_printf("%s", text);
	return arena_printf("%.*f", digits > exponent ? (int)(digits - exponent) : 0, d);
}

static bool is_integral(const Const *c)
{
	return c->rational ? mpz_cmp_ui(mpq_denref(c->q), 1) == 0 : mpfr_integer_p(c->f);
}

// A number whose exponent no double can hold, to six digits.  The decimal exponent is estimated
// from the binary one and put right by one place at most, as Go does: that may leave 0.9e-3727.
static const char *huge_text(const Const *c)
{
	mpfr_t f;
	mpfr_init2(f, FLOAT_BITS);
	if (c->rational)
		mpfr_set_q(f, c->q, MPFR_RNDN);
	else
		mpfr_set(f, c->f, MPFR_RNDN);
	long binary;
	double mantissa = mpfr_get_d_2exp(&binary, f, MPFR_RNDN);
	mpfr_clear(f);
	double decimal = (double)binary * (M_LN2 / M_LN10);
	long exponent = (long)decimal;
	mantissa *= pow(10, decimal - (double)exponent);
	if (fabs(mantissa) < 1 - 0.5e-6) {
		mantissa *= 10;
		exponent--;
	} else if (fabs(mantissa) >= 10) {
		mantissa /= 10;
		exponent++;
	}
	return arena_printf("%.6ge%+ld", mantissa, exponent);
}

static const char *float_text(const Const *c)
{
	double d = const_to_double(c);
	if (isinf(d) || (d == 0 && const_sign(c) != 0))
		return huge_text(c);
	char *s = arena_printf("%.6g", d);
	return !is_integral(c) && !strchr(s, '.') ? shortest_text(d) : s;
}

const char *const_text(const Const *c)
{
	switch (c->kind) {
	case C_BOOL:
		return c->truth ? "true" : "false";
	case C_STRING:
		return string_text(c);
	case C_INT:
	case C_RUNE:
		return integer_text(c);
	case C_FLOAT:
		return float_text(c);
	case C_COMPLEX:
		return arena_printf("(%s + %si)", float_text(c->re), float_text(c->im));
	}
	bug("constant of no kind");
}
