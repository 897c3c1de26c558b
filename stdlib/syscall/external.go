package syscall

// runtime_syscall calls the kernel; the scheduler knows that the thread may block.
func runtime_syscall(num, a1, a2, a3, a4, a5, a6 uintptr) uintptr

// runtime_rawsyscall calls the kernel for something that never blocks.
func runtime_rawsyscall(num, a1, a2, a3, a4, a5, a6 uintptr) uintptr

func runtime_narg() int

func runtime_arg(i int) string

func runtime_nenv() int

func runtime_env(i int) string

func runtime_exit(code int)

// These tell the runtime of a change, in the names and terms of Go's syscall, which it serves too: old is what was
// set.

func runtimeSetenv(key, value string)

func runtimeUnsetenv(key string)

func runtimeClearenv(old map[string]int)
