package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

// Format is the version of the data folder that this build writes. In a folder of an
// older one nothing says where the log is; it is raised by what first writes to it.
const Format = "2"

// olderFormats are those that this build reads.
var olderFormats = []string{"1"}

// ConfigFile is the name of a configuration file that somebody put into the data folder.
const ConfigFile = "ahd.conf"

// LargestConfig is how much of it is read, in bytes.
const LargestConfig = 64 << 10

// ErrFormat is returned for a folder of another version, or one that is none of
// ours.
var ErrFormat = errors.New("the data folder has another format")

// Exists reports whether a register was ever opened in dir. A folder that holds
// only keys has none yet; one that holds a ledger alone has what the rest is made from.
func Exists(dir string) bool {
	for _, name := range []string{"format", filepath.Join("ledger", "entries.log")} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}

// Make makes the folder if it is absent.
func Make(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return cause.Of(errors.New("the data folder cannot be made"), err)
	}
	return nil
}

// CheckFormat refuses the folder of a version that this build does not know, and touches
// nothing.
func CheckFormat(dir string) error {
	found, err := readFormat(dir)
	switch {
	case err != nil:
		return err
	case found != "" && found != Format && !slices.Contains(olderFormats, found):
		return errors.Join(ErrFormat, errors.New("this program reads format "+Format+" and older ones; a newer ahd made this folder, use that one"))
	}
	return nil
}

// readFormat is the version that a folder states; "" where it states none.
func readFormat(dir string) (string, error) {
	found, err := durable.ReadFile(filepath.Join(dir, "format"), 1<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", cause.Of(errors.New("the format of the data folder cannot be read"), err)
	}
	return strings.TrimSpace(string(found)), nil
}

// RaiseFormat makes a folder one of this version: from then on an older program refuses
// it. Its caller holds the lock and has checked the format.
func RaiseFormat(dir string) error {
	if found, err := readFormat(dir); err != nil || found == Format {
		return err
	}
	return WriteWhole(filepath.Join(dir, "format"), Format+"\n", 0o600)
}

// Older reports whether the folder states an older version, of programs that did not say
// where the log is.
func Older(dir string) bool {
	found, err := readFormat(dir)
	return err == nil && slices.Contains(olderFormats, found)
}

// Began reports whether the folder states a version: one that was put together by hand,
// of a ledger and a key, does not.
func Began(dir string) bool {
	found, err := readFormat(dir)
	return err != nil || found != ""
}

// WriteWhole writes a file of the data folder as durable.WriteWhole does.
func WriteWhole(path, text string, mode fs.FileMode) error {
	if err := durable.WriteWhole(path, text, mode); err != nil {
		return cause.Of(errors.New("the file "+filepath.Base(path)+" of the data folder cannot be written"), err)
	}
	return nil
}
