// asm.h - asm_amd64.S: calls of closures.  What switches stacks is in scheduler.h.

#ifndef VOLE_ASM_H
#define VOLE_ASM_H

#include "runtime.h"

void asm_call_closure(GoClosure *fn); // ctx in r10, no arguments
uintptr_t asm_call_further(const void *fn, const void *a, const void *b, uintptr_t c);

#endif
