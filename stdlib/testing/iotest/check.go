package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// TestReader reads r in several ways, and returns an error if that does not give the content, or does not follow
// the rules of io.Reader, io.Seeker and io.ReaderAt, as far as r has their methods.
func TestReader(r io.Reader, content []byte) error {
	if len(content) > 0 {
		if n, err := r.Read(nil); n != 0 || err != nil {
			return fmt.Errorf("Read(0) = %d, %v, want 0, nil", n, err)
		}
	}
	data, err := io.ReadAll(&smallReads{r: r})
	if err != nil {
		return err
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAll(small amounts) = %q\n\twant %q", data, content)
	}
	if n, err := r.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if s, ok := r.(io.ReadSeeker); ok {
		if err := testSeeker(s, content); err != nil {
			return err
		}
	}
	if a, ok := r.(io.ReaderAt); ok {
		return testReaderAt(a, content)
	}
	return nil
}

// smallReads reads 1, 2, 3, 1, 2, 3 ... bytes.
type smallReads struct {
	r   io.Reader
	n   int
	err error
}

func (s *smallReads) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	s.n = s.n%3 + 1
	n := min(s.n, len(p))
	n, err := s.r.Read(p[:n])
	if err != nil && err != io.EOF {
		err = fmt.Errorf("Read(%d) after %d bytes: %w", s.n, n, err)
	}
	return n, err
}

func testSeeker(r io.ReadSeeker, content []byte) error {
	size := int64(len(content))
	seek := func(offset int64, whence int, want int64) error {
		if off, err := r.Seek(offset, whence); off != want || err != nil {
			return fmt.Errorf("Seek(%d, %d) from EOF = %d, %v, want %d, nil", offset, whence, off, err, want)
		}
		return nil
	}
	rest := func(what string, want []byte) error {
		data, err := io.ReadAll(&smallReads{r: r})
		if err != nil {
			return fmt.Errorf("ReadAll from offset %s: %w", what, err)
		}
		if !bytes.Equal(data, want) {
			return fmt.Errorf("ReadAll from offset %s = %q\n\twant %q", what, data, want)
		}
		return nil
	}
	// Where it is, the start, a place in the middle from each end.
	if err := seek(0, io.SeekCurrent, size); err != nil {
		return err
	}
	if err := seek(0, io.SeekStart, 0); err != nil {
		return err
	}
	if err := rest("0", content); err != nil {
		return err
	}
	if err := seek(-size/3, io.SeekCurrent, size-size/3); err != nil {
		return err
	}
	if err := rest("-n/3 of the end", content[size-size/3:]); err != nil {
		return err
	}
	if err := seek(-size/2, io.SeekEnd, size-size/2); err != nil {
		return err
	}
	if err := rest("-n/2 of the end", content[size-size/2:]); err != nil {
		return err
	}
	if err := seek(size/3, io.SeekStart, size/3); err != nil {
		return err
	}
	if err := rest("n/3", content[size/3:]); err != nil {
		return err
	}
	return nil
}

func testReaderAt(r io.ReaderAt, content []byte) error {
	size := int64(len(content))
	data := make([]byte, size, size+1)
	for i := range data {
		data[i] = 0xfe
	}
	if n, err := r.ReadAt(data, 0); n != len(data) || err != nil && err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, nil or EOF", len(data), n, err, len(data))
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", len(data), data, content)
	}
	if n, err := r.ReadAt(data[:1], size); n != 0 || err != io.EOF {
		return fmt.Errorf("ReadAt(1, %d) = %v, %v, want 0, EOF", size, n, err)
	}
	// More than there is: what is beyond must not be touched.
	long := data[:cap(data)]
	for i := range long {
		long[i] = 0xfe
	}
	if n, err := r.ReadAt(long, 0); n != len(data) || err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, EOF", len(long), n, err, len(data))
	}
	if long[len(data)] != 0xfe {
		return errors.New("ReadAt changed memory beyond what it read")
	}
	for i := int64(0); i <= size; i += max(size/7, 1) {
		part := make([]byte, min(3, size-i))
		if n, err := r.ReadAt(part, i); n != len(part) || err != nil && err != io.EOF {
			return fmt.Errorf("ReadAt(%d, %d) = %v, %v, want %d, nil or EOF", len(part), i, n, err, len(part))
		}
		if !bytes.Equal(part, content[i:i+int64(len(part))]) {
			return fmt.Errorf("ReadAt(%d, %d) = %q\n\twant %q", len(part), i, part, content[i:i+int64(len(part))])
		}
	}
	return nil
}
