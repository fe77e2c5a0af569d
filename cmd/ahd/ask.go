package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"time"

	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/api"
)

const (
	longestWait   = 10 * time.Second       // for another command that holds the folder
	retryInterval = 100 * time.Millisecond // while waiting for it
)

// asker asks for one run of the program: the open data folder, or the server that holds it.
type asker struct{ *terminal.Terminal }

// ask runs a verb: in this process if nobody holds the data folder, else in the
// server that does. It waits for another command to let the folder go. A verb
// that begins a register may make the folder.
func (a asker) ask(ctx context.Context, c *cli, verb string, args any, begins bool) (json.RawMessage, error) {
	encoded, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	if !folder.Exists(c.Data) && !(begins && api.OperationNamed(verb).Begins) {
		return a.askEmpty(ctx, verb, encoded)
	}
	for deadline := a.Now().Add(longestWait); ; {
		document, err := a.askOnce(ctx, c, verb, encoded)
		if !errors.Is(err, folder.ErrHeld) && !errors.Is(err, door.ErrGone) || ctx.Err() != nil {
			return document, err
		}
		if a.Now().After(deadline) {
			return nil, held(err)
		}
		select {
		case <-time.After(retryInterval):
		case <-ctx.Done():
		}
	}
}

// show asks a question that begins no register and prints the answer, or what says the same
// in words.
func (a asker) show(ctx context.Context, c *cli, verb string, args any, words func(document json.RawMessage) error) error {
	document, err := a.ask(ctx, c, verb, args, false)
	if err != nil {
		return err
	}
	return a.Print(document, words)
}

func (a asker) askOnce(ctx context.Context, c *cli, verb string, args json.RawMessage) (json.RawMessage, error) {
	n, err := node.Examine(ctx, a.options(c, ""))
	var held *folder.Held
	if errors.As(err, &held) && held.Socket != "" {
		if _, _, err := node.Placed(a.options(c, "")); err != nil { // it would not be asked about
			return nil, err
		}
		return a.askServer(ctx, held.Socket, door.Question{Verb: verb, Arguments: args, ClockIsRight: c.ClockIsRight})
	}
	switch {
	case err == nil:
		if said := n.Log.Remade(); said != "" && !a.JSON {
			a.Note("ahd: %s", said)
		}
	case !api.OperationNamed(verb).Unopened || errors.As(err, &held) || errors.Is(err, supervision.ErrAnotherAddress):
		return nil, unopened(verb, args, errors.Join(err, n.Close()))
	}
	asked := application(n, err, a.Now)
	document, problem := asked.Run(ctx, verb, args, a.Progress(verb))
	a.hear(asked.Describes())
	if err := n.Close(); err != nil && problem == nil {
		return nil, err
	}
	return document, asError(problem)
}

func (a asker) askServer(ctx context.Context, socket string, q door.Question) (json.RawMessage, error) {
	document, problem, err := door.Ask(ctx, socket, q, a.Progress(q.Verb))
	if errors.Is(err, door.ErrGone) {
		return nil, errors.Join(err, &folder.Held{Socket: socket})
	}
	if err != nil {
		return nil, serverEnded(q.Verb, err)
	}
	if !a.JSON && problem == nil { // words are by the register's clock
		var says api.Says
		if heard, _, err := door.Ask(ctx, socket, door.Question{Verb: "described", Arguments: json.RawMessage(`{}`)}, a.Progress(q.Verb)); err == nil && json.Unmarshal(heard, &says) == nil {
			a.hear(says)
		}
	}
	return document, asError(problem)
}

// hear remembers what the register says of itself. A zone that this build does not know
// leaves the clock that it has.
func (a asker) hear(says api.Says) {
	if register, err := says.Register(); err == nil {
		a.Register = register
	}
}

// askEmpty answers for a folder in which nothing was ever recorded, and leaves
// it as it is.
func (a asker) askEmpty(ctx context.Context, verb string, args json.RawMessage) (json.RawMessage, error) {
	asked, end, err := noApplication(ctx, a.Now)
	if err != nil {
		return nil, err
	}
	document, problem := asked.Run(ctx, verb, args, a.Progress(verb))
	if err := end(); err != nil && problem == nil {
		return nil, err
	}
	if problem == nil && !a.JSON {
		a.Note("There is no register in this data folder yet.")
	}
	return document, asError(problem)
}

// asError keeps a nil problem from becoming an error that is not nil.
func asError(problem *api.Problem) error {
	if problem == nil {
		return nil
	}
	return problem
}

// held is the problem of a folder that nobody let go in time.
func held(err error) error {
	p := api.ProblemOf(err)
	var holder *folder.Held
	if errors.As(err, &holder) {
		p.Detail = api.Capital(holder.Error()) + ". Nothing was recorded. Try again when it has ended."
	}
	return p
}

// serverEnded is the problem of a server that took a command and did not answer.
func serverEnded(verb string, err error) error {
	p := api.ProblemOf(errors.Join(api.ErrUnreachable, err))
	p.Detail = "The server ended before it answered."
	if errors.Is(err, door.ErrSilent) {
		p.Detail = "The server that holds the data folder does not answer any more: " + door.ErrSilent.Error() + "."
	}
	if api.OperationNamed(verb).Once {
		p.Exit, p.Code, p.Recorded = api.ExitUnknown, "outcome-unknown", nil
		p.Detail += " It is not known whether this was recorded. Send it again with the same id: it will not be recorded twice."
	}
	return p
}

// unopened is the problem of a folder that could not be opened. What is asked again may
// have been recorded before: that nothing was is said only of this time.
func unopened(verb string, args json.RawMessage, err error) error {
	var command api.RecordArgs
	if verb != "record" || json.Unmarshal(args, &command) != nil || command.CommandID == "" || errors.Is(err, folder.ErrHeld) || errors.Is(err, supervision.ErrAnotherAddress) {
		return err
	}
	p := *api.ProblemOf(err)
	p.Recorded = nil
	p.Detail = strings.Replace(p.Detail, "Nothing was recorded.", "Nothing was recorded now; whether it was before is not known.", 1)
	return &p
}

// options are those of the node that this program opens. A server tells its
// operator what goes wrong meanwhile; a verb has one answer, and what scripts
// read on standard error is that answer alone.
func (a asker) options(c *cli, socket string) node.Options {
	messages := slog.New(slog.DiscardHandler)
	if socket != "" {
		messages = slog.New(slog.NewTextHandler(a.Err, &slog.HandlerOptions{Level: slog.LevelError}))
	}
	return node.Options{
		Dir: c.Data, Name: c.Name, PublicRecord: c.PublicRecord, NATS: c.NATS, Replicas: c.Replicas,
		Head: c.Head, Security: supervision.Security{CA: c.NATSCA, Credentials: c.NATSCreds, Certificate: c.NATSCert, Key: c.NATSKey, PasswordFile: c.NATSPasswordFile},
		Socket: socket, Now: a.Now, ClockIsRight: c.ClockIsRight, Drill: c.drill, Messages: messages,
	}
}
