// flagvalue.h - values of flags and environment variables, read as Go's flag package reads them.
#ifndef VOLE_FLAGVALUE_H
#define VOLE_FLAGVALUE_H

#include <stdbool.h>
#include <stdint.h>

// As strconv.ParseBool.  False: malformed, and *out is not set.
bool flag_bool(const char *s, bool *out);

// As time.ParseDuration, in nanoseconds.  False: malformed or beyond an int64, and *ns is not set.
bool flag_duration(const char *s, int64_t *ns);

#endif
