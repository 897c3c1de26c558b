// Package log beside log/slog, testing/slogtest and expvar.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"expvar"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing/slogtest"
	"time"
)

// The default Logger of slog writes by log's, as of the line that called it; SetDefault turns that round.
func defaults() {
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	slog.Info("through log", "n", 1, slog.Group("g", "x", 2.5))
	slog.Default().With("a", "b c").WithGroup("w").Warn("warning", "err", io.EOF)
	slog.Debug("not shown")
	slog.SetLogLoggerLevel(slog.LevelDebug)
	slog.Debug("shown")
	log.SetPrefix("p: ")
	log.SetFlags(log.Lmsgprefix)
	slog.Error("with a prefix")
	log.Print("of log")
	log.SetPrefix("")

	plain := &slog.HandlerOptions{AddSource: true, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		if source, ok := a.Value.Any().(*slog.Source); ok {
			return slog.String("line", fmt.Sprint(source.Function, ":", source.Line))
		}
		return a
	}}
	log.SetFlags(log.LstdFlags)
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stdout, plain)))
	log.Print("from log to slog")
	slog.Info("text", "q", `a "quoted" word`)
	slog.New(slog.NewJSONHandler(os.Stdout, plain)).LogAttrs(context.Background(), slog.LevelInfo+1, "json",
		slog.Duration("d", time.Second), slog.Any("list", []int{1, 2}))
}

// conforms asks slogtest about a handler of JSON lines, and about one that forgets groups.
func conforms() {
	for _, forgets := range []bool{false, true} {
		var buf bytes.Buffer
		var h slog.Handler = slog.NewJSONHandler(&buf, nil)
		if forgets {
			h = forgetful{h}
		}
		err := slogtest.TestHandler(h, func() []map[string]any {
			var all []map[string]any
			for line := range strings.Lines(buf.String()) {
				m := map[string]any{}
				if err := json.Unmarshal([]byte(line), &m); err != nil {
					panic(err)
				}
				all = append(all, m)
			}
			return all
		})
		fmt.Println("slogtest:", err != nil)
		if err != nil {
			fmt.Println(strings.Count(err.Error(), "\n")+1, strings.Contains(err.Error(), "WithGroup"))
		}
	}
}

type forgetful struct{ slog.Handler }

func (f forgetful) WithGroup(string) slog.Handler         { return f }
func (f forgetful) WithAttrs(as []slog.Attr) slog.Handler { return forgetful{f.Handler.WithAttrs(as)} }

func variables() {
	requests := expvar.NewInt("requests")
	load := expvar.NewFloat("load")
	codes := expvar.NewMap("codes")
	expvar.NewString("version").Set(`1.0 "beta"`)
	expvar.Publish("computed", expvar.Func(func() any { return map[string]int{"a": 1} }))
	requests.Add(41)
	requests.Add(1)
	load.Set(0.25)
	load.Add(0.5)
	codes.Add("200", 3)
	codes.AddFloat("mean", 1.5)
	codes.Add("404", 1)
	codes.Delete("404")
	server := httptest.NewServer(http.DefaultServeMux)
	defer server.Close()
	r, err := http.Get(server.URL + "/debug/vars")
	if err != nil {
		panic(err)
	}
	defer r.Body.Close()
	fmt.Println(r.Status, r.Header.Get("Content-Type"))
	var all map[string]json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&all); err != nil {
		panic(err)
	}
	for _, name := range []string{"requests", "load", "codes", "version", "computed"} {
		fmt.Printf("%s: %s %s\n", name, all[name], expvar.Get(name))
	}
	var memory struct{ Alloc, NumGC *uint64 }
	fmt.Println(json.Unmarshal(all["memstats"], &memory), memory.Alloc != nil && memory.NumGC != nil, len(all["cmdline"]) > 2)
	expvar.Do(func(v expvar.KeyValue) { fmt.Print(v.Key, " ") })
	fmt.Println()
	log.SetOutput(io.Discard)
	defer func() { fmt.Println(recover()) }()
	expvar.NewInt("load")
}

func main() {
	defaults()
	conforms()
	variables()
}
