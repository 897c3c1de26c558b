package p

func a() {
	switch x; y z {
	}
}
