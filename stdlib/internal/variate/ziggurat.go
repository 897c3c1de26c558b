// Package variate turns uniform random numbers into others, for both packages rand. Each draws its uniform
// numbers in its own way, so the loops are there.
package variate

import "math"

// By the ziggurat method, the area below the curve of a distribution is covered by layers of equal area. A
// layer and an integer that says how far to the right choose a point in it. Nearly always the layer's
// next higher neighbour is as wide as that or wider, so the point is under the curve and its place is the
// result. Otherwise a second random number tells how high the point is; if above the curve, all is
// done again. Layer 0 has, beyond the place where the others end, the tail, which has a method of its own.

// Where the tails begin.
const (
	normalTail = 3.442619855899
	expTail    = 7.69711747013104972
)

// Normal returns the number of a normal distribution that right and layer, below 128, choose; ok is false if
// others must be drawn. uniform returns a number in [0, 1).
func Normal(right int32, layer uint32, uniform func() float64) (x float64, ok bool) {
	layer %= uint32(len(normalInside))
	x = float64(right) * float64(normalWidth[layer])
	if uint32(max(right, -right)) < normalInside[layer] {
		return x, true
	}
	return normalEdge(x, right, layer, uniform)
}

func normalEdge(x float64, right int32, layer uint32, uniform func() float64) (float64, bool) {
	if layer == 0 {
		x := normalTail + beyondTail(uniform)
		if right <= 0 {
			x = -x
		}
		return x, true
	}
	low, high := normalHeight[layer], normalHeight[layer-1]
	y := low + float32(uniform())*(high-low)
	return x, y < float32(math.Exp(-.5*x*x))
}

// beyondTail returns how far beyond normalTail a number is, by G. Marsaglia's method of 1964.
func beyondTail(uniform func() float64) float64 {
	for {
		x := -math.Log(uniform()) * (1.0 / normalTail)
		y := -math.Log(uniform())
		if y+y >= x*x {
			return x
		}
	}
}

// Exponential is Normal for the exponential distribution of rate 1 and layers below 256.
func Exponential(right uint32, layer uint8, uniform func() float64) (x float64, ok bool) {
	x = float64(right) * float64(expWidth[layer])
	if right < expInside[layer] {
		return x, true
	}
	if layer == 0 {
		return expTail - math.Log(uniform()), true
	}
	low, high := expHeight[layer], expHeight[layer-1]
	y := low + float32(uniform())*(high-low)
	return x, y < float32(math.Exp(-x))
}
