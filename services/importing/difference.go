package importing

import (
	"context"

	"ahd/events"
	"ahd/services/recording"
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
	known    map[string]standing
}

// standing is a stream as it stands: what its fields say, and by which commands.
type standing struct {
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
	s := standing{ids: map[string]bool{}, fields: values{}}
	for _, e := range list {
		s.ids[e.ID] = true
		s.fields.add(fieldsOf(e.Data))
	}
	m.known[stream.Subject()] = s
	return s, nil
}

// kept compares a command of a file that the register holds, or that adds to what the
// register holds, with what stands now. yields means that it must not be recorded: the
// field has a value already, which may be the same one.
func (m *meanwhile) kept(ctx context.Context, s step) (found []Difference, yields bool, err error) {
	stream := s.Command.Stream()
	now, err := m.of(ctx, stream)
	if err != nil {
		return nil, false, err
	}
	said := s.Command.Say(nil)
	for _, name := range fieldNames {
		file, stated := fieldsOf(said)[name]
		stands, there := now.fields[name]
		if !stated || file == nil || !there || name == "record" && now.ids[s.ID] { // what was checked may have ended since
			continue
		}
		yields = yields || addsOnly(said)
		if stands == nil || *stands != *file {
			found = append(found, Difference{Kind: stream.Kind, ID: stream.ID, Field: name, Register: stands, File: file})
		}
	}
	return found, yields && !now.ids[s.ID], nil
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

// weigh says what a command of a file is to the register: recorded already, or to be
// left alone, with what differs; else what the recorder says of it.
func (m *meanwhile) weigh(ctx context.Context, s step) (_ recording.Holding, found []Difference, _ error) {
	holding, err := m.recorder.Holds(ctx, s.Request)
	if err != nil {
		return holding, nil, err
	}
	found, yields, err := m.kept(ctx, s)
	if err != nil || yields {
		return recording.HoldsSame, found, err
	}
	if holding != recording.HoldsSame {
		found = nil // of a contradiction the whole is refused, and what is new differs from nothing
	}
	return holding, found, nil
}
