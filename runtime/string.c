// string.c - strings and their conversions.
//
// A string's bytes never change, so results share memory where they can: a concatenation with one
// non-empty operand is that operand, one-byte strings come from a table.  `buf` parameters are
// space on the caller's frame, given when the result does not escape; NULL when it does.

#include <string.h>
#include "internal.h"
#include "memory.h"

enum { CONCAT_BUF = 32, RUNES_BUF = 32, RUNE_ERROR = 0xfffd };

static const struct OneByte {
	uint8_t b[256];
} one_byte = {{
#define B4(n) (n), (n) + 1, (n) + 2, (n) + 3
#define B16(n) B4(n), B4((n) + 4), B4((n) + 8), B4((n) + 12)
#define B64(n) B16(n), B16((n) + 16), B16((n) + 32), B16((n) + 48)
    B64(0), B64(64), B64(128), B64(192)}};

static RtPair pair_of(const void *p, intptr_t n)
{
	return (RtPair){(uintptr_t)p, (uintptr_t)n};
}

// Bytes for a result of n: the caller's buffer if it is large enough.
static uint8_t *space(void *buf, intptr_t n, intptr_t bufsize)
{
	return buf && n <= bufsize ? buf : malloc_gc(n, NULL, false);
}

// Outlives the caller's frame: lies in the heap or in the executable's image.
static bool is_permanent(const void *p)
{
	extern const char __executable_start[], end[];
	return heap_contains((uintptr_t)p) ||
	       ((const char *)p >= __executable_start && (const char *)p < end);
}

RtPair string_concat(void *buf, void *strings, intptr_t n)
{
	const GoString *s = strings;
	intptr_t total = 0, last = 0, used = 0;

	for (intptr_t i = 0; i < n; i++) {
		if (s[i].len == 0)
			continue;
		if (__builtin_add_overflow(total, s[i].len, &total))
			throw("string concatenation too long");
		used++;
		last = i;
	}
	if (used == 0)
		return pair_of(NULL, 0);
	if (used == 1 && (buf || is_permanent(s[last].ptr)))
		return pair_of(s[last].ptr, s[last].len);
	uint8_t *out = space(buf, total, CONCAT_BUF), *p = out;
	for (intptr_t i = 0; i < n; i++) {
		memcpy(p, s[i].ptr, (size_t)s[i].len);
		p += s[i].len;
	}
	return pair_of(out, total);
}

intptr_t string_compare(void *a, intptr_t an, void *b, intptr_t bn)
{
	int c = a == b ? 0 : memcmp(a, b, (size_t)(an < bn ? an : bn));

	if (c)
		return c < 0 ? -1 : 1;
	return (an > bn) - (an < bn);
}

RtPair string_from_bytes(void *buf, void *p, intptr_t n)
{
	if (n == 0)
		return pair_of(NULL, 0);
	if (n == 1)
		return pair_of(&one_byte.b[*(uint8_t *)p], 1);
	uint8_t *out = space(buf, n, CONCAT_BUF);
	memcpy(out, p, (size_t)n);
	return pair_of(out, n);
}

void string_to_bytes(void *out, void *buf, void *s, intptr_t n)
{
	GoSlice *slice = out;

	if (buf && n <= CONCAT_BUF) {
		memset(buf, 0, CONCAT_BUF);
		*slice = (GoSlice){buf, n, CONCAT_BUF};
	} else {
		intptr_t cap = (intptr_t)malloc_round_size((size_t)n, true);
		uint8_t *p = malloc_gc(cap, NULL, false);
		memset(p + n, 0, (size_t)(cap - n));
		*slice = (GoSlice){p, n, cap};
	}
	memcpy(slice->ptr, s, (size_t)n);
}

// UTF-8 of r into p (up to 4 bytes); what is not a Unicode scalar value becomes U+FFFD.
static intptr_t encode(uint8_t *p, int64_t r)
{
	if (r < 0 || r > 0x10ffff || (r >= 0xd800 && r < 0xe000))
		r = RUNE_ERROR;
	if (r < 0x80) {
		p[0] = (uint8_t)r;
		return 1;
	}
	if (r < 0x800) {
		p[0] = (uint8_t)(0xc0 | r >> 6);
		p[1] = (uint8_t)(0x80 | (r & 0x3f));
		return 2;
	}
	if (r < 0x10000) {
		p[0] = (uint8_t)(0xe0 | r >> 12);
		p[1] = (uint8_t)(0x80 | (r >> 6 & 0x3f));
		p[2] = (uint8_t)(0x80 | (r & 0x3f));
		return 3;
	}
	p[0] = (uint8_t)(0xf0 | r >> 18);
	p[1] = (uint8_t)(0x80 | (r >> 12 & 0x3f));
	p[2] = (uint8_t)(0x80 | (r >> 6 & 0x3f));
	p[3] = (uint8_t)(0x80 | (r & 0x3f));
	return 4;
}

// One rune of s[0:n], n > 0.  An invalid sequence is U+FFFD of width 1 (RFC 3629: no surrogates, no
// overlong forms, nothing above U+10FFFF).
static int32_t decode(const uint8_t *s, intptr_t n, intptr_t *width)
{
	static const int32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	int need = s[0] < 0x80   ? 1
		   : s[0] < 0xc2 ? 0
		   : s[0] < 0xe0 ? 2
		   : s[0] < 0xf0 ? 3
		   : s[0] < 0xf5 ? 4
				 : 0;
	int32_t r = need == 1 ? s[0] : s[0] & (0x7f >> need);

	*width = 1;
	if (need == 0 || need > n)
		return RUNE_ERROR;
	for (int i = 1; i < need; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return RUNE_ERROR;
		r = r << 6 | (s[i] & 0x3f);
	}
	if (r < least[need] || r > 0x10ffff || (r >= 0xd800 && r < 0xe000))
		return RUNE_ERROR;
	*width = need;
	return r;
}

RtPair string_decode_rune(void *s, intptr_t n, intptr_t i)
{
	intptr_t width;
	int32_t r = decode((uint8_t *)s + i, n - i, &width);
	return (RtPair){(uintptr_t)(intptr_t)r, (uintptr_t)(i + width)};
}

RtPair string_from_runes(void *buf, void *p, intptr_t n)
{
	const int32_t *runes = p;
	uint8_t scratch[4];
	intptr_t total = 0;

	for (intptr_t i = 0; i < n; i++)
		total += encode(scratch, runes[i]);
	if (total == 0)
		return pair_of(NULL, 0);
	uint8_t *out = space(buf, total, CONCAT_BUF), *q = out;
	for (intptr_t i = 0; i < n; i++) {
		intptr_t k = encode(scratch, runes[i]);
		memcpy(q, scratch, (size_t)k);
		q += k;
	}
	return pair_of(out, total);
}

void string_to_runes(void *out, void *buf, void *s, intptr_t n)
{
	GoSlice *slice = out;
	intptr_t count = 0, width, cap;

	for (intptr_t i = 0; i < n; i += width, count++)
		decode((uint8_t *)s + i, n - i, &width);
	if (buf && count <= RUNES_BUF) {
		cap = RUNES_BUF;
		memset(buf, 0, RUNES_BUF * 4);
		*slice = (GoSlice){buf, count, cap};
	} else {
		cap = (intptr_t)malloc_round_size((size_t)count * 4, true) / 4;
		*slice = (GoSlice){malloc_gc(cap * 4, NULL, true), count, cap};
	}
	int32_t *runes = slice->ptr;
	for (intptr_t i = 0; i < n; i += width)
		*runes++ = decode((uint8_t *)s + i, n - i, &width);
}

RtPair string_from_rune(void *buf, intptr_t r)
{
	uint8_t scratch[4];
	intptr_t n = encode(scratch, r);

	if (n == 1)
		return pair_of(&one_byte.b[scratch[0]], 1);
	uint8_t *out = space(buf, n, 4);
	memcpy(out, scratch, (size_t)n);
	return pair_of(out, n);
}
