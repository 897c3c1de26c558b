package runtime

func goroot() string

// GOROOT returns the environment variable GOROOT, as it was when the program started: where Go is installed, for
// programs that want to know. Vole itself is not in need of it.
//
// Deprecated: who wants to know asks the go command.
func GOROOT() string { return goroot() }

// SetDefaultGOMAXPROCS sets GOMAXPROCS to what it is when the environment does not say: the number of CPUs.
func SetDefaultGOMAXPROCS() { GOMAXPROCS(NumCPU()) }
