// tied.h - objects that something outside the heap refers to weakly: timers that are tied to a
// channel (timer.c, chan.c) and what the collector knows of their life (finalizer.c).

#ifndef VOLE_TIED_H
#define VOLE_TIED_H

#include "runtime.h"

void timer_dead(uintptr_t t);
void chan_set_timer(void *channel, void *timer);
bool chan_awaited(const void *channel);
// Weak references (finalizer.c).
void finalizer_watch_timer(uintptr_t t);
bool object_settled(const void *p);
void object_settle(const void *p);

#endif
