package importing

import (
	"context"
	"slices"

	"ahd/events"
	"ahd/services/recording"
)

// weighed is what a command of a file is to the register.
type weighed struct {
	known   bool            // recorded already, or to be left alone
	kept    []Difference    // what the register keeps, whatever the file says
	against []contradiction // what the file says otherwise than before; the whole is refused
}

// weigh says what a command of a file is to the register.
func (m *meanwhile) weigh(ctx context.Context, s step) (weighed, error) {
	holding, err := m.recorder.Holds(ctx, s.Request)
	if err != nil {
		return weighed{}, err
	}
	stream := s.Command.Stream()
	now, err := m.of(ctx, stream)
	if err != nil {
		return weighed{}, err
	}
	parent, err := m.parent(ctx, s)
	if err != nil {
		return weighed{}, err
	}
	if m.left[stream.Subject()] = m.left[stream.Subject()] || parent.hasNot(stream.ID); m.left[stream.Subject()] {
		return weighed{known: true}, nil
	}
	w := now.weighing(s, holding, parent)
	if addsOnly(s.Command.Say(nil)) && !now.ids[s.ID] {
		w = now.adding(s, holding)
	}
	if holding == recording.HoldsOther && !m.editions {
		return weighed{against: []contradiction{{}}}, nil // who types it can take another id
	}
	return w, nil
}

// weighing is of a command by which a thing, or what is part of one, becomes known.
func (now standing) weighing(s step, holding recording.Holding, parent standing) (w weighed) {
	if holding == recording.HoldsNothing {
		return w
	}
	var edited map[string]bool
	if holding == recording.HoldsOther {
		edited, w.against = now.edited(s, parent)
	}
	if len(w.against) == 0 {
		w.known = true
		w.kept, _ = now.keeps(s, edited)
	}
	return w
}

// adding is of a command that says something of a thing for the first time. It must not
// be recorded where the field has a value already, which may be the same one, nor where a
// rule refuses it by now: that is told, and hinders nothing else.
func (now standing) adding(s step, holding recording.Holding) (w weighed) {
	w.kept, w.known = now.keeps(s, nil)
	if w.known || holding == recording.HoldsNothing {
		return w
	}
	w.known = true
	stream, said := s.Command.Stream(), fieldsOf(s.Command.Say(nil))
	for _, name := range fieldNames {
		if file := said[name]; file != nil {
			w.kept = append(w.kept, Difference{Kind: stream.Kind, ID: stream.ID, Field: name, File: file})
		}
	}
	return w
}

// parent is the commitment of which a command captures a part; nothing for any other.
func (m *meanwhile) parent(ctx context.Context, s step) (standing, error) {
	captured, is := s.Command.Say(nil).(events.CommitmentCaptured)
	if !is || captured.Parent == nil {
		return standing{}, nil
	}
	return m.of(ctx, events.Stream{Kind: "commitment", ID: *captured.Parent})
}

// hasNot reports whether a commitment is in the register without a part that the file
// has: somebody changed its places, so the whole is told, and the part is left out.
func (now standing) hasNot(part string) bool {
	if len(now.list) == 0 {
		return false
	}
	whole, is := now.list[0].Data.(events.CommitmentCaptured)
	return is && !slices.Contains(whole.Children, part)
}
