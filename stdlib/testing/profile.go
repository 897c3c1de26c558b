package testing

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// What is begun before the tests and written after them: profiles, the trace, the log of what the tests
// looked at, coverage.

// profiles are the files that are open while the tests run.
type profiles struct {
	cpu, trace, log *os.File
}

// artifactRoot is the directory under which ArtifactDir makes its own.
var artifactRoot string

// complain says on standard error what could not be done.
func complain(format string, args ...any) { fmt.Fprintf(os.Stderr, "testing: "+format+"\n", args...) }

// giveUp ends the program because a file that was asked for cannot be written.
func giveUp(format string, args ...any) {
	complain(format, args...)
	os.Exit(2)
}

// before begins what the flags ask for.
func (m *M) before() {
	if *flags.memprofilerate > 0 {
		runtime.MemProfileRate = *flags.memprofilerate
	}
	m.profiles.cpu = startInto(*flags.cpuprofile, "cpu profile", m.deps.StartCPUProfile)
	m.profiles.trace = startInto(*flags.trace, "tracing", m.deps.StartTrace)
	if *flags.blockprofile != "" && *flags.blockprofilerate >= 0 {
		m.deps.SetBlockProfileRate(*flags.blockprofilerate)
	}
	if *flags.mutexprofile != "" && *flags.mutexfraction >= 0 {
		m.deps.SetMutexProfileFraction(*flags.mutexfraction)
	}
	m.checkCoverage()
	if *flags.artifacts {
		makeArtifactRoot()
	}
	if *flags.testlogfile != "" {
		// No profile: a name for the command that started this program.
		f, err := os.Create(*flags.testlogfile)
		if err != nil {
			giveUp("%s", err)
		}
		m.deps.StartTestLog(f)
		m.profiles.log = f
	}
	if *flags.paniconexit0 {
		m.deps.SetPanicOnExit0(true)
	}
}

// startInto makes a file and calls start with it. Tests run even if that fails.
func startInto(name, what string, start func(io.Writer) error) *os.File {
	if name == "" {
		return nil
	}
	f, err := os.Create(inOutputDir(name))
	if err != nil {
		complain("%s", err)
		return nil
	}
	if err := start(f); err != nil {
		complain("can't start %s: %s", what, err)
		f.Close()
		return nil
	}
	return f
}

func (m *M) checkCoverage() {
	const without = "cannot use -test.%s because test binary was not built with coverage enabled"
	if *flags.coverprofile != "" && CoverMode() == "" {
		giveUp(without, "coverprofile")
	}
	if *flags.gocoverdir != "" && CoverMode() == "" {
		giveUp(without, "gocoverdir")
	}
	if *flags.gocoverdir != "" {
		giveUp("-test.gocoverdir is not supported, -test.coverprofile is")
	}
}

func makeArtifactRoot() {
	dir, err := filepath.Abs(*flags.outputdir)
	if err == nil {
		artifactRoot = filepath.Join(dir, "_artifacts")
		err = os.Mkdir(artifactRoot, 0o777)
		if os.IsExist(err) {
			err = nil
		}
	}
	if err != nil {
		giveUp("%v", err)
	}
}

// atEnd writes what was begun, the first time, and lets the program end.
func (m *M) atEnd() {
	m.after.Do(m.writeProfiles)
	if *flags.paniconexit0 {
		m.deps.SetPanicOnExit0(false)
	}
}

func (m *M) writeProfiles() {
	p := &m.profiles
	if p.log != nil {
		err := m.deps.StopTestLog()
		if err == nil {
			err = p.log.Close()
		}
		if err != nil {
			giveUp("can't write %s: %s", *flags.testlogfile, err)
		}
	}
	if p.cpu != nil {
		m.deps.StopCPUProfile()
		p.cpu.Close()
	}
	if p.trace != nil {
		m.deps.StopTrace()
		p.trace.Close()
	}
	if *flags.memprofile != "" {
		runtime.GC() // the profile is of what was in use when the last collection ended
		m.writeProfile("allocs", *flags.memprofile)
	}
	if *flags.blockprofile != "" && *flags.blockprofilerate >= 0 {
		m.writeProfile("block", *flags.blockprofile)
	}
	if *flags.mutexprofile != "" && *flags.mutexfraction >= 0 {
		m.writeProfile("mutex", *flags.mutexprofile)
	}
	if CoverMode() != "" {
		coverage.report()
	}
}

func (m *M) writeProfile(name, file string) {
	f, err := os.Create(inOutputDir(file))
	if err != nil {
		giveUp("%s", err)
	}
	if err := m.deps.WriteProfileTo(name, f, 0); err != nil {
		giveUp("can't write %s: %s", file, err)
	}
	f.Close()
}
