// go_data.c - what stdlib packages ask of maps, channels, memory and interfaces (stdlib/README.md).
//
// Thin: each function is the external symbol of a Go declaration without a body, arguments as
// machine words.

#include <string.h>
#include "internal.h"
#include "memory.h"

// --- internal/abi --------------------------------------------------------------------------------
void abi_typedmemmove(GoType *t, void *dst, void *src) GO_SYMBOL("internal.abi.Typedmemmove");
intptr_t abi_assert_e2i(GoInterType *inter, GoType *type, void *data, void **dst)
    GO_SYMBOL("internal.abi.AssertE2I");

void abi_typedmemmove(GoType *t, void *dst, void *src)
{
	if (t->ptrdata)
		barrier_typedmove(t, dst, src);
	else
		memmove(dst, src, t->size);
}

intptr_t abi_assert_e2i(GoInterType *inter, GoType *type, void *data, void **dst)
{
	void *word = iface_assert2(inter, type);

	if (!word)
		return 0;
	dst[0] = word; // an itab or a descriptor: never in the heap
	barrier_write(&dst[1], data);
	return 1;
}

// --- internal/bytealg ----------------------------------------------------------------------------
intptr_t bytealg_index(const uint8_t *p, intptr_t n, intptr_t cap, uint8_t c)
    GO_SYMBOL("internal.bytealg.IndexByte");
intptr_t bytealg_index_string(const uint8_t *p, intptr_t n, uint8_t c)
    GO_SYMBOL("internal.bytealg.IndexByteString");
intptr_t bytealg_count(const uint8_t *p, intptr_t n, intptr_t cap, uint8_t c)
    GO_SYMBOL("internal.bytealg.Count");
intptr_t bytealg_count_string(const uint8_t *p, intptr_t n, uint8_t c)
    GO_SYMBOL("internal.bytealg.CountString");
intptr_t bytealg_compare(void *a, intptr_t an, intptr_t acap, void *b, intptr_t bn, intptr_t bcap)
    GO_SYMBOL("internal.bytealg.Compare");
intptr_t bytealg_compare_string(void *a, intptr_t an, void *b, intptr_t bn)
    GO_SYMBOL("internal.bytealg.compareString");
intptr_t bytealg_round_size(intptr_t n) GO_SYMBOL("internal.bytealg.roundSize");

intptr_t bytealg_index_string(const uint8_t *p, intptr_t n, uint8_t c)
{
	const uint8_t *hit = n > 0 ? memchr(p, c, (size_t)n) : NULL;
	return hit ? hit - p : -1;
}

intptr_t bytealg_index(const uint8_t *p, intptr_t n, intptr_t cap, uint8_t c)
{
	(void)cap;
	return bytealg_index_string(p, n, c);
}

typedef uint8_t Lanes __attribute__((vector_size(16)));

// sums, less 1 in each lane where p has c.
static inline Lanes count_lanes(Lanes sums, const uint8_t *p, uint8_t c)
{
	Lanes block;
	memcpy(&block, p, sizeof block);
	return sums + (Lanes)(block == c); // a true comparison is -1
}

// Whole blocks go through counters of one byte each, in two vector registers; before one can
// overflow all are added up.
intptr_t bytealg_count_string(const uint8_t *p, intptr_t n, uint8_t c)
{
	enum { BLOCK = 2 * sizeof(Lanes), MOST = UINT8_MAX };
	intptr_t count = 0;

	while (n >= BLOCK) {
		Lanes even = {0}, odd = {0};
		intptr_t rounds = n / BLOCK < MOST ? n / BLOCK : MOST;
		for (intptr_t i = 0; i < rounds; i++, p += BLOCK) {
			even = count_lanes(even, p, c);
			odd = count_lanes(odd, p + sizeof odd, c);
		}
		n -= rounds * BLOCK;
		for (size_t i = 0; i < sizeof even; i++)
			count += (uint8_t)-even[i] + (uint8_t)-odd[i];
	}
	for (intptr_t i = 0; i < n; i++)
		count += p[i] == c;
	return count;
}

intptr_t bytealg_count(const uint8_t *p, intptr_t n, intptr_t cap, uint8_t c)
{
	(void)cap;
	return bytealg_count_string(p, n, c);
}

intptr_t bytealg_compare(void *a, intptr_t an, intptr_t acap, void *b, intptr_t bn, intptr_t bcap)
{
	(void)acap;
	(void)bcap;
	return string_compare(a, an, b, bn);
}

intptr_t bytealg_compare_string(void *a, intptr_t an, void *b, intptr_t bn)
{
	return string_compare(a, an, b, bn);
}

intptr_t bytealg_round_size(intptr_t n)
{
	if (n < 0 || n > INTPTR_MAX / 2)
		return n; // the allocation will fail: let it say why
	return (intptr_t)malloc_round_size((size_t)n, true);
}

// --- hash/maphash --------------------------------------------------------------------------------
intptr_t maphash_memhash(void *p, intptr_t n, intptr_t seed) GO_SYMBOL("hash.maphash.memhash");
uint64_t maphash_map_hash(GoMapType *t, void *key, uint64_t seed) GO_SYMBOL("hash.maphash.mapHash");

intptr_t maphash_memhash(void *p, intptr_t n, intptr_t seed)
{
	return alg_memhash(p, seed, n);
}
uint64_t maphash_map_hash(GoMapType *t, void *key, uint64_t seed)
{
	return t->hasher(key, seed, t->key);
}

// --- reflect: maps -------------------------------------------------------------------------------
void *reflect_makemap(GoMapType *t, intptr_t n) GO_SYMBOL("reflect.makemap");
intptr_t reflect_maplen(intptr_t *m) GO_SYMBOL("reflect.maplen");
void reflect_mapclear(GoMapType *t, void *m) GO_SYMBOL("reflect.mapclear");
void *reflect_mapaccess(GoMapType *t, void *m, void *key) GO_SYMBOL("reflect.mapaccess");
void reflect_mapassign(GoMapType *t, void *m, void *key, void *elem) GO_SYMBOL("reflect.mapassign");
void reflect_mapdelete(GoMapType *t, void *m, void *key) GO_SYMBOL("reflect.mapdelete");
void reflect_mapiterinit(GoMapType *t, void *m, GoMapIter *it) GO_SYMBOL("reflect.mapiterinit");
void reflect_mapiternext(GoMapIter *it) GO_SYMBOL("reflect.mapiternext");

void *reflect_makemap(GoMapType *t, intptr_t n)
{
	return map_make(t, n);
}
intptr_t reflect_maplen(intptr_t *m)
{
	return m ? *m : 0;
}
void reflect_mapclear(GoMapType *t, void *m)
{
	map_clear(t, m);
}
void reflect_mapdelete(GoMapType *t, void *m, void *key)
{
	map_delete(t, m, key);
}
void reflect_mapiterinit(GoMapType *t, void *m, GoMapIter *it)
{
	map_iter_init(t, m, it);
}
void reflect_mapiternext(GoMapIter *it)
{
	map_iter_next(it);
}

void *reflect_mapaccess(GoMapType *t, void *m, void *key)
{
	RtPair found = map_access2(t, m, key);
	return found.b ? (void *)found.a : NULL;
}

void reflect_mapassign(GoMapType *t, void *m, void *key, void *elem)
{
	abi_typedmemmove((GoType *)t->elem, map_assign(t, m, key), elem);
}

// --- reflect: memory -----------------------------------------------------------------------------
void *reflect_unsafe_new(GoType *t) GO_SYMBOL("reflect.unsafe_New");
void *reflectlite_unsafe_new(GoType *t) GO_SYMBOL("internal.reflectlite.unsafeNew");
void *reflect_unsafe_new_array(GoType *t, intptr_t n) GO_SYMBOL("reflect.unsafe_NewArray");
void reflect_typedmemclr(GoType *t, void *p) GO_SYMBOL("reflect.typedmemclr");
void reflect_typedslicecopy(GoType *t, void *dst, void *src, intptr_t n)
    GO_SYMBOL("reflect.typedslicecopy");
intptr_t reflect_growslice(GoType *t, void **data, intptr_t len, intptr_t cap, intptr_t n)
    GO_SYMBOL("reflect.growslice");

void *reflect_unsafe_new(GoType *t)
{
	return malloc_newobject(t);
}
void *reflectlite_unsafe_new(GoType *t)
{
	return malloc_newobject(t);
}
void *reflect_unsafe_new_array(GoType *t, intptr_t n)
{
	return malloc_newarray(t, n);
}
void reflect_typedslicecopy(GoType *t, void *dst, void *src, intptr_t n)
{
	slice_copy(t, dst, n, src, n);
}

intptr_t reflect_growslice(GoType *t, void **data, intptr_t len, intptr_t cap, intptr_t n)
{
	RtPair grown = slice_grow(*data, len + n, cap, n, t);

	barrier_write(data, (void *)grown.a);
	return (intptr_t)grown.b;
}

void reflect_typedmemclr(GoType *t, void *p)
{
	if (t->ptrdata)
		barrier_typedclear(t, p);
	else
		memset(p, 0, t->size);
}

// --- reflect: channels ---------------------------------------------------------------------------
void *reflect_makechan(GoChanType *t, intptr_t n) GO_SYMBOL("reflect.makechan");
intptr_t reflect_chanlen(void *c) GO_SYMBOL("reflect.chanlen");
intptr_t reflect_chancap(void *c) GO_SYMBOL("reflect.chancap");
void reflect_chanclose(void *c) GO_SYMBOL("reflect.chanclose");
intptr_t reflect_chansend(void *c, void *elem, intptr_t nb) GO_SYMBOL("reflect.chansend");
intptr_t reflect_chanrecv(void *c, void *elem, intptr_t nb, bool *ok) GO_SYMBOL("reflect.chanrecv");
intptr_t reflect_selectgo(void *cases, intptr_t nsends, intptr_t nrecvs, intptr_t block, bool *ok)
    GO_SYMBOL("reflect.selectgo");

void *reflect_makechan(GoChanType *t, intptr_t n)
{
	return chan_make(t, n);
}
intptr_t reflect_chanlen(void *c)
{
	return chan_len(c);
}
intptr_t reflect_chancap(void *c)
{
	return chan_cap(c);
}
void reflect_chanclose(void *c)
{
	chan_close(c);
}

intptr_t reflect_chansend(void *c, void *elem, intptr_t nb)
{
	if (nb & 1)
		return chan_trysend(c, elem);
	chan_send(c, elem);
	return 1;
}

intptr_t reflect_chanrecv(void *c, void *elem, intptr_t nb, bool *ok)
{
	if (nb & 1) {
		RtPair r = chan_tryrecv(c, elem);
		*ok = r.b != 0;
		return (intptr_t)r.a;
	}
	*ok = chan_recv(c, elem) != 0;
	return 1;
}

intptr_t reflect_selectgo(void *cases, intptr_t nsends, intptr_t nrecvs, intptr_t block, bool *ok)
{
	RtPair r = select_go(cases, nsends, nrecvs, block);

	*ok = r.b != 0;
	return (intptr_t)r.a;
}

// --- reflect: types made at run time -------------------------------------------------------------
extern const GoType *const __start_gotypes[] __attribute__((weak));
extern const GoType *const __stop_gotypes[] __attribute__((weak));
const intptr_t *reflect_field_numbers(void) GO_SYMBOL("reflect.fieldNumbers");
const void *reflect_linked_types(intptr_t *n) GO_SYMBOL("reflect.linkedTypes");
bool reflect_equal_parts(const void *a, const void *b, const GoType *t)
    GO_SYMBOL("reflect.equalParts");
uint64_t reflect_hash_parts(const void *p, uint64_t seed, const GoType *t)
    GO_SYMBOL("reflect.hashParts");

// Read-only, so that who changes one field's Index cannot change that of another.
const intptr_t *reflect_field_numbers(void)
{
#define FOUR(n) n, n + 1, n + 2, n + 3
#define SIXTEEN(n) FOUR(n), FOUR(n + 4), FOUR(n + 8), FOUR(n + 12)
	static const intptr_t numbers[] = {SIXTEEN(0), SIXTEEN(16), SIXTEEN(32), SIXTEEN(48)};

	return numbers;
}

const void *reflect_linked_types(intptr_t *n)
{
	*n = __stop_gotypes - __start_gotypes;
	return __start_gotypes;
}

static bool is_blank(const GoField *f)
{
	return f->name.len == 1 && f->name.ptr[0] == '_';
}

// The part *i of an array or struct type that counts, or the next that does, and where it lies;
// NULL: no more.
static const GoType *next_part(const GoType *t, intptr_t *i, uintptr_t *offset)
{
	const GoArrayType *array = (const GoArrayType *)t;
	const GoStructType *fields = (const GoStructType *)t;

	if ((t->kind & GO_KIND_MASK) == GO_ARRAY) {
		*offset = (uintptr_t)*i * array->elem->size;
		return (uintptr_t)*i < array->len ? array->elem : NULL;
	}
	while (*i < fields->nfields && is_blank(&fields->fields[*i]))
		++*i;
	if (*i >= fields->nfields)
		return NULL;
	*offset = fields->fields[*i].offset;
	return fields->fields[*i].type;
}

bool reflect_equal_parts(const void *a, const void *b, const GoType *t)
{
	const GoType *part;
	uintptr_t at;

	for (intptr_t i = 0; (part = next_part(t, &i, &at)) != NULL; i++)
		if (!part->equal((const char *)a + at, (const char *)b + at, part))
			return false;
	return true;
}

uint64_t reflect_hash_parts(const void *p, uint64_t seed, const GoType *t)
{
	const GoType *part;
	uintptr_t at;

	for (intptr_t i = 0; (part = next_part(t, &i, &at)) != NULL; i++)
		seed = part->hash_fn((const char *)p + at, seed, part);
	return seed;
}
