// Package events answers: what has happened?
//
// An event is a recorded statement about one thing, its stream. It is written
// once, as canonical JSON in the CloudEvents 1.0 structured form, and from then
// on only its bytes count: they are stored, hashed and sent, never written anew.
// What events add up to stands in the packages below this one; what may be
// recorded is decided in services/recording.
package events

import (
	"crypto/sha256"
	"encoding/base64"
	"time"
)

// MaxBody is the largest body of one event, in bytes. It stays clear of the
// 65,535 bytes that a C2SP tlog-tiles entry bundle allows for one entry.
const MaxBody = 49_152

// MaxStreamVersion is the largest place within a stream: CloudEvents integers
// have 32 bits.
const MaxStreamVersion = 1<<31 - 1

// Type is the name of a kind of event with the version of its shape, such as
// "ahd.commitment.progress-reported.v1". It is written by hand once and never
// derived from a Go name, so that renaming a struct cannot orphan history.
type Type string

// Payload is what one type of event says beyond the envelope: one of the
// structs in catalogue.go.
type Payload interface {
	Type() Type
}

// Envelope holds the attributes that every event has. Empty strings stand for
// absent attributes, which are omitted from the body.
type Envelope struct {
	// ID is the id of the command that caused the event, a UUID: one command is
	// at most one event, so this is the idempotency key too.
	ID string
	// Source is "urn:ahd:<name>", fixed when the register was opened.
	Source string
	Type   Type
	// Subject is the stream, "commitment/<id>".
	Subject string
	// Time is when the event was recorded: UTC, milliseconds, never before the
	// event that precedes it in the log.
	Time time.Time

	Actor      string // pseudonymous person id, or "system", or "local", or Withheld
	ActorRole  string // the role used
	ActorParty string // the organisation the person acted for at that moment
	Auth       string // how the actor was known: local, session, token, link; or Withheld
	OnBehalfOf string // the organisation spoken for (proxy entry)

	CorrelationID string // the import or meeting that this belongs to
	CausationID   string // the event that caused this one

	// StreamVersion is the event's place in its stream, from 1.
	StreamVersion int64
	// StreamPrev is the leaf hash of the event before it in its stream, standard
	// base64; empty for the first.
	StreamPrev string
}

// Event is an envelope with its payload, decoded to today's shape.
type Event struct {
	Envelope
	Data Payload

	// Zone is by whose clock the register counts days; nil for that of Karachi. It is
	// not in the body: whoever reads an event to fold it says so.
	Zone *time.Location
}

// Recorded is an event with its place in the log and the hash of its bytes.
type Recorded struct {
	Sequence uint64 // place in the log, from 1
	Leaf     Hash   // leaf hash of the body
	Event
}

// Hash is a SHA-256 hash.
type Hash [sha256.Size]byte

// String gives the hash in standard base64, as in a C2SP checkpoint.
func (h Hash) String() string { return base64.StdEncoding.EncodeToString(h[:]) }

// Spelt reports whether text is the hash in base64, as String gives it.
func (h Hash) Spelt(text string) bool {
	var buffer [44]byte
	base64.StdEncoding.Encode(buffer[:], h[:])
	return text == string(buffer[:])
}

// LeafHash is the Merkle leaf hash of an event's body: SHA-256(0x00 ‖ body),
// RFC 6962 section 2.1.
func LeafHash(body []byte) Hash {
	digest := sha256.New()
	digest.Write([]byte{0})
	digest.Write(body)
	var leaf Hash
	digest.Sum(leaf[:0])
	return leaf
}
