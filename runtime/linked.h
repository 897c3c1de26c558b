// linked.h - what the linker and the compiler make: tables, the bounds of goroutine text, main.

#ifndef VOLE_LINKED_H
#define VOLE_LINKED_H

#include "runtime.h"

extern const GoRoot __start_goroots[], __stop_goroots[];
extern char go_text_begin[], go_text_end[];
extern const GoInit go_inits[];
// malloc.c; where all pointers to objects of no size point, the compiler's too
extern uint8_t zero_base[];
void go_main_main(void) GO_SYMBOL("main.main");

#endif
