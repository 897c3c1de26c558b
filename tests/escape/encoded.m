./encoded.go:18:13: leaking param: b
./encoded.go:19:46: binary.LittleEndian escapes to heap
./encoded.go:23:13: h does not escape
./encoded.go:24:35: binary.BigEndian escapes to heap
./encoded.go:28:11: data does not escape
./encoded.go:34:25: []byte{...} escapes to heap
./encoded.go:36:21: []byte{...} does not escape
