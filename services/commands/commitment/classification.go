package commitment

import (
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/events/fold"
	"ahd.example/ahd/services/commands/rule"
)

// ClassifyCommitment asks to record under what a commitment is found: all of it.
type ClassifyCommitment struct {
	On
	Reason     *string  `json:"reason" is:"typed:reason" required:"true" placeholder:"TEXT" doc:"Why. It can be erased later; no names of victims."`
	Pillar     *string  `json:"pillar" is:"code" placeholder:"PILLAR" doc:"prevention, protection, prosecution or partnership."`
	SDGTargets []string `json:"sdg_targets" name:"sdg-targets" is:"code" placeholder:"CODE" doc:"Targets of the Sustainable Development Goals: 8.7,16.2."`
	Geography  []string `json:"geography" is:"code" placeholder:"CODE" doc:"Places: PK-PB,PK-PB/lahore."`
	Groups     []string `json:"groups" is:"code" placeholder:"CODE" doc:"Groups of people that it is about: children."`
}

func (c ClassifyCommitment) Decide(state fold.State, who rule.Who, _ time.Time) error {
	_, err := c.standing(state)
	pillars := []string{}
	if c.Pillar != nil {
		pillars = append(pillars, *c.Pillar)
	}
	return rule.First(err, inList("pillar", codes.Pillars, pillars), inList("sdg-targets", codes.SDGTargets, c.SDGTargets),
		inList("geography", codes.Places, c.Geography), inList("groups", codes.Groups, c.Groups),
		rule.Required("reason", c.Reason), rule.MayRecord(who, "classify commitments", rule.Keepers...))
}

// inList refuses a code that its list does not have.
func inList(field string, list *codes.List, values []string) error {
	for _, value := range values {
		if !list.Has(value) {
			return rule.Refuse(rule.ErrMalformed, field, "There is no such code for %s; `ahd list codes` has all. Nothing was recorded.", strings.ReplaceAll(field, "-", " "))
		}
	}
	return nil
}

func (c ClassifyCommitment) Say(refs rule.Refs) events.Payload {
	return events.CommitmentClassified{Pillar: c.Pillar, SDGTargets: rule.Tidy(c.SDGTargets), Geography: rule.Tidy(c.Geography), Groups: rule.Tidy(c.Groups), Reason: refs["reason"]}
}

// LinkExternal asks to record that others ask for the same.
type LinkExternal struct {
	On
	External events.External `json:"external"`
	Note     *string         `json:"note" is:"words"`
}

func (c LinkExternal) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := c.standing(state)
	return rule.First(err, external(c.External),
		rule.When(slices.Contains(s.Identified().Links, c.External.String()), rule.Refuse(rule.ErrRefused, "link.same", "%s is linked to that already. Nothing was recorded.", c.ID)),
		rule.MayRecord(who, "link commitments to what others ask for", rule.Keepers...))
}

func external(e events.External) error {
	return rule.First(inList("scheme", codes.Schemes, []string{e.Scheme}),
		rule.When(e.Year < 1990 || e.Year > 2100, rule.Refuse(rule.ErrMalformed, "year", "The year has four digits, such as 2023. Nothing was recorded.")),
		rule.When(e.Number == "" || len(e.Number) > 32 || strings.ContainsAny(e.Number, "/ \t\n"), rule.Refuse(rule.ErrMalformed, "number", "The number is as the other document has it, without spaces and “/”: 4, 122.15. Nothing was recorded.")))
}

func (c LinkExternal) Say(rule.Refs) events.Payload {
	return events.CommitmentLinked{External: c.External, Note: c.Note}
}

// UnlinkExternal asks to record that they do not.
type UnlinkExternal struct {
	On
	External events.External `json:"external"`
	Reason   *string         `json:"reason" is:"typed:reason"`
}

func (c UnlinkExternal) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := known(c.ID, state)
	return rule.First(err, rule.Required("reason", c.Reason),
		rule.When(!slices.Contains(s.Identified().Links, c.External.String()), rule.Refuse(rule.ErrUnknown, "link.unknown", "%s is not linked to that. Nothing was recorded.", c.ID)),
		rule.MayRecord(who, "unlink commitments", rule.Keepers...))
}

func (c UnlinkExternal) Say(refs rule.Refs) events.Payload {
	return events.CommitmentUnlinked{External: c.External, Reason: refs["reason"]}
}

// Outside is something outside that asks for the same, as it is typed.
type Outside struct {
	Scheme string `required:"true" placeholder:"SCHEME" doc:"tip (the yearly US report), nap (a national action plan) or upr (the Universal Periodic Review)."`
	Year   int    `required:"true" placeholder:"YEAR" doc:"Of which year."`
	Number string `required:"true" placeholder:"N" doc:"As the other document numbers it: 4, 122.15."`
}

func (o Outside) asks() events.External {
	return events.External{Scheme: o.Scheme, Year: o.Year, Number: o.Number}
}

// LinkTyped is that others ask for the same, as it is typed.
type LinkTyped struct {
	On
	Outside
	Note *string `is:"words" placeholder:"TEXT" doc:"What else there is to say."`
}

func (t LinkTyped) Fields() (any, error) { return LinkExternal{t.On, t.asks(), t.Note}, nil }

// UnlinkTyped is that others do not ask for it, as it is typed.
type UnlinkTyped struct {
	Reasoned
	Outside
}

func (t UnlinkTyped) Fields() (any, error) { return UnlinkExternal{t.On, t.asks(), t.Reason}, nil }
