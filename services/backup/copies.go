package backup

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/events/ledger/verification"
)

const (
	// backupsKept is how long a backup is kept that may hold erased texts.
	backupsKept = 30 * 24 * time.Hour
	// erasureSlack is how long after the recording of an erasure a backup may have met the
	// text still, with room to spare.
	erasureSlack = time.Hour
	// maxCopies is how many copies are named, the newest.
	maxCopies = 1000
)

// CopiesOf are the bundles and backups in which an erased text may still be, in the order
// in which they were made; erasure is the event that says that it was erased.
func (b *Backups) CopiesOf(ctx context.Context, text string, erasure uint64) (found []folder.Copy, err error) {
	command, field, _ := strings.Cut(text, "/")
	said, _, err := b.Recorded(ctx, command)
	if err != nil {
		return nil, err
	}
	typed, err := b.envelope(said)
	if err != nil {
		return nil, err
	}
	erased, err := b.envelope(erasure)
	if err != nil {
		return nil, err
	}
	found = []folder.Copy{}
	now := b.Now()
	err = folder.ReadCopies(b.Dir, func(c folder.Copy) {
		switch c.Kind {
		case folder.BundleCopy: // which holds no documents, and no text whose erasure it knows
			if field == events.DocumentField || c.Size < said || c.Size >= erasure || c.Stream != nil && *c.Stream != typed.Subject {
				return
			}
		default: // its stores may be younger than its record
			if c.Size < said && c.Time.Before(typed.Time) || c.Size >= erasure && c.Time.After(erased.Time.Add(erasureSlack)) || c.Time.Before(now.Add(-backupsKept)) {
				return
			}
		}
		if found = append(found, c); len(found) > maxCopies {
			found = found[1:]
		}
	})
	return found, err
}

func (b *Backups) envelope(sequence uint64) (events.Envelope, error) {
	body, err := b.Ledger.Entry(sequence)
	if err != nil {
		return events.Envelope{}, err
	}
	envelope, _, err := events.Scan(body)
	return envelope, err
}

// WriteBundle writes a bundle of what is signed, or of one stream of it, without typed
// texts; "" is the whole record. It reads the ledger as it lies there, as anybody does.
// Errors: those of bundle.Write.
func (b *Backups) WriteBundle(ctx context.Context, stream string, out io.Writer) (err error) {
	record, err := verification.OpenFolder(b.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, record.Close()) }()
	contents, err := record.Contents(stream, nil)
	if err != nil {
		return err
	}
	return bundle.Write(ctx, out, contents)
}
