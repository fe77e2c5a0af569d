package moving

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/services/recording"
)

// Beginnable refuses to begin a register on a log outside that has one: the key that would
// be made for it could neither record nor sign there. It comes before anything is written
// to the folder. What cannot be asked now is said by what opens the log.
func Beginnable(ctx context.Context, at supervision.Address) error {
	if !folder.Empty(at.Dir) {
		return nil
	}
	at, _, err := supervision.Placed(at)
	if err != nil || at.NATS == "" {
		return err
	}
	events, err := supervision.Count(ctx, at)
	if err != nil || events == 0 {
		return nil
	}
	return recording.Elsewhere("key.not-the-registers",
		"At this address is the log of a register that was begun with another key, and this data folder is empty. Nothing was recorded, and nothing was put into the folder. To go on with that register, put its own keys/log.key here or restore a backup of it; to begin another, name a NATS server of its own.")
}

// Unbegun refuses to begin a register although log and ledger are empty, where the folder
// holds typed texts or files that another was recorded with.
func Unbegun(ctx context.Context, dir string, typed interface {
	Any(ctx context.Context) (bool, error)
}) error {
	words, err := typed.Any(ctx)
	if err != nil {
		return err
	}
	files, err := os.ReadDir(filepath.Join(dir, "files"))
	if err != nil || !words && len(files) == 0 {
		return err
	}
	return fmt.Errorf("%w: log and ledger are empty, and the folder holds texts or files of a register. Nothing was begun. Put its folders jetstream and ledger back, or restore the newest backup into an empty folder", ErrSetBack)
}
