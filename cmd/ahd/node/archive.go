package node

import (
	"context"

	"ahd.example/ahd/events/files"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/services/recording"
)

// archive shows the archived texts to the recorder, and what they tell of.
type archive struct {
	files *files.Store
	bookReader
}

var _ recording.Sources = archive{}

func (a archive) Text(_ context.Context, sha256 string) ([]byte, error) { return a.files.Read(sha256) }

func (a archive) Telling(ctx context.Context, convening string) (sources []string, err error) {
	err = a.book.Read(ctx, func(v *book.View) error {
		row, _, err := convenings.Find(v, convening)
		sources = row.Sources
		return err
	})
	return sources, err
}
