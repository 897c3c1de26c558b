// debugvars.h - switches from the environment: GODEBUG (one table), GOGC, GOMEMLIMIT.

#ifndef VOLE_DEBUGVARS_H
#define VOLE_DEBUGVARS_H

#include <stdint.h>
#include "check.h"

typedef struct {
	int gctrace, gcgen, gcpacertrace, schedtrace, scheddetail, scavtrace, inittrace,
	    gccheckmark, clobberfree, gcstoptheworld, gcstress, asyncpreemptoff, invalidptr, efence,
	    madvdontneed, memprofilerate, panicnil, gcbarrier_dijkstra, gcmark_spans;
#if VOLE_DEBUG
	int forgetroot; // enum RootClass + 1
	int nomemory;   // os_fail_at()
#endif
} DebugVars;
extern DebugVars debug;
void debugvars_init(void); // from the environment, before heap_init
int64_t env_gogc(void);    // GOGC: 100 default, -1 off
// GOMEMLIMIT in bytes; INT64_MAX default; exits with Go's text when malformed
int64_t env_memlimit(void);

#endif
