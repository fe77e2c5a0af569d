package node

import (
	"cmp"
	"context"
	"fmt"

	"ahd/events"
	"ahd/projections/described"
	"ahd/services/importing"
	"ahd/services/recording"
)

// Description is what somebody wants to call the register, and by which clock its days
// are to be counted; "" for what stays as it is.
type Description struct {
	Title    string
	TimeZone string
	Example  bool // stays once it is so
}

// On is what a register with a name would say of itself: without a title, it goes by the
// name.
func (d Description) On(name string, known described.Register) events.RegisterDescribed {
	return events.RegisterDescribed{
		Title: cmp.Or(recording.Clean(d.Title), known.Heading(name)), TimeZone: cmp.Or(d.TimeZone, known.Zone.Name()), Example: d.Example || known.Example,
	}
}

// Describe records what the register is called, unless it is so already.
func (n *Node) Describe(ctx context.Context, who recording.Who, d Description) error {
	row, err := shelf{n.Book}.State(ctx, events.Register)
	if err != nil || row.State.Register == nil || d == (Description{}) {
		return err
	}
	said, now := d.On(n.Key.Name(), n.Book.Described()), row.State.Register
	if said == (events.RegisterDescribed{Title: now.Title, TimeZone: now.TimeZone, Example: now.Example}) {
		return nil
	}
	outcome, err := n.Recorder.Do(ctx, recording.Request{
		ID:  importing.CommandID(n.Key.Origin, fmt.Sprintf("%s/described/%d", events.Register.Subject(), row.Sequence), said.Type()),
		Who: who, Command: recording.DescribeRegister{Described: said},
	})
	if err != nil {
		return err
	}
	return n.Book.Wait(ctx, outcome.Sequence)
}
