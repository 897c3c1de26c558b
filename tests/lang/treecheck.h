// treecheck.h - is a typed tree what lang.h promises?

#ifndef VOLE_TREECHECK_H
#define VOLE_TREECHECK_H

#include "lang.h"

// Walks all functions of p; prints each breach of the rules.  Returns how many there were.
int treecheck(Package *p);

#endif
