package folder

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// CopiesFile lists what left the data folder with typed texts in it, in lines of JSON that
// are only added: who erases a text is told where it may be still.
const CopiesFile = "copies.ndjson"

// longestCopy is the length of the longest line of it, in bytes.
const longestCopy = 1024

// The kinds of copies.
const (
	BundleCopy = "bundle"
	BackupCopy = "backup"
)

// Copy is a copy that left.
type Copy struct {
	Kind   string    `json:"kind"`
	Time   time.Time `json:"time"`   // when it was finished, UTC
	Scope  string    `json:"scope"`  // all, stream
	Stream *string   `json:"stream"` // null for the whole record
	Size   uint64    `json:"size"`   // events of the record whose texts it may hold
	SHA256 string    `json:"sha256"` // of its bytes, hexadecimal
}

var errCopies = errors.New("the list of copies in the data folder, " + CopiesFile + ", cannot be written or read")

// Copies is that list, opened to add to it: several processes may at the same time.
type Copies struct {
	dir  string
	file *os.File
}

// OpenCopies opens the list, which is made where it is absent, before anything leaves.
func OpenCopies(dir string) (*Copies, error) {
	file, err := os.OpenFile(filepath.Join(dir, CopiesFile), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return nil, cause.Of(errCopies, err)
	}
	return &Copies{dir, file}, nil
}

// Close closes it.
func (c *Copies) Close() error { return c.file.Close() }

// Note adds a copy. When it returns, that is on disk. A line that was cut off by a crash
// is ended first.
func (c *Copies) Note(left Copy) error {
	left.Time = left.Time.UTC()
	line, err := json.Marshal(left)
	if err != nil || len(line) >= longestCopy {
		return cause.Of(errCopies, err)
	}
	line = append(line, '\n')
	var last [1]byte
	if info, err := c.file.Stat(); err != nil {
		return cause.Of(errCopies, err)
	} else if info.Size() > 0 {
		if _, err := c.file.ReadAt(last[:], info.Size()-1); err == nil && last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	_, err = c.file.Write(line)
	if err := errors.Join(err, c.file.Sync(), durable.Sync(c.dir)); err != nil {
		return cause.Of(errCopies, err)
	}
	return nil
}

// NoteCopy adds a copy that left to the list of a folder.
func NoteCopy(dir string, left Copy) error {
	copies, err := OpenCopies(dir)
	if err != nil {
		return err
	}
	return errors.Join(copies.Note(left), copies.Close())
}

// ReadCopies calls each with every copy that left, in the order in which they were noted.
// A line that was cut off is passed over.
func ReadCopies(dir string, each func(Copy)) error {
	file, err := os.Open(filepath.Join(dir, CopiesFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cause.Of(errCopies, err)
	}
	defer file.Close()
	lines := bufio.NewReaderSize(file, longestCopy+1)
	for {
		line, err := lines.ReadSlice('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return cause.Of(errCopies, err)
		}
		var left Copy
		if json.Unmarshal(line, &left) == nil {
			each(left)
		}
	}
}
