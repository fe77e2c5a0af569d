package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"ahd.example/ahd/services/commands/convening"
	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/sources"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/services/commands/source"
	"ahd.example/ahd/services/recording"
)

// Whoever records a quote types its source and its words. Where they stand is looked
// up here, where the archived texts are. The texts never change, so the same command
// sent again finds the same place and is the same event.

// quoting decodes a command and completes its quote.
func quoting[C rule.Command](quote func(*C) *events.Quote) decoder {
	return filling(func(r *Recording, ctx context.Context, c *C) error { return r.locate(ctx, quote(c)) })
}

// locate completes a quote: the hash of its source, and the bytes if they were not
// named.
func (r *Recording) locate(ctx context.Context, q *events.Quote) error {
	source, text, err := r.archived(ctx, q.Source)
	if err != nil {
		return err
	}
	at, found := passage(text, rule.Clean(q.Quote), q.Bytes)
	if !found {
		return recording.Refuse(rule.ErrRefused, "quote.not-found", "The quote does not stand in "+source.ID+" word for word. Nothing was recorded.")
	}
	q.Quote, q.SHA256, q.Bytes = composed(text[at[0]:at[1]]), source.SHA256, at
	return nil
}

// archived is a source and its text.
func (r *Recording) archived(ctx context.Context, id string) (row sources.Row, text []byte, err error) {
	err = r.Book.Read(ctx, func(v *book.View) (err error) {
		var found bool
		if row, found, err = sources.Find(v, id); err == nil && !found {
			err = recording.Refuse(rule.ErrUnknown, "source.unknown", "There is no source "+shorten(id)+" in the register. Nothing was recorded.")
		}
		return err
	})
	if err != nil {
		return row, nil, err
	}
	if text, err = r.Files.Read(row.SHA256); err != nil {
		err = recording.NotNow(fmt.Errorf("the text of %s cannot be read", row.ID), err)
	}
	return row, text, err
}

// rating keeps of the quote only where it stands: that is all that its event has.
func (r *Recording) rating(ctx context.Context, fields json.RawMessage) (rule.Command, error) {
	args, err := fieldsOf[source.QuotedRating](fields)
	if err != nil {
		return nil, err
	}
	quote := events.Quote{Source: args.Source, Quote: args.Quote, Bytes: args.Rating.Bytes}
	err = r.locate(ctx, &quote)
	args.Rating.Bytes = quote.Bytes
	return args.AssertRating, err
}

// passage finds where words stand: at the place that was named, else at the first.
// They stand where the bytes, in Unicode normal form C, are the words.
func passage(text []byte, words string, named [2]int64) (at [2]int64, found bool) {
	switch {
	case words == "":
		return at, false
	case named != [2]int64{}:
		inside := 0 <= named[0] && named[0] < named[1] && named[1] <= int64(len(text))
		return named, inside && composed(text[named[0]:named[1]]) == words
	}
	if from := bytes.Index(text, []byte(words)); from >= 0 {
		return [2]int64{int64(from), int64(from + len(words))}, true
	}
	return decomposed(text, words)
}

// decomposed finds words in a text that spells some characters in parts, as texts
// from some systems do. A part never follows an ASCII character that it would change,
// so the text is looked at in pieces that each begin with one.
func decomposed(text []byte, words string) (at [2]int64, found bool) {
	whole := composed(text)
	for from := 0; ; from++ {
		next := strings.Index(whole[from:], words)
		if next < 0 {
			return at, false
		}
		from += next
		start, starts := place(text, from)
		end, ends := place(text, from+len(words))
		if starts && ends && composed(text[start:end]) == words {
			return [2]int64{int64(start), int64(end)}, true
		}
	}
}

// place is how many bytes of a text have so many bytes in normal form C; false if
// that is in the middle of a character.
func place(text []byte, length int) (at int, found bool) {
	for _, piece := range pieces(text) {
		if size := len(normal(piece)); size <= length {
			at, length = at+len(piece), length-size
			continue
		}
		for i := range string(piece) {
			if len(normal(piece[:i])) == length {
				return at + i, true
			}
		}
		return at, false
	}
	return at, length == 0
}

// composed is a text in normal form C.
func composed(text []byte) string {
	var out strings.Builder
	for _, piece := range pieces(text) {
		out.WriteString(normal(piece))
	}
	return out.String()
}

// pieces cuts a text before each ASCII character.
func pieces(text []byte) (list [][]byte) {
	start := 0
	for i := 1; i <= len(text); i++ {
		if i == len(text) || text[i] < 0x80 {
			list = append(list, text[start:i])
			start = i
		}
	}
	return list
}

// normal is a piece in normal form C. Bars keep its spaces from being cleaned away.
func normal(piece []byte) string {
	if len(piece) == 1 {
		return string(piece)
	}
	barred := rule.Clean("|" + string(piece) + "|")
	return barred[1 : len(barred)-1]
}

func (r *Recording) figure(ctx context.Context, c *convening.AssertFigure) error {
	return r.locate(ctx, &c.Figure.Quote)
}

// participation also gives the participation its id, made from what was stated by the
// same rule as in an import: the same statement is the same participation, whoever
// records it.
func (r *Recording) participation(ctx context.Context, c *convening.RecordParticipation) error {
	said := &c.Participation
	if err := r.locate(ctx, &said.Quote); err != nil {
		return err
	}
	stated := []string{c.Convening, said.Quote.Source, said.Quote.Quote}
	for _, text := range []*string{said.Name, said.RoleStated, said.ConveningRole} {
		if text == nil {
			text = new(string)
		}
		stated = append(stated, *text)
	}
	sum := sha256.Sum256([]byte(strings.Join(stated, "\x00")))
	said.Participation = "p-" + hex.EncodeToString(sum[:8])
	return nil
}

// parting says of what kind the new conference is, unless that was typed: what it was
// before it was joined, or a conference. Sent again it finds what it said itself.
func (r *Recording) parting(ctx context.Context, c *convening.PartConvening) error {
	if c.Kind != "" {
		return nil
	}
	c.Kind = "conference"
	return r.Book.Read(ctx, func(v *book.View) error {
		row, err := streams.Find(v, events.Stream{Kind: "convening", ID: c.Convening})
		if known := row.State.Convening; err == nil && known != nil && known.Kind != "" {
			c.Kind = known.Kind
		}
		return err
	})
}
