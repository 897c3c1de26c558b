// pprof.c - the heap profile as `go tool pprof` reads it: a gzip'ed protocol buffer, profile.proto.
//
// The message is written field by field into a growing buffer outside the heap, so that writing a
// profile changes nothing in it.  Strings, functions and locations are numbered as they first
// appear; their tables follow the samples, which readers allow.  gzip's format permits blocks that
// are merely stored, and profiles are small.
//
// Field numbers are those of github.com/google/pprof/proto/profile.proto.

#include <math.h>
#include "gc.h"
#include "os.h"
#include "pprof.h"
#include "profile.h"
#include "linked.h"
#include "symtab.h"

// --- a growing buffer ----------------------------------------------------------------------------

typedef struct { uint8_t *p; size_t n, cap; } Buf;

static void *reserve(Buf *b, size_t more)
{
	if (b->n + more > b->cap) {
		size_t cap = (b->n + more) * 2 + 65536;
		uint8_t *p = os_map(cap);
		if (!p)
			throw("runtime: cannot allocate memory");
		if (b->p) {
			memcpy(p, b->p, b->n);
			os_unmap(b->p, b->cap);
		}
		b->p = p;
		b->cap = cap;
	}
	return b->p + b->n;
}

static void put(Buf *b, const void *p, size_t n)
{
	memcpy(reserve(b, n), p, n);
	b->n += n;
}

static void put_byte(Buf *b, unsigned byte)
{
	uint8_t c = (uint8_t)byte;
	put(b, &c, 1);
}

static void drop(Buf *b)
{
	if (b->p)
		os_unmap(b->p, b->cap);
	*b = (Buf){0};
}

// --- protocol buffers ----------------------------------------------------------------------------

static void varint(Buf *b, uint64_t x)
{
	for (; x >= 0x80; x >>= 7)
		put_byte(b, (unsigned)(x & 0x7f) | 0x80);
	put_byte(b, (unsigned)x);
}

static void field_int(Buf *b, int field, uint64_t x)
{
	if (x == 0)
		return;
	varint(b, (uint64_t)field << 3);
	varint(b, x);
}

static void field_bytes(Buf *b, int field, const void *p, size_t n)
{
	varint(b, (uint64_t)field << 3 | 2);
	varint(b, n);
	put(b, p, n);
}

static void field_message(Buf *b, int field, Buf *message)
{
	field_bytes(b, field, message->p, message->n);
	message->n = 0;
}

// --- numbering -----------------------------------------------------------------------------------

typedef struct { uint64_t key, id; } Slot;
typedef struct { Slot *slots; size_t cap, n; } Numbers;        // key -> 1, 2, ...; open addressing

static Slot *find_slot(const Numbers *m, uint64_t key)
{
	size_t i = (size_t)(key * 0x9e3779b97f4a7c15u >> 20);
	while (m->slots[i % m->cap].id && m->slots[i % m->cap].key != key)
		i++;
	return &m->slots[i % m->cap];
}

static void rehash(Numbers *m)
{
	Numbers bigger = {.cap = m->cap ? m->cap * 2 : 4096, .n = m->n};
	bigger.slots = os_map(bigger.cap * sizeof *bigger.slots);
	if (!bigger.slots)
		throw("runtime: cannot allocate memory");
	for (size_t i = 0; i < m->cap; i++)
		if (m->slots[i].id)
			*find_slot(&bigger, m->slots[i].key) = m->slots[i];
	if (m->slots)
		os_unmap(m->slots, m->cap * sizeof *m->slots);
	*m = bigger;
}

// The key's number; *fresh: it is new.
static uint64_t number(Numbers *m, uint64_t key, bool *fresh)
{
	if (2 * (m->n + 1) > m->cap)
		rehash(m);
	Slot *s = find_slot(m, key);
	*fresh = s->id == 0;
	if (*fresh)
		*s = (Slot){key, ++m->n};
	return s->id;
}

// --- the profile ---------------------------------------------------------------------------------

typedef struct {
	Buf samples, locations, functions, strings, scratch, inner;
	Numbers location_ids, function_ids, string_ids;
	int64_t rate;
} Writer;

static uint64_t hash_text(const void *p, size_t n)
{
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ ((const uint8_t *)p)[i]) * 0x100000001b3u;
	return h;
}

// Index in the string table; 0 is the empty string.
static uint64_t string(Writer *w, GoString s)
{
	bool fresh;
	if (s.len == 0)
		return 0;
	uint64_t id = number(&w->string_ids, hash_text(s.ptr, (size_t)s.len), &fresh);
	if (fresh)
		field_bytes(&w->strings, 6, s.ptr, (size_t)s.len);
	return id;
}

static uint64_t text(Writer *w, const char *s)
{
	return string(w, (GoString){(const uint8_t *)s, (intptr_t)strlen(s)});
}

static uint64_t function(Writer *w, const PcInfo *info)
{
	bool fresh;
	uint64_t name = string(w, info->name), file = string(w, info->file);
	uint64_t id = number(&w->function_ids, name << 32 | file, &fresh);
	if (!fresh)
		return id;
	Buf *f = &w->inner;
	field_int(f, 1, id);
	field_int(f, 2, name);
	field_int(f, 3, name);
	field_int(f, 4, file);
	field_message(&w->functions, 5, f);
	return id;
}

// A return address with the frames inlined there, innermost first.
static uint64_t location(Writer *w, uintptr_t pc)
{
	bool fresh;
	PcInfo info;
	uint64_t id = number(&w->location_ids, pc, &fresh);
	if (!fresh)
		return id;
	Buf *l = &w->scratch;
	field_int(l, 1, id);
	field_int(l, 2, 1);
	field_int(l, 3, pc);
	for (int i = 0; symtab_pc(pc, i, &info); i++) {
		uint64_t f = function(w, &info);
		Buf *line = &w->inner;
		field_int(line, 1, f);
		field_int(line, 2, (uint64_t)info.line);
		field_message(l, 4, line);
	}
	field_message(&w->locations, 4, l);
	return id;
}

static double scale(const Writer *w, int64_t count, int64_t bytes)
{
	if (count == 0 || w->rate <= 1)
		return 1;
	return 1 / (1 - exp(-(double)bytes / (double)count / (double)w->rate));
}

static void sample(const ProfileRecord *r, void *arg)
{
	Writer *w = arg;
	uint64_t ids[PROFILE_DEPTH];
	const ProfileCounts *c = &r->counts;
	int64_t inuse = c->allocs - c->frees, inuse_bytes = c->alloc_bytes - c->free_bytes;
	double s = scale(w, c->allocs, c->alloc_bytes);
	for (int i = 0; i < r->npcs; i++)
		ids[i] = location(w, r->pcs[i]);
	Buf packed = {0};
	for (int i = 0; i < r->npcs; i++)
		varint(&packed, ids[i]);
	field_message(&w->scratch, 1, &packed);
	varint(&packed, (uint64_t)((double)c->allocs * s));
	varint(&packed, (uint64_t)((double)c->alloc_bytes * s));
	varint(&packed, (uint64_t)((double)inuse * s));
	varint(&packed, (uint64_t)((double)inuse_bytes * s));
	field_message(&w->scratch, 2, &packed);
	field_int(&packed, 1, text(w, "bytes"));
	field_int(&packed, 3, r->size);
	field_message(&w->scratch, 3, &packed);
	drop(&packed);
	field_message(&w->samples, 2, &w->scratch);
}

static void value_type(Writer *w, Buf *out, int field, const char *type, const char *unit)
{
	field_int(&w->scratch, 1, text(w, type));
	field_int(&w->scratch, 2, text(w, unit));
	field_message(out, field, &w->scratch);
}

static void mapping(Writer *w, Buf *out)
{
	field_int(&w->scratch, 1, 1);
	field_int(&w->scratch, 2, (uintptr_t)go_text_begin);
	field_int(&w->scratch, 3, (uintptr_t)go_text_end);
	field_int(&w->scratch, 5, text(w, os_argv[0]));
	field_int(&w->scratch, 7, 1);
	field_message(out, 3, &w->scratch);
}

static Buf message(bool allocs)
{
	Writer w = {.rate = profile_rate()};
	Buf out = {0};
	field_bytes(&w.strings, 6, "", 0);
	value_type(&w, &out, 1, "alloc_objects", "count");
	value_type(&w, &out, 1, "alloc_space", "bytes");
	value_type(&w, &out, 1, "inuse_objects", "count");
	value_type(&w, &out, 1, "inuse_space", "bytes");
	profile_each(sample, &w);
	put(&out, w.samples.p, w.samples.n);
	mapping(&w, &out);
	put(&out, w.locations.p, w.locations.n);
	put(&out, w.functions.p, w.functions.n);
	field_int(&out, 9, (uint64_t)os_walltime());
	value_type(&w, &out, 11, "space", "bytes");
	field_int(&out, 12, (uint64_t)w.rate);
	if (allocs)
		field_int(&out, 14, text(&w, "alloc_space"));
	put(&out, w.strings.p, w.strings.n);
	Buf *used[] = {&w.samples, &w.locations, &w.functions, &w.strings, &w.scratch, &w.inner};
	for (size_t i = 0; i < sizeof used / sizeof used[0]; i++)
		drop(used[i]);
	Numbers *maps[] = {&w.location_ids, &w.function_ids, &w.string_ids};
	for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
		if (maps[i]->slots)
			os_unmap(maps[i]->slots, maps[i]->cap * sizeof *maps[i]->slots);
	return out;
}

// --- gzip ----------------------------------------------------------------------------------------

static uint32_t crc32(const uint8_t *p, size_t n)
{
	uint32_t crc = ~(uint32_t)0;
	for (size_t i = 0; i < n; i++) {
		crc ^= p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

static void put_le(Buf *b, uint32_t x, int bytes)
{
	for (; bytes > 0; bytes--, x >>= 8)
		put_byte(b, x & 0xff);
}

static Buf gzip(const Buf *in)
{
	static const uint8_t header[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255};
	Buf out = {0};
	put(&out, header, sizeof header);
	for (size_t at = 0; at < in->n;) {
		size_t n = in->n - at < 65535 ? in->n - at : 65535;
		put_byte(&out, at + n == in->n);       // last block?  stored
		put_le(&out, (uint32_t)n, 2);
		put_le(&out, ~(uint32_t)n, 2);
		put(&out, in->p + at, n);
		at += n;
	}
	put_le(&out, crc32(in->p, in->n), 4);
	put_le(&out, (uint32_t)in->n, 4);
	return out;
}

static Buf encode(bool allocs)
{
	Buf m = message(allocs), z = gzip(&m);
	drop(&m);
	return z;
}

// As many bytes of the encoded profile as fit; returns its whole size.
size_t pprof_copy_heap(uint8_t *p, size_t max, bool allocs)
{
	Buf z = encode(allocs);
	size_t n = z.n;
	memcpy(p, z.p, n < max ? n : max);
	drop(&z);
	return n;
}
