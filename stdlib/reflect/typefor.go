package reflect

// TypeFor returns the type T.
func TypeFor[T any]() Type {
	var p *T
	return TypeOf(p).Elem()
}
