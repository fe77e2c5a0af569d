package verification_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"slices"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger/bundle"
)

// file is one member of a bundle that is taken apart.
type file struct {
	name    string
	content []byte
}

// unpack takes a bundle apart, without the manifest and the parts that are the same in
// every bundle.
func unpack(t testing.TB, content []byte) (files []file) {
	t.Helper()
	archive := tar.NewReader(bytes.NewReader(content))
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return files
		}
		must(t, err)
		part, err := io.ReadAll(archive)
		must(t, err)
		if header.Name != bundle.ManifestName && header.Name != bundle.HowToName && header.Name != bundle.VerifierName {
			files = append(files, file{header.Name, part})
		}
	}
}

// manifestOf is the manifest of a bundle.
func manifestOf(t testing.TB, content []byte) bundle.Manifest {
	t.Helper()
	archive := tar.NewReader(bytes.NewReader(content))
	_, err := archive.Next()
	must(t, err)
	text, err := io.ReadAll(archive)
	must(t, err)
	m, err := bundle.ParseManifest(text)
	must(t, err)
	return m
}

// seal puts a bundle together again, with a manifest that fits the members.
func seal(t testing.TB, m bundle.Manifest, files []file) []byte {
	t.Helper()
	m.Members = []bundle.Member{}
	for _, f := range files {
		sum := sha256.Sum256(f.content)
		m.Members = append(m.Members, bundle.Member{Name: f.name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(f.content))})
	}
	text, err := m.Encode()
	must(t, err)
	return pack(t, append([]file{{bundle.ManifestName, text}}, files...))
}

func pack(t testing.TB, files []file) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := tar.NewWriter(&out)
	for _, f := range files {
		must(t, archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: f.name, Size: int64(len(f.content)), Mode: 0o644, Format: tar.FormatUSTAR}))
		_, err := archive.Write(f.content)
		must(t, err)
	}
	must(t, archive.Close())
	return out.Bytes()
}

// with gives files in which one has another content.
func with(files []file, name string, change func([]byte) []byte) []file {
	files = slices.Clone(files)
	for i := range files {
		if files[i].name == name {
			files[i].content = change(bytes.Clone(files[i].content))
		}
	}
	return files
}

// split and join take entries.log apart and put it together.
func split(log []byte) (bodies [][]byte) {
	for len(log) > 0 {
		n := binary.BigEndian.Uint32(log)
		bodies = append(bodies, bytes.Clone(log[4:4+n]))
		log = log[4+n:]
	}
	return bodies
}

func join(bodies [][]byte) (log []byte) {
	for _, body := range bodies {
		log = append(binary.BigEndian.AppendUint32(log, uint32(len(body))), body...)
	}
	return log
}

// entries changes the bodies in entries.log.
func entries(files []file, change func([][]byte) [][]byte) []file {
	return with(files, bundle.EntriesName, func(log []byte) []byte { return join(change(split(log))) })
}

// rechained makes bodies follow one another again after one was changed: what a forger
// does who knows the format.
func rechained(bodies [][]byte) [][]byte {
	last := map[string]events.Hash{}
	out := make([][]byte, len(bodies))
	for i, body := range bodies {
		e, _, err := events.Scan(body)
		if err != nil {
			panic(err)
		}
		if e.StreamVersion > 1 {
			body = bytes.Replace(body, []byte(e.StreamPrev), []byte(last[e.Subject].String()), 1)
		}
		out[i] = body
		last[e.Subject] = events.LeafHash(body)
	}
	return out
}
