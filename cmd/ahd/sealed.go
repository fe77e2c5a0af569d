package main

import (
	"context"

	"ahd/cmd/ahd/node"
	"ahd/events/ledger"
	"ahd/services/web"
)

// seal shows the pages what was signed, and who vouches for it.
type seal struct{ node *node.Node }

var _ web.Seal = seal{}

func (s seal) Covering(ctx context.Context, sequence uint64) (ledger.Checkpoint, []byte, error) {
	return s.node.Notary.Covering(ctx, sequence)
}

func (s seal) At(size uint64) ([]byte, error) { return s.node.Notary.At(size) }

func (s seal) Witnessed() ([]byte, error) { return s.node.Kept().Witnessed() }
