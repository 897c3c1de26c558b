package p

// The type set of a comparable constraint has only types that can always be compared.

type mixed interface {
	comparable
	[1]any | int | []string
}

func of[T mixed]()         {}
func any_[T comparable]()  {}
func is[T mixed](x T) bool { return x == x }

func none[T interface {
	comparable
	~[]int
}](x T) bool {
	return x == x // ERROR "x == x .empty type set."
}

type holds struct{ v any }

func uses[S holds, A [1]any]() {
	type inner struct{ s S }
	of[int]()
	of[[1]any]() // ERROR "does not satisfy mixed .mixed mentions .1.any, but .1.any is not in the type set of mixed."
	any_[holds]()
	any_[A]()     // ERROR "A does not satisfy comparable"
	any_[inner]() // ERROR "inner does not satisfy comparable"
}

// No type has a defined type as its underlying type.

type number int

type tilde interface {
	~number // ERROR "invalid use of ~"
}

func empty[T tilde]() {}

var _ = empty[int] // ERROR "cannot satisfy tilde .empty type set."

// Constraints are no types of variables, behind a pointer neither.

var (
	_ = (*mixed)(nil)   // ERROR "cannot use type mixed outside a type constraint: interface contains type constraints"
	_ = new(comparable) // ERROR "cannot use type comparable outside a type constraint: interface is .or embeds. comparable"
)

// A type with a faulty embedded field may have any method.

type faulty struct {
	*faulty
	missing // ERROR "undefined: missing"
}

var _ interface{ m() } = &faulty{}
