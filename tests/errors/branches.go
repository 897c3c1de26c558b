package p

// Where branches lead is said of code with syntax errors too.

func clauses(x int, c chan int) {
	switch x {
	case 1:
		2: // ERROR "unexpected : at end of statement"
	case 2:
		x 3 // ERROR "unexpected literal 3 at end of statement"
		clauses(x, c // ERROR "unexpected newline in argument list; possibly missing comma or ."
	case 3:
		label: // ERROR "missing statement after label"
	case 4:
		x 4 // ERROR "unexpected literal 4 at end of statement"
	}
	select {
	case <-c:
		c 1 // ERROR "unexpected literal 1 at end of statement"
	default:
		continue // ERROR "continue is not in a loop"
	}
}

func labels(x int) {
unused: // ERROR "label unused defined and not used"
	goto in // ERROR "goto in jumps into block starting at branches.go:28:21"
	if x > 0 { } else  {
	in:
	}
	func() {
		break // ERROR "break is not in a loop, switch, or select"
		goto loop // ERROR "goto loop jumps into block starting at branches.go:34:7"
		for {
		loop:
		}
	}()
}
