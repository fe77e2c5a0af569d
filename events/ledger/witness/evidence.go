package witness

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// mostEvidence is how many files of evidence lie beside one file; whoever has so many
// needs no more.
const mostEvidence = 1000

// KeepEvidence keeps two checkpoints of one log that cannot both be true, side by side:
// with both signatures they prove it to anybody. They lie beside a file, in its name and
// ".conflict", or ".conflict-2" and so on: no evidence is ever written over. It returns
// the name of the file, without its folder, and ErrState.
func KeepEvidence(beside, before, shown string) (name string, err error) {
	text := "Two checkpoints of one register that cannot both be true.\n\nSeen before:\n\n" + before + "\nShown now:\n\n" + shown
	for n := 1; n <= mostEvidence; n++ {
		path := beside + ".conflict"
		if n > 1 {
			path = fmt.Sprintf("%s-%d", path, n)
		}
		err = writeOnce(path, text)
		if errors.Is(err, fs.ErrExist) {
			if have, err := os.ReadFile(path); err != nil || string(have) != text {
				continue
			}
			return filepath.Base(path), nil
		}
		if err != nil {
			return "", because("the two checkpoints cannot be written", err)
		}
		return filepath.Base(path), nil
	}
	return "", because("the two checkpoints cannot be written", fs.ErrExist)
}

// writeOnce writes a file that is not there yet, and makes sure that it is on disk.
func writeOnce(path, text string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = strings.NewReader(text).WriteTo(file)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
