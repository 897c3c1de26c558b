// panic.h - panics for the runtime's other files.  See panic.c.

#ifndef VOLE_PANIC_H
#define VOLE_PANIC_H

#include "internal.h"

_Noreturn void panic_memory(uintptr_t addr); // nil dereference (0), or a bad address
_Noreturn void panic_divide_error(void);
_Noreturn void panic_goexit(void); // runtime.Goexit
uint64_t panic_nil_allowed(void);  // GODEBUG=panicnil=1: how often that made a difference
bool panic_running(void);          // some goroutine runs deferred calls of a panic
extern const char panic_file[];
extern int panic_line;
extern bool signal_panic_on_fault;   // signal.c
const char *signal_name(int number); // signal.c
_Noreturn void signal_panic(void);

#endif
