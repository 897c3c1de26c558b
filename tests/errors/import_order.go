package p

var a int

import "fmt" // ERROR "imports must appear before other declarations"
import (
	"os"
)

var b int

import "io" // ERROR "imports must appear before other declarations"
