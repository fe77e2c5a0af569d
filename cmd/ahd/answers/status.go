package answers

import (
	"encoding/json"
	"fmt"
	"strings"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/api"
)

// Recorded says in words that a command was recorded, or had been.
func (p Printer) Recorded(document json.RawMessage) error {
	var r api.Recorded
	if err := json.Unmarshal(document, &r); err != nil {
		return err
	}
	if r.Recorded {
		p.Line("Recorded on %s %s as event %d.", r.Kind, r.ID, r.Sequence)
	} else {
		p.Line("It was recorded already, as event %d on %s %s. Nothing was added.", r.Sequence, r.Kind, r.ID)
	}
	if r.Copies != nil {
		p.copies(*r.Copies)
	}
	return nil
}

// copies says where an erased text may still be.
func (p Printer) copies(left []folder.Copy) {
	made := map[string][]string{}
	for _, c := range left {
		made[c.Kind] = append(made[c.Kind], fmt.Sprintf("%s (sha256 %.12s…)", book.Time(c.Time), c.SHA256))
	}
	if bundles := made[folder.BundleCopy]; len(bundles) > 0 {
		p.Line("Copies of this text may be in bundles made on %s: ask their holders to destroy them.", strings.Join(bundles, ", "))
	}
	if backups := made[folder.BackupCopy]; len(backups) > 0 {
		p.Line("Copies of this text may be in backups made on %s. Backups that hold erased text are kept at most 30 days.", strings.Join(backups, ", "))
	}
}

// Standing prints the status.
func (p Printer) Standing(document json.RawMessage) error {
	var answer api.Thing[api.Status]
	if err := json.Unmarshal(document, &answer); err != nil {
		return err
	}
	s := answer.Row
	if s.Origin != nil {
		p.Line("register  %s", *s.Origin)
	}
	if s.Described.Title != "" {
		p.Line("called    %s", s.Described.Title)
	}
	if s.Ignored != nil {
		p.Line("          a time zone was recorded when days were counted already, and counts for nothing: %s", *s.Ignored)
	}
	if s.Log.Sequence != nil {
		p.Line("log       event %d", *s.Log.Sequence)
	} else if s.Origin != nil {
		p.Line("log       does not answer")
	}
	if s.Origin != nil && s.Log.Place != "embedded" {
		p.Line("          kept at %s", s.Log.Place)
	}
	if who := s.Log.Commander; who != nil && !s.Log.Appointed {
		p.Line("          the node %s records; this one only reads", who.Node)
	}
	if s.Log.Note != "" {
		p.Line("          %s", s.Log.Note)
	}
	if s.Clock.Note != "" {
		p.Line("clock     %s", s.Clock.Note)
	}
	p.Line("ledger    event %d, root %s", s.Ledger.Sequence, s.Ledger.Root)
	if signed := s.Ledger.Signed; signed != nil {
		p.Line("signed    event %d, root %s", signed.Size, signed.Root)
	}
	p.Line("book      %s, digest %s", p.MomentIn(terminal.At(answer.At)), s.Book.Digest)
	if last := s.Backup; last != nil {
		p.Line("backup    event %d, at %s; %s", last.Size, last.Time, drillIn(last.Drill))
	}
	if e := s.Examined; e != nil {
		p.Line("examined  at %s, %d findings", e.Time, e.Findings)
	}
	if s.Book.Note != "" {
		p.Line("          %s", s.Book.Note)
	}
	if s.NotIndependent > 0 {
		p.Line("judged    by somebody who was not independent: %d assessments and closures", s.NotIndependent)
	}
	if s.PersonsNote != "" {
		p.Line("persons   %s", s.PersonsNote)
	}
	if s.Ready {
		p.Line("ready     commands are recorded")
		return nil
	}
	p.Line("ready     no: %s", *s.Reason)
	return nil
}

func drillIn(drill *string) string {
	if drill == nil {
		return "whether it can be restored was never tried: “ahd backup FILE --drill”"
	}
	return "one was restored and compared at " + *drill
}
