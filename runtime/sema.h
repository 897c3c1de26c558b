// sema.h - semaphores that goroutines wait on.  See sema.c.

#ifndef VOLE_SEMA_H
#define VOLE_SEMA_H

#include "internal.h"

bool sema_try(uint32_t *s);                                 // decrement if positive
void sema_acquire(uint32_t *s, bool lifo, int wait_reason); // wait until positive, then decrement
// increment, wake one waiter; handoff: and run it at once
void sema_release(uint32_t *s, bool handoff);
void sema_check_bubble(const G *g); // who is durably blocked may be woken by its own bubble only
Lock *sema_lock(
    uint32_t *word); // of the bucket that the word is in: guards what else belongs to it (notify.c)

#endif
