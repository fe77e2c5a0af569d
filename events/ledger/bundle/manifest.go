// Package bundle answers: how does the record, or one stream of it, leave the house so
// that somebody who trusts nobody can check it?
//
// A bundle is a tar file with the events, the checkpoint, what is needed to prove the
// one by the other, and a program that does. events/ledger/FORMAT.md says what is in it.
package bundle

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
)

// What a manifest says it is: one with an event that sets the clock right is of a format
// of its own, because verifiers that know no such event would call its time wrong.
const (
	Format          = "ahd-bundle/1"
	FormatWithClock = "ahd-bundle/2"
)

// The scopes of a bundle.
const (
	All    = "all"    // the whole record
	Stream = "stream" // one stream with its proofs
)

// Names of members.
const (
	ManifestName   = "manifest.json"
	CheckpointName = "checkpoint"
	PolicyName     = "policy"
	EntriesName    = "entries.log"
	HashesName     = "hashes.bin"
	HeadsName      = "heads"
	TextsName      = "texts.ndjson"
	HowToName      = "VERIFY.txt"
	VerifierName   = "verify.py"

	olderFolder       = "checkpoints/"
	consistencyFolder = "consistency/"
	sourcesFolder     = "sources/"
	entriesFolder     = "entries/"
	proofsFolder      = "proofs/"
	proofEnding       = ".tlog-proof"
)

// maxManifest is how long a manifest may be, in bytes.
const maxManifest = 64 << 20

// ErrFormat is returned for a file that is no bundle.
var ErrFormat = errors.New("not an Ahd bundle")

// Manifest says what is in a bundle. Its members stand in the order of their names, so
// that encoding/json writes them canonically.
type Manifest struct {
	Erased  []string `json:"erased"` // ids of typed texts
	First   uint64   `json:"first"`  // sequence
	Format  string   `json:"format"`
	Last    uint64   `json:"last"` // sequence
	Members []Member `json:"members"`
	Origin  string   `json:"origin"`
	Root    string   `json:"root"` // base64
	Scope   string   `json:"scope"`
	Size    uint64   `json:"size"`   // of the tree
	Stream  *string  `json:"stream"` // null for the whole record
	Tool    string   `json:"tool"`
}

// Member is one file of the bundle.
type Member struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // hexadecimal
	Size   int64  `json:"size"`
}

// Encode gives the one way in which a manifest is written.
func (m Manifest) Encode() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(m); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// ParseManifest reads a manifest that is written in that way. It returns ErrFormat.
func ParseManifest(text []byte) (Manifest, error) {
	var m Manifest
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&m); err != nil {
		return m, cause.Of(fmt.Errorf("%w: its manifest cannot be read", ErrFormat), err)
	}
	again, err := m.Encode()
	if err != nil || !bytes.Equal(again, text) {
		return m, cause.Of(fmt.Errorf("%w: its manifest is written in another way", ErrFormat), err)
	}
	return m, m.check()
}

func (m Manifest) check() error {
	_, root := ledger.ParseHash(m.Root)
	stream := m.Stream != nil
	faults := []struct {
		wrong bool
		what  string
	}{
		{m.Format != Format && m.Format != FormatWithClock, "format"},
		{m.Scope != All && m.Scope != Stream || stream != (m.Scope == Stream), "scope"},
		{stream && !validStream(*m.Stream), "stream"},
		{!root, "root"},
		{m.Size < 1 || m.Size > 1<<53, "size"},
		{m.First < 1 || m.First > m.Last || m.Last > 1<<53, "first and last"},
		{!printable(m.Origin) || !printable(m.Tool), "origin and tool"},
		{m.Erased == nil || !slices.IsSorted(m.Erased) || slices.ContainsFunc(m.Erased, func(id string) bool { return !printable(id) }), "erased"},
		{len(slices.Compact(slices.Clone(m.Erased))) != len(m.Erased), "erased"},
	}
	for _, fault := range faults {
		if fault.wrong {
			return fmt.Errorf("%w: the manifest's %s", ErrFormat, fault.what)
		}
	}
	return m.checkMembers()
}

func (m Manifest) checkMembers() error {
	if m.Members == nil {
		return fmt.Errorf("%w: the manifest lists no members", ErrFormat)
	}
	seen := map[string]bool{}
	for _, member := range m.Members {
		sum, err := hex.DecodeString(member.SHA256)
		if err != nil || len(sum) != len(events.Hash{}) || hex.EncodeToString(sum) != member.SHA256 || member.Size < 0 || member.Size > 1<<53 {
			return cause.Of(fmt.Errorf("%w: what the manifest says of a member", ErrFormat), err)
		}
		if seen[member.Name] || !m.permits(member.Name) {
			return fmt.Errorf("%w: a member that no bundle has, or twice", ErrFormat)
		}
		seen[member.Name] = true
	}
	return nil
}

// permits says whether a bundle of this scope can have a member of that name.
func (m Manifest) permits(name string) bool {
	switch name {
	case CheckpointName, PolicyName, TextsName, HowToName, VerifierName:
		return true
	case EntriesName, HashesName:
		return m.Scope == All
	case HeadsName:
		return m.Scope == Stream
	}
	if sum, under := strings.CutPrefix(name, sourcesFolder); under {
		raw, err := hex.DecodeString(sum)
		return err == nil && len(raw) == len(events.Hash{}) && hex.EncodeToString(raw) == sum
	}
	if _, under := numbered(name, olderFolder, ""); under {
		return true
	}
	for _, kind := range [][2]string{{consistencyFolder, ""}, {entriesFolder, ""}, {proofsFolder, proofEnding}} {
		if _, under := numbered(name, kind[0], kind[1]); under {
			return m.Scope == Stream
		}
	}
	return false
}

// numbered reads the number in a name such as proofs/17.tlog-proof.
func numbered(name, folder, ending string) (uint64, bool) {
	rest, under := strings.CutPrefix(name, folder)
	digits, ended := strings.CutSuffix(rest, ending)
	n, err := strconv.ParseUint(digits, 10, 53)
	return n, under && ended && err == nil && strconv.FormatUint(n, 10) == digits
}

func validStream(subject string) bool {
	_, err := events.ParseStream(subject)
	return err == nil
}

func printable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < 0x20 || r > 0x7e })
}
