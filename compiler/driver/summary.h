// summary.h - the facts of a package's functions, kept beside its object

#ifndef VOLE_SUMMARY_H
#define VOLE_SUMMARY_H

#include "lang.h"

// Appends the facts of p's functions to out.  After escape_package.
void summary_write(Package *p, Buf *out);
// Attaches what summary_write wrote to p's outline.  false: it is damaged.
bool summary_read(Package *p, const void *data, size_t size);

#endif
