package importing

import (
	"context"
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/recording"
)

// Difference is what somebody changed after a file said it, or before a newer edition of
// the file did: the register keeps it, whatever the file says.
type Difference struct {
	Kind     string  `json:"kind"` // of the stream
	ID       string  `json:"id"`
	Field    string  `json:"field"`
	Register *string `json:"register"` // what stands; null for "not stated"
	File     *string `json:"file"`     // what the file says
}

// meanwhile is what the streams of an import say now, by subject: read once each.
type meanwhile struct {
	recorder Recorder
	editions bool // what is imported comes again, and says more each time
	known    map[string]standing
	left     map[string]bool // parts that the register does not have, and keeps so
}

// standing is a stream as it stands: what was recorded, what each event says of its
// fields, and what they say now.
type standing struct {
	list   []events.Event
	says   []values
	ids    map[string]bool
	fields values
}

func (m *meanwhile) of(ctx context.Context, stream events.Stream) (standing, error) {
	if s, read := m.known[stream.Subject()]; read {
		return s, nil
	}
	list, err := m.recorder.Events(ctx, stream)
	if err != nil {
		return standing{}, err
	}
	s := standing{list: list, ids: map[string]bool{}, fields: values{}}
	for _, e := range list {
		says := fieldsOf(e.Data)
		if d, is := e.Data.(events.ConveningDateAsserted); is && s.undated() {
			says = values{"date": &d.EDTF}
		}
		s.ids[e.ID] = true
		s.says = append(s.says, says)
		s.fields.add(says)
	}
	m.known[stream.Subject()] = s
	return s, nil
}

// undated reports whether nobody said yet when a convening was: then the register goes by
// the first who does.
func (now standing) undated() bool {
	for n := range now.says {
		if _, corrected := now.list[n].Data.(events.ConveningDateCorrected); corrected || now.says[n]["date"] != nil {
			return false
		}
	}
	return true
}

// since reports whether a field was said anew after an event.
func (now standing) since(at int, field string) bool {
	for n := at + 1; n < len(now.says); n++ {
		if _, said := now.says[n][field]; said {
			return true
		}
	}
	return false
}

// keeps compares a command of a file with what stands now, where the register holds it or
// it adds to what the register holds. edited are fields of which the file said something
// else before; what it does not state any more is told of these alone.
func (now standing) keeps(s step, edited map[string]bool) (found []Difference, said bool) {
	stream, payload := s.Command.Stream(), s.Command.Say(nil)
	for _, name := range fieldNames {
		file, stated := fieldsOf(payload)[name]
		stands, there := now.fields[name]
		if !stated || file == nil && !edited[name] || !there || name == "record" && now.ids[s.ID] { // what was checked may have ended since
			continue
		}
		said = true
		if !alike(stands, file) {
			found = append(found, Difference{Kind: stream.Kind, ID: stream.ID, Field: name, Register: stands, File: file})
		}
	}
	return found, said
}

// addsOnly reports whether a payload of an import may say something of a thing only as
// long as nobody else said it.
func addsOnly(payload events.Payload) bool {
	switch payload.(type) {
	case events.CommitmentAssigned, events.DueDateSet, events.ReviewIntervalSet, events.CommitmentConfirmed:
		return true
	}
	return false
}

// alike compares two values; nil is "not stated".
func alike(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

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
