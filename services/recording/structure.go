package recording

import (
	"slices"
	"time"

	"ahd/events"
	"ahd/events/convening"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// RegisterConvening asks to record a conference or meeting.
type RegisterConvening struct {
	ID        string
	Convening events.ConveningRegistered
}

func (c RegisterConvening) Stream() events.Stream { return rule.ConveningStream(c.ID) }

func (c RegisterConvening) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Convening != nil {
		return rule.Refuse(rule.ErrRefused, "convening.registered-already", "The meeting %s is in the register already. Nothing was recorded.", c.ID)
	}
	return rule.First(rule.Stated("kind", c.Convening.Kind), rule.Date("date", c.Convening.Date.EDTF), rule.MayRecord(who, "register meetings", "coordinator", "administrator"))
}

func (c RegisterConvening) Say(rule.Refs) events.Payload { return c.Convening }

func (c RegisterConvening) Refers() []events.Stream {
	var streams []events.Stream
	for _, id := range c.Convening.Sources {
		streams = append(streams, events.Stream{Kind: "source", ID: id})
	}
	for _, id := range slices.Concat(c.Convening.Organisers, c.Convening.Partners) {
		streams = append(streams, events.Stream{Kind: "party", ID: id})
	}
	return streams
}

// onConvening refuses what belongs to a convening that nobody registered or that is
// one with another, and what the convening has already.
func onConvening(meeting string, state fold.State, taken func(convening.State) []string, id string) error {
	s, err := Meeting{meeting}.standing(state)
	return rule.First(err, rule.ValidID("id", id), rule.When(slices.Contains(taken(s), id),
		rule.Refuse(rule.ErrRefused, "convening.has-already", "The meeting %s has %s already. Nothing was recorded.", meeting, id)))
}

// RecordParticipation asks to record who took part in a convening.
type RecordParticipation struct {
	Convening     string
	Participation events.ParticipationRecorded
}

func (c RecordParticipation) Stream() events.Stream { return rule.ConveningStream(c.Convening) }

func (c RecordParticipation) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if err := onConvening(c.Convening, state, func(s convening.State) []string { return s.Participations }, c.Participation.Participation); err != nil {
		return err
	}
	return rule.MayRecord(who, "record participants", "coordinator", "administrator")
}

func (c RecordParticipation) Say(rule.Refs) events.Payload { return c.Participation }

// FormWorkingGroup asks to record a body of a convening.
type FormWorkingGroup struct {
	Convening string
	Group     events.WorkingGroupFormed
}

func (c FormWorkingGroup) Stream() events.Stream { return rule.ConveningStream(c.Convening) }

func (c FormWorkingGroup) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if err := onConvening(c.Convening, state, func(s convening.State) []string { return s.WorkingGroups }, c.Group.WorkingGroup); err != nil {
		return err
	}
	return rule.First(rule.Stated("name", c.Group.Name), rule.MayRecord(who, "record working groups", "coordinator", "administrator"))
}

func (c FormWorkingGroup) Say(rule.Refs) events.Payload { return c.Group }

// AssertFigure asks to record a number that somebody stated.
type AssertFigure struct {
	Convening string
	Figure    events.FigureAsserted
}

func (c AssertFigure) Stream() events.Stream { return rule.ConveningStream(c.Convening) }

func (c AssertFigure) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if err := onConvening(c.Convening, state, func(s convening.State) []string { return s.Figures }, c.Figure.Figure); err != nil {
		return err
	}
	return rule.First(rule.Stated("claim", c.Figure.Claim), rule.MayRecord(who, "record figures", "coordinator", "administrator"))
}

func (c AssertFigure) Say(rule.Refs) events.Payload { return c.Figure }
