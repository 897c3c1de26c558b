package p

var (
	a = 08 + 1_ + 0b12 + 0x + 1e + 0o8
	b = 0x1.0 + 0x1p + 1p3 + 0b1.0 + 0b1e3 + 1__0
	c = 'ab' + '' + "\z" + '\400' + "\xg" + '\ud800' + '\U00110000'
	d = "abc
	e = 'a
	f = @ + #
	g = a“b
	h = ٣x
	i = 1 ? 2
	j = '\
)

/* not closed
