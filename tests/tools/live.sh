# live.sh - vole run -gcview, while the program runs.  Read by run.sh.

mkdir -p "$out/live" && cat > "$out/live/main.go" << 'GO'
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
)

// Each line that comes is answered by a collection and a line on standard error; "exit N" ends it.
func main() {
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		var status int
		if n, _ := fmt.Sscanf(in.Text(), "exit %d", &status); n == 1 {
			fmt.Fprint(os.Stderr, "no end of line")
			os.Exit(status)
		}
		runtime.GC()
		fmt.Fprintln(os.Stderr, "seen", in.Text(), os.Getenv("GODEBUG"))
	}
}
GO

# Runs the program with its standard input at descriptor $to; sets url and pid.
start_live() {
	rm -f "$out/live/in"
	mkfifo "$out/live/in"
	env "$@" "$VOLE" run -gcview "$out/live/main.go" < "$out/live/in" > "$out/live/out" 2> "$out/live/err" &
	pid=$!
	exec {to}> "$out/live/in"
	url=
	while [ -z "$url" ] && kill -0 $pid 2> /dev/null; do
		url=$(sed -n 's/^gcview: //p' "$out/live/err")
		sleep 0.05
	done
}
end_live() { # sets code
	exec {to}>&-
	wait $pid
	code=$?
}
get() { # path, more of the request: the answer's first line and body
	perl -MIO::Socket::INET -e 'my ($url, $path, $more) = @ARGV; my ($host) = $url =~ m{//([^/]+)};
		my $s = IO::Socket::INET->new(PeerAddr => $host) or die "connect: $!\n"; $more ||= "Host: $host";
		print $s "GET $path HTTP/1.1\r\n$more\r\n\r\n"; $| = 1; while (<$s>) { print; last if /^event: end/ }' "$url" "$@"
}
wait_for() { # a line in that file, while the program runs
	until grep -q "$1" "$2"; do kill -0 $pid 2> /dev/null || return; sleep 0.05; done
}

if ! command -v perl > /dev/null; then
	echo "SKIP live: no perl"
else
	start_live GODEBUG=clobberfree=0
	echo one >&"$to"
	wait_for 'seen one' "$out/live/err"
	get /events > "$out/live/events" &
	wait_for 'event: cycle' "$out/live/events"
	echo two >&"$to"
	wait_for 'seen two' "$out/live/err"
	get / > "$out/live/page"
	get /nowhere > "$out/live/nowhere"
	get / 'Host: elsewhere.example' > "$out/live/elsewhere"
	get / 'X: no host' > "$out/live/no-host"
	echo 'exit 7' >&"$to"
	end_live
	wait $!
	verdict live-status "$([ $code = 1 ] || echo "exit status $code")"
	verdict live-stderr "$(sed '/^gcview: /d' "$out/live/err" | diff <(printf 'seen one clobberfree=0,gctrace=1\nseen two clobberfree=0,gctrace=1\nno end of lineexit status 7\n') - | head -n 4)"
	verdict live-address "$([[ $url == http://127.0.0.1:*/ ]] || echo "$url")"
	verdict live-page "$(grep -q '"live":true' "$out/live/page" && head -n 1 "$out/live/page" | grep -q '200 OK' || head -n 1 "$out/live/page")"
	verdict live-events "$([ "$(grep -c '^event: cycle' "$out/live/events")" -ge 2 ] && grep -q '"forced":true' "$out/live/events" || head -c 300 "$out/live/events")"
	verdict live-end "$(grep -q '^event: end' "$out/live/events" || tail -n 2 "$out/live/events")"
	verdict live-not-found "$(head -n 1 "$out/live/nowhere" | grep -v 404)"
	verdict live-other-host "$(head -n 1 "$out/live/elsewhere" | grep -v 403)"
	verdict live-no-host "$(head -n 1 "$out/live/no-host" | grep -v 403)"
	verdict live-gone "$(get / 2>&1 | grep -v '^connect: ')"

	start_live GODEBUG=gctrace=1
	echo one >&"$to"
	wait_for 'seen one' "$out/live/err"
	end_live
	verdict live-ends-well "$([ $code = 0 ] || echo "exit status $code")"
	verdict live-own-gctrace "$(grep -q '^gc 1 @' "$out/live/err" && grep -q 'seen one gctrace=1$' "$out/live/err" || cat "$out/live/err")"

	start_live GODEBUG=
	echo one >&"$to"
	wait_for 'seen one' "$out/live/err"
	kill -TERM $pid # and nothing else ends it
	wait $pid
	code=$?
	exec {to}>&-
	verdict live-signal "$([ $code = 1 ] && tail -n 1 "$out/live/err" | grep -q '^signal: terminated$' || cat "$out/live/err")"
	verdict live-no-server-left "$(get / 2>&1 | grep -v '^connect: ')"
fi
