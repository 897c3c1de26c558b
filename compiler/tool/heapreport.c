// heapreport.c - a snapshot of a heap as text, and as JSON for the page.

#include <string.h>

#include "heapview.h"

static const char *size_label(uint64_t bytes)
{
	return measure_label((int64_t)bytes, "bytes", "auto");
}

// --- text ----------------------------------------------------------------------------------------

static void print_head(const Heap *h, Buf *b)
{
	uint64_t bytes = h->npages * h->page_size;
	buf_printf(b, "%s in %llu pages of %s, %zu spans", size_label(bytes),
		   (unsigned long long)h->npages, size_label(h->page_size), h->nspans);
	if (h->threads)
		buf_printf(b, "; %d thread%s stood for %s", h->threads, h->threads > 1 ? "s" : "",
			   measure_label(h->stopped_ns, "nanoseconds", "auto"));
	buf_puts(b, h->marking ? "; a cycle is marking\n" : "\n");
	if (h->unsettled)
		buf_puts(b, "a lock of the heap was held: the figures may be off by what was just "
			    "being done\n");
	if (h->lost)
		buf_printf(b, "%llu pages have a span that cannot be read: shown as fenced\n",
			   (unsigned long long)h->lost);
}

static void print_parts(const Heap *h, Buf *b)
{
	uint64_t total = h->npages * h->page_size;
	buf_puts(b, "\n       bytes                     part\n");
	for (int i = 0; i < PARTS; i++)
		if (h->parts[i])
			buf_printf(b, "%12llu %10s %s  %-16s %s\n", (unsigned long long)h->parts[i],
				   size_label(h->parts[i]),
				   measure_percent((int64_t)h->parts[i], (int64_t)total),
				   heap_parts[i].name, heap_parts[i].what);
	buf_printf(b, "%12llu %10s %s  total\n", (unsigned long long)total, size_label(total),
		   measure_percent(1, 1));
}

static void print_row(Buf *b, const char *size, const char *kind, const HeapClass *c)
{
	buf_printf(b, "%6s %-6s %7llu", size, kind, (unsigned long long)c->spans);
	for (int i = 0; i < PLACES; i++)
		buf_printf(b, " %7llu", (unsigned long long)c->in[i]);
	buf_printf(b, " %9llu %9llu %9llu %7s %10s %10s\n", (unsigned long long)c->slots,
		   (unsigned long long)c->allocated, (unsigned long long)c->dead,
		   c->slots ? measure_percent((int64_t)c->allocated, (int64_t)c->slots) : "-",
		   size_label(c->free_bytes), size_label(c->tail));
}

static void print_classes(const Heap *h, Buf *b)
{
	HeapClass sum = {0};
	buf_printf(b, "\n%6s %-6s %7s", "size", "kind", "spans");
	for (int i = 0; i < PLACES; i++)
		buf_printf(b, " %7.7s", i == IN_HANDS ? "hands" : heap_places[i]);
	buf_printf(b, " %9s %9s %9s %7s %10s %10s\n", "slots", "used", "dead", "used%", "free",
		   "waste");
	for (int i = 2; i < SPAN_CLASSES + 2; i++) { // large objects last
		unsigned sc = (unsigned)i % SPAN_CLASSES;
		const HeapClass *c = &h->classes[sc];
		if (!c->spans)
			continue;
		print_row(b, sc < 2 ? "large" : arena_printf("%u", h->class_sizes[sc / 2]),
			  sc % 2 ? "noscan" : "scan", c);
		sum.spans += c->spans;
		sum.slots += c->slots;
		sum.allocated += c->allocated;
		sum.dead += c->dead;
		sum.free_bytes += c->free_bytes;
		sum.tail += c->tail;
		for (int k = 0; k < PLACES; k++)
			sum.in[k] += c->in[k];
	}
	print_row(b, "total", "", &sum);
}

static void print_procs(const Heap *h, Buf *b)
{
	const HeapClass *tiny = &h->classes[h->tiny_class % SPAN_CLASSES];
	buf_printf(b,
		   "\ntiny: %llu blocks; %llu objects were put into a block that another had "
		   "begun\n",
		   (unsigned long long)tiny->allocated, (unsigned long long)h->tiny_objects);
	for (int i = 0; i < h->nprocs; i++) {
		const HeapP *p = &h->procs[i];
		buf_printf(b, "P%d: %llu spans with %s free; ", p->id, (unsigned long long)p->spans,
			   size_label(p->free_bytes));
		if (p->tiny)
			buf_printf(b, "%llu bytes of its tiny block used\n",
				   (unsigned long long)p->tiny_used);
		else
			buf_puts(b, "no tiny block\n");
	}
}

void heap_print(const Heap *h, Buf *b)
{
	print_head(h, b);
	print_parts(h, b);
	print_classes(h, b);
	print_procs(h, b);
}

// --- JSON ----------------------------------------------------------------------------------------

void heap_json_names(Buf *b)
{
	buf_puts(b, "{\"parts\":[");
	for (int i = 0; i < PARTS; i++)
		buf_printf(b, "%s[\"%s\",\"%s\"]", i ? "," : "", heap_parts[i].name,
			   heap_parts[i].what);
	buf_puts(b, "],\"places\":[");
	for (int i = 0; i < PLACES; i++)
		buf_printf(b, "%s\"%s\"", i ? "," : "", heap_places[i]);
	buf_puts(b, "]}");
}

// A byte for eight slots, the first in its lowest bit.
static void json_bits(Buf *b, const uint64_t *bits, uint32_t n)
{
	if (!bits) {
		buf_puts(b, ",0");
		return;
	}
	buf_puts(b, ",\"");
	for (uint32_t i = 0; i < (n + 7) / 8; i++)
		buf_printf(b, "%02x", (unsigned)(bits[i / 8] >> i % 8 * 8 & 0xff));
	buf_putc(b, '"');
}

// [page, npages, class, place, P, allocated, dead, marked, bits of those allocated, of those dead
// or marked]; 0 for bits: all of them, or none.
static void json_span(Buf *b, const HeapSpan *s)
{
	buf_printf(b, "[%llu,%llu,%d,%d,%d,%u,%u,%u", (unsigned long long)s->page,
		   (unsigned long long)s->npages, s->span_class, s->place, s->p, s->allocated,
		   s->dead, s->marked);
	if (s->used_bits || s->note_bits) {
		json_bits(b, s->used_bits, s->nelems);
		json_bits(b, s->note_bits, s->nelems);
	}
	buf_putc(b, ']');
}

// Runs of pages that are in no span: [first, how many, part].
static void json_free_pages(Buf *b, const Heap *h)
{
	const char *comma = "";
	size_t span = 0;
	buf_puts(b, ",\n\"free\":[");
	for (uint64_t i = 0; i < h->npages;) {
		if (span < h->nspans && h->spans[span].page == i) {
			i += h->spans[span++].npages;
			continue;
		}
		uint64_t first = i;
		uint64_t end = span < h->nspans ? h->spans[span].page : h->npages;
		while (i < end && h->pages[i] == h->pages[first])
			i++;
		buf_printf(b, "%s[%llu,%llu,%d]", comma, (unsigned long long)first,
			   (unsigned long long)(i - first), h->pages[first]);
		comma = ",";
	}
	buf_putc(b, ']');
}

// [class, size, spans, slots, allocated, dead, free bytes, waste, spans by place...]
static void json_classes(Buf *b, const Heap *h)
{
	const char *comma = "";
	buf_puts(b, ",\n\"classes\":[");
	for (int sc = 0; sc < SPAN_CLASSES; sc++) {
		const HeapClass *c = &h->classes[sc];
		if (!c->spans)
			continue;
		buf_printf(b, "%s[%d,%u,%llu,%llu,%llu,%llu,%llu,%llu", comma, sc,
			   h->class_sizes[sc / 2], (unsigned long long)c->spans,
			   (unsigned long long)c->slots, (unsigned long long)c->allocated,
			   (unsigned long long)c->dead, (unsigned long long)c->free_bytes,
			   (unsigned long long)c->tail);
		for (int i = 0; i < PLACES; i++)
			buf_printf(b, ",%llu", (unsigned long long)c->in[i]);
		buf_putc(b, ']');
		comma = ",";
	}
	buf_putc(b, ']');
}

void heap_json(const Heap *h, Buf *b)
{
	buf_printf(b,
		   "{\"at\":%lld,\"stood\":%lld,\"threads\":%d,\"marking\":%s,\"unsettled\":%s,"
		   "\"lost\":%llu,\"pageSize\":%llu,\"tinyClass\":%llu,\"tinyObjects\":%llu,"
		   "\"npages\":%llu,\n\"parts\":[",
		   (long long)h->taken_ns, (long long)h->stopped_ns, h->threads,
		   h->marking ? "true" : "false", h->unsettled ? "true" : "false",
		   (unsigned long long)h->lost, (unsigned long long)h->page_size,
		   (unsigned long long)h->tiny_class, (unsigned long long)h->tiny_objects,
		   (unsigned long long)h->npages);
	for (int i = 0; i < PARTS; i++)
		buf_printf(b, "%s%llu", i ? "," : "", (unsigned long long)h->parts[i]);
	buf_puts(b, "],\n\"procs\":[");
	for (int i = 0; i < h->nprocs; i++) // bytes of the tiny block that are used, -1: none
		buf_printf(b, "%s[%llu,%llu,%lld]", i ? "," : "",
			   (unsigned long long)h->procs[i].spans,
			   (unsigned long long)h->procs[i].free_bytes,
			   h->procs[i].tiny ? (long long)h->procs[i].tiny_used : -1);
	buf_putc(b, ']');
	json_classes(b, h);
	json_free_pages(b, h);
	buf_puts(b, ",\n\"spans\":[");
	for (size_t i = 0; i < h->nspans; i++) {
		buf_puts(b, i ? ",\n" : "");
		json_span(b, &h->spans[i]);
	}
	buf_puts(b, "]}");
}
