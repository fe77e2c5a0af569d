package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"ahd/services/api"
	"ahd/services/wording"
)

// english is the language of the command line's words.
const english = wording.Language("en")

// momentIn says by the register's clock what an answer is as of.
func (p *program) momentIn(at api.At) string {
	if at.Time == nil {
		return "before the first event"
	}
	recorded, err := time.Parse(time.RFC3339, *at.Time)
	if err != nil {
		return fmt.Sprintf("event %d", at.Sequence)
	}
	return fmt.Sprintf("event %d, recorded %s", at.Sequence, p.moment(recorded))
}

// asAsked says both questions that an answer answers: as known when, and as it stood on
// which day. undated is how many facts nothing but their recording dates; nil where no
// day was asked for.
func (p *program) asAsked(at api.At, on string, undated *int) string {
	said := p.momentIn(at) + ", as it stood on " + on
	if undated != nil && *undated > 0 {
		said += fmt.Sprintf(" (%d facts without a date count from the day of their recording)", *undated)
	}
	return said
}

// moment spells out an instant by the register's clock.
func (p *program) moment(at time.Time) string { return english.Moment(p.register.Zone.Tell(at)) }

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

func sortedKeys(fields map[string]any) []string {
	keys := make([]string, 0, len(fields))
	for key := range fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
