// internal.h - what every file of the runtime needs: the machine (G, M, P), its locks and atomics,
// the three faults.  Each service has a header of its own.

#ifndef VOLE_INTERNAL_H
#define VOLE_INTERNAL_H

#include <signal.h>
#include "runtime.h"
#include "atomic.h"
#include "fault.h"
#include "lock.h"
#include "proc.h"

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
// Behind a call that would be the last thing a function does: it stays on the stack, for profiles.
#define STAY_ON_STACK() __asm__ volatile("")

#endif
