package main

import (
	"context"

	"ahd/cmd/ahd/node"
	"ahd/events/ledger"
	"ahd/services/web"
	"ahd/services/web/changes"
	"ahd/services/web/check"
	commitmentpages "ahd/services/web/commitments"
	"ahd/services/web/convenings"
	"ahd/services/web/organisations"
	"ahd/services/web/summaries"
)

// webPages are all that a browser can be shown. A subject is added here; what stands around
// its pages it takes from the frame.
func webPages() []web.Subject {
	return []web.Subject{
		commitmentpages.Pages(), convenings.Pages(), organisations.Pages(), summaries.Pages(), changes.Pages(), check.Pages(),
	}
}

// seal shows the pages what was signed, and who vouches for it.
type seal struct{ node *node.Node }

var _ web.Seal = seal{}

func (s seal) Covering(ctx context.Context, sequence uint64) (ledger.Checkpoint, []byte, error) {
	return s.node.Notary.Covering(ctx, sequence)
}

func (s seal) At(size uint64) ([]byte, error) { return s.node.Notary.At(size) }

func (s seal) Witnessed() ([]byte, error) { return s.node.Notary.Kept().Witnessed() }
