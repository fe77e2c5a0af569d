package verbs

import (
	"context"

	"ahd/events/eventlog/supervision"
	"ahd/projections/book"
	"ahd/services/moving"
	"ahd/services/recording"
)

// MoveArgs say where to move the log. Files are named from the root of the file system: a
// server has another folder to start from.
type MoveArgs struct {
	NATS         string `json:"nats"` // empty for the data folder itself
	CA           string `json:"ca"`
	Credentials  string `json:"credentials"`
	Certificate  string `json:"certificate"`
	Key          string `json:"key"`
	PasswordFile string `json:"password_file"`
	Replicas     int    `json:"replicas"`
	AppointArgs
}

// AppointArgs say how this node is to be appointed.
type AppointArgs struct {
	URL       string `json:"url"`         // where people reach it; empty where that is not said, or as it was said before
	OldIsGone bool   `json:"old_is_gone"` // somebody gives their word for it
	As        string `json:"as"`
	Role      string `json:"role"`
}

// destination has the address that somebody gave and no other: where a server listens is no
// address at which another machine finds it.
func (a AppointArgs) destination() moving.Destination {
	return moving.Destination{URL: a.URL, OldIsGone: a.OldIsGone}
}

// Moved says where the log is now.
type Moved struct {
	Recorded bool    `json:"recorded"` // false where it was recorded before
	Sequence *uint64 `json:"sequence"` // of the event that says who appends; null where nothing was recorded
	Place    string  `json:"place"`
	Node     string  `json:"node"` // id of this node, which appends
	Size     uint64  `json:"size"` // events
	Root     string  `json:"root"` // RFC 6962, base64
}

func (d *Desk) moveLog(ctx context.Context, args MoveArgs, progress Progress) (any, error) {
	if d.Node == nil {
		return nil, usage("register.none", "There is no register in this data folder yet, so there is no log to move.")
	}
	who := Who(args.As, args.Role)
	if err := who.Check(); err != nil {
		return nil, err
	}
	to := args.destination()
	to.NATS, to.Replicas = args.NATS, args.Replicas
	to.Security = supervision.Security{CA: args.CA, Credentials: args.Credentials, Certificate: args.Certificate, Key: args.Key, PasswordFile: args.PasswordFile}
	outcome, err := d.Node.Moving.MoveLog(ctx, to, who, steps(progress))
	if err != nil {
		return nil, err
	}
	return d.moved(ctx, outcome)
}

func (d *Desk) appoint(ctx context.Context, args AppointArgs, _ Progress) (any, error) {
	if d.Node == nil {
		return nil, errNoRegister
	}
	who := Who(args.As, args.Role)
	if err := who.Check(); err != nil {
		return nil, err
	}
	outcome, err := d.Node.Moving.Appoint(ctx, args.destination(), who)
	if err != nil {
		return nil, err
	}
	return d.moved(ctx, outcome)
}

func (d *Desk) moved(ctx context.Context, outcome *recording.Outcome) (any, error) {
	row := Moved{Place: d.Node.Log.Place(), Node: d.Node.Moving.ID()}
	if outcome != nil {
		row.Recorded, row.Sequence = outcome.Recorded, &outcome.Sequence
		if err := d.Node.Ledger.Wait(ctx, outcome.Sequence); err != nil {
			return nil, err
		}
	}
	size, root := d.Node.Ledger.Root()
	row.Size, row.Root = size, root.String()
	answer := Thing{On: d.today().String(), Row: row}
	err := d.Node.Book.Read(ctx, func(v *book.View) error { answer.At = at(v); return nil })
	return answer, err
}
