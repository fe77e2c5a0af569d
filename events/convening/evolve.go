package convening

import (
	"fmt"
	"slices"

	"ahd.example/ahd/events"
)

// Evolve adds one event. It panics on a type it has no rule for.
func Evolve(s State, e events.Event) State {
	if s.identity(e) || s.told(e) {
		return s
	}
	panic(fmt.Sprintf("convening: no rule for %T", e.Data))
}

// The rules change s, which is a copy of Evolve's own, and replace its lists. They
// report whether they knew the event.

// identity: what it is, when it was, and with what it is one.
func (s *State) identity(e events.Event) bool {
	switch d := e.Data.(type) {
	case events.ConveningRegistered:
		s.Kind = d.Kind
		if d.Date.EDTF != nil {
			s.Date = *d.Date.EDTF
			s.Dates = with(s.Dates, s.Date)
		}
	case events.ConveningDateAsserted:
		s.Dates = with(s.Dates, d.EDTF)
		if s.Date == "" && !s.Corrected {
			s.Date = d.EDTF
		}
	case events.ConveningDateCorrected:
		s.Date, s.Corrected = "", true
		if d.EDTF != nil {
			s.Date = *d.EDTF
		}
	case events.ConflictRecorded:
		s.Conflicts = with(s.Conflicts, Conflict{ID: d.Conflict})
	case events.ConflictResolved:
		s.Conflicts = slices.Clone(s.Conflicts)
		for i := range s.Conflicts {
			if s.Conflicts[i].ID == d.Conflict {
				s.Conflicts[i].Resolution = d.Resolution
			}
		}
	case events.ConveningJoined:
		s.Into = d.Into
	case events.ConveningParted:
		s.Into = ""
		if !s.Registered() {
			s.Kind = d.Kind
		}
	case events.ConveningFollowedUp:
		s.Earlier = with(s.Earlier, d.Earlier)
	default:
		return false
	}
	return true
}

// told: who and what was there.
func (s *State) told(e events.Event) bool {
	switch d := e.Data.(type) {
	case events.SessionRecorded:
		s.Sessions = with(s.Sessions, d.Session)
	case events.ParticipationRecorded:
		s.Participations = with(s.Participations, d.Participation)
	case events.ParticipantsIdentified:
		s.Identified = with(s.Identified, d.Participation+"="+d.SameAs)
	case events.WorkingGroupFormed:
		s.WorkingGroups = with(s.WorkingGroups, d.WorkingGroup)
	case events.MemberRecorded:
		s.Members = with(s.Members, d.WorkingGroup+"/"+d.Party)
	case events.FigureAsserted:
		s.Figures = with(s.Figures, d.Figure)
	default:
		return false
	}
	return true
}

func with[T any](list []T, last T) []T { return append(slices.Clip(list), last) }
