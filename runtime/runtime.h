// runtime.h - the runtime as generated code sees it: prototypes of the entry points in
// lang/abi.def.

#ifndef VOLE_RUNTIME_H
#define VOLE_RUNTIME_H

#include "../lang/abi.h"

typedef struct {
	uintptr_t a, b;
} RtPair; // rax, rdx

#define RT_none void
#define RT_ptr void *
#define RT_i64 intptr_t
#define RT_pair RtPair
// Parameter lists in abi.def read (ptr a, i64 n, f64 x).
typedef void *rt_ptr_t;
#define ptr rt_ptr_t
#define i64 intptr_t
#define f64 double
#define RT_PARAMS(...) RT_PARAMS_##__VA_OPT__(SOME)(__VA_ARGS__)
#define RT_PARAMS_() (void)
#define RT_PARAMS_SOME(...) (__VA_ARGS__)
#define RT(result, name, params, attrs) RT_##result name RT_PARAMS params;
#include "../lang/abi.def"
#undef RT
#undef ptr
#undef i64
#undef f64

// A stdlib function without a body, implemented in C: GO_EXTERN("sync.runtime_Semacquire") void
// f(...).
#define GO_SYMBOL(name) __asm__(name)
// ... of a package of Go's own library, with the slashes of its path, which assemblers want quoted.
#define GOLIB_SYMBOL(name) __asm__("\"" name "\"")

#endif
