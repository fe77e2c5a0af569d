// Package verification answers: is this record what it claims to be, and does it
// continue what somebody kept of it?
//
// It believes nothing but what it is given from outside: a checkpoint that was kept, a
// policy. Everything else it derives from the events. The steps and their order are
// those of events/ledger/FORMAT.md section 7, so that another verifier comes to the same
// answer.
package verification

import (
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
)

// Kind is what kind of failure something is. Its number is the exit code of the
// programs that verify.
type Kind int

// The kinds, as DESIGN has their exit codes.
const (
	Broken      Kind = 2 // a check failed
	Forked      Kind = 3 // it does not continue what was kept
	Unmet       Kind = 4 // a policy is not met, or reading was not allowed
	Differs     Kind = 5 // replaying it gives another book
	Incomplete  Kind = 6 // something is missing
	Unreadable  Kind = 7 // not the format
	Unreachable Kind = 8 // the server does not answer
)

// Failure is the first thing that is wrong, with both sides of it.
type Failure struct {
	Kind     Kind
	Code     string // what was checked: "event.chain", "tree.root", …
	Sequence uint64 // of the first bad event; 0 where none can be named
	Detail   string // a sentence
	Expected string // what should stand there; "" where nothing can be said
	Stands   string // what stands there
	Event    []byte // the event as it stands, where there is one

	Policy      *Vouched // where a policy is all that is not met: how far it is
	Checkpoints []string // two of this log that cannot both be true, as they were signed
	Cause       error    // for whoever runs the program; nil where the record itself is the cause
}

// Unwrap is what caused it.
func (f *Failure) Unwrap() error { return f.Cause }

func (f *Failure) Error() string {
	if f.Sequence > 0 {
		return fmt.Sprintf("event %d (index %d): %s", f.Sequence, f.Sequence-1, f.Detail)
	}
	return f.Detail
}

func failure(kind Kind, code, detail string) *Failure {
	return &Failure{Kind: kind, Code: code, Detail: detail}
}

// sides adds what should stand there and what does.
func (f *Failure) sides(expected, stands any) *Failure {
	f.Expected, f.Stands = fmt.Sprint(expected), fmt.Sprint(stands)
	return f
}

// Demands is what a verification is measured against besides the record itself.
type Demands struct {
	Old    []byte                    // a checkpoint that somebody kept; nil for none
	Policy func(signed []byte) error // whether a checkpoint has the cosignatures that somebody demands; nil for no demand
	Alone  bool                      // that asks for no signature but the log's own
	Told   func(done, of uint64)     // how far it has come; may be nil

	AllowTail bool // events behind the checkpoint that has those cosignatures are no failure
}

// Result is what was found where nothing is wrong.
type Result struct {
	Origin string      `json:"origin"`
	Key    string      `json:"verifier_key"`
	Scope  string      `json:"scope"`  // all, stream
	Stream *string     `json:"stream"` // null for the whole record
	Size   uint64      `json:"size"`   // of the checkpoint
	Root   events.Hash `json:"-"`

	Events   uint64  `json:"events"`   // that were checked
	Unsigned uint64  `json:"unsigned"` // of these, beyond the checkpoint: signed at the next
	Streams  int     `json:"streams"`
	From     *string `json:"from"` // time of the first event
	To       *string `json:"to"`   // time of the last

	Heads    int       `json:"heads"` // heads events that were checked
	Sources  int       `json:"sources"`
	Quotes   int       `json:"quotes"`   // that stand in their sources
	Unquoted int       `json:"unquoted"` // whose source is not at hand
	Texts    int       `json:"texts"`    // typed texts that fit their hashes
	Older    []uint64  `json:"older"`    // sizes of older checkpoints that are continued
	Kept     *uint64   `json:"old"`      // size of the checkpoint that was kept and is continued; null for none
	Policy   *Vouched  `json:"policy"`   // how far the policy is met; null where none was demanded
	Complete *Complete `json:"complete"` // how far a stream is proved complete; null where it is not
}

// Complete says up to which event nothing of a stream is left out.
type Complete struct {
	Through uint64 `json:"through"` // sequence
	Heads   uint64 `json:"heads"`   // sequence of the heads event that shows it
	Version uint64 `json:"version"` // of the stream at that moment
}

// Signed is the checkpoint with its note.
type Signed struct {
	ledger.Checkpoint
	Note []byte
}
