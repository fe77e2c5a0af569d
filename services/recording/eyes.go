package recording

import (
	"slices"

	"ahd/events/commitment"
)

// The four-eyes rules. They look at the person and at the organisation, over
// everything that ever happened to the commitment, and are asked when the event
// is appended: a stale answer loses against the log.

// shares reports whether somebody is, or acts or speaks for an organisation of, one
// of those who acted before. Who is withheld is nobody's equal.
func shares(who Who, before []*commitment.Hand) bool {
	return slices.ContainsFunc(before, func(h *commitment.Hand) bool {
		return h.Person == who.Actor && h.Person != Withheld || of(h, who.Party) || of(h, who.For)
	})
}

// of reports whether somebody acted or spoke for an organisation.
func of(h *commitment.Hand, party string) bool {
	return party != "" && (h.Party == party || h.For == party)
}

// notAssessor refuses to let an organisation answer for what it assessed.
func notAssessor(s commitment.State, party *string) error {
	assessed := party != nil && slices.ContainsFunc(s.Assessors, func(h *commitment.Hand) bool { return of(h, *party) })
	return when(assessed, refuse(ErrRefused, "assign.assessor",
		"That organisation assessed this commitment, so it cannot answer for it. Nothing was recorded."))
}

// owns refuses whoever did not bring a document, nor is of the organisation that
// did: nobody takes away what others showed. An administrator without a part in the
// commitment may.
func owns(s commitment.State, who Who, brought commitment.Hand) error {
	if shares(who, []*commitment.Hand{&brought}) || who.Role == "administrator" && secondEyes(s, who, "take it away") == nil {
		return nil
	}
	return refuse(ErrNotAllowed, "evidence.not-yours", "Somebody else brought that document; only they, or their organisation, can take it back or replace it. Nothing was recorded.")
}

// independent refuses whoever has a part in a commitment: it is theirs, or their
// organisation's, or they reported on it. what completes "You may not …".
func independent(s commitment.State, who Who, what string) error {
	switch {
	case who.For != "":
		return refuse(ErrNotAllowed, "eyes.proxy", "Nobody can %s for another organisation. Nothing was recorded.", what)
	case who.Party == "" && who.Actor != Local:
		return refuse(ErrNotAllowed, "eyes.no-organisation", "It is not recorded for which organisation you act, so you may not %s. Nothing was recorded.", what)
	case who.Party != "" && who.Party == s.LeadParty:
		return refuse(ErrNotAllowed, "eyes.own-work", "Your organisation answers for this commitment, so somebody of another one has to %s. Nothing was recorded.", what)
	case shares(who, s.Reporters):
		return refuse(ErrNotAllowed, "eyes.reporter", "You or your organisation reported on this commitment, so somebody of another one has to %s. Nothing was recorded.", what)
	}
	return nil
}

// secondEyes refuses whoever assessed, too.
func secondEyes(s commitment.State, who Who, what string) error {
	return first(independent(s, who, what), when(shares(who, s.Assessors), refuse(ErrNotAllowed, "eyes.assessor",
		"You or your organisation assessed this commitment, so somebody of another one has to %s. Nothing was recorded.", what)))
}

// unassessed refuses a word from whoever assessed: they cannot be on both sides.
func unassessed(s commitment.State, who Who) error {
	return when(shares(who, s.Assessors), refuse(ErrNotAllowed, "progress.by-assessor",
		"You or your organisation assessed this commitment and can no longer report on it. Nothing was recorded."))
}

// speaks refuses a report by somebody who has no say: the organisation that
// answers for a commitment reports on it, or has it entered for it; while nobody
// answers, anybody may. Who assessed does not report any more.
func speaks(s commitment.State, who Who) error {
	if err := unassessed(s, who); err != nil {
		return err
	}
	switch {
	case s.LeadParty == "", who.For == s.LeadParty, who.For == "" && who.Party == s.LeadParty:
		return nil
	case who.For == "" && who.Party == "" && who.Actor == Local:
		return nil
	}
	return refuse(ErrNotAllowed, "progress.not-yours", "Another organisation answers for this commitment: %s. Enter it for that one. Nothing was recorded.", s.LeadParty)
}
