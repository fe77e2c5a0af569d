package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"ahd.example/ahd/services/commands/rule"

	"github.com/google/uuid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/events/strictjson"
	"ahd.example/ahd/services/commands"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/recording"
)

// Recording has commands recorded.
type Recording struct {
	*Register
	Recorder *recording.Recorder
	Files    *files.Store
	Private  *private.Store
	Owns     func(path string) bool // a file that is the data folder's own
	CopiesOf func(ctx context.Context, text string, erasure uint64) ([]folder.Copy, error)
}

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
	"part":          filling((*Recording).parting),
	"participation": filling((*Recording).participation),
	"figure":        filling((*Recording).figure),
	"rating":        (*Recording).rating,
	"title":         filling((*Recording).titled),
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
type decoder func(r *Recording, ctx context.Context, fields json.RawMessage) (rule.Command, error)

// Recordable names what can be recorded.
func Recordable() []string {
	return append(slices.Sorted(maps.Keys(recordable)), "deposit", "summary")
}

var errFields = usage("command", "The command could not be read. Nothing was recorded.")

// fieldsOf reads the fields of a command.
func fieldsOf[A any](fields json.RawMessage) (args A, err error) {
	if err := strictjson.Unmarshal(fields, &args); err != nil {
		return args, cause.Of(errFields, err)
	}
	return args, nil
}

// asTyped reads a command whose fields are typed.
func asTyped(e commands.Entry) decoder {
	return func(_ *Recording, _ context.Context, fields json.RawMessage) (rule.Command, error) {
		c, err := e.Read(fields)
		if err != nil {
			return nil, cause.Of(errFields, err)
		}
		return c, nil
	}
}

// filling decodes a command and fills in what nobody types.
func filling[C rule.Command](fill func(r *Recording, ctx context.Context, c *C) error) decoder {
	return func(r *Recording, ctx context.Context, fields json.RawMessage) (rule.Command, error) {
		c, err := fieldsOf[C](fields)
		if err != nil {
			return nil, err
		}
		err = fill(r, ctx, &c)
		return c, err
	}
}

// Who is who asks from the command line.
func Who(as, role string) rule.Who {
	if as != "" {
		return rule.ByPerson(as, role)
	}
	return rule.ByLocal(role)
}

// Record has a command recorded: on one thing, or on each of several commitments.
func (r *Recording) Record(ctx context.Context, args RecordArgs) (any, error) {
	if r.none() {
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
		return r.recordOnEach(ctx, args)
	}
	return r.recordOne(ctx, args)
}

func (r *Recording) recordOne(ctx context.Context, args RecordArgs) (any, error) {
	outcome, err := r.send(ctx, r.Recorder, args.What, args.request(), args.Command)
	if err != nil {
		p := ProblemOf(r.compared(ctx, args, err))
		if again(err) {
			p.CommandID = args.CommandID
		}
		return nil, p
	}
	// Whoever reads next sees it; if the book does not get there in time, it is
	// recorded all the same.
	_ = r.Recorder.Book.Wait(ctx, outcome.Sequence)
	recorded := Recorded{
		Recorded: outcome.Recorded, Sequence: outcome.Sequence,
		Kind: outcome.Stream.Kind, ID: outcome.Stream.ID, CommandID: outcome.ID,
	}
	if args.What == "erase" {
		return r.erased(ctx, recorded, args.Command)
	}
	return recorded, nil
}

// erased adds to what was recorded where the text may still be.
func (r *Recording) erased(ctx context.Context, recorded Recorded, fields json.RawMessage) (any, error) {
	command, err := fieldsOf[commitment.EraseText](fields)
	var copies []folder.Copy
	if err == nil {
		copies, err = r.CopiesOf(ctx, command.Text, recorded.Sequence)
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
func (r *Recording) send(ctx context.Context, recorder doer, what string, request recording.Request, fields json.RawMessage) (recording.Outcome, error) {
	outcome, err := r.sent(ctx, recorder, what, request, fields)
	return outcome, r.Recorder.Truly(request, err)
}

func (r *Recording) sent(ctx context.Context, recorder doer, what string, request recording.Request, fields json.RawMessage) (recording.Outcome, error) {
	request, fields, err := r.namedParties(ctx, what, request, fields)
	if err != nil {
		return recording.Outcome{}, err
	}
	switch what {
	case "deposit":
		return r.deposit(ctx, recorder, request, fields)
	case "summary":
		return r.publish(ctx, request, fields)
	}
	read, known := recordable[what]
	if !known {
		return recording.Outcome{}, usage("verb", "There is no such thing to record.")
	}
	c, err := read(r, ctx, fields)
	if err != nil {
		return recording.Outcome{}, err
	}
	request.Command = c
	return recorder.Do(ctx, request)
}

// again reports whether the same command may get in when it is sent again.
func again(err error) bool {
	return errors.Is(err, rule.ErrOutcomeUnknown) || errors.Is(err, rule.ErrConflict) || errors.Is(err, rule.ErrNotNow)
}

// recordOnEach records one command on several commitments, each under an id made from
// the command's and the commitment. All of them are decided before the first is
// recorded. If one is hindered after that, the same command completes them.
func (r *Recording) recordOnEach(ctx context.Context, args RecordArgs) (any, error) {
	each, err := args.onEach()
	if err != nil {
		return nil, err
	}
	for _, one := range each {
		if _, err := r.send(ctx, recording.DryRun{Recorder: r.Recorder}, one.What, one.request(), one.Command); err != nil {
			return nil, on(one, err)
		}
	}
	done := make([]any, 0, len(each))
	for _, one := range each {
		recorded, err := r.recordOne(ctx, one)
		if err != nil {
			return nil, args.hindered(len(done), len(each), on(one, err))
		}
		done = append(done, recorded)
	}
	return done, nil
}

// onEach spells the command for each commitment.
func (args RecordArgs) onEach() ([]RecordArgs, error) {
	namespace, err := uuid.Parse(args.CommandID)
	if err != nil {
		return nil, cause.Of(usage("command-id", "The command id must be a UUID such as 0197f3c2-5c1e-7c3a-9a55-0d6f1f2b3c4d. Nothing was recorded."), err)
	}
	var fields map[string]json.RawMessage
	if err := strictjson.Unmarshal(args.Command, &fields); err != nil || fields["commitment"] == nil {
		return nil, cause.Of(errFields, err)
	}
	seen := map[string]bool{}
	each := make([]RecordArgs, 0, len(args.Commitments))
	for _, id := range args.Commitments {
		if seen[id] {
			return nil, usage("commitment", "A commitment is named twice. Nothing was recorded.")
		}
		seen[id] = true
		one := args
		one.Commitments, one.CommandID = []string{id}, uuid.NewSHA1(namespace, []byte("commitment/"+id)).String()
		if fields["commitment"], err = json.Marshal(id); err == nil {
			one.Command, err = json.Marshal(fields)
		}
		if err != nil {
			return nil, err
		}
		each = append(each, one)
	}
	return each, nil
}

// on names the commitment that a problem is about.
func on(one RecordArgs, err error) *Problem {
	p := *ProblemOf(err)
	p.Detail = fmt.Sprintf("On %s: %s", shorten(one.Commitments[0]), p.Detail)
	return &p
}

// hindered is the problem of several commands of which some are recorded.
func (args RecordArgs) hindered(done, all int, p *Problem) *Problem {
	p.CommandID = args.CommandID
	if done > 0 {
		p.Recorded = nil // some of it is
		p.Detail = fmt.Sprintf("%d of %d are recorded; send it again with the same id to complete it. %s", done, all, p.Detail)
	}
	return p
}
