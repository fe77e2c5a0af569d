package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"ahd.example/ahd/cmd/ahd/offline"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/api"
)

// logCommand is about the sealed record itself: what was signed, and who vouches for it.
// The verbs that check it read files that are only ever appended to: they need no lock,
// change nothing, and work while a server runs.
type logCommand struct {
	Verify      offline.Verify      `cmd:"" group:"checks" help:"Check the whole record: form, hashes, chains, times, signatures, quotes."`
	Prove       offline.Prove       `cmd:"" group:"checks" help:"Write the proof that an event is in the record (c2sp.org/tlog-proof)."`
	Consistency offline.Consistency `cmd:"" group:"checks" help:"Write the proof that the record continues a checkpoint that somebody kept."`
	Bundle      offline.Bundle      `cmd:"" group:"checks" help:"Write the record, or one stream of it, into one file that anybody can check offline."`
	Export      offline.Export      `cmd:"" group:"checks" help:"Write the raw events, one a line."`
	Move        logMove             `cmd:"" group:"checks" help:"Move the log to a NATS server or cluster, or back into the data folder: copied whole from the ledger, compared, then used."`

	Cosign            offline.Cosign       `cmd:"" group:"witnesses" help:"Vouch for a register, as a partner: sign its checkpoint, if that continues the one signed last."`
	AcceptCosignature logAccept            `cmd:"" group:"witnesses" help:"Keep what a partner cosigned, in the register. The policy says whose signatures count."`
	Monitor           offline.Monitor      `cmd:"" group:"witnesses" help:"Watch a register, as an auditor: what it shows must continue what it showed last time."`
	Receipt           logReceipt           `cmd:"" group:"receipts" help:"The receipt of an event: the event, and the proof that it stands in the sealed record."`
	CheckReceipt      offline.CheckReceipt `cmd:"" group:"receipts" help:"Check a receipt, without the register."`
}

// logAccept keeps what partners cosigned.
type logAccept struct {
	File string `arg:"" help:"What the partner sent: the line, the mail around it, or the whole checkpoint."`
	Size uint64 `placeholder:"N" help:"How many events the partner signed for. Needed for a bare line, unless it is a checkpoint that is kept."`
}

// Run sends it to whoever holds the data folder.
func (l *logAccept) Run(ctx context.Context, p *program, c *cli) error {
	file, err := offline.ReadBounded(l.File, 64<<10)
	if err != nil {
		return err
	}
	return p.show(ctx, c, "accept-cosignature", api.AcceptArgs{File: string(file), Size: l.Size}, func(document json.RawMessage) error {
		var answer api.AcceptedCosignature
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		p.Line("Kept: the checkpoint of %d events has %d cosignatures.", answer.Size, answer.Cosignatures)
		if answer.Satisfied {
			p.Line("The policy is met.")
			return nil
		}
		p.Line("The policy is not met yet.")
		return nil
	})
}

// logReceipt writes the receipt of an event.
type logReceipt struct {
	Sequence uint64 `arg:"" help:"Number of the event."`
	Output   string `short:"o" default:"-" placeholder:"FILE" help:"Where to write it; - is standard output."`
}

// Run writes it.
func (l *logReceipt) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "receipt", api.ReceiptArgs{Sequence: l.Sequence}, false)
	if err != nil {
		return err
	}
	return p.keepReceipt(document, l.Output)
}

// keepReceipt writes a receipt to a file, or shows it.
func (p *program) keepReceipt(document json.RawMessage, path string) error {
	var receipt api.ReceiptOf
	if err := json.Unmarshal(document, &receipt); err != nil {
		return err
	}
	if path == "-" {
		return p.Print(document, func(json.RawMessage) error {
			_, err := p.Out.Write([]byte(receipt.Receipt))
			return err
		})
	}
	if err := offline.WriteNew(path, []byte(receipt.Receipt)); err != nil {
		return err
	}
	p.Note("The receipt of event %d was written.", receipt.Sequence)
	return nil
}

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
	return p.show(ctx, &from, "move-log", args, func(document json.RawMessage) error {
		var answer api.Thing[api.Moved]
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		p.Line("The log is kept %s: %d events, root %s. This node (%s) records.", keptAt(answer.Row.Place), answer.Row.Size, answer.Row.Root, answer.Row.Node)
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
	return p.show(ctx, c, "appoint", api.AppointArgs{URL: a.URL, OldIsGone: a.OldIsGone, As: a.As, Role: a.Role}, func(document json.RawMessage) error {
		var answer api.Thing[api.Moved]
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		if !answer.Row.Recorded {
			p.Line("This node (%s) is appointed already.", answer.Row.Node)
			return nil
		}
		p.Line("This node (%s) records from event %d on.", answer.Row.Node, *answer.Row.Sequence)
		return nil
	})
}
