// cpuprofile.h - the CPU profile.  See cpuprofile.c.

#ifndef VOLE_CPUPROFILE_H
#define VOLE_CPUPROFILE_H

#include "internal.h"
#include "roots.h"

void cpuprofile_init_m(M *m);                         // a new thread, by itself
void cpuprofile_end_m(M *m);                          // a thread that ends; it is no more in m
void cpuprofile_signal(void *ucontext, int overruns); // SIGPROF of the thread's timer
void cpuprofile_each_root(RootFn fn, void *arg);      // labels of samples not read yet

#endif
