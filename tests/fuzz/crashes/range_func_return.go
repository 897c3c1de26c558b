package p

func upto(n int) func(func(int) bool) { return nil }

func early() int {
	for i := range upto(10) {
		if i == 2 {
			return @ }
	}
	return -1
}
