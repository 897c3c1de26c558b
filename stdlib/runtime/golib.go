package runtime

import "unsafe"

// What Go's own library pulls from package runtime, or expects it to push (compiler/driver/golib.c). Functions of at
// most two result words that need nothing of Go are in C: runtime/go_system.c, poll.c, sigqueue.c.

//go:noescape
//go:linkname rawsyscall syscall.runtime_rawsyscall
func rawsyscall(num, a1, a2, a3, a4, a5, a6 uintptr) uintptr

//go:linkname argCount syscall.runtime_narg
func argCount() int

//go:linkname argument syscall.runtime_arg
func argument(i int) string

//go:linkname environmentCount syscall.runtime_nenv
func environmentCount() int

//go:linkname environment syscall.runtime_env
func environment(i int) string

//go:linkname exit syscall.runtime_exit
func exit(code int)

// environmentVariable returns what the process was started with.
func environmentVariable(name string) string {
	for i := range environmentCount() {
		s := environment(i)
		if len(s) > len(name) && s[len(name)] == '=' && s[:len(name)] == name {
			return s[len(name)+1:]
		}
	}
	return ""
}

// defaultSettings returns those of //go:debug and godebug lines: a=1,b=2.
func defaultSettings() string

// --- internal/runtime/syscall/linux, syscall ---

const maxErrno = 4095

//go:linkname linuxSyscall6 internal/runtime/syscall/linux.Syscall6
//go:nosplit
func linuxSyscall6(num, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2, errno uintptr) {
	r := rawsyscall(num, a1, a2, a3, a4, a5, a6)
	if -r-1 < maxErrno {
		return ^uintptr(0), 0, -r
	}
	return r, 0, 0
}

//go:linkname rawSyscallNoError syscall.rawSyscallNoError
//go:nosplit
func rawSyscallNoError(num, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	return rawsyscall(num, a1, a2, a3, 0, 0, 0), 0
}

//go:linkname gettimeofday syscall.gettimeofday
func gettimeofday(at unsafe.Pointer) (errno uintptr) {
	const number = 96
	return -rawsyscall(number, uintptr(at), 0, 0, 0, 0, 0)
}

// Has every thread make the call; the result is the kernel's.
func allThreadsSyscall(call *[7]uintptr, result *uintptr)

//go:linkname doAllThreadsSyscall syscall.runtime_doAllThreadsSyscall
func doAllThreadsSyscall(num, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2, errno uintptr) {
	var r uintptr
	allThreadsSyscall(&[7]uintptr{num, a1, a2, a3, a4, a5, a6}, &r)
	if -r-1 < maxErrno {
		return ^uintptr(0), 0, -r
	}
	return r, 0, 0
}

//go:linkname environmentList syscall.runtime_envs
func environmentList() []string {
	list := make([]string, environmentCount())
	for i := range list {
		list[i] = environment(i)
	}
	return list
}

//go:linkname exitProcess syscall.Exit
func exitProcess(code int) { exit(code) }

//go:linkname setenv syscall.runtimeSetenv
func setenv(key, value string) {
	if key == "GODEBUG" {
		changeSettings(value)
	}
}

//go:linkname unsetenv syscall.runtimeUnsetenv
func unsetenv(key string) { setenv(key, "") }

//go:linkname clearenv syscall.runtimeClearenv
func clearenv(old map[string]int) {
	if _, set := old["GODEBUG"]; set {
		unsetenv("GODEBUG")
	}
}

// Calls into C are made by programs with cgo: their linker sets the pointers to C that lead here.
//
//go:linkname cgoCaller syscall.cgocaller
func cgoCaller(function unsafe.Pointer, arguments ...uintptr) uintptr { panic("call of C without cgo") }

// auxiliaryVector returns what the kernel tells a new process of itself: pairs of a kind (AT_*) and a value.
//
//go:linkname auxiliaryVector runtime.getAuxv
func auxiliaryVector() []uintptr {
	const (
		read, open, shut = 0, 2, 3 // system calls
		most             = 128     // words
	)
	name := []byte("/proc/self/auxv\x00")
	fd := rawsyscall(open, uintptr(unsafe.Pointer(&name[0])), 0, 0, 0, 0, 0)
	if -fd-1 < maxErrno {
		return nil
	}
	words := make([]uintptr, most)
	n := rawsyscall(read, fd, uintptr(unsafe.Pointer(&words[0])), most*unsafe.Sizeof(fd), 0, 0, 0)
	rawsyscall(shut, fd, 0, 0, 0, 0, 0)
	if -n-1 < maxErrno {
		return nil
	}
	return words[:n/unsafe.Sizeof(fd)]
}

//go:linkname fcntl runtime.fcntl
func fcntl(fd, command, argument int32) (result, errno int32) {
	const number = 72
	r := rawsyscall(number, uintptr(fd), uintptr(command), uintptr(argument), 0, 0, 0)
	if -r-1 < maxErrno {
		return -1, int32(-r)
	}
	return int32(r), 0
}

// The kernel's random numbers without a system call are not used.
//
//go:linkname vgetrandom runtime.vgetrandom
func vgetrandom(p []byte, flags uint32) (n int, supported bool) { return -1, false }

//go:linkname pageSize syscall.Getpagesize
func pageSize() int { return 4096 }

// --- os ---

//go:linkname arguments os.runtime_args
func arguments() []string {
	list := make([]string, argCount())
	for i := range list {
		list[i] = argument(i)
	}
	return list
}

//go:linkname beforeExit os.runtime_beforeExit
func beforeExit(code int) {}

// --- internal/godebug ---

// updateSettings, if there is that package, is told what GODEBUG says, and the defaults of the program.
var updateSettings func(defaults, environment string)

// changeSwitches tells the runtime what GODEBUG says.
func changeSwitches(environment string)

func changeSettings(text string) {
	changeSwitches(text)
	if updateSettings != nil {
		updateSettings(defaultSettings(), text)
	}
}

//go:linkname setUpdate internal.godebug.setUpdate
func setUpdate(update func(defaults, environment string)) {
	updateSettings = update
	changeSettings(environmentVariable("GODEBUG"))
}

// --- internal/cpu, golang.org/x/sys/cpu ---

// processor runs the instruction cpuid (leaf, subleaf), or xgetbv if leaf is readState, rdtscp if it is readClock, and
// stores eax, ebx, ecx, edx.
//
//go:noescape
func processor(leaf, subleaf uint32, registers *[4]uint32)

const (
	readState = ^uint32(0)
	readClock = ^uint32(1)
)

//go:linkname cpuid internal/cpu.cpuid
func cpuid(leaf, subleaf uint32) (eax, ebx, ecx, edx uint32) {
	var r [4]uint32
	processor(leaf, subleaf, &r)
	return r[0], r[1], r[2], r[3]
}

//go:linkname vendoredCpuid vendor/golang.org/x/sys/cpu.cpuid
func vendoredCpuid(leaf, subleaf uint32) (eax, ebx, ecx, edx uint32) { return cpuid(leaf, subleaf) }

//go:linkname xgetbv internal/cpu.xgetbv
func xgetbv() (eax, edx uint32) {
	var r [4]uint32
	processor(readState, 0, &r)
	return r[0], r[3]
}

//go:linkname vendoredXgetbv vendor/golang.org/x/sys/cpu.xgetbv
func vendoredXgetbv() (eax, edx uint32) { return xgetbv() }

//go:linkname levelOfAMD64 internal/cpu.getGOAMD64level
func levelOfAMD64() int32 { return 1 }

// What packages outside the library have in assembly (compiler/driver/asmfile.c).

//go:linkname cpuidLeaf runtime.cpuidLeaf
func cpuidLeaf(leaf uint32) (eax, ebx, ecx, edx uint32) { return cpuid(leaf, 0) }

// There is one register of extended state that programs may read.
//
//go:linkname xgetbvIndex runtime.xgetbvIndex
func xgetbvIndex(index uint32) (eax, edx uint32) { return xgetbv() }

//go:linkname rdtscp runtime.rdtscp
func rdtscp() (eax, ebx, ecx, edx uint32) {
	var r [4]uint32
	processor(readClock, 0, &r)
	return r[0], r[1], r[2], r[3]
}

//go:linkname notDarwin runtime.notDarwin
func notDarwin() bool { return false }

// --- crypto ---

// This processor has no mode in which instructions take the same time whatever their data.
//
//go:linkname setDITEnabled crypto/subtle.setDITEnabled
func setDITEnabled() bool { return false }

//go:linkname setDITDisabled crypto/subtle.setDITDisabled
func setDITDisabled() {}

// A mark in executables that do not use BoringCrypto.
//
//go:linkname standardCrypto crypto/internal/boring/sig.StandardCrypto
func standardCrypto() {}

// Without a checksum by the linker there is nothing to verify.
//
//go:linkname fipsInfo go:fipsinfo
var fipsInfo struct {
	magic [16]byte
	sum   [32]byte
	self  uintptr
	parts [4]struct{ start, end unsafe.Pointer }
}

// --- runtime ---

// builtRoot returns the root of Go's library that packages of the program were read from, "" if there are none.
func builtRoot() string

// GOROOT returns what the environment variable GOROOT says. Without it, a program with packages of Go's library returns the
// root that these were read from, unless it was built with -trimpath; others return "".
//
// Deprecated: ask `go env GOROOT` or `vole env GOROOT`.
func GOROOT() string {
	if root := environmentVariable("GOROOT"); root != "" {
		return root
	}
	return builtRoot()
}
