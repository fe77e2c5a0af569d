package verification

import (
	"errors"
	"io"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// Record is a whole record, wherever it lies.
type Record struct {
	Note    []byte         // the checkpoint
	Older   []ledger.Older // older ones that were kept with it, ascending
	Entries Entries
	Hashes  io.Reader // what lies in hashes.bin; nil where it is not at hand
	Live    bool      // it may be growing: entries beyond the checkpoint are no fault

	// Source opens an archived text by its hash; nil, or nil for a hash, where it is not
	// at hand.
	Source func(hash string) (*io.SectionReader, error)
	Texts  io.Reader        // lines of texts.ndjson; nil where none are given
	Claims *bundle.Manifest // what somebody says of it; nil where nobody does
}

// Entries gives bodies in order: some at each call, io.EOF after the last. ErrCut and
// ErrLength of ledger mean that no whole one follows.
type Entries interface {
	Next() ([][]byte, error)
}

// refused is a failure on the way through an interface that knows errors alone.
func refused(err error) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return nil
}
