package commitments

import (
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/web"
)

// remark is one sentence on how a commitment stands, beyond its axes.
type remark struct {
	Sign, Tone, Words string
	Link              *web.Link // to what it speaks of
}

// stand is how a commitment stands, beyond its axes.
type stand struct {
	Remarks []remark
	First   *web.Standing // against the first due day, where that was moved
	News    string        // the day on which something was heard last; "" for never
	Finding *finding
	Put     string // how well it is put; "" until rated
}

// finding is what an assessor found last.
type finding struct {
	Words    string
	On       string // EDTF
	By       string // the organisation; "" where it is not known
	Sequence uint64
}

// addStand adds what the axes do not say.
func (s storyteller) addStand(n *web.Names, page *commitmentPage, st story) error {
	if page.OriginalDue != nil {
		first := s.Wording.Standing(commitment.AxisTimeliness, page.OriginalTimeliness)
		page.First = &first
	}
	if page.Heard != nil {
		page.News = *page.Heard
	}
	if f := st.Finding; f != nil {
		event := st.event(f.ID)
		page.Finding = &finding{
			Words: s.Wording.Findings().Assessed(page.Assessed, f.Confidence, f.Method), On: f.On,
			By: n.PartyOf(event.Party), Sequence: event.Sequence,
		}
	}
	if page.Smart != nil {
		page.Put = web.Capital(s.Wording.Findings().Smart(*page.Smart)) + ". " + s.Wording.Findings().Trackable(*page.Smart)
	}
	return s.addRemarks(n, page, st)
}

func (s storyteller) addRemarks(n *web.Names, page *commitmentPage, st story) error {
	add := func(sign, tone, words string) {
		if words != "" {
			page.Remarks = append(page.Remarks, remark{Sign: sign, Tone: tone, Words: words})
		}
	}
	if page.SupersededBy != nil {
		other, found, err := commitments.Find(n.View, *page.SupersededBy, s.Today())
		if err != nil {
			return err
		}
		by := remark{Sign: "→", Tone: "quiet", Words: "Replaced by another commitment: " + *page.SupersededBy}
		if found {
			by.Words, by.Link = "Replaced by:", &web.Link{Words: other.Text, Href: "/commitments/" + other.ID}
		}
		page.Remarks = append(page.Remarks, by)
	}
	if page.Suspended {
		add("‖", "doing", "Work on it rests for now; why is told below.")
	}
	add("≠", "bad", s.Wording.Findings().Gap(page.SelfReported, page.Assessed))
	add("≠", "bad", s.contest(page.Row))
	if st.Finding != nil {
		add("≠", "bad", s.Wording.Findings().NotIndependent(st.event(st.Finding.ID).NotIndependent))
	}
	add("…", "bad", s.stale(n, page.Row, st.State))
	add("○", "silent", s.silence(page.Row, st.State))
	return nil
}

// contest says how far people disagree; "" where nobody does.
func (s storyteller) contest(row commitments.Row) string {
	if row.Contested && !row.Contest.Contested {
		return "People disagree about at least one of its places."
	}
	return s.Wording.Findings().Contest(row.Contest)
}

// stale says for how long nothing was heard; "" where that is not too long.
func (s storyteller) stale(n *web.Names, row commitments.Row, state commitment.State) string {
	if !row.Stale {
		return ""
	}
	if len(row.Children) > 0 {
		return "No news of at least one of its places for longer than agreed."
	}
	if words := n.NoNews(state.LastNews()); words != "" {
		return web.Capital(words) + "."
	}
	return ""
}

// silence says why nobody reports; "" where somebody does, where the matter has
// ended, and for a whole, which is reported on in its parts.
func (s storyteller) silence(row commitments.Row, state commitment.State) string {
	switch {
	case !state.Stands() || state.Closed() || row.Silence == commitments.Spoken:
		return ""
	case row.Silence == commitments.AskedNoAnswer && row.Asked != nil:
		return "Asked on " + s.Wording.Date(row.Asked) + "; no answer yet."
	case len(row.Children) > 0:
		return ""
	}
	return "No report: " + s.Wording.Terms().Silence(row.Silence) + "."
}
