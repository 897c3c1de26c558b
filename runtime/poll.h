// poll.h - descriptors that goroutines wait for: poll.c

#ifndef VOLE_POLL_H
#define VOLE_POLL_H

#include "proc.h"

enum { POLL_BATCH = 128 }; // goroutines that one poll_collect() returns at most

bool poll_started(void); // is there a descriptor to wait for, or was there one?
bool poll_pending(void); // does a goroutine wait for one?  A hint
// Waits up to ns (0: not at all; < 0: for ever) for events or poll_interrupt(); puts the goroutines
// that have waited for them into ready[POLL_BATCH], still waiting, and returns their number.  Each
// is to be given to poll_wake().
int poll_collect(int64_t ns, G **ready);
void poll_wake(G *g);
void poll_interrupt(void);

#endif
