package api

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	conveningcmd "ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/strictjson"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/auditing"
	"ahd.example/ahd/services/recording"
	"ahd.example/ahd/services/wording"
)

// DiffArgs ask what changed between two moments.
type DiffArgs struct {
	From    string            `json:"from"` // event, civil day or time
	To      string            `json:"to"`
	Filters map[string]string `json:"filters"` // of commitments, as they stood at To
}

// Diff is what changed between two moments.
type Diff struct {
	From At                 `json:"from"`
	At   At                 `json:"at"`
	On   string             `json:"on"`
	Rows []auditing.Changed `json:"rows"`
}

// Diff says what changed between two moments.
func (r *Reading) Diff(ctx context.Context, args DiffArgs) (answer Diff, err error) {
	from, err := r.asOf(ctx, AsOf{At: args.From})
	if err != nil {
		return answer, err
	}
	to, err := r.asOf(ctx, AsOf{At: args.To})
	if err != nil {
		return answer, err
	}
	if from.sequence > to.sequence {
		return answer, usage("at", "The first of two moments is the earlier one.")
	}
	answer = Diff{On: to.on.String(), From: At{Sequence: from.sequence, Time: &from.time}}
	wanted := map[string]bool{}
	err = to.read(ctx, func(v *book.View) error {
		answer.At = at(v)
		filters, err := listedParties(v, TableOf("commitments"), args.Filters)
		if err != nil {
			return err
		}
		args.Filters = filters
		if err := namedExist(v, TableOf("commitments"), args.Filters); err != nil {
			return err
		}
		rows, err := commitments.List(v, book.Query{Filters: args.Filters}, to.on)
		for _, row := range rows {
			wanted[row.ID] = true
		}
		return err
	})
	if err != nil {
		return answer, err
	}
	differ := auditing.Differ{Record: r.Events, Streams: streamsOf{r.Book}, Words: r.Words}
	answer.Rows, err = differ.Diff(ctx, from.sequence, to.sequence, func(id string) bool { return wanted[id] })
	return answer, err
}

// streamsOf finds the events of streams in the book.
type streamsOf struct{ book Book }

func (s streamsOf) Sequences(ctx context.Context, subject string, last uint64) (sequences []uint64, err error) {
	err = s.book.Read(ctx, func(v *book.View) (err error) {
		sequences, err = timeline.Sequences(v, subject, last)
		return err
	})
	return sequences, err
}

// Difference is where two conferences are not alike.
type Difference struct {
	Field string `json:"field"`
	This  string `json:"this"`
	Other string `json:"other"`
}

// compared adds to the refusal to join two conferences without a reason how they
// differ: whoever says why they are one has to explain that.
func (r *Recording) compared(ctx context.Context, args RecordArgs, err error) error {
	var refusal *rule.Refusal
	var join conveningcmd.JoinConvening
	if args.What != "join" || !errors.As(err, &refusal) || refusal.Code != "join.without-reason" || strictjson.Unmarshal(args.Command, &join) != nil {
		return err
	}
	p := ProblemOf(err)
	if err := r.Book.Read(ctx, func(v *book.View) (err error) {
		p.Differences, err = differences(v, join.Convening, join.Into, r.today())
		return err
	}); err != nil {
		return err
	}
	p.Detail = toExplain(join, p.Differences)
	return p
}

func toExplain(join conveningcmd.JoinConvening, list []Difference) string {
	lines := []string{fmt.Sprintf("%s and %s differ in this:", join.Convening, join.Into)}
	for _, d := range list {
		lines = append(lines, fmt.Sprintf("  %s: %s / %s", d.Field, d.This, d.Other))
	}
	if len(list) == 0 {
		lines = []string{fmt.Sprintf("%s and %s differ in nothing that is compared.", join.Convening, join.Into)}
	}
	return strings.Join(append(lines, "Say why they are one: the reason is missing. Nothing was recorded."), "\n")
}

// differences lists in what two conferences differ, in the order in which people ask.
func differences(v *book.View, this, other string, on edtf.Day) ([]Difference, error) {
	these, err := traits(v, this, on)
	if err != nil {
		return nil, err
	}
	others, err := traits(v, other, on)
	if err != nil {
		return nil, err
	}
	var list []Difference
	for i, t := range these {
		if others[i].value != t.value {
			list = append(list, Difference{Field: t.field, This: t.value, Other: others[i].value})
		}
	}
	return list, nil
}

// trait is one thing that can be said of a conference, in words.
type trait struct{ field, value string }

func traits(v *book.View, id string, on edtf.Day) ([]trait, error) {
	row, ok, err := convenings.Find(v, id)
	if err != nil || !ok {
		return nil, errors.Join(err, recording.Refuse(rule.ErrUnknown, "convening.unknown", "There is no meeting "+shorten(id)+". Nothing was recorded."))
	}
	c := counting{v: v}
	list := []trait{
		{"title", words(row.Name)}, {"kind", wording.Plain(row.Kind)}, {"date", dateOf(row)}, {"place", words(row.Place)},
		{"theme", words(row.Theme)}, {"outcome", words(row.OutcomeStated)},
		{"organisers", c.organisations(row.Organisers)}, {"partners", c.organisations(row.Partners)}, {"sources", several(row.Sources)},
		{"items", c.items(id, on)}, {"participants", c.participants(id)}, {"figures", c.figures(id)},
	}
	return list, c.err
}

// english is the language of the command line's words.
const english = wording.Language("en")

func words(stated *string) string {
	if stated == nil {
		return english.NotStated()
	}
	return *stated
}

// dateOf is the date that the sources support, or else their words.
func dateOf(row convenings.Row) string {
	if row.Date.EDTF == nil && row.Date.Stated != nil {
		return "“" + *row.Date.Stated + "”"
	}
	return english.Date(row.Date.EDTF)
}

func several(parts []string) string {
	if len(parts) == 0 {
		return english.NotStated()
	}
	return strings.Join(parts, "; ")
}

// counting reads what the book has of a conference; the first error stays.
type counting struct {
	v   *book.View
	err error
}

func (c *counting) note(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *counting) organisations(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		row, ok, err := parties.Find(c.v, id)
		c.note(err)
		if names[i] = id; ok {
			names[i] = row.Name
		}
	}
	return several(names)
}

// items counts the commitments, each that is kept in several places once.
func (c *counting) items(convening string, on edtf.Day) string {
	n, err := commitments.Count(c.v, book.Query{Filters: map[string]string{"convening": convening, "parent": book.NotStated}}, on)
	c.note(err)
	return strconv.Itoa(n)
}

func (c *counting) participants(convening string) string {
	rows, err := convenings.Participations(c.v, convening)
	c.note(err)
	var who []string
	for _, row := range rows {
		said := words(row.RoleStated)
		if row.Name != nil {
			said = *row.Name + ", " + said
		}
		who = append(who, said)
	}
	return several(who)
}

func (c *counting) figures(convening string) string {
	rows, err := convenings.Figures(c.v, book.Query{Filters: map[string]string{"convening": convening}})
	c.note(err)
	var claims []string
	for _, row := range rows {
		claims = append(claims, row.Claim)
	}
	return several(claims)
}
