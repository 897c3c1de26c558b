// trace_table.c - the stacks and strings of a generation of the trace: each is written once, and
// events carry its number.  See trace.c.
//
// A hash table with chains.  Many Ms add to it without a lock: a record is made, then put at the
// head of its chain by compare-and-swap.  If the chain has grown meanwhile the record may be in it
// twice, with two numbers, which does no harm.

#include <string.h>
#include "trace_internal.h"
#include "go_trace.h"

static uint64_t hash_bytes(const uint8_t *p, size_t n)
{
	uint64_t hash = n, word;

	for (; n >= 8; p += 8, n -= 8) {
		memcpy(&word, p, 8);
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
	}
	for (; n > 0; p++, n--)
		hash = (hash ^ *p) * 0x100000001b3u;
	return hash ^ hash >> 32;
}

static TraceRecord *find(TraceRecord *r, uint64_t hash, const void *data, size_t bytes)
{
	while (r && (r->hash != hash || r->bytes != bytes || memcmp(r->data, data, bytes)))
		r = r->next;
	return r;
}

static void push(void *volatile *head, TraceRecord *r, TraceRecord **next)
{
	do
		*next = atomic_load_ptr(head);
	while (!atomic_cas_ptr(head, *next, r));
}

// The number of a record with this content, in the generation that runs.
uint64_t trace_id(int table, const void *data, size_t bytes)
{
	TraceTable *t = &trace_tables->table[table];
	uint64_t hash = hash_bytes(data, bytes);
	void *volatile *bucket = &t->bucket[hash % TRACE_BUCKETS];
	// acquire: pairs with the cas in push(); the record is whole
	TraceRecord *r = find(atomic_load_ptr_acquire(bucket), hash, data, bytes);

	if (r)
		return r->id;
	r = trace_record_room(getm(), sizeof *r + bytes);
	r->hash = hash;
	r->bytes = bytes;
	memcpy(r->data, data, bytes);
	r->id = atomic_add(&t->last_id, 1);
	push(bucket, r, &r->next);
	push(&t->all, r, &r->all_next);
	return r->id;
}

uint64_t trace_string(const char *text)
{
	return trace_id(TRACE_STRINGS, text, strlen(text));
}

// --- for the reader ------------------------------------------------------------------------------

// The record after *r, or the first, of the closed generation; false: no more.
intptr_t go_trace_record(intptr_t table, void **r)
{
	TraceTable *t = &go_trace_closed_tables()->table[table];

	*r = *r ? ((TraceRecord *)*r)->all_next : t->all;
	return *r != NULL;
}
