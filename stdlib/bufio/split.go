package bufio

import (
	"bytes"
	"internal/bytealg"
	"internal/text"
	"unicode/utf8"
)

// ScanBytes is a SplitFunc: each byte is a token.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[0:1], nil
}

// ScanRunes is a SplitFunc: each character is a token. A byte of invalid UTF-8 becomes the encoded U+FFFD, so
// that it cannot be told from a proper one.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	if r == utf8.RuneError && size == 1 {
		return 1, []byte(string(utf8.RuneError)), nil
	}
	return size, data[:size], nil
}

// ScanLines is a SplitFunc: each line is a token, without its end, which is "\n" or "\r\n". The last line
// need not have one.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, dropCR(data[:i]), nil
	}
	if atEOF && len(data) > 0 {
		return len(data), dropCR(data), nil
	}
	return 0, nil, nil
}

// dropCR removes a final '\r'.
func dropCR(data []byte) []byte {
	if len(data) > 0 && data[len(data)-1] == '\r' {
		return data[0 : len(data)-1]
	}
	return data
}

// ScanWords is a SplitFunc: each run of characters that are not white space is a token. It is never empty.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start, end := text.NextField(bytealg.String(data), 0)
	if end < len(data) {
		_, size := utf8.DecodeRune(data[end:])
		return end + size, data[start:end], nil
	}
	if atEOF && start < end {
		return end, data[start:end], nil
	}
	return start, nil, nil
}
