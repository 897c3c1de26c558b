package reflect

import (
	"internal/abi"
	"unsafe"
)

// What the runtime provides; stdlib/README.md tells the details.

func unsafe_New(t *abi.Type) unsafe.Pointer

func unsafe_NewArray(t *abi.Type, n int) unsafe.Pointer

//go:noescape
func typedmemclr(t *abi.Type, p unsafe.Pointer)

//go:noescape
func growslice(t *abi.Type, data *unsafe.Pointer, len, cap, n int) int
func typedslicecopy(t *abi.Type, dst unsafe.Pointer, src unsafe.Pointer, n int)

func makechan(t *abi.Type, n int) unsafe.Pointer

//go:noescape
func chanlen(ch unsafe.Pointer) int

//go:noescape
func chancap(ch unsafe.Pointer) int

//go:noescape
func chanclose(ch unsafe.Pointer)

// The caller says that elem escapes.
//
//go:noescape
func chansend(ch, elem unsafe.Pointer, nb bool) bool

//go:noescape
func chanrecv(ch, elem unsafe.Pointer, nb bool, ok *bool) bool

func selectgo(cases unsafe.Pointer, nsends, nrecvs int, block bool, ok *bool) int

func makemap(t *abi.Type, n int) unsafe.Pointer

//go:noescape
func maplen(m unsafe.Pointer) int

//go:noescape
func mapclear(t *abi.Type, m unsafe.Pointer)

//go:noescape
func mapaccess(t *abi.Type, m, key unsafe.Pointer) unsafe.Pointer

// The caller says that key and elem escape.
//
//go:noescape
func mapassign(t *abi.Type, m, key, elem unsafe.Pointer)

//go:noescape
func mapdelete(t *abi.Type, m, key unsafe.Pointer)

//go:noescape
func mapiterinit(t *abi.Type, m unsafe.Pointer, it *hiter)

//go:noescape
func mapiternext(it *hiter)

// onStack calls fn with size bytes of the stack, filled with zeros.
//
//go:noescape
func onStack(size uintptr, fn func(base unsafe.Pointer))

// callCode calls code with the registers and the words of stack given, and leaves in registers what it returned.
//
//go:noescape
func callCode(code, context, registers, stack unsafe.Pointer, stackWords int)

// makeFuncStub is the code of every function that MakeFunc makes. It calls callMade.
func makeFuncStub()

// madeCall tells the runtime that a made function is called: perhaps by a panic, and what it calls may recover.
func madeCall()

// fieldNumbers returns a read-only list of the numbers from 0 to numberedFields-1.
//
//go:noescape
func fieldNumbers() *[numberedFields]int

const numberedFields = 64

// linkedTypes returns the first of the n types without a name that the program contains.
//
//go:noescape
func linkedTypes(n *int) **abi.Type

// equalParts and hashParts are the equality and hash of arrays and structs that were made at run time.
func equalParts(a, b unsafe.Pointer, t *abi.Type) bool

func hashParts(p unsafe.Pointer, seed uintptr, t *abi.Type) uintptr

// hiter is the runtime's map iterator (GoMapIter in lang/abi.h): a nil key marks the end.
type hiter struct {
	key   unsafe.Pointer
	elem  unsafe.Pointer
	state [14]unsafe.Pointer
}
