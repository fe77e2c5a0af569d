package eventlog

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

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
	// Last is the last sequence of the subject if the server named it. Zero means
	// that it did not (an event on the subject is still being written), or that
	// the subject's newest event cannot be read; the head of the log then bounds it.
	Last uint64
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("somebody else recorded on %s at the same moment; not recorded", c.Subject)
}

// Held says that the log has an event with this id in hand: on its way,
// recorded beyond what the book has read, or sent without an answer under
// another subject. This call sent nothing.
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
	codeWrongLast         = 10071 // names the subject's last sequence
	codeWrongLastInFlight = 10164 // replicated: a write on the subject is on its way
	codeStoreFailed       = 10077
	codeOutOfOrder        = 10063
)

// verdict reads the server's refusal. Every refusal comes before the event is
// written, except the two that come from the store itself: those are doubt.
func verdict(subject string, expected uint64, err error) error {
	var refusal *jetstream.APIError
	if errors.As(err, &refusal) {
		switch refusal.ErrorCode {
		case codeWrongLast, codeWrongLastInFlight:
			return &Conflict{Subject: subject, Expected: expected, Last: trailingNumber(refusal.Description)}
		case codeStoreFailed, codeOutOfOrder, 0:
			return fmt.Errorf("%w: the log's store reported: %w", ErrOutcomeUnknown, err)
		}
		return fmt.Errorf("%w: the log refused the event: %w", ErrNotRecorded, err)
	}
	for _, unsent := range unsentErrors {
		if errors.Is(err, unsent) {
			return fmt.Errorf("%w: the log could not be reached: %w", ErrNotRecorded, err)
		}
	}
	return fmt.Errorf("%w: the log gave no answer: %w", ErrOutcomeUnknown, err)
}

// unsentErrors are those after which no byte of the event has left us, or nobody
// was there to take it. A failed write is not among them: part of it may have
// arrived.
var unsentErrors = []error{
	nats.ErrConnectionClosed, nats.ErrConnectionDraining, nats.ErrReconnectBufExceeded,
	nats.ErrMaxPayload, nats.ErrBadSubject, nats.ErrHeadersNotSupported, nats.ErrInvalidConnection,
	jetstream.ErrTooManyStalledMsgs, jetstream.ErrNoStreamResponse,
}

// trailingNumber reads "wrong last sequence: 17"; 0 if there is none.
func trailingNumber(text string) uint64 {
	_, digits, _ := strings.Cut(text, ": ")
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
