package web

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/cause"
	"ahd/events/ledger/bundle"
	"ahd/projections/book"
	"ahd/projections/streams"
)

const (
	mostLeaving = 2                // bundles at once: for each the record is read several times
	longest     = time.Hour        // for a bundle, however slowly somebody takes it
	quietest    = 30 * time.Second // for the next 64 KiB of it
	portion     = 64 << 10         // bytes
)

// bundle gives the record away, or one stream of it, with all that is needed to check
// it: to anybody where the register was opened so. Typed texts never leave this way.
func (s *site) bundle(r *http.Request) (answer, error) {
	if err := s.mayReadRaw(r); err != nil {
		return answer{}, err
	}
	name, last := "record", uint64(0)
	subject := r.URL.Query().Get("stream")
	if subject != "" {
		var err error
		if last, err = s.lastOf(r, subject); err != nil {
			return answer{}, err
		}
		name = strings.ReplaceAll(subject, "/", "-")
	}
	_, _, err := s.sealed(r, last)
	return answer{
		mediaType: "application/x-tar", headers: map[string]string{"Content-Disposition": `attachment; filename="` + name + `.tar"`},
		flow: func(ctx context.Context, out io.Writer) error { return s.leave(ctx, subject, out) },
	}, err
}

// lastOf is the sequence of the newest event of a stream.
func (s *site) lastOf(r *http.Request, subject string) (sequence uint64, err error) {
	stream, err := events.ParseStream(subject)
	if err != nil {
		return 0, cause.Of(malformed("“stream” names a kind and an id, such as commitment/cm-1."), err)
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

var noStream = notFound("Nothing is recorded under that name.")

// leave writes a bundle while no more than a few others are written.
func (s *site) leave(ctx context.Context, subject string, out io.Writer) error {
	select {
	case s.leaving <- struct{}{}:
		defer func() { <-s.leaving }()
	default:
		return &problem{status: http.StatusServiceUnavailable, title: "Not now",
			sentence: "Others are fetching copies at this moment. Ask again in a few minutes."}
	}
	err := s.Bundle(ctx, subject, out)
	if errors.Is(err, bundle.ErrUnknownStream) {
		return cause.Of(noStream, err)
	}
	return err
}

// flow writes an answer while it is made. An error before its first bytes is a page
// like any other; after that, all that can be said is that it ends too early.
func (s *site) flow(w http.ResponseWriter, r *http.Request, a answer) error {
	ctx, cancel := context.WithTimeout(r.Context(), longest)
	defer cancel()
	to := &flowing{ctx: ctx, to: w, answer: a}
	out := bufio.NewWriterSize(to, portion)
	err := a.flow(ctx, out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil && to.begun {
		s.Messages.Warn("a bundle was not fetched to its end", "page", r.Pattern, "error", err)
		panic(http.ErrAbortHandler)
	}
	return err
}

// flowing writes the head before the first bytes, and waits for no reader for ever.
type flowing struct {
	ctx    context.Context
	to     http.ResponseWriter
	answer answer
	begun  bool
}

func (f *flowing) Write(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	// A recorder of tests has no deadline; whatever else has none ends with ctx.
	_ = http.NewResponseController(f.to).SetWriteDeadline(time.Now().Add(quietest))
	if !f.begun {
		f.begun = true
		f.answer.head(f.to)
	}
	return f.to.Write(p)
}
