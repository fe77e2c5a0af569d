package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/reporting"
)

// Problem is why the page that was asked for is not shown, in words for people.
type Problem struct {
	Status   int
	Title    string
	Sentence string
	allow    string // with 405
}

func (p *Problem) Error() string { return p.Sentence }

// NotFound says that what was asked for is not here.
func NotFound(sentence string) *Problem {
	return &Problem{Status: http.StatusNotFound, Title: "Not found", Sentence: sentence}
}

// Malformed says what is wrong with an address or a form.
func Malformed(sentence string) *Problem {
	return &Problem{Status: http.StatusBadRequest, Title: "Not understood", Sentence: sentence}
}

// TooLarge says that more was sent than is read.
func TooLarge(sentence string) *Problem {
	return &Problem{Status: http.StatusRequestEntityTooLarge, Title: "Too large", Sentence: sentence}
}

// Forbidden says why that is not for whoever asks.
func Forbidden(sentence string) *Problem {
	return &Problem{Status: http.StatusForbidden, Title: "Not allowed", Sentence: sentence}
}

func (m Methods) notAllowed() *Problem {
	var allowed []string
	for method := range m {
		allowed = append(allowed, method)
		if method == http.MethodGet {
			allowed = append(allowed, http.MethodHead)
		}
	}
	slices.Sort(allowed)
	return &Problem{
		Status: http.StatusMethodNotAllowed, Title: "Not possible here", allow: strings.Join(allowed, ", "),
		Sentence: "This address does not answer that kind of request.",
	}
}

// classes is the table in which refusals become statuses.
var classes = []struct {
	class  error
	status int
	title  string
}{
	// It wraps what a later attempt was refused for, and does not tell of the first.
	{rule.ErrOutcomeUnknown, http.StatusServiceUnavailable, "Not known whether it was recorded"},
	{rule.ErrMalformed, http.StatusBadRequest, "Not understood"},
	{rule.ErrUnreadable, http.StatusBadRequest, "Not readable"}, // 413 where it is too long
	{rule.ErrUnknown, http.StatusNotFound, "Not found"},
	{rule.ErrRefused, http.StatusUnprocessableEntity, "Not recorded"},
	{rule.ErrNotAllowed, http.StatusForbidden, "Not allowed"},
	{rule.ErrConflict, http.StatusConflict, "Not recorded"},
	{rule.ErrIDReused, http.StatusConflict, "Not recorded"},
	{rule.ErrNotNow, http.StatusServiceUnavailable, "Not now"},
	{reporting.ErrScope, http.StatusNotFound, "Not found"},
	{reporting.ErrMethod, http.StatusNotFound, "Not found"},
	{reporting.ErrDay, http.StatusBadRequest, "Not understood"},
	{book.ErrFilter, http.StatusBadRequest, "Not understood"},
}

// Explain finds the problem behind an error; nil if nobody expected it.
func Explain(err error) *Problem {
	var known *Problem
	if errors.As(err, &known) {
		return known
	}
	for _, row := range classes {
		if errors.Is(err, row.class) {
			if tooLong(err) {
				return TooLarge(sentence(err))
			}
			return &Problem{Status: row.status, Title: row.title, Sentence: sentence(err)}
		}
	}
	return nil
}

// tooLong tells the two kinds of ErrUnreadable apart: more than fits, and text
// that is none.
func tooLong(err error) bool {
	var refusal *rule.Refusal
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
func (f *Frame) apologise(r *http.Request, err error) Answer {
	known := Explain(err)
	said := apology{}
	if known == nil {
		known = &Problem{
			Status: http.StatusInternalServerError, Title: "Something went wrong here",
			Sentence: "This page could not be made. It is not your fault. Please tell whoever runs this register the reference number.",
		}
		said.Reference = uuid.NewString()[:8]
	}
	said.Title, said.Sentence = known.Title, known.Sentence
	f.Tell(r, err, said.Reference)
	sequence, unread := f.Reached(r)
	a := Answer{
		Status: known.Status, allow: known.allow, Again: known.Status == http.StatusServiceUnavailable || known.Status == http.StatusTooManyRequests,
		View: "problem", Title: known.Title, Sequence: sequence, unread: unread != nil, Page: said,
	}
	if err := f.fill(&a); err != nil { // a mistake in the templates; tests execute each
		f.Tell(r, err, said.Reference)
		a.MediaType, a.Content = "text/plain; charset=utf-8", []byte(known.Title+".\n"+known.Sentence+"\n")
	}
	return a
}

// Tell writes one line for the operator: what nobody expected, and causes that
// refusals do not show.
func (f *Frame) Tell(r *http.Request, err error, reference string) {
	var refusal *rule.Refusal
	switch {
	case reference != "" && r.Context().Err() == nil:
		f.Messages.Error("a page could not be made", "reference", reference, "method", r.Method, "page", r.Pattern, "error", err)
	case errors.As(err, &refusal) && refusal.Cause() != nil:
		f.Messages.Warn("a command was not recorded",
			"code", refusal.Code, "page", r.Pattern, "cause", refusal.Cause())
	}
}
