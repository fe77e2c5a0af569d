// Package convening answers: may this be recorded of a conference or meeting?
package convening

import (
	"slices"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/convening"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// Meeting is the convening that a command is about.
type Meeting struct {
	Convening string `json:"convening" is:"self" required:"true" placeholder:"ID" doc:"The conference or meeting."`
}

// Stream is that of the convening.
func (m Meeting) Stream() events.Stream { return rule.ConveningStream(m.Convening) }

// standing returns the state of a convening that is not one with another.
func (m Meeting) standing(state fold.State) (convening.State, error) {
	if state.Convening == nil || !state.Convening.Registered() {
		return convening.State{}, rule.Refuse(rule.ErrUnknown, "convening.unknown", "There is no meeting %s. Nothing was recorded.", m.Convening)
	}
	s := *state.Convening
	return s, rule.When(s.Into != "", rule.Refuse(rule.ErrRefused, "convening.joined", "%s is one with %s; name that one. Nothing was recorded.", m.Convening, s.Into))
}

// keeps is what most commands about a convening ask: that it stands on its own, and
// a keeper of the register.
func (m Meeting) keeps(state fold.State, who rule.Who, what string, checks ...func(convening.State) error) error {
	s, err := m.standing(state)
	if err != nil {
		return err
	}
	for _, check := range checks {
		if err := check(s); err != nil {
			return err
		}
	}
	return rule.MayRecord(who, what, rule.Keepers...)
}

// RegisterConvening asks to record a conference or meeting.
type RegisterConvening struct {
	ID        string                     `json:"id" is:"self"`
	Convening events.ConveningRegistered `json:"convening" names:"source=Sources party=Organisers party=Partners"`
}

func (c RegisterConvening) Stream() events.Stream { return rule.ConveningStream(c.ID) }

func (c RegisterConvening) Decide(state fold.State, who rule.Who, _ time.Time) error {
	if state.Convening != nil {
		return rule.Refuse(rule.ErrRefused, "convening.registered-already", "The meeting %s is in the register already. Nothing was recorded.", c.ID)
	}
	return rule.First(rule.Stated("kind", c.Convening.Kind), rule.Date("date", c.Convening.Date.EDTF), rule.MayRecord(who, "register meetings", "coordinator", "administrator"))
}

func (c RegisterConvening) Say(rule.Refs) events.Payload { return c.Convening }

// onConvening refuses what belongs to a convening that nobody registered or that is
// one with another, and what the convening has already.
func onConvening(meeting string, state fold.State, taken func(convening.State) []string, id string) error {
	s, err := Meeting{meeting}.standing(state)
	return rule.First(err, rule.ValidID("id", id), rule.When(slices.Contains(taken(s), id),
		rule.Refuse(rule.ErrRefused, "convening.has-already", "The meeting %s has %s already. Nothing was recorded.", meeting, id)))
}

// ConveningTyped is a conference or meeting as it is typed.
type ConveningTyped struct {
	ID         string   `name:"id" required:"true" placeholder:"ID" doc:"An id for it, such as dialogue-lahore-2026."`
	Kind       string   `is:"words" required:"true" placeholder:"KIND" doc:"conference, dialogue, commemoration, … in your own classification."`
	Called     *string  `is:"words" placeholder:"TEXT" doc:"What it is called."`
	Place      *string  `is:"words" placeholder:"TEXT" doc:"Where it was, as stated: Islamabad."`
	Theme      *string  `is:"words" placeholder:"TEXT" doc:"Its theme."`
	KindStated *string  `is:"words" placeholder:"TEXT" doc:"What the source calls it: national dialogue."`
	Date       *string  `placeholder:"DATE" doc:"When it was: 2026-11-22, 2026-11, 2023-02-27/2023-02-28, XXXX-07-30."`
	Stated     *string  `is:"words" placeholder:"TEXT" doc:"The date in the words of the source."`
	Source     []string `is:"source" placeholder:"ID" doc:"A source that tells of it; may be given again."`
	Organiser  []string `is:"party" placeholder:"ID" doc:"An organisation that held it; may be given again."`
	Partner    []string `is:"party" placeholder:"ID" doc:"An organisation that helped; may be given again."`
}

func (t ConveningTyped) Fields() (any, error) {
	basis := "not stated"
	if t.Date != nil || t.Stated != nil {
		basis = "entered by hand"
		if len(t.Source) > 0 {
			basis = "source"
		}
	}
	return RegisterConvening{t.ID, events.ConveningRegistered{
		Kind: t.Kind, KindStated: t.KindStated, Name: t.Called, Place: t.Place, Theme: t.Theme,
		Date:    events.StatedDate{Basis: basis, EDTF: t.Date, Stated: t.Stated},
		Sources: t.Source, Organisers: t.Organiser, Partners: t.Partner,
	}}, nil
}
