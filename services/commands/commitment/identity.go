package commitment

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// MergeCommitment asks to record that a commitment is the same as another.
type MergeCommitment struct {
	Reasoned
	Into string `json:"into" is:"commitment" required:"true" placeholder:"ID" doc:"The commitment that goes on for both."`
}

func (c MergeCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.decide(state, who, "merge commitments", func(s commitment.State) error {
		return rule.First(
			rule.When(c.Into == c.ID, rule.Refuse(rule.ErrRefused, "merge.itself", "%s cannot be merged into itself. Nothing was recorded.", c.ID)),
			rule.When(len(s.Children) > 0 || s.Parent != "", rule.Refuse(rule.ErrRefused, "merge.whole-or-part", "%s is kept in several places, or is one of them, so it stays as it is. Nothing was recorded.", c.ID)))
	})
}

func (c MergeCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentMerged{Into: c.Into, Reason: refs["reason"]}
}

// Consider refuses a commitment that no longer stands.
func (c MergeCommitment) Consider(named rule.Named) error {
	_, err := On{c.Into}.standing(named[rule.CommitmentStream(c.Into).Subject()])
	return err
}

// UnmergeCommitment asks to record that it is not the same.
type UnmergeCommitment struct{ Reasoned }

func (c UnmergeCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := known(c.ID, state)
	return rule.First(err, rule.Required("reason", c.Reason),
		rule.When(s.Record != commitment.Merged, rule.Refuse(rule.ErrRefused, "unmerge.not-merged", "%s was not merged. Nothing was recorded.", c.ID)),
		rule.MayRecord(who, "unmerge commitments", rule.Keepers...))
}

func (c UnmergeCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentUnmerged{Reason: refs["reason"]}
}

// SplitCommitment asks to record that a commitment is several.
type SplitCommitment struct {
	Reasoned
	Into []string `json:"into" is:"commitment" required:"true" placeholder:"ID" doc:"A commitment that takes its place; given twice or more. They are in the register already."`
}

func (c SplitCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	ids := slices.Compact(slices.Sorted(slices.Values(c.Into)))
	return c.decide(state, who, "split commitments", func(s commitment.State) error {
		return rule.First(
			rule.When(len(ids) < 2 || len(ids) != len(c.Into), rule.Refuse(rule.ErrMalformed, "into", "A commitment is split into two others or more, each named once. Nothing was recorded.")),
			rule.When(slices.Contains(ids, c.ID), rule.Refuse(rule.ErrRefused, "split.itself", "%s cannot take its own place. Nothing was recorded.", c.ID)),
			rule.When(len(s.Children) > 0 || s.Parent != "", rule.Refuse(rule.ErrRefused, "split.whole-or-part", "%s is kept in several places, or is one of them, so it stays as it is. Nothing was recorded.", c.ID)))
	})
}

func (c SplitCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentSplit{Into: c.Into, Reason: refs["reason"]}
}

// Consider refuses parts that no longer stand.
func (c SplitCommitment) Consider(named rule.Named) error {
	for _, id := range c.Into {
		if _, err := (On{id}).standing(named[rule.CommitmentStream(id).Subject()]); err != nil {
			return err
		}
	}
	return nil
}

// CorroborateCommitment asks to record another passage that says the same.
type CorroborateCommitment struct {
	On
	Quote events.Quote `json:"quote" names:"source=Source" kong:"-"`
}

func (c CorroborateCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.standing(state)
	return rule.First(err,
		rule.When(slices.Contains(s.Identified().Told, commitment.Passage(c.Quote)), rule.Refuse(rule.ErrRefused, "corroborate.same", "That passage is recorded of %s already. Nothing was recorded.", c.ID)),
		rule.MayRecord(who, "record where else a commitment stands", rule.Keepers...))
}

func (c CorroborateCommitment) Say(rule.Refs) events.Payload {
	return events.CommitmentCorroborated{Quote: c.Quote}
}

// WordCommitment asks to record that the wording of a commitment became known.
type WordCommitment struct {
	On
	Worded events.CommitmentWorded `json:"worded" names:"source=Quote.Source"`
}

func (c WordCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.standing(state)
	return rule.First(err, rule.OneOf("kind", c.Worded.Kind, commitment.WordedKinds()),
		rule.When(!s.Unworded, rule.Refuse(rule.ErrRefused, "word.worded", "The wording of %s is known. If it was noted wrongly, correct it. Nothing was recorded.", c.ID)),
		rule.MayRecord(who, "record the wording of a commitment", rule.Keepers...))
}

func (c WordCommitment) Say(rule.Refs) events.Payload { return c.Worded }

// CorroborateTyped is another passage, as it is typed.
type CorroborateTyped struct {
	On
	rule.Quoted
}

func (t CorroborateTyped) Fields() (any, error) {
	quote, err := t.Asked()
	return CorroborateCommitment{t.On, quote}, err
}

// WordTyped is a wording that became known, as it is typed.
type WordTyped struct {
	On
	rule.Quoted
	Kind       string  `required:"true" placeholder:"KIND" doc:"What it turned out to be: declaration, recommendation, call, pledge, objective, activity or collective-statement."`
	Address    *string `is:"words" placeholder:"TEXT" doc:"Where it stands in its text: clause-2."`
	Verifiable string  `default:"true" enum:"true,false" placeholder:"true|false" doc:"Whether a stranger could settle it; true if left out."`
}

func (t WordTyped) Fields() (any, error) {
	quote, err := t.Asked()
	return WordCommitment{t.On, events.CommitmentWorded{Kind: t.Kind, Address: t.Address, Quote: quote, Verifiable: t.Verifiable == "true"}}, err
}
