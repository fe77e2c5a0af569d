package moving

import (
	"sync"
	"sync/atomic"

	"github.com/google/uuid"

	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/folder"
)

// A node that leaves a log outside takes another id, and the last event in that log is that
// it is appointed under this one. Whatever still stands at that log under the id that was,
// as a machine that was set back to a copy of its disk does, is not the node that records.

// identity is which node the folder says it is, and whether it says where its log is.
type identity struct {
	dir string

	mu      sync.Mutex // held while the folder is written to
	placed  bool       // the folder says where its log is
	written bool       // it says that, and which node it is
	id      string     // of this node; "" where nothing was written to the folder yet, or it is a copy
	next    string     // what it is once it is appointed under that; "" for nothing

	recorded   atomic.Bool // this process recorded something
	unrecorded atomic.Bool // this node has recorded nothing yet, in no process
}

// read asks the folder.
func (i *identity) read() (err error) {
	if i.id, err = folder.NodeID(i.dir); err != nil {
		return err
	}
	i.unrecorded.Store(i.id != "" && folder.IsNewNode(i.dir, i.id))
	i.next, err = folder.NextNodeID(i.dir)
	return err
}

// ID is the id of this node; "" where nothing was written to the folder yet, or it is a
// copy of another node's.
func (i *identity) ID() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.id
}

// Recorded reports whether this process recorded something.
func (i *identity) Recorded() bool { return i.recorded.Load() }

// noteRecorded notes it, and that this node has recorded.
func (i *identity) noteRecorded() {
	i.recorded.Store(true)
	if i.unrecorded.Load() && folder.NodeRecorded(i.dir) == nil { // else with the next event
		i.unrecorded.Store(false)
	}
}

// writePlace says in the folder where its log is and which node it is, before anything is
// recorded. The format comes first: from then on no older program begins another log.
func (i *identity) writePlace(log *supervision.Log) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.written {
		return nil
	}
	if err := folder.RaiseFormat(i.dir); err != nil {
		return err
	}
	if !i.placed {
		if err := supervision.WritePlace(log.At()); err != nil {
			return err
		}
		i.placed = true
		log.NotePlaced()
	}
	if i.id == "" {
		id := uuid.NewString()
		if err := folder.SetNewNodeID(i.dir, id); err != nil {
			return err
		}
		i.id = id
		i.unrecorded.Store(true)
	}
	i.written = true
	return nil
}

// say lets the folder say where the log is.
func (i *identity) say(place supervision.Address) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	err := folder.RaiseFormat(i.dir)
	if err == nil {
		err = supervision.WritePlace(place)
	}
	if err == nil {
		i.placed = true
	}
	return err
}

// renew writes down another id, which this node takes once it is appointed under that.
func (i *identity) renew() (string, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	id := uuid.NewString()
	if err := folder.SetNextNodeID(i.dir, id); err != nil {
		return "", err
	}
	i.next = id
	return id, nil
}

// is reports whether an id is this node's, or was to become it.
func (i *identity) is(id string) (bool, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.next == "" || i.next != id {
		return i.id == id, nil
	}
	if err := folder.TakeNextNodeID(i.dir, id); err != nil {
		return false, err
	}
	i.id, i.next = id, ""
	return true, nil
}
