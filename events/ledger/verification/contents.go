package verification

import (
	"cmp"
	"slices"
	"strings"

	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
)

// Contents are what a bundle of the record, or of one stream of it, is made of: what is
// signed now, and nothing behind it; no typed texts. Kept is a checkpoint that its reader
// kept besides, from which the record must have grown; nil for none.
func (f *Folder) Contents(stream string, kept *ledger.Older) (bundle.Contents, error) {
	note, err := f.Ledger.Checkpoint()
	if err != nil {
		return bundle.Contents{}, err
	}
	signed, err := NewProvable(note, nil)
	if err != nil {
		return bundle.Contents{}, err
	}
	policy, err := f.Ledger.Policy()
	if err != nil {
		return bundle.Contents{}, err
	}
	older, cosigned, err := f.before(signed.Checkpoint, kept)
	if cosigned != nil {
		note = cosigned
	}
	return bundle.Contents{
		Ledger: f.Ledger, Note: note, Signed: signed.Checkpoint, Older: older, Policy: policy, Tool: "ahd", Stream: stream, Source: f.Source,
	}, err
}

// before are the checkpoints of what the record was. cosigned is the newest as it was
// kept, with what partners added to it; nil where it was not.
func (f *Folder) before(newest ledger.Checkpoint, kept *ledger.Older) (older []ledger.Older, cosigned []byte, err error) {
	all, err := f.Ledger.Older()
	if err != nil {
		return nil, nil, err
	}
	if kept != nil {
		all = append(slices.DeleteFunc(all, func(o ledger.Older) bool { return o.Size == kept.Size }), *kept)
	}
	for _, o := range all {
		switch {
		case o.Size > 0 && o.Size < newest.Size:
			older = append(older, o)
		case strings.HasPrefix(string(o.Note), newest.Text()+"\n"):
			cosigned = o.Note
		}
	}
	slices.SortFunc(older, func(a, b ledger.Older) int { return cmp.Compare(a.Size, b.Size) })
	return older, cosigned, nil
}
