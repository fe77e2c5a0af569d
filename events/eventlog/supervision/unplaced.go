package supervision

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
	"ahd.example/ahd/events/eventlog/localnats"
	"ahd.example/ahd/events/folder"
)

// ErrUnplaced is the class of why a folder is not used that does not say where its log
// is: one of an older version that was always given an address, or one put together by
// hand. To go on with another log than the one before would be another history.
var ErrUnplaced = errors.New("the data folder does not say where its log is, and the one that was looked at does not hold what the ledger holds")

// errMovedOut is the same of a folder whose ledger says more.
var errMovedOut = errors.New("the data folder does not say where its log is, and its ledger says that a NATS server keeps it")

// ErrNotHere is the same of a folder that says that it keeps its log itself, although none
// is there and this node was last appointed for one outside.
var ErrNotHere = errors.New("the data folder says that it keeps its log itself, no log is there, and its ledger says that this node records at a NATS server")

// notHereRemedy is what to do about that.
const notHereRemedy = "Write the address of that server into the file “log” of the data folder: place=, and the address. Only if what is there is lost for good: ahd log move --embedded --old-is-gone"

// UnplacedRemedy is what to do about it. That the log was never anywhere else is a word
// that somebody gives, and no advice.
const UnplacedRemedy = "Name the NATS server that keeps the log: --nats URL, with what you record next; from then on the folder says it. If none ever did, or its log is gone for good, “ahd log move --embedded” says what is needed."

// UnplacedSaid is what is wrong with where the folder says that its log is, and what to do
// about it.
func UnplacedSaid(reason error) string {
	if errors.Is(reason, ErrNotHere) {
		return ErrNotHere.Error() + ". " + notHereRemedy
	}
	return "the data folder does not say where its log is. " + UnplacedRemedy
}

// IsUnplaced reports whether the folder does not say where its log is.
func IsUnplaced(err error) bool {
	return errors.Is(err, ErrUnplaced) || errors.Is(err, errMovedOut) || errors.Is(err, ErrNotHere)
}

// unplacedBecause turns what is wrong with a log into what is wrong with the folder, where
// nothing says that the log is the folder's.
func (p *place) unplacedBecause(err error) error {
	if err == nil || !p.unplaced.Load() || !errors.Is(err, eventlog.ErrAbsent) && !errors.Is(err, comparison.ErrDamaged) && !errors.Is(err, ErrAnother) {
		return err
	}
	return cause.Of(ErrUnplaced, err)
}

// movedOut refuses the folder's own log where the ledger says that it is elsewhere, and
// the folder does not say where it is; or says that it is here, where none is: to make one
// would be another history beside the one that goes on there.
func (p *place) movedOut(ctx context.Context) error {
	unplaced := p.unplaced.Load()
	if p.At().NATS != "" || p.needs.Ledger.Size() == 0 || !unplaced && (p.needs.NodeID() == "" || ownLog(p.needs.Dir)) {
		return nil
	}
	last, err := p.lastAppointed(ctx)
	switch {
	case err != nil:
		return err
	case last.Log != events.LogExternal:
		return nil
	case unplaced:
		return errMovedOut
	case last.Node == p.needs.NodeID():
		return ErrNotHere
	}
	return nil
}

// lastAppointed is the newest appointment in the ledger; the zero one where there is none.
// In a folder of an older format there cannot be any.
func (p *place) lastAppointed(ctx context.Context) (last events.NodeAppointed, err error) {
	if folder.Older(p.needs.Dir) {
		return last, nil
	}
	appointed := last.Type()
	for next := uint64(1); next <= p.needs.Ledger.Size() && ctx.Err() == nil; {
		bodies, err := p.needs.Ledger.Entries(next)
		if err != nil {
			return last, err
		}
		for _, body := range bodies {
			if !bytes.Contains(body, []byte(appointed)) { // taking each event apart takes far longer
				continue
			}
			if envelope, _, err := events.Scan(body); err != nil || envelope.Type != appointed {
				continue // a damaged ledger says so itself
			}
			if e, err := events.Decode(body); err == nil {
				last = e.Data.(events.NodeAppointed)
			}
		}
		next += uint64(len(bodies))
	}
	return last, ctx.Err()
}

// Place is where the log is, as people and scripts are told: without passwords.
func (p *place) Place() string {
	place, _, err := p.At().place()
	if err != nil {
		return "unknown"
	}
	return place.String()
}

// ownLog reports whether events lie in the log that the folder itself would have.
func ownLog(dir string) bool {
	blocks, err := filepath.Glob(filepath.Join(dir, "jetstream", "*", "streams", eventlog.Name, "msgs", "*.blk"))
	if err != nil {
		return false
	}
	for _, block := range blocks {
		if info, err := os.Stat(block); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// NotePlaced notes that the folder says where its log is.
func (p *place) NotePlaced() { p.unplaced.Store(false) }

// RemedyFor is what to do where a log cannot be used.
func RemedyFor(reason error) string {
	if errors.Is(reason, ErrNotHere) {
		return notHereRemedy
	}
	if IsUnplaced(reason) {
		return UnplacedRemedy
	}
	if IsForeign(reason) {
		return rightAddress
	}
	if errors.Is(reason, ErrAnother) || errors.Is(reason, eventlog.ErrAbsent) || errors.Is(reason, localnats.ErrDamaged) {
		return comparison.RepairLog
	}
	return "See to its reason; it is tried again by itself."
}
