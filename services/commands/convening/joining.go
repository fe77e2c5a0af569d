package convening

import (
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// JoinConvening asks to record that a convening is one with another.
type JoinConvening struct {
	Meeting
	Into string `json:"into" is:"convening" required:"true" placeholder:"ID" doc:"The meeting that goes on for both."`

	// Grounds may be left out, so that the refusal can say what there is to be explained.
	Grounds string `json:"grounds" name:"reason" is:"words" placeholder:"TEXT" doc:"Why they are one. Left out: what differs between them is listed, and nothing is recorded. It stays in the record for good."`
}

func (c JoinConvening) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "join meetings", func(convening.State) error {
		return rule.First(rule.When(c.Into == c.Convening, rule.Refuse(rule.ErrRefused, "join.itself", "%s is one with itself anyhow. Nothing was recorded.", c.Convening)),
			rule.When(strings.TrimSpace(c.Grounds) == "", rule.Refuse(rule.ErrRefused, "join.without-reason", "Say why the two are one: the reason is missing. Nothing was recorded.")))
	})
}

func (c JoinConvening) Say(rule.Refs) events.Payload {
	return events.ConveningJoined{Into: c.Into, Grounds: c.Grounds}
}

// Consider refuses a convening that is itself one with another.
func (c JoinConvening) Consider(named rule.Named) error {
	_, err := Meeting{c.Into}.standing(named[rule.ConveningStream(c.Into).Subject()])
	return err
}

// PartConvening asks to record that a source tells of another convening than the one
// under which it is counted.
type PartConvening struct {
	Meeting
	Grounds string   `json:"grounds" name:"reason" is:"words" required:"true" placeholder:"TEXT" doc:"Why. It stays in the record for good: no names of victims."`
	From    string   `json:"from" is:"convening" required:"true" placeholder:"ID" doc:"The meeting under which the source is counted now."`
	Source  string   `json:"source" is:"source" required:"true" placeholder:"ID" doc:"The source that tells of the other meeting. What stands on it alone goes with it."`
	Items   []string `json:"items" name:"item" is:"commitment" placeholder:"ID" doc:"A commitment that goes too, although another source has it as well; may be given again."`
	Kind    string   `json:"kind" is:"words" placeholder:"KIND" doc:"What kind of meeting the new one is. Left out: what it was before, or a conference."`
	Name    *string  `json:"name" name:"called" is:"words" placeholder:"TEXT" doc:"What the new one is called."`
}

func (c PartConvening) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s := convening.State{}
	if state.Convening != nil {
		s = *state.Convening
	}
	return rule.First(rule.Why(c.Grounds), rule.ValidID("convening", c.Convening),
		rule.When(c.From == c.Convening, rule.Refuse(rule.ErrRefused, "part.itself", "%s cannot be parted from itself. Nothing was recorded.", c.Convening)),
		rule.When(s.Registered() && s.Into == "", rule.Refuse(rule.ErrRefused, "part.taken", "%s is a meeting of its own already. Nothing was recorded.", c.Convening)),
		rule.When(s.Into != "" && s.Into != c.From, rule.Refuse(rule.ErrRefused, "part.elsewhere", "%s is one with %s, not with %s. Nothing was recorded.", c.Convening, s.Into, c.From)),
		rule.When(!s.Registered() && c.Kind == "", rule.Refuse(rule.ErrMalformed, "kind.missing", "Say what kind of meeting the new one is: conference, dialogue, … Nothing was recorded.")),
		rule.MayRecord(who, "part meetings", rule.Keepers...))
}

func (c PartConvening) Say(rule.Refs) events.Payload {
	return events.ConveningParted{From: c.From, Source: c.Source, Items: rule.Tidy(c.Items), Kind: c.Kind, Name: c.Name, Grounds: c.Grounds}
}

// Consider refuses to part from a convening that is itself one with another.
func (c PartConvening) Consider(named rule.Named) error {
	_, err := Meeting{c.From}.standing(named[rule.ConveningStream(c.From).Subject()])
	return err
}

// FollowUp asks to record that a convening follows up an earlier one.
type FollowUp struct {
	Meeting
	Earlier string  `json:"earlier" is:"convening" required:"true" placeholder:"ID" doc:"The earlier meeting, of which this one takes up what is open."`
	Note    *string `json:"note" is:"words" placeholder:"TEXT" doc:"What else there is to say."`
}

func (c FollowUp) Decide(state fold.State, who rule.Who, _ time.Time) error {
	return c.keeps(state, who, "record what a meeting follows up", func(s convening.State) error {
		return rule.First(rule.When(c.Earlier == c.Convening, rule.Refuse(rule.ErrRefused, "follow-up.itself", "%s cannot follow up itself. Nothing was recorded.", c.Convening)),
			rule.When(slices.Contains(s.Earlier, c.Earlier), rule.Refuse(rule.ErrRefused, "follow-up.same", "That is recorded of %s already. Nothing was recorded.", c.Convening)))
	})
}

func (c FollowUp) Say(rule.Refs) events.Payload {
	return events.ConveningFollowedUp{Earlier: c.Earlier, Note: c.Note}
}

// Consider refuses a circle of two.
func (c FollowUp) Consider(named rule.Named) error {
	earlier := named[rule.ConveningStream(c.Earlier).Subject()].Convening
	return rule.When(earlier != nil && slices.Contains(earlier.Earlier, c.Convening), rule.Refuse(rule.ErrRefused, "follow-up.circle", "%s follows up %s already, so it cannot be the earlier one. Nothing was recorded.", c.Earlier, c.Convening))
}
