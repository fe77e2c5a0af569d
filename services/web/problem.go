package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"ahd/projections/book"
	"ahd/services/recording"
	"ahd/services/reporting"
)

// problem is why the page that was asked for is not shown, in words for people.
type problem struct {
	status   int
	title    string
	sentence string
	allow    string // with 405
}

func (p *problem) Error() string { return p.sentence }

func notFound(sentence string) *problem {
	return &problem{status: http.StatusNotFound, title: "Not found", sentence: sentence}
}

func malformed(sentence string) *problem {
	return &problem{status: http.StatusBadRequest, title: "Not understood", sentence: sentence}
}

func tooLarge(sentence string) *problem {
	return &problem{status: http.StatusRequestEntityTooLarge, title: "Too large", sentence: sentence}
}

func forbidden(sentence string) *problem {
	return &problem{status: http.StatusForbidden, title: "Not allowed", sentence: sentence}
}

func (m methods) notAllowed() *problem {
	var allowed []string
	for method := range m {
		allowed = append(allowed, method)
		if method == http.MethodGet {
			allowed = append(allowed, http.MethodHead)
		}
	}
	slices.Sort(allowed)
	return &problem{
		status: http.StatusMethodNotAllowed, title: "Not possible here", allow: strings.Join(allowed, ", "),
		sentence: "This address does not answer that kind of request.",
	}
}

// classes is the table in which refusals become statuses.
var classes = []struct {
	class  error
	status int
	title  string
}{
	// It wraps what a later attempt was refused for, and does not tell of the first.
	{recording.ErrOutcomeUnknown, http.StatusServiceUnavailable, "Not known whether it was recorded"},
	{recording.ErrMalformed, http.StatusBadRequest, "Not understood"},
	{recording.ErrUnreadable, http.StatusBadRequest, "Not readable"}, // 413 where it is too long
	{recording.ErrUnknown, http.StatusNotFound, "Not found"},
	{recording.ErrRefused, http.StatusUnprocessableEntity, "Not recorded"},
	{recording.ErrNotAllowed, http.StatusForbidden, "Not allowed"},
	{recording.ErrConflict, http.StatusConflict, "Not recorded"},
	{recording.ErrIDReused, http.StatusConflict, "Not recorded"},
	{recording.ErrNotNow, http.StatusServiceUnavailable, "Not now"},
	{reporting.ErrScope, http.StatusNotFound, "Not found"},
	{reporting.ErrMethod, http.StatusNotFound, "Not found"},
	{reporting.ErrDay, http.StatusBadRequest, "Not understood"},
	{book.ErrFilter, http.StatusBadRequest, "Not understood"},
}

// explain finds the problem behind an error; nil if nobody expected it.
func explain(err error) *problem {
	var known *problem
	if errors.As(err, &known) {
		return known
	}
	for _, row := range classes {
		if errors.Is(err, row.class) {
			if tooLong(err) {
				return tooLarge(sentence(err))
			}
			return &problem{status: row.status, title: row.title, sentence: sentence(err)}
		}
	}
	return nil
}

// tooLong tells the two kinds of ErrUnreadable apart: more than fits, and text
// that is none.
func tooLong(err error) bool {
	var refusal *recording.Refusal
	return errors.As(err, &refusal) && (refusal.Code == "text.too-long" || refusal.Code == "event.too-large")
}

// sentence is what an error says to people, without the name of its class.
func sentence(err error) string {
	text := strings.TrimSuffix(err.Error(), ": "+book.ErrFilter.Error())
	first, size := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(first)) + text[size:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// apology is what the page of a problem shows.
type apology struct {
	Title     string
	Sentence  string
	Reference string // of the line in the messages; empty where people need none
}

// apologise makes the page for an error, and tells the operator what people do
// not need to see.
func (f *Frame) apologise(r *http.Request, err error) answer {
	known := explain(err)
	said := apology{}
	if known == nil {
		known = &problem{
			status: http.StatusInternalServerError, title: "Something went wrong here",
			sentence: "This page could not be made. It is not your fault. Please tell whoever runs this register the reference number.",
		}
		said.Reference = uuid.NewString()[:8]
	}
	said.Title, said.Sentence = known.title, known.sentence
	f.tell(r, err, said.Reference)
	sequence, unread := f.reached(r)
	a := answer{
		status: known.status, allow: known.allow, again: known.status == http.StatusServiceUnavailable || known.status == http.StatusTooManyRequests,
		view: "problem", title: known.title, sequence: sequence, unread: unread != nil, page: said,
	}
	if err := f.fill(&a); err != nil { // a mistake in the templates; tests execute each
		f.tell(r, err, said.Reference)
		a.mediaType, a.content = "text/plain; charset=utf-8", []byte(known.title+".\n"+known.sentence+"\n")
	}
	return a
}

// tell writes one line for the operator: what nobody expected, and causes that
// refusals do not show.
func (f *Frame) tell(r *http.Request, err error, reference string) {
	var refusal *recording.Refusal
	switch {
	case reference != "" && r.Context().Err() == nil:
		f.Messages.Error("a page could not be made", "reference", reference, "method", r.Method, "page", r.Pattern, "error", err)
	case errors.As(err, &refusal) && refusal.Cause() != nil:
		f.Messages.Warn("a command was not recorded",
			"code", refusal.Code, "page", r.Pattern, "cause", refusal.Cause())
	}
}
