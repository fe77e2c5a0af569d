package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"ahd.example/ahd/events/durable"

	"golang.org/x/mod/sumdb/note"
)

// Errors of a ledger that is not the one that was signed. Nothing is signed over them.
var (
	// ErrRolledBack means that less is here than was signed.
	ErrRolledBack = errors.New("the ledger holds less than was signed")
	// ErrRewritten means that what is here is not what was signed.
	ErrRewritten = errors.New("the ledger is not the one that was signed")
)

const roleCheckpoint = "the signed checkpoint"

// Notary signs what the ledger holds: at most once in each interval, only what
// continues what was signed before, and once more at the end. It alone has the key.
// First the head, then the checkpoint: if we stop between them, the head is ahead,
// and the next start signs the same again.
type Notary struct {
	ledger   *Ledger
	signer   note.Signer
	verifier note.Verifier
	path     string // of the checkpoint
	head     headFile

	mu     sync.Mutex
	signed Checkpoint // the last
	line   string     // what the head says; "" where there is none
	any    bool       // something was signed ever
	trust  bool       // what was signed was found in the ledger
	reason error      // why nothing is signed
}

// interval is how much time passes at least between two checkpoints.
const interval = time.Second

// OpenNotary reads what was signed before: the checkpoint of the folder dir and the
// head, which is the file head. Which of them is further ahead counts. A checkpoint
// without a valid signature, or a head that says another root for the same size, is an
// error: ErrCheckpoint, ErrRewritten, ErrDamaged.
func OpenNotary(l *Ledger, dir, head string, signer note.Signer, verifier note.Verifier) (*Notary, error) {
	n := &Notary{ledger: l, signer: signer, verifier: verifier, path: filepath.Join(dir, "checkpoint"), head: headFile{head}}
	var err error
	n.signed, n.line, err = readSigned(n.path, n.head, verifier)
	if err != nil {
		return nil, err
	}
	n.any = n.signed != Checkpoint{}
	return n, nil
}

// ReadSigned is what was signed last, by the checkpoint of the folder dir and the file
// head; the zero Checkpoint where nothing ever was. Errors: those of OpenNotary.
func ReadSigned(dir, head string, verifier note.Verifier) (Checkpoint, error) {
	signed, _, err := readSigned(filepath.Join(dir, "checkpoint"), headFile{head}, verifier)
	return signed, err
}

func readSigned(path string, file headFile, verifier note.Verifier) (signed Checkpoint, line string, err error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return signed, "", failure(roleCheckpoint, err)
	}
	if err == nil {
		if signed, err = OpenCheckpoint(text, verifier); err != nil {
			return Checkpoint{}, "", err
		}
	}
	size, root, found, err := file.read()
	if err != nil || !found {
		return signed, "", err
	}
	any := signed != Checkpoint{}
	if any && size == signed.Size && root != signed.Root {
		return Checkpoint{}, "", fmt.Errorf("%w: checkpoint and head name two roots of %d entries", ErrRewritten, size)
	}
	if !any || size > signed.Size {
		signed = Checkpoint{Origin: verifier.Name(), Size: size, Root: root}
	}
	return signed, headLine(size, root), nil
}

// Signed is what was signed last; false where nothing ever was.
func (n *Notary) Signed() (Checkpoint, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.signed, n.any
}

// Check says whether the ledger continues what was signed: nil, ErrRolledBack or
// ErrRewritten. A ledger that is still being filled again is rolled back until it is.
func (n *Notary) Check() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.check()
}

func (n *Notary) check() error {
	if n.trust || !n.any {
		return nil
	}
	if size := n.ledger.Size(); size < n.signed.Size {
		return fmt.Errorf("%w: %d of %d entries", ErrRolledBack, size, n.signed.Size)
	}
	root, err := n.ledger.RootAt(n.signed.Size)
	if err != nil {
		return err
	}
	if root != n.signed.Root {
		return fmt.Errorf("%w: its first %d entries have another root", ErrRewritten, n.signed.Size)
	}
	n.trust = true
	return nil
}

// Sign signs what the ledger holds now, if that is more than was signed. What it
// returns is why it did not: the errors of Check, ErrHead, those of the file system.
func (n *Notary) Sign() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.reason = n.sign()
	return n.reason
}

func (n *Notary) sign() error {
	if err := n.check(); err != nil {
		return err
	}
	size, root := n.ledger.Root()
	next := Checkpoint{Origin: n.ledger.Origin(), Size: size, Root: root}
	line := headLine(size, root)
	if size == 0 { // nothing to say yet
		return nil
	}
	if n.any && next == n.signed && n.line == line && n.stands() {
		return nil
	}
	if err := n.ledger.syncDerived(); err != nil {
		return err
	}
	text, err := Sign(next, n.signer)
	if err != nil {
		return fmt.Errorf("%s: %w", roleCheckpoint, err)
	}
	if n.line != line {
		if err := n.head.swap(n.line, line); err != nil {
			return err
		}
		n.line = line
	}
	if err := durable.WriteWhole(n.path, string(text), durable.Private); err != nil {
		return failure(roleCheckpoint, err)
	}
	n.signed, n.any, n.trust = next, true, true
	return nil
}

// stands reports whether the checkpoint file is what was signed last.
func (n *Notary) stands() bool {
	text, err := os.ReadFile(n.path)
	if err != nil {
		return false
	}
	c, err := OpenCheckpoint(text, n.verifier)
	return err == nil && c == n.signed
}

// Stopped is why nothing is signed; nil while all is well.
func (n *Notary) Stopped() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.reason
}

// Run signs whenever the ledger grew, until ctx ends. Its owner waits for it, and
// calls Sign once more before the ledger is closed.
func (n *Notary) Run(ctx context.Context) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if signed, any := n.Signed(); !any || n.ledger.Size() != signed.Size || n.Stopped() != nil {
			_ = n.Sign() // why not stays in Stopped
		}
	}
}

// Checkpoint is the text of the checkpoint as it lies on disk.
func (n *Notary) Checkpoint() ([]byte, error) {
	text, err := os.ReadFile(n.path)
	return text, failure(roleCheckpoint, err)
}

// syncDerived brings the derived files to disk, so that what was signed can be
// proved as fast after the power was lost.
func (l *Ledger) syncDerived() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if l.isClosed() {
		return ErrClosed
	}
	return errors.Join(l.offsets.sync(), l.hashes.sync())
}

// Earlier is the signed checkpoint of a size up to the one that was signed last. It
// is signed again where it was not kept, which says nothing new: it is continued by
// what was signed since. Errors: ErrNoEntry, and those of Check.
func (n *Notary) Earlier(size uint64) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.check(); err != nil {
		return nil, err
	}
	if size == 0 || !n.any || size > n.signed.Size {
		return nil, entryError(size, ErrNoEntry, fmt.Sprintf("%d are signed", n.signed.Size))
	}
	root, err := n.ledger.RootAt(size)
	if err != nil {
		return nil, err
	}
	return Sign(Checkpoint{Origin: n.ledger.Origin(), Size: size, Root: root}, n.signer)
}

// glanceInterval is how often Covering looks whether an event has been signed.
const glanceInterval = 20 * time.Millisecond

// Covering waits until a checkpoint covers the event with a sequence, and returns the
// newest. Errors: why nothing is signed, or that of ctx.
func (n *Notary) Covering(ctx context.Context, sequence uint64) (Checkpoint, []byte, error) {
	for {
		if c, any := n.Signed(); any && c.Size >= sequence {
			text, err := n.Checkpoint()
			if err != nil {
				return c, nil, err
			}
			c, err = OpenCheckpoint(text, n.verifier)
			if err != nil || c.Size >= sequence { // else the head is ahead of it, for a moment
				return c, text, err
			}
		}
		if err := n.Stopped(); err != nil {
			return Checkpoint{}, nil, err
		}
		select {
		case <-ctx.Done():
			return Checkpoint{}, nil, ctx.Err()
		case <-time.After(glanceInterval):
		}
	}
}
