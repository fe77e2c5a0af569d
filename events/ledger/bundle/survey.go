package bundle

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash"
	"maps"
	"slices"

	"ahd/events"
	"ahd/events/ledger"
)

// survey is what one walk over the record finds out before anything is written.
type survey struct {
	size    int64     // of entries.log, in bytes
	entries hash.Hash // of entries.log
	hashes  hash.Hash // of hashes.bin
	sources map[string]bool
	erased  map[string]bool
	own     []spot // the events of the stream
	heads   []heads
}

// spot is where an event of the stream lies in entries.log.
type spot struct {
	index uint64
	at    int64
	long  int
	leaf  events.Hash
}

// heads is a heads event on the way.
type heads struct {
	spot
	ledger.Heads
}

// look walks over the record and refuses one that is not what was signed.
func (c *Contents) look(ctx context.Context) (*survey, error) {
	s := &survey{entries: sha256.New(), hashes: sha256.New(), sources: map[string]bool{}, erased: map[string]bool{}}
	var tree ledger.Tree
	err := c.walk(ctx, c.Signed.Size, func(e entry) error {
		s.hashes.Write(tree.Add(e.leaf))
		s.note(c, e)
		return nil
	})
	if err == nil && tree.Root() != c.Signed.Root {
		err = ErrUnsigned
	}
	return s, err
}

func (s *survey) note(c *Contents, e entry) {
	var length [frame]byte
	binary.BigEndian.PutUint32(length[:], uint32(len(e.body)))
	s.entries.Write(length[:])
	s.entries.Write(e.body)
	at := spot{e.index, s.size + frame, len(e.body), e.leaf}
	s.size += frame + int64(len(e.body))
	if record, is := ledger.ReadHeads(e.envelope, e.data); is && c.Stream != "" {
		s.heads = append(s.heads, heads{at, record})
	}
	if !c.belongs(e) {
		return
	}
	if c.Stream != "" {
		s.own = append(s.own, at)
	}
	if id, is := erasure(e); is {
		s.erased[id] = true
	}
	if c.Source == nil {
		return
	}
	for _, sum := range sourcesOf(e) {
		s.sources[sum] = true
	}
}

// erasure is the id of the text that an event says was erased.
func erasure(e entry) (string, bool) {
	if e.envelope.Type != (events.TextErased{}).Type() {
		return "", false
	}
	var data struct {
		Text string `json:"text"`
	}
	return data.Text, json.Unmarshal(e.data, &data) == nil && data.Text != ""
}

// sourcesOf are the hashes of the texts that an event archives or quotes.
func sourcesOf(e entry) (sums []string) {
	if e.envelope.Type == (events.SourceArchived{}).Type() {
		var data struct {
			SHA256 string `json:"sha256"`
		}
		if json.Unmarshal(e.data, &data) == nil {
			sums = append(sums, data.SHA256)
		}
	}
	quotes, _ := events.Mentions(e.data)
	for _, q := range quotes {
		sums = append(sums, q.SHA256)
	}
	return sums
}

func (s *survey) erasedIDs() []string {
	ids := slices.Sorted(maps.Keys(s.erased))
	if ids == nil {
		ids = []string{}
	}
	return ids
}

func sum(digest hash.Hash) string { return hex.EncodeToString(digest.Sum(nil)) }
