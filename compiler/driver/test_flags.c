// test_flags.c - the command line of `vole test`.
//
// Flags of the build, flags of the test program (with or without `test.` before their names) and
// the list of packages may come in any order; the first flag that neither knows, or a word after
// the packages' list has ended, belongs to the test program alone, and so does all after -args.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "flagvalue.h"
#include "test.h"

static const char *const boolean_flags[] = {
    "artifacts", "benchmem", "cover", "failfast", "fullpath", "short", "v",
};
static const char *const value_flags[] = {
    "bench",        "benchtime",
    "blockprofile", "blockprofilerate",
    "count",        "covermode",
    "coverpkg",     "coverprofile",
    "cpu",          "cpuprofile",
    "fuzz",         "fuzzminimizetime",
    "fuzztime",     "list",
    "memprofile",   "memprofilerate",
    "mutexprofile", "mutexprofilefraction",
    "outputdir",    "parallel",
    "run",          "shuffle",
    "skip",         "timeout",
    "trace",
};
static const char *const profiles[] = {
    "blockprofile", "cpuprofile", "memprofile", "mutexprofile", "trace",
};
#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))

static bool among(const char *s, size_t n, const char *const *list, int count)
{
	for (int i = 0; i < count; i++)
		if (strlen(list[i]) == n && memcmp(list[i], s, n) == 0)
			return true;
	return false;
}

const char *test_flag(const Command *c, const char *name)
{
	size_t n = strlen(name);
	for (int i = c->test_flags.len - 1; i >= 0; i--) {
		const char *given = c->test_flags.at[i];
		if (strncmp(given, name, n) == 0 && given[n] == '=')
			return given + n + 1;
	}
	return NULL;
}

bool test_writes_profile(const Command *c)
{
	for (int i = 0; i < COUNT(profiles); i++)
		if (test_flag(c, profiles[i]))
			return true;
	return false;
}

double test_timeout(const Command *c)
{
	const char *given = test_flag(c, "timeout");
	int64_t ns = 600000000000;
	if (given)
		flag_duration(given, &ns);
	return ns < 0 ? 0 : (double)ns / 1e9;
}

// --- parsing -------------------------------------------------------------------------------------

typedef struct {
	Command *command;
	int n;
	char **argv;
	int i;
	enum { BEFORE, WITHIN, AFTER } packages; // where in the list of packages
} Words;

// Takes argv[i] if it is a flag of the test program.
static bool take_test_flag(Words *w, bool *ok)
{
	const char *word = w->argv[w->i], *name = word + 1 + (word[1] == '-');
	if (strncmp(name, "test.", 5) == 0)
		name += 5;
	size_t len = strcspn(name, "=");
	bool boolean = among(name, len, boolean_flags, COUNT(boolean_flags));
	if (!boolean && !among(name, len, value_flags, COUNT(value_flags)))
		return false;
	w->i++;
	if (name[len] == '=' || boolean) {
		vec_push(&w->command->test_flags,
			 arena_printf("%s%s", name, name[len] ? "" : "=true"));
	} else if (w->i == w->n) {
		*ok = options_misuse(w->command, arena_printf("flag needs an argument: -%s", name));
	} else {
		vec_push(&w->command->test_flags, arena_printf("%s=%s", name, w->argv[w->i++]));
	}
	return true;
}

static void take_rest(Words *w)
{
	while (w->i < w->n)
		vec_push(&w->command->test_args, w->argv[w->i++]);
}

static void take_word(Words *w)
{
	Vec *to = w->packages == AFTER ? &w->command->test_args : &w->command->args;
	if (w->packages == BEFORE)
		w->packages = WITHIN;
	vec_push(to, w->argv[w->i++]);
}

// A flag: of the build, of the test program, or unknown and so the tests' own.
static bool take_flag(Words *w)
{
	bool ok = true;
	if (w->packages == WITHIN)
		w->packages = AFTER;
	if (take_test_flag(w, &ok))
		return ok;
	if (options_knows(w->command, w->argv[w->i]))
		return options_flag(w->command, w->n, w->argv, &w->i);
	w->packages = AFTER;
	vec_push(&w->command->test_args, w->argv[w->i++]);
	return true;
}

static const char syntax[] = "parse error", range[] = "value out of range";

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return isalpha((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : 99;
}

// What is wrong with an integer; NULL: nothing.  literal: in all forms of Go's source text, else
// decimal.
static const char *wrong_int(const char *s, bool literal)
{
	int base = 10;
	uint64_t n = 0, limit = INT64_MAX;
	bool over = false;
	if (*s == '+' || *s == '-')
		limit += *s++ == '-';
	if (literal && s[0] == '0' && s[1]) {
		char kind = (char)tolower((unsigned char)s[1]);
		base = kind == 'x' ? 16 : kind == 'b' ? 2 : 8;
		s += isalpha((unsigned char)kind) ? 2 : 1;
	}
	if (!*s)
		return syntax;
	for (; *s; s++) {
		if (literal && *s == '_' && s[1] && s[1] != '_')
			continue;
		if (digit(*s) >= base)
			return syntax;
		over |= __builtin_mul_overflow(n, (uint64_t)base, &n) ||
			__builtin_add_overflow(n, (uint64_t)digit(*s), &n) || n > limit;
	}
	return over ? range : NULL;
}

static bool is_bool(const char *s)
{
	bool on;
	return flag_bool(s, &on);
}

// What is wrong with a flag of the test program, name=value, that go test reads itself; NULL:
// nothing.
static const char *wrong_value(const char *given)
{
	size_t n = strcspn(given, "=");
	const char *name = arena_strndup(given, n), *value = given + n + 1, *why = NULL;
	if (strcmp(name, "v") == 0)
		return is_bool(value) || strcmp(value, "test2json") == 0
			   ? NULL
			   : arena_printf(
				 "invalid boolean value \"%s\" for -v: invalid flag -test.v=%s",
				 value, value);
	if (among(name, n, boolean_flags, COUNT(boolean_flags)))
		return is_bool(value)
			   ? NULL
			   : arena_printf("invalid boolean value \"%s\" for -%s: parse error",
					  value, name);
	if (strcmp(name, "count") == 0 || strcmp(name, "parallel") == 0)
		why = wrong_int(value, true);
	int64_t ns;
	if (strcmp(name, "timeout") == 0 && !flag_duration(value, &ns))
		why = syntax;
	if (strcmp(name, "shuffle") == 0 && strcmp(value, "on") != 0 && strcmp(value, "off") != 0 &&
	    wrong_int(value, false))
		why = arena_printf("-shuffle argument must be \"on\", \"off\", or an int64: "
				   "strconv.ParseInt: parsing \"%s\": %s",
				   value,
				   wrong_int(value, false) == range ? range : "invalid syntax");
	return why ? arena_printf("invalid value \"%s\" for flag -%s: %s", value, name, why) : NULL;
}

static bool check_values(const Command *c)
{
	const char *mode = test_cover_mode(c);
	if (strcmp(mode, "set") != 0 && strcmp(mode, "count") != 0 && strcmp(mode, "atomic") != 0)
		return options_misuse(
		    c, arena_printf("invalid value \"%s\" for flag -covermode: valid modes are "
				    "\"set\", \"count\", or \"atomic\"",
				    mode));
	VEC_EACH(const char, given, &c->test_flags) {
		const char *why = wrong_value(given);
		if (why)
			return options_misuse(c, why);
	}
	return true;
}

bool test_options(Command *c, int n, char **argv)
{
	Words w = {.command = c, .n = n, .argv = argv};
	options_defaults(c);
	if (!options_environment(c))
		return false;
	while (w.i < n) {
		const char *word = argv[w.i];
		bool flag = word[0] == '-' && word[1] != '\0';
		if (flag && (strcmp(word, "-args") == 0 || strcmp(word, "--args") == 0)) {
			w.i++;
			take_rest(&w);
		} else if (!flag) {
			take_word(&w);
		} else if (!take_flag(&w)) {
			return false;
		}
	}
	options_settle(c);
	return check_values(c);
}
