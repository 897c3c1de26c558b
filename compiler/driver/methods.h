// methods.h - which methods a program can call (methods.c)

#ifndef VOLE_METHODS_H
#define VOLE_METHODS_H

#include "codegen.h"

// What a package has noted of its methods; size 0: nothing.
typedef struct {
	const char *text;
	size_t size;
} Records;

Records methods_records(const char *object);
// MethodTable*: those that are to take the place of the packages' own, given all packages' records.
Vec methods_tables(const Records *records, int n);

#endif
