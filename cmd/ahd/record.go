package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/answers"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/commands"
	"ahd.example/ahd/services/commands/rule"
)

// recordCommand records one thing: it has a verb for each entry of the catalogue, and what
// is typed for that as its flags.
type recordCommand struct{ kong.Plugins }

// ownForms are the verbs for which more is to be done here than to send what was typed.
var ownForms = map[string]any{
	"evidence": recordEvidence{}, "erase": recordErase{}, "source": recordSource{}, "capture": recordCapture{},
	"attach": recordAttach{}, "method": recordMethod{},
}

// recordVerbs are the verbs of the catalogue, as kong reads them.
func recordVerbs() recordCommand {
	fields := make([]reflect.StructField, len(commands.Catalogue))
	for i, e := range commands.Catalogue {
		fields[i] = reflect.StructField{
			Name: fmt.Sprint("Verb", i), Type: flagsOf(e),
			Tag: reflect.StructTag(fmt.Sprintf(`cmd:"" name:%q group:%q help:%q`, e.Verb, e.Group, e.About)),
		}
	}
	return recordCommand{kong.Plugins{reflect.New(reflect.StructOf(fields)).Interface()}}
}

// flagsOf is what a verb takes: who records it and how, and what is typed for its command.
func flagsOf(e commands.Entry) reflect.Type {
	if own := ownForms[e.Verb]; own != nil {
		return reflect.TypeOf(own)
	}
	by := reflect.TypeFor[envelope]()
	if e.Command.Stream().Kind == "commitment" {
		by = reflect.TypeFor[onCommitment]()
	}
	return reflect.StructOf([]reflect.StructField{
		{Name: "By", Type: by, Tag: `embed:""`}, {Name: "Typed", Type: reflect.TypeOf(e.Typed), Tag: `embed:""`},
	})
}

// sender is who sends a command, and what it is about where that is no field of it.
type sender interface {
	about() string
	send(ctx context.Context, p *program, c *cli, what string, command any) error
}

// sentAsTyped reports whether what is typed for a verb is sent as it is: it is one of record,
// and has no form of its own.
func sentAsTyped(verb *kong.Node) bool {
	return verb.Parent != nil && verb.Parent.Name == "record" && ownForms[verb.Name] == nil
}

// recordTyped records what was typed for a verb. It is no Run of recordCommand: kong takes
// whatever has one for a command that can be run without a verb.
func (p *program) recordTyped(ctx context.Context, verb *kong.Node, c *cli) error {
	by := verb.Target.FieldByName("By").Addr().Interface().(sender)
	fields, err := rule.Fields(verb.Target.FieldByName("Typed"), by.about())
	if err != nil {
		return err
	}
	return by.send(ctx, p, c, verb.Name, fields)
}

// envelope is what every command that records can be given.
type envelope struct {
	asking
	OnBehalfOf string `group:"who" placeholder:"PARTY" help:"Organisation for which this is entered."`
	Confirmed  bool   `group:"who" help:"What was warned about in the text is harmless."`
	Receipt    string `group:"who" placeholder:"FILE" help:"Write the receipt there: the event, and the proof that it stands in the sealed record."`
	CommandID  string `name:"command-id" group:"who" placeholder:"UUID" help:"Id of this command. The same id twice is recorded once; made up if left out."`
}

func (envelope) about() string { return "" }

// send has one command recorded. Most are about something that is there already, and begin
// no register.
func (e envelope) send(ctx context.Context, p *program, c *cli, what string, command any) error {
	args, err := e.args(what, command)
	if err != nil {
		return err
	}
	first, may := command.(interface{ Begins() bool })
	document, err := p.ask(ctx, c, "record", args, may && first.Begins())
	if err != nil {
		return err
	}
	return e.told(ctx, p, c, document)
}

// args are the command in its envelope.
func (e envelope) args(what string, command any) (api.RecordArgs, error) {
	encoded, err := json.Marshal(command)
	return api.RecordArgs{
		What: what, CommandID: strings.ToLower(e.CommandID), As: e.As, Role: e.Role, OnBehalfOf: e.OnBehalfOf, Confirmed: e.Confirmed, Command: encoded,
	}, err
}

// onCommitment is what every command about a commitment is given. Named several times,
// the same is recorded on each of them.
type onCommitment struct {
	envelope
	Commitment []string `required:"" sep:"none" placeholder:"ID" help:"The commitment. Given again, the same is recorded on each: all of it is decided before the first is recorded."`
}

// about is the commitment for which the command is spelled; send puts the others in.
func (o onCommitment) about() string { return o.Commitment[0] }

// send has the command recorded on each commitment.
func (o onCommitment) send(ctx context.Context, p *program, c *cli, what string, command any) error {
	if len(o.Commitment) == 1 {
		return o.envelope.send(ctx, p, c, what, command)
	}
	if o.Receipt != "" {
		return api.Usage("A receipt is of one event: leave --receipt out, or name one commitment. Nothing was recorded.")
	}
	args, err := o.args(what, command)
	if err != nil {
		return err
	}
	if args.CommandID == "" { // whoever is told to ask again needs it
		args.CommandID = uuid.Must(uuid.NewV7()).String()
	}
	args.Commitments = o.Commitment
	document, err := p.ask(ctx, c, "record", args, false)
	if err != nil {
		return err
	}
	var all []json.RawMessage
	if err := json.Unmarshal(document, &all); err != nil {
		return err
	}
	for _, one := range all {
		if err := p.Print(one, answers.To(p.Terminal).Recorded); err != nil {
			return err
		}
	}
	return nil
}

// told prints what was recorded, and writes its receipt where somebody wants one. If
// that cannot be written, the event is recorded all the same.
func (e envelope) told(ctx context.Context, p *program, c *cli, document json.RawMessage) error {
	if err := p.Print(document, answers.To(p.Terminal).Recorded); err != nil || e.Receipt == "" {
		return err
	}
	var recorded api.Recorded
	if err := json.Unmarshal(document, &recorded); err != nil {
		return err
	}
	return p.writeReceipt(ctx, c, recorded.Sequence, e.Receipt)
}

// writeReceipt asks for the receipt of an event that was just recorded, and writes it.
func (p *program) writeReceipt(ctx context.Context, c *cli, sequence uint64, path string) error {
	receipt, err := p.ask(ctx, c, "receipt", api.ReceiptArgs{Sequence: sequence}, false)
	if err == nil {
		err = p.keepReceipt(receipt, path)
	}
	if err != nil {
		return unreceipted(sequence, err)
	}
	return nil
}

// unreceipted says that something was recorded and its receipt was not written.
func unreceipted(sequence uint64, err error) error {
	problem := *api.ProblemOf(err)
	yes := true
	problem.Recorded = &yes
	problem.Detail = fmt.Sprintf("Event %d was recorded. Its receipt was not written: “ahd log receipt %d -o FILE” writes it. %s", sequence, sequence, problem.Detail)
	return &problem
}

// clean is typed text as it is kept; blank text was not typed. Text that is not
// UTF-8 was refused before.
func clean(typed *string) *string {
	if typed == nil || !utf8.ValidString(*typed) {
		return typed
	}
	if words := rule.Clean(*typed); words != "" {
		return &words
	}
	return nil
}
