package web

import (
	"ahd/events"
	"ahd/projections/commitments"
)

// identified is what else a commitment is, what it is filed under, and who answered
// for it.
type identified struct {
	Targets []target
	Asking  []asking
	Holders []holder
	Answers link
	Now     *link // the organisation of which the one that answers became part
}

// target is a target of the sustainable development goals.
type target struct{ Code, Words string }

// asking is a recommendation or plan of others that asks for the same.
type asking struct {
	Words string
	Note  *string
	List  string // address of everything that is linked to it
}

// holder is an organisation that answered for it, and since when. Pages say that
// persons are named, and never who they are.
type holder struct {
	Party     link
	Since     string // time of the book
	Sequence  uint64
	Effective *string
}

func (s *site) addIdentity(n *names, page *commitmentPage) error {
	for _, code := range page.SDGTargets {
		page.Targets = append(page.Targets, target{Code: code, Words: s.words.Codes().SDGTarget(code)})
	}
	for _, l := range page.Links {
		e := events.External{Scheme: l.Scheme, Year: l.Year, Number: l.Number}
		page.Asking = append(page.Asking, asking{Words: s.words.Codes().External(e), Note: l.Note, List: question{}.with("link", e.String()).href()})
	}
	if page.LeadParty != nil {
		page.Answers = n.way("party", *page.LeadParty)
	}
	if page.AnswersNow != nil && page.LeadParty != nil && *page.AnswersNow != *page.LeadParty {
		page.Now = n.wayMaybe("party", page.AnswersNow)
	}
	holders, err := commitments.Holders(n.view, page.ID)
	for _, h := range holders {
		page.Holders = append(page.Holders, holder{Party: n.way("party", h.Party), Since: h.Time, Sequence: h.Sequence, Effective: h.Effective})
	}
	page.addSame(n)
	return err
}

// addSame says of which commitments this one is the same, or the parts.
func (p *commitmentPage) addSame(n *names) {
	add := func(sign, words string, ids ...string) {
		for _, id := range ids {
			way := n.way("commitment", id)
			p.Remarks = append(p.Remarks, remark{Sign: sign, Tone: "quiet", Words: words, Link: &way})
		}
	}
	if p.MergedInto != nil {
		add("→", "Found to be the same as another commitment, which goes on for it:", *p.MergedInto)
	}
	add("→", "Found to be several; one of those that took its place:", p.SplitInto...)
	add("←", "Goes on for another that was found to be the same:", p.MergedFrom...)
	add("←", "Took the place, with others, of:", p.SplitFrom...)
	if p.Corroborations > 0 {
		p.Remarks = append(p.Remarks, remark{Sign: "+", Tone: "quiet", Words: "Told by " + things(p.Corroborations+1, "source") + "."})
	}
}
