package abi

// A PCLnTabMagic is the first word of the table of functions and lines in executables of Go's compiler, which tells its form.
// Package debug/gosym reads these tables; Vole's executables have none.
type PCLnTabMagic uint32

// The forms, by the release of Go that had them first.
const (
	Go12PCLnTabMagic  PCLnTabMagic = 0xfffffffb
	Go116PCLnTabMagic PCLnTabMagic = 0xfffffffa
	Go118PCLnTabMagic PCLnTabMagic = 0xfffffff0
	Go120PCLnTabMagic PCLnTabMagic = 0xfffffff1
)
