package web

import (
	"slices"
	"strings"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/projections/timeline"
)

// entry is one event of a timeline. It names the role and the organisation of
// whoever recorded it, and never the person.
type entry struct {
	Sequence uint64
	ID       string // of the event; pages do not show it
	What     string
	Of       *link // the other thing that it is an event of
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

func (s *site) entry(n *names, told timeline.Told, st story) entry {
	e := entry{
		Sequence: told.Sequence, ID: told.ID, What: s.words.Happened(n.anonymous(s.called(told.Data, st)), n.party), Role: "the system",
		Party: n.partyOf(told.Party), For: n.partyOf(told.OnBehalfOf), Recorded: told.Time, Happened: told.Effective,
		Hidden: st.hidden[told.ID],
	}
	if told.Role != nil {
		e.Role = s.words.Role(*told.Role)
	}
	if (events.Event{Envelope: events.Envelope{Actor: told.Actor}, Data: told.Data}).Unnamed() {
		e.Role, e.Party, e.For = s.words.Role(events.Withheld), "", ""
	}
	s.addDetails(&e, n, told, st)
	if why := s.words.Findings().NotIndependent(told.NotIndependent); why != "" {
		e.Notes = append(e.Notes, why)
	}
	if deposited, ok := told.Data.(events.EvidenceDeposited); ok && restricted(deposited) {
		e.Happened, e.Dated = nil, ""
		return e
	}
	if e.Since = e.Hidden > n.view.At.Sequence; e.Hidden != 0 {
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
func addAddress(e *entry, kind string, told timeline.Told, before *string) {
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
func (s *site) called(payload events.Payload, st story) events.Payload {
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
func (s *site) addDetails(e *entry, n *names, told timeline.Told, st story) {
	about := func(ids ...string) {
		for _, id := range ids {
			if sequence := n.event(told.Kind, told.Thing, id); sequence > 0 {
				e.About = append(e.About, sequence)
			}
		}
	}
	switch d := told.Data.(type) {
	case events.ProgressReported:
		e.Dated = whenHappened
		s.addReport(e, d, st)
	case events.MilestoneMet:
		e.Dated = whenHappened
	case events.ResponseRecorded:
		e.Dated, e.Notes = whenHappened, append(e.Notes, "As told in “"+n.source(d.Source)+"”.")
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
func (s *site) addReport(e *entry, d events.ProgressReported, st story) {
	if d.Channel != nil {
		e.Channel = s.words.Terms().Channel(*d.Channel)
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

// span is one value of one axis with the time in which it held.
type span struct {
	standing
	From, Until  string // times of the book; Until is "" while it holds
	FromSequence uint64
	Happened     *string
	Dated        bool // whether the axis says when things happened
}

// spans are the history of a commitment, axis by axis; told are the events that changed
// an axis. Where there are others before the first, nobody says here since when what stood
// after it did.
func (s *site) spans(told []timeline.Told, before bool) []span {
	times := map[uint64]string{}
	for _, event := range told {
		times[event.Sequence] = event.Time
	}
	history := timeline.History(told)
	slices.SortStableFunc(history, func(a, b timeline.Standing) int {
		return slices.Index(axes, a.Axis) - slices.Index(axes, b.Axis)
	})
	listed := make([]span, len(history))
	for i, h := range history {
		listed[i] = span{
			standing: s.standing(h.Axis, h.Value), From: h.Recorded, FromSequence: h.FromSequence,
			Happened: h.Effective, Dated: datedAxis(h),
		}
		if before && h.FromSequence == told[0].Sequence {
			listed[i].From, listed[i].Dated = "", false
		}
		if h.UntilSequence != nil {
			listed[i].Until = times[*h.UntilSequence]
		}
	}
	return listed
}

// datedAxis reports whether a value of an axis is one of which events say when it
// came about.
func datedAxis(h timeline.Standing) bool {
	switch h.Axis {
	case commitment.AxisSelfReported:
		return h.Value != commitment.NoReport
	case commitment.AxisAssessed:
		return h.Value != commitment.NotAssessed
	case commitment.AxisResponse:
		return h.Value != commitment.NoResponse
	}
	return false
}
