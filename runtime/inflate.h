// inflate.h - zlib streams (inflate.c)

#ifndef VOLE_INFLATE_H
#define VOLE_INFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The zlib stream at from, of n bytes, to exactly size bytes.  False: it is damaged.
bool inflate(const uint8_t *from, size_t n, uint8_t *to, size_t size);

#endif
