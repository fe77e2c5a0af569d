package commitment

// Tally is what rules and tables ask of all contributions together.
type Tally struct {
	Reports    int      `json:"reports,omitempty"`
	LastReport string   `json:"last_report,omitempty"` // id of the last one that was made
	Awaiting   int      `json:"awaiting,omitempty"`    // reports that Await a word
	Evidence   int      `json:"evidence,omitempty"`
	Supporting int      `json:"supporting,omitempty"` // documents that stand and support it
	Disputed   Disputed `json:"disputed,omitzero"`
}

// Disputed are the disputes that are not hidden, by how far they say that it is
// implemented.
type Disputed struct {
	Not    int `json:"not,omitempty"`
	Partly int `json:"partly,omitempty"`
	Fully  int `json:"fully,omitempty"`
}

// add counts a claim, or with -1 counts it no longer.
func (d *Disputed) add(claim string, n int) {
	switch claimed[claim] {
	case 0:
		d.Not += n
	case 5000:
		d.Partly += n
	case 10_000:
		d.Fully += n
	}
}

// Awaits reports whether a report stands that was entered for an organisation which has
// not said whether it stands by it.
func (r Report) Awaits() bool { return r.For != "" && r.Word == "" && !r.Retracted }

// Supports reports whether a document stands and supports a commitment.
func (e Evidence) Supports() bool { return e.Stands() && (e.Kind == Supports || e.Kind == Mixed) }

// Unanswered reports whether a report awaits the word of an organisation.
func (h inHand) Unanswered() bool { return h.Counts.Awaiting > 0 }

// Proven reports whether a document stands that supports the commitment.
func (h inHand) Proven() bool { return h.Counts.Supporting > 0 }

// addReport adds a report.
func addReport(s *State, r Report) {
	s.Counts.Reports++
	s.Counts.LastReport = r.ID
	s.Counts.Awaiting += one(r.Awaits())
	s.Reports = with(s.Reports, &r)
	s.SelfReported = r.State
}

// changeReport changes a report, and with it what the last one says that still counts.
func changeReport(s *State, id string, change func(*Report)) {
	s.known(Name{OfReport, id})
	s.Reports = changed(s.Reports, id, func(r *Report) {
		s.Counts.Awaiting -= one(r.Awaits())
		change(r)
		s.Counts.Awaiting += one(r.Awaits())
	})
	s.SelfReported = lastStanding(*s)
}

// addEvidence adds a document.
func addEvidence(s *State, e Evidence) {
	s.Counts.Evidence++
	s.Counts.Supporting += one(e.Supports())
	s.Evidence = with(s.Evidence, &e)
}

func changeEvidence(s *State, id string, change func(*Evidence)) {
	s.known(Name{OfEvidence, id})
	s.Evidence = changed(s.Evidence, id, func(e *Evidence) {
		s.Counts.Supporting -= one(e.Supports())
		change(e)
		s.Counts.Supporting += one(e.Supports())
	})
}

// addDispute adds a dispute.
func addDispute(s *State, d Dispute) {
	s.Counts.Disputed.add(d.Claim, 1)
	s.Disputes = with(s.Disputes, &d)
}

func hideDispute(s *State, id, by string) {
	s.known(Name{OfDispute, id})
	s.Disputes = changed(s.Disputes, id, func(d *Dispute) {
		if !d.Hidden {
			s.Counts.Disputed.add(d.Claim, -1)
		}
		d.Hidden, d.By = true, by
	})
}

func one(counts bool) int {
	if counts {
		return 1
	}
	return 0
}
