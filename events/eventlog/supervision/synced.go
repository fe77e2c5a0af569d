package supervision

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/eventlog/localnats"
	"ahd.example/ahd/events/folder"
)

// The file "synced" says up to which event the folder's own log was on disk for certain.
// After a power cut, what lies behind it may be torn, and is compared with the ledger.
const syncedFile = "synced"

// flushInterval bounds how much of the log a start has to compare.
const flushInterval = 30 * time.Second

// readSynced is 0 where nobody knows: then all is compared.
func readSynced(dir string) (uint64, error) {
	text, err := durable.ReadFile(filepath.Join(dir, syncedFile), 64)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, cause.Of(errors.New("the file “synced” in the data folder cannot be read"), err)
	}
	sequence, err := strconv.ParseUint(strings.TrimSuffix(string(text), "\n"), 10, 64)
	if err != nil {
		return 0, nil
	}
	return sequence, nil
}

func writeSynced(dir string, sequence uint64) error {
	return folder.WriteWhole(filepath.Join(dir, syncedFile), strconv.FormatUint(sequence, 10)+"\n", 0o600)
}

// markSynced brings the files of a log to disk that reached so far before, and writes that
// down; nothing for 0.
func (p *place) markSynced(server *localnats.Server, head uint64) error {
	if err := server.Sync(); err != nil || head == 0 {
		return err
	}
	return writeSynced(p.needs.Dir, head)
}

// sound is how far the folder's own log reaches; 0 where it cannot be said what of it was
// written.
func (op *opener) sound(o *opened) uint64 {
	if o.server == nil || o.server.Health() != nil {
		return 0
	}
	ctx, cancel := context.WithTimeout(context.Background(), AskFor)
	defer cancel()
	head, err := o.log.Head(ctx)
	if err != nil {
		return 0
	}
	return head
}

// flush brings the folder's own log to disk.
func (op *opener) flush(ctx context.Context, o *opened) error {
	if o.server == nil {
		return nil
	}
	head, err := o.log.Head(ctx)
	if err == nil && (o.flushed.IsZero() || head != o.synced) {
		err = op.markSynced(o.server, head)
	}
	o.flushed, o.synced = time.Now(), head
	return err
}

// flushNow does it where it is time.
func (l *Log) flushNow(ctx context.Context) error {
	o := l.borrow()
	if o == nil {
		return nil
	}
	defer o.users.Done()
	if time.Since(o.flushed) < flushInterval {
		return nil
	}
	asking, cancel := context.WithTimeout(ctx, AskFor)
	defer cancel()
	if err := l.opener.flush(asking, o); ctx.Err() == nil {
		return err
	}
	return nil
}
