// sizeclass_test.c - the table of size classes, looked up in every way.

#include <stdio.h>
#include "heap.h"
#include "memory.h"
#include "linked.h"

const GoInit go_inits[] = {{NULL, NULL}};

static int failures;

static void expect(bool ok, const char *what, size_t n)
{
	if (!ok) {
		failures++;
		printf("sizeclass_test: %s: %zu\n", what, n);
	}
}

// The class of a size is the smallest that fits.
static void test_lookup(void)
{
	for (size_t size = 1; size <= MAX_SMALL; size++) {
		unsigned c = sizeclass_of(size);
		expect(c > 0 && c < NUM_CLASSES && class_size_table[c] >= size, "class too small",
		       size);
		expect(c == 1 || class_size_table[c - 1] < size, "class too large", size);
	}
}

// offset * magic >> 32 is offset / size for each byte of a span.
static void test_division(void)
{
	for (unsigned c = 1; c < NUM_CLASSES; c++) {
		Span s = {.elem_size = class_size_table[c],
			  .div_magic = ~(uint32_t)0 / class_size_table[c] + 1};
		for (uintptr_t at = 0; at < class_pages_table[c] * PAGE_BYTES; at++)
			expect(span_slot(&s, at) == at / s.elem_size, "division", at);
	}
}

// Objects of up to 512 bytes with pointers share one page with their bitmap.
static void test_bitmap_spans(void)
{
	for (unsigned c = 1; class_size_table[c] <= BITMAP_MAX_OBJECT; c++)
		expect(class_pages_table[c] == 1, "bitmap behind several pages",
		       class_size_table[c]);
	expect(BITMAP_BYTES * 8 * 8 == PAGE_BYTES, "bitmap size", BITMAP_BYTES);
}

static void test_waste(void)
{
	for (unsigned c = 1; c < NUM_CLASSES; c++) {
		size_t bytes = class_pages_table[c] * PAGE_BYTES;
		expect(bytes % class_size_table[c] <= bytes / 8, "tail waste", class_size_table[c]);
		expect(bytes / class_size_table[c] <= MAX_SLOTS, "too many slots",
		       class_size_table[c]);
	}
}

static void test_rounding(void)
{
	static const struct {
		size_t size, noscan, scan;
	} want[] = {
	    {1, 8, 8},
	    {9, 16, 16},
	    {17, 24, 24},
	    {512, 512, 512},
	    {513, 576, 568},
	    {1024, 1024, 1144},
	    {1025, 1152, 1144},
	    {32760, 32768, 32760},
	    {32761, 32768, 32768},
	    {32768, 32768, 32768},
	    {32769, 40960, 40960},
	    {100000, 106496, 106496},
	};
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		size_t size = want[i].size;
		expect(malloc_round_size(size, true) == want[i].noscan, "round noscan", size);
		expect(malloc_round_size(size, false) == want[i].scan, "round scan", size);
	}
	expect(malloc_round_size(~(size_t)0 - 5, true) == ~(size_t)0 - 5, "round overflow", 0);
}

int main(void)
{
	test_lookup();
	test_division();
	test_bitmap_spans();
	test_waste();
	test_rounding();
	if (failures == 0)
		puts("ok");
	return failures != 0;
}
