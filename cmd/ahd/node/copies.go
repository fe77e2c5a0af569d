package node

import (
	"context"
	"errors"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/folder"
	"ahd/services/recording"
)

const (
	// backupsKept is how long a backup is kept that may hold erased texts.
	backupsKept = 30 * 24 * time.Hour
	// erasureSlack is how long after the recording of an erasure a backup may have met the
	// text still, with room to spare.
	erasureSlack = time.Hour
	// mostCopies is how many copies are named, the newest.
	mostCopies = 1000
)

// NoteCopy remembers a copy that left the folder.
func (n *Node) NoteCopy(left folder.Copy) error {
	copies, err := folder.OpenCopies(n.options.Dir)
	if err != nil {
		return err
	}
	return errors.Join(copies.Note(left), copies.Close())
}

// CopiesOf are the bundles and backups in which an erased text may still be, in the order
// in which they were made; erasure is the event that says that it was erased.
func (n *Node) CopiesOf(ctx context.Context, text string, erasure uint64) (found []folder.Copy, err error) {
	command, field, _ := strings.Cut(text, "/")
	said, _, err := shelf{n.Book}.Recorded(ctx, command)
	if err != nil {
		return nil, err
	}
	typed, err := n.envelope(said)
	if err != nil {
		return nil, err
	}
	erased, err := n.envelope(erasure)
	if err != nil {
		return nil, err
	}
	found = []folder.Copy{}
	now := n.options.Now()
	err = folder.ReadCopies(n.options.Dir, func(c folder.Copy) {
		switch c.Kind {
		case folder.BundleCopy: // which holds no documents, and no text whose erasure it knows
			if field == recording.DocumentField || c.Size < said || c.Size >= erasure || c.Stream != nil && *c.Stream != typed.Subject {
				return
			}
		default: // its stores may be younger than its record
			if c.Size < said && c.Time.Before(typed.Time) || c.Size >= erasure && c.Time.After(erased.Time.Add(erasureSlack)) || c.Time.Before(now.Add(-backupsKept)) {
				return
			}
		}
		if found = append(found, c); len(found) > mostCopies {
			found = found[1:]
		}
	})
	return found, err
}

func (n *Node) envelope(sequence uint64) (events.Envelope, error) {
	body, err := n.Ledger.Entry(sequence)
	if err != nil {
		return events.Envelope{}, err
	}
	envelope, _, err := events.Scan(body)
	return envelope, err
}
