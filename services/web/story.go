package web

import (
	"net/url"
	"slices"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/projections/timeline"
)

// entry is one event of a timeline. It names the role and the organisation of
// whoever recorded it, and never the person.
type entry struct {
	Sequence uint64
	What     string
	Role     string
	Party    string // the organisation acted for; may be empty
	For      string // the organisation that it was entered for; may be empty
	Recorded string // time of the book
	Dated    bool   // whether such an event says when it happened
	Happened *string
	Texts    []typedText
	Proof    *proof
}

// typedText is one text of an event; without words it was withheld.
type typedText struct {
	Field string
	Words *string
}

// proof is a document by its address.
type proof struct {
	Kind string
	URL  string
	Web  bool // whether it may be shown as a link
}

func (s *site) entry(n *names, told timeline.Told) entry {
	e := entry{
		Sequence: told.Sequence, What: s.words.Happened(told.Data, n.party), Role: "the system",
		Party: n.partyOf(told.Party), For: n.partyOf(told.OnBehalfOf), Recorded: told.Time, Happened: told.Effective,
	}
	if told.Role != nil {
		e.Role = s.words.Role(*told.Role)
	}
	for _, field := range []string{"narrative", "description"} {
		if words, typed := told.Words[field]; typed {
			e.Texts = append(e.Texts, typedText{Field: field, Words: words})
		}
	}
	switch d := told.Data.(type) {
	case events.ProgressReported:
		e.Dated = true
	case events.EvidenceLinked:
		e.Dated, e.Proof = true, &proof{Kind: d.Kind, URL: d.URL, Web: webAddress(d.URL)}
	}
	return e
}

// webAddress reports whether a browser may be sent there: other schemes can run
// scripts or open programs.
func webAddress(text string) bool {
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Host != "" && address.User == nil
}

// span is one value of one axis with the time in which it held.
type span struct {
	standing
	From, Until  string // times of the book; Until is "" while it holds
	FromSequence uint64
	Happened     *string
	Dated        bool // whether the axis says when things happened
}

// spans are the history of a commitment, axis by axis; told are its events.
func (s *site) spans(told []timeline.Told) []span {
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
			Happened: h.Effective, Dated: h.Axis == commitment.AxisSelfReported && h.Value != commitment.NoReport,
		}
		if h.UntilSequence != nil {
			listed[i].Until = times[*h.UntilSequence]
		}
	}
	return listed
}
