package math

// sqrt is the machine's square root.
//
//vole:noalloc
func sqrt(x float64) float64

// fma is x*y + z, rounded once.
//
//vole:noalloc
func fma(x, y, z float64) float64
