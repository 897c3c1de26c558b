// constants.h - how constants are held; shared by constants.c and const_text.c only.

#ifndef VOLE_CONSTANTS_H
#define VOLE_CONSTANTS_H

#include <gmp.h>
#include <mpfr.h>

#include "lang.h"

enum {
	FLOAT_BITS = 512,     // precision of a float that is no longer a rational
	RATIONAL_BITS = 4096, // largest numerator, denominator and exponent of one that is
};

struct Const {
	ConstKind kind;
	bool truth;    // BOOL
	bool rational; // FLOAT: q is valid, else f
	const char *s; // STRING
	size_t len;
	mpz_t z; // INT, RUNE
	mpq_t q; // FLOAT
	mpfr_t f;
	const Const *re, *im; // COMPLEX: both FLOAT
};

// What the two files build with.  A result that is still empty is completed by its maker.
Const *const_new(ConstKind kind);       // numbers initialised to 0; FLOAT as a rational
const Const *const_from_mpfr(mpfr_t f); // takes f over; NULL if infinite
const Const *const_simplify(Const *c);  // a FLOAT: rational -> MPFR when it has grown too big

#endif
