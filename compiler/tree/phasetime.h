// phasetime.h - where a build's time goes (-d=phases)

#ifndef VOLE_PHASETIME_H
#define VOLE_PHASETIME_H

#include "options.h"

// -d=phases=1: says on standard error that what this process has done since the last call, or since
// it began, was this phase of this package: a line "phase PACKAGE NAME MS", processor time in
// milliseconds.  Nothing without it.
void phase_done(const Options *o, const char *package, const char *name);

// -d=phases=2: LLVM's own report of its passes is wanted too.
bool phase_wants_passes(const Options *o);

#endif
