// base.c - what every phase builds with: the arena, vectors, interned strings, string builder.
//
// Nothing here is ever freed and nothing is locked: the front end runs on one thread.

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "lang.h"

// --- arena ---------------------------------------------------------------------------------------

#ifndef ARENA_CHUNK // 0: each allocation stands alone, so that a sanitizer sees its bounds
#define ARENA_CHUNK (1 << 20)
#endif
enum { CHUNK = ARENA_CHUNK, ALIGN = 16 };

static char *chunk;       // the rest of the current chunk ...
static size_t chunk_left; // ... and its size; both multiples of ALIGN

static void *zeroed(size_t size)
{
	void *p = calloc(1, size);
	if (!p) {
		fprintf(stderr, "vole: out of memory\n");
		exit(2);
	}
	return p;
}

void *arena_alloc(size_t size)
{
	size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (size > CHUNK / 4)
		return zeroed(size);
	if (size > chunk_left) {
		chunk = zeroed(CHUNK);
		chunk_left = CHUNK;
	}
	void *p = chunk;
	chunk += size;
	chunk_left -= size;
	return p;
}

char *arena_strndup(const char *s, size_t n)
{
	char *copy = arena_alloc(n + 1);
	if (n > 0)
		memcpy(copy, s, n);
	return copy;
}

char *arena_vprintf(const char *fmt, va_list args)
{
	va_list again;
	va_copy(again, args);
	size_t size = (size_t)vsnprintf(NULL, 0, fmt, args) + 1;
	char *s = arena_alloc(size);
	vsnprintf(s, size, fmt, again);
	va_end(again);
	return s;
}

char *arena_printf(const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	char *s = arena_vprintf(fmt, args);
	va_end(args);
	return s;
}

// --- interned strings: open addressing, grown at three quarters ----------------------------------

typedef struct {
	const char *s; // NULL: empty slot
	size_t len;
	uint64_t hash;
} Interned;

static Interned *interned;
static size_t interned_cap, interned_len;

static uint64_t hash_bytes(const char *s, size_t n)
{
	uint64_t h = 14695981039346656037u; // FNV-1a
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 1099511628211u;
	return h ^ h >> 32;
}

static void interned_grow(void)
{
	Interned *old = interned;
	size_t old_cap = interned_cap;
	interned_cap = old_cap ? old_cap * 2 : 4096;
	interned = zeroed(interned_cap * sizeof *interned);
	for (size_t i = 0; i < old_cap; i++) {
		if (!old[i].s)
			continue;
		size_t at = old[i].hash & (interned_cap - 1);
		while (interned[at].s)
			at = (at + 1) & (interned_cap - 1);
		interned[at] = old[i];
	}
	free(old);
}

const char *intern_n(const char *s, size_t n)
{
	if (interned_len * 4 >= interned_cap * 3)
		interned_grow();
	uint64_t hash = hash_bytes(s, n);
	size_t at = hash & (interned_cap - 1);
	for (; interned[at].s; at = (at + 1) & (interned_cap - 1)) {
		Interned *e = &interned[at];
		if (e->hash == hash && e->len == n && memcmp(e->s, s, n) == 0)
			return e->s;
	}
	interned[at] = (Interned){arena_strndup(s, n), n, hash};
	interned_len++;
	return interned[at].s;
}

const char *intern(const char *s)
{
	return intern_n(s, strlen(s));
}

// --- vectors -------------------------------------------------------------------------------------

static void vec_reserve(Vec *v, int need)
{
	if (need <= v->cap)
		return;
	int cap = v->cap ? v->cap * 2 : 4;
	while (cap < need)
		cap *= 2;
	void **at = arena_alloc((size_t)cap * sizeof *at);
	if (v->len > 0)
		memcpy(at, v->at, (size_t)v->len * sizeof *at);
	v->at = at;
	v->cap = cap;
}

void vec_push(Vec *v, void *item)
{
	vec_reserve(v, v->len + 1);
	v->at[v->len++] = item;
}

void *vec_pop(Vec *v)
{
	if (v->len == 0)
		bug("vec_pop of an empty vector");
	return v->at[--v->len];
}

void vec_append(Vec *v, const Vec *tail)
{
	int n = tail->len;
	if (n == 0)
		return;
	vec_reserve(v, v->len + n);
	memcpy(v->at + v->len, tail->at, (size_t)n * sizeof *v->at);
	v->len += n;
}

void vec_insert(Vec *v, int index, void *item)
{
	vec_reserve(v, v->len + 1);
	memmove(v->at + index + 1, v->at + index, (size_t)(v->len - index) * sizeof *v->at);
	v->at[index] = item;
	v->len++;
}

// --- string builder; s[len] is kept within cap so that buf_str need not copy ---------------------

static char *buf_room(Buf *b, size_t n)
{
	if (b->len + n + 1 > b->cap) {
		size_t cap = b->cap ? b->cap * 2 : 64;
		while (cap < b->len + n + 1)
			cap *= 2;
		char *s = arena_alloc(cap);
		if (b->len > 0)
			memcpy(s, b->s, b->len);
		b->s = s;
		b->cap = cap;
	}
	char *at = b->s + b->len;
	b->len += n;
	return at;
}

void buf_putc(Buf *b, char c)
{
	*buf_room(b, 1) = c;
}

void buf_write(Buf *b, const char *s, size_t n)
{
	if (n > 0)
		memcpy(buf_room(b, n), s, n);
}

void buf_puts(Buf *b, const char *s)
{
	buf_write(b, s, strlen(s));
}

void buf_printf(Buf *b, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	int n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	char *at = buf_room(b, (size_t)n);
	va_start(args, fmt);
	vsnprintf(at, (size_t)n + 1, fmt, args);
	va_end(args);
}

char *buf_str(Buf *b)
{
	*buf_room(b, 0) = '\0';
	return b->s;
}
