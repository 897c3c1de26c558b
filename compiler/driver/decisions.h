// decisions.h - the pages of vole build -m=html: what the files that make them call of each other

#ifndef VOLE_DECISIONS_H
#define VOLE_DECISIONS_H

#include "compiler.h"

// decisions_data.c
// What was decided in u, as JSON: see there.
void decisions_data(const Unit *u, Buf *out);

// What of the data stands in an index of packages.
typedef struct {
	const char *name;
	const char *help;
} DecisionTotal;
extern const DecisionTotal decision_totals[]; // ends with a name of NULL

#endif
