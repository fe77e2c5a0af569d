package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"ahd.example/ahd/events/cause"
)

// block is the unit of a tar file, in bytes.
const block = 512

// ErrIncomplete is returned for a bundle that ends too early.
var ErrIncomplete = errors.New("the bundle is incomplete")

// maxMembers bounds what is remembered of a tar file.
const maxMembers = 2_000_000

// place is where a member's content lies.
type place struct{ at, size int64 }

// index reads where the members of a tar file lie. It reads less than archive/tar
// does, and precisely what FORMAT.md says, so that another program can come to the same
// answer for every file.
func index(file io.ReaderAt, size int64) (map[string]place, error) {
	if size < block {
		return nil, fmt.Errorf("%w: it is too short", ErrFormat)
	}
	members := map[string]place{}
	header := make([]byte, block)
	for at := int64(0); ; {
		if err := readBlock(file, header, at); err != nil {
			return nil, err
		}
		if zeros(header) {
			return members, ended(file, at+block, size)
		}
		name, long, folder, err := readHeader(header)
		if err != nil {
			return nil, err
		}
		at += block
		end := at + (long+block-1)/block*block
		if end > size {
			return nil, fmt.Errorf("%w: %s is cut off", ErrIncomplete, name)
		}
		if err := filled(file, at+long, end); err != nil {
			return nil, err
		}
		if _, twice := members[name]; twice || len(members) == maxMembers {
			return nil, fmt.Errorf("%w: a member is there twice", ErrFormat)
		}
		if !folder {
			members[name] = place{at, long}
		}
		at = end
	}
}

func readBlock(file io.ReaderAt, header []byte, at int64) error {
	n, err := file.ReadAt(header, at)
	switch {
	case n == len(header):
		return nil
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: its end is missing", ErrIncomplete)
	}
	return cause.Of(errors.New("the bundle cannot be read"), err)
}

func readHeader(header []byte) (name string, size int64, folder bool, err error) {
	wrong := fmt.Errorf("%w: its tar file is of another kind, or damaged", ErrFormat)
	if string(header[257:262]) != "ustar" || !zeros(header[345:500]) || !checksum(header) {
		return "", 0, false, wrong
	}
	raw, _, _ := bytes.Cut(header[:100], []byte{0})
	size, ok := octal(header[124:135])
	if !ok || header[135] != 0 && header[135] != ' ' || len(raw) == 0 {
		return "", 0, false, wrong
	}
	switch header[156] {
	case '0', 0:
		return string(raw), size, false, nil
	case '5':
		if size == 0 {
			return string(raw), 0, true, nil
		}
	}
	return "", 0, false, wrong
}

func checksum(header []byte) bool {
	want, ok := octal(header[148:154])
	sum := int64(8 * ' ')
	for i, c := range header {
		if i < 148 || i >= 156 {
			sum += int64(c)
		}
	}
	return ok && sum == want && header[154] == 0 && header[155] == ' '
}

func octal(digits []byte) (int64, bool) {
	for _, c := range digits {
		if c < '0' || c > '7' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(string(digits), 8, 64)
	return n, err == nil
}

// filled asks that nothing but zeros stands between a content and the next header.
func filled(file io.ReaderAt, from, to int64) error {
	rest := make([]byte, to-from)
	if n, _ := file.ReadAt(rest, from); n < len(rest) {
		return fmt.Errorf("%w: its end is missing", ErrIncomplete)
	}
	if !zeros(rest) {
		return fmt.Errorf("%w: something stands between its members", ErrFormat)
	}
	return nil
}

// ended asks for the second empty block, and for nothing but zeros to the end.
func ended(file io.ReaderAt, at, size int64) error {
	if size < at+block {
		return fmt.Errorf("%w: its end is missing", ErrIncomplete)
	}
	rest := io.NewSectionReader(file, at, size-at)
	buffer := make([]byte, 64<<10)
	for {
		n, err := rest.Read(buffer)
		if !zeros(buffer[:n]) {
			return fmt.Errorf("%w: something stands behind its end", ErrFormat)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return cause.Of(errors.New("the bundle cannot be read"), err)
		}
	}
}

func zeros(part []byte) bool { return len(bytes.Trim(part, "\x00")) == 0 }
