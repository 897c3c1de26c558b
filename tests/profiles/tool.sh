# What the pprof tool must say of the profiles that the programs left.  Read by run.sh.
tool heap.pb -top '^Type: inuse_space' '^Build ID: [0-9a-f]{32}$' 'main\.keep$' 'main\.main$' 'runtime\.main$'
tool heap.pb "-sample_index=alloc_objects -list=main.keep" 'ROUTINE =+ main.keep in .*/heap.go' '1000 +1000 .*make\(\[\]byte, 1000\)'
tool heap.pb -traces 'bytes:  ?1kB|bytes: +1.02kB|bytes: +1kB' 'main\.keep' 'main\.main'
tool allocs.pb -top '^Type: alloc_space' 'main\.drop'
tool goroutine.pb -top '^Type: goroutine' 'runtime\.gopark' 'runtime\.chanrecv1' 'main\.waits'
tool goroutine.pb -raw 'runtime.gopark runtime/sched.c:[1-9][0-9]*:0 s=[1-9]' 'runtime.selectgo runtime/select.c:[1-9][0-9]*:0 s=[1-9]'
tool goroutine.pb "-list=runtime.gopark -source_path=$TOP" 'runtime/sched.c' 'asm_mcall'
tool goroutine.pb -traces 'kind: +waiting' 'time\.Sleep'
tool threadcreate.pb -top '^Type: threadcreate'
tool files.pb -top '^Type: tests\.files' ' 2 .*main\.open'
for name in heap goroutine threadcreate; do tool $name.txt -top "^Type: (inuse_space|$name)" ' [0-9]'; done
head -c "$(($(stat -c %s "$out/heap.pb") / 2))" "$out/heap.pb" > "$out/half.pb"
if [ -z "$have_go" ]; then echo "SKIP half a profile: no Go"
elif (cd "$out" && go tool pprof -top half.pb) > "$out/tool.txt" 2>&1; then echo "FAIL half a profile: the tool reads it"
elif grep -q 'unexpected EOF' "$out/tool.txt"; then echo "PASS half a profile"
else echo "FAIL half a profile: $(tail -n 2 "$out/tool.txt" | tr '\n' ' ')"
fi
tool block.pb -top '^Type: delay' 'runtime\.chanrecv1' 'sync\.\(\*Mutex\)\.Lock' 'sync\.\(\*Cond\)\.Wait'
tool block.pb -list=main.receives 'contention.go' ' 28:func receives'
tool mutex.pb -traces 'sync\.\(\*Mutex\)\.Unlock' 'main\.unlocks'
tool cpu.pb -top '^Type: cpu' '^Duration: ' ' main\.mix$' 'main\.hot$'
tool cpu.pb -list=main.mix 'cpu.go' 'x \^= x << 13'
tool cpu.pb -traces 'main\.mix' 'main\.hot' 'runtime\.main'
tool module/cpu.pb -top '^Type: cpu' ' m\.busy'
tool module/mem.pb -top '^Type: alloc_space' ' m\.BenchmarkBusy'
tool module/block.pb -top '^Type: delay' 'sync\.\(\*Mutex\)\.Lock'
tool module/mutex.pb -traces 'sync\.\(\*Mutex\)\.Unlock' 'm\.TestWaits\.func1'
