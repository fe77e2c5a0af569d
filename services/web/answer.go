package web

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime/debug"
	"strconv"
	"time"

	"ahd.example/ahd/events"
)

// Answer is what a handler found, before it is written.
type Answer struct {
	Status   int    // 0 is 200
	Location string // with 303 See Other, where to look
	allow    string // with 405, the methods that are allowed
	Again    bool   // whether trying again in a moment may help

	View     string // name of the template, and what it is to show
	Title    string
	Sequence uint64 // how far the book had read
	unread   bool   // the book cannot be read
	Undated  string // says how many facts were dated by their recording; "" where no day was asked for
	Page     any
	Home     string // address of the page of the thing that it tells of; "" where it leads to no events
	address  string // of this page as it is now; "" for what is no page of its own

	MediaType string // of content, which needs no template
	Content   []byte
	Flow      func(context.Context, io.Writer) error // writes it instead, where it is too much to be held
	Lasting   bool                                   // the content never changes under its address
	Headers   map[string]string
}

// handler finds an answer. It writes nothing, so that an error on the way is
// still a page of its own.
type handler func(r *http.Request) (Answer, error)

// Methods are the handlers of one address.
type Methods map[string]handler

// page answers requests for one address. HEAD is GET without its body.
func (f *Frame) page(m Methods) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := f.respond(m, r)
		if err == nil && a.Flow != nil && r.Method != http.MethodHead {
			if err = f.flow(w, r, a); err == nil {
				return
			}
		}
		if err != nil {
			a = f.apologise(r, err)
		}
		write(w, r, a)
	})
}

// respond finds and fills an answer.
func (f *Frame) respond(m Methods, r *http.Request) (a Answer, err error) {
	defer recovered(&err)
	if a, err = m.call(r); err == nil {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			a.address = addressOf(r)
		}
		err = f.fill(&a)
	}
	return a, err
}

// recovered turns a panic into an error like any other.
func recovered(err *error) {
	if wrong := recover(); wrong != nil {
		*err = fmt.Errorf("panic: %v\n%s", wrong, debug.Stack())
	}
}

func (m Methods) call(r *http.Request) (Answer, error) {
	if len(m) == 0 {
		return Answer{}, NotFound("There is nothing at this address.")
	}
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if answer, ok := m[method]; ok {
		return answer(r)
	}
	return Answer{}, m.notAllowed()
}

// addressOf is the address of a page, without what was waited for.
func addressOf(r *http.Request) string {
	query := r.URL.Query()
	query.Del("after")
	query.Del("already")
	query.Del("events") // of another moment there may be fewer
	query.Del("event")  // or not this one yet
	return (&url.URL{Path: r.URL.Path, RawQuery: query.Encode()}).RequestURI()
}

// fill executes the template of an answer that has one.
func (f *Frame) fill(a *Answer) (err error) {
	defer recovered(&err)
	if a.View == "" {
		return nil
	}
	var page bytes.Buffer
	if err := f.views[a.View].ExecuteTemplate(&page, "frame", f.around(*a)); err != nil {
		return fmt.Errorf("the page %s: %w", a.View, err)
	}
	content := []byte(events.Shown(page.String()))
	if a.Home != "" {
		content = leadOn(content, a.Home)
	}
	a.MediaType, a.Content = "text/html; charset=utf-8", f.stay(content)
	return nil
}

// write writes a response that is at hand.
func write(w http.ResponseWriter, r *http.Request, a Answer) {
	if a.Flow == nil {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.Content)))
	}
	a.head(w)
	if r.Method != http.MethodHead {
		w.Write(a.Content) // whoever does not listen any more needs no answer
	}
}

// head writes everything but the content. Nothing else writes a head.
func (a Answer) head(w http.ResponseWriter) {
	header := w.Header()
	for name, value := range map[string]string{"Location": a.Location, "Allow": a.allow, "Content-Type": a.MediaType} {
		if value != "" {
			header.Set(name, value)
		}
	}
	for name, value := range a.Headers {
		header.Set(name, value)
	}
	if a.Again {
		header.Set("Retry-After", "5")
	}
	if a.Lasting {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if a.Status == 0 {
		a.Status = http.StatusOK
	}
	w.WriteHeader(a.Status)
}

// Bounds of an answer that is written while it is made.
const (
	longest  = time.Hour        // however slowly somebody takes it
	quietest = 30 * time.Second // for the next portion of it
	portion  = 64 << 10         // bytes
)

// flow writes an answer while it is made. An error before its first bytes is a page
// like any other; after that, all that can be said is that it ends too early.
func (f *Frame) flow(w http.ResponseWriter, r *http.Request, a Answer) error {
	ctx, cancel := context.WithTimeout(r.Context(), longest)
	defer cancel()
	to := &flowing{ctx: ctx, to: w, answer: a}
	out := bufio.NewWriterSize(to, portion)
	err := a.Flow(ctx, out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil && to.begun {
		f.Messages.Warn("a bundle was not fetched to its end", "page", r.Pattern, "error", err)
		panic(http.ErrAbortHandler)
	}
	return err
}

// flowing writes the head before the first bytes, and waits for no reader for ever.
type flowing struct {
	ctx    context.Context
	to     http.ResponseWriter
	answer Answer
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
