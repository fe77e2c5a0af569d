package supervision

import (
	"context"
	"log/slog"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/ledger"
)

// Needs is what the log of a folder is opened and watched with.
type Needs struct {
	Address                  // where the log was when the folder was opened
	Placed   bool            // the folder says so
	Crashed  bool            // nobody closed the folder: any command may be without an answer
	Socket   string          // where this process answers other commands; empty if it does not
	Reserve  int64           // bytes that must be free; 0 for the usual, negative for none
	Clock    *eventlog.Clock // by which events are stamped
	Now      func() time.Time
	Messages *slog.Logger

	CheckInterval time.Duration // looks at the settings of an external log; 0 for the usual

	Ledger  *ledger.Ledger
	Trusted func() error // why the ledger is not to be gone by; nil if it is
	Book    Book
	ReadTo  func() uint64                                         // how far the book has read
	Feed    func(log *eventlog.Log) (end func() error, err error) // lets the book follow a log

	NodeID   func() string            // of this node; "" while it has none
	Admit    func(events.Event) error // asked before each event: why this node may not append it
	May      func() error             // asked before each group of them: why this node may not append it
	Recorded func(events.Event)       // told of each that this process recorded
	Met      func(uint64, []byte)     // told of each event in the log that somebody else recorded
}

// Book is what follows the log.
type Book interface {
	Apply(ctx context.Context, first uint64, bodies [][]byte) error
	// Wait waits until the book has read an event, or stands still before it.
	Wait(ctx context.Context, sequence uint64) error
}
