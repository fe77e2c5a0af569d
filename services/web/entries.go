package web

import (
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/timeline"
)

// Entry is one event of a timeline. It names the role and the organisation of
// whoever recorded it, and never the person.
type Entry struct {
	Sequence uint64
	ID       string // of the event; pages do not show it
	What     string
	Of       *Link // the other thing that it is an event of
	Role     string
	Party    string // the organisation acted for; may be empty
	For      string // the organisation that it was entered for; may be empty
	Channel  string // how its word came; may be empty
	Answer   string // what that organisation says of what was entered for it
	Recorded string // time of the book
	Dated    string // what Happened is the day of; "" for events that have none
	Happened *string
	Texts    []typedText
	Proof    *proof
	About    []uint64 // events that it speaks of
	Notes    []string
	Hidden   uint64 // the event that hid it; 0 if none did
	Since    bool   // that event is later than the moment of the page
}

// typedText is one text of an event; without words it was withheld, or it is lost.
type typedText struct {
	Field string
	Words *string
	Lost  bool
}

// textFields are the fields of typed texts, in the order of pages.
var textFields = []string{"address", "narrative", "description", "statement", "rationale", "reason"}

// Background is what a commitment adds up to, as far as its events are told with it;
// nothing for other things.
type Background struct {
	commitment.State
	Hidden map[string]uint64 // id of what is hidden → the event that hid it
}

func entryFor(n *Names, told timeline.Told, st Background) Entry {
	e := Entry{
		Sequence: told.Sequence, ID: told.ID, What: n.words.Happened(n.anonymous(called(told.Data, st)), n.Party), Role: "the system",
		Party: n.PartyOf(told.Party), For: n.PartyOf(told.OnBehalfOf), Recorded: told.Time, Happened: told.Effective,
		Hidden: st.Hidden[told.ID],
	}
	if told.Role != nil {
		e.Role = n.words.Role(*told.Role)
	}
	if (events.Event{Envelope: events.Envelope{Actor: told.Actor}, Data: told.Data}).Unnamed() {
		e.Role, e.Party, e.For = n.words.Role(events.Withheld), "", ""
	}
	addDetails(&e, n, told, st)
	if why := n.words.Findings().NotIndependent(told.NotIndependent); why != "" {
		e.Notes = append(e.Notes, why)
	}
	if deposited, ok := told.Data.(events.EvidenceDeposited); ok && Restricted(deposited) {
		e.Happened, e.Dated = nil, ""
		return e
	}
	if e.Since = e.Hidden > n.View.At.Sequence; e.Hidden != 0 {
		e.Proof = nil
		return e
	}
	for _, field := range textFields {
		if words, typed := told.Words[field]; typed && (field != "address" || words == nil) { // a known address is shown as a link
			e.Texts = append(e.Texts, typedText{Field: field, Words: words, Lost: slices.Contains(told.Lost, field)})
		}
	}
	return e
}

// addAddress adds the document of an event by its address: what was typed, unless that was
// erased, or what an older version wrote into the event itself.
func addAddress(e *Entry, kind string, told timeline.Told, before *string) {
	words, typed := told.Words["address"]
	switch {
	case before != nil:
		e.Proof = proofAt(kind, *before)
	case typed && words != nil:
		e.Proof = proofAt(kind, *words)
	}
}

// called is a payload in which a milestone is named by its title instead of its
// id, for people to read.
func called(payload events.Payload, st Background) events.Payload {
	title := func(id string) string {
		for _, m := range st.Milestones {
			if m.ID == id {
				return m.Title
			}
		}
		return id
	}
	switch d := payload.(type) {
	case events.MilestoneMet:
		d.Milestone = title(d.Milestone)
		return d
	case events.MilestoneDropped:
		d.Milestone = title(d.Milestone)
		return d
	}
	return payload
}

const (
	whenHappened = "Happened"
	whenSpeaks   = "Speaks of"
)

// addDetails adds what only some types of event say.
func addDetails(e *Entry, n *Names, told timeline.Told, st Background) {
	about := func(ids ...string) {
		for _, id := range ids {
			if sequence := n.Event(told.Kind, told.Thing, id); sequence > 0 {
				e.About = append(e.About, sequence)
			}
		}
	}
	switch d := told.Data.(type) {
	case events.ProgressReported:
		e.Dated = whenHappened
		addReport(e, n, d, st)
	case events.MilestoneMet:
		e.Dated = whenHappened
	case events.ResponseRecorded:
		e.Dated, e.Notes = whenHappened, append(e.Notes, "As told in “"+n.Source(d.Source)+"”.")
	case events.EvidenceLinked:
		e.Dated = whenSpeaks
		addAddress(e, d.Kind, told, d.URL)
	case events.EvidenceDeposited:
		e.Dated = whenSpeaks
	case events.CommitmentAssessed:
		e.Dated = "For the day"
		about(d.Considered...)
	case events.ProgressDisputed:
		e.Dated = whenSpeaks
		addAddress(e, commitment.Contradicts, told, d.URL)
		if d.Informant != nil {
			e.Notes = append(e.Notes, "Who says so is not told.")
		}
		about(d.Evidence...)
	case events.ProgressRetracted:
		about(d.Report)
	case events.ReportConfirmed:
		about(d.Report)
	case events.ReportContested:
		about(d.Report)
	case events.EvidenceRetracted:
		about(d.Evidence)
	case events.DisputeHidden:
		about(d.Disputed)
	case events.TextErased:
		id, _, _ := strings.Cut(d.Text, "/")
		about(id)
	}
}

// addReport says how the word of an organisation came, and whether it stands by
// what was entered for it.
func addReport(e *Entry, n *Names, d events.ProgressReported, st Background) {
	if d.Channel != nil {
		e.Channel = n.words.Terms().Channel(*d.Channel)
	}
	r := commitment.Find(st.Reports, e.ID)
	if r == nil {
		return
	}
	if r.Retracted {
		e.Notes = append(e.Notes, "This report was taken back and does not count.")
	}
	switch {
	case e.For == "":
	case r.Word == commitment.StandsBy:
		e.Answer = "stands by it"
	case r.Word == commitment.DoesNotStand:
		e.Answer = "does not stand by it, so it does not count"
	default:
		e.Answer = "has not said yet whether it stands by it"
	}
}
