// summary.h - the facts of a package's functions, kept beside its object

#ifndef VOLE_SUMMARY_H
#define VOLE_SUMMARY_H

#include "facts.h"
#include "options.h"

// Appends the facts of p's functions to out.  After escape_package.
void summary_write(Package *p, const Options *o, Buf *out);
// What summary_write wrote, where it is (aligned for any type).  NULL: it is damaged.
const Facts *summary_parse(const void *data, size_t size);
// Attaches what summary_write wrote to p's outline.  false: it is damaged.
bool summary_read(Package *p, const void *data, size_t size);

#endif
