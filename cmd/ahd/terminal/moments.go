package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"ahd.example/ahd/services/wording"
)

// English is the language of the command line's words.
const English = wording.Language("en")

// At is how far the register had recorded when it answered.
type At struct {
	Sequence uint64  `json:"sequence"`
	Time     *string `json:"time"` // when it was recorded; null before the first
}

// MomentIn says by the register's clock what an answer is as of.
func (t *Terminal) MomentIn(at At) string {
	if at.Time == nil {
		return "before the first event"
	}
	recorded, err := time.Parse(time.RFC3339, *at.Time)
	if err != nil {
		return fmt.Sprintf("event %d", at.Sequence)
	}
	return fmt.Sprintf("event %d, recorded %s", at.Sequence, t.Moment(recorded))
}

// AsAsked says both questions that an answer answers: as known when, and as it stood on
// which day. undated is how many facts nothing but their recording dates; nil where no
// day was asked for.
func (t *Terminal) AsAsked(at At, on string, undated *int) string {
	said := t.MomentIn(at) + ", as it stood on " + on
	if undated != nil && *undated > 0 {
		said += fmt.Sprintf(" (%d facts without a date count from the day of their recording)", *undated)
	}
	return said
}

// Moment spells out an instant by the register's clock.
func (t *Terminal) Moment(at time.Time) string { return English.Moment(t.Register.Zone.Tell(at)) }

// member is one field of a JSON object.
type member struct {
	name  string
	value any
}

// inOrder reads an object with its fields in the order in which they stand.
func inOrder(object json.RawMessage) ([]member, error) {
	decoder := json.NewDecoder(bytes.NewReader(object))
	if _, err := decoder.Token(); err != nil {
		return nil, err
	}
	var members []member
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var value any
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		members = append(members, member{fmt.Sprint(name), value})
	}
	return members, nil
}

// SortedKeys are the names of fields, in the order of the alphabet.
func SortedKeys[V any](fields map[string]V) []string {
	keys := make([]string, 0, len(fields))
	for key := range fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
