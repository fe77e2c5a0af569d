package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// The file "node" holds the id of the node that keeps this folder. It is in no backup: a
// folder that is restored is another node, until a person appoints it. So is a folder
// that was copied; that it was is seen from the file "node.file", which holds by which
// number the file system knows "node".
const (
	nodeFile = "node"
	markFile = "node.file"
)

var nodePattern = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// NodeID is the id of the node that keeps the folder; "" where it has none: nothing was
// written to it yet, or it is a copy of another node's.
func NodeID(dir string) (string, error) {
	said, err := durable.ReadFile(filepath.Join(dir, nodeFile), 1<<10)
	id := strings.TrimSpace(string(said))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !nodePattern.MatchString(id) {
		return "", nil
	}
	if err != nil {
		return "", cause.Of(errors.New("the file “node” of the data folder cannot be read"), err)
	}
	mark, err := durable.ReadFile(filepath.Join(dir, markFile), 1<<10)
	if err != nil || strings.TrimSpace(string(mark)) != markOf(dir) {
		return "", nil // a file system that knows no numbers says "" both times
	}
	return id, nil
}

// SetNodeID gives the folder an id. Its caller holds the folder.
func SetNodeID(dir, id string) error {
	if err := WriteWhole(filepath.Join(dir, nodeFile), id+"\n", 0o600); err != nil {
		return err
	}
	return WriteWhole(filepath.Join(dir, markFile), markOf(dir)+"\n", 0o600)
}

// markOf is by which number the file system knows the file "node".
func markOf(dir string) string {
	info, err := os.Stat(filepath.Join(dir, nodeFile))
	if err != nil {
		return ""
	}
	known, is := info.Sys().(*syscall.Stat_t)
	if !is {
		return ""
	}
	return strconv.FormatUint(known.Ino, 10)
}
