package p

type A[P any] = P // ERROR "cannot use type parameter declared in alias declaration as RHS"

type B[P any] = []P

func f[P any]() {
	type C = P
	type D[Q any] = P
	type G[Q any] = Q // ERROR "cannot use type parameter declared in alias declaration as RHS"
}

type E[P any] interface {
	P // ERROR "term cannot be a type parameter"
}

type F[P any] interface {
	int | string
	m(P)
}
