// A switch on string(bytes) keeps the string it began with, whatever its cases do to the bytes.
package main

import "fmt"

func change(b []byte, to string) string {
	copy(b, to)
	return to
}

func main() {
	b := []byte("abc")
	switch string(b) {
	case change(b, "xyz"):
		fmt.Println("the bytes, not the string")
	case "abc":
		fmt.Println("abc", string(b))
	}
	switch string(b) {
	case "abc":
		fmt.Println("no")
	case "xyz":
		fmt.Println("xyz")
	}
}
