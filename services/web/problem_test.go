package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

// refuser is a recorder that always answers the same.
type refuser struct{ err error }

func (r refuser) Do(context.Context, recording.Request) (recording.Outcome, error) {
	return recording.Outcome{}, r.err
}

// brokenBook fails or panics.
type brokenBook struct {
	web.Book
	err   error
	panic bool
}

func (b brokenBook) Read(context.Context, func(*book.View) error) error {
	if b.panic {
		panic("the secret /var/lib/path")
	}
	return b.err
}

func TestEveryClassHasItsStatus(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for class, status := range map[error]int{
		rule.ErrMalformed: 400, rule.ErrUnreadable: 400, rule.ErrUnknown: 404, rule.ErrRefused: 422,
		rule.ErrNotAllowed: 403, rule.ErrConflict: 409, rule.ErrIDReused: 409, rule.ErrNotNow: 503, rule.ErrOutcomeUnknown: 503,
	} {
		config := w.Config()
		config.Recorder = refuser{&rule.Refusal{Class: class, Code: "some-rule", Sentence: "A sentence <for> people."}}
		w.Handler = webtest.Pages(config)
		response := webtest.Send(w, "cm-1", webtest.Report(uuid.NewString()))
		page := response.Body.String()
		webtest.CheckPage(t, page)
		if response.Code != status || !strings.Contains(page, "A sentence &lt;for&gt; people.") || !strings.Contains(page, "Six of nine") {
			t.Errorf("%v: %d, want %d", class, response.Code, status)
		}
	}
}

var referencePattern = regexp.MustCompile(`Reference number: <bdi class="id">([0-9a-f]{8})</bdi>`)

func TestWhatNobodyExpectedHasAReference(t *testing.T) {
	secret := errors.New("disk /var/lib/ahd/book is full of <b>secrets</b>")
	for name, change := range map[string]func(*web.Config){
		"an error":          func(c *web.Config) { c.Book = brokenBook{c.Book, secret, false} },
		"a panic":           func(c *web.Config) { c.Book = brokenBook{c.Book, nil, true} },
		"a recorder's":      func(c *web.Config) { c.Recorder = refuser{secret} },
		"a panicking frame": func(c *web.Config) { c.Ready = func() error { panic(secret) } },
	} {
		w := webtest.Full(webtest.New(t))
		config := w.Config()
		change(&config)
		w.Handler = webtest.Pages(config)
		response := webtest.Send(w, "cm-1", webtest.Report(uuid.NewString()))
		if name != "a recorder's" {
			response = w.Get("/commitments/cm-1")
		}
		page := response.Body.String()
		if response.Code != http.StatusInternalServerError {
			t.Errorf("%s: %d", name, response.Code)
		}
		for _, slip := range []string{"secret", "/var", "goroutine", ".go", "panic"} {
			if strings.Contains(page, slip) {
				t.Errorf("%s: the page says %s", name, slip)
			}
		}
		if name == "a panicking frame" {
			continue // the frame is what failed; the answer is plain text
		}
		webtest.CheckPage(t, page)
		reference := referencePattern.FindStringSubmatch(page)
		if reference == nil || !strings.Contains(w.Messages.String(), "reference="+reference[1]) || !strings.Contains(w.Messages.String(), "secret") {
			t.Errorf("%s: %v is not in the messages: %s", name, reference, w.Messages)
		}
	}
}

func TestARefusalOutlivesABookThatCannotBeRead(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	config := w.Config()
	config.Book = brokenBook{w.Book, errors.New("gone"), false}
	config.Recorder = refuser{&rule.Refusal{Class: rule.ErrNotNow, Code: "not-now", Sentence: "Not recorded: the book cannot be read."}}
	w.Handler = webtest.Pages(config)
	response := webtest.Send(w, "cm-1", webtest.Report(uuid.NewString()))
	webtest.CheckPage(t, response.Body.String())
	if response.Code != http.StatusServiceUnavailable || !strings.Contains(response.Body.String(), "Not recorded: the book cannot be read.") {
		t.Error(response.Code, response.Body)
	}
}

// A page that is asked for after an event waits for the book, but not for ever.
func TestAPageWaitsForTheBook(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	w.Log.Book = nil // from now on nobody tells the book
	response := webtest.Send(w, "cm-1", webtest.Report(uuid.NewString()))
	place, _, _ := strings.Cut(response.Header().Get("Location"), "#")
	if response.Code != http.StatusSeeOther {
		t.Fatal(response.Code, response.Body)
	}
	arrived := make(chan string)
	go func() { arrived <- w.Get(place).Body.String() }()
	time.Sleep(50 * time.Millisecond)
	last := w.Log.Size()
	if err := w.Book.Apply(t.Context(), last, w.Log.Bodies[last-1:]); err != nil {
		t.Fatal(err)
	}
	if page := <-arrived; !strings.Contains(page, fmt.Sprintf("recorded as event %d", last)) {
		t.Errorf("the page did not wait:\n%s", page)
	}
	if again := webtest.Send(w, "cm-1", webtest.Report(uuid.NewString())); again.Code != http.StatusSeeOther {
		t.Fatal(again.Code, again.Body)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	late := w.Do(w.Request(http.MethodGet, fmt.Sprintf("/commitments/cm-1?after=%d", last+1), "").WithContext(ctx))
	if late.Code != http.StatusServiceUnavailable || late.Header().Get("Retry-After") == "" || !strings.Contains(late.Body.String(), "What was recorded is not lost") {
		t.Error(late.Code, late.Body)
	}
}

func TestRefusalsTellTheOperatorTheirCause(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	w.Log.Fail = errors.New("nats: no servers at 192.0.2.1")
	page := webtest.Send(w, "cm-1", webtest.Report(uuid.NewString())).Body.String()
	if strings.Contains(page, "192.0.2.1") || !strings.Contains(w.Messages.String(), "192.0.2.1") || strings.Contains(w.Messages.String(), "Six of nine") {
		t.Errorf("messages: %s", w.Messages)
	}
}
