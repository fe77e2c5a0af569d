package web

import (
	"net/http"
	"net/url"
	"slices"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/projections/book"
	"ahd/projections/timeline"
)

// proof is a document by its address.
type proof struct {
	Kind string
	URL  string
	Web  bool // whether it may be shown as a link
}

func proofAt(kind, address string) *proof {
	return &proof{Kind: kind, URL: address, Web: webAddress(address)}
}

// webAddress reports whether a browser may be sent there: other schemes can run
// scripts or open programs.
func webAddress(text string) bool {
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Host != "" && address.User == nil
}

// document is one proof document of the table. Of one that is not for everybody
// nothing is shown but that there is one.
type document struct {
	entry
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
	entry
	Claim     string
	Documents []uint64 // events with documents that are here already
}

// addProof adds the proof documents and what is said against the commitment,
// newest first, as the timeline.
func (s *site) addProof(_ *names, page *commitmentPage, st story) error {
	for _, shown := range page.Timeline {
		if e := commitment.Find(st.Evidence, shown.ID); e != nil {
			page.Documents = append(page.Documents, s.document(shown, e, st))
		}
		if d := commitment.Find(st.Disputes, shown.ID); d != nil {
			page.Objections = append(page.Objections, s.objection(shown, d, st))
		}
	}
	return nil
}

func (s *site) document(shown entry, e *commitment.Evidence, st story) document {
	doc := document{entry: shown, Kind: e.Kind, Counts: "yes"}
	switch {
	case e.Retracted:
		doc.Counts = "no, taken back"
	case e.By != "":
		doc.Counts, doc.By = "no, replaced", st.at[e.By].Sequence
	}
	if d, ok := st.at[e.ID].Data.(events.EvidenceDeposited); ok {
		if doc.Restricted = restricted(d); !doc.Restricted {
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

// restricted reports whether a document is for a few only; what a newer build
// calls otherwise is.
func restricted(d events.EvidenceDeposited) bool { return d.Visibility != "public" }

func (s *site) objection(shown entry, d *commitment.Dispute, st story) objection {
	o := objection{entry: shown, Claim: s.words.Claim(d.Claim)}
	if said, ok := st.at[d.ID].Data.(events.ProgressDisputed); ok && shown.Hidden == 0 {
		for _, id := range said.Evidence {
			if event, ok := st.at[id]; ok {
				o.Documents = append(o.Documents, event.Sequence)
			}
		}
	}
	return o
}

// hiddenOf finds what is hidden now: what was said at a past moment and is hidden
// since is not shown there either.
func (s *site) hiddenOf(r *http.Request, id string, told []timeline.Told) (map[string]uint64, error) {
	if s.present == nil || s.present.Book == s.Book {
		return hiddenBy(told), nil
	}
	var rows []timeline.Row
	err := s.present.Book.Read(r.Context(), func(v *book.View) (err error) {
		rows, err = timeline.OfThing(v, "commitment", id)
		return err
	})
	if err != nil {
		return nil, err
	}
	now, err := timeline.Tell(r.Context(), rows, s.Record, s.Words)
	return hiddenBy(now), err
}

// hiddenBy finds the events that hid what was said against the commitment: id of
// what is hidden → sequence.
func hiddenBy(told []timeline.Told) map[string]uint64 {
	hidden := map[string]uint64{}
	for _, event := range told {
		if d, ok := event.Data.(events.DisputeHidden); ok {
			hidden[d.Disputed] = event.Sequence
		}
	}
	return hidden
}
