package api

import (
	"context"

	"ahd/services/commands/rule"

	"ahd/events/eventlog/supervision"
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

// Mover moves the log, and appoints this node. Nothing is recorded where nothing had to be.
type Mover interface {
	MoveLog(ctx context.Context, to moving.Destination, who rule.Who, progress func(done, total uint64)) (*recording.Outcome, error)
	Appoint(ctx context.Context, to moving.Destination, who rule.Who) (*recording.Outcome, error)
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

// MoveLog moves the log to another place.
func (k *Keeping) MoveLog(ctx context.Context, args MoveArgs, progress Progress) (Thing[Moved], error) {
	if k.none() {
		return Thing[Moved]{}, usage("register.none", "There is no register in this data folder yet, so there is no log to move.")
	}
	who := Who(args.As, args.Role)
	if err := who.Check(); err != nil {
		return Thing[Moved]{}, err
	}
	to := args.destination()
	to.NATS, to.Replicas = args.NATS, args.Replicas
	to.Security = supervision.Security{CA: args.CA, Credentials: args.Credentials, Certificate: args.Certificate, Key: args.Key, PasswordFile: args.PasswordFile}
	outcome, err := k.Mover.MoveLog(ctx, to, who, steps(progress))
	if err != nil {
		return Thing[Moved]{}, err
	}
	return k.moved(ctx, outcome)
}

// Appoint lets this node append to the log.
func (k *Keeping) Appoint(ctx context.Context, args AppointArgs) (Thing[Moved], error) {
	if k.none() {
		return Thing[Moved]{}, errNoRegister
	}
	who := Who(args.As, args.Role)
	if err := who.Check(); err != nil {
		return Thing[Moved]{}, err
	}
	outcome, err := k.Mover.Appoint(ctx, args.destination(), who)
	if err != nil {
		return Thing[Moved]{}, err
	}
	return k.moved(ctx, outcome)
}

func (k *Keeping) moved(ctx context.Context, outcome *recording.Outcome) (Thing[Moved], error) {
	row := Moved{Place: k.Log.Place(), Node: k.Node.ID()}
	if outcome != nil {
		row.Recorded, row.Sequence = outcome.Recorded, &outcome.Sequence
		if err := k.Ledger.Wait(ctx, outcome.Sequence); err != nil {
			return Thing[Moved]{}, err
		}
	}
	size, root := k.Ledger.Root()
	row.Size, row.Root = size, root.String()
	return thing(ctx, k.Register, row)
}
