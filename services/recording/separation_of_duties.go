package recording

import (
	"context"
	"errors"

	"ahd/events/commitment"
)

// Duties say who had which part in a commitment, as far as other streams tell.
type Duties interface {
	// Of adds to the duties of a commitment's own stream those of whatever it was
	// before, and what ties somebody to those who acted.
	Of(ctx context.Context, item string, own commitment.Duties, who commitment.Hand) (commitment.Duties, error)
}

// separating is implemented by commands that not everybody may give, whatever their
// role, because of what they did before.
type separating interface {
	// separate names whose ties are asked about, and the rule.
	separate(s commitment.State, who Who) (commitment.Hand, separation)
}

// separation is a rule that looks at who had which part.
type separation func(commitment.Duties) error

// separated asks the four-eyes rules once more, with what other streams say: what else
// the commitment was, and which organisations belong together. As everything that other
// streams say, it is asked best effort.
func (r *Recorder) separated(ctx context.Context, request Request, row Row) error {
	command, ok := request.Command.(separating)
	if !ok || row.State.Commitment == nil {
		return nil
	}
	s := *row.State.Commitment
	who, rule := command.separate(s, request.Who)
	if rule == nil {
		return nil
	}
	duties, err := r.Duties.Of(ctx, request.Command.Stream().ID, s.Duties(), who)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).because(err)
	}
	return rule(duties)
}

func (c AssessCommitment) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return who.hand(), func(d commitment.Duties) error { return assessing(d, who) }
}

func (c CloseCommitment) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return who.house(), func(d commitment.Duties) error { return secondEyes(d, who, "close it") }
}

func (c ReopenCommitment) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return who.house(), func(d commitment.Duties) error { return independent(d, who, "reopen it") }
}

func (c HideDispute) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return who.house(), func(d commitment.Duties) error { return independent(d, who, "hide a dispute about it") }
}

func (c ReportProgress) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return reports(who)
}
func (c RetractProgress) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return reports(who)
}
func (c ConfirmReport) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return reports(who)
}
func (c ContestReport) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return reports(who)
}
func (c MeetMilestone) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return reports(who)
}
func (c TakeMeasurement) separate(_ commitment.State, who Who) (commitment.Hand, separation) {
	return reports(who)
}

// reports: who assessed does not report.
func reports(who Who) (commitment.Hand, separation) {
	return who.house(), func(d commitment.Duties) error { return unassessed(d, who) }
}

func (c AssignCommitment) separate(commitment.State, Who) (commitment.Hand, separation) {
	return answers(&c.Party)
}

func (c OperationaliseCommitment) separate(commitment.State, Who) (commitment.Hand, separation) {
	return answers(c.Party)
}

func (c HandOver) separate(commitment.State, Who) (commitment.Hand, separation) {
	return answers(&c.Party)
}

// answers: nor does an organisation answer for what it assessed.
func answers(party *string) (commitment.Hand, separation) {
	if party == nil {
		return commitment.Hand{}, nil
	}
	return commitment.Hand{Party: *party}, func(d commitment.Duties) error { return notAssessor(d, party) }
}

func (c RetractEvidence) separate(s commitment.State, who Who) (commitment.Hand, separation) {
	return takesAway(s, who, &c.Evidence)
}

func (d Documented) separate(s commitment.State, who Who) (commitment.Hand, separation) {
	return takesAway(s, who, d.Supersedes)
}

// takesAway: an administrator takes away what others brought only without a part in
// the commitment.
func takesAway(s commitment.State, who Who, evidence *string) (commitment.Hand, separation) {
	if evidence == nil {
		return commitment.Hand{}, nil
	}
	brought := s.Document(*evidence)
	if brought == nil || shares(who, []*commitment.Hand{&brought.Brought}) {
		return commitment.Hand{}, nil
	}
	return who.house(), func(d commitment.Duties) error {
		return when(secondEyes(d, who, "take it away") != nil, notYours())
	}
}
