// Package log writes messages, one a line, with a time and other marks before them.
package log

import (
	"fmt"
	"io"
	"log/internal"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// What stands before a message: the flags in this order, each followed by a space, after the prefix; the
// file name is followed by a colon.
const (
	Ldate         = 1 << iota     // 2009/01/23
	Ltime                         // 01:23:23
	Lmicroseconds                 // 01:23:23.123123; implies Ltime
	Llongfile                     // /a/b/c/d.go:23
	Lshortfile                    // d.go:23; comes before Llongfile
	LUTC                          // date and time in UTC
	Lmsgprefix                    // the prefix just before the message
	LstdFlags     = Ldate | Ltime // what the standard logger shows
)

// A Logger writes messages to an io.Writer, one call of Write each. It can be used by several goroutines
// at once.
type Logger struct {
	mu     sync.Mutex // guards out, and that lines are not mixed
	out    io.Writer
	prefix atomic.Value // string
	flag   atomic.Int32
	silent atomic.Bool // out is io.Discard
}

// New returns a Logger that writes to out, with the given prefix and flags.
func New(out io.Writer, prefix string, flag int) *Logger {
	l := new(Logger)
	l.SetOutput(out)
	l.SetPrefix(prefix)
	l.SetFlags(flag)
	return l
}

var std = New(os.Stderr, "", LstdFlags)

// Default returns the Logger that the functions of this package use.
func Default() *Logger { return std }

// SetOutput sets where l writes to.
func (l *Logger) SetOutput(w io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.out = w
	l.silent.Store(w == io.Discard)
}

// Writer returns where l writes to.
func (l *Logger) Writer() io.Writer {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.out
}

// Flags returns the flags.
func (l *Logger) Flags() int { return int(l.flag.Load()) }

// SetFlags sets the flags.
func (l *Logger) SetFlags(flag int) { l.flag.Store(int32(flag)) }

// Prefix returns the prefix.
func (l *Logger) Prefix() string {
	s, _ := l.prefix.Load().(string)
	return s
}

// SetPrefix sets the prefix.
func (l *Logger) SetPrefix(prefix string) { l.prefix.Store(prefix) }

// appendPadded appends n in decimal with at least width digits.
func appendPadded(b []byte, n, width int) []byte {
	if n >= 10 || width > 1 {
		b = appendPadded(b, n/10, width-1)
	}
	return append(b, byte('0'+n%10))
}

// appendHeader appends what stands before a message.
func appendHeader(b []byte, t time.Time, prefix string, flag int, file string, line int) []byte {
	if flag&Lmsgprefix == 0 {
		b = append(b, prefix...)
	}
	if flag&LUTC != 0 {
		t = t.UTC()
	}
	if flag&Ldate != 0 {
		year, month, day := t.Date()
		b = append(appendPadded(b, year, 4), '/')
		b = append(appendPadded(b, int(month), 2), '/')
		b = append(appendPadded(b, day, 2), ' ')
	}
	if flag&(Ltime|Lmicroseconds) != 0 {
		hour, min, sec := t.Clock()
		b = append(appendPadded(b, hour, 2), ':')
		b = append(appendPadded(b, min, 2), ':')
		b = appendPadded(b, sec, 2)
		if flag&Lmicroseconds != 0 {
			b = appendPadded(append(b, '.'), t.Nanosecond()/1e3, 6)
		}
		b = append(b, ' ')
	}
	if flag&(Lshortfile|Llongfile) != 0 {
		if flag&Lshortfile != 0 {
			for i := len(file) - 1; i > 0; i-- {
				if file[i] == '/' {
					file = file[i+1:]
					break
				}
			}
		}
		b = append(append(b, file...), ':')
		b = append(appendPadded(b, line, 1), ": "...)
	}
	if flag&Lmsgprefix != 0 {
		b = append(b, prefix...)
	}
	return b
}

// Output writes s as a message; a newline is added if it has none. calldepth says whose file and line are
// shown: 1 those of the caller of Output.
func (l *Logger) Output(calldepth int, s string) error {
	return l.output(0, calldepth+1, func(b []byte) []byte { return append(b, s...) })
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

func init() {
	internal.DefaultOutput = func(pc uintptr, data []byte) error {
		return std.output(pc, 0, func(b []byte) []byte { return append(b, data...) })
	}
}

// place returns the file and line of pc, or, if that is 0, of a caller of output.
func place(pc uintptr, calldepth int) (string, int) {
	if pc == 0 {
		if _, file, line, ok := runtime.Caller(calldepth + 1); ok {
			return file, line
		}
		return "???", 0
	}
	f, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	if f.File == "" {
		return "???", f.Line
	}
	return f.File, f.Line
}

// output writes a message that text appends to a buffer. It is of the line of pc or, if that is 0, of a caller.
func (l *Logger) output(pc uintptr, calldepth int, text func([]byte) []byte) error {
	if l.silent.Load() {
		return nil
	}
	now := time.Now()
	flag := l.Flags()
	var file string
	var line int
	if flag&(Lshortfile|Llongfile) != 0 {
		file, line = place(pc, calldepth)
	}
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	b := appendHeader((*buf)[:0], now, l.Prefix(), flag, file, line)
	b = text(b)
	if len(b) == 0 || b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	if cap(b) <= 64<<10 {
		*buf = b
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_, err := l.out.Write(b)
	return err
}

// callerDepth leads from output to the caller of a printing function.
const callerDepth = 2

// Print writes a message, formatted as fmt.Print does.
func (l *Logger) Print(v ...any) {
	l.output(0, callerDepth, func(b []byte) []byte { return fmt.Append(b, v...) })
}

// Printf writes a message, formatted as fmt.Printf does.
func (l *Logger) Printf(format string, v ...any) {
	l.output(0, callerDepth, func(b []byte) []byte { return fmt.Appendf(b, format, v...) })
}

// Println writes a message, formatted as fmt.Println does.
func (l *Logger) Println(v ...any) {
	l.output(0, callerDepth, func(b []byte) []byte { return fmt.Appendln(b, v...) })
}

// Fatal is Print and then os.Exit(1).
func (l *Logger) Fatal(v ...any) {
	l.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf is Printf and then os.Exit(1).
func (l *Logger) Fatalf(format string, v ...any) {
	l.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln is Println and then os.Exit(1).
func (l *Logger) Fatalln(v ...any) {
	l.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic is Print and then a panic with the message.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.Output(2, s)
	panic(s)
}

// Panicf is Printf and then a panic with the message.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.Output(2, s)
	panic(s)
}

// Panicln is Println and then a panic with the message.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.Output(2, s)
	panic(s)
}

// SetOutput sets where the standard logger writes to.
func SetOutput(w io.Writer) { std.SetOutput(w) }

// Writer returns where the standard logger writes to.
func Writer() io.Writer { return std.Writer() }

// Flags returns the flags of the standard logger.
func Flags() int { return std.Flags() }

// SetFlags sets the flags of the standard logger.
func SetFlags(flag int) { std.SetFlags(flag) }

// Prefix returns the prefix of the standard logger.
func Prefix() string { return std.Prefix() }

// SetPrefix sets the prefix of the standard logger.
func SetPrefix(prefix string) { std.SetPrefix(prefix) }

// Output writes a message to the standard logger; see Logger.Output.
func Output(calldepth int, s string) error { return std.Output(calldepth+1, s) }

// Print writes a message to the standard logger, formatted as fmt.Print does.
func Print(v ...any) {
	std.output(0, callerDepth, func(b []byte) []byte { return fmt.Append(b, v...) })
}

// Printf writes a message to the standard logger, formatted as fmt.Printf does.
func Printf(format string, v ...any) {
	std.output(0, callerDepth, func(b []byte) []byte { return fmt.Appendf(b, format, v...) })
}

// Println writes a message to the standard logger, formatted as fmt.Println does.
func Println(v ...any) {
	std.output(0, callerDepth, func(b []byte) []byte { return fmt.Appendln(b, v...) })
}

// Fatal is Print and then os.Exit(1).
func Fatal(v ...any) {
	std.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf is Printf and then os.Exit(1).
func Fatalf(format string, v ...any) {
	std.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln is Println and then os.Exit(1).
func Fatalln(v ...any) {
	std.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic is Print and then a panic with the message.
func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.Output(2, s)
	panic(s)
}

// Panicf is Printf and then a panic with the message.
func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.Output(2, s)
	panic(s)
}

// Panicln is Println and then a panic with the message.
func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.Output(2, s)
	panic(s)
}
