package node

import (
	"context"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/services/auditing/examination"
	"ahd.example/ahd/services/moving"
)

// subjectOf is what there is to examine.
func subjectOf(n *Node) examination.Subject {
	return examination.Subject{
		Dir: n.options.Dir, Log: n.Log, Ledger: n.Ledger, Book: n.Book, Texts: n.Texts, Private: n.Private, Files: n.Files, Missing: n.missing,
		Clock: n.Clock, Zone: func() edtf.Zone { return n.Book.Described().Zone }, Now: n.options.Now,
		Changed: n.lastClose.Changed, Key: n.Notary.ForeignKey, Signed: n.Notary.Refuses, Appointed: n.Moving.Appointed,
		Stopped: func() error {
			if stop := n.Book.Stopped(); stop != nil {
				return stop
			}
			return nil
		},
		Unasked: func() string {
			if unasked, _ := n.Moving.Unasked(); unasked { // who is appointed cannot be read: then it is said as for one that may
				return moving.RecordedLast
			}
			return ""
		},
		Quarantine: n.Log.Quarantine,
		Anew: func(ctx context.Context, dir string) (examination.Anew, error) {
			return projections.Open(ctx, dir, n.Ledger, projections.Options{Texts: textReader{n.Texts}})
		},
		Messages: n.options.Messages,
	}
}
