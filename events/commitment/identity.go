package commitment

import (
	"fmt"
	"slices"

	"ahd.example/ahd/events"
)

// unworded ends the kinds of commitments of which only the existence is known.
const unworded = "-text-missing"

// identity: what else a commitment is, what it is filed under, who speaks for it.
func identity(s *State, e events.Event) bool {
	i := s.Identified()
	switch d := e.Data.(type) {
	case events.CommitmentMerged:
		i.Into, i.Was, s.Record = d.Into, s.Record, Merged
	case events.CommitmentUnmerged:
		i.Into, i.Was, s.Record = "", "", i.Was
	case events.CommitmentSplit:
		i.SplitInto, s.Record = d.Into, Superseded
	case events.CommitmentCorroborated:
		i.Told = with(i.Told, Passage(d.Quote))
	case events.CommitmentLinked:
		i.Links = with(i.Links, d.External.String())
	case events.CommitmentUnlinked:
		i.Links = slices.DeleteFunc(slices.Clone(i.Links), func(link string) bool { return link == d.External.String() })
	case events.CommitmentWorded:
		s.Unworded, s.Verifiable = false, d.Verifiable
		return true
	case events.ResponsibilityHandedOver:
		handOver(s, d.Party, &Persons{Main: or(d.Main, ""), Alternate: or(d.Alternate, ""), Validator: or(d.Validator, "")})
		return true
	case events.CommitmentClassified: // changes under what it is found, and no axis
		return true
	default:
		return false
	}
	s.Identity = &i
	return true
}

// Passage names where a quote stands: "<source>:<from>-<to>".
func Passage(q events.Quote) string { return fmt.Sprintf("%s:%d-%d", q.Source, q.Bytes[0], q.Bytes[1]) }
