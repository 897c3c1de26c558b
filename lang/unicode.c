// unicode.c - UTF-8, and the classes of characters the language and its messages ask about.

#include "lang.h"

typedef struct {
	int32_t lo, hi; // inclusive
} Range;

#include "unicode_tables.h"

static bool in_ranges(const Range *table, size_t n, int32_t r)
{
	size_t lo = 0, hi = n;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (r > table[mid].hi)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && r >= table[lo].lo;
}

#define IN(table, r) in_ranges(table, sizeof table / sizeof *table, r)

bool unicode_letter(int32_t r)
{
	if (r < 0x80)
		return (r | 0x20) >= 'a' && (r | 0x20) <= 'z';
	return IN(letters, r);
}

bool unicode_digit(int32_t r)
{
	return r < 0x80 ? r >= '0' && r <= '9' : IN(digits, r);
}

bool unicode_upper(int32_t r)
{
	return r < 0x80 ? r >= 'A' && r <= 'Z' : IN(uppers, r);
}

bool unicode_print(int32_t r)
{
	return r < 0x80 ? r >= ' ' && r < 0x7f : IN(prints, r);
}

// Length of the sequence a lead byte announces; 0 if it cannot lead.
static int sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead < 0xe0)
		return 2;
	if (lead >= 0xe0 && lead < 0xf0)
		return 3;
	return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

int utf8_decode(const char *s, size_t n, int32_t *out)
{
	static const int32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	*out = UTF8_BAD;
	if (n == 0)
		return 0;
	int len = sequence_length((unsigned char)s[0]);
	if (len == 0 || (size_t)len > n)
		return 1;
	int32_t r = len == 1 ? s[0] : (unsigned char)s[0] & (0x7f >> len);
	for (int i = 1; i < len; i++) {
		if (((unsigned char)s[i] & 0xc0) != 0x80)
			return 1;
		r = r << 6 | (s[i] & 0x3f);
	}
	if (r < smallest[len] || r > 0x10ffff || (r >= 0xd800 && r < 0xe000))
		return 1;
	*out = r;
	return len;
}

void buf_put_utf8(Buf *b, int32_t r)
{
	if (r < 0 || r > 0x10ffff || (r >= 0xd800 && r < 0xe000))
		r = 0xfffd;
	if (r < 0x80) {
		buf_putc(b, (char)r);
		return;
	}
	int tail = r < 0x800 ? 1 : r < 0x10000 ? 2 : 3;
	static const int lead[] = {0, 0xc0, 0xe0, 0xf0};
	buf_putc(b, (char)(lead[tail] | r >> (6 * tail)));
	while (tail-- > 0)
		buf_putc(b, (char)(0x80 | (r >> (6 * tail) & 0x3f)));
}

char *unicode_name(uint32_t r)
{
	Buf b = {0};
	buf_printf(&b, "U+%04X", r);
	if (r <= 0x10ffff && unicode_print((int32_t)r)) {
		buf_puts(&b, " '");
		buf_put_utf8(&b, (int32_t)r);
		buf_putc(&b, '\'');
	}
	return buf_str(&b);
}
