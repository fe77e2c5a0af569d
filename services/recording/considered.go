package recording

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
)

// Sources says what the archived texts hold and tell of.
type Sources interface {
	// Text reads the bytes with a SHA-256, hexadecimal.
	Text(ctx context.Context, sha256 string) ([]byte, error)
	// Telling lists the ids of the sources that tell of a convening now.
	Telling(ctx context.Context, convening string) ([]string, error)
}

// considered asks what other streams say: that what the command names exists, and
// whatever else it wants to know of it.
func (a *attempt) considered(ctx context.Context) error {
	named := rule.Named{}
	for _, stream := range a.request.refers() {
		row, err := a.Book.State(ctx, stream)
		if err != nil {
			return notNow(errors.New("the book cannot be read")).Because(err)
		}
		if row.Version == 0 {
			return rule.Refuse(rule.ErrUnknown, stream.Kind+".unknown", "There is no %s %s in the register. Nothing was recorded.", word(stream.Kind), stream.ID)
		}
		named[stream.Subject()] = row.State
	}
	if command, ok := a.request.Command.(rule.Considering); ok {
		if err := command.Consider(named); err != nil {
			return err
		}
	}
	switch said := a.request.Command.Say(nil).(type) {
	case events.RegisterDescribed:
		return a.clockStays(ctx, said)
	case events.ClockCorrected:
		return a.believable()
	case events.ConveningParted:
		return a.parted(ctx, said)
	}
	return a.quoted(ctx, named)
}

// refers are the streams that a request names.
func (r Request) refers() (streams []events.Stream) {
	streams = slices.Clip(r.facts().Refers)
	for _, party := range []string{r.OnBehalfOf, r.Who.Party} {
		if party != "" {
			streams = append(streams, events.Stream{Kind: "party", ID: party})
		}
	}
	return streams
}

// parted refuses to part a meeting from one that its source does not tell of, or alone
// does.
func (a *attempt) parted(ctx context.Context, said events.ConveningParted) error {
	sources, err := a.Sources.Telling(ctx, said.From)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).Because(err)
	}
	return rule.First(
		rule.When(!slices.Contains(sources, said.Source), rule.Refuse(rule.ErrRefused, "part.foreign-source", "%s does not stand on %s. Nothing was recorded.", said.From, said.Source)),
		rule.When(len(sources) == 1, rule.Refuse(rule.ErrRefused, "part.only-source", "%s stands on that source alone; there is nothing to part. Nothing was recorded.", said.From)))
}

// quoted looks into the archived texts that a command stands on.
func (a *attempt) quoted(ctx context.Context, named rule.Named) error {
	texts := map[string][]byte{}
	for _, quote := range a.request.facts().Quotes {
		archived := named["source/"+quote.Source].Source
		if archived == nil || archived.SHA256 != quote.SHA256 {
			return unquoted(quote)
		}
		if texts[quote.SHA256] == nil {
			text, err := a.Sources.Text(ctx, quote.SHA256)
			if err != nil {
				return notNow(errors.New("an archived source cannot be read")).Because(err)
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
	return rule.Refuse(rule.ErrRefused, "quote.not-found", "The quote does not stand in %s word for word. Nothing was recorded.", q.Source)
}
