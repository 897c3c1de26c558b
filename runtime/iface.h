// iface.h - what iface.c does for maps.

#ifndef VOLE_IFACE_H
#define VOLE_IFACE_H

#include "runtime.h"

// panics if *value cannot be a key of a map
void iface_check_hashable(const GoType *t, void *value);

#endif
