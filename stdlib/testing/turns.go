package testing

import "sync"

// turns says how many parallel tests may run at once. A test that runs has a turn; while it waits for its
// subtests it gives it away. The turn of one that ends goes to one that waits, if any does.
type turns struct {
	mu      sync.Mutex
	free    chan bool // a turn passed on
	running int
	waiting int
	most    int
}

// newTurns returns turns of which the caller has one.
func newTurns(most int) *turns {
	return &turns{free: make(chan bool), running: 1, most: most}
}

// take waits for a turn.
func (t *turns) take() {
	t.mu.Lock()
	if t.running < t.most {
		t.running++
		t.mu.Unlock()
		return
	}
	t.waiting++
	t.mu.Unlock()
	<-t.free
}

// give gives a turn back.
func (t *turns) give() {
	t.mu.Lock()
	if t.waiting == 0 {
		t.running--
		t.mu.Unlock()
		return
	}
	t.waiting--
	t.mu.Unlock()
	t.free <- true
}
