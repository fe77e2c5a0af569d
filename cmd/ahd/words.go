package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"ahd/cmd/ahd/verbs"
)

// rows is a list as its rows come, of whatever kind.
type rows struct {
	At   verbs.At         `json:"at"`
	On   string           `json:"on"`
	Rows []map[string]any `json:"rows"`
}

// columns are the fields that the table of a list shows; the last is shortened
// to what a line holds.
var columns = map[string][]string{
	"commitments":    {"id", "self_reported", "assessed", "timeliness", "due", "lead_party", "text"},
	"convenings":     {"id", "kind", "place", "name"},
	"instruments":    {"id", "kind", "convening", "working_group", "note"},
	"working-groups": {"id", "convening", "name"},
	"parties":        {"id", "acronym", "kind", "name"},
	"figures":        {"id", "value", "scope", "source", "claim"},
	"questions":      {"id", "question"},
	"sources":        {"id", "publisher", "title"},
}

// table prints a list, one line a row.
func (p *program) table(kind string, document json.RawMessage) error {
	var list rows
	if err := json.Unmarshal(document, &list); err != nil {
		return err
	}
	names := columns[kind]
	out := tabwriter.NewWriter(p.out, 0, 8, 2, ' ', 0)
	line(out, "%s", strings.ToUpper(strings.ReplaceAll(strings.Join(names, "\t"), "_", " ")))
	for _, row := range list.Rows {
		cells := make([]string, len(names))
		for i, name := range names {
			cells[i] = shortened(said(row[name]))
		}
		line(out, "%s", strings.Join(cells, "\t"))
	}
	if err := out.Flush(); err != nil {
		return err
	}
	line(p.err, "%d rows, as of %s", len(list.Rows), momentIn(list.At))
	return nil
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

// widest is how many characters of a value a table shows.
const widest = 60

func shortened(text string) string {
	if r := []rune(text); len(r) > widest {
		return string(r[:widest-1]) + "…"
	}
	return text
}

// thing is one thing as its row comes.
type thing struct {
	At  verbs.At        `json:"at"`
	On  string          `json:"on"`
	Row json.RawMessage `json:"row"`
}

// sheet prints one thing, one line a field, in the order of the JSON.
func (p *program) sheet(document json.RawMessage) error {
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
			p.stood(f.value)
			continue
		}
		if list, ok := f.value.([]any); ok && len(list) > 0 {
			if _, nested := list[0].(map[string]any); nested {
				p.nested(f.name, list)
				continue
			}
		}
		if part, ok := f.value.(map[string]any); ok {
			p.nested(f.name, []any{part})
			continue
		}
		line(p.out, "%-17s %s", strings.ReplaceAll(f.name, "_", " "), said(f.value))
	}
	line(p.err, "as of %s", momentIn(one.At))
	return nil
}

// stood prints the values that the axes of a commitment have had.
func (p *program) stood(history any) {
	line(p.out, "history")
	list, _ := history.([]any)
	for _, part := range list {
		s, _ := part.(map[string]any)
		until := "now"
		if s["until_sequence"] != nil {
			until = "event " + said(s["until_sequence"])
		}
		happened := ""
		if effective, ok := s["effective"].(string); ok {
			happened = "; happened " + english.Date(&effective)
		}
		axis := said(s["axis"])
		line(p.out, "  %-14s %s, from event %s until %s%s", strings.ReplaceAll(axis, "_", " "),
			english.Value(axis, said(s["value"])), said(s["from_sequence"]), until, happened)
	}
}

// nested prints parts that have fields of their own.
func (p *program) nested(name string, parts []any) {
	line(p.out, "%s", strings.ReplaceAll(name, "_", " "))
	for _, part := range parts {
		var cells []string
		fields, _ := part.(map[string]any)
		for _, key := range sortedKeys(fields) {
			if fields[key] != nil {
				cells = append(cells, strings.ReplaceAll(key, "_", " ")+": "+said(fields[key]))
			}
		}
		line(p.out, "  %s", strings.Join(cells, " · "))
	}
}
