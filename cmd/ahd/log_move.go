package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"ahd/events/folder"
	"ahd/services/api"
)

// logMove moves the log. In this verb the general flags say where to.
type logMove struct {
	Embedded  bool   `help:"Into the data folder itself. Else --nats says where to, and --nats-…, --replicas what is needed there."`
	OldIsGone bool   `help:"The log before is lost for good, and the ledger of this folder is all that there is. Your word for it is recorded."`
	URL       string `name:"url" env:"AHD_URL" placeholder:"URL" help:"Where people reach this node: https://commitments.example.org. It is recorded, so that another node can say who records, and ask whether it is there."`
	asking
}

// Run moves it, also under a server.
func (m *logMove) Run(ctx context.Context, p *program, c *cli) error {
	typed := c.NATS != "" && c.NATS != os.Getenv("AHD_NATS") && c.NATS != p.config.Value("nats")
	switch {
	case m.Embedded && typed:
		return api.Usage("The log is moved to --nats or into the folder itself, not both. Nothing was moved.")
	case !m.Embedded && c.NATS == "":
		return api.Usage("Say where to move the log: --nats URL, or --embedded for the data folder itself. Nothing was moved.")
	case !folder.Exists(c.Data):
		return api.Usage("There is no register in this data folder yet, so there is no log to move.")
	}
	if !m.Embedded {
		if _, err := folder.SplitAddresses(c.NATS); err != nil {
			return api.Usage("The address of --nats cannot be used: " + err.Error() + ". Nothing was moved.").Because(err)
		}
	}
	args := api.MoveArgs{AppointArgs: api.AppointArgs{URL: m.URL, OldIsGone: m.OldIsGone, As: m.As, Role: m.Role}}
	from := *c // where the log is now, the folder says
	if !m.Embedded {
		args.NATS, args.Replicas = c.NATS, c.Replicas
		for into, file := range map[*string]string{&args.CA: c.NATSCA, &args.Credentials: c.NATSCreds, &args.Certificate: c.NATSCert, &args.Key: c.NATSKey, &args.PasswordFile: c.NATSPasswordFile} {
			if file == "" {
				continue
			}
			absolute, err := filepath.Abs(file)
			if err != nil {
				return api.Usage("The name of a file for the connection cannot be used. Nothing was moved.").Because(err)
			}
			*into = absolute
		}
		from.nowhere()
	} else if _, said, err := folder.ReadPlace(c.Data); err != nil || said {
		from.nowhere() // a folder that does not say where its log is may be told by AHD_NATS
	}
	document, err := p.ask(ctx, &from, "move-log", args, false)
	if err != nil {
		return err
	}
	return p.print(document, func(document json.RawMessage) error {
		var answer api.Thing[api.Moved]
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		line(p.out, "The log is kept %s: %d events, root %s. This node (%s) records.", keptAt(answer.Row.Place), answer.Row.Size, answer.Row.Root, answer.Row.Node)
		return nil
	})
}

// keptAt is where a log is kept, in a sentence.
func keptAt(place string) string {
	if place == (folder.Place{}).String() {
		return "in the data folder itself"
	}
	return "at " + place
}

// nowhere leaves out where a log is.
func (o *opening) nowhere() {
	o.NATS, o.NATSCA, o.NATSCreds, o.NATSCert, o.NATSKey, o.NATSPasswordFile, o.Replicas = "", "", "", "", "", "", 0
}

// appointCommand lets this node record in the place of another.
type appointCommand struct {
	OldIsGone bool   `help:"The node that records is stopped or gone for good. Your word for it is recorded."`
	URL       string `name:"url" env:"AHD_URL" placeholder:"URL" help:"Where people reach this node: https://commitments.example.org."`
	asking
}

// Run appoints it, also under a server.
func (a *appointCommand) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "appoint", api.AppointArgs{URL: a.URL, OldIsGone: a.OldIsGone, As: a.As, Role: a.Role}, false)
	if err != nil {
		return err
	}
	return p.print(document, func(document json.RawMessage) error {
		var answer api.Thing[api.Moved]
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		if !answer.Row.Recorded {
			line(p.out, "This node (%s) is appointed already.", answer.Row.Node)
			return nil
		}
		line(p.out, "This node (%s) records from event %d on.", answer.Row.Node, *answer.Row.Sequence)
		return nil
	})
}
