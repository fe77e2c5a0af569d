package main

import (
	"fmt"
	"path/filepath"

	"ahd/events/durable"
	"ahd/events/ledger/verification"
)

// signedLast is the size in the file with the last signed size and root, which lies
// apart from the ledger so that one that was set back is noticed; 0 where it says none.
// It is read before the entries: they are on disk before it says their number.
func signedLast(c *cli) (size uint64) {
	path := c.Head
	if path == "" {
		path = filepath.Join(c.Data, "head")
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
