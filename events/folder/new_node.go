package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ahd.example/ahd/events/durable"
)

// The file "node.new" holds the id of a node that has not recorded anything yet: of a
// folder that was restored, until its first event. What it holds may be older than what
// another folder of the register recorded last.
const newFile = "node.new"

// IsNewNode reports whether the node with an id has recorded nothing yet. A file that
// cannot be read says that it has not: what is asked of a person then is one word too many.
func IsNewNode(dir, id string) bool {
	said, err := durable.ReadFile(filepath.Join(dir, newFile), 1<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return err != nil || strings.TrimSpace(string(said)) == id
}

// SetNewNodeID gives the folder the id of a node that has recorded nothing. Its caller
// holds the folder.
func SetNewNodeID(dir, id string) error {
	if err := WriteWhole(filepath.Join(dir, newFile), id+"\n", 0o600); err != nil {
		return err
	}
	return SetNodeID(dir, id)
}

// NodeRecorded notes that the node of the folder has recorded something. If we stop
// before, it is taken for a new one until its next event.
func NodeRecorded(dir string) error {
	if err := os.Remove(filepath.Join(dir, newFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
