package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/services/reporting"
	"ahd/services/reporting/forms"
	"ahd/services/wording"
)

// sought is the summary that an address asks for.
type sought struct {
	Scope  []string // "province/PK-PB"
	At, On string   // "" for now, and for the day of At
	Method string   // "" for the shipped one
	Lang   string   // "en" or "ur"
	Format string   // of a file
	Step   string   // of the form
}

// Limits of what an address asks for.
const (
	mostScopes    = 20
	longestAsking = 2_000 // bytes
)

// readAsked reads an address. Several scopes can stand in it, everything else once.
func readAsked(r *http.Request) (sought, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || len(r.URL.RawQuery) > longestAsking {
		return sought{}, malformed("This address cannot be read. Start again from the form.")
	}
	a := sought{Lang: "en"}
	for name, given := range values {
		field := map[string]*string{"at": &a.At, "on": &a.On, "method": &a.Method, "lang": &a.Lang, "format": &a.Format, "step": &a.Step}[name]
		switch {
		case !utf8.ValidString(strings.Join(given, "")):
			return a, malformed("This address is not UTF-8. Start again from the form.")
		case name == "scope" || name == "more":
		case field == nil || len(given) > 1:
			return a, malformed("This address asks for what there is not, or for the same twice. Start again from the form.")
		case given[0] != "":
			*field = strings.TrimSpace(given[0])
		}
	}
	for _, text := range slices.Concat(values["scope"], strings.Fields(strings.Join(values["more"], " "))) {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(a.Scope, text) {
			a.Scope = append(a.Scope, text)
		}
	}
	if len(a.Scope) > mostScopes {
		return a, malformed("A summary is about 20 things at most. Start again with fewer, or with everything.")
	}
	if !slices.Contains(wording.Languages, a.language()) {
		return a, malformed("A summary can be read in English (en) or Urdu (ur).")
	}
	return a, nil
}

func (a sought) language() wording.Language { return wording.Language(a.Lang) }

// query is the address that asks the same, without what belongs to one page.
func (a sought) query() url.Values {
	values := url.Values{"scope": a.Scope, "lang": {a.Lang}}
	for name, value := range map[string]string{"at": a.At, "on": a.On, "method": a.Method} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return values
}

func (a sought) with(name, value string) string {
	values := a.query()
	values.Set(name, value)
	return values.Encode()
}

// exactly asks for the very same document again, whatever is recorded later.
func (a sought) exactly(d reporting.Document) sought {
	a.At, a.On, a.Method = count64(d.At.Sequence), d.On, forms.MethodName(d)
	return a
}

// Bounds of making summaries: how many at once, and for how long.
const (
	summariesAtOnce = 2
	longestSummary  = 30 * time.Second
	longestTurn     = 5 * time.Second
)

var errBusy = &problem{status: http.StatusServiceUnavailable, title: "Not now", sentence: "Several summaries are being made at this moment. Load this page again in a few seconds."}

// turn waits for leave to make a summary. Whoever got it gives it back.
func (s *site) turn(ctx context.Context) (giveBack func(), err error) {
	waiting, cancel := context.WithTimeout(ctx, longestTurn)
	defer cancel()
	select {
	case s.making <- struct{}{}:
		return func() { <-s.making }, nil
	case <-waiting.Done():
		return nil, errBusy
	}
}

// summarise makes the document that is asked for.
func (s *site) summarise(ctx context.Context, a sought) (d reporting.Document, err error) {
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
	read := s.Book.Read
	if q.On = s.today(); a.At != "" {
		past := s.pasts()
		if past == nil {
			return d, malformed("Past moments cannot be looked at here.")
		}
		m, err := past.Moment(ctx, a.At, s.Now())
		if err != nil {
			return d, noMoment(err)
		}
		q.On = m.Day
		read = bookOf{past, m.Sequence}.Read
	}
	if a.On != "" {
		if q.On, err = edtf.ParseDay(a.On); err != nil {
			return d, malformed("In this address stands no day. A day is written 2026-11-22.")
		}
	}
	err = read(ctx, func(v *book.View) error {
		if err := reporting.Sensible(v, q.On); err != nil {
			return err
		}
		d, err = reporting.Summarise(v, q, s.rootAt(v.At.Sequence))
		return err
	})
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return d, errBusy
	}
	return d, err
}

// pasts is where past moments are looked up, from now or from the past.
func (s *site) pasts() Past {
	if s.present != nil {
		return s.present.Past
	}
	return s.Past
}

// questionOf reads the scope and finds the method. A method of today counts what was
// known before it too.
func (s *site) questionOf(ctx context.Context, a sought) (q reporting.Question, err error) {
	q.Method = a.Method
	for _, text := range a.Scope {
		one, err := reporting.ParseScope(text)
		if err != nil {
			return q, err
		}
		q.Scope = append(q.Scope, one)
	}
	current := s
	if s.present != nil {
		current = s.present
	}
	err = current.Book.Read(ctx, func(v *book.View) error {
		m, err := reporting.MethodOf(v, a.Method)
		q.By = &m
		return err
	})
	return q, err
}

// summaryFile gives a summary to be saved.
func (s *site) summaryFile(r *http.Request) (answer, error) {
	a, err := readAsked(r)
	if err != nil {
		return answer{}, err
	}
	draw, known := reporting.Drawers[a.Format]
	if !known && a.Format != "json" {
		return answer{}, malformed("A summary cannot be had in that form.")
	}
	d, err := s.summarise(r.Context(), a)
	if err != nil {
		return answer{}, err
	}
	content, err := s.drawn(r.Context(), d, a, draw)
	return answer{mediaType: forms.MediaTypes[a.Format], content: content, headers: map[string]string{
		"Content-Disposition": `attachment; filename="` + forms.FileName(d, a.Format, a.Lang) + `"`,
	}}, err
}

func (s *site) drawn(ctx context.Context, d reporting.Document, a sought, draw reporting.Drawer) ([]byte, error) {
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
