./strings.go:3:6: can inline concat
./strings.go:4:6: can inline bytes
./strings.go:5:6: can inline str
./strings.go:6:6: can inline runes
./strings.go:7:6: can inline fromRunes
./strings.go:11:6: can inline use
./strings.go:13:6: can inline hash
./strings.go:21:6: can inline fill
./strings.go:30:16: inlining call to use
./strings.go:34:25: inlining call to hash
./strings.go:34:42: inlining call to hash
./strings.go:36:6: inlining call to fill
./strings.go:43:19: inlining call to runes
./strings.go:43:34: inlining call to fromRunes
./strings.go:43:56: inlining call to concat
./strings.go:43:77: inlining call to bytes
./strings.go:43:71: inlining call to str
./strings.go:3:13: a does not escape
./strings.go:3:16: b does not escape
./strings.go:3:44: a + b escapes to heap
./strings.go:4:12: s does not escape
./strings.go:4:49: ([]byte)(s) escapes to heap
./strings.go:5:10: b does not escape
./strings.go:5:49: string(b) escapes to heap
./strings.go:6:12: s does not escape
./strings.go:6:49: ([]rune)(s) escapes to heap
./strings.go:7:16: r does not escape
./strings.go:7:49: string(r) escapes to heap
./strings.go:11:10: s does not escape
./strings.go:13:11: b does not escape
./strings.go:21:11: b does not escape
./strings.go:29:9: s + "def" does not escape
./strings.go:30:20: s + t + "x" does not escape
./strings.go:31:8: s + t escapes to heap
./strings.go:32:14: ([]byte)(s) does not escape
./strings.go:34:17: string(b) does not escape
./strings.go:34:33: ([]byte)(s) does not escape
./strings.go:34:33: zero-copy string->[]byte conversion
./strings.go:34:50: ([]byte)(t) does not escape
./strings.go:34:50: zero-copy string->[]byte conversion
./strings.go:35:14: ([]byte)("const") does not escape
./strings.go:37:21: map[string]int{} does not escape
./strings.go:38:11: string(b) escapes to heap
./strings.go:39:19: string(b) does not escape
./strings.go:41:21: string(r) does not escape
./strings.go:43:19: ([]rune)(s) does not escape
./strings.go:43:41: []rune{...} does not escape
./strings.go:43:34: string(r) does not escape
./strings.go:43:56: a + b does not escape
./strings.go:43:77: ([]byte)(s) does not escape
./strings.go:43:77: zero-copy string->[]byte conversion
./strings.go:43:71: string(b) does not escape
./strings.go:44:16: string(b) does not escape
./strings.go:48:12: string(b) does not escape
./strings.go:56:12: append does not escape
./strings.go:57:12: append does not escape
