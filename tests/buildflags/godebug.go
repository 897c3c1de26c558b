//go:debug zipinsecurepath=0
//go:debug x509negativeserial=1
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"runtime/debug"
)

func main() {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.Create("../outside")
	w.Close()
	_, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	fmt.Println(err)
	info, _ := debug.ReadBuildInfo()
	for _, s := range info.Settings {
		if s.Key == "DefaultGODEBUG" {
			fmt.Println(s.Value)
		}
	}
}
