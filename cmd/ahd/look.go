package main

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"

	"ahd/services/api"
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

// filters narrow a list. A field that a list does not have is refused. The value
// null looks for what nobody stated.
type filters struct {
	Search        string `group:"filters" placeholder:"TEXT" help:"That say all these words, in English or Urdu, however they are spelled."`
	ID            string `group:"filters" placeholder:"ID" help:"Only this one."`
	Kind          string `name:"kind" group:"filters" placeholder:"KIND" help:"Kind of thing: recommendation, declaration, call, …"`
	Convening     string `group:"filters" placeholder:"ID" help:"Of this conference or meeting."`
	Instrument    string `group:"filters" placeholder:"ID" help:"Of this declaration or set of recommendations."`
	WorkingGroup  string `group:"filters" placeholder:"ID" help:"Of this working group."`
	LeadParty     string `group:"filters" placeholder:"ID" help:"For which this organisation answers, or one that became part of it; null for nobody."`
	Parent        string `group:"filters" placeholder:"ID" help:"Parts of this commitment; organisations that belong to this one."`
	Record        string `group:"filters" placeholder:"VALUE" help:"captured, confirmed, operationalised, …"`
	Response      string `group:"filters" placeholder:"VALUE" help:"What the addressee answered."`
	SelfReported  string `group:"filters" placeholder:"VALUE" help:"no_report, planning, in_progress, stalled, reported_complete."`
	Assessed      string `group:"filters" placeholder:"VALUE" help:"not_assessed, …, complete."`
	Timeliness    string `group:"filters" placeholder:"VALUE" help:"no_date, on_schedule, due_soon, overdue, …"`
	Stale         string `group:"filters" placeholder:"BOOL" help:"true: nothing was heard for longer than agreed."`
	Contested     string `group:"filters" placeholder:"BOOL" help:"true: somebody says otherwise."`
	Independent   string `group:"filters" placeholder:"BOOL" help:"false: whoever assessed it last had a part in it, or in what goes on as it."`
	Proxy         string `group:"filters" placeholder:"BOOL" help:"true: a report was entered for the organisation and not confirmed by it."`
	Closure       string `group:"filters" placeholder:"VALUE" help:"open, …"`
	Due           string `group:"filters" placeholder:"DAY" help:"Due on this day; null for no day."`
	Pillar        string `group:"filters" placeholder:"PILLAR" help:"prevention, protection, prosecution, partnership."`
	Verifiable    string `group:"filters" placeholder:"BOOL" help:"true or false."`
	SDGTarget     string `name:"sdg-target" group:"filters" placeholder:"CODE" help:"Such as 8.7."`
	Geography     string `group:"filters" placeholder:"CODE" help:"Such as PK-PB, with its districts, or PK-PB/lahore."`
	Source        string `group:"filters" placeholder:"ID" help:"Standing on this source."`
	Group         string `group:"filters" placeholder:"CODE" help:"That affect this group: “ahd list codes --kind group”."`
	Link          string `group:"filters" placeholder:"SCHEME/YEAR/NUMBER" help:"For which this passage of others asks too: tip/2023/4."`
	LinkScheme    string `group:"filters" placeholder:"SCHEME" help:"For which others ask in this: tip, nap, upr."`
	AgendaOf      string `group:"filters" placeholder:"ID" help:"Open from the conferences that this one follows up."`
	MergedInto    string `group:"filters" placeholder:"ID" help:"That became part of this commitment or organisation."`
	Joined        string `group:"filters" placeholder:"BOOL" help:"Of a conference. true: found to be one with another."`
	Follows       string `group:"filters" placeholder:"ID" help:"Conferences that follow up this one."`
	Member        string `group:"filters" placeholder:"ID" help:"Working groups in which this organisation sits."`
	Signatory     string `group:"filters" placeholder:"ID" help:"Declarations that this organisation signed."`
	Place         string `group:"filters" placeholder:"CODE" help:"Of an organisation or a rating: PK, PK-PB."`
	Scheme        string `group:"filters" placeholder:"SCHEME" help:"Of a rating: tip-tier."`
	Year          string `group:"filters" placeholder:"YEAR" help:"Of a rating."`
	Open          string `group:"filters" placeholder:"BOOL" help:"true: not closed; of a question, nobody knows yet."`
	Counted       string `group:"filters" placeholder:"KINDS" help:"That count in rates over these kinds: declaration,recommendation."`
	NotCounted    string `group:"filters" placeholder:"KINDS" help:"That are tracked, and do not."`
	OfKinds       string `group:"filters" placeholder:"KINDS" help:"Of these kinds."`
	NotOfKinds    string `group:"filters" placeholder:"KINDS" help:"Of other kinds."`
	InForce       string `group:"filters" placeholder:"BOOL" help:"true: checked, and still a commitment."`
	Assigned      string `group:"filters" placeholder:"BOOL" help:"false: nobody answers for it."`
	Asked         string `group:"filters" placeholder:"VALUE" help:"Whether somebody was asked how far it is: never, no_answer, answered."`
	HasAssessment string `group:"filters" placeholder:"BOOL" help:"true: an assessor found something."`
	Trackable     string `group:"filters" placeholder:"BOOL" help:"true: rated as measurable, achievable and time-bound."`
	Whole         string `group:"filters" placeholder:"BOOL" help:"true: kept in several places."`
	Dated         string `group:"filters" placeholder:"BOOL" help:"true: one can say when its conference was over."`
	HeldIn        string `group:"filters" placeholder:"PERIOD" help:"Of conferences within a period: 2024, 2024-02."`
	StaleAfter    string `group:"filters" placeholder:"DAYS" help:"Nothing was heard for longer than agreed, or for so many days where nothing is agreed."`
	Digest        string `group:"filters" placeholder:"HASH" help:"Of a published summary."`
	Scope         string `group:"filters" placeholder:"SCOPE" help:"Of a figure: PK, world, or a conference."`
	About         string `group:"filters" placeholder:"KIND/ID" help:"Of a question: what it is about."`
}

// asked gives the filters that were set, by the names of the fields.
func (f filters) asked() map[string]string {
	asked := map[string]string{}
	v := reflect.ValueOf(f)
	for i := range v.NumField() {
		if value := v.Field(i).String(); value != "" {
			asked[fieldName(v.Type().Field(i))] = value
		}
	}
	return asked
}

// fieldName is the field that a flag is named after: SelfReported is
// self_reported.
func fieldName(field reflect.StructField) string {
	if name := field.Tag.Get("name"); name != "" {
		return strings.ReplaceAll(name, "-", "_")
	}
	var name strings.Builder
	for i, c := range field.Name {
		if i > 0 && c >= 'A' && c <= 'Z' && field.Name != "ID" {
			name.WriteByte('_')
		}
		name.WriteRune(c)
	}
	return strings.ToLower(name.String())
}

// Run lists.
func (l *listCommand) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "list", api.ListArgs{Kind: l.Kind, Filters: l.asked(), Limit: l.Limit, AsOf: l.args()}, false)
	if err != nil {
		return err
	}
	return p.print(document, func(document json.RawMessage) error {
		p.noSuchCodes(l.asked())
		return p.table(l.Kind, document)
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
	document, err := p.ask(ctx, c, "show", api.ShowArgs{Kind: s.Kind, ID: s.ID, History: s.History, AsOf: s.args()}, false)
	if err != nil {
		return err
	}
	return p.print(document, p.sheet)
}

// timelineCommand shows the events of one thing.
type timelineCommand struct {
	Kind string `arg:"" help:"${kinds}."`
	ID   string `arg:"" help:"Its id."`
	asOf
}

// Run shows.
func (t *timelineCommand) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "timeline", api.TimelineArgs{Kind: t.Kind, ID: t.ID, AsOf: t.args()}, false)
	if err != nil {
		return err
	}
	return p.print(document, func(document json.RawMessage) error { return p.happened(t.Kind, t.ID, document) })
}

// statusCommand shows how the stores stand.
type statusCommand struct{}

// Run shows.
func (*statusCommand) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "status", struct{}{}, false)
	if err != nil {
		return err
	}
	return p.print(document, p.standing)
}

// rebuildCommand makes the book anew.
type rebuildCommand struct{}

// Run rebuilds.
func (*rebuildCommand) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "rebuild", struct{}{}, false)
	if err != nil {
		return err
	}
	return p.print(document, func(document json.RawMessage) error {
		var answer api.Thing[api.Rebuilt]
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		line(p.out, "The book was made anew up to %s.", p.momentIn(answer.At))
		line(p.out, "digest %s", answer.Row.Digest)
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
	document, err := p.ask(ctx, c, "intake", api.IntakeArgs{Command: strings.ToLower(i.ID), As: i.As}, false)
	if err != nil {
		return err
	}
	return p.print(document, p.sheet)
}
