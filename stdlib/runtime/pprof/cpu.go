package pprof

import (
	"errors"
	"internal/frames"
	"io"
	"runtime"
	"sync"
	"time"
	"unsafe"
)

// cpuRate returns the number of samples per second.
func cpuRate() int

// readCPU moves samples of the CPU profile to buf, which has room for n words, and the labels of each to labels,
// as many as fit; it returns the number of words, and adds the number of lost samples to lost. A record is
// the number of its words, how often the sample was taken, two words from the stack for frames.MissingCaller, and the
// addresses.
//
//go:noescape
func readCPU(buf *uint64, n int, labels *unsafe.Pointer, nlabels int, lost *uint64) int

var cpu struct {
	mu   sync.Mutex
	stop chan struct{} // nil: no profile
	done chan struct{}
}

// StartCPUProfile begins to profile what the program does with its CPU time, 100 times per second of it,
// unless runtime.SetCPUProfileRate has set another rate. w gets the
// profile when StopCPUProfile is called. It is an error if a profile is being made already.
func StartCPUProfile(w io.Writer) error {
	const usual = 100
	cpu.mu.Lock()
	defer cpu.mu.Unlock()
	if cpu.stop != nil {
		return errors.New("cpu profiling already in use")
	}
	cpu.stop, cpu.done = make(chan struct{}), make(chan struct{})
	runtime.SetCPUProfileRate(usual)
	go profileWriter(w, int64(cpuRate()), time.Now(), cpu.stop, cpu.done)
	return nil
}

// StopCPUProfile ends the CPU profile, if there is one, and returns when all of it is written.
func StopCPUProfile() {
	cpu.mu.Lock()
	defer cpu.mu.Unlock()
	if cpu.stop == nil {
		return
	}
	runtime.SetCPUProfileRate(0)
	close(cpu.stop)
	<-cpu.done
	cpu.stop, cpu.done = nil, nil
}

// A cpuProfile adds samples up.
type cpuProfile struct {
	samples map[string]*cpuSample // by what is the same
	all     []*cpuSample
	lost    uint64
	buf     [4096]uint64
	labels  [256]unsafe.Pointer
	key     []byte
}

type cpuSample struct {
	stack  []uintptr
	labels *labelMap
	n      int64
}

func (p *cpuProfile) add(stack []uint64, labels unsafe.Pointer, n int64) {
	p.key = p.key[:0]
	p.key = append(p.key, unsafe.Slice((*byte)(unsafe.Pointer(&labels)), 8)...)
	p.key = append(p.key, unsafe.Slice((*byte)(unsafe.Pointer(&stack[0])), len(stack)*8)...)
	s := p.samples[string(p.key)]
	if s == nil {
		s = &cpuSample{labels: (*labelMap)(labels), stack: make([]uintptr, len(stack))}
		for i, pc := range stack {
			s.stack[i] = uintptr(pc)
		}
		p.samples[string(p.key)] = s
		p.all = append(p.all, s)
	}
	s.n += n
}

// read takes in all samples that there are.
func (p *cpuProfile) read() {
	for {
		n := readCPU(&p.buf[0], len(p.buf), &p.labels[0], len(p.labels), &p.lost)
		if n == 0 {
			return
		}
		i := 0
		for words := p.buf[:n]; len(words) > 0; words = words[words[0]:] {
			const times, atSP, aboveSP, stack = 1, 2, 3, 4
			s := words[stack:words[0]]
			if caller := frames.MissingCaller(uintptr(s[0])-1, uintptr(words[atSP]), uintptr(words[aboveSP])); caller != 0 {
				words[aboveSP] = s[0]
				s[0] = uint64(caller)
				s = words[aboveSP:words[0]]
			}
			p.add(s, p.labels[i], int64(words[times]))
			p.labels[i] = nil
			i++
		}
	}
}

func profileWriter(w io.Writer, hz int64, start time.Time, stop, done chan struct{}) {
	p := &cpuProfile{samples: map[string]*cpuSample{}}
	tick := time.NewTicker(100 * time.Millisecond)
	for running := true; running; {
		select {
		case <-tick.C:
		case <-stop:
			running = false
		}
		p.read()
	}
	tick.Stop()
	p.write(w, hz, start)
	close(done)
}

// lostProfileEvent stands for samples that there was no room for.
func lostProfileEvent() { lostProfileEvent() }

func (p *cpuProfile) write(w io.Writer, hz int64, start time.Time) error {
	b := newBuilder()
	period := int64(time.Second) / hz
	b.period("cpu", "nanoseconds", period)
	b.sampleTypes("samples", "count", "cpu", "nanoseconds")
	b.out.int(profileDurationNanos, int64(time.Since(start)))
	if p.lost > 0 {
		f := lostProfileEvent
		entry := **(**uint64)(unsafe.Pointer(&f))
		p.add([]uint64{entry + 1}, nil, int64(p.lost))
	}
	for _, s := range p.all {
		b.sample(sample{stack: s.stack, values: []int64{s.n, s.n * period}, labels: s.labels})
	}
	return b.writeTo(w, start)
}
