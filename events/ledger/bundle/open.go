package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// Bundle is a bundle that was opened. Its tar file and its manifest have their form;
// what its members say is for verification.
type Bundle struct {
	Manifest Manifest

	content io.ReaderAt
	places  map[string]place
	close   func() error
}

// Open opens the bundle in a file. It returns ErrFormat and ErrIncomplete.
func Open(path string) (*Bundle, error) {
	file, err := durable.OpenFile(path)
	if err != nil {
		return nil, cause.Of(errors.New("the bundle cannot be opened"), err)
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, cause.Of(errors.Join(fmt.Errorf("%w: it is no file", ErrFormat), file.Close()), err)
	}
	b, err := Read(file, info.Size())
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	b.close = file.Close
	return b, nil
}

// Read opens a bundle that lies anywhere. It returns ErrFormat and ErrIncomplete.
func Read(content io.ReaderAt, size int64) (b *Bundle, err error) {
	b = &Bundle{content: content, close: func() error { return nil }}
	if b.places, err = index(content, size); err != nil {
		return nil, err
	}
	text, found := b.Small(ManifestName, maxManifest)
	if !found {
		return nil, fmt.Errorf("%w: it has no manifest", ErrFormat)
	}
	b.Manifest, err = ParseManifest(text)
	return b, err
}

// Close closes the file.
func (b *Bundle) Close() error { return b.close() }

// Member opens a member for reading from anywhere; false where it is absent.
func (b *Bundle) Member(name string) (*io.SectionReader, bool) {
	at, found := b.places[name]
	if !found {
		return nil, false
	}
	return io.NewSectionReader(b.content, at.at, at.size), true
}

// Small reads a member of at most so many bytes; false where it is absent or longer.
func (b *Bundle) Small(name string, limit int64) ([]byte, bool) {
	member, found := b.Member(name)
	if !found || member.Size() > limit {
		return nil, false
	}
	content := make([]byte, member.Size())
	if _, err := io.ReadFull(member, content); err != nil {
		return nil, false
	}
	return content, true
}

// Missing names a member that has to be there and is not; "" where none is missing.
func (b *Bundle) Missing() string {
	listed := map[string]bool{}
	for _, member := range b.Manifest.Members {
		listed[member.Name] = true
	}
	needed := []string{CheckpointName, EntriesName, HashesName}
	if b.Manifest.Scope == Stream {
		needed = []string{CheckpointName, EntryName(0)}
		for _, index := range b.Numbers(entriesFolder, "") {
			needed = append(needed, ProofName(index))
		}
		for _, index := range b.Numbers(proofsFolder, proofEnding) {
			needed = append(needed, EntryName(index))
		}
		for _, size := range b.Numbers(olderFolder, "") {
			needed = append(needed, ConsistencyName(size))
		}
		for _, size := range b.Numbers(consistencyFolder, "") {
			needed = append(needed, OlderName(size))
		}
	}
	for _, name := range needed {
		if !listed[name] {
			return name
		}
	}
	for _, member := range b.Manifest.Members {
		if _, found := b.places[member.Name]; !found {
			return member.Name
		}
	}
	return ""
}

// Altered names a member that is not what the manifest says, or that it does not name;
// "" where there is none.
func (b *Bundle) Altered() (string, error) {
	if len(b.places) != len(b.Manifest.Members)+1 {
		return b.unlisted(), nil
	}
	for _, member := range b.Manifest.Members {
		content, found := b.Member(member.Name)
		if !found {
			return member.Name, nil
		}
		digest := sha256.New()
		if _, err := io.Copy(digest, content); err != nil {
			return "", cause.Of(errors.New("the bundle cannot be read"), err)
		}
		sum := hex.EncodeToString(digest.Sum(nil))
		if source, is := strings.CutPrefix(member.Name, sourcesFolder); sum != member.SHA256 || content.Size() != member.Size || is && source != sum {
			return member.Name, nil
		}
	}
	return "", nil
}

func (b *Bundle) unlisted() string {
	listed := map[string]bool{ManifestName: true}
	for _, member := range b.Manifest.Members {
		listed[member.Name] = true
	}
	for name := range b.places {
		if !listed[name] {
			return name
		}
	}
	return ""
}

// Numbers are the numbers in the names of a folder's members, ascending.
func (b *Bundle) Numbers(folder, ending string) []uint64 {
	var numbers []uint64
	for _, member := range b.Manifest.Members {
		if n, under := numbered(member.Name, folder, ending); under {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// Indexes are those of the events in a bundle of one stream.
func (b *Bundle) Indexes() []uint64 { return b.Numbers(entriesFolder, "") }

// OlderSizes are those of the older checkpoints.
func (b *Bundle) OlderSizes() []uint64 { return b.Numbers(olderFolder, "") }

// Sources are the hashes of the source texts in the bundle.
func (b *Bundle) Sources() (hashes []string) {
	for _, member := range b.Manifest.Members {
		if hash, is := strings.CutPrefix(member.Name, sourcesFolder); is {
			hashes = append(hashes, hash)
		}
	}
	return hashes
}

// Source opens a source text by its hash; false where it is not in the bundle.
func (b *Bundle) Source(hash string) (*io.SectionReader, bool) { return b.Member(sourcesFolder + hash) }

// The names of numbered members.
func EntryName(index uint64) string { return entriesFolder + fmt.Sprint(index) }
func ProofName(index uint64) string { return proofsFolder + fmt.Sprint(index) + proofEnding }
func OlderName(size uint64) string  { return olderFolder + fmt.Sprint(size) }
func ConsistencyName(size uint64) string {
	return consistencyFolder + fmt.Sprint(size)
}
