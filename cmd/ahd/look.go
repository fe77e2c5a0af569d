package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"

	"ahd.example/ahd/cmd/ahd/answers"
	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/services/api"
)

// listCommand lists things of a kind.
type listCommand struct {
	Kind  string `arg:"" help:"${lists}."`
	Limit int    `placeholder:"N" help:"At most so many rows; all unless limited."`
	asOf
	filters
}

// asOf is as of when something is asked.
type asOf struct {
	At string `placeholder:"MOMENT" help:"As it was known then: after event 223, at the end of the day 2026-11-22 in Karachi, or at the time 2026-11-22T09:30:00+05:00. Now if left out."`
	On string `placeholder:"DAY" help:"As it stood on this day: what happened later does not count, and what did not exist yet is not there. The day of --at if left out, else today."`
}

func (a asOf) args() api.AsOf { return api.AsOf{At: a.At, On: a.On} }

// filters narrow a list: a flag for each that there is. One that a list does not have is
// refused. The value null looks for what nobody stated.
type filters struct{ kong.Plugins }

// newFilters are the flags before anything was typed.
func newFilters() filters {
	var fields []reflect.StructField
	for _, f := range api.Filters {
		tag := fmt.Sprintf(`name:%q group:"filters" placeholder:%q help:%q`, flagOf(f.Field), f.Placeholder, f.Help)
		fields = append(fields, reflect.StructField{Name: "By_" + f.Field, Type: reflect.TypeFor[string](), Tag: reflect.StructTag(tag)})
	}
	return filters{kong.Plugins{reflect.New(reflect.StructOf(fields)).Interface()}}
}

// flagOf is the flag that is named after a field.
func flagOf(field string) string { return strings.ReplaceAll(field, "_", "-") }

// asked gives the filters that were set, by the names of the fields.
func (f filters) asked() map[string]string {
	asked, typed := map[string]string{}, reflect.ValueOf(f.Plugins[0]).Elem()
	for i, filter := range api.Filters {
		if value := typed.Field(i).String(); value != "" {
			asked[filter.Field] = value
		}
	}
	return asked
}

// Run lists.
func (l *listCommand) Run(ctx context.Context, p *program, c *cli) error {
	return p.show(ctx, c, "list", api.ListArgs{Kind: l.Kind, Filters: l.asked(), Limit: l.Limit, AsOf: l.args()}, func(document json.RawMessage) error {
		answers.To(p.Terminal).NoSuchCodes(l.asked())
		return p.Table(api.TableOf(l.Kind).Columns, document)
	})
}

// showCommand shows one thing.
type showCommand struct {
	Kind    string `arg:"" help:"${kinds}."`
	ID      string `arg:"" help:"Its id; of a clause, the instrument and where it stands there: ID/clause-2."`
	History bool   `help:"With every value that its axes have had, and everybody who answered for it."`
	asOf
}

// Run shows.
func (s *showCommand) Run(ctx context.Context, p *program, c *cli) error {
	return p.show(ctx, c, "show", api.ShowArgs{Kind: s.Kind, ID: s.ID, History: s.History, AsOf: s.args()}, p.Sheet)
}

// timelineCommand shows the events of one thing.
type timelineCommand struct {
	Kind string `arg:"" help:"${kinds}."`
	ID   string `arg:"" help:"Its id."`
	asOf
}

// Run shows.
func (t *timelineCommand) Run(ctx context.Context, p *program, c *cli) error {
	return p.show(ctx, c, "timeline", api.TimelineArgs{Kind: t.Kind, ID: t.ID, AsOf: t.args()}, func(document json.RawMessage) error { return answers.To(p.Terminal).Happened(t.Kind, t.ID, document) })
}

// statusCommand shows how the stores stand.
type statusCommand struct{}

// Run shows.
func (*statusCommand) Run(ctx context.Context, p *program, c *cli) error {
	return p.show(ctx, c, "status", struct{}{}, answers.To(p.Terminal).Standing)
}

// rebuildCommand makes the book anew.
type rebuildCommand struct{}

// Run rebuilds.
func (*rebuildCommand) Run(ctx context.Context, p *program, c *cli) error {
	return p.show(ctx, c, "rebuild", struct{}{}, func(document json.RawMessage) error {
		var answer api.Thing[api.Rebuilt]
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		p.Line("The book was made anew up to %s.", p.MomentIn(terminal.At(answer.At)))
		p.Line("digest %s", answer.Row.Digest)
		return nil
	})
}

// intakeCommand tells an administrator who entered something for an informant who is
// withheld. The record itself names nobody.
type intakeCommand struct {
	ID string `arg:"" help:"The command id of the dispute or the document."`
	As string `env:"AHD_AS" placeholder:"PERSON" help:"The administrator who asks. Left out: whoever owns the data folder."`
}

// Run asks.
func (i *intakeCommand) Run(ctx context.Context, p *program, c *cli) error {
	return p.show(ctx, c, "intake", api.IntakeArgs{Command: strings.ToLower(i.ID), As: i.As}, p.Sheet)
}

// diffCommand shows what changed.
type diffCommand struct {
	A string `arg:"" help:"The earlier moment: the number of an event, a day like 2026-11-22, or a time like 2026-11-22T09:30:00+05:00."`
	B string `arg:"" help:"The later moment."`
	filters
}

// Run shows.
func (d *diffCommand) Run(ctx context.Context, p *program, c *cli) error {
	return p.show(ctx, c, "diff", api.DiffArgs{From: d.A, To: d.B, Filters: d.asked()}, func(document json.RawMessage) error {
		in := answers.To(p.Terminal)
		in.NoSuchCodes(d.asked())
		return in.Changes(document)
	})
}
