package testing

import "context"

// Context returns a context that is cancelled just before the cleanup functions are called.
func (c *common) Context() context.Context {
	c.checkFuzzing("Context")
	return c.ctx
}

// Cleanup has f called when the test and all its subtests have ended: the last one registered first.
//
//go:noinline
func (c *common) Cleanup(f func()) {
	c.checkFuzzing("Cleanup")
	pcs := stackOf(1)
	fn := func() {
		defer func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.cleaning, c.cleanPCs = "", nil
		}()
		name := callerName(0)
		c.mu.Lock()
		c.cleaning, c.cleanPCs = name, pcs
		c.mu.Unlock()
		f()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, fn)
}

// popCleanup takes the function that is to be called next, or nil.
func (c *common) popCleanup() func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := len(c.cleanups)
	if n == 0 {
		return nil
	}
	f := c.cleanups[n-1]
	c.cleanups = c.cleanups[:n-1]
	return f
}

// runCleanup calls the cleanup functions. One that panics or ends the goroutine does not keep the
// others from being called.
//
//go:noinline
func (c *common) runCleanup() {
	c.inCleanup.Store(true)
	defer c.inCleanup.Store(false)
	defer func() {
		c.mu.Lock()
		more := len(c.cleanups) > 0
		c.mu.Unlock()
		if more {
			c.runCleanup()
		}
	}()
	c.cancel()
	for f := c.popCleanup(); f != nil; f = c.popCleanup() {
		f()
	}
}

// tryCleanup calls the cleanup functions and returns what they panicked with.
//
//go:noinline
func (c *common) tryCleanup() (reason any) {
	defer func() { reason = recover() }()
	c.runCleanup()
	return nil
}
