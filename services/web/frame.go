package web

import (
	"context"
	"encoding/base64"
	"net/http"
	"strconv"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
)

// surroundings are what stands around every page.
type surroundings struct {
	Language, Direction string
	Title               string
	Name                string // of the register, for people
	Example             bool   // it only shows how a register works
	City                string // whose clock tells the time
	Note                string
	NotReady            string // why nothing can be recorded now
	Doubt               string // what must be known of the book that is shown
	Style               string // address of the stylesheet
	AsOf                string
	Event               string // how far the book had read; "" where it cannot be read
	Root                string // what the record up to there hashes to, base64; "" where it cannot be said
	Page                any
	Then                string // which past moment or other day this is; "" for now
	Undated             string // how many facts were dated by their recording; "" where no day was asked for
	Now                 string // address of the page as it is now
	Since               string // address of what changed since then
	Check               bool   // whether there is a page that says how to check the record
	Choose              bool   // whether a past moment can be chosen
}

func (f *Frame) around(a Answer) surroundings {
	register := f.register()
	around := surroundings{
		Language: string(f.Wording.Language), Direction: f.Wording.Direction(), Title: a.Title, Note: f.Note,
		Name: register.Heading(f.Name), Example: register.Example, City: register.Zone.City(),
		Style: f.style.path, AsOf: f.Wording.DayOf(f.Now()) + " in " + register.Zone.City(), Page: a.Page,
		Check: f.Seal != nil,
		Then:  f.then, Undated: a.Undated, Since: f.since, Now: a.address, Choose: a.address != "" && (f.Past != nil || f.present != nil),
	}
	if !a.unread {
		around.Event, around.Root = Count(int(a.Sequence)), f.RootAt(a.Sequence)
	}
	if f.Doubt != nil {
		around.Doubt = f.Doubt()
	}
	if err := f.Ready(); err != nil {
		around.NotReady = sentence(err)
	}
	return around
}

// RootAt is the root of the record up to an event, so that whoever keeps a page can
// prove later what it was drawn from.
func (f *Frame) RootAt(sequence uint64) string {
	if f.Root == nil || sequence == 0 {
		return ""
	}
	root, err := f.Root(sequence)
	if err != nil {
		f.Messages.Error("the root of a page cannot be said", "event", sequence, "error", err)
		return ""
	}
	return base64.StdEncoding.EncodeToString(root[:])
}

// Today is the civil day for which pages answer.
func (f *Frame) Today() edtf.Day {
	if f.On != nil {
		return *f.On
	}
	return f.register().Zone.Day(f.Now())
}

// PageTimeout is how long a page waits for the book to reach an event.
const PageTimeout = 5 * time.Second

// Read reads the book once it has reached the event that the address asks for
// as "after", and returns how far it had read.
func (f *Frame) Read(r *http.Request, read func(*book.View) error) (sequence uint64, err error) {
	if err := f.reach(r); err != nil {
		return 0, err
	}
	err = f.Book.Read(r.Context(), func(v *book.View) error {
		sequence = v.At.Sequence
		return read(v)
	})
	return sequence, err
}

func (f *Frame) reach(r *http.Request) error {
	after, err := Number(r, "after")
	if err != nil || after == 0 {
		return err
	}
	if size := f.Record.Size(); after > size { // no event is answered for before the record holds it
		return &Problem{Status: http.StatusNotFound, Title: "Not found", Sentence: "There is no event " + strconv.FormatUint(after, 10) +
			" yet: the last one is event " + strconv.FormatUint(size, 10) + "."}
	}
	ctx, cancel := context.WithTimeout(r.Context(), PageTimeout)
	defer cancel()
	if err := f.Book.Wait(ctx, after); err != nil {
		return cause.Of(&Problem{
			Status: http.StatusServiceUnavailable, Title: "Not shown yet",
			Sentence: "The pages have not reached event " + strconv.FormatUint(after, 10) +
				" yet. What was recorded is not lost. Load this page again in a moment.",
		}, err)
	}
	return nil
}

// Reached is how far the book has read, for pages that read nothing else.
func (f *Frame) Reached(r *http.Request) (sequence uint64, err error) {
	defer recovered(&err)
	err = f.Book.Read(r.Context(), func(v *book.View) error {
		sequence = v.At.Sequence
		return nil
	})
	return sequence, err
}

// Number reads a whole number from the address; 0 where it says none.
func Number(r *http.Request, name string) (uint64, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0, cause.Of(Malformed("In this address, “"+name+"” must be a whole number."), err)
	}
	return n, nil
}

// About are the commitments of which a page tells: filters.
type About map[string]string

// ReadAbout reads the book as read does, and says how many facts of what the page tells
// about count from the day of their recording because nothing else dates them; "" where
// no day was asked for.
func (f *Frame) ReadAbout(r *http.Request, a About, read func(*book.View) error) (sequence uint64, undated string, err error) {
	sequence, err = f.Read(r, func(v *book.View) error {
		if err := read(v); err != nil || f.On == nil {
			return err
		}
		n, err := commitments.Undated(v, a, *f.On)
		undated = f.Wording.Summary().Say("undated", Count(n))
		return err
	})
	return sequence, undated, err
}
