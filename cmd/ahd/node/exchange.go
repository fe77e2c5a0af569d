package node

import (
	"errors"
	"os"
	"path/filepath"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/services/auditing/examination"
	"ahd.example/ahd/services/backup"
)

// clearRemnants removes the copies that an examination, a backup or a drill made within
// the folder and that a crash left: they hold words that may be erased by now.
func clearRemnants(dir string) error {
	for _, pattern := range []string{examination.Remnants + "*", backup.CopyMark + "*", backup.DrillMark + "*"} {
		remnants, err := filepath.Glob(filepath.Join(dir, pattern))
		for _, remnant := range remnants {
			err = errors.Join(err, os.RemoveAll(remnant))
		}
		if err != nil {
			return cause.Of(errors.New("what an earlier examination or backup left cannot be removed"), err)
		}
	}
	return nil
}
