package p

func a() {
	if x y {
	}
	if {
	}
	if x; {
	}
	if x = 1 {
	}
	if a.b = f(c); d = 1 {
	}
	for i := 0; i < 3; j := 1 {
	}
}

func b() {
	if x
	{
	}
}

func c() {
	for x
	{
	}
}

func d() {
	}
	else {
	}
}

func e() {
	switch { x }
