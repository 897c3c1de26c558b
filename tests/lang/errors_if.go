package p

func a() {
	switch x y {
	}
}

func b() {
	if x; y z {
	}
}
