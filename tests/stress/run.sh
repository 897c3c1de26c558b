#!/usr/bin/env bash
# A small run of the runtime under each sanitizer (stress.sh has more to say); make stress does it at length.
here=$(cd "$(dirname "$0")" && pwd)
exec env OUT="${OUT:-$here/../../build/test}/stress" "$here/stress.sh" 0
