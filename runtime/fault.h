// fault.h - three words for three faults, and how the runtime writes to standard error.
//
// panic: the program can recover it (panic.c).  fatal: misuse the program cannot recover (prints
// "fatal error: TEXT" and tracebacks, exit 2).  throw: the runtime is broken; constant text,
// allocates nothing.

#ifndef VOLE_FAULT_H
#define VOLE_FAULT_H

#include <stdarg.h>
#include "runtime.h"

_Noreturn void throw(const char *text);
_Noreturn void fatal(const char *text);
_Noreturn void panic_error(const char *text);     // runtime.Error with "runtime error: " + text
_Noreturn void panic_plain(const char *text);     // runtime.Error whose text is text (no prefix)
_Noreturn void panic_error_string(GoString text); // as panic_error; the text may lie in the heap
_Noreturn void panic_plain_string(GoString text); // as panic_plain, likewise

// stderr; safe on g0 and in stops
void rt_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
// As vsnprintf, but returns how many bytes text holds: what is longer is cut.
size_t rt_vformat(char *text, size_t cap, const char *fmt, va_list ap);

#endif
