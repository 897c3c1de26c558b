package runtime

// pcInfo is what the runtime knows of a place in the program; the C side fills it.
type pcInfo struct {
	name  string
	file  string
	line  int
	entry uintptr
}

// Several calls can share one return address, if all but the outermost were inlined. An address from
// callers then carries a mark of the call that it stands for; one in a profile stands for all of them.

// Callers fills pc with the return addresses of the calling goroutine's stack and returns how many there
// are. skip 0 begins with Callers itself, 1 with its caller. CallersFrames makes sense of them.
//
//go:noinline
func Callers(skip int, pc []uintptr) int {
	if len(pc) == 0 {
		return 0
	}
	return callers(max(skip, 0), &pc[0], len(pc))
}

// Caller returns where the calling goroutine is: skip 0 is the caller of Caller, 1 the caller of that.
//
//go:noinline
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var info pcInfo
	if callers(max(skip, 0)+1, &pc, 1) < 1 || !pcinfo(pc, 0, &info) {
		return 0, "", 0, false
	}
	return pc - 1, info.file, info.line, true
}

// Frames takes return addresses apart into frames; see CallersFrames.
type Frames struct {
	pcs   []uintptr
	index int // inlining level within pcs[0]
}

// A Frame is one function call on a stack.
type Frame struct {
	PC       uintptr // of the call
	Func     *Func   // nil for a call that was inlined
	Function string  // with the package path; "" if unknown
	File     string
	Line     int
	Entry    uintptr // of the function; 0 if unknown
}

// CallersFrames prepares to step through the frames behind the addresses that Callers returned.
func CallersFrames(callers []uintptr) *Frames {
	return &Frames{pcs: callers}
}

// Next returns the next frame, and whether there are more. After the last it returns a zero Frame.
func (ci *Frames) Next() (frame Frame, more bool) {
	for len(ci.pcs) > 0 {
		pc := ci.pcs[0]
		var info, next pcInfo
		if !pcinfo(pc, ci.index, &info) {
			ci.advance()
			continue
		}
		frame = Frame{PC: pc - 1, Function: info.name, File: info.file, Line: info.line, Entry: info.entry}
		if pcinfo(pc, ci.index+1, &next) {
			ci.index++ // this one was inlined into next
		} else {
			frame.Func = &Func{info}
			ci.advance()
		}
		return frame, len(ci.pcs) > 0
	}
	return Frame{}, false
}

func (ci *Frames) advance() {
	ci.pcs = ci.pcs[1:]
	ci.index = 0
}

// A Func is a function of the running program.
type Func struct {
	info pcInfo
}

// FuncForPC returns the function that contains the address pc, nil if there is none. Of inlined ones it
// is the innermost.
func FuncForPC(pc uintptr) *Func {
	f := new(Func)
	if !pcinfo(pc+1, 0, &f.info) { // pcinfo looks up the byte before a return address
		return nil
	}
	return f
}

// Name returns the name of the function, with its package path; "" for a nil f.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.info.name
}

// Entry returns the address of the function.
func (f *Func) Entry() uintptr { return f.info.entry }

// FileLine returns the source position of the address pc, which should lie in f.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	var info pcInfo
	if !pcinfo(pc+1, 0, &info) {
		return "?", 0
	}
	return info.file, info.line
}
