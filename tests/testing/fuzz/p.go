// Package p has a secret that is found a letter at a time, if it is seen which statements run.
package p

func secret(b []byte) bool {
	if len(b) > 3 && b[0] == 'F' {
		if b[1] == 'U' {
			if b[2] == 'Z' {
				if b[3] == 'Z' {
					return true
				}
			}
		}
	}
	return false
}
