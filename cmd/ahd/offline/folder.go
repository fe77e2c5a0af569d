// Package offline answers: what can be checked without a register being open?
package offline

import (
	"fmt"
	"path/filepath"

	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/services/api"
)

// Folder is where a record lies that is read and not opened: its files are only ever
// appended to, so that this needs no lock, changes nothing, and works while a server runs.
type Folder struct {
	Data string // the data folder
	Head string // the file with the last signed size and root; in the folder if empty
}

// open opens the record of the data folder for reading.
func (f Folder) open() (*verification.Folder, error) {
	if !folder.Exists(f.Data) {
		return nil, api.Unknown("There is no register in this data folder.")
	}
	return verification.OpenFolder(f.Data)
}

// signedLast is the size in the file with the last signed size and root, which lies
// apart from the ledger so that one that was set back is noticed; 0 where it says none.
// It is read before the entries: they are on disk before it says their number.
func (f Folder) signedLast() (size uint64) {
	path := f.Head
	if path == "" {
		path = filepath.Join(f.Data, "head")
	}
	line, err := durable.ReadFile(path, 1<<10)
	if err != nil {
		return 0
	}
	if _, err := fmt.Sscan(string(line), &size); err != nil {
		return 0
	}
	return size
}

// setBack refuses a record that holds less than was signed.
func setBack(signed uint64, found verification.Result) error {
	if signed <= found.Events {
		return nil
	}
	return &verification.Failure{Kind: verification.Forked, Code: "register.rolled-back", Expected: fmt.Sprint(signed), Stands: fmt.Sprint(found.Events),
		Detail: fmt.Sprintf("The record was set back: %d events were signed, and %d are here.", signed, found.Events)}
}
