// Package random is the source of random numbers that nobody seeds.
package random

// Uint64 returns a random number. Any number of goroutines may call it at once: each P of the scheduler has
// a generator of its own, seeded by the system.
func Uint64() uint64 {
	// The generator's state goes from one to the next by shifts and exclusive ors alone: sums of its bits
	// are regular. Multiplications mix them (the finalizer of Java's SplittableRandom).
	x := next()
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
