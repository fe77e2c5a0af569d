package commitments

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/web"
)

// identified is what else a commitment is, what it is filed under, and who answered
// for it.
type identified struct {
	Targets []target
	Asking  []asking
	Holders []holder
	Answers web.Link
	Now     *web.Link // the organisation of which the one that answers became part
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
	Party     web.Link
	Since     string // time of the book
	Sequence  uint64
	Effective *string
}

func (s pages) addIdentity(n *web.Names, page *commitmentPage) error {
	for _, code := range page.SDGTargets {
		page.Targets = append(page.Targets, target{Code: code, Words: s.Wording.Codes().SDGTarget(code)})
	}
	for _, l := range page.Links {
		e := events.External{Scheme: l.Scheme, Year: l.Year, Number: l.Number}
		page.Asking = append(page.Asking, asking{Words: s.Wording.Codes().External(e), Note: l.Note, List: web.Question{}.With("link", e.String()).Href()})
	}
	if page.LeadParty != nil {
		page.Answers = n.Way("party", *page.LeadParty)
	}
	if page.AnswersNow != nil && page.LeadParty != nil && *page.AnswersNow != *page.LeadParty {
		page.Now = n.WayMaybe("party", page.AnswersNow)
	}
	holders, err := commitments.Holders(n.View, page.ID)
	for _, h := range holders {
		page.Holders = append(page.Holders, holder{Party: n.Way("party", h.Party), Since: h.Time, Sequence: h.Sequence, Effective: h.Effective})
	}
	page.addSame(n)
	return err
}

// addSame says of which commitments this one is the same, or the parts.
func (p *commitmentPage) addSame(n *web.Names) {
	add := func(sign, words string, ids ...string) {
		for _, id := range ids {
			way := n.Way("commitment", id)
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
		p.Remarks = append(p.Remarks, remark{Sign: "+", Tone: "quiet", Words: "Told by " + web.Things(p.Corroborations+1, "source") + "."})
	}
}
