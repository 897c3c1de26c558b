package p

func a() {
	if x {
	} else y
	z()
}
