package summaries

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/summaries"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/reporting/forms"
	"ahd.example/ahd/services/web"
)

// Bounds of making summaries: how many at once, and for how long.
const (
	summariesAtOnce = 2
	longestSummary  = 30 * time.Second
	longestTurn     = 5 * time.Second
)

var errBusy = &web.Problem{Status: http.StatusServiceUnavailable, Title: "Not now", Sentence: "Several summaries are being made at this moment. Load this page again in a few seconds."}

// turn waits for leave to make a summary. Whoever got it gives it back.
func (s pages) turn(ctx context.Context) (giveBack func(), err error) {
	waiting, cancel := context.WithTimeout(ctx, longestTurn)
	defer cancel()
	_, over, err := s.asked.Enter(waiting, s.Client) // of one client one at a time
	if err != nil {
		return nil, cause.Of(errBusy, err)
	}
	select {
	case s.making <- struct{}{}:
		return func() { <-s.making; over() }, nil
	case <-waiting.Done():
		over()
		return nil, errBusy
	}
}

// summarise makes the document that is asked for.
func (s pages) summarise(ctx context.Context, a request) (d document.Document, err error) {
	giveBack, err := s.turn(ctx)
	if err != nil {
		return d, err
	}
	defer giveBack()
	ctx, cancel := context.WithTimeout(ctx, longestSummary)
	defer cancel()
	q, err := s.questionOf(ctx, a)
	if err != nil {
		return d, err
	}
	from, on, err := s.bookFor(ctx, a)
	if err != nil {
		return d, err
	}
	q.On = on
	err = from.Read(ctx, func(v *book.View) error {
		if err := reporting.Sensible(v, q.On); err != nil {
			return err
		}
		d, err = reporting.Summarise(v, q, s.RootAt(v.At.Sequence))
		return err
	})
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return d, errBusy
	}
	return d, err
}

// bookFor is the book from which a summary is made, and the day that it is about: the one
// that the address asks for, that of the page, or that of the moment. A summary of the
// first format is made of everything that was recorded by then.
func (s pages) bookFor(ctx context.Context, a request) (from web.Book, on edtf.Day, err error) {
	from, on, past, at, asked := s.Book, s.Today(), s.Current().Past, s.At, s.On != nil
	if s.Known != nil {
		from = s.Known
	}
	if past == nil && (a.At != "" || a.On != "") {
		return nil, on, web.Malformed("Past moments cannot be looked at here.")
	}
	if a.At != "" {
		m, err := s.MomentOf(ctx, past, a.At)
		if err != nil {
			return nil, on, err
		}
		from, on, at, asked = web.BookAt(past, m.Sequence), m.Day, m.Sequence, false
	}
	if a.On != "" {
		if on, err = edtf.ParseDay(a.On); err != nil {
			return nil, on, cause.Of(web.Malformed("In this address stands no day. A day is written 2026-11-22."), err)
		}
		asked = true
	}
	if asked && a.Shape != document.FormatOne {
		from = web.AsStoodOn(from, past, at, on)
	}
	return from, on, nil
}

// forEverybody is a document as it is given to whoever asks: dated, so that nobody finds
// out at what time an event was recorded by asking for a summary of it. One that was
// published is given as that was, byte for byte.
func (s pages) forEverybody(ctx context.Context, d document.Document) (document.Document, error) {
	encoded, err := d.JSON()
	if err != nil {
		return d, err
	}
	published := false
	err = s.Current().Book.Read(ctx, func(v *book.View) error {
		rows, err := summaries.List(v, book.Query{Filters: map[string]string{"digest": document.Digest(encoded)}})
		published = len(rows) > 0
		return err
	})
	if published {
		return d, err
	}
	return d.Dated(), err
}

// questionOf reads the scope and finds the method. A method of today counts what was
// known before it too.
func (s pages) questionOf(ctx context.Context, a request) (q reporting.Question, err error) {
	q.Method, q.Format = a.Method, a.Shape
	if a.Shape != "" && !slices.Contains(document.Formats, a.Shape) {
		return q, web.Malformed("A summary cannot be had in that shape.")
	}
	for _, text := range a.Scope {
		one, err := reporting.ParseScope(text)
		if err != nil {
			return q, err
		}
		q.Scope = append(q.Scope, one)
	}
	err = s.Current().Book.Read(ctx, func(v *book.View) error {
		m, err := reporting.MethodOf(v, a.Method)
		q.By = &m
		return err
	})
	return q, err
}

// summaryFile gives a summary to be saved.
func (s pages) summaryFile(r *http.Request) (web.Answer, error) {
	a, err := readAsked(r)
	if err != nil {
		return web.Answer{}, err
	}
	draw, known := document.Drawers[a.Format]
	if !known && a.Format != "json" {
		return web.Answer{}, web.Malformed("A summary cannot be had in that form.")
	}
	s.Frame = s.AskedBy(r)
	d, err := s.summarise(r.Context(), a)
	if err != nil {
		return web.Answer{}, err
	}
	if d, err = s.forEverybody(r.Context(), d); err != nil {
		return web.Answer{}, err
	}
	content, err := s.drawn(r.Context(), d, a, draw)
	return web.Answer{MediaType: forms.MediaTypes[a.Format], Content: content, Headers: map[string]string{
		"Content-Disposition": `attachment; filename="` + forms.FileName(d, a.Format, a.Lang) + `"`,
	}}, err
}

func (s pages) drawn(ctx context.Context, d document.Document, a request, draw document.Drawer) ([]byte, error) {
	if draw == nil {
		return d.JSON()
	}
	giveBack, err := s.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer giveBack()
	var out bytes.Buffer
	err = draw(d, a.Lang, &out)
	return out.Bytes(), err
}
