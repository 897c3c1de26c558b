package runtime

// SetDefaultGOMAXPROCS sets GOMAXPROCS to what it is when the environment does not say: the number of CPUs.
func SetDefaultGOMAXPROCS() { GOMAXPROCS(NumCPU()) }
