package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/events/eventlog/supervision"
	"ahd/services/backup"
	"ahd/services/importing"
	"ahd/services/recording"
)

// clearRemnants removes the copies that an examination, a backup or a drill made within
// the folder and that a crash left: they hold words that may be erased by now.
func (n *Node) clearRemnants(context.Context) error {
	for _, pattern := range []string{"examined-*", backup.CopyMark + "*", backup.DrillMark + "*"} {
		remnants, err := filepath.Glob(filepath.Join(n.options.Dir, pattern))
		for _, remnant := range remnants {
			err = errors.Join(err, os.RemoveAll(remnant))
		}
		if err != nil {
			return cause.Of(errors.New("what an earlier examination or backup left cannot be removed"), err)
		}
	}
	return nil
}

// finishExchange puts a store into its place that was about to get there when we
// stopped: the damaged one had been moved already, and the new one is whole.
func (n *Node) finishExchange(context.Context) error {
	notes, err := n.notes()
	if err != nil {
		return err
	}
	if len(notes) == 0 { // a repair that was stopped before its new store was whole left nothing of use
		if err := os.RemoveAll(filepath.Join(n.options.Dir, supervision.PartFolder)); err != nil {
			return cause.Of(supervision.Unrepairable("what an earlier repair left cannot be removed"), err)
		}
		return nil
	}
	for _, store := range []string{"jetstream", "ledger"} {
		place, fresh := filepath.Join(n.options.Dir, store), filepath.Join(n.options.Dir, supervision.PartFolder, store)
		if durable.Exists(fresh) && !durable.Exists(place) {
			if err := os.Rename(fresh, place); err != nil {
				return cause.Of(supervision.Unrepairable("the stores could not be exchanged; nothing was removed"), err)
			}
		}
	}
	return durable.Sync(n.options.Dir)
}

// notes are the stamps of the repairs of which there is a note.
func (n *Node) notes() (stamps []string, err error) {
	entries, err := os.ReadDir(n.options.Dir)
	if err != nil {
		return nil, cause.Of(errors.New("the data folder cannot be read"), err)
	}
	for _, entry := range entries {
		if stamp, is := strings.CutPrefix(entry.Name(), supervision.NoteMark); is {
			stamps = append(stamps, stamp)
		}
	}
	return stamps, nil
}

// noteRepairs records the repairs of which there is a note. The note goes when the
// event is there; a repair is recorded once, whoever finds its note. It waits for a
// clock that is believed.
func (n *Node) noteRepairs(ctx context.Context) error {
	if n.clock().Ahead() != nil {
		return nil
	}
	stamps, err := n.notes()
	for _, stamp := range stamps {
		err = errors.Join(err, n.noteRepair(ctx, stamp))
	}
	return err
}

func (n *Node) noteRepair(ctx context.Context, stamp string) error {
	path := filepath.Join(n.options.Dir, supervision.NoteMark+stamp)
	note, err := os.ReadFile(path)
	if err != nil {
		return cause.Of(errors.New("the note of a repair cannot be read"), err)
	}
	var repair events.StoreRepaired
	if err := json.Unmarshal(note, &repair); err != nil {
		return cause.Of(errors.New("the note of a repair cannot be read"), err)
	}
	if !durable.Exists(filepath.Join(n.options.Dir, repair.Kept)) { // it was stopped before anything was moved
		return os.Remove(path)
	}
	outcome, err := n.Recorder.RecordOwn(ctx, importing.CommandID(n.Key.Origin, events.Register.Subject()+"/"+stamp, repair.Type()), recording.NoteRepair{Repair: repair})
	if err != nil {
		return fmt.Errorf("the repair could not be recorded: %w", err)
	}
	if err := n.Book.Wait(ctx, outcome.Sequence); err != nil {
		return err
	}
	return os.Remove(path)
}
