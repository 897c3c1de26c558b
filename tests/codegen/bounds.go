// Bounds that the optimiser proves: it knows that an index in a range lies below the length, and that lengths
// are not negative.
package main

// forward lacks panic_bounds
func forward(x []int) (sum int) {
	for i := 0; i < len(x); i++ {
		sum += x[i]
	}
	return
}

// backward lacks panic_bounds
func backward(x []int) (sum int) {
	for i := len(x) - 1; i >= 0; i-- {
		sum = sum*3 + x[i]
	}
	return
}

type list struct{ items []int }

// field lacks panic_bounds
func field(l *list) (sum int) {
	items := l.items
	for i := len(items) - 1; i >= 0; i-- {
		sum = sum*3 + items[i]
	}
	return
}

// middle lacks panic_bounds
func middle(x []int) int {
	if len(x) == 0 {
		return 0
	}
	return x[len(x)/2]
}

// halves lacks panic_
func halves(s string) (string, string) { return s[:len(s)/2], s[len(s)/2:] }

// once has panic_bounds
func once(x []int, i int) int { return x[i] }

func main() {
	forward(nil)
	backward(nil)
	field(&list{})
	middle(nil)
	halves("")
	once([]int{1}, 0)
}
