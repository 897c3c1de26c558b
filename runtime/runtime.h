// runtime.h - the runtime as generated code sees it: prototypes of the entry points in lang/abi.def.

#ifndef VOLE_RUNTIME_H
#define VOLE_RUNTIME_H

#include "../lang/abi.h"

typedef struct { uintptr_t a, b; } RtPair;       // rax, rdx

#define RT_none void
#define RT_ptr void *
#define RT_i64 intptr_t
#define RT_pair RtPair
#define RT_NORETURN_ __attribute__(())
// Parameter lists in abi.def read (ptr a, i64 n, f64 x).
typedef void *rt_ptr_t;
#define ptr rt_ptr_t
#define i64 intptr_t
#define f64 double
// "()" in the table means no parameters.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#define RT(result, name, params, attrs) RT_##result name params;
#include "../lang/abi.def"
#pragma GCC diagnostic pop
#undef RT
#undef ptr
#undef i64
#undef f64

// A stdlib function without a body, implemented in C: GO_EXTERN("sync.runtime_Semacquire") void f(...).
#define GO_SYMBOL(name) __asm__(name)

#endif
