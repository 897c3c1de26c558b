#!/usr/bin/env bash
# One in forty programs of Go's test tree: see corpus.pl.  `make corpus` runs them all.
set -u
SLICE=${SLICE:-1/40} VERBOSE=1 QUIET=1 exec "$(dirname "$0")/corpus.pl"
