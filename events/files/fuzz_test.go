package files_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"testing"

	"ahd.example/ahd/events/files"
)

// Whatever arrives, nothing panics, and what was cleaned is clean.
func FuzzClean(f *testing.F) {
	f.Add(photo())
	f.Add(screenshot())
	full := photo()
	for _, part := range told() {
		full = into(full, part, 2)
	}
	f.Add(full)
	for _, name := range []string{"progressive.jpg", "rgb.jpg"} {
		content, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		content = bytes.Clone(content)
		if bytes.HasPrefix(content, []byte("\x89PNG")) {
			sumAgain(content)
		}
		found, err := files.Check("", content)
		if err != nil {
			return
		}
		for _, mediaType := range []string{files.JPEG, files.PNG} {
			cleaned, err := files.Clean(mediaType, content)
			if err != nil {
				continue
			}
			if found != mediaType {
				t.Fatalf("%s was cleaned as %s", found, mediaType)
			}
			if is, err := files.Check("", cleaned); err != nil || is != mediaType {
				t.Fatalf("a cleaned %s is %s: %v", mediaType, is, err)
			}
			if again, err := files.Clean(mediaType, cleaned); err != nil || !bytes.Equal(again, cleaned) {
				t.Fatalf("cleaned twice is not cleaned once: %v", err)
			}
			if len(cleaned) > len(content) {
				t.Fatalf("%d bytes became %d", len(content), len(cleaned))
			}
		}
	})
}

// sumAgain makes the checksums of a PNG file right, so that what was changed at
// random gets past them.
func sumAgain(content []byte) {
	for at := 8; len(content)-at >= 12; {
		length := uint64(binary.BigEndian.Uint32(content[at:]))
		if length > uint64(len(content)-at-12) {
			return
		}
		end := at + 8 + int(length)
		binary.BigEndian.PutUint32(content[end:], crc32.ChecksumIEEE(content[at+4:end]))
		at = end + 4
	}
}
