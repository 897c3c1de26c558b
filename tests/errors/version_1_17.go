// flags: -lang=go1.17

package p

type element interface {
	int           // ERROR "embedding non-interface type int requires go1.18 or later"
	~string | int // ERROR "embedding interface element ~string . int requires go1.18 or later"
}

var x element

type list[T interface{}] []T // ERROR "type parameter requires go1.18 or later"

var y list[int] // ERROR "type instantiation requires go1.18 or later"

func (l list[T]) first() {} // ERROR "type instantiation requires go1.18 or later"

func id[T interface{}](x T) T { return x } // ERROR "type parameter requires go1.18 or later"

func calls() {
	id(1)                    // ERROR "implicit function instantiation requires go1.18 or later"
	id[int](1)               // ERROR "function instantiation requires go1.18 or later"
	var f func(int) int = id // ERROR "function instantiation requires go1.18 or later"
	f(1)
}
