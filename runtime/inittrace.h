// inittrace.h - see inittrace.c.

#ifndef VOLE_INITTRACE_H
#define VOLE_INITTRACE_H

#include "internal.h"

void inittrace_run(const GoInit *init); // run one package's initialisation and report on it

#endif
