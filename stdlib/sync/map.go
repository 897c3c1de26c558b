package sync

import "sync/atomic"

// A Map is like a map[any]any that several goroutines may use at once; the zero value is empty. It suits
// keys that are written once and read often, or goroutines that work on keys of their own; otherwise a
// map with a Mutex does as well.
//
// Readers use a table that is never changed, only replaced (read); each value stands behind a pointer
// that is changed atomically. New keys go to a second table (dirty), guarded by the Mutex, which holds
// all live entries. When readers have had to look there often enough, it becomes the first table.
//
// An entry's pointer is nil when its key was deleted; expunged when moreover the key is not in dirty.
type Map struct {
	_ noCopy

	mu     Mutex
	read   atomic.Value // readTable
	dirty  map[any]*entry
	misses int // lookups that needed dirty since it was made
}

// readTable is what read holds; amended: dirty has keys that m has not.
type readTable struct {
	m       map[any]*entry
	amended bool
}

// An entry is the place of one key's value: it holds a *box.
type entry struct {
	p atomic.Value
}

// A box holds a value, so that an atomic.Value can tell any value, nil, and expunged apart.
type box struct {
	v any
}

var (
	deleted  = new(box)
	expunged = new(box)
)

func newEntry(v any) *entry {
	e := new(entry)
	e.p.Store(&box{v})
	return e
}

func (e *entry) box() *box {
	return e.p.Load().(*box)
}

// value returns the value, if there is one.
func (e *entry) value() (v any, ok bool) {
	b := e.box()
	if b == deleted || b == expunged {
		return nil, false
	}
	return b.v, true
}

func (m *Map) table() readTable {
	t, _ := m.read.Load().(readTable)
	return t
}

// find returns key's entry, nil if there is none. It looks into dirty only if it must.
func (m *Map) find(key any) *entry {
	t := m.table()
	e, ok := t.m[key]
	if ok || !t.amended {
		return e
	}
	m.mu.Lock()
	t = m.table()
	e, ok = t.m[key]
	if !ok && t.amended {
		e = m.dirty[key]
		m.missed()
	}
	m.mu.Unlock()
	return e
}

// take is find for a key that is to be deleted: a key that only dirty has is kept no longer.
func (m *Map) take(key any) *entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.table()
	e, ok := t.m[key]
	if !ok && t.amended {
		e = m.dirty[key]
		delete(m.dirty, key)
		m.missed()
	}
	return e
}

// missed counts a lookup in dirty, and makes that the table to read when there were many.
func (m *Map) missed() {
	m.misses++
	if m.misses >= len(m.dirty) {
		m.promote()
	}
}

func (m *Map) promote() {
	m.read.Store(readTable{m: m.dirty})
	m.dirty = nil
	m.misses = 0
}

// Load returns the value of key and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	e := m.find(key)
	if e == nil {
		return nil, false
	}
	return e.value()
}

// Store sets the value of key.
func (m *Map) Store(key, value any) {
	m.Swap(key, value)
}

// Swap sets the value of key and returns the one before, if there was one (loaded).
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	b := &box{value}
	if e, ok := m.table().m[key]; ok {
		if old, ok := e.swap(b); ok {
			return old.value()
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.locked(key)
	if e == nil {
		m.insert(key, value)
		return nil, false
	}
	old, _ := e.swap(b)
	return old.value()
}

// value returns what the box holds, if it holds anything.
func (b *box) value() (any, bool) {
	if b == deleted || b == expunged {
		return nil, false
	}
	return b.v, true
}

// swap stores b and returns the box before, unless the entry is expunged.
func (e *entry) swap(b *box) (old *box, ok bool) {
	for {
		old = e.box()
		if old == expunged {
			return nil, false
		}
		if e.p.CompareAndSwap(old, b) {
			return old, true
		}
	}
}

// locked returns key's entry for writing, which is in dirty then too, or nil. The Mutex is held.
func (m *Map) locked(key any) *entry {
	if e, ok := m.table().m[key]; ok {
		if e.p.CompareAndSwap(expunged, deleted) {
			m.dirty[key] = e
		}
		return e
	}
	return m.dirty[key]
}

// insert adds a key that is nowhere. The Mutex is held.
func (m *Map) insert(key, value any) {
	t := m.table()
	if !t.amended {
		m.fillDirty(t)
		m.read.Store(readTable{t.m, true})
	}
	m.dirty[key] = newEntry(value)
}

// fillDirty makes dirty from the entries of t that are not deleted; those that are get expunged.
func (m *Map) fillDirty(t readTable) {
	if m.dirty != nil {
		return
	}
	m.dirty = make(map[any]*entry, len(t.m))
	for k, e := range t.m {
		e.p.CompareAndSwap(deleted, expunged)
		if e.box() != expunged {
			m.dirty[k] = e
		}
	}
}

// LoadOrStore returns the value of key if there is one (loaded); else it sets it to value.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	if e, ok := m.table().m[key]; ok {
		if actual, loaded, ok := e.loadOrStore(value); ok {
			return actual, loaded
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.locked(key)
	if e == nil {
		m.insert(key, value)
		return value, false
	}
	actual, loaded, _ = e.loadOrStore(value)
	return actual, loaded
}

// loadOrStore fails (ok) if the entry is expunged.
func (e *entry) loadOrStore(value any) (actual any, loaded, ok bool) {
	for {
		b := e.box()
		switch b {
		case expunged:
			return nil, false, false
		case deleted:
			if e.p.CompareAndSwap(deleted, &box{value}) {
				return value, false, true
			}
		default:
			return b.v, true, true
		}
	}
}

// LoadAndDelete deletes key and returns the value it had, if it had one (loaded).
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	t := m.table()
	e, ok := t.m[key]
	if !ok && t.amended {
		e = m.take(key)
	}
	if e == nil {
		return nil, false
	}
	old, ok := e.swap(deleted)
	if !ok {
		return nil, false
	}
	return old.value()
}

// Delete deletes key.
func (m *Map) Delete(key any) {
	m.LoadAndDelete(key)
}

// CompareAndSwap sets the value of key to new if it is old, which must be comparable, and reports
// whether it did.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	return m.replace(key, old, &box{new})
}

// CompareAndDelete deletes key if its value is old, which must be comparable, and reports whether it did.
func (m *Map) CompareAndDelete(key, old any) (deletedIt bool) {
	return m.replace(key, old, deleted)
}

func (m *Map) replace(key, old any, with *box) bool {
	e := m.find(key)
	if e == nil {
		return false
	}
	for {
		b := e.box()
		if b == deleted || b == expunged || b.v != old {
			return false
		}
		if e.p.CompareAndSwap(b, with) {
			return true
		}
	}
}

// Range calls f for each key and value until f returns false. Each key comes at most once, but what
// changes meanwhile may or may not be seen.
func (m *Map) Range(f func(key, value any) bool) {
	t := m.table()
	if t.amended {
		m.mu.Lock()
		if m.table().amended {
			m.promote()
		}
		t = m.table()
		m.mu.Unlock()
	}
	for k, e := range t.m {
		if v, ok := e.value(); ok && !f(k, v) {
			return
		}
	}
}

// Clear deletes all keys.
func (m *Map) Clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.read.Store(readTable{})
	m.dirty = nil
	m.misses = 0
}
