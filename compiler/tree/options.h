// options.h - what a phase is told: how one package is compiled

#ifndef VOLE_OPTIONS_H
#define VOLE_OPTIONS_H

#include "lang.h"

typedef enum { ESCAPE_GO, ESCAPE_OFF, ESCAPE_CLOSED } EscapeMode;
typedef struct World World; // escape/world.c

// How one package is compiled.  Packages named on the command line get what the user asked for,
// their dependencies the same without -m, -l and -d (as with Go's -gcflags).
typedef struct {
	int m;             // -m: 0 nothing, 1 decisions, 2 reasons too
	bool no_inline;    // -l
	int opt;           // -O0 or -O2
	EscapeMode escape; // -escape=
	// -escape=closed: the whole program; NULL while it is being asked for (escape/closed.h)
	const World *world;
	Vec debug;        // char*: "name=value" from -d
	const char *json; // -json: the directory for diagnostics, or NULL
	Vec *diagnostics; // where they are collected (diagnose.h), or NULL
	Vec *marks;       // where what the page shows is collected (mark.h), or NULL
	FILE *allocs;     // where rows about allocations go (escape/allocs.c), or NULL
	FILE *msgs;       // where -m lines go, one `./file.go:line:col: text` each; never NULL
} Options;

// The number in -d=name=value; 1 for a bare -d=name.
int options_debug(const Options *o, const char *name, int otherwise);

#endif
