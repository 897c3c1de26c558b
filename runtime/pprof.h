// pprof.h - the heap profile in pprof's format.  See pprof.c.

#ifndef VOLE_PPROF_H
#define VOLE_PPROF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// allocs: the default sample type is alloc_space (Go's "allocs" profile) instead of inuse_space
// ("heap").
size_t pprof_copy_heap(uint8_t *p, size_t max, bool allocs);

#endif
