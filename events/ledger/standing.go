package ledger

import (
	"encoding/json"

	"ahd.example/ahd/events"
)

// HeadsType is the type of the event that says once a day where every stream stands.
const HeadsType events.Type = "ahd.register.heads.v1"

// HeadsReach is how many events there may be at most from the last event that a heads
// event speaks of to itself: what others record while it is being made.
const HeadsReach = 65_536

// Heads is what a heads event says.
type Heads struct {
	Number   uint64 // of streams
	Root     events.Hash
	Sequence uint64 // of the last event that it speaks of
}

// ReadHeads reads a heads event from what Scan returned; false for other events. One
// that says nothing that can be true has the sequence 0.
func ReadHeads(envelope events.Envelope, data []byte) (Heads, bool) {
	if envelope.Type != HeadsType {
		return Heads{}, false
	}
	var said struct {
		Number   uint64 `json:"number"`
		Root     string `json:"root"`
		Sequence uint64 `json:"sequence"`
	}
	bad := json.Unmarshal(data, &said)
	root, ok := ParseHash(said.Root)
	if bad != nil || !ok {
		return Heads{}, true
	}
	return Heads{Number: said.Number, Root: root, Sequence: said.Sequence}, true
}

// Standing knows where every stream stands, and where it stood a while ago. The zero
// Standing is before the first event.
type Standing struct {
	now  map[string]standsAt
	past []step // a ring of the last steps; step of event n at (n−1) % HeadsReach
	size uint64 // events seen
}

type standsAt struct {
	version uint32
	leaf    events.Hash
}

// step is what an event changed: its stream, and how that stood before.
type step struct {
	stream string
	before standsAt
}

// Add adds the next event: the version-th of its stream, which is at most
// events.MaxStreamVersion.
func (s *Standing) Add(stream string, version uint64, leaf events.Hash) {
	if s.now == nil {
		s.now = map[string]standsAt{}
	}
	change := step{stream, s.now[stream]}
	if len(s.past) < HeadsReach {
		s.past = append(s.past, change)
	} else {
		s.past[s.size%HeadsReach] = change
	}
	s.size++
	s.now[stream] = standsAt{uint32(version), leaf}
}

// Of is where a stream stands; version 0 before its first event.
func (s *Standing) Of(stream string) (version uint64, leaf events.Hash) {
	at := s.now[stream]
	return uint64(at.version), at.leaf
}

// Streams is how many streams there are.
func (s *Standing) Streams() int { return len(s.now) }

// At is where every stream stood after the event with a sequence; false where that is
// too long ago, or to come.
func (s *Standing) At(sequence uint64) ([]HeadRecord, bool) {
	if sequence > s.size || s.size-sequence > uint64(len(s.past)) {
		return nil, false
	}
	undone := map[string]standsAt{}
	for n := s.size; n > sequence; n-- {
		change := s.past[(n-1)%HeadsReach]
		undone[change.stream] = change.before
	}
	records := make([]HeadRecord, 0, len(s.now))
	for stream, at := range s.now {
		if before, changed := undone[stream]; changed {
			at = before
		}
		if at.version > 0 {
			records = append(records, HeadRecord{stream, uint64(at.version), at.leaf})
		}
	}
	return records, true
}
