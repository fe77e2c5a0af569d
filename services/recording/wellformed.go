package recording

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
)

// The longest texts, in characters. What is longer belongs into a source or a document.
const (
	MaxTyped   = 2000  // what is typed, and what stays in an event unless it is one of these
	MaxName    = 300   // names and titles
	MaxQuote   = 10000 // a passage of a source, word for word
	MaxAddress = 2048  // of a document
	maxCode    = 300
)

// nameFields are the members of events that hold a name, a title or the like: one line
// that lists and headings show whole.
var nameFields = []string{
	"name", "name_ur", "title", "acronym", "byline", "publisher", "place", "theme", "unit", "period", "scope", "file",
	"kind_stated", "convening_role", "role_stated", "stated", "number", "rating", "about",
}

func (p part) longest() int {
	switch {
	case p.code:
		return maxCode
	case p.name == "quote":
		return MaxQuote
	case p.name == "url" || p.name == "address":
		return MaxAddress
	case slices.Contains(nameFields, p.name):
		return MaxName
	}
	return MaxTyped
}

// wellFormed refuses texts that are too long, or hold what no reader sees.
func (r Request) wellFormed() error {
	if ownWords(r.Command) {
		return nil
	}
	for _, p := range r.parts() {
		if err := p.readable(); err != nil {
			return err
		}
	}
	if facts := r.facts(); facts.Archives {
		return archivable(string(facts.Archived))
	}
	return nil
}

// presentable is what people are told first: what is too long is not looked at further.
func (r Request) presentable() error {
	if err := r.wellFormed(); err != nil {
		return err
	}
	return r.harmless()
}

// encodable refuses what an event cannot hold, and words where a code, an id or a day
// belongs, because the guard does not look there. Most commands say more exactly what is
// wrong, so they are asked first.
func (r Request) encodable() error {
	for _, p := range r.parts() {
		if err := rule.First(p.coded(), p.composed()); err != nil {
			return err
		}
	}
	return r.fits()
}

func (p part) readable() error {
	switch {
	case !utf8.ValidString(p.text):
		return rule.Refuse(rule.ErrUnreadable, "text.utf8", "The text in %s is not valid UTF-8. Nothing was recorded.", fieldName(p.field)).In(p.field)
	case utf8.RuneCountInString(p.text) > p.longest():
		return rule.Refuse(rule.ErrUnreadable, "text.too-long", "The text in %s has more than %d characters. Shorten it, or link a document as evidence. Nothing was recorded.", fieldName(p.field), p.longest()).In(p.field)
	case strings.ContainsFunc(p.text, p.unseen):
		return rule.Refuse(rule.ErrUnreadable, "text.control", "The text in %s holds control characters, or some that turn the direction of what follows. Nothing was recorded.", fieldName(p.field)).In(p.field)
	}
	return nil
}

// unseen: a name is one line; a quote has the line ends of its source.
func (p part) unseen(c rune) bool {
	switch {
	case c == '\n' || c == '\t':
		return slices.Contains(nameFields, p.name)
	case c == '\r' && p.name == "quote":
		return false
	}
	return events.Unseen(c)
}

func (p part) coded() error {
	words := func(c rune) bool { return c <= ' ' || c > '~' }
	if !p.code || !strings.ContainsFunc(strings.ReplaceAll(p.text, "; charset=", ""), words) {
		return nil
	}
	return rule.Refuse(rule.ErrMalformed, strings.ReplaceAll(p.name, "_", "-"), "In %s stands a code or an id, without spaces and in letters a–z. Nothing was recorded.", fieldName(p.field)).In(p.field)
}

func (p part) composed() error {
	if p.typed || norm.NFC.IsNormalString(p.text) {
		return nil
	}
	return rule.Refuse(rule.ErrUnreadable, "text.nfc", "The text in %s is not in Unicode form NFC. Nothing was recorded.", fieldName(p.field)).In(p.field)
}

// archivable refuses what is no text that we keep.
func archivable(text string) error {
	unseen := strings.IndexFunc(text, unseenInSource)
	return rule.First(
		rule.When(strings.TrimSpace(text) == "", rule.Refuse(rule.ErrUnreadable, "file.empty", "The file is empty. Nothing was recorded.")),
		rule.When(!utf8.ValidString(text) || strings.ContainsRune(text, 0), rule.Refuse(rule.ErrUnreadable, "file.utf8", "The file is not plain text in UTF-8. Nothing was recorded.")),
		rule.When(unseen >= 0, rule.Refuse(rule.ErrUnreadable, "file.control", "The file holds control characters, or some that turn the direction of what follows: the first behind %d bytes. Take them out first. Nothing was recorded.", unseen)),
		rule.When(strings.Contains(text, events.KeyMark), rule.Refuse(rule.ErrRefused, "file.key", "The file holds a private key. Nothing was recorded.")))
}

// unseenInSource: all that end a line may stand in a source, which is kept as it came.
func unseenInSource(c rune) bool {
	return events.Unseen(c) && !strings.ContainsRune("\r\v\f\u0085", c)
}

// fits refuses what an event could not hold, whoever sends it and wherever it will
// stand: what passes here is never refused by the encoder.
func (r Request) fits() error {
	refs := rule.Refs{}
	for field := range r.facts().Typed {
		refs[field] = &events.Text{ID: r.ID + "/" + field, Hash: events.Hash{}.String()}
	}
	said, longest := r.Command.Say(refs), strings.Repeat("a", 64)
	_, err := events.Encode(events.Event{Data: said, Envelope: events.Envelope{
		ID: r.ID, Source: "urn:ahd:" + longest, Type: said.Type(), Subject: r.Command.Stream().Subject(), Time: time.Unix(0, 0).UTC(),
		Actor: longest, ActorRole: "administrator", ActorParty: longest, OnBehalfOf: longest, Auth: "session", CorrelationID: r.CorrelationID,
		StreamVersion: events.MaxStreamVersion, StreamPrev: events.Hash{}.String(),
	}})
	if errors.Is(err, events.ErrNotCanonical) {
		return tooLarge().Because(err)
	}
	return err
}

func tooLarge() *rule.Refusal {
	return rule.Refuse(rule.ErrUnreadable, "event.too-large",
		"This is too long for one event, of at most %d KB. Nothing was recorded.", events.MaxBody>>10)
}
