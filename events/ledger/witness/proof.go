package witness

import (
	"fmt"
	"strings"

	"ahd.example/ahd/events/ledger"
)

// ParseProof reads the proof that a tree continues an older one: what /log/consistency
// shows, with the checkpoint of the later tree behind it or without. It returns
// ErrFormat.
func ParseProof(file []byte) (*ledger.Continuation, error) {
	if len(file) > largestNote {
		return nil, fmt.Errorf("the proof is %w: it is too long", ErrFormat)
	}
	above, checkpoint, _ := strings.Cut(unixLines(file), "\n\n")
	proof, err := ledger.ParseContinuation([]byte(strings.TrimRight(above, "\n") + "\n\n" + checkpoint))
	if err != nil {
		return nil, fmt.Errorf("the proof is %w: %w", ErrFormat, err)
	}
	return &proof, nil
}
