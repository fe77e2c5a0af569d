package api

import (
	"context"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/auditing"
	"ahd.example/ahd/services/auditing/examination"
	"ahd.example/ahd/services/backup"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/moving"
	"ahd.example/ahd/services/recording"
)

// Examiner looks at everything in the folder.
type Examiner interface {
	// Examine compares every byte if deep. opening is why the folder could not be opened
	// whole; nil if it could.
	Examine(ctx context.Context, opening error, deep bool, progress func(done, total uint64)) (examination.Examination, error)
	Last() *examination.Examination // of this process; nil before the first
	FolderNotes(ctx context.Context) []string
}

// DoctorArgs say how closely to look.
type DoctorArgs struct {
	Deep bool `json:"deep"` // compare every byte
}

// Examined is what was found: a list whose rows are the findings.
type Examined struct {
	At   At                 `json:"at"` // null time where the book could not be read
	On   string             `json:"on"`
	Deep bool               `json:"deep"`
	Rows []auditing.Finding `json:"rows"`

	Unopened    bool   `json:"unopened,omitempty"`     // the folder could not be opened, and no store was looked at
	LogUnusable bool   `json:"log_unusable,omitempty"` // the log cannot be used, and was not compared
	ReadsOnly   string `json:"reads_only,omitempty"`   // who records, where this node does not

	PersonsNote string `json:"persons_note,omitempty"` // what must be known of the persons in it
	LogNote     string `json:"log_note,omitempty"`     // what could be better with the log
}

// Doctor looks at the whole folder and says what is wrong with it.
func (k *Keeping) Doctor(ctx context.Context, args DoctorArgs, progress Progress) (answer Examined, err error) {
	answer = Examined{On: k.today().String(), Deep: args.Deep, Rows: []auditing.Finding{}}
	if k.Examiner == nil {
		return answer, nil
	}
	found, err := k.Examiner.Examine(ctx, k.Opening, args.Deep, steps(progress))
	answer.Rows = found.Findings
	if err != nil {
		return answer, err
	}
	answer.Unopened, answer.ReadsOnly = k.Unopened, k.ReadsOnly()
	if k.Log != nil {
		answer.LogUnusable = k.Log.Ready() != nil
		answer.LogNote = k.Log.BatchNote()
	}
	if k.Book != nil {
		err = k.Book.Read(ctx, func(v *book.View) error { answer.At = at(v); return nil })
		if err == nil {
			answer.PersonsNote, err = examination.PersonsNote(ctx, k.Book)
		}
	}
	return answer, err
}

// Repairs mend what is wrong with the stores.
type Repairs interface {
	// RepairLog says what was found; nil where nothing was wrong.
	RepairLog(ctx context.Context, progress func(done, total uint64)) (*events.StoreRepaired, error)
	// AcceptStores says which were not as they were left.
	AcceptStores(ctx context.Context, progress func(done, total uint64)) ([]string, error)
}

// RepairArgs say what to mend.
type RepairArgs struct {
	Store string `json:"store"` // log, stores
}

// Repaired says what was mended.
type Repaired struct {
	Repaired bool     `json:"repaired"` // false where nothing was wrong
	Store    string   `json:"store"`
	Cause    *string  `json:"cause"` // what had been wrong
	Kept     *string  `json:"kept"`  // name in the data folder under which the damaged one is kept
	Size     *int     `json:"size"`  // events in it
	Root     *string  `json:"root"`  // RFC 6962, base64
	Accepted []string `json:"accepted,omitempty"`
}

// RepairedAs is the answer about a repair of a store.
func RepairedAs(store string, repair *events.StoreRepaired) Repaired {
	if repair == nil {
		return Repaired{Store: store}
	}
	return Repaired{Repaired: true, Store: repair.Store, Cause: &repair.Cause, Kept: book.OrNull(repair.Kept), Size: &repair.Size, Root: &repair.Root}
}

// Repair mends a store.
func (k *Keeping) Repair(ctx context.Context, args RepairArgs, progress Progress) (Thing[Repaired], error) {
	if k.none() {
		return Thing[Repaired]{}, usage("register.none", "There is no register in this data folder yet, so there is nothing to repair.")
	}
	var row Repaired
	switch args.Store {
	case "log":
		repair, err := k.Repairs.RepairLog(ctx, steps(progress))
		if err != nil {
			return Thing[Repaired]{}, err
		}
		row = RepairedAs("log", repair)
	case "stores":
		accepted, err := k.Repairs.AcceptStores(ctx, steps(progress))
		if err != nil {
			return Thing[Repaired]{}, err
		}
		row = Repaired{Repaired: len(accepted) > 0, Store: "stores", Accepted: accepted}
	default:
		return Thing[Repaired]{}, usage("store", "There is no such store. “ahd repair --help” lists them.")
	}
	return thing(ctx, k.Register, row)
}

// Backups are copies of everything that cannot be made anew.
type Backups interface {
	Write(ctx context.Context, file string) (backup.Manifest, error)
	NoteDrill() error   // the last was restored and compared
	Last() *backup.Last // nil where there was none
}

// Backup is a backup of the folder.
type Backup struct {
	Time  string  `json:"time"`
	Size  uint64  `json:"size"`  // events in it
	Root  string  `json:"root"`  // RFC 6962, base64
	Drill *string `json:"drill"` // when one was last restored and compared; null for never
}

// BackupArgs say where to.
type BackupArgs struct {
	File string `json:"file"` // from the root of the file system: a server has another folder to start from
}

// Backup writes a backup.
func (k *Keeping) Backup(ctx context.Context, args BackupArgs) (Thing[*Backup], error) {
	if k.none() {
		return Thing[*Backup]{}, usage("register.none", "There is no register in this data folder yet, so there is nothing to back up.")
	}
	if _, err := k.Backups.Write(ctx, args.File); err != nil {
		return Thing[*Backup]{}, err
	}
	return thing(ctx, k.Register, backupOf(k.Backups.Last()))
}

// Drilled notes that a backup of this folder was restored and compared.
func (k *Keeping) Drilled(ctx context.Context, _ struct{}) (Thing[*Backup], error) {
	if k.none() {
		return Thing[*Backup]{}, usage("register.none", "There is no register in this data folder yet.")
	}
	if err := k.Backups.NoteDrill(); err != nil {
		return Thing[*Backup]{}, err
	}
	return thing(ctx, k.Register, backupOf(k.Backups.Last()))
}

func backupOf(last *backup.Last) *Backup {
	if last == nil {
		return nil
	}
	b := &Backup{Time: book.Time(last.Time), Size: last.Size, Root: last.Root}
	if last.Drill != nil {
		drill := book.Time(*last.Drill)
		b.Drill = &drill
	}
	return b
}

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
