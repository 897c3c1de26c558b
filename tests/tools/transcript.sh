#!/usr/bin/env bash
# transcript.sh COMMAND...: what the tool (`go tool pprof`, `vole tool pprof`) says to each of the cases: a line
# "$ arguments", the output, and the exit status where it is not 0.  Go's makes expected.txt:
#
#     tests/tools/transcript.sh go tool pprof > tests/tools/expected.txt
cd "$(dirname "$0")" || exit 1
export TZ=UTC PPROF_TMPDIR=${TMPDIR:-/tmp}
grep -v '^#' cases | while IFS= read -r case; do
	profiles=(profiles/*.pb)
	[[ $case == *PROFILE* ]] || profiles=(none)
	for profile in "${profiles[@]}"; do
		args=${case/PROFILE/$profile}
		printf '$ %s\n' "$args"
		set -f
		# shellcheck disable=SC2086
		"$@" $args < /dev/null 2>&1 || echo "exit status $?"
		set +f
	done
done
