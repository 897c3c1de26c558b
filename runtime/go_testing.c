// go_testing.c - what package testing asks about the program (stdlib/README.md).

#include "runtime.h"

// Weak: testing/internal/testdeps, which only the main packages of tests import, defines it too.
intptr_t testing_in_test_binary(void) GO_SYMBOL("testing.inTestBinary") __attribute__((weak));

intptr_t testing_in_test_binary(void)
{
	return 0;
}
