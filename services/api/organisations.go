package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/strictjson"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/search/spelling"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/commands"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// naming are the fields of each verb that hold the id of an organisation.
var naming = fieldsNaming("party")

func fieldsNaming(kind string) map[string][]string {
	fields := map[string][]string{}
	for _, entry := range commands.Catalogue {
		fields[entry.Verb] = rule.Naming(entry.Command, kind)
	}
	return fields
}

// namesParty reports whether a field of what is recorded holds the id of an organisation.
func namesParty(what, field string) bool {
	return slices.Contains(naming[what], field)
}

// namedParties puts the ids of organisations in the place of acronyms and names. What is
// recorded holds ids alone.
func (r *Recording) namedParties(ctx context.Context, what string, request recording.Request, fields json.RawMessage) (recording.Request, json.RawMessage, error) {
	var typed any
	if err := strictjson.Unmarshal(fields, &typed); err != nil {
		return request, fields, nil // is refused where the command is made of them
	}
	texts := partiesIn(what, "", typed, nil)
	if request.OnBehalfOf != "" {
		texts = append(texts, request.OnBehalfOf)
	}
	if plain, err := r.plain(ctx, request, texts); err != nil || plain {
		return request, fields, err
	}
	o, err := r.organisations(ctx, &request)
	if err != nil {
		return request, fields, err
	}
	ids := map[string]string{}
	for _, text := range texts {
		if ids[text], err = o.id(text); err != nil {
			return request, fields, err
		}
	}
	if request.OnBehalfOf != "" {
		request.OnBehalfOf = ids[request.OnBehalfOf]
	}
	partiesIn(what, "", typed, ids)
	fields, err = json.Marshal(typed)
	return request, fields, err
}

// partiesIn are the organisations that the fields of a command name; those for which there
// is an id are replaced by it.
func partiesIn(what, field string, typed any, ids map[string]string) (texts []string) {
	switch v := typed.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if text, is := v[name].(string); is && namesParty(what, name) && text != "" {
				texts = append(texts, text)
				if id := ids[text]; id != "" {
					v[name] = id
				}
				continue
			}
			texts = append(texts, partiesIn(what, name, v[name], ids)...)
		}
	case []any:
		for i := range v {
			if text, is := v[i].(string); is && namesParty(what, field) && text != "" {
				texts = append(texts, text)
				if id := ids[text]; id != "" {
					v[i] = id
				}
			}
		}
	}
	return texts
}

// plain reports whether the texts mean what they say, as they nearly always do: all are ids,
// and no earlier command of this id can have meant something else by them.
func (r *Recording) plain(ctx context.Context, request recording.Request, texts []string) (plain bool, err error) {
	if len(texts) == 0 {
		return true, nil
	}
	err = r.Book.Read(ctx, func(v *book.View) (err error) {
		if plain, err = knownParties(v, texts); err != nil || !plain || request.Fresh {
			return err
		}
		_, again, err := timeline.Sequence(v, request.ID)
		plain = !again
		return err
	})
	if err != nil && !slices.ContainsFunc(texts, func(text string) bool { return !events.ValidID(text) }) {
		return true, nil // an id needs no book
	}
	return plain, err
}

func knownParties(v *book.View, texts []string) (all bool, err error) {
	all = true
	for _, text := range texts {
		_, known, err := parties.Find(v, text)
		if err != nil {
			return false, err
		}
		all = all && known
	}
	return all, nil
}

// organisations reads which there are, and what the same command recorded before.
func (r *Recording) organisations(ctx context.Context, request *recording.Request) (*organisations, error) {
	if err := r.Recorder.Caught(ctx, request); err != nil {
		return nil, err
	}
	o, sequence := &organisations{}, uint64(0)
	err := r.Book.Read(ctx, func(v *book.View) (err error) {
		if o.all, err = parties.List(v, book.Query{}); err == nil && !request.Fresh {
			sequence, _, err = timeline.Sequence(v, request.ID)
		}
		return err
	})
	if err == nil && sequence > 0 {
		o.recorded, err = r.Ledger.Entry(sequence)
	}
	return o, err
}

// listedParties puts ids in the place of acronyms and names in the filters of a list.
func listedParties(v *book.View, list Table, filters map[string]string) (map[string]string, error) {
	filters = maps.Clone(filters)
	for field, text := range filters {
		if list.Of(field) != "party" || text == book.NotStated {
			continue
		}
		if known, err := knownParties(v, strings.Split(text, ",")); err != nil || known {
			if err != nil {
				return nil, err
			}
			continue
		}
		all, err := parties.List(v, book.Query{})
		if err != nil {
			return nil, err
		}
		o, ids := &organisations{all: all}, []string{}
		for _, one := range o.severally(text) {
			id, err := o.id(one)
			if err != nil {
				return nil, err
			}
			ids = append(ids, id)
		}
		filters[field] = strings.Join(ids, ",")
	}
	return filters, nil
}

// organisations finds an organisation by its id, its acronym or a name that it has or had.
type organisations struct {
	all      []parties.Row
	recorded []byte // the event of the command that is asked again; nil for none
}

// fitting are the ids of those that a text can mean, the likeliest first.
func (o *organisations) fitting(text string) (ids []string) {
	folded := spelling.Fold(text)
	var acronyms, named []string
	for _, party := range o.all {
		for _, name := range party.Names {
			switch {
			case folded == "":
			case name.Acronym != nil && unspaced(*name.Acronym) == unspaced(text): // F.I.A. too
				acronyms = append(acronyms, party.ID)
			case spelling.Fold(name.Name) == folded, name.NameUR != nil && spelling.Fold(*name.NameUR) == folded:
				named = append(named, party.ID)
			}
		}
	}
	if len(acronyms) == 0 {
		acronyms = named
	}
	return slices.Compact(acronyms)
}

func unspaced(text string) string { return strings.ReplaceAll(spelling.Fold(text), " ", "") }

// id is that of the organisation that a text means: the text itself where it is an id, or
// where it means none. Asked again, a command means what it meant the first time, whatever
// was renamed since.
func (o *organisations) id(text string) (string, error) {
	known := slices.ContainsFunc(o.all, func(party parties.Row) bool { return party.ID == text })
	fits := o.fitting(text)
	for _, id := range fits {
		if o.recorded != nil && !(known && o.says(text)) && o.says(id) {
			return id, nil
		}
	}
	if known {
		return text, nil
	}
	if standing := o.standing(fits); len(standing) > 0 {
		fits = standing
	}
	switch len(fits) {
	case 0:
		return text, nil
	case 1:
		return fits[0], nil
	}
	return "", usage("party.ambiguous", fmt.Sprintf("Several organisations are called so: %s. Say by its id which is meant. Nothing was recorded.", strings.Join(fits, ", ")))
}

// says reports whether the recorded event names an organisation.
func (o *organisations) says(id string) bool { return bytes.Contains(o.recorded, []byte(`"`+id+`"`)) }

// standing leaves out organisations that became part of another.
func (o *organisations) standing(ids []string) (still []string) {
	for _, party := range o.all {
		if party.MergedInto == nil && slices.Contains(ids, party.ID) {
			still = append(still, party.ID)
		}
	}
	return still
}

// severally are the organisations that a filter names with commas between them; a name may
// hold a comma itself.
func (o *organisations) severally(text string) []string {
	if len(o.fitting(text)) > 0 {
		return []string{text}
	}
	return strings.Split(text, ",")
}
