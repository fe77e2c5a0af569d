package main

import (
	"context"

	"ahd/services/recording"
)

type recordJoin struct {
	onConvening
	Into   string `required:"" placeholder:"ID" help:"The meeting that goes on for both."`
	Reason string `placeholder:"TEXT" help:"Why they are one. Left out: what differs between them is listed, and nothing is recorded. It stays in the record for good."`
}

// Run records. The flag for the reason may be left out, so that the refusal can say
// what there is to be explained.
func (r *recordJoin) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "join", recording.JoinConvening{Meeting: r.meeting(), Into: r.Into, Grounds: recording.Clean(r.Reason)})
}

type recordPart struct {
	onConvening
	grounds
	From   string   `required:"" placeholder:"ID" help:"The meeting under which the source is counted now."`
	Source string   `required:"" placeholder:"ID" help:"The source that tells of the other meeting. What stands on it alone goes with it."`
	Item   []string `placeholder:"ID" help:"A commitment that goes too, although another source has it as well; may be given again."`
	Kind   string   `placeholder:"KIND" help:"What kind of meeting the new one is. Left out: what it was before, or a conference."`
	Called *string  `placeholder:"TEXT" help:"What the new one is called."`
}

// Run records.
func (r *recordPart) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "part", recording.PartConvening{
		Meeting: r.meeting(), From: r.From, Source: r.Source, Items: all(r.Item), Kind: recording.Clean(r.Kind), Name: clean(r.Called), Grounds: r.words(),
	})
}
