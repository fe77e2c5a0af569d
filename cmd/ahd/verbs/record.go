package verbs

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/google/uuid"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/folder"
	"ahd/events/strictjson"
	"ahd/services/commands"
	"ahd/services/commands/commitment"
	"ahd/services/recording"
)

// RecordArgs ask for one thing to be recorded.
type RecordArgs struct {
	What       string          `json:"what"`       // progress, evidence, …
	CommandID  string          `json:"command_id"` // empty for a new one
	As         string          `json:"as"`         // person id; empty for "local"
	Role       string          `json:"role"`       // empty for the one that the command usually needs
	OnBehalfOf string          `json:"on_behalf_of"`
	Confirmed  bool            `json:"confirmed"`
	Command    json.RawMessage `json:"command"` // the fields of the command

	// Commitments are those on each of which it is recorded, where it is several; the
	// answer is then a list, in their order.
	Commitments []string `json:"commitments,omitempty"`

	fresh bool // the id was made up here
}

// recordable is the table of what can be recorded from the command line: the commands of
// the catalogue whose fields are typed, and those that are made of what is typed.
var recordable = everyDecoder(map[string]decoder{
	"part":          filling(parting),
	"participation": filling(participation),
	"figure":        filling(figure),
	"rating":        rating,
	"title":         filling(titled),
	"corroborate":   quoting(func(c *commitment.CorroborateCommitment) *events.Quote { return &c.Quote }),
	"word":          quoting(func(c *commitment.WordCommitment) *events.Quote { return &c.Worded.Quote }),
})

func everyDecoder(all map[string]decoder) map[string]decoder {
	for _, e := range commands.Catalogue {
		if !e.Made {
			all[e.Verb] = asTyped(e)
		}
	}
	return all
}

// decoder makes a command of its fields. What it looks up never changes once it was
// recorded: the same fields sent again must be the same command.
type decoder func(ctx context.Context, d *Desk, fields json.RawMessage) (recording.Command, error)

var errFields = usage("command", "The command could not be read. Nothing was recorded.")

// asTyped reads a command whose fields are typed.
func asTyped(e commands.Entry) decoder {
	return func(_ context.Context, _ *Desk, fields json.RawMessage) (recording.Command, error) {
		c, err := e.Read(fields)
		if err != nil {
			return nil, cause.Of(errFields, err)
		}
		return c, nil
	}
}

// filling decodes a command and fills in what nobody types.
func filling[C recording.Command](fill func(d *Desk, ctx context.Context, c *C) error) decoder {
	return func(ctx context.Context, d *Desk, fields json.RawMessage) (recording.Command, error) {
		var c C
		if err := strictjson.Unmarshal(fields, &c); err != nil {
			return nil, cause.Of(errFields, err)
		}
		err := fill(d, ctx, &c)
		return c, err
	}
}

// Who is who asks from the command line.
func Who(as, role string) recording.Who {
	if as != "" {
		return recording.ByPerson(as, role)
	}
	return recording.ByLocal(role)
}

// errNoRegister is returned where something should be recorded about a register
// that nobody has opened.
var errNoRegister = usage("register.none", "There is no register in this data folder yet. Nothing was recorded. “ahd import register” or “ahd serve” begins one.")

func (d *Desk) record(ctx context.Context, args RecordArgs, _ Progress) (any, error) {
	if d.Node == nil {
		return nil, errNoRegister
	}
	who := Who(args.As, args.Role)
	if err := who.Check(); err != nil {
		return nil, err
	}
	if args.fresh = args.CommandID == ""; args.fresh {
		args.CommandID = uuid.Must(uuid.NewV7()).String()
	}
	if len(args.Commitments) > 0 {
		return d.recordOnEach(ctx, args)
	}
	return d.recordOne(ctx, args)
}

func (d *Desk) recordOne(ctx context.Context, args RecordArgs) (any, error) {
	outcome, err := d.send(ctx, d.Node.Recorder, args.What, args.request(), args.Command)
	if err != nil {
		p := ProblemOf(d.compared(ctx, args, err))
		if again(err) {
			p.CommandID = args.CommandID
		}
		return nil, p
	}
	// Whoever reads next sees it; if the book does not get there in time, it is
	// recorded all the same.
	_ = d.Node.Book.Wait(ctx, outcome.Sequence)
	recorded := Recorded{
		Recorded: outcome.Recorded, Sequence: outcome.Sequence,
		Kind: outcome.Stream.Kind, ID: outcome.Stream.ID, CommandID: outcome.ID,
	}
	if args.What == "erase" {
		return d.erased(ctx, recorded, args.Command)
	}
	return recorded, nil
}

// erased adds to what was recorded where the text may still be.
func (d *Desk) erased(ctx context.Context, recorded Recorded, fields json.RawMessage) (any, error) {
	var command recording.EraseText
	err := strictjson.Unmarshal(fields, &command)
	var copies []folder.Copy
	if err == nil {
		copies, err = d.Node.Backups.CopiesOf(ctx, command.Text, recorded.Sequence)
	}
	if err != nil {
		p := *ProblemOf(err)
		yes := true
		p.Recorded, p.CommandID = &yes, recorded.CommandID
		p.Detail = "The text is erased, and that is recorded. In which bundles and backups it may still be could not be found out. Send it again with the same id."
		return nil, &p
	}
	recorded.Copies = &copies
	return recorded, nil
}

func (args RecordArgs) request() recording.Request {
	return recording.Request{ID: args.CommandID, Who: Who(args.As, args.Role), OnBehalfOf: args.OnBehalfOf, Confirmed: args.Confirmed, Fresh: args.fresh}
}

// doer records a command, or says whether it would.
type doer interface {
	Do(ctx context.Context, request recording.Request) (recording.Outcome, error)
}

// send has the command with these fields recorded by recorder.
func (d *Desk) send(ctx context.Context, recorder doer, what string, request recording.Request, fields json.RawMessage) (recording.Outcome, error) {
	outcome, err := d.sent(ctx, recorder, what, request, fields)
	return outcome, d.Node.Recorder.Truly(request, err)
}

func (d *Desk) sent(ctx context.Context, recorder doer, what string, request recording.Request, fields json.RawMessage) (recording.Outcome, error) {
	request, fields, err := d.namedParties(ctx, what, request, fields)
	if err != nil {
		return recording.Outcome{}, err
	}
	switch what {
	case "deposit":
		return d.deposit(ctx, recorder, request, fields)
	case "summary":
		return d.publish(ctx, request, fields)
	}
	read, known := recordable[what]
	if !known {
		return recording.Outcome{}, usage("verb", "There is no such thing to record.")
	}
	c, err := read(ctx, d, fields)
	if err != nil {
		return recording.Outcome{}, err
	}
	request.Command = c
	return recorder.Do(ctx, request)
}

// again reports whether the same command may get in when it is sent again.
func again(err error) bool {
	return errors.Is(err, recording.ErrOutcomeUnknown) || errors.Is(err, recording.ErrConflict) || errors.Is(err, recording.ErrNotNow)
}
