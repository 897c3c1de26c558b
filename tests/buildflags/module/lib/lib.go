// Package lib has variables that the command line sets.
package lib

import "runtime"

var Version = "unset"

var hidden string

func Hidden() string { return hidden }

func File() string {
	_, file, _, _ := runtime.Caller(0)
	return file
}
