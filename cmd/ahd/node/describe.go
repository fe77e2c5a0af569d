package node

import (
	"cmp"
	"context"
	"fmt"

	"ahd/events"
	"ahd/events/register"
	"ahd/services/importing"
	"ahd/services/recording"
)

// Description is what somebody wants to call the register, and by which clock its days
// are to be counted; "" for what stays as it is.
type Description struct {
	Title    string
	TimeZone string
	Example  bool // stays once it is so

	Confirmed bool // somebody read the words and found them harmless
}

// says reports whether there is anything to say.
func (d Description) says() bool { return d.Title != "" || d.TimeZone != "" || d.Example }

// On is what a register with a name would say of itself: without a title, it goes by the
// name.
func (d Description) On(name string, known register.Described) events.RegisterDescribed {
	return events.RegisterDescribed{
		Title: cmp.Or(recording.Clean(d.Title), known.Heading(name)), TimeZone: cmp.Or(d.TimeZone, known.Zone.Name()), Example: d.Example || known.Example,
	}
}

// Request asks to record it of a register that was described before, or never.
func (d Description) Request(origin, name string, known register.Described, before uint64, who recording.Who) recording.Request {
	said := d.On(name, known)
	return recording.Request{
		ID:  importing.CommandID(origin, fmt.Sprintf("%s/described/%d", events.Register.Subject(), before), said.Type()),
		Who: who, Confirmed: d.Confirmed, Command: recording.DescribeRegister{Described: said},
	}
}

// describing is the request; false where nothing is to be recorded.
func (n *Node) describing(ctx context.Context, who recording.Who, d Description) (recording.Request, bool, error) {
	row, err := shelf{n.Book}.State(ctx, events.Register)
	if err != nil || row.State.Register == nil || !d.says() {
		return recording.Request{}, false, err
	}
	said, now := d.On(n.Key.Name(), n.Book.Described()), row.State.Register
	differs := said != events.RegisterDescribed{Title: now.Title, TimeZone: now.TimeZone, Example: now.Example}
	return d.Request(n.Key.Origin, n.Key.Name(), n.Book.Described(), row.Sequence, who), differs, nil
}

// Describe records what the register is called, unless it is so already.
func (n *Node) Describe(ctx context.Context, who recording.Who, d Description) error {
	request, differs, err := n.describing(ctx, who, d)
	if err != nil || !differs {
		return err
	}
	outcome, err := n.Recorder.Do(ctx, request)
	if err != nil {
		return err
	}
	return n.Book.Wait(ctx, outcome.Sequence)
}

// Describable is why Describe would be refused, but for what somebody has to confirm:
// that is listed.
func (n *Node) Describable(ctx context.Context, who recording.Who, d Description) ([]recording.Finding, error) {
	request, differs, err := n.describing(ctx, who, d)
	if err != nil || !differs {
		return nil, err
	}
	request.Confirmed = true
	_, err = recording.DryRun{Recorder: n.Recorder}.Do(ctx, request)
	return request.Findings(), err
}

// Describable is the same of a register that is not there yet.
func (d Description) Describable(who recording.Who) ([]recording.Finding, error) {
	if !d.says() {
		return nil, nil
	}
	d.Confirmed = true
	request := d.Request("urn:ahd:ahd", "ahd", register.Described{}, 0, who)
	return request.Findings(), request.Check()
}
