// sizeclass.c - the table of size classes; tools/mksizeclasses.c says how it comes about.

#include "heap.h"
#include "sizeclass_table.h"
#include "memory.h"

_Static_assert(sizeof class_pages_table == NUM_CLASSES, "one entry a class");
_Static_assert(sizeof class_of_fine == 1024 / 8 + 1, "the lookup in heap.h");

// What a request of size bytes takes from the heap; append uses the room that rounding leaves.
size_t malloc_round_size(size_t size, bool noscan)
{
	size_t header = !noscan && size > BITMAP_MAX_OBJECT ? HEADER_BYTES : 0;
	if (size + header <= MAX_SMALL)
		return class_size_table[sizeclass_of(size + header)] - header;
	if (size + PAGE_BYTES - 1 < size)
		return size;
	return (size + PAGE_BYTES - 1) & ~(size_t)(PAGE_BYTES - 1);
}
