package api

import (
	"context"
	"runtime"
	"strings"

	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/duties"
	"ahd.example/ahd/services/auditing/examination"
)

// Keeping looks after a data folder: how it stands, what is wrong with it, where it is kept.
// Where there is no register yet it has nothing of this.
type Keeping struct {
	*Register
	Opening  error            // why the folder could not be opened whole; nil where it could
	Unopened bool             // no store of it can be looked at
	Log      *supervision.Log // nil where the folder could not be opened so far
	Notary   Notary
	Node     Node
	Examiner Examiner
	Repairs  Repairs
	Backups  Backups
	Mover    Mover

	Ready        func() error // why nothing can be recorded now; nil if it can
	Stopped      func() error // why the book stands still; nil while it goes on
	Anew         func(ctx context.Context, progress func(done, total uint64)) error
	Clock        func() examination.ClockState
	BelieveClock func()                           // somebody says that the clock is right
	MovedNote    func(ctx context.Context) string // where the log went that is read here still
	ReadsOnly    func() string                    // who records, where this node does not
	BookNote     func() string                    // what must be known of the book that serves
}

// Node is this one among those that can record in the register.
type Node interface {
	ID() string
	MayAppend() bool
	Commander() (*register.Node, error)
}

// Status says how the register's stores stand.
type Status struct {
	Name   *string      `json:"name"`   // null where there is no register
	Origin *string      `json:"origin"` // likewise
	Ready  bool         `json:"ready"`
	Reason *string      `json:"reason"` // why nothing can be recorded now
	Clock  ClockStatus  `json:"clock"`
	Log    LogStatus    `json:"log"`
	Ledger LedgerStatus `json:"ledger"`
	Book   BookStatus   `json:"book"`

	FolderNotes []string `json:"folder_notes,omitempty"` // what the operator must see to in the data folder

	NotIndependent int `json:"not_independent"` // assessments and closures by somebody who had a part in it, or in what goes on as it

	PersonsNote string `json:"persons_note,omitempty"` // what must be known of the persons in it

	Described Says    `json:"described"`         // what the register says of itself
	Ignored   *string `json:"ignored_time_zone"` // one that was recorded when days were counted already; it counts for nothing

	Process ProcessStatus `json:"process"`

	Examined *Looked `json:"examined"` // by this process; null where it has not looked yet
	Backup   *Backup `json:"backup"`   // the last; null where there was none
}

// ProcessStatus is how the process stands that answers: whoever watches a server for long
// sees by it whether anything is left behind.
type ProcessStatus struct {
	Goroutines int `json:"goroutines"`
}

// Looked is an examination of the folder.
type Looked struct {
	Time     string `json:"time"`
	Deep     bool   `json:"deep"`
	Findings int    `json:"findings"`
}

// ClockStatus is how the clock of the machine stands to the record.
type ClockStatus struct {
	Ahead    bool    `json:"ahead"`     // it is not believed, and nothing is recorded
	Reason   *string `json:"reason"`    // why
	BehindMS int64   `json:"behind_ms"` // how far the newest event claims a time that has not come; 0 where it does not
	JumpedMS int64   `json:"jumped_ms"` // how far it was set while this process ran, if by more than two minutes; negative where set back
	Note     string  `json:"note,omitempty"`
}

func clockStatus(c examination.ClockState) ClockStatus {
	s := ClockStatus{Ahead: c.Ahead != nil, BehindMS: c.Behind.Milliseconds(), JumpedMS: c.Jumped.Milliseconds(), Note: c.Note()}
	if s.Ahead {
		s.Reason = reason(c.Ahead)
	}
	return s
}

// LogStatus is how far the log reaches.
type LogStatus struct {
	Sequence *uint64 `json:"sequence"`       // null while the log does not answer
	Note     string  `json:"note,omitempty"` // what the operator must see to, because it cannot be seen from here

	Place     string     `json:"place"`     // embedded, or the addresses of the NATS servers that keep it
	Appointed bool       `json:"appointed"` // this node is the one that records
	Node      *string    `json:"node"`      // id of this node; null before it recorded anything
	Commander *Commander `json:"commander"` // the node that was appointed last; null while that is whoever holds the register's key
}

// Commander is the node that records.
type Commander struct {
	Node string  `json:"node"`
	URL  *string `json:"url"` // where people reach it; null where nobody said
}

// LedgerStatus is how far the second copy reaches, and what it hashes to.
type LedgerStatus struct {
	Sequence uint64  `json:"sequence"`
	Root     string  `json:"root"`   // RFC 6962, base64
	Signed   *Signed `json:"signed"` // null where nothing was signed yet
	Stopped  *string `json:"stopped"`
}

// Signed is what the log signed last.
type Signed struct {
	Size uint64 `json:"size"`
	Root string `json:"root"` // base64
}

// BookStatus is how far the book has read, and the digest of all its rows: two
// books that read the same events have the same.
type BookStatus struct {
	Sequence uint64  `json:"sequence"`
	Digest   string  `json:"digest"` // SHA-256, hexadecimal
	Stopped  *string `json:"stopped"`
	Note     string  `json:"note,omitempty"` // what must be known of it
}

// Status says how the register's stores stand.
func (k *Keeping) Status(ctx context.Context, _ struct{}) (answer Thing[Status], err error) {
	answer.On = k.today().String()
	var s Status
	s.Described, s.Ignored = k.Describes(), book.OrNull(k.describes().Ignored)
	s.Process.Goroutines = runtime.NumGoroutine()
	err = k.Book.Read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		s.Book.Sequence = v.At.Sequence
		if s.NotIndependent, err = duties.CountDependent(v); err != nil {
			return err
		}
		s.Book.Digest, err = book.Digest(v)
		return err
	})
	if err != nil {
		return answer, err
	}
	if k.none() {
		s.Reason = reason(ErrNothing)
	} else {
		k.stores(ctx, &s)
	}
	answer.Row = s
	return answer, nil
}

// stores says how the stores of a register stand.
func (k *Keeping) stores(ctx context.Context, s *Status) {
	s.Name, s.Origin = &k.Name, &k.Origin
	s.Reason = reason(k.Ready())
	s.Ready = s.Reason == nil
	s.Clock = clockStatus(k.Clock())
	s.Log.Note = strings.TrimSpace(k.Log.Note() + " " + k.MovedNote(ctx))
	s.Log.Place, s.Log.Appointed, s.Log.Node = k.Log.Place(), k.Node.MayAppend(), book.OrNull(k.Node.ID())
	if now, err := k.Node.Commander(); err == nil && now != nil {
		s.Log.Commander = &Commander{Node: now.ID, URL: book.OrNull(now.URL)}
	}
	s.FolderNotes = k.Examiner.FolderNotes(ctx)
	if head, err := k.Log.Head(ctx); err == nil {
		s.Log.Sequence = &head
	}
	size, root := k.Ledger.Root()
	s.Ledger = LedgerStatus{Sequence: size, Root: root.String(), Stopped: reason(k.Ledger.Stopped())}
	if last, any := k.Notary.Last(); any {
		s.Ledger.Signed = &Signed{Size: last.Size, Root: last.Root.String()}
	}
	s.Book.Note, s.Book.Stopped = k.BookNote(), reason(k.Stopped())
	s.Backup = backupOf(k.Backups.Last())
	if e := k.Examiner.Last(); e != nil {
		s.Examined = &Looked{Time: book.Time(e.Time), Deep: e.Deep, Findings: len(e.Findings)}
	}
	s.PersonsNote, _ = examination.PersonsNote(ctx, k.Book) // where the book cannot be read, that is said above
}

// ClockIsRight takes somebody's word that the clock of the machine is right.
func (k *Keeping) ClockIsRight() {
	if k.BelieveClock != nil {
		k.BelieveClock()
	}
}

func reason(err error) *string {
	if err == nil {
		return nil
	}
	text := err.Error()
	return &text
}

// Rebuilt is a book that was made anew.
type Rebuilt struct {
	Sequence uint64 `json:"sequence"`
	Digest   string `json:"digest"` // SHA-256 of all its rows, hexadecimal
}

// Rebuild makes the book anew.
func (k *Keeping) Rebuild(ctx context.Context, _ struct{}, progress Progress) (answer Thing[Rebuilt], err error) {
	answer.On = k.today().String()
	if !k.none() {
		if err := k.Anew(ctx, steps(progress)); err != nil {
			return answer, err
		}
	}
	err = k.Book.Read(ctx, func(v *book.View) error {
		answer.At = at(v)
		digest, err := book.Digest(v)
		answer.Row = Rebuilt{Sequence: v.At.Sequence, Digest: digest}
		return err
	})
	return answer, err
}

func steps(progress Progress) func(done, total uint64) {
	return func(done, total uint64) { progress(int(done), int(total)) }
}
