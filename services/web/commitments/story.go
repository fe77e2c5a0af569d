package commitments

import (
	"net/http"
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/web"
)

// How much of a commitment one page shows beside a page of its events, the last ones.
const (
	maxProof       = 50 // documents, and as many objections
	longestHistory = 50
)

// story is what a commitment adds up to, with what its page tells of it: a page of its
// events, and those by which it stands.
type story struct {
	web.Background                 // what is told has its contributions in hand
	told           []timeline.Told // those of the page first, newest first
	proof          lastProof
}

// storyteller finds what a commitment adds up to.
type storyteller struct{ *web.Frame }

// lastProof are the last documents of a commitment and what was said last against it.
type lastProof struct {
	documents, objections       []string // ids of events, newest first
	allDocuments, allObjections int
}

// event is one that the page tells; nothing where it tells none with that id.
func (st story) event(id string) timeline.Told {
	if i := slices.IndexFunc(st.told, func(t timeline.Told) bool { return t.ID == id }); i >= 0 {
		return st.told[i]
	}
	return timeline.Told{}
}

// storyOf tells a page of events, the last documents and objections, and the last finding.
func (s storyteller) storyOf(r *http.Request, n *web.Names, id string, page []timeline.Row) (st story, err error) {
	row, err := streams.Find(n.View, events.Stream{Kind: "commitment", ID: id})
	if err != nil || row.State.Commitment == nil {
		return st, err
	}
	if st.proof, err = proofOf(n.View, row); err != nil {
		return st, err
	}
	asked := slices.Concat(st.proof.documents, st.proof.objections)
	if f := row.State.Commitment.Finding; f != nil {
		asked = append(asked, f.ID)
	}
	beside, err := timeline.Named(n.View, "commitment", id, asked)
	if err != nil {
		return st, err
	}
	rows := slices.Clone(page)
	for _, one := range beside {
		if !slices.ContainsFunc(page, func(r timeline.Row) bool { return r.Sequence == one.Sequence }) {
			rows = append(rows, one)
		}
	}
	if st.told, err = timeline.Tell(r.Context(), rows, s.Record, s.Words); err != nil {
		return st, err
	}
	if row, err = streams.InHand(n.View, row, sequencesOf(st.told), namesOf(st.told)...); err != nil {
		return st, err
	}
	st.State = *row.State.Commitment
	st.Hidden, err = s.hiddenOf(r, n, id, st)
	return st, err
}

func proofOf(v *book.View, row streams.Row) (p lastProof, err error) {
	if p.documents, p.allDocuments, err = streams.Latest(v, row, commitment.OfEvidence, maxProof); err != nil {
		return p, err
	}
	p.objections, p.allObjections, err = streams.Latest(v, row, commitment.OfDispute, maxProof)
	return p, err
}

func sequencesOf(told []timeline.Told) []uint64 {
	sequences := make([]uint64, len(told))
	for i, event := range told {
		sequences[i] = event.Sequence
	}
	return sequences
}

// namesOf are the contributions that some events made.
func namesOf(told []timeline.Told) (names []commitment.Name) {
	add := func(kind, id string) { names = append(names, commitment.Name{Kind: kind, ID: id}) }
	for _, event := range told {
		switch event.Data.(type) {
		case events.ProgressReported:
			add(commitment.OfReport, event.ID)
		case events.EvidenceLinked:
			add(commitment.OfEvidence, event.ID)
			add(commitment.OfDispute, event.ID)
		case events.EvidenceDeposited:
			add(commitment.OfEvidence, event.ID)
			add(commitment.OfDispute, event.ID)
			add(commitment.OfErasure, event.ID+"/document")
		case events.ProgressDisputed:
			add(commitment.OfDispute, event.ID)
		}
	}
	return names
}
