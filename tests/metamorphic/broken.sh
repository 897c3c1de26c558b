#!/usr/bin/env bash
# A compiler with a fault, for run.sh: VOLE itself, but a deferred closure that sets a result (the rewrite
# `deferred`) loses what it set, and so does every program that has been given one.
set -u
args=()
for arg in "$@"; do
	if [[ $arg == *.go ]] && grep -q 'defer func() { mm_r = ' "$arg"; then
		sed 's/\(defer func() { \)mm_r = /\1_ = /g' "$arg" > "${arg%.go}_broken.go"
		arg=${arg%.go}_broken.go
	fi
	args+=("$arg")
done
exec "$REAL_VOLE" "${args[@]}"
