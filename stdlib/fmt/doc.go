// Package fmt prints and reads values in text form, in the manner of C's printf and scanf.
//
// Verbs for all types: %v the value in its default format, %+v with field names, %#v as Go source, %T
// the type, %% a percent sign. Booleans: %t. Integers: %b %c %d %o %O %q %x %X %U. Floating-point and
// complex numbers: %b %e %E %f %F %g %G %x %X. Strings and byte slices: %s %q %x %X. Pointers, and the
// first element of a slice: %p.
//
// Flags: + shows signs, and makes %q write ASCII; - pads on the right; # asks for the alternative form:
// 0b, 0, 0x before numbers, back quotes, a point in every float; a space leaves room for a sign, and
// separates the bytes of %x; 0 pads with zeros.
//
// An operand that implements Formatter formats itself. For verbs that take strings an error's Error and
// a Stringer's String method are used, for %#v a GoStringer's GoString. If such a method panics, the
// output shows that.
package fmt
