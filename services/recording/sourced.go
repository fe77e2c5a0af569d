package recording

import (
	"context"
	"errors"

	"golang.org/x/text/unicode/norm"

	"ahd/events"
)

// Sources says what the archived texts hold and tell of.
type Sources interface {
	// Text reads the bytes with a SHA-256, hexadecimal.
	Text(ctx context.Context, sha256 string) ([]byte, error)
	// Telling lists the ids of the sources that tell of a convening now.
	Telling(ctx context.Context, convening string) ([]string, error)
}

// Quoting is implemented by commands that quote: a quote that does not stand in its
// source at its place is refused.
type Quoting interface{ Quotes() []events.Quote }

// considered asks what other streams say: that what the command names exists, and
// whatever else it wants to know of it.
func (r *Recorder) considered(ctx context.Context, request Request) error {
	named := Named{}
	for _, stream := range refers(request) {
		row, err := r.Book.State(ctx, stream)
		if err != nil {
			return notNow(errors.New("the book cannot be read")).because(err)
		}
		if row.Version == 0 {
			return refuse(ErrUnknown, stream.Kind+".unknown", "There is no %s %s in the register. Nothing was recorded.", word(stream.Kind), stream.ID)
		}
		named[stream.Subject()] = row.State
	}
	if command, ok := request.Command.(Considering); ok {
		if err := command.Consider(named); err != nil {
			return err
		}
	}
	switch command := request.Command.(type) {
	case DescribeRegister:
		return r.clockStays(ctx, command)
	case CorrectClock:
		return r.believable()
	}
	return r.sourced(ctx, request.Command, named)
}

func refers(request Request) (streams []events.Stream) {
	if command, ok := request.Command.(Referring); ok {
		streams = command.Refers()
	}
	for _, party := range []string{request.OnBehalfOf, request.Who.Party} {
		if party != "" {
			streams = append(streams, events.Stream{Kind: "party", ID: party})
		}
	}
	return streams
}

// sourced looks into the archived texts that a command stands on.
func (r *Recorder) sourced(ctx context.Context, command Command, named Named) error {
	if command, ok := command.(PartConvening); ok {
		sources, err := r.Sources.Telling(ctx, command.From)
		if err != nil {
			return notNow(errors.New("the book cannot be read")).because(err)
		}
		return command.telling(sources)
	}
	quoting, ok := command.(Quoting)
	if !ok {
		return nil
	}
	texts := map[string][]byte{}
	for _, quote := range quoting.Quotes() {
		archived := named["source/"+quote.Source].Source
		if archived == nil || archived.SHA256 != quote.SHA256 {
			return unquoted(quote)
		}
		if texts[quote.SHA256] == nil {
			text, err := r.Sources.Text(ctx, quote.SHA256)
			if err != nil {
				return notNow(errors.New("an archived source cannot be read")).because(err)
			}
			texts[quote.SHA256] = text
		}
		if !stands(texts[quote.SHA256], quote) {
			return unquoted(quote)
		}
	}
	return nil
}

// stands reports whether a quote is NFC(text[from:to]).
func stands(text []byte, q events.Quote) bool {
	from, to := q.Bytes[0], q.Bytes[1]
	return 0 <= from && from < to && to <= int64(len(text)) && norm.NFC.String(string(text[from:to])) == q.Quote
}

func unquoted(q events.Quote) error {
	return refuse(ErrRefused, "quote.not-found", "The quote does not stand in %s word for word. Nothing was recorded.", q.Source)
}
