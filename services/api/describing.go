package api

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	registercmd "ahd.example/ahd/services/commands/register"
	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/recording"
)

// Says is what a register says of itself.
type Says struct {
	Title    string `json:"title"` // "" until it is described
	TimeZone string `json:"time_zone"`
	Example  bool   `json:"example"`
}

// Framed is a document, byte for byte, with what stands around it where people read it.
type Framed struct {
	Document []byte `json:"document"`
	Register Says   `json:"register"`
}

func saysOf(r register.Described) Says {
	return Says{Title: r.Title, TimeZone: r.Zone.Name(), Example: r.Example}
}

// Register is what was said.
func (s Says) Register() (register.Described, error) {
	zone, err := edtf.ZoneNamed(s.TimeZone)
	return register.Described{Title: s.Title, Zone: zone, Example: s.Example}, err
}

// Describes is what the register says of itself by now.
func (r *Register) Describes() Says { return saysOf(r.describes()) }

// Described is the same, as an answer.
func (r *Register) Described(context.Context, struct{}) (Says, error) { return r.Describes(), nil }

// framed gives a document alone, or with what stands around it.
func framed(wanted bool, encoded []byte, says register.Described) any {
	if !wanted {
		return json.RawMessage(encoded)
	}
	return Framed{Document: encoded, Register: saysOf(says)}
}

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
		Title: cmp.Or(rule.Clean(d.Title), known.Heading(name)), TimeZone: cmp.Or(d.TimeZone, known.Zone.Name()), Example: d.Example || known.Example,
	}
}

// Request asks to record it of a register that was described before, or never.
func (d Description) Request(origin, name string, known register.Described, before uint64, who rule.Who) recording.Request {
	said := d.On(name, known)
	return recording.Request{
		ID:  importing.CommandID(origin, fmt.Sprintf("%s/described/%d", events.Register.Subject(), before), said.Type()),
		Who: who, Confirmed: d.Confirmed, Command: registercmd.DescribeRegister{Described: said},
	}
}

// describing is the request; false where nothing is to be recorded.
func (i *Importing) describing(ctx context.Context, who rule.Who, d Description) (recording.Request, bool, error) {
	row, err := i.Recorder.Book.State(ctx, events.Register)
	if err != nil || row.State.Register == nil || !d.says() {
		return recording.Request{}, false, err
	}
	said, now := d.On(i.Name, i.describes()), row.State.Register
	differs := said != events.RegisterDescribed{Title: now.Title, TimeZone: now.TimeZone, Example: now.Example}
	return d.Request(i.Origin, i.Name, i.describes(), row.Sequence, who), differs, nil
}

// Describe records what the register is called, unless it is so already.
func (i *Importing) Describe(ctx context.Context, who rule.Who, d Description) error {
	request, differs, err := i.describing(ctx, who, d)
	if err != nil || !differs {
		return err
	}
	outcome, err := i.Recorder.Do(ctx, request)
	if err != nil {
		return err
	}
	return i.Recorder.Book.Wait(ctx, outcome.Sequence)
}

// describable is why Describe would be refused, but for what somebody has to confirm:
// that is listed.
func (i *Importing) describable(ctx context.Context, who rule.Who, d Description) ([]rule.Finding, error) {
	request, differs, err := i.describing(ctx, who, d)
	if err != nil || !differs {
		return nil, err
	}
	request.Confirmed = true
	_, err = recording.DryRun{Recorder: i.Recorder}.Do(ctx, request)
	return request.Findings(), err
}

// Describable is the same of a register that is not there yet.
func (d Description) Describable(who rule.Who) ([]rule.Finding, error) {
	if !d.says() {
		return nil, nil
	}
	d.Confirmed = true
	request := d.Request("urn:ahd:ahd", "ahd", register.Described{}, 0, who)
	return request.Findings(), request.Check()
}

// titled fills in what nobody typed: that stays as it is.
func (r *Recording) titled(_ context.Context, c *registercmd.DescribeRegister) error {
	c.Described = Description{Title: c.Described.Title, TimeZone: c.Described.TimeZone, Example: c.Described.Example}.On(r.Name, r.describes())
	return nil
}
