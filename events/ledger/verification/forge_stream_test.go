package verification_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// reportedParty is any event on another stream.
type reportedParty struct{}

func (reportedParty) Type() events.Type { return "ahd.party.seen.v1" }

// listed is a manifest that lists the files.
func listed(m bundle.Manifest, files []file) bundle.Manifest {
	m.Members = nil
	for _, f := range files {
		sum := sha256.Sum256(f.content)
		m.Members = append(m.Members, bundle.Member{Name: f.name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(f.content))})
	}
	return m
}

func mustScan(body []byte) events.Envelope {
	e, _, err := events.Scan(body)
	if err != nil {
		panic(err)
	}
	return e
}

// member is a file of the stream's bundle.
func (s *scene) member(name string) file {
	for _, f := range s.strand {
		if f.name == name {
			return f
		}
	}
	s.t.Fatalf("the bundle has no %s", name)
	return file{}
}

// entry is the name of the file with the version-th event of the stream.
func (s *scene) entry(version int64) string {
	return bundle.EntryName(uint64(s.pick("version", func(_ int, e events.Envelope) bool {
		return e.Subject == commitmentUnderTest && e.StreamVersion == version
	})))
}

// proof draws the name of a proof other than the opening's.
func (s *scene) proof() string {
	var names []string
	for _, f := range s.strand {
		if strings.HasPrefix(f.name, "proofs/") && f.name != "proofs/0.tlog-proof" {
			names = append(names, f.name)
		}
	}
	return names[s.dice.IntN(len(names))]
}

func (s *scene) lastHeads() (index int) {
	for i, body := range s.bodies {
		if mustScan(body).Type == ledger.HeadsType {
			index = i
		}
	}
	return index
}

// standingAt is where the streams stood before the event with an index.
func (s *scene) standingAt(index int) *ledger.Standing {
	var standing ledger.Standing
	for _, body := range s.bodies[:index] {
		e := mustScan(body)
		standing.Add(e.Subject, uint64(e.StreamVersion), events.LeafHash(body))
	}
	return &standing
}

// leftOut is the bundle of the stream without its last events, with everything else put
// right.
func (s *scene) leftOut(n int) (bundle.Manifest, []file) {
	files, m := s.strand, s.one
	last, _ := s.stand.Of(commitmentUnderTest)
	for version := last - uint64(n) + 1; version <= last; version++ {
		name := s.entry(int64(version))
		files = without(dropped(files, name), "proofs/"+strings.TrimPrefix(name, "entries/")+".")
	}
	m.Last = 0
	for _, f := range files {
		var index uint64
		if _, err := fmt.Sscanf(f.name, "entries/%d", &index); err == nil {
			m.Last = max(m.Last, index+1)
		}
	}
	var named [][]byte
	for _, f := range files {
		if strings.HasPrefix(f.name, "entries/") {
			named = append(named, f.content)
		}
	}
	m.Erased = erasedIn(named)
	files = with(files, bundle.TextsName, func(texts []byte) (kept []byte) {
		for line := range bytes.Lines(texts) {
			if bytes.Contains(bytes.Join(named, nil), line[len(`{"id":"`):][:36]) {
				kept = append(kept, line...)
			}
		}
		return kept
	})
	return m, files
}

// erasedIn are the ids of the texts that events say were erased.
func erasedIn(bodies [][]byte) []string {
	ids := []string{}
	for _, body := range bodies {
		e, data, err := events.Scan(body)
		var said struct {
			Text string `json:"text"`
		}
		if err == nil && e.Type == (events.TextErased{}).Type() && json.Unmarshal(data, &said) == nil && said.Text != "" {
			ids = append(ids, said.Text)
		}
	}
	slices.Sort(ids)
	return ids
}
