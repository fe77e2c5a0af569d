package verification_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"ahd.example/ahd/events/ledger/verification"
)

// brokenOff gives some entries, and then an answer that ended before its time.
type brokenOff struct{ bodies [][]byte }

func (b *brokenOff) Next() ([][]byte, error) {
	given := b.bodies
	b.bodies = nil
	if len(given) > 0 {
		return given, nil
	}
	return nil, &verification.Failure{Kind: verification.Unreachable, Code: "unreachable", Detail: "The server does not answer.", Cause: fmt.Errorf("asking: %w", io.EOF)}
}

// What caused a failure may be that a connection ended. The record did not end there.
func TestAnEndInsideAFailureIsNotTheEndOfTheRecord(t *testing.T) {
	r := newRegister(1, 7).story(12)
	for _, given := range [][][]byte{r.bodies[:3], r.bodies} {
		record := verification.Record{Note: r.checkpoint(len(r.bodies)), Entries: &brokenOff{given}}
		_, err := verification.Whole(t.Context(), record, verification.Demands{})
		var bad *verification.Failure
		if !errors.As(err, &bad) || bad.Kind != verification.Unreachable {
			t.Errorf("%d of %d entries came: %v", len(given), len(r.bodies), err)
		}
	}
}
