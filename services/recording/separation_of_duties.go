package recording

import (
	"context"
	"errors"

	"ahd/events/commitment"
	"ahd/services/commands/rule"
)

// Duties say who had which part in a commitment, as far as other streams tell.
type Duties interface {
	// Of adds to the duties of a commitment's own stream those of whatever it was
	// before, and what ties somebody to those who acted.
	Of(ctx context.Context, item string, own commitment.Duties, who commitment.Hand) (commitment.Duties, error)
}

// separated asks the four-eyes rules once more, with what other streams say: what else
// the commitment was, and which organisations belong together. As everything that other
// streams say, it is asked best effort.
func (r *Recorder) separated(ctx context.Context, request Request, row Row) error {
	command, ok := request.Command.(rule.Separating)
	if !ok || row.State.Commitment == nil {
		return nil
	}
	s := *row.State.Commitment
	who, independence := command.Separate(s, request.Who)
	if independence == nil {
		return nil
	}
	duties, err := r.Duties.Of(ctx, request.Command.Stream().ID, s.Duties(), who)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).Because(err)
	}
	return independence(duties)
}

func (c AssessCommitment) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return who.Hand(), func(d commitment.Duties) error { return assessing(d, who) }
}

func (c CloseCommitment) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return who.House(), func(d commitment.Duties) error { return secondEyes(d, who, "close it") }
}

func (c ReopenCommitment) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return who.House(), func(d commitment.Duties) error { return independent(d, who, "reopen it") }
}

func (c HideDispute) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return who.House(), func(d commitment.Duties) error { return independent(d, who, "hide a dispute about it") }
}

func (c ReportProgress) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

func (c RetractProgress) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

func (c ConfirmReport) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

func (c ContestReport) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

func (c MeetMilestone) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

func (c TakeMeasurement) Separate(_ commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return reports(who)
}

// reports: who assessed does not report.
func reports(who rule.Who) (commitment.Hand, rule.Separation) {
	return who.House(), func(d commitment.Duties) error { return unassessed(d, who) }
}

func (c AssignCommitment) Separate(commitment.State, rule.Who) (commitment.Hand, rule.Separation) {
	return answers(&c.Party)
}

func (c OperationaliseCommitment) Separate(commitment.State, rule.Who) (commitment.Hand, rule.Separation) {
	return answers(c.Party)
}

func (c HandOver) Separate(commitment.State, rule.Who) (commitment.Hand, rule.Separation) {
	return answers(&c.Party)
}

// answers: nor does an organisation answer for what it assessed.
func answers(party *string) (commitment.Hand, rule.Separation) {
	if party == nil {
		return commitment.Hand{}, nil
	}
	return commitment.Hand{Party: *party}, func(d commitment.Duties) error { return notAssessor(d, party) }
}

func (c RetractEvidence) Separate(s commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return takesAway(s, who, &c.Evidence)
}

func (d Documented) Separate(s commitment.State, who rule.Who) (commitment.Hand, rule.Separation) {
	return takesAway(s, who, d.Supersedes)
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
