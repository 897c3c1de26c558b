package syscall

// A RawConn gives access to the descriptor of a file or connection. f must not use it after it has returned.
type RawConn interface {
	// Control calls f with the descriptor.
	Control(f func(fd uintptr)) error
	// Read calls f when there may be something to read, until it returns true.
	Read(f func(fd uintptr) (done bool)) error
	// Write calls f when something may be written, until it returns true.
	Write(f func(fd uintptr) (done bool)) error
}

// Conn is implemented by what has a RawConn.
type Conn interface {
	SyscallConn() (RawConn, error)
}
