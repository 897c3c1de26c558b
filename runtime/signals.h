// signals.h - signals between the runtime and the program: signal.c, sigqueue.c

#ifndef VOLE_SIGNALS_H
#define VOLE_SIGNALS_H

#include "runtime.h"

bool signal_is_ignored(int number);
bool sigqueue_take(int number); // in a handler: if the program wants it, it gets it
// The program gets signal `number` from now on, beside what the runtime does with it.
void signal_to_program(int number);
// ... no longer: it does what it did at the start, or nothing.
void signal_to_runtime(int number, bool ignored);

#endif
