// linker.h - inside of linking: link.c and prelink.c

#ifndef VOLE_LINKER_H
#define VOLE_LINKER_H

#include "compiler.h"

// Runs the linker with its output into log, and prints its command line for -x.  What went wrong,
// or NULL.
const char *link_run(Vec *args, const Command *c, FILE *log);
// Appends what prelink_library() can stand for.
void link_add_library(Vec *args, const Vec *order, const char *stub);
// An object that holds what the program needs of the library, of the runtime and of its stub, and
// go_text_end; NULL if the linker is to take them one by one.
const char *prelink_library(const Vec *order, const char *stub, const Command *c);

#endif
