package verbs

import (
	"context"
	"time"

	"ahd/cmd/ahd/node"
	"ahd/events"
	"ahd/projections/book"
	"ahd/services/auditing"
	"ahd/services/auditing/examination"
)

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

func (d *Desk) doctor(ctx context.Context, args DoctorArgs, progress Progress) (any, error) {
	answer := Examined{On: d.today().String(), Deep: args.Deep, Rows: []auditing.Finding{}}
	if d.Node == nil {
		return answer, nil
	}
	e, err := d.Node.Examiner.Examine(ctx, d.Unopened, args.Deep, steps(progress))
	if err != nil {
		return nil, err
	}
	answer.Rows = e.Findings
	answer.Unopened, answer.ReadsOnly = d.Unopened != nil && d.Node.Recorder == nil, d.Node.Moving.ReadsOnly()
	if d.Node.Log != nil {
		answer.LogUnusable = d.Node.Log.Ready() != nil
		answer.LogNote = d.Node.Log.BatchNote()
	}
	if d.Node.Book != nil {
		err = d.Node.Book.Read(ctx, func(v *book.View) error { answer.At = at(v); return nil })
		if err == nil {
			answer.PersonsNote, err = examination.PersonsNote(ctx, d.Node.Book)
		}
	}
	return answer, err
}

func steps(progress Progress) func(done, total uint64) {
	return func(done, total uint64) { progress(int(done), int(total)) }
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

func (d *Desk) repair(ctx context.Context, args RepairArgs, progress Progress) (any, error) {
	if d.Node == nil {
		return nil, usage("register.none", "There is no register in this data folder yet, so there is nothing to repair.")
	}
	answer := Thing{On: d.today().String()}
	switch args.Store {
	case "log":
		repair, err := d.Node.Mender.RepairLog(ctx, steps(progress))
		if err != nil {
			return nil, err
		}
		answer.Row = RepairedAs("log", repair)
	case "stores":
		accepted, err := d.Node.Mender.AcceptStores(ctx, steps(progress))
		if err != nil {
			return nil, err
		}
		answer.Row = Repaired{Repaired: len(accepted) > 0, Store: "stores", Accepted: accepted}
	default:
		return nil, usage("store", "There is no such store. “ahd repair --help” lists them.")
	}
	err := d.Node.Book.Read(ctx, func(v *book.View) error { answer.At = at(v); return nil })
	return answer, err
}

// Examine makes a desk on a folder that may not have been opened whole; unopened is why
// not. It can be asked for what is wrong with it, and nothing else.
func Examine(n *node.Node, unopened error, now func() time.Time) *Desk {
	return &Desk{Node: n, Unopened: unopened, Now: now}
}
