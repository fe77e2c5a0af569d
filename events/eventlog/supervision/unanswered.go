package supervision

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/folder"
)

// The file "unanswered" holds the ids of the commands of which nobody knew the outcome
// when the folder was closed, one a line, and before them the time at which the log had
// been read to its end for their sake, if it had. After a crash nothing of the kind was
// written, and every id may be one. They are in doubt until the log has been read.
const unansweredFile = "unanswered"

// every stands for all ids.
const every = "*"

// lateFor is how long what an earlier connection sent may still get into an external
// log: the network keeps on delivering what a program sent that has ended since. A log
// of the folder ends with the program.
const lateFor = 2 * time.Minute

// before is what an earlier process may have sent without hearing an answer.
type before struct {
	ids   []string
	until uint64    // the book must have read so far
	since time.Time // when it had; zero before
}

func (b before) about(id string) bool {
	return slices.Contains(b.ids, every) || slices.Contains(b.ids, id)
}

// readUnanswered reads what the process before left; crashed says that it did not come
// to write it.
func readUnanswered(dir string, crashed bool) (b before, err error) {
	b.until = math.MaxUint64
	file, err := os.Open(filepath.Join(dir, unansweredFile))
	switch {
	case crashed:
		b.ids = []string{every}
	case err == nil:
		b.read(file)
	case !errors.Is(err, fs.ErrNotExist):
		return b, cause.Of(errors.New("the file of unanswered commands in the data folder cannot be read"), err)
	}
	if file != nil {
		return b, file.Close()
	}
	return b, nil
}

func (b *before) read(file io.Reader) {
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if id := lines.Text(); id == every || events.ValidUUID(id) {
			b.ids = append(b.ids, id)
		} else if at, err := time.Parse(time.RFC3339, id); err == nil {
			b.since = at
		}
	}
}

// writeUnanswered leaves the ids for the next process; nothing where there are none.
func writeUnanswered(dir string, since time.Time, ids []string) error {
	path := filepath.Join(dir, unansweredFile)
	if len(ids) == 0 {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return cause.Of(errors.New("the file of unanswered commands in the data folder cannot be taken away"), err)
		}
		return nil
	}
	slices.Sort(ids)
	lines := slices.Compact(ids)
	if !since.IsZero() {
		lines = slices.Insert(lines, 0, since.UTC().Format(time.RFC3339))
	}
	return folder.WriteWhole(path, strings.Join(lines, "\n")+"\n", 0o600)
}

// rest are the ids in doubt, and since when they could not get in any more, if that is so
// of all.
func (d *doubts) rest() (ids []string, since time.Time) {
	ids, since = slices.Clone(d.before.ids), d.before.since
	for _, log := range d.logs {
		if held := log.Held(); len(held) > 0 {
			ids, since = append(ids, held...), time.Time{}
		}
	}
	return ids, since
}
