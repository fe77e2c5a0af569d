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

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// survey is what one walk over the record finds out before anything is written.
type survey struct {
	size     int64           // of entries.log, in bytes
	entries  hash.Hash       // of entries.log
	hashes   hash.Hash       // of hashes.bin
	archived map[string]bool // hashes of public texts, wherever they were archived
	sources  map[string]bool // of those, the ones that belong here
	erased   map[string]bool
	own      []spot // the events of the stream
	heads    []heads
	clocks   []spot // events that set the clock right
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
	s := &survey{entries: sha256.New(), hashes: sha256.New(), archived: map[string]bool{}, sources: map[string]bool{}, erased: map[string]bool{}}
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
	if events.CorrectsClock(e.envelope) {
		s.clocks = append(s.clocks, at)
	}
	hash, archives := archived(e)
	if archives {
		s.archived[hash] = true
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
	if archives {
		s.sources[hash] = true
	}
	quotes, _ := events.Mentions(e.data)
	for _, q := range quotes {
		s.sources[q.SHA256] = true
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
	bad := json.Unmarshal(e.data, &data)
	return data.Text, bad == nil && data.Text != ""
}

// archived is the hash of the public text that an event archives. Only such a text may
// leave with a bundle: an event can name any hash.
func archived(e entry) (hash string, is bool) {
	if e.envelope.Type != (events.SourceArchived{}).Type() {
		return "", false
	}
	var data struct {
		SHA256 string `json:"sha256"`
	}
	bad := json.Unmarshal(e.data, &data)
	return data.SHA256, bad == nil && len(data.SHA256) == 64
}

func (s *survey) erasedIDs() []string {
	ids := slices.Sorted(maps.Keys(s.erased))
	if ids == nil {
		ids = []string{}
	}
	return ids
}

func sum(digest hash.Hash) string { return hex.EncodeToString(digest.Sum(nil)) }
