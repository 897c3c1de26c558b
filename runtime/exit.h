// exit.h - leaving the process in order.

#ifndef VOLE_EXIT_H
#define VOLE_EXIT_H

// Run the hooks, then exit.  From a goroutine or g0.
_Noreturn void exit_process(int code);
// fn runs before the process exits (profiles); at start only.
void exit_hook(void (*fn)(void));

#endif
