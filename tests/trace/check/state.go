package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// What the events say must be possible: a machine of goroutines, Ps and threads takes one event after the
// other, always one that fits, the earliest there is. If none fits the trace is wrong.

const (
	runnable = 1 + iota
	running
	inSyscall
	waiting
)

const (
	procRunning = 1 + iota
	procIdle
	procSyscall
	procAbandoned // its thread is not known
)

const none = -1

type goroutine struct {
	status, sequence, generation uint64
	assisting, known             bool // known: in this generation
	stopping                     string
	regions                      []string
	start                        string
}

type proc struct {
	status, sequence, generation uint64
	sweeping                     bool
}

type thread struct{ g, p int64 }

type machine struct {
	gs      map[uint64]*goroutine
	ps      map[uint64]*proc
	ms      map[uint64]*thread
	gc      uint64 // last sequence number
	marking bool
	gcKnown bool
	tasks   map[uint64]string

	number int // of the generation, from 0
	id     uint64
	tables *tables

	counts     map[string]int // events, and events with what they are about in brackets
	goroutines int            // the most at a time
}

func newMachine() *machine {
	return &machine{gs: map[uint64]*goroutine{}, ps: map[uint64]*proc{}, ms: map[uint64]*thread{},
		tasks: map[uint64]string{}, counts: map[string]int{}}
}

func (m *machine) count(names ...string) {
	for _, name := range names {
		m.counts[name]++
	}
}

// run takes in a generation.
func (m *machine) run(g *generation) {
	m.tables = g.tables()
	m.id = g.batches[0].generation
	m.counts["samples"] += m.tables.samples
	queues := map[uint64][]event{}
	for i := range g.batches {
		if b := &g.batches[i]; b.kind() == 0 {
			queues[b.thread] = append(queues[b.thread], b.events()...)
		}
	}
	var order []uint64 // threads
	for id, q := range queues {
		if len(q) > 0 {
			order = append(order, id)
		}
	}
	for _, gr := range m.gs {
		gr.known = false
	}
	for len(order) > 0 {
		slices.SortFunc(order, func(a, b uint64) int { return cmp.Compare(queues[a][0].time, queues[b][0].time) })
		at := slices.IndexFunc(order, func(id uint64) bool { return m.step(id, &queues[id][0]) })
		if at < 0 {
			m.stuck(order, queues)
		}
		id := order[at]
		m.take(id, &queues[id][0])
		queues[id] = queues[id][1:]
		if len(queues[id]) == 0 {
			order = slices.Delete(order, at, at+1)
		}
	}
	for id, gr := range m.gs {
		if !gr.known {
			fail("generation %d does not mention goroutine %d", m.id, id)
		}
	}
	m.number++
}

func (m *machine) stuck(order []uint64, queues map[uint64][]event) {
	var text strings.Builder
	for _, id := range order {
		e := &queues[id][0]
		fmt.Fprintf(&text, "\n\tthread %d %+v: %v", id, *m.thread(id), e)
		if strings.HasPrefix(specs[e.kind].args, "g") {
			fmt.Fprintf(&text, " (%+v)", m.gs[e.args[0]])
		}
		if strings.HasPrefix(specs[e.kind].args, "p") {
			fmt.Fprintf(&text, " (%+v)", m.ps[e.args[0]])
		}
	}
	fail("generation %d: no event can come next:%s", m.id, &text)
}

func (m *machine) thread(id uint64) *thread {
	t := m.ms[id]
	if t == nil {
		t = &thread{none, none}
		m.ms[id] = t
	}
	return t
}

// next: has g, in the status, this number next?
func (m *machine) next(id, status, sequence uint64) bool {
	g := m.gs[id]
	return g != nil && g.status == status && g.generation == m.id && g.sequence+1 == sequence
}

func (m *machine) nextProc(id, status, sequence uint64) bool {
	p := m.ps[id]
	return p != nil && (p.status == status || status == procSyscall && p.status == procAbandoned) &&
		p.generation == m.id && p.sequence+1 == sequence
}

// step reports whether the event can come next; those that must be possible, on their thread, it refuses.
func (m *machine) step(id uint64, e *event) bool {
	t := m.thread(id)
	a := e.args
	switch e.name() {
	case "ProcStart":
		return t.p == none && m.nextProc(a[0], procIdle, a[1])
	case "ProcSteal":
		return m.nextProc(a[0], procSyscall, a[1])
	case "GoStart":
		return t.p != none && t.g == none && m.next(a[0], runnable, a[1])
	case "GoUnblock":
		return m.next(a[0], waiting, a[1])
	case "GoSwitch", "GoSwitchDestroy":
		return t.g != none && m.next(a[0], waiting, a[1])
	case "GoSyscallEndBlocked":
		return t.p == none || m.ps[uint64(t.p)].status != procSyscall
	case "GCActive", "GCBegin", "GCEnd":
		return !m.gcKnown || a[0] == m.gc+1
	}
	return true
}

// need: the thread has a goroutine in the status, and a P.
func (m *machine) need(t *thread, e *event, status uint64) *goroutine {
	if t.g == none || t.p == none {
		fail("%v: goroutine %d, P %d", e, t.g, t.p)
	}
	g := m.gs[uint64(t.g)]
	if g == nil || g.status != status {
		fail("%v: goroutine %d is %+v", e, t.g, g)
	}
	return g
}

func (m *machine) take(id uint64, e *event) {
	t := m.thread(id)
	m.count(e.name())
	if len(e.args) != len(specs[e.kind].args) {
		fail("%v: arguments", e)
	}
	for i, kind := range specs[e.kind].args {
		if kind == 's' {
			m.count(e.name() + "(" + m.tables.string(e.args[i]) + ")")
		} else if kind == 'k' {
			for _, function := range m.tables.stack(e.args[i]) {
				m.count(e.name() + "@" + function)
			}
		}
	}
	switch name := e.name(); {
	case strings.HasPrefix(name, "Proc"):
		m.takeProc(t, e)
	case strings.HasPrefix(name, "GoSyscall"):
		m.takeSyscall(t, e)
	case strings.HasPrefix(name, "Go") && name != "GoLabel":
		m.takeGo(t, e, id)
	case strings.HasPrefix(name, "User"):
		m.takeUser(t, e)
	default:
		m.takeRange(t, e)
	}
	m.goroutines = max(m.goroutines, len(m.gs))
}

func (m *machine) takeProc(t *thread, e *event) {
	a := e.args
	switch e.name() {
	case "ProcsChange":
		m.need(t, e, running)
		if a[0] == 0 {
			fail("%v", e)
		}
	case "ProcStatus":
		p := &proc{status: a[1], generation: m.id}
		if old := m.ps[a[0]]; old != nil {
			if old.status == procSyscall && p.status == procAbandoned {
				p.status = procSyscall // we know the thread, though its writer did not
			}
			if old.generation == m.id || old.status != p.status {
				fail("%v, but it is %+v", e, old)
			}
			p.sweeping = old.sweeping
		}
		m.ps[a[0]] = p
		if a[1] == procRunning || a[1] == procSyscall {
			t.p = int64(a[0])
		}
	case "ProcStart":
		m.ps[a[0]].status, m.ps[a[0]].sequence, t.p = procRunning, a[1], int64(a[0])
	case "ProcStop":
		if t.p == none {
			fail("%v: of no P", e)
		}
		m.ps[uint64(t.p)].status, t.p = procIdle, none
	case "ProcSteal":
		p := m.ps[a[0]]
		if p.status == procSyscall {
			victim := m.thread(a[2])
			if victim.p != int64(a[0]) {
				fail("%v: that thread has P %d", e, victim.p)
			}
			victim.p = none
		}
		p.status, p.sequence = procIdle, a[1]
	}
}

func (m *machine) takeSyscall(t *thread, e *event) {
	switch e.name() {
	case "GoSyscallBegin":
		g, p := m.need(t, e, running), m.ps[uint64(t.p)]
		if p.status != procRunning || p.generation != m.id || p.sequence+1 != e.args[0] {
			fail("%v: the P is %+v", e, p)
		}
		g.status, p.status, p.sequence = inSyscall, procSyscall, e.args[0]
	case "GoSyscallEnd":
		g, p := m.need(t, e, inSyscall), m.ps[uint64(t.p)]
		if p.status != procSyscall {
			fail("%v: the P is %+v", e, p)
		}
		g.status, p.status = running, procRunning
	case "GoSyscallEndBlocked":
		g := m.gs[uint64(t.g)]
		if g == nil || g.status != inSyscall || !g.known {
			fail("%v: goroutine %d is %+v", e, t.g, g)
		}
		g.status, t.g = runnable, none
	}
}

func (m *machine) takeGo(t *thread, e *event, id uint64) {
	a := e.args
	switch e.name() {
	case "GoStatus", "GoStatusStack":
		m.takeStatus(t, e, id)
	case "GoCreate", "GoCreateBlocked":
		if t.p == none || m.gs[a[0]] != nil {
			fail("%v: P %d; goroutine is %+v", e, t.p, m.gs[a[0]])
		}
		if t.g != none {
			m.need(t, e, running)
		}
		g := &goroutine{status: runnable, generation: m.id, known: true}
		if e.name() == "GoCreateBlocked" {
			g.status = waiting
		}
		if stack := m.tables.stack(a[1]); len(stack) > 0 {
			g.start = stack[len(stack)-1]
			m.count("start(" + g.start + ")")
		}
		m.gs[a[0]] = g
	case "GoStart":
		m.gs[a[0]].status, m.gs[a[0]].sequence, t.g = running, a[1], int64(a[0])
	case "GoDestroy":
		m.end(t, e)
	case "GoStop":
		m.need(t, e, running).status, t.g = runnable, none
	case "GoBlock":
		m.need(t, e, running).status, t.g = waiting, none
	case "GoUnblock":
		m.gs[a[0]].status, m.gs[a[0]].sequence = runnable, a[1]
	case "GoSwitch":
		m.need(t, e, running).status, t.g = waiting, none
		m.gs[a[0]].status, m.gs[a[0]].sequence, t.g = running, a[1], int64(a[0])
	case "GoSwitchDestroy":
		m.end(t, e)
		m.gs[a[0]].status, m.gs[a[0]].sequence, t.g = running, a[1], int64(a[0])
	default:
		fail("%v: not expected", e)
	}
}

func (m *machine) end(t *thread, e *event) {
	if g := m.need(t, e, running); g.stopping != "" || g.assisting {
		fail("%v: goroutine %d is %+v", e, t.g, g)
	}
	delete(m.gs, uint64(t.g))
	t.g = none
}

func (m *machine) takeStatus(t *thread, e *event, id uint64) {
	a := e.args
	g := m.gs[a[0]]
	if g == nil {
		if m.number > 0 {
			fail("%v: a goroutine that was not created", e)
		}
		g = &goroutine{}
		m.gs[a[0]] = g
	} else if g.status != a[2] || g.known {
		fail("%v: it is %+v", e, g)
	}
	g.status, g.sequence, g.generation, g.known = a[2], 0, m.id, true
	switch a[2] {
	case running:
		t.g = int64(a[0])
	case inSyscall:
		victim := m.thread(a[1])
		if m.number > 0 && victim.g != int64(a[0]) {
			fail("%v: that thread has goroutine %d", e, victim.g)
		}
		victim.g = int64(a[0])
	case runnable, waiting:
	default:
		fail("%v: status", e)
	}
}

func (m *machine) takeUser(t *thread, e *event) {
	g := m.need(t, e, running)
	a := e.args
	switch e.name() {
	case "UserTaskBegin":
		if _, ok := m.tasks[a[0]]; ok {
			fail("%v: it has begun before", e)
		}
		m.tasks[a[0]] = m.tables.string(a[2])
	case "UserTaskEnd":
		m.count("UserTaskEnd(" + m.tasks[a[0]] + ")")
		delete(m.tasks, a[0])
	case "UserRegionBegin":
		g.regions = append(g.regions, fmt.Sprint(a[0], " ", m.tables.string(a[1])))
	case "UserRegionEnd":
		if n := len(g.regions); n > 0 {
			if want := fmt.Sprint(a[0], " ", m.tables.string(a[1])); g.regions[n-1] != want {
				fail("%v: region %s ends in %s", e, want, g.regions[n-1])
			}
			g.regions = g.regions[:n-1]
		}
	}
}

func (m *machine) takeRange(t *thread, e *event) {
	a := e.args
	change := func(what *bool, to bool) {
		if *what == to {
			fail("%v: in its state %v", e, to)
		}
		*what = to
	}
	switch e.name() {
	case "STWBegin":
		g := m.need(t, e, running)
		if g.stopping != "" {
			fail("%v: goroutine %d stops for %q", e, t.g, g.stopping)
		}
		g.stopping = m.tables.string(a[0])
	case "STWEnd":
		g := m.need(t, e, running)
		if g.stopping == "" {
			fail("%v: goroutine %d did not stop the world", e, t.g)
		}
		g.stopping = ""
	case "GCActive":
		if m.gcKnown != (m.number > 0) && m.number == 0 || m.gcKnown && !m.marking {
			fail("%v: but the collector does not mark", e)
		}
		m.gc, m.gcKnown, m.marking = a[0], true, true
	case "GCBegin":
		change(&m.marking, true)
		m.gc, m.gcKnown = a[0], true
	case "GCEnd":
		change(&m.marking, false)
		m.gc = a[0]
	case "GCSweepBegin", "GCSweepEnd":
		if t.p == none {
			fail("%v: no P", e)
		}
		change(&m.ps[uint64(t.p)].sweeping, e.name() == "GCSweepBegin")
	case "GCSweepActive":
		if m.number > 0 && !m.ps[a[0]].sweeping {
			fail("%v: it does not sweep", e)
		}
		m.ps[a[0]].sweeping = true
	case "GCMarkAssistBegin":
		change(&m.need(t, e, running).assisting, true)
	case "GCMarkAssistEnd":
		change(&m.need(t, e, running).assisting, false)
	case "GCMarkAssistActive":
		if g := m.gs[a[0]]; g == nil || m.number > 0 && !g.assisting {
			fail("%v: it does not assist", e)
		}
		m.gs[a[0]].assisting = true
	case "HeapAlloc", "HeapGoal":
		if t.p == none {
			fail("%v: no P", e)
		}
	case "GoLabel":
		m.need(t, e, running)
	default:
		fail("%v: not expected", e)
	}
}
