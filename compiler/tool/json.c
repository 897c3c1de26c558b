// json.c - reading JSON (RFC 8259): for pages that read an older page's data
//
// What is read may have been changed by anybody: nothing is believed, and values may lie in each
// other only so deep.

#include "json.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 64 };

typedef struct {
	const char *at, *end;
	int depth;
} Reader;

static Json *value(Reader *r);

static void blanks(Reader *r)
{
	while (r->at < r->end && strchr(" \t\r\n", *r->at) && *r->at)
		r->at++;
}

static bool take(Reader *r, char c)
{
	blanks(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static bool word(Reader *r, const char *text)
{
	size_t n = strlen(text);
	if ((size_t)(r->end - r->at) < n || memcmp(r->at, text, n) != 0)
		return false;
	r->at += n;
	return true;
}

static size_t digits(Reader *r)
{
	const char *begin = r->at;
	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return (size_t)(r->at - begin);
}

static bool number(Reader *r, Json *j)
{
	const char *begin = r->at;
	word(r, "-");
	const char *whole = r->at;
	size_t n = digits(r);
	if (n == 0 || (n > 1 && *whole == '0') || (word(r, ".") && digits(r) == 0))
		return false;
	if (word(r, "e") || word(r, "E")) {
		if (!word(r, "+"))
			word(r, "-");
		if (digits(r) == 0)
			return false;
	}
	j->kind = JSON_NUMBER;
	j->number = strtod(arena_strndup(begin, (size_t)(r->at - begin)), NULL);
	return true;
}

static bool hex4(Reader *r, uint32_t *code)
{
	*code = 0;
	for (int i = 0; i < 4; i++, r->at++) {
		const char *const all = "0123456789abcdef";
		const char *digit = r->at < r->end && *r->at ? strchr(all, *r->at | 0x20) : NULL;
		if (!digit || (*r->at < '0') || (*r->at > '9' && *r->at < 'A'))
			return false;
		*code = *code * 16 + (uint32_t)(digit - all);
	}
	return true;
}

// Behind the \u.  A lone half of a pair becomes U+FFFD.
static bool escaped_code(Reader *r, Buf *b)
{
	uint32_t code, low;
	if (!hex4(r, &code))
		return false;
	Reader ahead = *r;
	if (code >= 0xd800 && code < 0xdc00 && word(&ahead, "\\u") && hex4(&ahead, &low) &&
	    low >= 0xdc00 && low < 0xe000) {
		*r = ahead;
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
	}
	if (code == 0)
		buf_puts(b, "\\u0000");
	else
		buf_put_utf8(b, code >= 0xd800 && code < 0xe000 ? 0xfffd : (int32_t)code);
	return true;
}

static bool escape(Reader *r, Buf *b)
{
	static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	if (r->at == r->end || !*r->at)
		return false;
	char c = *r->at++;
	const char *at = strchr(names, c);
	if (at)
		buf_putc(b, meant[at - names]);
	return at || (c == 'u' && escaped_code(r, b));
}

static const char *string(Reader *r)
{
	Buf b = {0};
	if (!take(r, '"'))
		return NULL;
	while (r->at < r->end && *r->at != '"') {
		int32_t c;
		int n = utf8_decode(r->at, (size_t)(r->end - r->at), &c);
		if (c < ' ') // UTF8_BAD is
			return NULL;
		if (c != '\\')
			buf_write(&b, r->at, (size_t)n);
		r->at += n;
		if (c == '\\' && !escape(r, &b))
			return NULL;
	}
	return take(r, '"') ? buf_str(&b) : NULL;
}

static bool members(Reader *r, Json *j, char closing)
{
	if (take(r, closing))
		return true;
	do {
		const char *name = j->kind == JSON_OBJECT ? string(r) : "";
		if (!name || (j->kind == JSON_OBJECT && !take(r, ':')))
			return false;
		Json *item = value(r);
		if (!item)
			return false;
		vec_push(&j->names, (void *)name);
		vec_push(&j->items, item);
	} while (take(r, ','));
	return take(r, closing);
}

static bool any(Reader *r, Json *j)
{
	switch (*r->at) {
	case '{':
	case '[':
		j->kind = *r->at == '{' ? JSON_OBJECT : JSON_ARRAY;
		r->at++;
		return members(r, j, j->kind == JSON_OBJECT ? '}' : ']');
	case '"':
		j->kind = JSON_STRING;
		return (j->text = string(r)) != NULL;
	case 't':
	case 'f':
		j->kind = JSON_BOOL;
		j->number = *r->at == 't';
		return word(r, *r->at == 't' ? "true" : "false");
	case 'n':
		return word(r, "null");
	default:
		return number(r, j);
	}
}

static Json *value(Reader *r)
{
	blanks(r);
	if (r->at == r->end || r->depth == MAX_DEPTH)
		return NULL;
	Json *j = NEW(Json);
	j->begin = r->at;
	r->depth++;
	bool ok = any(r, j);
	r->depth--;
	j->size = (size_t)(r->at - j->begin);
	return ok ? j : NULL;
}

Json *json_parse(const char *text, size_t size)
{
	Reader r = {text, text + size, 0};
	Json *j = value(&r);
	blanks(&r);
	return r.at == r.end ? j : NULL;
}

Json *json_get(const Json *j, const char *name)
{
	for (int i = 0; j && j->kind == JSON_OBJECT && i < j->items.len; i++)
		if (strcmp(j->names.at[i], name) == 0)
			return j->items.at[i];
	return NULL;
}

double json_number(const Json *j)
{
	return j && j->kind == JSON_NUMBER ? j->number : 0;
}
