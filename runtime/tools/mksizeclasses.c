// mksizeclasses.c - computes the size classes of the heap and writes runtime/sizeclass_table.h.
//
//     cc -o mksizeclasses mksizeclasses.c && ./mksizeclasses > ../sizeclass_table.h
//
// The classes are Go's: MemStats and profiles of a program then agree with Go's to the byte.  They
// follow from three rules.
//
// 1. Sizes climb in steps of the alignment, which coarsens at powers of two so that the step stays
//    about an eighth of the size: rounding up wastes at most 12.5 % of a slot (small ones: more).
// 2. A class takes as many 8 KiB pages as it needs for the tail that no slot fits into to be at
// most an
//    eighth of the span.  Two sizes that would have equally many pages and slots become one.
// 3. A slot may then grow, in steps of 128 bytes, as long as the span holds as many of them as
// before.
//
// The committed table has its waste columns beside it; tests/runtime compares it with a fresh run.

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { PAGE = 8192, MAX_SMALL = 32768, MAX_CLASSES = 100 };
enum { FINE_STEP = 8, FINE_MAX = 1024, COARSE_STEP = 128 }; // of the lookup tables

typedef struct {
	int size, pages;
} Class;

static Class classes[MAX_CLASSES]; // [0] is unused: class 0 means "large"
static int nclasses = 1;

static bool power_of_two(int x)
{
	return (x & (x - 1)) == 0;
}

static int alignment_from(int size, int align)
{
	if (!power_of_two(size))
		return align;
	if (size >= 2048)
		return 256;
	if (size >= 128)
		return size / 8;
	return size >= 32 ? 16 : align;
}

static int span_bytes(int size)
{
	int bytes = PAGE;
	while (bytes % size > bytes / 8)
		bytes += PAGE;
	return bytes;
}

static void add_class(int size)
{
	int bytes = span_bytes(size);
	Class *last = &classes[nclasses - 1];
	if (nclasses > 1 && last->pages * PAGE == bytes && bytes / last->size == bytes / size)
		last->size = size;
	else
		classes[nclasses++] = (Class){size, bytes / PAGE};
}

static void make_classes(void)
{
	int align = FINE_STEP;
	for (int size = align; size <= MAX_SMALL; size += align) {
		align = alignment_from(size, align);
		add_class(size);
	}
	for (Class *c = classes + 1; c < classes + nclasses; c++) {
		int bytes = c->pages * PAGE;
		int wider = bytes / (bytes / c->size) / COARSE_STEP * COARSE_STEP;
		if (wider > c->size)
			c->size = wider;
	}
}

// Worst case: every object one byte larger than the class below, and the tail of the span.
static double max_waste(int i)
{
	int bytes = classes[i].pages * PAGE, n = bytes / classes[i].size;
	int smallest = classes[i - 1].size + 1;
	return 100.0 * (bytes - n * smallest) / bytes;
}

static void write_waste(void)
{
	printf("//  class   size   span  slots   tail  max waste\n");
	for (int i = 1; i < nclasses; i++) {
		int bytes = classes[i].pages * PAGE, size = classes[i].size;
		printf("//     %2d  %5d  %5d   %4d   %4d     %5.2f%%\n", i, size, bytes,
		       bytes / size, bytes % size, max_waste(i));
	}
}

static void write_array(const char *type, const char *name, int n, int (*value)(int))
{
	printf("\nconst %s %s[] = {", type, name);
	for (int i = 0; i < n; i++)
		printf("%s%d,", i % 16 ? " " : "\n\t", value(i));
	printf("\n};\n");
}

static int class_size(int i)
{
	return classes[i].size;
}
static int class_pages(int i)
{
	return classes[i].pages;
}

static int class_of(int size)
{
	int i = 1;
	while (classes[i].size < size)
		i++;
	return i;
}

static int class_of_fine(int i)
{
	return i ? class_of(i * FINE_STEP) : 0;
}
static int class_of_coarse(int i)
{
	return class_of(FINE_MAX + i * COARSE_STEP);
}

int main(void)
{
	make_classes();
	printf("// sizeclass_table.h - made by tools/mksizeclasses.c, which says how.  "
	       "Do not edit.\n//\n");
	write_waste();
	printf("\n#define NUM_CLASSES %d\n", nclasses);
	write_array("uint16_t", "class_size_table", nclasses, class_size);
	write_array("uint8_t", "class_pages_table", nclasses, class_pages);
	printf("\n// By (size + 7) / 8, for sizes up to 1024.");
	write_array("uint8_t", "class_of_fine", FINE_MAX / FINE_STEP + 1, class_of_fine);
	printf("\n// By (size - 1024 + 127) / 128, above.");
	write_array("uint8_t", "class_of_coarse", (MAX_SMALL - FINE_MAX) / COARSE_STEP + 1,
		    class_of_coarse);
	return 0;
}
