package peers

import (
	"context"
	"errors"
	"os"
	"path/filepath"
)

// openRaw opens a file to which a group is written at once and synced: no more than what
// the disk can do.
func openRaw(_ context.Context, dir string, body []byte, _ int) (*side, error) {
	file, err := os.OpenFile(filepath.Join(dir, "raw"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	var together []byte
	g := newGroup(func(all []asked) error {
		together = together[:0]
		for range all {
			together = append(together, body...)
		}
		if _, err := file.Write(together); err != nil {
			return err
		}
		return syncData(file)
	})
	return &side{
		note:   "those that wait are written with one write and one fdatasync, and nothing else is done",
		record: g.record,
		close: func() error {
			g.close()
			return errors.Join(file.Close())
		},
	}, nil
}
