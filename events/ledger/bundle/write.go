package bundle

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
)

// HowTo says in plain words how a bundle is checked, and what that shows.
//
//go:embed VERIFY.txt
var HowTo []byte

// Verifier is the verifier in Python that goes with each bundle.
//
//go:embed verify.py
var Verifier []byte

// part is a member to be written.
type part struct {
	Member
	write func(io.Writer) error
}

// Write writes a bundle. The same record gives the same bytes. It reads the entries
// several times instead of keeping them: its memory does not grow with the record.
// Errors: ErrUnsigned, ErrChanged, ErrUnknownStream, those of the functions in
// Contents, and those of files.
func Write(ctx context.Context, out io.Writer, c Contents) error {
	s, err := c.look(ctx)
	if err != nil {
		return err
	}
	parts, err := c.parts(ctx, s)
	if err != nil {
		return err
	}
	manifest, err := c.manifest(s, parts)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(out)
	for _, p := range append([]part{whole(ManifestName, manifest)}, parts...) {
		if err := p.into(archive); err != nil {
			return err
		}
	}
	return archive.Close()
}

// largest is what the size of a member can say in a tar header, in bytes.
const largest = 1<<33 - 1

func (p part) into(archive *tar.Writer) error {
	if p.Size > largest {
		return fmt.Errorf("%s has more than 8 GiB, which a bundle cannot hold", p.Name)
	}
	header := &tar.Header{Typeflag: tar.TypeReg, Name: p.Name, Size: p.Size, Mode: 0o644, Format: tar.FormatUSTAR}
	if err := archive.WriteHeader(header); err != nil {
		return err
	}
	digest := sha256.New()
	err := p.write(io.MultiWriter(archive, digest))
	if errors.Is(err, tar.ErrWriteTooLong) || err == nil && sum(digest) != p.SHA256 {
		return cause.Of(ErrChanged, err)
	}
	return err
}

func (c *Contents) manifest(s *survey, parts []part) ([]byte, error) {
	m := Manifest{
		Erased: s.erasedIDs(), First: 1, Format: Format, Last: c.Signed.Size, Members: []Member{}, Origin: c.Signed.Origin,
		Root: c.Signed.Root.String(), Scope: All, Size: c.Signed.Size, Tool: c.Tool,
	}
	if c.Stream != "" {
		m.Scope, m.Stream, m.Last = Stream, &c.Stream, s.shown()[len(s.shown())-1].index+1
	}
	shown := s.clocks // all that the bundle has of them
	if c.Stream != "" {
		shown = slices.DeleteFunc(slices.Clone(shown), func(at spot) bool { return at.index >= m.Last })
	}
	if len(shown) > 0 {
		m.Format = FormatWithClock
	}
	for _, p := range parts {
		m.Members = append(m.Members, p.Member)
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m.Encode()
}

// parts are the members behind the manifest, in order.
func (c *Contents) parts(ctx context.Context, s *survey) ([]part, error) {
	parts := []part{whole(HowToName, HowTo), whole(VerifierName, Verifier), whole(CheckpointName, c.Note)}
	for _, older := range c.Older {
		parts = append(parts, whole(OlderName(older.Size), older.Note))
	}
	var middle []part
	var err error
	if c.Stream != "" {
		if middle, err = c.stream(ctx, s); err != nil {
			return nil, err
		}
		continuations, err := c.continuations()
		if err != nil {
			return nil, err
		}
		parts = append(parts, continuations...)
	} else {
		middle = c.all(ctx, s)
	}
	if c.Policy != nil {
		parts = append(parts, whole(PolicyName, c.Policy))
	}
	sources, err := c.sources(s)
	if err != nil {
		return nil, err
	}
	parts = append(append(parts, sources...), middle...)
	if c.Text == nil {
		return parts, nil
	}
	texts, err := measured(TextsName, func(out io.Writer) error { return c.writeTexts(ctx, out, s.erased) })
	return append(parts, texts), err
}

// all are the entries and the hashes of the whole record.
func (c *Contents) all(ctx context.Context, s *survey) []part {
	return []part{
		{Member{EntriesName, sum(s.entries), s.size}, func(out io.Writer) error { return c.copyEntries(out, s.size) }},
		{Member{HashesName, sum(s.hashes), ledger.StoredAt(c.Signed.Size)}, func(out io.Writer) error {
			var tree ledger.Tree
			return c.walk(ctx, c.Signed.Size, func(e entry) error {
				_, err := out.Write(tree.Add(e.leaf))
				return err
			})
		}},
	}
}

func (c *Contents) copyEntries(out io.Writer, size int64) error {
	file, err := c.Ledger.Entries()
	if err != nil {
		return err
	}
	_, err = io.CopyN(out, file, size)
	return errors.Join(err, file.Close())
}

// sources are the archived texts that are at hand, by hash. They are read twice, so
// that no more than one is in memory.
func (c *Contents) sources(s *survey) (parts []part, err error) {
	for _, hash := range slices.Sorted(maps.Keys(s.sources)) {
		if c.Source == nil || !s.archived[hash] {
			continue
		}
		content, err := c.Source(hash)
		if err != nil {
			return nil, err
		}
		if content == nil {
			continue
		}
		source := whole(sourcesFolder+hash, content)
		source.write = func(out io.Writer) error {
			content, err := c.Source(hash)
			if err == nil {
				_, err = out.Write(content)
			}
			return err
		}
		parts = append(parts, source)
	}
	return parts, nil
}

// whole is a member that is in memory.
func whole(name string, content []byte) part {
	digest := sha256.New()
	digest.Write(content)
	return part{Member{name, sum(digest), int64(len(content))}, func(out io.Writer) error {
		_, err := io.Copy(out, bytes.NewReader(content))
		return err
	}}
}

// measured is a member that is written twice: once to know its hash.
func measured(name string, write func(io.Writer) error) (part, error) {
	digest := sha256.New()
	count := &counter{}
	err := write(io.MultiWriter(digest, count))
	return part{Member{name, sum(digest), count.n}, write}, err
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
