package repair

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog/supervision"
)

// FinishExchange puts a store into its place in a data folder that was about to get there
// when we stopped: the damaged one had been moved already, and the new one is whole.
func FinishExchange(dir string) error {
	notes, err := stamps(dir)
	if err != nil {
		return err
	}
	if len(notes) == 0 { // a repair that was stopped before its new store was whole left nothing of use
		return tidy(dir)
	}
	for _, store := range []string{"jetstream", "ledger"} {
		place, fresh := filepath.Join(dir, store), filepath.Join(dir, supervision.PartFolder, store)
		if durable.Exists(fresh) && !durable.Exists(place) {
			if err := os.Rename(fresh, place); err != nil {
				return cause.Of(supervision.Unrepairable("the stores could not be exchanged; nothing was removed"), err)
			}
		}
	}
	return durable.Sync(dir)
}

// tidy removes what an earlier repair made and did not bring to its end.
func tidy(dir string) error {
	if err := os.RemoveAll(filepath.Join(dir, supervision.PartFolder)); err != nil {
		return cause.Of(supervision.Unrepairable("what an earlier repair left cannot be removed"), err)
	}
	return nil
}

// stamps are those of the repairs of which there is a note.
func stamps(dir string) (found []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, cause.Of(errors.New("the data folder cannot be read"), err)
	}
	for _, entry := range entries {
		if stamp, is := strings.CutPrefix(entry.Name(), supervision.NoteMark); is {
			found = append(found, stamp)
		}
	}
	return found, nil
}

// NoteRepairs records the repairs of which there is a note. The note goes when the
// event is there; a repair is recorded once, whoever finds its note. It waits for a
// clock that is believed.
func (m *Mender) NoteRepairs(ctx context.Context) error {
	if !m.Believed() {
		return nil
	}
	found, err := stamps(m.Dir)
	for _, stamp := range found {
		err = errors.Join(err, m.note(ctx, stamp))
	}
	return err
}

func (m *Mender) note(ctx context.Context, stamp string) error {
	path := filepath.Join(m.Dir, supervision.NoteMark+stamp)
	text, err := os.ReadFile(path)
	if err != nil {
		return cause.Of(errors.New("the note of a repair cannot be read"), err)
	}
	var repaired events.StoreRepaired
	if err := json.Unmarshal(text, &repaired); err != nil {
		return cause.Of(errors.New("the note of a repair cannot be read"), err)
	}
	if durable.Exists(filepath.Join(m.Dir, repaired.Kept)) { // else it was stopped before anything was moved
		if err := m.Record(ctx, stamp, repaired); err != nil {
			return err
		}
	}
	return os.Remove(path)
}
