package recording_test

import (
	"maps"
	"slices"

	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// kin are the organisations that belong together with one: by a table of all pairs.
func (l *ledgerOfDuties) kin(party string) map[string]bool {
	root := func(p string) string {
		for l.house[p].into != "" {
			p = l.house[p].into
		}
		return p
	}
	above := map[string]map[string]bool{}
	all := slices.Collect(maps.Keys(l.house))
	for _, p := range append(all, party) {
		above[p] = map[string]bool{p: true, l.house[p].parent: true, l.house[p].into: true}
	}
	for range all { // until nothing is added
		for p := range above {
			for q := range maps.Clone(above[p]) {
				maps.Copy(above[p], above[q])
			}
		}
	}
	delete(above, "")
	together := map[string]bool{party: true}
	for p := range above {
		for q := range above[p] {
			if q != "" && root(q) == root(party) {
				together[p] = true
			}
		}
		for q := range above[party] {
			if q != "" && root(q) == root(p) {
				together[p] = true
			}
		}
	}
	return together
}

// tie is how somebody is tied to names: "" if not at all; "person", "party", "kin".
func (l *ledgerOfDuties) tie(who rule.Who, names map[string]bool) string {
	if names["person "+who.Actor()] {
		return "person"
	}
	for _, party := range []string{who.Party, who.For} {
		if party == "" {
			continue
		}
		if names["party "+party] {
			return "party"
		}
		for other := range l.kin(party) {
			if names["party "+other] {
				return "kin"
			}
		}
	}
	return ""
}

// at is the convening of all that are one.
func (l *ledgerOfDuties) at(convening string) string {
	for l.joined[convening] != "" {
		convening = l.joined[convening]
	}
	return convening
}

// coordinated: recorded as coordinator on anything of the convening.
func (l *ledgerOfDuties) coordinated(item, person string) bool {
	for post := range l.posts {
		if x := l.items[item]; post[0] == person && (l.at(post[1]) == l.at(x.now) || l.at(post[1]) == l.at(x.home)) {
			return true
		}
	}
	return false
}

// against is why somebody may not do something to a commitment, and how they are tied.
func (l *ledgerOfDuties) against(item string, who rule.Who, command rule.Command) (code, how string) {
	hands := l.hands(item)
	judging := func() (string, string) {
		if how := l.tie(who, hands.answered); how != "" {
			return "eyes.own-work", how
		}
		how := l.tie(who, hands.reported)
		return when(how != "", "eyes.reporter"), how
	}
	found := l.tie(who, hands.assessed)
	switch c := command.(type) {
	case commitment.AssessCommitment:
		if code, how := judging(); code != "" {
			return code, how
		}
		return when(l.coordinated(item, who.Actor()), "eyes.coordinator"), "post"
	case commitment.CloseCommitment:
		if code, how := judging(); code != "" {
			return code, how
		}
		return when(found != "", "eyes.assessor"), found
	case commitment.ReopenCommitment:
		return judging()
	case commitment.ReportProgress, commitment.RetractProgress, commitment.ConfirmReport, commitment.ContestReport:
		return when(found != "", "progress.by-assessor"), found
	case commitment.AssignCommitment:
		how := l.tie(recording.Acting("", "", c.Party), hands.assessed)
		return when(how != "", "assign.assessor"), how
	case commitment.HandOver:
		how := l.tie(recording.Acting("", "", c.Party), hands.assessed)
		return when(how != "", "assign.assessor"), how
	}
	return "", ""
}

func when(so bool, text string) string {
	if so {
		return text
	}
	return ""
}
