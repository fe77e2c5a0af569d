package events

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Kinds are the kinds of stream, in the order in which pages and help show them.
var Kinds = []string{
	"register", "source", "convening", "instrument", "commitment", "party", "person", "method", "summary",
}

// Register is the one stream about the register itself: its opening, its open
// questions, later its repairs and daily heads.
var Register = Stream{Kind: "register", ID: "register"}

// ErrStream is returned for a name that is no stream.
var ErrStream = errors.New("not a stream")

// Stream names the events about one thing.
type Stream struct {
	Kind string // one of Kinds
	ID   string // 1 to 64 of a–z, 0–9 and "-"
}

// Subject is the stream as an envelope names it: "commitment/<id>".
func (s Stream) Subject() string { return s.Kind + "/" + s.ID }

// Address is the stream's subject in NATS: "ahd.events.commitment.<id>".
func (s Stream) Address() string { return "ahd.events." + s.Kind + "." + s.ID }

func (s Stream) String() string { return s.Subject() }

// ParseStream reads "commitment/<id>"; anything else is ErrStream.
func ParseStream(subject string) (Stream, error) {
	kind, id, _ := strings.Cut(subject, "/")
	if !slices.Contains(Kinds, kind) || !ValidID(id) {
		return Stream{}, fmt.Errorf("%q: %w", subject, ErrStream)
	}
	return Stream{Kind: kind, ID: id}, nil
}
