package verbs

import (
	"context"

	"ahd/cmd/ahd/node"
	"ahd/projections/described"
	"ahd/services/recording"
)

// titled fills in what nobody typed: that stays as it is.
func titled(d *Desk, _ context.Context, c *recording.DescribeRegister) error {
	if d.Node == nil {
		return errNoRegister
	}
	c.Described = node.Description{Title: c.Described.Title, TimeZone: c.Described.TimeZone, Example: c.Described.Example}.On(d.Node.Key.Name(), d.describes())
	return nil
}

// describes is what the register says of itself.
func (d *Desk) describes() described.Register {
	if d.Node == nil || d.Node.Book == nil {
		return described.Register{}
	}
	return d.Node.Book.Described()
}
