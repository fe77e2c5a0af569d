package main

import (
	"context"
	"maps"
	"slices"

	"ahd/events"
	"ahd/services/api"
	"ahd/services/recording"
)

type recordMilestone struct {
	onCommitment
	Milestone string  `required:"" placeholder:"ID" help:"Its id."`
	Title     string  `required:"" placeholder:"TEXT" help:"What is to be done."`
	Due       *string `placeholder:"DAY" help:"By which day."`
}

// Run records.
func (r *recordMilestone) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "milestone", recording.SetMilestone{On: r.on(), Milestone: r.Milestone, Title: recording.Clean(r.Title), Due: r.Due})
}

type recordReviseMilestone struct {
	why
	Milestone string  `required:"" placeholder:"ID" help:"Its id."`
	Title     string  `required:"" placeholder:"TEXT" help:"What is to be done."`
	Due       *string `placeholder:"DAY" help:"By which day."`
}

// Run records.
func (r *recordReviseMilestone) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "revise-milestone", recording.ReviseMilestone{Reasoned: r.reasoned(), Milestone: r.Milestone, Title: recording.Clean(r.Title), Due: r.Due})
}

type recordMeet struct {
	onCommitment
	Milestone string  `required:"" placeholder:"ID" help:"Its id."`
	Effective *string `placeholder:"DATE" help:"When it happened: 2026-10-31, 2026-10, 2026, 2026-10?. Not stated if left out."`
}

// Run records.
func (r *recordMeet) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "meet", recording.MeetMilestone{On: r.on(), Milestone: r.Milestone, Effective: r.Effective})
}

type recordDrop struct {
	why
	Milestone string `required:"" placeholder:"ID" help:"Its id."`
}

// Run records.
func (r *recordDrop) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "drop", recording.DropMilestone{Reasoned: r.reasoned(), Milestone: r.Milestone})
}

type recordIndicator struct {
	onCommitment
	Indicator string  `required:"" placeholder:"ID" help:"Its id."`
	Title     string  `required:"" placeholder:"TEXT" help:"What is counted."`
	Unit      string  `required:"" placeholder:"TEXT" help:"In what: persons, shelters."`
	Direction string  `default:"increase" placeholder:"D" help:"increase or decrease."`
	Baseline  *string `placeholder:"N" help:"Where it began."`
	Target    *string `placeholder:"N" help:"Where it should get to."`
	Due       *string `placeholder:"DAY" help:"By which day."`
}

// Run records.
func (r *recordIndicator) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "indicator", recording.SetIndicator{On: r.on(), Indicator: events.IndicatorSet{
		Indicator: r.Indicator, Title: recording.Clean(r.Title), Unit: recording.Clean(r.Unit), Direction: r.Direction, Baseline: r.Baseline, Target: r.Target, Due: r.Due,
	}})
}

type recordMeasurement struct {
	onCommitment
	values
}

// Run records.
func (r *recordMeasurement) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "measurement", recording.TakeMeasurement{On: r.on(), Measurements: r.measurements()})
}

// values are numbers, with what they were broken down by.
type values struct {
	Value        map[string]string `placeholder:"INDICATOR=N" help:"What was counted; may be given again."`
	Period       string            `placeholder:"DATE" help:"When: 2026-10, 2026-01/2026-06."`
	Place        *string           `placeholder:"CODE" help:"Where: PK-PB."`
	Sex          *string           `placeholder:"SEX" help:"female, male or other."`
	Age          *string           `placeholder:"AGE" help:"child or adult."`
	Exploitation *string           `placeholder:"FORM" help:"Form of exploitation."`
}

// alone refuses what is said of values where there are none.
func (v values) alone() error {
	if len(v.Value) == 0 && (v.Period != "" || v.Place != nil || v.Sex != nil || v.Age != nil || v.Exploitation != nil) {
		return api.Usage("--period, --place, --sex, --age and --exploitation say of what a --value is, and there is none. Nothing was recorded.")
	}
	return nil
}

func (v values) measurements() (list []events.Measurement) {
	for _, indicator := range slices.Sorted(maps.Keys(v.Value)) {
		list = append(list, events.Measurement{
			Indicator: indicator, Value: v.Value[indicator], Period: v.Period, Place: v.Place, Sex: v.Sex, Age: v.Age, Exploitation: v.Exploitation,
		})
	}
	return list
}

type recordPerson struct {
	envelope
	ID    string   `required:"" name:"id" placeholder:"P" help:"An id such as p-4, never a name."`
	Party *string  `placeholder:"ORG" help:"The organisation for which the person acts."`
	Roles []string `required:"" placeholder:"R" help:"One or more of: ${roles}."`
	From  *string  `placeholder:"DAY" help:"Since when."`
	Until *string  `placeholder:"DAY" help:"Until when."`
}

// Run records. Somebody can be recorded before anything else is.
func (r *recordPerson) Run(ctx context.Context, p *program, c *cli) error {
	return r.sendTo(ctx, p, c, "person", recording.RecordPerson{ID: r.ID, Party: r.Party, Roles: r.Roles, From: r.From, Until: r.Until}, r.Party == nil)
}
