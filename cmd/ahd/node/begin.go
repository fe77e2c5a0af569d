package node

import (
	"context"

	"ahd/events/eventlog/supervision"
	"ahd/events/folder"
	"ahd/services/recording"
)

// beginnable refuses to begin a register on a log outside that has one: the key that would
// be made for it could neither record nor sign there. It comes before anything is written
// to the folder. What cannot be asked now is said by what opens the log.
func (n *Node) beginnable(ctx context.Context) error {
	if !folder.Empty(n.options.Dir) {
		return nil
	}
	options, _, err := Placed(n.options)
	if err != nil || options.NATS == "" {
		return err
	}
	events, err := supervision.Count(ctx, options.address())
	if err != nil || events == 0 {
		return nil
	}
	return recording.Elsewhere("key.not-the-registers",
		"At this address is the log of a register that was begun with another key, and this data folder is empty. Nothing was recorded, and nothing was put into the folder. To go on with that register, put its own keys/log.key here or restore a backup of it; to begin another, name a NATS server of its own.")
}
