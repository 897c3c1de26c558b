// regex.c - Go's regular expressions, as far as "does it match anywhere?" goes.
//
// The text becomes a tree, the tree a program for a machine with many threads, which are run side
// by side over the characters (Thompson, 1968; Cox, "Regular Expression Matching Can Be Simple And
// Fast", 2007): time is text length times program size, whatever the expression.  As nobody asks
// where the match is, greedy and lazy repetition are the same and groups capture nothing.
//
// Understood: literals, . [] [^] with ranges, \d \w \s and their negations, [:alpha:] and its kin,
// ^ $ \A \z \b \B, ( ) (?: ) (?P<name> ) and flags i, s, m, U in (?i) or (?i: ), | * + ? {n,m}
// with or without ? behind them, \Q \E, escapes.  Not understood: \p{...}.  Letters fold in ASCII.

#include <string.h>

#include "tool.h"

// --- tree ----------------------------------------------------------------------------------------

typedef enum { R_EMPTY, R_SET, R_CAT, R_ALT, R_REPEAT, R_ASSERT } RegexKind;
typedef enum { A_BEGIN, A_END, A_LINE_BEGIN, A_LINE_END, A_WORD, A_NOT_WORD } Assertion;

typedef struct {
	int32_t *at; // pairs: first, last
	int len, cap;
	bool negated;
} CharSet;

typedef struct Tree {
	RegexKind kind;
	struct Tree *left, *right;
	CharSet set;
	int min, max; // of R_REPEAT; max -1: no limit
	Assertion assertion;
} Tree;

typedef struct {
	const char *all, *at;
	bool fold, dot_all, lines; // flags i, s, m
	int depth;
	const char *error;
} RegexParser;

enum { MAX_REPEAT = 1000, MAX_DEPTH = 1000, MAX_RUNE = 0x10ffff };

static Tree *tree_new(RegexKind kind, Tree *left, Tree *right)
{
	Tree *t = NEW(Tree);
	*t = (Tree){.kind = kind, .left = left, .right = right};
	return t;
}

static Tree *fail(RegexParser *p, const char *what, const char *from, size_t n)
{
	if (!p->error)
		p->error = arena_printf("error parsing regexp: %s: `%.*s`", what, (int)n, from);
	return tree_new(R_EMPTY, NULL, NULL);
}

static Tree *fail_at(RegexParser *p, const char *what, const char *from)
{
	return fail(p, what, from, strlen(from));
}

static void set_add(CharSet *s, int32_t first, int32_t last)
{
	if (s->len + 2 > s->cap) {
		int32_t *old = s->at;
		s->cap = s->cap ? s->cap * 2 : 8;
		s->at = arena_alloc((size_t)s->cap * sizeof *s->at);
		if (old)
			memcpy(s->at, old, (size_t)s->len * sizeof *s->at);
	}
	s->at[s->len++] = first;
	s->at[s->len++] = last;
}

static bool set_has(const CharSet *s, int32_t c)
{
	for (int i = 0; i < s->len; i += 2)
		if (c >= s->at[i] && c <= s->at[i + 1])
			return !s->negated;
	return s->negated;
}

// A range with, if letters fold, the other case of the letters in it.
static void set_add_folded(const RegexParser *p, CharSet *s, int32_t first, int32_t last)
{
	set_add(s, first, last);
	for (int32_t c = 'a'; p->fold && c <= 'z'; c++) {
		int32_t upper = c - 'a' + 'A';
		if (c >= first && c <= last)
			set_add(s, upper, upper);
		if (upper >= first && upper <= last)
			set_add(s, c, c);
	}
}

typedef struct {
	const char *name, *ranges; // pairs of characters
} ClassRow;

static const ClassRow named_classes[] = {
    {"alnum", "09AZaz"},
    {"alpha", "AZaz"},
    {"ascii", "\1\177"},
    {"blank", "\t\t  "},
    {"cntrl", "\1\37\177\177"},
    {"digit", "09"},
    {"graph", "!~"},
    {"lower", "az"},
    {"print", " ~"},
    {"punct", "!/:@[`{~"},
    {"space", "\t\r  "},
    {"upper", "AZ"},
    {"word", "09AZaz__"},
    {"xdigit", "09AFaf"},
};

static void set_add_ranges(CharSet *s, const char *ranges, bool negated)
{
	bool has[128] = {0};
	for (; *ranges; ranges += 2)
		for (int c = ranges[0]; c <= ranges[1]; c++)
			has[c] = true;
	for (int c = 0; c < 128; c++)
		if (has[c] != negated)
			set_add(s, c, c);
	if (negated)
		set_add(s, 128, MAX_RUNE);
}

// \d and the like at p->at, behind the backslash.
static bool perl_class(RegexParser *p, CharSet *s)
{
	static const char letters[] = "dsw";
	static const char *const ranges[] = {"09", "\t\n\f\r  ", "09AZaz__"};
	char c = *p->at;
	const char *found = c ? strchr(letters, c | 0x20) : NULL;
	if (!found)
		return false;
	p->at++;
	set_add_ranges(s, ranges[found - letters], c != *found);
	return true;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// \x41 or \x{10ffff}; p->at is behind the x.
static int32_t hex_escape(RegexParser *p)
{
	int32_t value = 0;
	bool braces = *p->at == '{';
	p->at += braces;
	for (int i = 0; (braces ? i < 6 : i < 2) && hex_value(*p->at) >= 0; i++)
		value = value * 16 + hex_value(*p->at++);
	if (braces && *p->at == '}')
		p->at++;
	return value;
}

// An escaped character; p->at is behind the backslash.
static int32_t escape(RegexParser *p)
{
	static const char names[] = "aftnrv", values[] = "\a\f\t\n\r\v";
	const char *start = p->at - 1;
	char c = *p->at;
	const char *named = c ? strchr(names, c) : NULL;
	if (c == '\0') {
		fail(p, "trailing backslash at end of expression", "", 0);
		return 0;
	}
	p->at++;
	if (named)
		return values[named - names];
	if (c == 'x')
		return hex_escape(p);
	if (c == '0')
		return 0;
	if ((unsigned char)c >= 0x80 || hex_value(c) >= 0 || (c | 0x20) >= 'a')
		if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			fail(p, "invalid escape sequence", start, 2);
	return (unsigned char)c;
}

static int32_t character(RegexParser *p)
{
	int32_t c;
	p->at += utf8_decode(p->at, strlen(p->at), &c);
	return c;
}

// [:name:] at p->at; false: it is none.
static bool named_class(RegexParser *p, CharSet *s)
{
	const char *end = strncmp(p->at, "[:", 2) == 0 ? strstr(p->at, ":]") : NULL;
	if (!end)
		return false;
	const char *name = p->at + 2 + (p->at[2] == '^');
	size_t n = (size_t)(end - name);
	for (size_t i = 0; i < sizeof named_classes / sizeof *named_classes; i++)
		if (strlen(named_classes[i].name) == n &&
		    memcmp(named_classes[i].name, name, n) == 0) {
			set_add_ranges(s, named_classes[i].ranges, p->at[2] == '^');
			p->at = end + 2;
			return true;
		}
	fail(p, "invalid character class range", p->at, (size_t)(end + 2 - p->at));
	p->at = end + 2;
	return true;
}

// The rest of a class behind its [.
static Tree *parse_class(RegexParser *p)
{
	const char *start = p->at - 1;
	Tree *t = tree_new(R_SET, NULL, NULL);
	if (*p->at == '^') {
		t->set.negated = true;
		p->at++;
	}
	for (bool first = true; *p->at != ']' || first; first = false) {
		if (*p->at == '\0' || p->error)
			return fail_at(p, "missing closing ]", start);
		const char *from = p->at;
		if (named_class(p, &t->set))
			continue;
		if (*p->at == '\\') {
			p->at++;
			if (perl_class(p, &t->set))
				continue;
			p->at--;
		}
		int32_t low = *p->at == '\\' ? (p->at++, escape(p)) : character(p);
		int32_t high = low;
		if (p->at[0] == '-' && p->at[1] != ']' && p->at[1] != '\0') {
			p->at++;
			high = *p->at == '\\' ? (p->at++, escape(p)) : character(p);
		}
		if (high < low)
			return fail(p, "invalid character class range", from,
				    (size_t)(p->at - from));
		set_add_folded(p, &t->set, low, high);
	}
	p->at++;
	return t;
}

static Tree *literal(const RegexParser *p, int32_t c)
{
	Tree *t = tree_new(R_SET, NULL, NULL);
	set_add_folded(p, &t->set, c, c);
	return t;
}

static Tree *assertion(Assertion a)
{
	Tree *t = tree_new(R_ASSERT, NULL, NULL);
	t->assertion = a;
	return t;
}

static Tree *any_character(const RegexParser *p)
{
	Tree *t = tree_new(R_SET, NULL, NULL);
	t->set.negated = true;
	if (!p->dot_all)
		set_add(&t->set, '\n', '\n');
	return t;
}

static Tree *quoted(RegexParser *p) // behind \Q
{
	Tree *t = tree_new(R_EMPTY, NULL, NULL);
	while (*p->at && strncmp(p->at, "\\E", 2) != 0)
		t = tree_new(R_CAT, t, literal(p, character(p)));
	p->at += *p->at ? 2 : 0;
	return t;
}

static Tree *parse_escape(RegexParser *p) // behind the backslash
{
	static const char letters[] = "AzbB";
	static const Assertion assertions[] = {A_BEGIN, A_END, A_WORD, A_NOT_WORD};
	const char *found = *p->at ? strchr(letters, *p->at) : NULL;
	if (found) {
		p->at++;
		return assertion(assertions[found - letters]);
	}
	if (*p->at == 'Q') {
		p->at++;
		return quoted(p);
	}
	Tree *t = tree_new(R_SET, NULL, NULL);
	return perl_class(p, &t->set) ? t : literal(p, escape(p));
}

static Tree *parse_alternatives(RegexParser *p);

// Flags behind "(?": up to : or ).  false: they are none.
static bool parse_flags(RegexParser *p)
{
	bool on = true;
	for (; *p->at && *p->at != ':' && *p->at != ')'; p->at++) {
		if (*p->at == '-')
			on = false;
		else if (*p->at == 'i')
			p->fold = on;
		else if (*p->at == 's')
			p->dot_all = on;
		else if (*p->at == 'm')
			p->lines = on;
		else if (*p->at != 'U')
			return false;
	}
	return *p->at != '\0';
}

static Tree *parse_group(RegexParser *p) // behind its parenthesis
{
	const char *start = p->at - 1;
	RegexParser outer = *p;
	if (++p->depth > MAX_DEPTH)
		return fail_at(p, "expression nests too deeply", p->all);
	if (strncmp(p->at, "?P<", 3) == 0 || strncmp(p->at, "?<", 2) == 0) {
		const char *end = strchr(p->at, '>');
		if (!end)
			return fail_at(p, "invalid named capture", start);
		p->at = end + 1;
	} else if (*p->at == '?') {
		p->at++;
		if (!parse_flags(p))
			return fail(p, "invalid or unsupported Perl syntax", start,
				    (size_t)(p->at - start) + (*p->at != '\0'));
		if (*p->at++ == ')') { // for the rest of the group around it
			p->depth--;
			return tree_new(R_EMPTY, NULL, NULL);
		}
	}
	Tree *t = parse_alternatives(p);
	if (*p->at != ')')
		return fail_at(p, "missing closing )", p->all);
	p->at++;
	p->fold = outer.fold;
	p->dot_all = outer.dot_all;
	p->lines = outer.lines;
	p->depth--;
	return t;
}

static Tree *parse_atom(RegexParser *p)
{
	switch (*p->at) {
	case '(':
		p->at++;
		return parse_group(p);
	case '[':
		p->at++;
		return parse_class(p);
	case '.':
		p->at++;
		return any_character(p);
	case '^':
		p->at++;
		return assertion(p->lines ? A_LINE_BEGIN : A_BEGIN);
	case '$':
		p->at++;
		return assertion(p->lines ? A_LINE_END : A_END);
	case '\\':
		p->at++;
		return parse_escape(p);
	case '*':
	case '+':
	case '?':
		return fail(p, "missing argument to repetition operator", p->at, 1);
	default:
		return literal(p, character(p));
	}
}

static int decimal(RegexParser *p)
{
	int n = 0;
	while (*p->at >= '0' && *p->at <= '9')
		n = n > MAX_REPEAT ? n : n * 10 + (*p->at - '0'), p->at++;
	return n;
}

// A repetition operator at p->at; false: there is none ({ that does not begin one is a literal).
static bool parse_repeat(RegexParser *p, int *min, int *max)
{
	const char *start = p->at;
	*min = *p->at == '+';
	*max = *p->at == '?' ? 1 : -1;
	if (*p->at == '*' || *p->at == '+' || *p->at == '?') {
		p->at++;
	} else if (*p->at == '{' && p->at[1] >= '0' && p->at[1] <= '9') {
		p->at++;
		*min = *max = decimal(p);
		if (*p->at == ',') {
			p->at++;
			*max = *p->at == '}' ? -1 : decimal(p);
		}
		if (*p->at != '}') {
			p->at = start;
			return false;
		}
		p->at++;
		if (*min > MAX_REPEAT || *max > MAX_REPEAT || (*max >= 0 && *max < *min))
			fail(p, "invalid repeat count", start, (size_t)(p->at - start));
	} else {
		return false;
	}
	if (*p->at == '?')
		p->at++;
	return true;
}

static Tree *parse_sequence(RegexParser *p)
{
	Tree *all = tree_new(R_EMPTY, NULL, NULL);
	while (*p->at && *p->at != '|' && *p->at != ')' && !p->error) {
		Tree *t = parse_atom(p);
		int min, max;
		const char *start = p->at;
		for (int n = 0; parse_repeat(p, &min, &max); n++) {
			if (n > 0)
				return fail(p, "invalid nested repetition operator", start,
					    (size_t)(p->at - start));
			t = tree_new(R_REPEAT, t, NULL);
			t->min = min;
			t->max = max;
		}
		all = tree_new(R_CAT, all, t);
	}
	return all;
}

static Tree *parse_alternatives(RegexParser *p)
{
	Tree *t = parse_sequence(p);
	while (*p->at == '|' && !p->error) {
		p->at++;
		t = tree_new(R_ALT, t, parse_sequence(p));
	}
	return t;
}

// --- program -------------------------------------------------------------------------------------

typedef enum { I_SET, I_ASSERT, I_SPLIT, I_MATCH } InstKind;

typedef struct {
	InstKind kind;
	Assertion assertion;
	int next, other; // other: of I_SPLIT
	const CharSet *set;
} Inst;

struct Regex {
	Inst *at;
	int len, cap;
	int start;
};

enum { MAX_PROGRAM = 100000 };

static int emit(Regex *re, Inst inst)
{
	if (re->len == re->cap) {
		Inst *old = re->at;
		re->cap = re->cap ? re->cap * 2 : 32;
		re->at = arena_alloc((size_t)re->cap * sizeof *re->at);
		if (old)
			memcpy(re->at, old, (size_t)re->len * sizeof *re->at);
	}
	re->at[re->len] = inst;
	return re->len++;
}

// Code for t that goes on at `next`; where it starts.
static int compile(Regex *re, const Tree *t, int next)
{
	if (re->len > MAX_PROGRAM)
		return next;
	switch (t->kind) {
	case R_EMPTY:
		return next;
	case R_SET:
		return emit(re, (Inst){.kind = I_SET, .set = &t->set, .next = next});
	case R_ASSERT:
		return emit(re, (Inst){.kind = I_ASSERT, .assertion = t->assertion, .next = next});
	case R_CAT:
		return compile(re, t->left, compile(re, t->right, next));
	case R_ALT: {
		int left = compile(re, t->left, next), right = compile(re, t->right, next);
		return emit(re, (Inst){.kind = I_SPLIT, .next = left, .other = right});
	}
	case R_REPEAT:
		break;
	}
	if (t->max < 0) {
		int loop = emit(re, (Inst){.kind = I_SPLIT, .other = next});
		int body = compile(re, t->left, loop);
		re->at[loop].next = body;
		next = loop;
	}
	for (int i = t->min; i < t->max; i++) {
		int body = compile(re, t->left, next);
		next = emit(re, (Inst){.kind = I_SPLIT, .next = body, .other = next});
	}
	for (int i = 0; i < t->min; i++)
		next = compile(re, t->left, next);
	return next;
}

Regex *regex_compile(const char *text, const char **error)
{
	RegexParser p = {.all = text, .at = text};
	const Tree *t = parse_alternatives(&p);
	if (*p.at == ')')
		fail_at(&p, "unexpected )", text);
	Regex *re = NEW(Regex);
	int match = emit(re, (Inst){.kind = I_MATCH});
	re->start = p.error ? match : compile(re, t, match);
	if (re->len > MAX_PROGRAM)
		fail_at(&p, "expression too large", text);
	*error = p.error;
	return p.error ? NULL : re;
}

// --- machine -------------------------------------------------------------------------------------

typedef struct {
	const Regex *re;
	int *at; // threads: instructions that wait for a character
	int len;
	int *seen; // for each instruction, the step it was last reached in
	int step;
	int *stack;
	const char *begin, *here; // where the text begins, and the step is
	bool matched;
} Machine;

static bool word_at(const char *begin, const char *s)
{
	unsigned char c = s < begin ? 0 : (unsigned char)*s;
	return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool holds(const Machine *m, Assertion a)
{
	const char *s = m->here;
	bool boundary = word_at(m->begin, s - 1) != word_at(m->begin, s);
	switch (a) {
	case A_BEGIN:
		return s == m->begin;
	case A_END:
		return *s == '\0';
	case A_LINE_BEGIN:
		return s == m->begin || s[-1] == '\n';
	case A_LINE_END:
		return *s == '\0' || *s == '\n';
	case A_WORD:
		return boundary;
	case A_NOT_WORD:
		return !boundary;
	}
	return false;
}

// Starts a thread at `inst`: follows what takes no character.
static void add_thread(Machine *m, int inst)
{
	int depth = 0;
	m->stack[depth++] = inst;
	while (depth > 0) {
		int i = m->stack[--depth];
		if (m->seen[i] == m->step)
			continue;
		m->seen[i] = m->step;
		const Inst *in = &m->re->at[i];
		switch (in->kind) {
		case I_MATCH:
			m->matched = true;
			break;
		case I_SET:
			m->at[m->len++] = i;
			break;
		case I_SPLIT:
			m->stack[depth++] = in->other;
			m->stack[depth++] = in->next;
			break;
		case I_ASSERT:
			if (holds(m, in->assertion))
				m->stack[depth++] = in->next;
		}
	}
}

bool regex_matches(const Regex *re, const char *s)
{
	size_t n = (size_t)re->len;
	static int *space; // reports match many names with few expressions
	static size_t space_size;
	if (space_size < n * 5) {
		space_size = n * 5;
		space = arena_alloc(space_size * sizeof *space);
	}
	memset(space, 0, n * 5 * sizeof *space);
	int *current = space + 3 * n;
	Machine m = {.re = re, .at = space, .seen = space + n, .begin = s, .here = s};
	m.stack = arena_alloc((2 * n + 2) * sizeof *m.stack);
	for (size_t left = strlen(s);; left = strlen(m.here)) {
		m.step++;
		int ncurrent = m.len;
		memcpy(current, m.at, (size_t)m.len * sizeof *current);
		m.len = 0;
		int32_t c = 0;
		int size = 0;
		if (m.step > 1) {
			size = utf8_decode(m.here, left, &c);
			m.here += size;
		}
		for (int i = 0; i < ncurrent; i++)
			if (set_has(re->at[current[i]].set, c))
				add_thread(&m, re->at[current[i]].next);
		add_thread(&m, re->start);
		if (m.matched || *m.here == '\0')
			return m.matched;
	}
}
