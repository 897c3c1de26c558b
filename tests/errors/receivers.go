package p

type plain struct{}

type gen[T any] struct{}

type (
	instance        = gen[int]
	pointer         = *gen[int]
	genAlias[T any] = gen[T]
	through[T any]  = plain
	last            = *through[int]
	twice           = **plain
)

func (instance) a()     {} // ERROR "cannot define new methods on instantiated type gen.int."
func (*instance) b()    {} // ERROR "cannot define new methods on instantiated type gen.int."
func (x pointer) c()    {} // ERROR "cannot define new methods on instantiated type gen.int."
func (genAlias[T]) d(T) {} // ERROR "cannot define new methods on generic alias type genAlias.T any."
func (last) e()         {} // ERROR "cannot define new methods on instantiated type through.int."
func (twice) f()        {} // ERROR "invalid receiver type"

var _ = (&plain{}).f // ERROR "has no field or method f"

// Parameters and type parameters are in one scope.

func (r gen[r]) g()      {} // ERROR "r redeclared in this block"
func (r gen[T]) h(T int) {} // ERROR "T redeclared in this block"

func i[T any](a T) (T int) { return } // ERROR "T redeclared in this block"
