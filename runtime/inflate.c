// inflate.c - zlib streams (RFC 1950, RFC 1951), as the linker leaves debug data.
//
// A stream is a list of blocks: bytes as they are, or symbols in two Huffman codes.  A symbol of the
// first code is a byte, the end of the block, or the length of a copy of earlier output; how far back
// that begins is then a symbol of the second.  Codes are fixed, or told at the block's start.
//
// A code is canonical: given the length of each symbol's bits, codes of one length are consecutive numbers
// in the order of the symbols, and a longer code is greater than a shorter one when both are written as
// fractions.  So a table with a row per length suffices: the next 16 bits of the stream, first bit
// highest, belong to the first length whose limit is above them.
//
// The caller knows how long the output is.  A damaged stream gives false, never an access out of bounds;
// the checksum at the end is not looked at.

#include <string.h>
#include "inflate.h"

enum {
	MAX_LENGTH = 15,               // of a code
	END_OF_BLOCK = 256, SYMBOLS = 288, DISTANCES = 32,
	ORDER = 19,                    // symbols in the code of the lengths
};

typedef struct {
	const uint8_t *p, *end;
	uint64_t bits;                 // read from p and not yet used, the next one lowest
	unsigned nbits;
	uint8_t *begin, *out, *limit;
	bool bad;
} Stream;

typedef struct {
	uint32_t limit[MAX_LENGTH + 2];        // by length: the first 16 bits beyond its codes
	int16_t offset[MAX_LENGTH + 1];        // from a code of this length to its place in symbols
	uint16_t symbols[SYMBOLS];             // in the order of their codes
} Code;

// --- bits -----------------------------------------------------------------------------------------

// At least 32 bits, zeros behind the end.
static void refill(Stream *s)
{
	while (s->nbits <= 56 && s->p < s->end) {
		s->bits |= (uint64_t)*s->p++ << s->nbits;
		s->nbits += 8;
	}
}

static void drop(Stream *s, unsigned n)
{
	if (n > s->nbits) {
		s->bad = true;
		n = s->nbits;
	}
	s->bits >>= n;
	s->nbits -= n;
}

static unsigned take(Stream *s, unsigned n)
{
	refill(s);
	unsigned v = (unsigned)(s->bits & ((1u << n) - 1));
	drop(s, n);
	return v;
}

// --- codes ----------------------------------------------------------------------------------------

static bool make_code(Code *c, const uint8_t *lengths, unsigned n)
{
	unsigned count[MAX_LENGTH + 1] = {0}, place[MAX_LENGTH + 1];
	unsigned code = 0, at = 0;

	for (unsigned i = 0; i < n; i++)
		count[lengths[i]]++;
	for (unsigned length = 1; length <= MAX_LENGTH; length++) {
		code <<= 1;
		place[length] = at;
		c->offset[length] = (int16_t)((int)at - (int)code);
		code += count[length];
		at += count[length];
		if (code > 1u << length)
			return false;
		c->limit[length] = code << (16 - length);
	}
	c->limit[MAX_LENGTH + 1] = UINT32_MAX;
	for (unsigned i = 0; i < n; i++)
		if (lengths[i])
			c->symbols[place[lengths[i]]++] = (uint16_t)i;
	return true;
}

static unsigned reversed16(unsigned v)
{
	v = (v & 0x5555) << 1 | (v >> 1 & 0x5555);
	v = (v & 0x3333) << 2 | (v >> 2 & 0x3333);
	v = (v & 0x0f0f) << 4 | (v >> 4 & 0x0f0f);
	return (v & 0xff) << 8 | v >> 8;
}

static unsigned take_symbol(Stream *s, const Code *c)
{
	unsigned length = 1, bits;

	refill(s);
	bits = reversed16(s->bits & 0xffff);
	while (bits >= c->limit[length])
		length++;
	drop(s, length);
	if (length > MAX_LENGTH || s->bad) {
		s->bad = true;
		return END_OF_BLOCK;
	}
	return c->symbols[(int)(bits >> (16 - length)) + c->offset[length]];
}

static void fixed_lengths(uint8_t *lengths)
{
	memset(lengths, 8, 144);
	memset(lengths + 144, 9, 112);
	memset(lengths + 256, 7, 24);
	memset(lengths + 280, 8, 8);
	memset(lengths + SYMBOLS, 5, DISTANCES);
}

// The lengths of both codes in a row, themselves in a code; 16, 17 and 18 repeat.
static bool told_lengths(Stream *s, uint8_t *lengths, unsigned n)
{
	static const uint8_t order[ORDER] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
	                                     11, 4,  12, 3, 13, 2, 14, 1, 15};
	static const uint8_t bits[] = {2, 3, 7}, least[] = {3, 3, 11};
	uint8_t of_lengths[ORDER] = {0};
	Code code;

	for (unsigned i = 0, told = take(s, 4) + 4; i < told; i++)
		of_lengths[order[i]] = (uint8_t)take(s, 3);
	if (!make_code(&code, of_lengths, ORDER))
		return false;
	for (unsigned i = 0; i < n && !s->bad;) {
		unsigned symbol = take_symbol(s, &code), times = 1, value = symbol;
		if (symbol > 15) {
			if (symbol > 18 || (symbol == 16 && i == 0))
				return false;
			times = least[symbol - 16] + take(s, bits[symbol - 16]);
			value = symbol == 16 ? lengths[i - 1] : 0;
		}
		if (times > n - i)
			return false;
		memset(lengths + i, (int)value, times);
		i += times;
	}
	return !s->bad;
}

// --- blocks ---------------------------------------------------------------------------------------

static void copy_back(Stream *s, size_t distance, size_t n)
{
	if (distance > (size_t)(s->out - s->begin) || n > (size_t)(s->limit - s->out)) {
		s->bad = true;
		return;
	}
	for (; n > 0; n--, s->out++)           // it may overlap what it writes
		*s->out = s->out[-(ptrdiff_t)distance];
}

// Symbols for lengths and distances name ranges that double every few symbols; more bits tell which.
static size_t range(Stream *s, unsigned symbol, unsigned per_doubling, unsigned least)
{
	unsigned extra;

	if (symbol < 2 * per_doubling)
		return symbol + least;
	extra = symbol / per_doubling - 1;
	return least + ((size_t)(per_doubling + symbol % per_doubling) << extra) + take(s, extra);
}

static void coded_block(Stream *s, const Code *literals, const Code *distances)
{
	while (!s->bad) {
		unsigned symbol = take_symbol(s, literals), distance;
		if (symbol == END_OF_BLOCK)
			return;
		if (symbol < END_OF_BLOCK) {
			if (s->out < s->limit)
				*s->out++ = (uint8_t)symbol;
			else
				s->bad = true;
			continue;
		}
		size_t n = symbol == 285 ? 258 : range(s, symbol - 257, 4, 3);
		distance = take_symbol(s, distances);
		if (symbol > 285 || distance > 29)
			s->bad = true;
		else
			copy_back(s, range(s, distance, 2, 1), n);
	}
}

static void compressed_block(Stream *s, bool fixed)
{
	uint8_t lengths[SYMBOLS + DISTANCES];
	unsigned n = SYMBOLS, m = DISTANCES;
	Code literals, distances;

	if (fixed) {
		fixed_lengths(lengths);
	} else {
		n = 257 + take(s, 5);
		m = 1 + take(s, 5);
		if (n > SYMBOLS || !told_lengths(s, lengths, n + m)) {
			s->bad = true;
			return;
		}
	}
	if (make_code(&literals, lengths, n) && make_code(&distances, lengths + n, m))
		coded_block(s, &literals, &distances);
	else
		s->bad = true;
}

static void stored_block(Stream *s)
{
	unsigned n, inverse;

	drop(s, s->nbits % 8);
	n = take(s, 16);
	inverse = take(s, 16);
	s->bad |= n != (inverse ^ 0xffff) || n > (size_t)(s->limit - s->out);
	for (; n > 0 && !s->bad; n--)
		*s->out++ = (uint8_t)take(s, 8);
}

bool inflate(const uint8_t *from, size_t n, uint8_t *to, size_t size)
{
	enum { DEFLATE = 8, DICTIONARY = 0x20, STORED = 0, FIXED, TOLD };
	Stream s = {.p = from, .end = from + n, .begin = to, .out = to, .limit = to + size};
	unsigned method = take(&s, 8), flags = take(&s, 8);
	bool last = false;

	s.bad |= method % 16 != DEFLATE || (flags & DICTIONARY) || (method << 8 | flags) % 31;
	while (!last && !s.bad) {
		last = take(&s, 1);
		unsigned kind = take(&s, 2);
		if (kind == STORED)
			stored_block(&s);
		else if (kind <= TOLD)
			compressed_block(&s, kind == FIXED);
		else
			s.bad = true;
	}
	return !s.bad && s.out == s.limit;
}
