#!/usr/bin/env bash
# The service's own profile names the line that keeps memory. Prints PASS, FAIL or SKIP; $1: a folder to work in.
set -u
dir=$1
if [ -z "$("$VOLE" env GOROOT)" ]; then echo "SKIP pprof-http: no Go 1.26 is installed"; exit; fi
if ! timeout 300 "$VOLE" build -O0 -o "$dir/prog" . > "$dir/build" 2>&1; then
	echo "FAIL pprof-http: does not build: $(head -n 3 "$dir/build" | tr '\n' ' ')"
	exit
fi
coproc service { exec timeout 60 "$dir/prog" -http=127.0.0.1:0 -requests=1000; }
address=
while [ -z "$address" ] && IFS= read -r -t 30 line <&"${service[0]}"; do
	case $line in 'serving at '*) address=${line#serving at } ;; esac
done
"$VOLE" tool pprof -list='main.remember' "http://$address/debug/pprof/heap" > "$dir/list" 2>&1
exec {service[1]}>&-
# A heap profile is of the last collection. What is in use is nearly all this function's, and all of that this line's.
share=$(awk '/\(flat, cum\)/ { print int($5) }' "$dir/list") whole=$(awk '/\(flat, cum\)/ { print $1 }' "$dir/list")
line=$(awk '/answers\[question\] = append/ { print $1 }' "$dir/list")
if [ "${share:-0}" -ge 60 ] && [ "$line" = "$whole" ]; then echo 'PASS pprof-http -list'
else echo "FAIL pprof-http -list: ${share:-0} % in remember(), $line of it at the line: $(head -n 3 "$dir/list" | tr '\n' ' ')"; fi
