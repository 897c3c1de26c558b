// The plainest program that prints, and what it may weigh: a third of what Go 1.26 makes of it.
//
// most: 1500000 bytes
// loads: libc.so.6
// gone: time.Time.Format
// gone: reflect.Value.Call
// gone: reflect.(*rtype).FieldByName
package main

import "fmt"

func main() { fmt.Println("hello, world") }
