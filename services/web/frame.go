package web

import (
	"context"
	"encoding/base64"
	"net/http"
	"strconv"
	"time"

	"ahd/events/cause"
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/described"
)

// frame is what stands around every page.
type frame struct {
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

func (s *site) frame(a answer) frame {
	register := s.register()
	f := frame{
		Language: string(s.words), Direction: s.words.Direction(), Title: a.title, Note: s.Note,
		Name: register.Heading(s.Name), Example: register.Example, City: register.Zone.City(),
		Style: s.style.path, AsOf: s.dayOf(s.Now()) + " in " + register.Zone.City(), Page: a.page,
		Check: s.Seal != nil,
		Then:  s.then, Undated: a.undated, Since: s.since, Now: a.address, Choose: a.address != "" && (s.Past != nil || s.present != nil),
	}
	if !a.unread {
		f.Event, f.Root = count(int(a.sequence)), s.rootAt(a.sequence)
	}
	if s.Doubt != nil {
		f.Doubt = s.Doubt()
	}
	if err := s.Ready(); err != nil {
		f.NotReady = sentence(err)
	}
	return f
}

// rootAt is the root of the record up to an event, so that whoever keeps a page can
// prove later what it was drawn from.
func (s *site) rootAt(sequence uint64) string {
	if s.Root == nil || sequence == 0 {
		return ""
	}
	root, err := s.Root(sequence)
	if err != nil {
		s.Messages.Error("the root of a page cannot be said", "event", sequence, "error", err)
		return ""
	}
	return base64.StdEncoding.EncodeToString(root[:])
}

// today is the civil day for which pages answer.
func (s *site) today() edtf.Day {
	if s.on != nil {
		return *s.on
	}
	return s.register().Zone.Day(s.Now())
}

// register is what the register says of itself by now.
func (s *site) register() described.Register {
	if s.Described == nil {
		return described.Register{}
	}
	return s.Described()
}

// clock is an instant as the register's clock tells it.
func (s *site) clock(at time.Time) time.Time { return s.register().Zone.Tell(at) }

// patience is how long a page waits for the book to reach an event.
const patience = 5 * time.Second

// read reads the book once it has reached the event that the address asks for
// as "after", and returns how far it had read.
func (s *site) read(r *http.Request, read func(*book.View) error) (sequence uint64, err error) {
	if err := s.reach(r); err != nil {
		return 0, err
	}
	err = s.Book.Read(r.Context(), func(v *book.View) error {
		sequence = v.At.Sequence
		return read(v)
	})
	return sequence, err
}

func (s *site) reach(r *http.Request) error {
	after, err := number(r, "after")
	if err != nil || after == 0 {
		return err
	}
	if size := s.Record.Size(); after > size { // no event is answered for before the record holds it
		return &problem{status: http.StatusNotFound, title: "Not found", sentence: "There is no event " + strconv.FormatUint(after, 10) +
			" yet: the last one is event " + strconv.FormatUint(size, 10) + "."}
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	if err := s.Book.Wait(ctx, after); err != nil {
		return cause.Of(&problem{
			status: http.StatusServiceUnavailable, title: "Not shown yet",
			sentence: "The pages have not reached event " + strconv.FormatUint(after, 10) +
				" yet. What was recorded is not lost. Load this page again in a moment.",
		}, err)
	}
	return nil
}

// reached is how far the book has read, for pages that read nothing else.
func (s *site) reached(r *http.Request) (sequence uint64, err error) {
	defer recovered(&err)
	err = s.Book.Read(r.Context(), func(v *book.View) error {
		sequence = v.At.Sequence
		return nil
	})
	return sequence, err
}

// number reads a whole number from the address; 0 where it says none.
func number(r *http.Request, name string) (uint64, error) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0, cause.Of(malformed("In this address, “"+name+"” must be a whole number."), err)
	}
	return n, nil
}
