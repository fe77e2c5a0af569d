package recording_test

import (
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
)

// ledgerOfDuties is the model: who had which part in what, carried along as it happens.
// Every commitment has the hands that are its own; whoever acts on one of them acts on
// all that were found to be the same at that moment, and those have it as their own
// once they are found not to be.
type ledgerOfDuties struct {
	items  map[string]*itemOfDuties
	house  map[string]belongs // by organisation
	joined map[string]string  // convening → the one that it is one with
	posts  map[[2]string]bool // person, convening

	forgets bool // what came back with commitments that were found not to be the same
}

type belongs struct{ parent, into string }

type itemOfDuties struct {
	home, now string
	goesOn    []string // what it goes on as
	merged    bool
	own       handsOf
	back      handsOf // what came back when it was found not to be the same
	pending   handsOf // of those who acted on it as something else, while it is that
	lead      string
	persons   []string
}

// handsOf are the names, by part: "person p-1", "party o-1".
type handsOf struct{ reported, answered, assessed map[string]bool }

func (h *handsOf) add(part, name string) {
	for list, of := range map[*map[string]bool]string{&h.reported: "reported", &h.answered: "answered", &h.assessed: "assessed"} {
		if of == part {
			if *list == nil {
				*list = map[string]bool{}
			}
			(*list)[name] = true
		}
	}
}

func (h *handsOf) take(other handsOf) {
	for part, names := range map[string]map[string]bool{"reported": other.reported, "answered": other.answered, "assessed": other.assessed} {
		for name := range names {
			h.add(part, name)
		}
	}
}

// reaches reports whether one commitment goes on as another, at whatever remove.
func (l *ledgerOfDuties) reaches(from, to string, seen ...string) bool {
	if from == to {
		return true
	}
	return !slices.Contains(seen, from) && slices.ContainsFunc(l.items[from].goesOn, func(next string) bool {
		return l.reaches(next, to, append(seen, from)...)
	})
}

// did notes that names have a part in a commitment, and in all that are the same now.
func (l *ledgerOfDuties) did(item, part string, names ...string) {
	for id, other := range l.items {
		for _, name := range names {
			switch {
			case id == item:
				other.own.add(part, name)
			case other.merged && l.reaches(id, item):
				other.pending.add(part, name)
			}
		}
	}
}

func namesOf(who rule.Who) (names []string) {
	names = append(names, "person "+who.Actor())
	for _, party := range []string{who.Party, who.For} {
		if party != "" {
			names = append(names, "party "+party)
		}
	}
	return names
}

// goes notes that a commitment goes on as others: whoever answers there answers for it,
// if it is the same, and for all that are the same as it.
func (l *ledgerOfDuties) goes(item string, merged bool, into ...string) {
	x := l.items[item]
	x.goesOn, x.merged = into, merged
	for id, other := range l.items {
		for next, target := range l.items {
			if other.merged && next != id && l.reaches(id, item) && slices.ContainsFunc(into, func(to string) bool { return l.reaches(to, next) }) {
				for _, name := range target.answering() {
					other.pending.add("answered", name)
				}
			}
		}
	}
}

func (x *itemOfDuties) answering() (names []string) {
	if x.lead == "" {
		return nil
	}
	names = append(names, "party "+x.lead)
	for _, person := range x.persons {
		names = append(names, "person "+person)
	}
	return names
}

// follow takes in one event.
func (l *ledgerOfDuties) follow(stream events.Stream, who rule.Who, payload events.Payload) {
	switch d := payload.(type) {
	case events.PartyRegistered:
		l.house[stream.ID] = belongs{}
	case events.PartyDescribed:
		l.house[stream.ID] = belongs{given(d.Parent), l.house[stream.ID].into}
	case events.PartyMerged:
		l.house[stream.ID] = belongs{l.house[stream.ID].parent, d.Into}
	case events.PartyUnmerged:
		l.house[stream.ID] = belongs{l.house[stream.ID].parent, ""}
	case events.ConveningJoined:
		l.joined[stream.ID] = d.Into
		for _, x := range l.items {
			if x.now == stream.ID {
				x.now = d.Into
			}
		}
	case events.ConveningParted:
		delete(l.joined, stream.ID)
		for _, x := range l.items {
			if x.now == d.From && x.home == stream.ID {
				x.now = stream.ID
			}
		}
	case events.CommitmentCaptured:
		l.items[stream.ID] = &itemOfDuties{home: d.Convening, now: d.Convening}
	}
	if x := l.items[stream.ID]; stream.Kind == "commitment" {
		l.onItem(x, stream.ID, who, payload)
		if who.Role == "coordinator" && who.Actor() != "local" && who.Actor() != "system" {
			l.posts[[2]string{who.Actor(), x.home}] = true
		}
	}
}

func (l *ledgerOfDuties) onItem(x *itemOfDuties, id string, who rule.Who, payload events.Payload) {
	switch d := payload.(type) {
	case events.CommitmentAssigned:
		x.lead = d.Party
		l.did(id, "answered", x.answering()...)
	case events.ResponsibilityHandedOver:
		x.lead, x.persons = d.Party, nil
		for _, person := range []*string{d.Main, d.Alternate, d.Validator} {
			if person != nil {
				x.persons = append(x.persons, *person)
			}
		}
		l.did(id, "answered", x.answering()...)
	case events.ProgressReported, events.ProgressRetracted, events.ReportConfirmed, events.ReportContested:
		l.did(id, "reported", namesOf(who)...)
	case events.CommitmentAssessed:
		l.did(id, "assessed", namesOf(who)...)
	case events.CommitmentMerged:
		l.goes(id, true, d.Into)
	case events.CommitmentSplit:
		l.goes(id, false, d.Into...)
	case events.CommitmentSuperseded:
		l.goes(id, false, d.By)
	case events.CommitmentUnmerged:
		x.goesOn, x.merged = nil, false
		x.back.take(x.pending)
		x.pending = handsOf{}
	}
}

// hands are those of a commitment and of all that go on as it.
func (l *ledgerOfDuties) hands(item string) (all handsOf) {
	for id, x := range l.items {
		if l.reaches(id, item) {
			all.take(x.own)
			if !l.forgets {
				all.take(x.back)
			}
		}
	}
	return all
}

func given(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
