// remark.h - what the compiler says about its decisions (-m)

#ifndef VOLE_REMARK_H
#define VOLE_REMARK_H

#include "options.h"

// Prints `./file.go:line:col: text` when -m is at least level.  The place of code that was inlined
// is that of the outermost call.
void remark(const Options *o, int level, Pos pos, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
// ./file.go:line:col of pos, as remarks show it.
char *remark_pos(Pos pos);
// o, without -m if nothing is to be said of f.
const Options *remark_options(const Func *f, const Options *o);

#endif
