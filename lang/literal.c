// literal.c - what the lexer's patterns are too coarse to see: malformed numbers, runes, strings
// and names, bytes that are no text; and the nodes of literals.

#include <string.h>

#include "parser.h"

// A position within a token that has no newline before it.
static Pos inside(Pos pos, size_t offset)
{
	pos.col += (uint32_t)offset;
	return pos;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static Node *make(Pos pos, const char *text, ConstKind kind, bool ok)
{
	static const char *const harmless[] = {[C_STRING] = "\"\"",
					       [C_INT] = "0",
					       [C_RUNE] = "'0'",
					       [C_FLOAT] = "0.0",
					       [C_COMPLEX] = "0i"};
	Node *n = node_new(OBASICLIT, pos);
	n->sym = intern(text);
	n->val = const_parse(ok ? text : harmless[kind], kind);
	if (!ok)
		n->op = OBAD;
	return n;
}

// --- numbers -------------------------------------------------------------------------------------

typedef struct {
	const char *text;
	char prefix; // x, o, b; 0 for a leading 0; ' ' for none
	const char *base_name;
	bool digits, underscores;
	const char *invalid; // first digit too large for the base
	const char *point, *exponent;
	bool exponent_digits;
	bool imaginary;
} Number;

static void take_prefix(Number *num)
{
	const char *s = num->text;
	num->prefix = ' ';
	num->base_name = "decimal";
	if (s[0] != '0')
		return;
	num->prefix = s[1] | 0x20;
	switch (num->prefix) {
	case 'x':
		num->base_name = "hexadecimal";
		break;
	case 'o':
		num->base_name = "octal";
		break;
	case 'b':
		num->base_name = "binary";
		break;
	default:
		num->prefix = '0';
		num->base_name = "octal";
	}
}

static char largest_digit(const Number *num)
{
	return num->prefix == 'b' ? '1' : num->prefix == ' ' ? '9' : '7';
}

static Number scan_number(const char *text)
{
	Number num = {.text = text};
	take_prefix(&num);
	bool hex = num.prefix == 'x';
	for (const char *s = text + (strchr("xob", num.prefix) ? 2 : 0); *s; s++) {
		if (*s == '_')
			num.underscores = true;
		else if (*s == '.')
			num.point = s;
		else if (hex ? is_hex(*s) : is_digit(*s)) {
			*(num.exponent ? &num.exponent_digits : &num.digits) = true;
			if (!hex && !num.exponent && *s > largest_digit(&num) && !num.invalid)
				num.invalid = s;
		} else if ((*s | 0x20) == 'e' || (*s | 0x20) == 'p')
			num.exponent = s;
		else if (*s == 'i')
			num.imaginary = true;
	}
	return num;
}

// An underscore must stand between digits; a base prefix counts as one.
static const char *misplaced_underscore(const Number *num)
{
	bool based = strchr("xob", num->prefix) != NULL;
	char before = based ? '0' : '.';
	for (const char *s = num->text + (based ? 2 : 0);; s++) {
		bool digit = is_digit(*s) || (num->prefix == 'x' && is_hex(*s));
		if (*s == '_' && before != '0')
			return s;
		if (*s != '_' && !digit && before == '_')
			return s - 1;
		if (*s == '\0')
			return NULL;
		before = digit ? '0' : *s == '_' ? '_' : '.';
	}
}

// What is wrong with the form, or NULL; *at is where.
static char *number_fault(const Number *num, const char **at)
{
	char e = num->exponent ? *num->exponent | 0x20 : 0;
	*at = num->point;
	if (num->point && (num->prefix == 'o' || num->prefix == 'b'))
		return arena_printf("invalid radix point in %s literal", num->base_name);
	*at = num->exponent ? num->exponent : num->text + strlen(num->text) - num->imaginary;
	if (!num->digits)
		return arena_printf("%s literal has no digits", num->base_name);
	if (e == 'e' && strchr("xob", num->prefix))
		return arena_printf("'%c' exponent requires decimal mantissa", *num->exponent);
	if (e == 'p' && num->prefix != 'x')
		return arena_printf("'%c' exponent requires hexadecimal mantissa", *num->exponent);
	*at = num->text + strlen(num->text) - num->imaginary;
	if (e && !num->exponent_digits)
		return "exponent has no digits";
	if (num->prefix == 'x' && num->point && !e)
		return "hexadecimal mantissa requires a 'p' exponent";
	*at = num->invalid;
	if (num->invalid && !num->point && !e && !num->imaginary)
		return arena_printf("invalid digit '%c' in %s literal", *num->invalid,
				    num->base_name);
	*at = num->underscores ? misplaced_underscore(num) : NULL;
	return *at ? "'_' must separate successive digits" : NULL;
}

// 0128.5 is decimal: only an integer may not have an 8 after a leading 0.
static ConstKind number_kind(const Number *num)
{
	if (num->imaginary)
		return C_COMPLEX;
	return num->point || num->exponent ? C_FLOAT : C_INT;
}

Node *literal_number(Parser *p, Pos pos, const char *text, size_t n)
{
	(void)n;
	Number num = scan_number(text);
	ConstKind kind = number_kind(&num);
	const char *at;
	char *fault = number_fault(&num, &at);
	if (fault)
		parse_error_at(p, inside(pos, (size_t)(at - text)), "%s", fault);
	Node *lit = make(pos, text, kind, !fault);
	if (!lit->val) {
		parse_error_at(p, pos, "malformed constant: %s", text);
		lit->op = OBAD;
		lit->val = const_to_kind(const_int(0), kind);
	}
	return lit;
}

// --- escapes -------------------------------------------------------------------------------------

static char *char_name(const char *s, size_t n)
{
	int32_t r;
	int len = utf8_decode(s, n, &r);
	if (r == '\'' || r == '\\')
		return arena_printf("'\\%c'", r);
	if (r == '\n')
		return "'\\n'";
	return arena_printf("'%.*s'", len, s);
}

typedef struct {
	int digits, base;
	uint32_t max;
} EscapeForm;

static EscapeForm escape_form(char c)
{
	switch (c) {
	case 'x':
		return (EscapeForm){2, 16, 255};
	case 'u':
		return (EscapeForm){4, 16, 0x10ffff};
	case 'U':
		return (EscapeForm){8, 16, 0x10ffff};
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
		return (EscapeForm){3, 8, 255};
	default:
		return (EscapeForm){0};
	}
}

static int digit_value(char c)
{
	return is_digit(c) ? c - '0' : is_hex(c) ? (c | 0x20) - 'a' + 10 : 16;
}

// s[*i] follows a backslash; moves past the escape.  end is the length without the closing quote.
static bool check_escape(Parser *p, Pos pos, const char *s, size_t end, char quote, size_t *i)
{
	if (*i >= end) {
		bool newline = p->text[p->at] == '\n';
		if (newline)
			parse_error_at(p, inside(pos, *i), "unknown escape");
		return !newline; // at the end of the text the caller complains
	}
	char c = s[*i];
	EscapeForm form = escape_form(c);
	if (form.digits == 0) {
		if (c != quote && !strchr("abfnrtv\\", c)) {
			parse_error_at(p, inside(pos, *i), "unknown escape");
			return false;
		}
		++*i;
		return true;
	}
	if (form.base == 16)
		++*i;
	uint32_t value = 0;
	for (int left = form.digits; left > 0; left--, ++*i) {
		int digit = digit_value(s[*i]);
		if (digit >= form.base) {
			parse_error_at(p, inside(pos, *i), "invalid character %s in %s escape",
				       char_name(s + *i, end + 1 - *i),
				       form.base == 8 ? "octal" : "hexadecimal");
			return false;
		}
		value = value * (uint32_t)form.base + (uint32_t)digit;
	}
	if (value > form.max && form.base == 8) {
		parse_error_at(p, inside(pos, *i), "octal escape value %u > 255", value);
		return false;
	}
	if (value > form.max || (value >= 0xd800 && value < 0xe000)) {
		parse_error_at(p, inside(pos, *i), "escape is invalid Unicode code point %s",
			       unicode_name(value));
		return false;
	}
	return true;
}

// Walks what stands between the quotes; returns the number of characters, negative after an error.
static int check_quoted(Parser *p, Pos pos, const char *s, size_t end)
{
	int count = 0;
	bool ok = true;
	for (size_t i = 1; i < end; count++) {
		if (s[i] == '\\') {
			i++;
			ok &= check_escape(p, pos, s, end, s[0], &i);
			continue;
		}
		int32_t r;
		i += (size_t)utf8_decode(s + i, end - i, &r);
	}
	return ok ? count : -1;
}

static bool is_closed(const char *text, size_t n)
{
	if (n < 2 || text[n - 1] != text[0])
		return false;
	size_t slashes = 0;
	while (slashes + 2 < n && text[n - 2 - slashes] == '\\')
		slashes++;
	return slashes % 2 == 0;
}

// The lexer's pattern stopped at a newline or at the end of the text.
static void report_unclosed(Parser *p, Pos pos, size_t n, const char *newline, const char *eof)
{
	if (p->text[p->at] == '\n')
		parse_error_at(p, inside(pos, n), "%s", newline);
	else
		parse_error_at(p, pos, "%s", eof);
}

Node *literal_string(Parser *p, Pos pos, const char *text, size_t n)
{
	bool closed = is_closed(text, n);
	bool ok = check_quoted(p, pos, text, closed ? n - 1 : n) >= 0;
	if (!closed)
		report_unclosed(p, pos, n, "newline in string", "string not terminated");
	return make(pos, arena_strndup(text, n), C_STRING, ok && closed);
}

Node *literal_raw(Parser *p, Pos pos, const char *text, size_t n)
{
	bool closed = n >= 2 && text[n - 1] == '`';
	if (!closed)
		parse_error_at(p, pos, "string not terminated");
	return make(pos, arena_strndup(text, n), C_STRING, closed);
}

Node *literal_rune(Parser *p, Pos pos, const char *text, size_t n)
{
	bool closed = is_closed(text, n);
	int count = check_quoted(p, pos, text, closed ? n - 1 : n);
	if (count >= 0 && !closed)
		report_unclosed(p, pos, n, "newline in rune literal",
				"rune literal not terminated");
	else if (count == 0)
		parse_error_at(p, inside(pos, 1), "empty rune literal or unescaped '");
	else if (count > 1)
		parse_error_at(p, pos, "more than one character in rune literal");
	return make(pos, arena_strndup(text, n), C_RUNE, closed && count == 1);
}

// --- names ---------------------------------------------------------------------------------------

void literal_check_name(Parser *p, Pos pos, const char *text, size_t n)
{
	int32_t r;
	for (size_t i = 0; i < n;) {
		Pos at = inside(pos, i);
		int len = utf8_decode(text + i, n - i, &r);
		if (r >= 0x80 && unicode_digit(r) && i == 0)
			parse_error_at(p, at, "identifier cannot begin with digit %s",
				       unicode_name((uint32_t)r));
		else if (r >= 0x80 && !unicode_letter(r) && !unicode_digit(r))
			parse_error_at(p, at, "invalid character %s in identifier",
				       unicode_name((uint32_t)r));
		i += (size_t)len;
	}
}

void literal_bad_character(Parser *p, Pos pos, const char *text)
{
	parse_error_at(p, pos, "invalid character %s", unicode_name((unsigned char)*text));
}

// --- text ----------------------------------------------------------------------------------------

static const char *text_fault(const char *s, size_t n, bool first, int *len)
{
	int32_t r;
	*len = utf8_decode(s, n, &r);
	if (r == 0)
		return "invalid NUL character";
	if (r == UTF8_BAD)
		return "invalid UTF-8 encoding";
	return r == 0xfeff && !first ? "invalid BOM in the middle of the file" : NULL;
}

// A copy in which blanks stand for what is no text, and for a byte order mark at the start.
char *literal_clean(Parser *p, const char *text, size_t n)
{
	uint32_t base = p->file->base;
	char *copy = arena_strndup(text, n);
	Pos pos = {base, 1, 1};
	for (size_t i = 0; i < n;) {
		if ((signed char)text[i] > 0) {
			pos.col++;
			if (text[i++] == '\n')
				pos = (Pos){base, pos.line + 1, 1};
			continue;
		}
		int len;
		const char *fault = text_fault(text + i, n - i, i == 0, &len);
		if (fault)
			parse_error_at(p, pos, "%s", fault);
		if (fault || (i == 0 && memcmp(text, "\xef\xbb\xbf", 3) == 0))
			memset(copy + i, ' ', (size_t)len);
		pos.col += (uint32_t)len;
		i += (size_t)len;
	}
	return copy;
}
