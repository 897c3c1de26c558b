#!/usr/bin/env bash
# The programs of tests/programs again, in every mode that must not change what they print: without
# optimisation, without inlining, with everything on the heap (the oracle for escape analysis: a stack
# allocation that outlives its frame shows as a difference), with dead words of frames cleared wherever they
# may be, with the whole program in view and ended frames overwritten, and with the collector forced to run
# often, checking itself and overwriting what it frees.
set -u
base=$OUT
mode() { # name, vole flags, GODEBUG
	MODE=$1 OUT=$base/modes/$1 VOLE_FLAGS=$2 GODEBUG=$3 "$TOP/tests/programs/run.sh" | sed "s/^\([A-Z]*\) /\1 $1: /"
}
mode O0 -O0 ""
mode noinline -l ""
mode heap -escape=off ""
mode dead -d=cleardead=1 ""
mode closed "-escape=closed -gcflags=all=-d=poison=1" ""
mode stress "" gcstress=200,gccheckmark=1,clobberfree=1
mode stopped "" gcstoptheworld=1,clobberfree=1
mode dijkstra "" gcbarrier=dijkstra,gccheckmark=1
mode generations "" gcgen=1,gcstress=300,gccheckmark=1,clobberfree=1
GOMAXPROCS=1 mode oneP "" gcstress=1000
