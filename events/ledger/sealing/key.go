package sealing

import (
	"fmt"
	"path/filepath"
	"sync/atomic"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
)

// registersKey says whether the key of the folder is the one with which the register
// was opened. Another neither records nor signs: what it signed would be a second
// history under the same name.
type registersKey struct {
	key    folder.Key
	ledger *ledger.Ledger
	same   atomic.Bool // it was found to be; the opening never changes
}

// check is nil where the ledger is empty: there is nothing to sign yet, and the first
// event will be the opening under this key.
func (k *registersKey) check() error {
	if k.same.Load() || k.ledger.Size() == 0 {
		return nil
	}
	body, err := k.ledger.Entry(1)
	if err != nil {
		return fmt.Errorf("the opening of the register cannot be read: %w", err)
	}
	if err := k.key.Opened(body); err != nil {
		return err
	}
	k.same.Store(true)
	return nil
}

// CheckKey refuses to mend the ledger of a folder that is not open under another key than
// the register's: what that one signed would look damaged. A ledger whose opening cannot
// be read is for the repair.
func CheckKey(dir string, key folder.Key) error {
	record, err := ledger.OpenCopy(filepath.Join(dir, "ledger"))
	if err != nil {
		return nil
	}
	defer record.Close() // it is only read
	entries, err := record.Entries()
	if err != nil {
		return nil
	}
	defer entries.Close() // it is only read
	first, err := ledger.NewReader(entries).Next()
	if err != nil || len(first) == 0 {
		return nil
	}
	return key.Opened(first[0])
}

// signer signs with the key, if it is the register's.
type signer struct {
	note.Signer
	key *registersKey
}

// Sign refuses where the register was opened with another key.
func (s signer) Sign(text []byte) ([]byte, error) {
	if err := s.key.check(); err != nil {
		return nil, err
	}
	return s.Signer.Sign(text)
}
