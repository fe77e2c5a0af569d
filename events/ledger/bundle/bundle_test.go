package bundle_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

const origin = "urn:ahd:test"

// seen is an event that quotes, perhaps from a text that nobody archived.
type seen struct {
	Quotes []events.Quote `json:"quotes"`
}

func (seen) Type() events.Type { return "ahd.party.seen.v1" }

const public, secret = "what was published", "what was filed under its hash and is nobody's business"

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// contents are a ledger of three events: the opening, an archived text, and an event that
// quotes both texts.
func contents(t *testing.T) bundle.Contents {
	t.Helper()
	key, verifier, err := note.GenerateKey(rand.Reader, origin)
	must(t, err)
	signer, err := note.NewSigner(key)
	must(t, err)
	var bodies [][]byte
	for i, e := range []struct {
		stream string
		data   events.Payload
	}{
		{"register/register", events.RegisterOpened{Name: "test", Origin: origin, VerifierKey: verifier}},
		{"source/s-1", events.SourceArchived{File: "a.txt", MediaType: "text/plain", SHA256: hashOf(public), Bytes: int64(len(public))}},
		{"party/p-1", seen{Quotes: []events.Quote{
			{Bytes: [2]int64{0, 4}, Quote: "what", SHA256: hashOf(public), Source: "s-1"}, {Bytes: [2]int64{0, 4}, Quote: "what", SHA256: hashOf(secret), Source: "s-1"}}}},
	} {
		body, err := events.Encode(events.Event{Data: e.data, Envelope: events.Envelope{
			ID: fmt.Sprintf("00000000-0000-4000-8000-%012x", i), Source: origin, Type: e.data.Type(), Subject: e.stream, Actor: "local", Auth: "local",
			Time: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC), StreamVersion: 1,
		}})
		must(t, err)
		bodies = append(bodies, body)
	}
	dir := filepath.Join(t.TempDir(), "ledger")
	l, err := ledger.Open(dir, origin, func(body []byte) (time.Time, error) {
		e, _, err := events.Scan(body)
		return e.Time, err
	})
	must(t, err)
	must(t, l.Append(1, bodies))
	size, root := l.Root()
	must(t, l.Close())
	c := bundle.Contents{Tool: "test", Signed: ledger.Checkpoint{Origin: origin, Size: size, Root: root}, Source: func(hash string) ([]byte, error) {
		return map[string][]byte{hashOf(public): []byte(public), hashOf(secret): []byte(secret)}[hash], nil
	}}
	c.Note, err = ledger.Sign(c.Signed, signer)
	must(t, err)
	c.Ledger, err = ledger.OpenCopy(dir)
	must(t, err)
	t.Cleanup(func() { c.Ledger.Close() })
	return c
}

func written(t *testing.T, c bundle.Contents) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, bundle.Write(t.Context(), &out, c))
	return out.Bytes()
}

// Any program for tar files reads a bundle, and finds plain files without a history.
func TestABundleIsAPlainTarFile(t *testing.T) {
	for _, stream := range []string{"", "party/p-1"} {
		c := contents(t)
		c.Stream = stream
		content := written(t, c)
		if !bytes.Equal(content, written(t, c)) {
			t.Error("the same record gives two bundles")
		}
		if bytes.Contains(content, []byte(secret)) || !bytes.Contains(content, []byte(public)) {
			t.Errorf("%q: a text that was never archived left the house, or one that was did not", stream)
		}
		path := filepath.Join(t.TempDir(), "a.tar")
		must(t, os.WriteFile(path, content, 0o600))
		b, err := bundle.Open(path)
		must(t, err)
		defer b.Close()
		var names []string
		archive := tar.NewReader(bytes.NewReader(content))
		for {
			header, err := archive.Next()
			if err == io.EOF {
				break
			}
			must(t, err)
			if header.Typeflag != tar.TypeReg || header.Mode != 0o644 || header.Uid+header.Gid != 0 || !header.ModTime.Equal(time.Unix(0, 0)) || header.Linkname+header.Uname != "" {
				t.Errorf("%+v", header)
			}
			theirs, err := io.ReadAll(archive)
			must(t, err)
			member, _ := b.Member(header.Name)
			if ours, err := io.ReadAll(member); err != nil || !bytes.Equal(ours, theirs) {
				t.Errorf("%s is read in two ways: %v", header.Name, err)
			}
			names = append(names, header.Name)
		}
		listed := []string{bundle.ManifestName}
		for _, member := range b.Manifest.Members {
			listed = append(listed, member.Name)
		}
		if !slices.Equal(names, listed) || b.Missing() != "" {
			t.Errorf("%v are there, %v are listed, %q is missing", names, listed, b.Missing())
		}
		if altered, err := b.Altered(); altered != "" || err != nil {
			t.Errorf("%s is altered: %v", altered, err)
		}
	}
}

func TestNoBundleIsMadeOfWhatWasNotSigned(t *testing.T) {
	for what, c := range map[string]struct {
		change func(c *bundle.Contents)
		err    error
	}{
		"another root":      {func(c *bundle.Contents) { c.Signed.Root[0] ^= 1 }, bundle.ErrUnsigned},
		"more than is here": {func(c *bundle.Contents) { c.Signed.Size++ }, bundle.ErrUnsigned},
		"no such stream":    {func(c *bundle.Contents) { c.Stream = "party/p-2" }, bundle.ErrUnknownStream},
		"a text erased while it is written": {func(c *bundle.Contents) {
			asked := 0
			c.Source = func(string) ([]byte, error) { asked++; return bytes.Repeat([]byte("x"), asked), nil }
		}, bundle.ErrChanged},
	} {
		made := contents(t)
		c.change(&made)
		if err := bundle.Write(context.Background(), io.Discard, made); !errors.Is(err, c.err) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestAManifestHasOneSpelling(t *testing.T) {
	c := contents(t)
	archive := tar.NewReader(bytes.NewReader(written(t, c)))
	_, err := archive.Next()
	must(t, err)
	text, err := io.ReadAll(archive)
	must(t, err)
	if _, err := bundle.ParseManifest(text); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{`"first":1`, `"first": 1`}, {`"first":1`, `"first":0`}, {`"first":1`, `"first":1.0`}, {`"last":3`, `"last":0`}, {`"ahd-bundle/1"`, `"ahd-bundle/3"`}, {`"scope":"all"`, `"scope":"stream"`},
		{`"stream":null`, `"stream":"party/p-1"`}, {`"erased":[]`, `"erased":null`}, {`"erased":[]`, `"erased":["b","a"]`}, {`"erased":[]`, `"erased":["a","a"]`}, {`"tool":"test"`, `"tool":"test","x":1`},
		{`"tool":"test"`, `"tool":"té"`}, {`"name":"policy"`, `"name":"../policy"`}, {`"name":"verify.py"`, `"name":"checkpoint"`}, {`"name":"verify.py"`, `"name":"entries/0"`}, {`"name":"verify.py"`, `"name":"checkpoints/01"`},
		{`"format"`, `"Format"`}, {`"root":"`, `"root":"A`}, {`"size":3`, `"size":0`},
	} {
		changed := strings.Replace(string(text), change[0], change[1], 1)
		if _, err := bundle.ParseManifest([]byte(changed)); !errors.Is(err, bundle.ErrFormat) && changed != string(text) {
			t.Errorf("%s for %s: %v", change[1], change[0], err)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
