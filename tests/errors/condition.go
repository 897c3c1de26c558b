package p

func f() {
	if a := 10 { // ERROR "cannot use a := 10 as value"
	}
	for b := 10 { // ERROR "cannot use b := 10 as value"
	}
	switch c, d := 1, 2 { // ERROR "cannot use c, d := 1, 2 as value"
	}
	var e int
	if e = 10 { // ERROR "cannot use assignment e = 10 as value"
	}
}
