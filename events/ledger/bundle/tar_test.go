package bundle_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"testing"

	"ahd.example/ahd/events/ledger/bundle"
)

// tarOf is a tar file with one member for each header.
func tarOf(t *testing.T, headers ...tar.Header) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := tar.NewWriter(&out)
	for _, h := range headers {
		must(t, archive.WriteHeader(&h))
		_, err := archive.Write(make([]byte, h.Size))
		must(t, err)
	}
	must(t, archive.Close())
	return out.Bytes()
}

func TestDamagedTarFilesAreRefused(t *testing.T) {
	whole := written(t, contents(t))
	read := func(content []byte) error {
		_, err := bundle.Read(bytes.NewReader(content), int64(len(content)))
		return err
	}
	must(t, read(whole))
	must(t, read(append(bytes.Clone(whole), make([]byte, 8192)...))) // as other programs fill up
	for at := range 512 {                                            // the first header: no byte of it may change
		changed := bytes.Clone(whole)
		changed[at] ^= 1
		if err := read(changed); !errors.Is(err, bundle.ErrFormat) && !errors.Is(err, bundle.ErrIncomplete) {
			t.Errorf("byte %d of a header: %v", at, err)
		}
	}
	padding := bytes.Clone(whole)
	_, found := bytes.CutPrefix(padding[512:], []byte(`{"erased"`))
	end := 512 + bytes.IndexByte(padding[512:], 0) // of the manifest, which holds no zero
	padding[end+1] = 'x'
	behind := append(bytes.Clone(whole), 'x')
	for what, c := range map[string]struct {
		content []byte
		err     error
	}{
		"something between the members": {padding, bundle.ErrFormat}, "something behind the end": {behind, bundle.ErrFormat},
		"no second empty block": {whole[:len(whole)-512], bundle.ErrIncomplete}, "no end": {whole[:len(whole)-1024], bundle.ErrIncomplete},
		"half of it": {whole[:len(whole)/1024*512], bundle.ErrIncomplete}, "too short": {whole[:100], bundle.ErrFormat}, "nothing": {nil, bundle.ErrFormat},
		"no manifest":                          {tarOf(t, tar.Header{Name: "checkpoint", Size: 3, Typeflag: tar.TypeReg}), bundle.ErrFormat},
		"a link":                               {tarOf(t, tar.Header{Name: "checkpoint", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}), bundle.ErrFormat},
		"a name that goes on in another block": {tarOf(t, tar.Header{Name: string(bytes.Repeat([]byte("long"), 70)), Typeflag: tar.TypeReg, Format: tar.FormatPAX}), bundle.ErrFormat},
		"one name twice":                       {tarOf(t, tar.Header{Name: "policy", Typeflag: tar.TypeReg}, tar.Header{Name: "policy", Typeflag: tar.TypeReg}), bundle.ErrFormat},
	} {
		if err := read(c.content); !errors.Is(err, c.err) {
			t.Errorf("%s: %v, not %v", what, err, c.err)
		}
	}
	if !found {
		t.Error("the manifest is not where it was damaged")
	}
}
