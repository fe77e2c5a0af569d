package recording

import (
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
)

// Named holds the states of the streams that a command refers to, by subject, as
// the book has them.
type Named map[string]fold.State

// Considering is implemented by commands for which it is not enough that what they
// name exists. As everything that other streams say, it is asked best effort.
type Considering interface {
	Consider(named Named) error
}

// JoinConvening asks to record that a convening is one with another.
type JoinConvening struct {
	Meeting
	Into    string
	Grounds string
}

func (c JoinConvening) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, "join meetings", func(convening.State) error {
		return first(when(c.Into == c.Convening, refuse(ErrRefused, "join.itself", "%s is one with itself anyhow. Nothing was recorded.", c.Convening)),
			when(strings.TrimSpace(c.Grounds) == "", refuse(ErrRefused, "join.without-reason", "Say why the two are one: the reason is missing. Nothing was recorded.")))
	})
}

func (c JoinConvening) Say(Refs) events.Payload {
	return events.ConveningJoined{Into: c.Into, Grounds: c.Grounds}
}

func (c JoinConvening) Refers() []events.Stream { return []events.Stream{conveningStream(c.Into)} }

// Consider refuses a convening that is itself one with another.
func (c JoinConvening) Consider(named Named) error {
	_, err := Meeting{c.Into}.standing(named[conveningStream(c.Into).Subject()])
	return err
}

// PartConvening asks to record that a source tells of another convening than the one
// under which it is counted.
type PartConvening struct {
	Meeting
	From    string
	Source  string
	Items   []string
	Kind    string // where the convening is new; "conference" usually
	Name    *string
	Grounds string
}

func (c PartConvening) Decide(state fold.State, who Who, _ time.Time) error {
	s := convening.State{}
	if state.Convening != nil {
		s = *state.Convening
	}
	return first(why(c.Grounds), validID("convening", c.Convening),
		when(c.From == c.Convening, refuse(ErrRefused, "part.itself", "%s cannot be parted from itself. Nothing was recorded.", c.Convening)),
		when(s.Registered() && s.Into == "", refuse(ErrRefused, "part.taken", "%s is a meeting of its own already. Nothing was recorded.", c.Convening)),
		when(s.Into != "" && s.Into != c.From, refuse(ErrRefused, "part.elsewhere", "%s is one with %s, not with %s. Nothing was recorded.", c.Convening, s.Into, c.From)),
		when(!s.Registered() && c.Kind == "", refuse(ErrMalformed, "kind.missing", "Say what kind of meeting the new one is: conference, dialogue, … Nothing was recorded.")),
		mayRecord(who, "part meetings", keepers...))
}

func (c PartConvening) Say(Refs) events.Payload {
	return events.ConveningParted{From: c.From, Source: c.Source, Items: tidy(c.Items), Kind: c.Kind, Name: c.Name, Grounds: c.Grounds}
}

func (c PartConvening) Refers() []events.Stream {
	streams := []events.Stream{conveningStream(c.From), {Kind: "source", ID: c.Source}}
	for _, item := range c.Items {
		streams = append(streams, commitmentStream(item))
	}
	return streams
}

// Consider refuses to part from a convening that is itself one with another.
func (c PartConvening) Consider(named Named) error {
	_, err := Meeting{c.From}.standing(named[conveningStream(c.From).Subject()])
	return err
}

// telling refuses a source that does not tell of the meeting, or alone does.
func (c PartConvening) telling(sources []string) error {
	return first(
		when(!slices.Contains(sources, c.Source), refuse(ErrRefused, "part.foreign-source", "%s does not stand on %s. Nothing was recorded.", c.From, c.Source)),
		when(len(sources) == 1, refuse(ErrRefused, "part.only-source", "%s stands on that source alone; there is nothing to part. Nothing was recorded.", c.From)))
}

// FollowUp asks to record that a convening follows up an earlier one.
type FollowUp struct {
	Meeting
	Earlier string
	Note    *string
}

func (c FollowUp) Decide(state fold.State, who Who, _ time.Time) error {
	return c.keeps(state, who, "record what a meeting follows up", func(s convening.State) error {
		return first(when(c.Earlier == c.Convening, refuse(ErrRefused, "follow-up.itself", "%s cannot follow up itself. Nothing was recorded.", c.Convening)),
			when(slices.Contains(s.Earlier, c.Earlier), refuse(ErrRefused, "follow-up.same", "That is recorded of %s already. Nothing was recorded.", c.Convening)))
	})
}

func (c FollowUp) Say(Refs) events.Payload {
	return events.ConveningFollowedUp{Earlier: c.Earlier, Note: c.Note}
}

func (c FollowUp) Refers() []events.Stream { return []events.Stream{conveningStream(c.Earlier)} }

// Consider refuses a circle of two.
func (c FollowUp) Consider(named Named) error {
	earlier := named[conveningStream(c.Earlier).Subject()].Convening
	return when(earlier != nil && slices.Contains(earlier.Earlier, c.Convening), refuse(ErrRefused, "follow-up.circle", "%s follows up %s already, so it cannot be the earlier one. Nothing was recorded.", c.Earlier, c.Convening))
}
