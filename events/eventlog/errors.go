package eventlog

import (
	"errors"
	"fmt"
	"slices"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

var (
	// ErrNotRecorded: the event is not in the log and will not get there. Asking
	// again is safe.
	ErrNotRecorded = errors.New("not recorded")

	// ErrOutcomeUnknown: the event was sent and nobody answered. It may be in the
	// log or not. Asking again with the same id answers truly.
	ErrOutcomeUnknown = errors.New("outcome unknown")

	// ErrGap: the log does not hold every event between its first and its last.
	// Reading stops there: what is missing must come from the ledger.
	ErrGap = errors.New("the log misses an event")

	// ErrAhead: the reader has read more than the log holds, so the log has lost
	// its end or is another log. Waiting would fill the hole with other events.
	ErrAhead = errors.New("the log is shorter than what was already read from it")

	// ErrInterrupted: following broke for a reason outside the events, such as a
	// lost connection. Following again from the next sequence is right.
	ErrInterrupted = errors.New("following the log was interrupted")

	// ErrUnread: an event is in the log, and the log does not give it.
	ErrUnread = errors.New("an event cannot be read")

	// ErrAbsent: there is no log where there was one.
	ErrAbsent = errors.New("there is no log")

	// ErrWeakened: the log exists with settings under which it could forget.
	ErrWeakened = errors.New("the log's settings are weaker than a record allows")
)

// Conflict says that another event was recorded on the subject since the caller
// looked. This event is not recorded.
type Conflict struct {
	Subject  string
	Expected uint64 // what the caller had read
	// Last is the last sequence of the subject. Zero means that it is not known: the
	// caller had read so long ago that the head of the log alone bounds it.
	Last uint64
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("somebody else recorded on %s at the same moment; not recorded", c.Subject)
}

// Held says that the log has an event with this id in hand: recorded beyond what the
// book had read, or sent and without an answer. This call sent nothing.
type Held struct {
	ID       string
	Sequence uint64 // where it was recorded, 0 if that is not known
}

func (h *Held) Error() string {
	if h.Sequence > 0 {
		return fmt.Sprintf("an event with the id %s was just recorded as number %d", h.ID, h.Sequence)
	}
	return fmt.Sprintf("an event with the id %s is on its way and its outcome is not known yet", h.ID)
}

// Error codes of the server, as its documentation lists them.
const (
	codeNoPeers         = 10005 // a cluster with fewer servers than copies
	codeOutOfOrder      = 10063
	codeWrongLast       = 10071 // another event stands at the place, or is on its way there
	codeAlone           = 10074 // a server that is in no cluster keeps one copy
	codeStoreFailed     = 10077
	codeWrongLastFlight = 10164 // replicated: a write is on its way
	codeNotEnabled      = 10174 // the stream takes no batches
	codeIncomplete      = 10176 // a batch that is not whole, or of which one was refused
)

// answer is what became of sending a group, as far as it was told.
type answer struct {
	err   error // nil if all of it was recorded
	left  bool  // something of it was handed to the connection
	heard bool  // the server said what it did with it
}

// answerOf reads what the server said to what was handed to the connection.
func answerOf(err error) answer {
	a := answer{err: err, left: true, heard: err == nil}
	var refusal *jetstream.APIError
	switch {
	case errors.As(err, &refusal):
		a.heard = refusal.ErrorCode != codeStoreFailed && refusal.ErrorCode != codeOutOfOrder && refusal.ErrorCode != 0
	case errors.Is(err, jetstream.ErrNoStreamResponse), errors.Is(err, nats.ErrNoResponders):
		a.heard = true
	}
	return a
}

// refused reports whether the server does not take an event that was sent by itself,
// whatever stands at its place.
func (a answer) refused() bool {
	var refusal *jetstream.APIError
	if !a.heard || a.err == nil {
		return false
	}
	if errors.As(a.err, &refusal) {
		switch refusal.ErrorCode {
		case codeWrongLast, codeWrongLastFlight, codeNotEnabled, codeIncomplete:
			return false
		}
	}
	return true
}

// unsent reports whether a message was not handed to the connection: no byte of it has
// left us. A failed write is not among these: part of it may have arrived.
func unsent(err error) bool {
	return slices.ContainsFunc([]error{
		nats.ErrConnectionClosed, nats.ErrConnectionDraining, nats.ErrReconnectBufExceeded,
		nats.ErrMaxPayload, nats.ErrBadSubject, nats.ErrHeadersNotSupported, nats.ErrInvalidConnection,
	}, func(one error) bool { return errors.Is(err, one) })
}
