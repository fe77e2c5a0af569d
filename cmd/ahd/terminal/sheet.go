package terminal

import (
	"encoding/json"
	"fmt"
	"strings"

	"ahd.example/ahd/events/commitment"
)

// rows is a list as its rows come, of whatever kind.
type rows struct {
	At   At               `json:"at"`
	On   string           `json:"on"`
	Rows []map[string]any `json:"rows"`

	DatedByRecording *int `json:"dated_by_recording"`
}

// said is a value in words; what is null was not stated.
func said(value any) string {
	switch v := value.(type) {
	case nil:
		return "–"
	case string:
		return strings.ReplaceAll(v, "\n", " ")
	case float64:
		return fmt.Sprintf("%.0f", v)
	case []any:
		if len(v) == 0 {
			return "–"
		}
		parts := make([]string, len(v))
		for i, part := range v {
			parts[i] = said(part)
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(value)
}

// thing is one thing as its row comes.
type thing struct {
	At  At              `json:"at"`
	On  string          `json:"on"`
	Row json.RawMessage `json:"row"`

	DatedByRecording *int `json:"dated_by_recording"`
}

// Sheet prints one thing, one line a field, in the order of the JSON.
func (t *Terminal) Sheet(document json.RawMessage) error {
	var one thing
	if err := json.Unmarshal(document, &one); err != nil {
		return err
	}
	fields, err := inOrder(one.Row)
	if err != nil {
		return err
	}
	for _, f := range fields {
		if f.name == "history" {
			t.stood(f.value)
			continue
		}
		if list, ok := f.value.([]any); ok && len(list) > 0 {
			if _, nested := list[0].(map[string]any); nested {
				t.nested(f.name, list)
				continue
			}
		}
		if words, ok := inWords(f.name, f.value); ok {
			t.Line("%-19s %s", strings.ReplaceAll(f.name, "_", " "), words)
			continue
		}
		if part, ok := f.value.(map[string]any); ok {
			t.nested(f.name, []any{part})
			continue
		}
		t.Line("%-19s %s", strings.ReplaceAll(f.name, "_", " "), said(f.value))
	}
	t.Note("as of %s", t.AsAsked(one.At, one.On, one.DatedByRecording))
	return nil
}

// inWords is a field that says more in words than as it comes; false for others.
func inWords(name string, value any) (string, bool) {
	text, _ := value.(string)
	switch name {
	case "silence":
		return English.Terms().Silence(text), true
	case "contest":
		return English.Findings().Contested(as[commitment.Contest](value)), true
	case "smart":
		if value == nil {
			return "not rated", true
		}
		return English.Findings().Smart(as[commitment.Smart](value)), true
	case "age_days":
		if value == nil {
			return "cannot be said", true
		}
	case "roles":
		var roles []string
		for _, role := range as[[]string](value) {
			roles = append(roles, English.Role(role))
		}
		return strings.Join(roles, ", "), true
	case "stale", "suspended", "verifiable":
		if yes, ok := value.(bool); ok {
			return English.YesNo(yes), true
		}
	}
	return "", false
}

// as reads a value that was read without knowing its shape.
func as[T any](value any) (shaped T) {
	if text, err := json.Marshal(value); err == nil {
		json.Unmarshal(text, &shaped) // what has another shape is a zero T
	}
	return shaped
}

// stood prints the values that the axes of a commitment have had.
func (t *Terminal) stood(history any) {
	t.Line("history")
	list, _ := history.([]any)
	for _, part := range list {
		s, _ := part.(map[string]any)
		until := "now"
		if s["until_sequence"] != nil {
			until = "event " + said(s["until_sequence"])
		}
		happened := ""
		if effective, ok := s["effective"].(string); ok {
			happened = "; happened " + English.Date(&effective)
		}
		axis := said(s["axis"])
		t.Line("  %-14s %s, from event %s until %s%s", strings.ReplaceAll(axis, "_", " "),
			English.Value(axis, said(s["value"])), said(s["from_sequence"]), until, happened)
	}
}

// nested prints parts that have fields of their own.
func (t *Terminal) nested(name string, parts []any) {
	t.Line("%s", strings.ReplaceAll(name, "_", " "))
	for _, part := range parts {
		var cells []string
		fields, _ := part.(map[string]any)
		for _, key := range SortedKeys(fields) {
			if fields[key] != nil {
				cells = append(cells, strings.ReplaceAll(key, "_", " ")+": "+said(fields[key]))
			}
		}
		t.Line("  %s", strings.Join(cells, " · "))
	}
}
