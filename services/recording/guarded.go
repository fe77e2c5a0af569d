package recording

import (
	"slices"
	"strings"

	"ahd/services/guard"
)

// wording is implemented by commands with text that stays in the event and so can
// never be erased.
type wording interface{ Wording() []string }

func (c SetMilestone) Wording() []string    { return []string{c.Title} }
func (c ReviseMilestone) Wording() []string { return []string{c.Title} }
func (c SetIndicator) Wording() []string    { return []string{c.Indicator.Title, c.Indicator.Unit} }
func (c CorrectCommitment) Wording() []string {
	if c.Value == nil {
		return nil
	}
	return []string{*c.Value}
}

// dangers are what people read of what was found in their text.
var dangers = map[guard.Kind]string{
	guard.CNIC: "an identity card number", guard.Phone: "a phone number", guard.FIR: "the number of a police report (FIR)",
	guard.Address: "the address of a house or a shelter", guard.NameBesideAge: "a name beside an age",
	guard.Number13: "thirteen digits, as an identity card has", guard.Email: "an e-mail address", guard.Passport: "a passport number",
	guard.VictimName: "the name of a victim", guard.WomanName: "a woman's name (Mst., Bibi, Bano)",
	guard.Parentage: "whose child, husband or wife somebody is, or from where (d/o, s/o, w/o, r/o)",
	guard.Shelter:   "which shelter somebody is in, or where it is", guard.Accused: "an accusation of somebody who holds an office",
}

// harmless refuses what could lead to a person: identity card numbers always, the
// rest until whoever typed it says that it may stay.
func (r Request) harmless() error {
	var found []string
	for _, words := range r.said() {
		for _, danger := range guard.Look(words) {
			if danger.Kind.Refused() {
				return refuse(ErrRefused, "text."+danger.Kind.String(), "The text holds %s. It cannot be recorded; leave it out. Nothing was recorded.", dangers[danger.Kind])
			}
			if !slices.Contains(found, dangers[danger.Kind]) {
				found = append(found, dangers[danger.Kind])
			}
		}
	}
	if len(found) == 0 || r.Confirmed {
		return nil
	}
	return refuse(ErrRefused, "text.sensitive", "The text seems to hold %s, which could lead to a person who must not be found. Leave it out; or, if it is harmless, confirm that. Nothing was recorded.",
		strings.Join(found, " and "))
}

// said is everything that was typed.
func (r Request) said() (all []string) {
	for _, words := range typed(r.Command) {
		all = append(all, words)
	}
	slices.Sort(all) // whatever the order of the fields, the answer is the same
	if command, ok := r.Command.(wording); ok {
		all = append(all, command.Wording()...)
	}
	return all
}
