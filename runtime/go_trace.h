// go_trace.h - what package runtime/trace calls (stdlib/README.md).

#ifndef VOLE_GO_TRACE_H
#define VOLE_GO_TRACE_H

#include "trace_internal.h"

// --- trace.c -------------------------------------------------------------------------------------
void go_trace_switch(intptr_t on) GO_SYMBOL("runtime.trace.nextGeneration");
uint64_t go_trace_generation(void) GO_SYMBOL("runtime.trace.generation");
void go_trace_clocks(uint64_t now[3]) GO_SYMBOL("runtime.trace.clocks");
intptr_t go_trace_batch(intptr_t of_closed, void **at) GO_SYMBOL("runtime.trace.nextBatch");
void go_trace_forget(void) GO_SYMBOL("runtime.trace.forgetClosed");
TraceTables *go_trace_closed_tables(void);

// --- trace_table.c -------------------------------------------------------------------------------
intptr_t go_trace_record(intptr_t table, void **r) GO_SYMBOL("runtime.trace.nextRecord");

// --- cpuprofile.c --------------------------------------------------------------------------------
intptr_t go_trace_sample(uint64_t *to, intptr_t n) GO_SYMBOL("runtime.trace.nextSample");

#endif
