package witness

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger"
)

// ProofInBundle takes the proof that the tree of a checkpoint continues one of old
// leaves out of a bundle (events/ledger/FORMAT.md): out of the hashes of a whole one,
// or as it lies in one of a stream. The bundle need not be trusted, because the proof
// is checked like any other. It returns ErrUnproved where the bundle has none, and
// ErrFormat.
func ProofInBundle(file io.ReadSeeker, old uint64, next ledger.Checkpoint) (*ledger.Continuation, error) {
	if old == 0 || old >= next.Size {
		return nil, nil
	}
	members := tar.NewReader(file)
	for {
		member, err := members.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil, cause.Of(fmt.Errorf("%w: the bundle has no proof from %d events to %d", ErrUnproved, old, next.Size), err)
		case err != nil:
			return nil, noBundle("it is no tar file", err)
		case member.Name == "consistency/"+strconv.FormatUint(old, 10):
			text, err := io.ReadAll(io.LimitReader(members, largestNote))
			if err != nil {
				return nil, noBundle("it ends early", err)
			}
			return ParseProof(text)
		case member.Name == "hashes.bin":
			// The reader of the tar file has read no further than to here.
			start, err := file.Seek(0, io.SeekCurrent)
			if err != nil {
				return nil, noBundle("it cannot be read", err)
			}
			return proofOf(hashesAt{file, start, member.Size}, old, next)
		}
	}
}

// noBundle is what is wrong with a bundle.
func noBundle(sentence string, cause error) error {
	return &caused{fmt.Errorf("the bundle is %w", ErrFormat), cause, sentence}
}

func proofOf(hashes hashesAt, old uint64, next ledger.Checkpoint) (*ledger.Continuation, error) {
	proof := &ledger.Continuation{Old: old}
	made, err := tlog.ProveTree(int64(next.Size), int64(old), hashes)
	for _, hash := range made {
		proof.Hashes = append(proof.Hashes, events.Hash(hash))
	}
	return proof, err
}

// hashesAt are the hashes of a tree in stored order, somewhere in a file.
type hashesAt struct {
	file        io.ReadSeeker
	start, size int64 // in bytes
}

func (h hashesAt) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		at := index * tlog.HashSize
		if at < 0 || at+tlog.HashSize > h.size {
			return nil, fmt.Errorf("%w: the bundle ends before that checkpoint", ErrUnproved)
		}
		if _, err := h.file.Seek(h.start+at, io.SeekStart); err != nil {
			return nil, noBundle("it cannot be read", err)
		}
		if _, err := io.ReadFull(h.file, found[i][:]); err != nil {
			return nil, noBundle("it ends early", err)
		}
	}
	return found, nil
}
