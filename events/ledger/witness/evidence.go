package witness

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"ahd.example/ahd/events/durable"
)

// maxEvidence is how many files of evidence lie beside one file; whoever has so many
// needs no more.
const maxEvidence = 1000

// KeepEvidence keeps two checkpoints of one log that cannot both be true, side by side:
// with both signatures they prove it to anybody. They lie beside a file, in its name and
// ".conflict", or ".conflict-2" and so on: no evidence is ever written over. It returns
// the name of the file, without its folder, and ErrState.
func KeepEvidence(beside, before, shown string) (name string, err error) {
	text := "Two checkpoints of one register that cannot both be true.\n\nSeen before:\n\n" + before + "\nShown now:\n\n" + shown
	for n := 1; n <= maxEvidence; n++ {
		path := beside + ".conflict"
		if n > 1 {
			path = fmt.Sprintf("%s-%d", path, n)
		}
		if err = durable.WriteNew(path, text, durable.Private); err == nil {
			err = durable.Sync(filepath.Dir(path))
		}
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
