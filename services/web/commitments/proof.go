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

// document is one proof document of the table. Of one that is not for everybody
// nothing is shown but that there is one.
type document struct {
	web.Entry
	Kind       string
	Restricted bool
	File       string // media type of a file that lies here; "" otherwise
	Hash       string // of that file
	Evidence   string // under which id that file is given out; "" if it is not
	Counts     string // whether it still counts, in words
	By         uint64 // the event that replaced it; 0 if none did
}

// objection is one word against.
type objection struct {
	web.Entry
	Claim     string
	Documents []uint64 // events with documents that are here already
}

// proofs are the last documents and objections, newest first.
type proofs struct {
	Documents      []document
	MoreDocuments  int // that are not shown
	Objections     []objection
	MoreObjections int
}

// addProof adds the proof documents and what is said against the commitment,
// newest first, as the timeline.
func (s storyteller) addProof(n *web.Names, page *commitmentPage, st story) error {
	for _, id := range st.proof.documents {
		if e := commitment.Find(st.Evidence, id); e != nil {
			page.Documents = append(page.Documents, s.document(n, web.EntryOf(n, st.event(id), st.Background, "commitment/"+page.ID), e, st))
		}
	}
	for _, id := range st.proof.objections {
		if d := commitment.Find(st.Disputes, id); d != nil {
			page.Objections = append(page.Objections, s.objection(n, web.EntryOf(n, st.event(id), st.Background, "commitment/"+page.ID), d, st))
		}
	}
	page.MoreDocuments, page.MoreObjections = st.proof.allDocuments-len(page.Documents), st.proof.allObjections-len(page.Objections)
	return nil
}

func (s storyteller) document(n *web.Names, shown web.Entry, e *commitment.Evidence, st story) document {
	doc := document{Entry: shown, Kind: e.Kind, Counts: "yes"}
	switch {
	case e.Retracted:
		doc.Counts = "no, taken back"
	case e.By != "":
		doc.Counts, doc.By = "no, replaced", n.Event("commitment", st.event(e.ID).Thing, e.By)
	}
	if d, ok := st.event(e.ID).Data.(events.EvidenceDeposited); ok {
		if doc.Restricted = web.Restricted(d); !doc.Restricted {
			doc.File, doc.Hash, doc.Evidence = "file", d.Hash, d.Evidence
			if d.MediaType != nil {
				doc.File = *d.MediaType
			}
			if slices.Contains(st.Erased, e.ID+"/document") {
				doc.File, doc.Evidence = "erased", ""
			} else if s.Files != nil && !s.Files.Has(d.Hash) {
				doc.File, doc.Evidence = "lost; nobody erased it", ""
			}
		}
	}
	return doc
}

func (s storyteller) objection(n *web.Names, shown web.Entry, d *commitment.Dispute, st story) objection {
	o := objection{Entry: shown, Claim: s.Wording.Terms().Claim(d.Claim)}
	event := st.event(d.ID)
	if said, ok := event.Data.(events.ProgressDisputed); ok && shown.Hidden == 0 {
		for _, id := range said.Evidence {
			if sequence := n.Event(event.Kind, event.Thing, id); sequence > 0 {
				o.Documents = append(o.Documents, sequence)
			}
		}
	}
	return o
}

// hiddenOf finds what is hidden now of what is told: id of what is hidden → the event that
// hid it. What was said at a past moment and is hidden since is not shown there either.
func (s storyteller) hiddenOf(r *http.Request, n *web.Names, id string, st story) (hidden map[string]uint64, err error) {
	names := slices.DeleteFunc(namesOf(st.told), func(n commitment.Name) bool { return n.Kind != commitment.OfDispute })
	if len(names) == 0 {
		return nil, nil
	}
	if !s.IsPast() || s.Current().Book == s.Book {
		return hiddenIn(n.View, id, st.State, names)
	}
	err = s.Current().Book.Read(r.Context(), func(v *book.View) error {
		row, err := streams.Find(v, events.Stream{Kind: "commitment", ID: id}, names...)
		if err == nil && row.State.Commitment != nil {
			hidden, err = hiddenIn(v, id, *row.State.Commitment, names)
		}
		return err
	})
	return hidden, err
}

func hiddenIn(v *book.View, id string, state commitment.State, names []commitment.Name) (_ map[string]uint64, err error) {
	hidden := map[string]uint64{}
	for _, name := range names {
		d := state.Dispute(name.ID)
		if d == nil || !d.Hidden {
			continue
		}
		if hidden[name.ID], _, err = timeline.Place(v, "commitment", id, d.By); err != nil {
			return nil, err
		}
	}
	return hidden, nil
}
