package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// The file "node.next" holds the id that a node will have once it is appointed under that:
// it takes a new one where it leaves a log outside. It is written before the appointment
// is recorded, so that whoever stops in between knows itself by it.
const nextFile = "node.next"

// NextNodeID is that id; "" where there is none, or where the folder is a copy.
func NextNodeID(dir string) (string, error) {
	if id, err := NodeID(dir); err != nil || id == "" {
		return "", err
	}
	said, err := durable.ReadFile(filepath.Join(dir, nextFile), 1<<10)
	id := strings.TrimSpace(string(said))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !nodePattern.MatchString(id) {
		return "", nil
	}
	if err != nil {
		return "", cause.Of(errors.New("the file “"+nextFile+"” of the data folder cannot be read"), err)
	}
	return id, nil
}

// SetNextNodeID writes it. Its caller holds the folder.
func SetNextNodeID(dir, id string) error {
	return WriteWhole(filepath.Join(dir, nextFile), id+"\n", 0o600)
}

// TakeNextNodeID makes it the folder's.
func TakeNextNodeID(dir, id string) error {
	if err := SetNodeID(dir, id); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(dir, nextFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cause.Of(errors.New("the file “"+nextFile+"” of the data folder cannot be removed"), err)
	}
	return durable.Sync(dir)
}
