package verbs

import (
	"context"
	"encoding/base64"
	"runtime"
	"strings"

	"ahd/projections/book"
	"ahd/projections/duties"
	"ahd/services/auditing/examination"
)

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

func (d *Desk) status(ctx context.Context, _ struct{}, _ Progress) (any, error) {
	answer := Thing{On: d.today().String()}
	var s Status
	s.Described, s.Ignored = d.Describes(), book.OrNull(d.describes().Ignored)
	s.Process.Goroutines = runtime.NumGoroutine()
	err := d.book.Read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		s.Book.Sequence = v.At.Sequence
		if s.NotIndependent, err = duties.CountDependent(v); err != nil {
			return err
		}
		s.Book.Digest, err = book.Digest(v)
		return err
	})
	if err != nil {
		return nil, err
	}
	if d.Node == nil {
		reason := errNothing.Error()
		s.Reason = &reason
	} else {
		d.nodeStatus(ctx, &s)
	}
	answer.Row = s
	return answer, nil
}

func (d *Desk) nodeStatus(ctx context.Context, s *Status) {
	name := d.Node.Key.Name()
	s.Name, s.Origin = &name, &d.Node.Key.Origin
	s.Reason = reason(d.Node.Ready())
	s.Ready = s.Reason == nil
	s.Clock = clockStatus(d.Node.Clock.State())
	s.Log.Note = strings.TrimSpace(d.Node.Log.Note() + " " + d.Node.Moving.MovedNote(ctx))
	d.placeStatus(&s.Log)
	s.FolderNotes = d.Node.Examiner.FolderNotes(ctx)
	if head, err := d.Node.Log.Head(ctx); err == nil {
		s.Log.Sequence = &head
	}
	size, root := d.Node.Ledger.Root()
	s.Ledger = LedgerStatus{Sequence: size, Root: base64.StdEncoding.EncodeToString(root[:]), Stopped: reason(d.Node.Ledger.Stopped())}
	if last, any := d.Node.Notary.Last(); any {
		s.Ledger.Signed = &Signed{Size: last.Size, Root: base64.StdEncoding.EncodeToString(last.Root[:])}
	}
	s.Book.Note = d.Node.BookDoubt.Note()
	s.Backup = backupOf(d.Node.Backups.Last())
	if e := d.Node.Examiner.Last(); e != nil {
		s.Examined = &Looked{Time: book.Time(e.Time), Deep: e.Deep, Findings: len(e.Findings)}
	}
	s.PersonsNote, _ = examination.PersonsNote(ctx, d.Node.Book) // where the book cannot be read, that is said above
	if stop := d.Node.Book.Stopped(); stop != nil {
		s.Book.Stopped = reason(stop)
	}
}

func (d *Desk) placeStatus(s *LogStatus) {
	s.Place, s.Appointed, s.Node = d.Node.Log.Place(), d.Node.Moving.MayAppend(), book.OrNull(d.Node.Moving.ID())
	if now, err := d.Node.Moving.Commander(); err == nil && now != nil {
		s.Commander = &Commander{Node: now.ID, URL: book.OrNull(now.URL)}
	}
}

func reason(err error) *string {
	if err == nil {
		return nil
	}
	text := err.Error()
	return &text
}
