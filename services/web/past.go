package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
)

// Past is the record as it was: the book of a past moment, and as things stood on a day;
// there the sequence 0 is that of now.
type Past interface {
	ReadOn(ctx context.Context, sequence uint64, on edtf.Day, read func(*book.View) error) error
	ReadAt(ctx context.Context, sequence uint64, read func(*book.View) error) error
	Moment(ctx context.Context, text string, now time.Time) (projections.Moment, error)
}

// A page of the past stands under the address of the page itself with where to look
// in front: /at/223/commitments/cm-1, /on/2027-06-30/, /at/223/on/2027-06-30/. Every
// link on it stays there; what would record is gone.

// routePast adds the addresses of past moments and other days.
func (f *Frame) routePast(mux *http.ServeMux) {
	if f.Past == nil {
		return
	}
	for _, pattern := range []string{"/at/{moment}/{page...}", "/on/{day}/{page...}", "/at/{moment}/on/{day}/{page...}"} {
		mux.HandleFunc(pattern, f.inThePast)
	}
	mux.Handle("/at", f.page(Methods{http.MethodGet: f.chooseMoment}))
}

// inThePast shows a page as it was at a moment, or as it stands on a day.
func (f *Frame) inThePast(w http.ResponseWriter, r *http.Request) {
	past, err := f.AskedBy(r).asOf(r)
	if err == nil && r.Method != http.MethodGet && r.Method != http.MethodHead {
		err = Methods{http.MethodGet: nil}.notAllowed()
	}
	if err != nil {
		write(w, r, f.apologise(r, err))
		return
	}
	inside := r.Clone(r.Context())
	inside.URL.Path, inside.URL.RawPath = "/"+r.PathValue("page"), ""
	if prefix := "/at/" + r.PathValue("moment"); r.PathValue("moment") != "" && !strings.HasPrefix(past.prefix+"/", prefix+"/") {
		write(w, r, Answer{Status: http.StatusSeeOther, Location: past.prefix + inside.URL.RequestURI()})
		return
	}
	past.mux().ServeHTTP(w, inside)
}

// asOf is the frame of a moment and a day.
func (f *Frame) asOf(r *http.Request) (*Frame, error) {
	past := *f
	past.Past, past.present = nil, f // there is no past of the past
	past.Ready = func() error { return nil }
	moment, day := r.PathValue("moment"), r.PathValue("day")
	sequence := uint64(0)
	if moment != "" {
		m, err := f.MomentOf(r.Context(), f.Past, moment)
		if err != nil {
			return nil, err
		}
		sequence = m.Sequence
		past.At, past.Book = sequence, BookAt(f.Past, sequence)
		past.Now = func() time.Time { return m.Time }
		past.prefix = "/at/" + Digits(m.Sequence)
		past.since = "/changes?from=" + Digits(m.Sequence)
		past.then = "This is how the register stood after event " + Count(int(m.Sequence)) + ", recorded " + f.Wording.DayOf(m.Time) + "."
		if day == "" && m.Day != f.register().Zone.Day(m.Time) { // the whole day was asked for
			day = m.Day.String()
		}
	}
	if day != "" {
		on, err := edtf.ParseDay(day)
		if err != nil {
			return nil, cause.Of(Malformed("In this address stands no day. A day is written 2026-11-22."), err)
		}
		text := on.String()
		past.Known, past.Book = past.Book, AsStoodOn(past.Book, f.Past, sequence, on)
		past.On, past.prefix = &on, past.prefix+"/on/"+text
		past.then = strings.TrimSpace(past.then + " This is how things stood on " + f.Wording.Date(&text) + ": what happened later is not counted, and what did not exist yet is not shown.")
	}
	return &past, nil
}

// MomentOf finds a moment by the number of an event or by a day. Times are not asked
// for here: by halving them, anybody could find out when something was recorded.
func (f *Frame) MomentOf(ctx context.Context, past Past, text string) (projections.Moment, error) {
	if strings.ContainsAny(text, "Tt:") {
		return projections.Moment{}, noMoment(projections.ErrMoment)
	}
	m, err := past.Moment(ctx, text, f.Now())
	if err != nil {
		err = noMoment(err)
	}
	return m, err
}

// noMoment says why a moment cannot be looked at.
func noMoment(err error) error {
	switch {
	case errors.Is(err, projections.ErrMoment):
		return cause.Of(Malformed("In this address stands no moment. A moment is the number of an event or a day like 2026-11-22."), err)
	case errors.Is(err, projections.ErrBefore):
		return cause.Of(NotFound("There is nothing to see: at that moment nothing was recorded yet."), err)
	case errors.Is(err, projections.ErrAhead):
		return cause.Of(NotFound("There is nothing to see yet: that moment has not come."), err)
	}
	return err
}

// chooseMoment leads from the form on every page to the page as it was on a day.
func (f *Frame) chooseMoment(r *http.Request) (Answer, error) {
	day, page := r.URL.Query().Get("day"), r.URL.Query().Get("page")
	if _, err := edtf.ParseDay(day); err != nil {
		return Answer{}, cause.Of(Malformed("A day is written 2026-11-22. Go back and choose one."), err)
	}
	target, err := url.Parse(page)
	if err != nil || !strings.HasPrefix(page, "/") || target.Host != "" {
		return Answer{}, cause.Of(Malformed("This address does not say which page of this register is meant."), err)
	}
	return Answer{Status: http.StatusSeeOther, Location: "/at/" + day + target.RequestURI()}, nil
}

// Current is the frame of now, from now or from the past.
func (f *Frame) Current() *Frame {
	if f.present != nil {
		return f.present
	}
	return f
}

// IsPast reports whether it is the frame of a past moment or of another day.
func (f *Frame) IsPast() bool { return f.present != nil }

// BookAt is the book of a moment; 0 is that of now.
func BookAt(past Past, sequence uint64) Book { return bookOf{past, sequence} }

// AsStoodOn is a book as things stood on a day, as far as was recorded by a moment.
func AsStoodOn(known Book, past Past, sequence uint64, on edtf.Day) Book {
	return bookOn{known, bookOf{past, sequence}, on}
}

// bookOf is the book of a moment. Nothing is added to it, so nobody waits.
type bookOf struct {
	past     Past
	sequence uint64
}

func (b bookOf) Read(ctx context.Context, read func(*book.View) error) error {
	return b.past.ReadAt(ctx, b.sequence, read)
}

func (bookOf) Wait(context.Context, uint64) error { return nil }

// bookOn is a book as things stood on a day.
type bookOn struct {
	Book
	at bookOf
	on edtf.Day
}

func (b bookOn) Read(ctx context.Context, read func(*book.View) error) error {
	return b.at.past.ReadOn(ctx, b.at.sequence, b.on, read)
}

// stay keeps the links of a page in the past. Everything that a page shows is
// escaped, so nothing but our own attributes can look like one; those with single
// quotes lead out of it.
func (f *Frame) stay(page []byte) []byte {
	if f.prefix == "" {
		return page
	}
	for _, attribute := range []string{` href="`, ` action="`} {
		page = bytes.ReplaceAll(page, []byte(attribute+"/"), []byte(attribute+f.prefix+"/"))
	}
	return page
}
