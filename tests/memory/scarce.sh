#!/usr/bin/env bash
# Memory that the system refuses: the program must say that it is out of memory and exit with 2, or do without.
#
#     scarce.sh [STEP [SIZES]]     23 for make test; 1 for make stress: every call
#
# With the debug runtime, GODEBUG=nomemory=N: the N-th call for memory or for a thread fails, or (-N) all from that on; each
# STEPth N up to the last call that the program makes.  And truly, with the normal runtime, under a low RLIMIT_AS.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=${TOP:-$(cd "$here/../.." && pwd)} build=${BUILD:-$here/../../build} vole=${VOLE:-$here/../../build/vole}
out=${OUT:-$build/test}/memory
step=${1:-23} sizes=${2:-"20 60 200"}
mkdir -p "$out"
ulimit -c 0

compile() {    # executable, program, runtime
	VOLE_ROOT=$build/$3 timeout 60 "$vole" build -o "$out/$1" "$here/scarce/$2.go" > "$out/$1.build" 2>&1 && return
	echo "FAIL scarce $1: does not build: $(head -n 3 "$out/$1.build" | tr '\n' ' ')"
	return 1
}

# 0: it was refused memory and said so; 1: it could do without; 2: anything else.
outcome() {    # exit status, output
	if [ "$1" -eq 2 ] && grep -qE '^fatal error: .*(out of memory|cannot allocate memory)' "$2"; then return 0; fi
	if [ "$1" -eq 0 ] && [ "$(tail -n 1 "$2")" = ok ]; then return 1; fi
	return 2
}

sweep() {      # title, NAME=value ..., -- parts
	local title=$1 environment=() n sign refused=0 without=0 wrong='' in_row=0 file
	shift
	while [ "$1" != -- ]; do environment+=("$1"); shift; done
	shift
	file="$out/scarce.$title.out"
	for ((n = 1; in_row < 2 * (step > 8 ? 1 : 8); n += step)); do # until no call is left to fail
		for sign in "" -; do
			env "${environment[@]}" GODEBUG="nomemory=$sign$n" timeout 60 "$out/scarce.debug" "$@" > "$file" 2>&1
			local status=$?
			outcome $status "$file"
			case $? in
			0) refused=$((refused + 1)) in_row=0 ;;
			1) without=$((without + 1)) in_row=$((in_row + (n > 100))) ;;
			2) wrong+=" nomemory=$sign$n: exit status $status: $(grep -m 1 -E 'fatal|panic|signal' "$file" | head -c 100);"
				cp "$file" "$file.$sign$n" ;;
			esac
		done
		[ "$n" -gt 2000 ] && wrong+=" calls without end" && break
	done
	# Of one call in STEP few may hit one that is needed.
	if [ -n "$wrong" ]; then echo "FAIL scarce $title:${wrong:0:300}"
	elif [ "$refused" -lt $((step > 8 ? 1 : 3)) ]; then echo "FAIL scarce $title: only $refused of the calls were needed"
	else echo "PASS scarce $title: $refused times out of memory, $without times it did without"
	fi
}

limited() {    # megabytes of address space, program, arguments
	local megabytes=$1 file="$out/scarce.limited.out" status
	shift
	(ulimit -v $((megabytes * 1000)); GOMAXPROCS=4 timeout 60 "$out/scarce.$1" "${@:2}" > "$file" 2>&1)
	status=$?
	outcome $status "$file"
	case $? in
	0) echo "PASS scarce $* in $megabytes MB" ;;
	1) [ "$1" != hog ] && echo "PASS scarce $* in $megabytes MB" || echo "FAIL scarce $* in $megabytes MB: it came to an end" ;;
	2) echo "FAIL scarce $* in $megabytes MB: exit status $status: $(grep -m 1 -E 'fatal|panic|signal' "$file" | head -c 200)" ;;
	esac
}

make -s -C "$top" BUILD="$build" runtime-debug > "$out/debug.build" 2>&1 || echo "FAIL scarce: no debug runtime"
compile scarce.debug all debug && {
	sweep heap -- heap threads free
	sweep stacks GOMAXPROCS=2 -- goroutines deep faults
	sweep profiles GOMAXPROCS=1 -- profiles free
	((step > 1)) || sweep everything GOMAXPROCS=4 GOGC=5 -- heap threads goroutines free faults deep profiles free
}
compile scarce.all all lib && compile scarce.hog hog lib && for size in $sizes; do
	limited "$size" all heap threads goroutines free faults deep profiles
	for how in small large goroutines recurse timers; do limited "$size" hog $how; done
done
