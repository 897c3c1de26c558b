package bytealg

import "unsafe"

// String returns b's bytes as a string without copying them. b must not change afterwards.
func String(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Bytes returns the bytes of s without copying them. They must not be written to.
func Bytes(s string) []byte {
	return unsafe.Slice(unsafe.StringData(s), len(s))
}

// Make is make([]byte, n) with all of the block that the allocator gives as the capacity.
func Make(n int) []byte {
	return make([]byte, n, roundSize(n))
}

// The rolling hash of Rabin and Karp: bytes are digits of a number in base prime, modulo 2^32.
const prime = 16777619

// IndexString returns the index of the first sep in s, or -1.
//
// Candidates are the places where sep's first byte stands. When the byte after it disagrees too often,
// searching for single bytes does not pay and a rolling hash takes over, so the time is linear in
// practice for any text.
func IndexString(s, sep string) int {
	n := len(sep)
	switch {
	case n == 0:
		return 0
	case n == 1:
		return IndexByteString(s, sep[0])
	case n >= len(s):
		if s == sep {
			return 0
		}
		return -1
	}
	first, second := sep[0], sep[1]
	last := len(s) - n
	misses := 0
	for i := 0; i <= last; i++ {
		if s[i] != first {
			at := IndexByteString(s[i+1:last+1], first)
			if at < 0 {
				return -1
			}
			i += at + 1
		}
		if s[i+1] == second && s[i:i+n] == sep {
			return i
		}
		misses++
		if misses > 4+i/16 {
			at := indexHash(s[i+1:], sep)
			if at < 0 {
				return -1
			}
			return i + 1 + at
		}
	}
	return -1
}

// hashOf returns the hash of sep, and prime to the power of its length.
func hashOf(sep string) (hash, power uint32) {
	power = 1
	for i := 0; i < len(sep); i++ {
		hash = hash*prime + uint32(sep[i])
		power *= prime
	}
	return hash, power
}

func indexHash(s, sep string) int {
	n := len(sep)
	if len(s) < n {
		return -1
	}
	want, power := hashOf(sep)
	h := uint32(0)
	for i := 0; i < len(s); i++ {
		h = h*prime + uint32(s[i])
		if i >= n {
			h -= power * uint32(s[i-n])
		}
		if i >= n-1 && h == want && s[i-n+1:i+1] == sep {
			return i - n + 1
		}
	}
	return -1
}

// LastIndexString returns the index of the last sep in s, or -1.
func LastIndexString(s, sep string) int {
	n := len(sep)
	switch {
	case n == 0:
		return len(s)
	case n == 1:
		return LastIndexByteString(s, sep[0])
	case n > len(s):
		return -1
	}
	want, power := uint32(0), uint32(1)
	for i := n - 1; i >= 0; i-- {
		want = want*prime + uint32(sep[i])
		power *= prime
	}
	h := uint32(0)
	for i := len(s) - 1; i >= 0; i-- {
		h = h*prime + uint32(s[i])
		if i+n < len(s) {
			h -= power * uint32(s[i+n])
		}
		if i+n <= len(s) && h == want && s[i:i+n] == sep {
			return i
		}
	}
	return -1
}

// LastIndexByteString returns the index of the last c in s, or -1.
func LastIndexByteString(s string, c byte) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// CompareString orders a and b lexically: -1, 0 or +1.
func CompareString(a, b string) int {
	return compareString(a, b)
}

// What Go's own library expects of this package beside the above.

// MaxBruteForce is the longest text that Index searches without looking for single bytes first.
const MaxBruteForce = 0

// Equal reports whether a and b hold the same bytes.
func Equal(a, b []byte) bool { return String(a) == String(b) }

// Index returns the index of the first sep in s, or -1.
func Index(s, sep []byte) int { return IndexString(String(s), String(sep)) }

// LastIndexByte returns the index of the last c in b, or -1.
func LastIndexByte(b []byte, c byte) int { return LastIndexByteString(String(b), c) }

// MakeNoZero returns n bytes with all of the block that the allocator gives as the capacity.
func MakeNoZero(n int) []byte { return Make(n) }
