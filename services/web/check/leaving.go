package check

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/services/web"
)

// maxLeaving is how many bundles are given away at once: for each the record is read
// several times.
const maxLeaving = 2

// bundle gives the record away, or one stream of it, with all that is needed to check
// it: to anybody where the register was opened so. Typed texts never leave this way.
func (s pages) bundle(r *http.Request) (web.Answer, error) {
	if err := s.mayReadRaw(r); err != nil {
		return web.Answer{}, err
	}
	name, last := "record", uint64(0)
	subject := r.URL.Query().Get("stream")
	if subject != "" {
		var err error
		if last, err = s.lastOf(r, subject); err != nil {
			return web.Answer{}, err
		}
		name = strings.ReplaceAll(subject, "/", "-")
	}
	_, _, err := s.sealed(r, last)
	return web.Answer{
		MediaType: "application/x-tar", Headers: map[string]string{"Content-Disposition": `attachment; filename="` + name + `.tar"`},
		Flow: func(ctx context.Context, out io.Writer) error { return s.leave(ctx, subject, out) },
	}, err
}

// lastOf is the sequence of the newest event of a stream.
func (s pages) lastOf(r *http.Request, subject string) (sequence uint64, err error) {
	stream, err := events.ParseStream(subject)
	if err != nil {
		return 0, cause.Of(web.Malformed("“stream” names a kind and an id, such as commitment/cm-1."), err)
	}
	err = s.Book.Read(r.Context(), func(v *book.View) error {
		row, err := streams.Find(v, stream)
		sequence = row.Sequence
		return err
	})
	if err == nil && sequence == 0 {
		err = noStream
	}
	return sequence, err
}

var noStream = web.NotFound("Nothing is recorded under that name.")

// leave writes a bundle while no more than a few others are written.
func (s pages) leave(ctx context.Context, subject string, out io.Writer) error {
	select {
	case s.leaving <- struct{}{}:
		defer func() { <-s.leaving }()
	default:
		return &web.Problem{Status: http.StatusServiceUnavailable, Title: "Not now",
			Sentence: "Others are fetching copies at this moment. Ask again in a few minutes."}
	}
	err := s.Bundle(ctx, subject, out)
	if errors.Is(err, bundle.ErrUnknownStream) {
		return cause.Of(noStream, err)
	}
	return err
}
