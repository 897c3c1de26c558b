#!/usr/bin/env bash
# Each bug of the list can still be put in: its lines are where they were.  What catches it, make mutants shows.
exec "$(dirname "$0")/mutants.pl" --check
