// heapsites.h - at the end of a program, where it allocated.  See heapsites.c.

#ifndef VOLE_HEAPSITES_H
#define VOLE_HEAPSITES_H

#include <stdbool.h>

// Has somebody asked for it (vole run -m=heap)?  Then every allocation is sampled, those that would
// share a tiny block too.
extern bool heapsites_wanted;

void heapsites_init(void);  // reads the environment, and takes the request out of it
void heapsites_catch(void); // lets signals that end the program wait for the file
void heapsites_write(void); // before the process ends; the first call counts

#endif
