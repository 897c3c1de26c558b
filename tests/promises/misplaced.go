package main

//vole:noalloc
var x int

//vole:noescape
func f(p *int) {}

//vole:nothing
func g() {
	//vole:noalloc
	println() //vole:noalloc
}

//vole:noalloc twice
func main() {}
