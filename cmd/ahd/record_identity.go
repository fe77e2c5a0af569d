package main

import (
	"context"

	"ahd/events"
	"ahd/services/recording"
)

type recordMerge struct {
	why
	Into string `required:"" placeholder:"ID" help:"The commitment that goes on for both."`
}

// Run records.
func (r *recordMerge) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "merge", recording.MergeCommitment{Reasoned: r.reasoned(), Into: r.Into})
}

type recordUnmerge struct {
	why
}

// Run records.
func (r *recordUnmerge) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "unmerge", recording.UnmergeCommitment{Reasoned: r.reasoned()})
}

type recordSplit struct {
	why
	Into []string `required:"" placeholder:"ID" help:"A commitment that takes its place; given twice or more. They are in the register already."`
}

// Run records.
func (r *recordSplit) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "split", recording.SplitCommitment{Reasoned: r.reasoned(), Into: all(r.Into)})
}

type recordCorroborate struct {
	onCommitment
	quoted
}

// Run records.
func (r *recordCorroborate) Run(ctx context.Context, p *program, c *cli) error {
	quote, err := r.asked()
	if err != nil {
		return err
	}
	return r.send(ctx, p, c, "corroborate", recording.CorroborateCommitment{On: r.on(), Quote: quote})
}

type recordWord struct {
	onCommitment
	quoted
	Kind       string  `required:"" placeholder:"KIND" help:"What it turned out to be: declaration, recommendation, call, pledge, objective, activity or collective-statement."`
	Address    *string `placeholder:"TEXT" help:"Where it stands in its text: clause-2."`
	Verifiable string  `default:"true" enum:"true,false" placeholder:"true|false" help:"Whether a stranger could settle it; true if left out."`
}

// Run records.
func (r *recordWord) Run(ctx context.Context, p *program, c *cli) error {
	quote, err := r.asked()
	if err != nil {
		return err
	}
	return r.send(ctx, p, c, "word", recording.WordCommitment{On: r.on(), Worded: events.CommitmentWorded{
		Kind: r.Kind, Address: clean(r.Address), Quote: quote, Verifiable: r.Verifiable == "true",
	}})
}

type recordHandOver struct {
	why
	speaking
	Party string `required:"" placeholder:"ID" help:"The organisation that answers for it from now on."`
}

// Run records.
func (r *recordHandOver) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "hand-over", recording.HandOver{
		Reasoned: r.reasoned(), Party: r.Party, Main: r.Main, Alternate: r.Alternate, Validator: r.Validator, Effective: r.Effective,
	})
}

type recordClassify struct {
	why
	Pillar     *string  `placeholder:"PILLAR" help:"prevention, protection, prosecution or partnership."`
	SDGTargets []string `name:"sdg-targets" placeholder:"CODE" help:"Targets of the Sustainable Development Goals: 8.7,16.2."`
	Geography  []string `placeholder:"CODE" help:"Places: PK-PB,PK-PB/lahore."`
	Groups     []string `placeholder:"CODE" help:"Groups of people that it is about: children."`
}

// Run records.
func (r *recordClassify) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "classify", recording.ClassifyCommitment{
		On: r.on(), Pillar: r.Pillar, SDGTargets: r.SDGTargets, Geography: r.Geography, Groups: r.Groups, Reason: clean(r.Reason),
	})
}

// outside names something outside that asks for the same.
type outside struct {
	Scheme string `required:"" placeholder:"SCHEME" help:"tip (the yearly US report), nap (a national action plan) or upr (the Universal Periodic Review)."`
	Year   int    `required:"" placeholder:"YEAR" help:"Of which year."`
	Number string `required:"" placeholder:"N" help:"As the other document numbers it: 4, 122.15."`
}

func (e outside) asks() events.External {
	return events.External{Scheme: e.Scheme, Year: e.Year, Number: e.Number}
}

type recordLink struct {
	onCommitment
	outside
	Note *string `placeholder:"TEXT" help:"What else there is to say."`
}

// Run records.
func (r *recordLink) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "link", recording.LinkExternal{On: r.on(), External: r.asks(), Note: clean(r.Note)})
}

type recordUnlink struct {
	why
	outside
}

// Run records.
func (r *recordUnlink) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "unlink", recording.UnlinkExternal{On: r.on(), External: r.asks(), Reason: clean(r.Reason)})
}
