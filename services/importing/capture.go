package importing

import (
	"context"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Provinces are the places into which a commitment is split by province where none
// are named.
var Provinces = []string{"PK-PB", "PK-SD", "PK-KP", "PK-BA"}

// PrepareCapture plans a commitment made from sentences of archived texts, by the id
// of their source, and its parts if it is split. Every error is a *rule.Refusal
// or *Faults.
func PrepareCapture(ctx context.Context, i Item, texts map[string][]byte, book Book, origin string, who rule.Who) (*Plan, error) {
	if stated(i.SplitBy) != nil && len(i.Geography) == 0 {
		i.Geography = slices.Clone(Provinces)
	}
	if err := checkCapture(ctx, i, book); err != nil {
		return nil, err
	}
	p := begin(origin, who, "command", texts)
	for _, quote := range i.Quotes {
		if _, err := p.standing(quote); err != nil {
			return nil, err
		}
	}
	p.correlation = "commitment-" + i.ID
	p.addItem(i)
	return p.end("commitments", "children")
}

// standing finds a quote, as the archive does, and refuses one that is not there.
func (p *plan) standing(q Quote) (events.Quote, error) {
	faults := &Faults{}
	found := p.archive.quote(place{}, q.Source, q.Quote, q.Bytes, faults)
	if len(faults.List) > 0 || found.SHA256 == "" {
		return found, recording.Refuse(rule.ErrRefused, "quote.not-found", "The quote does not stand in "+named(q.Source)+" word for word. Nothing was recorded.")
	}
	return found, nil
}

// checkCapture refuses what the register would take in and could not mean.
func checkCapture(ctx context.Context, i Item, book Book) error {
	for _, id := range slices.Concat([]string{i.ID}, children(i)) {
		if !events.ValidID(id) {
			return malformed("id", "An id has 1 to 64 of the characters a–z, 0–9 and “-”, and so has that of each part.")
		}
	}
	split := stated(i.SplitBy)
	switch {
	case !slices.Contains(commitment.Kinds, i.Kind):
		return malformed("kind", "The kind must be one of: "+strings.Join(commitment.Kinds, ", ")+".")
	case strings.TrimSpace(i.Text) == "":
		return malformed("text", "The text is missing.")
	case split != nil && *split != "province":
		return malformed("split-by", "A commitment can be split by province, and by nothing else.")
	case split != nil && len(slices.Compact(slices.Sorted(slices.Values(i.Geography)))) != len(i.Geography):
		return malformed("geography", "A place stands twice.")
	}
	if err := checkLists(i); err != nil {
		return err
	}
	return checkGroup(ctx, i, book)
}

func checkLists(i Item) error {
	for _, listed := range []struct {
		field  string
		list   *codes.List
		values []string
	}{
		{"pillar", codes.Pillars, strings.Fields(text(i.Pillar, ""))},
		{"sdg-targets", codes.SDGTargets, i.SDGTargets},
		{"geography", codes.Places, i.Geography},
	} {
		for _, value := range listed.values {
			if !listed.list.Has(value) {
				return malformed(listed.field, "There is no such code for "+strings.ReplaceAll(listed.field, "-", " ")+"; “ahd list codes” has all.")
			}
		}
	}
	return nil
}

// checkGroup refuses a working group of another convening.
func checkGroup(ctx context.Context, i Item, book Book) error {
	group := stated(i.WorkingGroup)
	if group == nil {
		return nil
	}
	row, err := book.State(ctx, events.Stream{Kind: "convening", ID: i.Convening})
	if err != nil {
		return recording.NotNow(err, err)
	}
	if held := row.State.Convening; held != nil && !slices.Contains(held.WorkingGroups, *group) {
		return recording.Refuse(rule.ErrUnknown, "working-group.unknown", "There is no such working group of "+named(i.Convening)+". Nothing was recorded.")
	}
	return nil
}

func malformed(field, sentence string) error {
	return recording.Refuse(rule.ErrMalformed, field, sentence+" Nothing was recorded.")
}
