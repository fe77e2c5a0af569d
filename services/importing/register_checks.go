package importing

import (
	"regexp"
	"slices"
	"strings"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/instrument"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
)

var (
	placePattern = regexp.MustCompile(`^[A-Z]{2}(-[A-Z0-9]{1,3})?$`)
	sdgPattern   = regexp.MustCompile(`^(1[0-7]|[1-9])\.(1?[0-9]|[a-d])$`)
)

// check faults whatever the register says that cannot be so: references that
// lead nowhere, dates that are none, words that are not in their list.
func check(r *Register, n names, faults *Faults) {
	for _, s := range r.Sources {
		date(place{"source/" + s.ID, "published"}, s.Published, faults)
	}
	for _, p := range r.Parties {
		item := "party/" + p.ID
		required(item, "name", p.Name, faults)
		required(item, "kind", p.Kind, faults)
		n.referAll(place{item, "sources"}, "source", p.Sources, faults)
	}
	for _, c := range r.Convenings {
		checkConvening(c, n, faults)
	}
	for _, g := range r.WorkingGroups {
		required("working-group/"+g.ID, "name", g.Name, faults)
		n.refer(place{"working-group/" + g.ID, "convening"}, "convening", g.Convening, faults)
	}
	checkDocuments(r, n, faults)
	for _, i := range r.Items {
		checkItem(i, n, faults)
		groupOf(r, "commitment/"+i.ID, i.WorkingGroup, i.Convening, faults)
	}
	for _, f := range r.Figures {
		item := "figure/" + f.ID
		required(item, "claim", f.Claim, faults)
		n.refer(place{item, "source"}, "source", f.Source, faults)
		n.referAll(place{item, "conflicts_with"}, "figure", f.ConflictsWith, faults)
		if convening(r, f) == "" {
			faults.add(item, "no conference or meeting of the register has its source")
		}
	}
	for _, q := range r.OpenQuestions {
		required("question/"+q.ID, "question", q.Question, faults)
	}
}

func checkConvening(c Convening, n names, faults *Faults) {
	item := "convening/" + c.ID
	required(item, "kind", c.Kind, faults)
	if len(c.Sources) == 0 {
		faults.add(item, "it names no source")
	}
	n.referAll(place{item, "sources"}, "source", c.Sources, faults)
	n.referAll(place{item, "organisers"}, "party", c.Organisers, faults)
	n.referAll(place{item, "partners"}, "party", c.Partners, faults)
	date(place{item, "date.edtf"}, c.Date.EDTF, faults)
	if c.DateOutside == nil {
		return
	}
	if stated(c.DateOutside.EDTF) == nil {
		faults.add(item, "date_outside has no date")
	}
	date(place{item, "date_outside.edtf"}, c.DateOutside.EDTF, faults)
}

// checkDocuments also sees to it that documents and items tell the same story.
func checkDocuments(r *Register, n names, faults *Faults) {
	holds := map[[2]string]bool{} // document, item
	for _, d := range r.Instruments {
		item := "instrument/" + d.ID
		oneOf(item, "kind", d.Kind, []string{instrument.Declaration, instrument.Recommendations, instrument.Outcome}, faults)
		n.refer(place{item, "convening"}, "convening", d.Convening, faults)
		n.referMaybe(place{item, "working_group"}, "working-group", d.WorkingGroup, faults)
		groupOf(r, item, d.WorkingGroup, d.Convening, faults)
		if d.Text != nil {
			n.refer(place{item, "text.source"}, "source", d.Text.Source, faults)
		}
		for at, clause := range d.Clauses {
			n.refer(place{item, "clauses"}.nth(at).of("item"), "commitment", clause.Item, faults)
			holds[[2]string{d.ID, clause.Item}] = true
		}
	}
	for _, i := range r.Items {
		if in := stated(i.Instrument); in != nil && !holds[[2]string{*in, i.ID}] {
			faults.in("commitment/"+i.ID, "instrument", "it says that it is part of %s, which does not list it", named(*in))
		}
	}
}

// groupOf faults a working group of another convening.
func groupOf(r *Register, item string, group *string, convening string, faults *Faults) {
	if group = stated(group); group == nil {
		return
	}
	for _, g := range r.WorkingGroups {
		if g.ID == *group && g.Convening != convening {
			faults.in(item, "working_group", "its working group %s is one of %s, not of %s", named(g.ID), named(g.Convening), named(convening))
		}
	}
}

func checkItem(i Item, n names, faults *Faults) {
	item := "commitment/" + i.ID
	required(item, "text", i.Text, faults)
	oneOf(item, "kind", i.Kind, commitment.Kinds, faults)
	n.refer(place{item, "convening"}, "convening", i.Convening, faults)
	n.referMaybe(place{item, "working_group"}, "working-group", i.WorkingGroup, faults)
	n.referMaybe(place{item, "instrument"}, "instrument", i.Instrument, faults)
	n.referMaybe(place{item, "lead_party"}, "party", i.LeadParty, faults)
	if pillar := stated(i.Pillar); pillar != nil {
		oneOf(item, "pillar", *pillar, commitment.Pillars, faults)
	}
	if len(i.Quotes) == 0 {
		faults.add(item, "it has no quote")
	}
	for at, quote := range i.Quotes {
		n.refer(place{item, "quotes"}.nth(at).of("source"), "source", quote.Source, faults)
	}
	checkCodes(item, i, faults)
	checkTerms(item, i, faults)
}

func checkCodes(item string, i Item, faults *Faults) {
	for n, code := range i.Geography {
		if !placePattern.MatchString(code) {
			faults.in(item, nth("geography", n), "it is not an ISO 3166-2 code such as PK-PB")
		}
	}
	for n, target := range i.SDGTargets {
		if !sdgPattern.MatchString(target) {
			faults.in(item, nth("sdg_targets", n), "it is not an SDG target such as 8.7")
		}
	}
	if split := stated(i.SplitBy); split != nil && (*split != "province" || len(i.Geography) == 0) {
		faults.add(item, "split_by can only be \"province\", and needs the provinces in geography")
	}
}

func checkTerms(item string, i Item, faults *Faults) {
	if due := stated(i.Due); due != nil {
		if _, err := edtf.ParseDay(*due); err != nil {
			faults.add(item, "due: %s", err)
		}
	}
	if i.ReviewDays != nil && (*i.ReviewDays < 1 || *i.ReviewDays > commitmentcmd.MaxReviewDays) {
		faults.add(item, "review_days must be 1 to %d", commitmentcmd.MaxReviewDays)
	}
}

func required(item, field, text string, faults *Faults) {
	if strings.TrimSpace(text) == "" {
		faults.add(item, "its %s is empty", field)
	}
}

func date(at place, text *string, faults *Faults) {
	if text := stated(text); text != nil {
		if _, err := edtf.Parse(*text); err != nil {
			faults.in(at.item, at.field, "%s", err)
		}
	}
}

func oneOf(item, field, value string, values []string, faults *Faults) {
	if !slices.Contains(values, value) {
		faults.add(item, "its %s must be one of: %s", field, strings.Join(values, ", "))
	}
}

// convening finds where a figure was stated: the convening of its source, or,
// if several have it, the one that is the figure's scope, else the first.
func convening(r *Register, f Figure) (id string) {
	for _, c := range r.Convenings {
		if !slices.Contains(c.Sources, f.Source) {
			continue
		}
		if f.Scope != nil && *f.Scope == c.ID {
			return c.ID
		}
		if id == "" {
			id = c.ID
		}
	}
	return id
}
