package main

import (
	"context"

	"ahd/events"
	"ahd/services/recording"
)

type recordTitle struct {
	envelope
	Title    string `required:"" placeholder:"TEXT" help:"What people call the register: it stands on top of every page."`
	TimeZone string `placeholder:"ZONE" help:"By whose clock days are counted: Asia/Karachi. It stays once there is a commitment."`
}

// Run records.
func (r *recordTitle) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "title", recording.DescribeRegister{Described: events.RegisterDescribed{Title: recording.Clean(r.Title), TimeZone: r.TimeZone}})
}

// called is what whoever begins a register can say of it.
type called struct {
	Title    string `placeholder:"TEXT" help:"What people call the register."`
	TimeZone string `placeholder:"ZONE" help:"By whose clock days are counted: Asia/Karachi. It stays once there is a commitment."`
}
