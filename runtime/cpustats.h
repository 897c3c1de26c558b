// cpustats.h - where the CPU time of the Ps went, for runtime/metrics.  See cpustats.c.

#ifndef VOLE_CPUSTATS_H
#define VOLE_CPUSTATS_H

#include <stdint.h>

// ns since the start, as of the end of the last cycle; no two have time in common
typedef struct {
	int64_t mark_assist, mark_dedicated, mark_idle, pause;
	int64_t scavenge_assist, scavenge_background;
	int64_t idle, user;
} CpuStats;

int64_t cpustats_available(int64_t now); // world stopped: what all Ps had till now
void cpustats_paused(int64_t ns);        // the collector has stopped the world so long
// World stopped: a cycle in which marking took so long has ended.
void cpustats_cycle_done(int64_t now, int64_t assist, int64_t background, int64_t idle);
void cpustats_read(CpuStats *out);

#endif
