// constants_test.c - exact constants against answers computed by Go's go/constant.

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../lang/lang.h"

static int failures;

static void expect(const char *what, const char *got, const char *want)
{
	if (strcmp(got, want) == 0)
		return;
	printf("%s: got %s, want %s\n", what, got, want);
	failures++;
}

static const char *text(const Const *c)
{
	return c ? const_text(c) : "NULL";
}

// Kind by the look of a literal: enough for these tables.
static const Const *lit(const char *s)
{
	if (s[0] == '-')
		return const_neg(lit(s + 1));
	if (s[0] == '"' || s[0] == '`')
		return const_parse(s, C_STRING);
	if (s[0] == '\'')
		return const_parse(s, C_RUNE);
	if (s[strlen(s) - 1] == 'i')
		return const_parse(s, C_COMPLEX);
	bool hex = s[0] == '0' && (s[1] | 0x20) == 'x';
	return const_parse(s, strpbrk(s, hex ? ".pP" : ".eE") ? C_FLOAT : C_INT);
}

static void test_literals(void)
{
	static const char *const table[][2] = {
	    {"0", "0"},
	    {"0x_FF", "255"},
	    {"0b1010", "10"},
	    {"0o17", "15"},
	    {"017", "15"},
	    {"1_000_000", "1000000"},
	    {"340282366920938463463374607431768211456", "340282366920938463463374607431768211456"},
	    {"1.5", "1.5"},
	    {"1e100", "1e+100"},
	    {"0x1p-2", "0.25"},
	    {"0x1.8p3", "12"},
	    {".5", "0.5"},
	    {"1e-1000", "1e-1000"},
	    {"1e5000", "1e+5000"},
	    {"763373e-3735", "0.763373e-3729"},
	    {"100000.5", "100000.5"},
	    {"2000000.5", "2.0000005e+06"},
	    {"0e99999999999", "0"},
	    {"1e99999999999", "NULL"},
	    {"3i", "(0 + 3i)"},
	    {"012i", "(0 + 12i)"},
	    {"0x10i", "(0 + 16i)"},
	    {"1.5e1i", "(0 + 15i)"},
	    {"'a'", "97"},
	    {"'\\n'", "10"},
	    {"'\\u00e9'", "233"},
	    {"'\\''", "39"},
	    {"'\xe4\xb8\x96'", "19990"},
	    {"'\\x41'", "65"},
	    {"'\\101'", "65"},
	    {"\"a\\tb\\\"\\u00e9\\xff\"", "\"a\\tb\\\"\xc3\xa9\\xff\""},
	    {"`a\r\n\\n`", "\"a\\n\\\\n\""},
	    {"\"\\u00ad\\U000e0001\"", "\"\\u00ad\\U000e0001\""},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		expect(table[i][0], text(lit(table[i][0])), table[i][1]);
}

static void test_binary(void)
{
	static const struct {
		const char *x;
		Op op;
		const char *y, *want;
	} table[] = {
	    {"7", ODIV, "2", "3"},
	    {"-7", ODIV, "2", "-3"},
	    {"-7", OMOD, "2", "-1"},
	    {"7.0", ODIV, "2", "3.5"},
	    {"7", OSUB, "9", "-2"},
	    {"-1", OAND, "255", "255"},
	    {"12", OANDNOT, "10", "4"},
	    {"-12", OXOR, "10", "-2"},
	    {"12", OOR, "3", "15"},
	    {"1", OADD, "'a'", "98"},
	    {"1", ODIV, "3.0", "0.333333"},
	    {"2", OMUL, "3i", "(0 + 6i)"},
	    {"1i", OMUL, "1i", "(-1 + 0i)"},
	    {"3i", ODIV, "2i", "(1.5 + 0i)"},
	    {"\"ab\"", OADD, "\"c\"", "\"abc\""},
	    {"1e3000", OMUL, "1e3000", "1e+6000"},
	    {"18446744073709551616", OMUL, "18446744073709551616",
	     "340282366920938463463374607431768211456"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		expect(arena_printf("%s %s %s", table[i].x, op_names[table[i].op], table[i].y),
		       text(const_binary(table[i].op, lit(table[i].x), lit(table[i].y), true)),
		       table[i].want);
}

static void expect_true(const char *what, bool ok)
{
	expect(what, ok ? "true" : "false", "true");
}

static void test_kinds(void)
{
	const Const *third = const_binary(ODIV, lit("1.0"), lit("3"), false);
	const Const *one = const_binary(OMUL, third, lit("3"), false);
	expect("1/3*3 is exact", text(const_to_kind(one, C_INT)), "1");
	expect("exact division", text(const_binary(ODIV, lit("7"), lit("2"), false)), "3.5");
	expect("1.5 as int", text(const_to_kind(lit("1.5"), C_INT)), "NULL");
	expect("2+0i as int", text(const_to_kind(const_complex(lit("2.0"), lit("0")), C_INT)), "2");
	expect("3i as float", text(const_to_kind(lit("3i"), C_FLOAT)), "NULL");
	expect("a rune as int", text(const_to_kind(lit("'a'"), C_INT)), "97");
	expect_true("rune kind",
		    const_kind(const_binary(OADD, lit("1"), lit("'a'"), true)) == C_RUNE);
	expect("string as int", text(const_to_kind(lit("\"1\""), C_INT)), "NULL");
	const Const *big = const_binary(ODIV, lit("1e5000"), lit("1e4998"), false);
	expect("integral after rounding", text(const_to_kind(big, C_INT)), "100");
}

static void test_ranges(void)
{
	int64_t i;
	uint64_t u;
	expect_true("127 in int8", const_fits(lit("127"), 8, true));
	expect_true("128 not in int8", !const_fits(lit("128"), 8, true));
	expect_true("-128 in int8", const_fits(lit("-128"), 8, true));
	expect_true("-129 not in int8", !const_fits(lit("-129"), 8, true));
	expect_true("-1 in int64", const_fits(lit("-1"), 64, true));
	expect_true("255.0 in uint8", const_fits(lit("255.0"), 8, false));
	expect_true("256 not in uint8", !const_fits(lit("256"), 8, false));
	expect_true("-1 not in uint8", !const_fits(lit("-1"), 8, false));
	expect_true("int64 of min",
		    const_to_int64(lit("-9223372036854775808"), &i) && i == INT64_MIN);
	expect_true("no int64", !const_to_int64(lit("9223372036854775808"), &i));
	expect_true("uint64", const_to_uint64(lit("0xffffffffffffffff"), &u) && u == UINT64_MAX);
	expect_true("bit length", const_bitlen(lit("255")) == 8 && const_bitlen(lit("0")) == 0);
	expect("^0 as uint8", text(const_wrap_not(lit("0"), 8, false)), "255");
	expect("^5", text(const_wrap_not(lit("5"), 0, true)), "-6");
	expect("shift left", text(const_shift(lit("1"), 100, true)),
	       "1267650600228229401496703205376");
	expect("shift right", text(const_shift(lit("-9"), 1, false)), "-5");
}

static void test_floats(void)
{
	expect_true("0.1", const_to_double(lit("0.1")) == 0.1);
	expect_true("smallest subnormal", const_to_double(lit("4.9e-324")) == 4.9e-324);
	expect_true("half of it", const_to_double(lit("2.4e-324")) == 0);
	expect_true("subnormal rounds once",
		    const_to_double(lit("0x1.00000000000008p-1022")) == 0x1p-1022);
	expect_true("largest",
		    const_to_double(lit("1.7976931348623157e308")) == 1.7976931348623157e308);
	expect_true("overflow", isinf(const_to_double(lit("1.8e308"))));
	expect_true("1e5000", isinf(const_to_double(lit("1e5000"))));
	expect_true("1e-5000", const_to_double(lit("1e-5000")) == 0);
	expect_true("float32", const_to_float32(lit("0.1")) == 0.1f);
	expect_true("float32 max + half ulp overflows",
		    const_round(lit("0x1.ffffffp127"), 32) == NULL);
	expect("rounded", text(const_binary(OSUB, const_round(lit("0.1"), 32), lit("0.1"), false)),
	       "1.49012e-09");
	expect("16777217 as float32", text(const_round(lit("16777217"), 32)), "1.67772e+07");
}

static void test_compare(void)
{
	expect_true("1 == 1.0", const_compare(OEQ, lit("1"), lit("1.0")));
	expect_true("1e5000 > 1e4999", const_compare(OGT, lit("1e5000"), lit("1e4999")));
	expect_true("1e5000 > 1", const_compare(OGT, lit("1e5000"), lit("1")));
	expect_true("a < b", const_compare(OLT, lit("\"a\""), lit("\"b\"")));
	expect_true("a < ab", const_compare(OLT, lit("\"a\""), lit("\"ab\"")));
	expect_true("1i != 2i", const_compare(ONE, lit("1i"), lit("2i")));
	expect_true("-1 <= -1", const_compare(OLE, lit("-1"), lit("-1")));
}

static void test_long_text(void)
{
	char s[101] = "";
	memset(s, 'x', 100);
	const char *got = const_text(const_string(s, 100));
	expect_true("a long string is cut", strlen(got) == 72 && strcmp(got + 68, "x...") == 0);
}

int main(void)
{
	test_literals();
	test_binary();
	test_kinds();
	test_ranges();
	test_floats();
	test_compare();
	test_long_text();
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
