package commitment

import (
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/services/commands/rule"
)

// The four-eyes rules. They look at the person and at the organisation, over
// everything that ever happened to the commitment, and are asked when the event
// is appended: a stale answer loses against the log. What other streams say is asked
// by the same rules at the door; what slips through there is told of what was recorded.

// shares reports whether somebody is, or acts or speaks for an organisation of, one
// of those who acted before. Who is withheld is nobody's equal.
func shares(who rule.Who, before []*commitment.Hand) bool {
	return commitment.Relations(nil).Tied(who.Hand(), before)
}

// notAssessor refuses to let an organisation answer for what it assessed.
func notAssessor(d commitment.Duties, party *string) error {
	return rule.When(party != nil && d.AgainstReporting(commitment.Hand{Party: rule.Or(party)}) != "", rule.Refuse(rule.ErrRefused, "assign.assessor",
		"That organisation, or one that it belongs together with, assessed this commitment, so it cannot answer for it. Nothing was recorded."))
}

// owns refuses whoever did not bring a document, nor is of the organisation that
// did: nobody takes away what others showed. An administrator without a part in the
// commitment may.
func owns(s commitment.State, who rule.Who, brought commitment.Hand) error {
	if brought.Person == events.Withheld {
		return rule.When(who.Role != "administrator" || who.For != "" || s.Duties().AgainstClosing(who.Hand()) != "", rule.Refuse(rule.ErrNotAllowed, "evidence.withheld",
			"Nobody is to know who brought that document, so nobody is asked whether it was they. An administrator who has no other part in this commitment can take it back. Nothing was recorded."))
	}
	if shares(who, []*commitment.Hand{&brought}) || who.Role == "administrator" && secondEyes(s.Duties(), who, "take it away") == nil {
		return nil
	}
	return notYours()
}

func notYours() *rule.Refusal {
	return rule.Refuse(rule.ErrNotAllowed, "evidence.not-yours", "Somebody else brought that document; only they, or their organisation, can take it back or replace it. Nothing was recorded.")
}

// independent refuses whoever has a part in a commitment: it is theirs, or their
// organisation's, or they reported on it. what completes "You may not …".
func independent(d commitment.Duties, who rule.Who, what string) error {
	return rule.First(itself(who, what), dependent(d.AgainstJudging(who.Hand()), what))
}

// secondEyes refuses whoever assessed, too.
func secondEyes(d commitment.Duties, who rule.Who, what string) error {
	return rule.First(itself(who, what), dependent(d.AgainstClosing(who.Hand()), what))
}

// assessing refuses whoever looks after what was recorded of the convening, too.
func assessing(d commitment.Duties, who rule.Who) error {
	return rule.First(itself(who, "assess it"), dependent(d.AgainstAssessing(who.Hand()), "assess it"))
}

// itself: whoever judges does so for an organisation of their own.
func itself(who rule.Who, what string) error {
	switch {
	case who.For != "":
		return rule.Refuse(rule.ErrNotAllowed, "eyes.proxy", "Nobody can %s for another organisation. Nothing was recorded.", what)
	case who.Party == "" && !who.IsLocal():
		return rule.Refuse(rule.ErrNotAllowed, "eyes.no-organisation", "It is not recorded for which organisation you act, so you may not %s. Nothing was recorded.", what)
	}
	return nil
}

// dependent refuses where there is a reason why somebody is not independent.
func dependent(why, what string) error {
	said, known := parts[why]
	return rule.When(known, rule.Refuse(rule.ErrNotAllowed, "eyes."+why, "%s, so somebody %s has to %s. Nothing was recorded.", said[0], said[1], what))
}

// parts are the sentences for the parts that somebody had.
var parts = map[string][2]string{
	commitment.ByOwnWork:     {"Your organisation, or one that it belongs together with, answers for this commitment or answered for it", "of another one"},
	commitment.ByReport:      {"You or your organisation, or one that it belongs together with, reported on this commitment", "of another one"},
	commitment.ByAssessment:  {"You or your organisation, or one that it belongs together with, assessed this commitment", "of another one"},
	commitment.ByCoordinator: {"You recorded as coordinator what concerns a commitment of this meeting", "else"},
}

// unassessed refuses a word from whoever assessed: they cannot be on both sides.
func unassessed(d commitment.Duties, who rule.Who) error {
	return rule.When(d.AgainstReporting(who.Hand()) != "", rule.Refuse(rule.ErrNotAllowed, "progress.by-assessor",
		"You or your organisation, or one that it belongs together with, assessed this commitment and can no longer report on it. Nothing was recorded."))
}

// speaks refuses a report by somebody who has no say: the organisation that
// answers for a commitment reports on it, or has it entered for it; while nobody
// answers, anybody may. Who assessed does not report any more.
func speaks(s commitment.State, who rule.Who) error {
	if err := unassessed(s.Duties(), who); err != nil {
		return err
	}
	switch {
	case s.LeadParty == "", who.For == s.LeadParty, who.For == "" && who.Party == s.LeadParty:
		return nil
	case who.For == "" && who.Party == "" && who.IsLocal():
		return nil
	}
	return rule.Refuse(rule.ErrNotAllowed, "progress.not-yours", "Another organisation answers for this commitment: %s. Enter it for that one. Nothing was recorded.", s.LeadParty)
}

// reports: who assessed does not report.
func reports(who rule.Who) (commitment.Hand, rule.Separation) {
	return who.House(), func(d commitment.Duties) error { return unassessed(d, who) }
}

// answers: nor does an organisation answer for what it assessed.
func answers(party *string) (commitment.Hand, rule.Separation) {
	if party == nil {
		return commitment.Hand{}, nil
	}
	return commitment.Hand{Party: *party}, func(d commitment.Duties) error { return notAssessor(d, party) }
}

// takesAway: an administrator takes away what others brought only without a part in
// the commitment.
func takesAway(s commitment.State, who rule.Who, evidence *string) (commitment.Hand, rule.Separation) {
	if evidence == nil {
		return commitment.Hand{}, nil
	}
	brought := s.Document(*evidence)
	if brought == nil || shares(who, []*commitment.Hand{&brought.Brought}) {
		return commitment.Hand{}, nil
	}
	return who.House(), func(d commitment.Duties) error {
		return rule.When(secondEyes(d, who, "take it away") != nil, notYours())
	}
}
