package importing

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	instrumentcmd "ahd.example/ahd/services/commands/instrument"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// capture plans a commitment for each clause that has none. One that this plan
// captured before stands at its address by now, and is planned again.
func (w *attaching) capture(ctx context.Context) error {
	for i := range w.clauses {
		c := &w.clauses[i]
		id := clauseID(w.Instrument, c.Address)
		if c.Item != "" && c.Item != id {
			continue
		}
		if !events.ValidID(id) {
			return recording.Refuse(rule.ErrMalformed, "address", "The address of a clause has other characters than a–z, 0–9 and “-”, so no commitment can be named after it. Nothing was recorded.")
		}
		before := len(w.steps)
		w.addItem(Item{
			ID: id, Convening: w.convened, Kind: w.kind, WorkingGroup: w.WorkingGroup, Text: rule.Clean(c.Quote), Verifiable: true,
			Instrument: &w.Instrument, Address: &c.Address, Quotes: []Quote{{Source: w.Text.ID, Quote: c.Quote, Bytes: &c.Bytes}},
		})
		holding, err := w.recorder.Holds(ctx, w.steps[before].Request)
		if err != nil {
			return err
		}
		if c.Item == id && holding != recording.HoldsSame {
			w.steps = w.steps[:before] // somebody else captured it
			continue
		}
		c.Item, c.Becomes = id, Captured
	}
	return nil
}

// attach plans the event of the instrument itself.
func (w *attaching) attach(ctx context.Context) error {
	source := w.archive[w.Text.ID]
	attached := events.TextAttached{Title: stated(w.Title), Text: events.Passage{
		Source: w.Text.ID, SHA256: source.sha256, Bytes: [2]int64{0, int64(len(source.content))},
	}}
	for i, c := range w.clauses {
		attached.Clauses = append(attached.Clauses, events.WordedClause{Address: c.Address, Item: &w.clauses[i].Item, Quote: w.quotes[i]})
	}
	w.add("instrument/"+w.Instrument, instrumentcmd.AttachText{Instrument: w.Instrument, Attached: attached}, func(c *Counts) { c.Texts++ })
	return refusal(ctx, w.last(), w.book, w.recorder)
}

// tell plans what the clauses say to commitments that were there before.
func (w *attaching) tell(ctx context.Context) error {
	worded, told := map[string]bool{}, map[string]bool{} // by an earlier clause of this text
	for i := range w.clauses {
		c := &w.clauses[i]
		passage := c.Item + " " + commitment.Passage(w.quotes[i])
		if c.Becomes == Captured {
			continue
		}
		if told[passage] {
			c.Becomes = Told
			continue
		}
		told[passage] = true
		becomes, err := w.word(ctx, *c, w.quotes[i], worded[c.Item])
		if err != nil {
			return err
		}
		if becomes == "" {
			becomes, err = w.corroborate(ctx, *c, w.quotes[i])
		}
		if err != nil {
			return err
		}
		c.Becomes = becomes
		worded[c.Item] = worded[c.Item] || becomes == Worded
	}
	return nil
}

// word plans the wording of a commitment of which only the existence was known, and
// of one that became known in this way before; "" for any other.
func (w *attaching) word(ctx context.Context, c Becoming, quote events.Quote, worded bool) (string, error) {
	on := commitmentcmd.On{ID: c.Item}
	row, err := w.book.State(ctx, on.Stream())
	if err != nil {
		return "", recording.NotNow(err, err)
	}
	w.add(w.clause(c), commitmentcmd.WordCommitment{On: on, Worded: events.CommitmentWorded{
		Address: &c.Address, Kind: w.kind, Quote: quote, Verifiable: true,
	}}, func(c *Counts) { c.Wordings++ })
	holding, err := w.recorder.Holds(ctx, w.last().Request)
	if err != nil {
		return "", err
	}
	state := row.State.Commitment
	if holding != recording.HoldsSame && (worded || state == nil || !state.Unworded) {
		w.drop()
		return "", nil
	}
	return Worded, refusal(ctx, w.last(), w.book, w.recorder)
}

// corroborate plans that the passage says the same as a commitment, unless that is
// recorded already.
func (w *attaching) corroborate(ctx context.Context, c Becoming, quote events.Quote) (string, error) {
	on := commitmentcmd.On{ID: c.Item}
	row, err := w.book.State(ctx, on.Stream())
	if err != nil {
		return "", recording.NotNow(err, err)
	}
	w.add(w.clause(c), commitmentcmd.CorroborateCommitment{On: on, Quote: quote}, func(c *Counts) { c.Corroborations++ })
	holding, err := w.recorder.Holds(ctx, w.last().Request)
	if err != nil {
		return "", err
	}
	state := row.State.Commitment
	if holding != recording.HoldsSame && state != nil && slices.Contains(state.Identified().Told, commitment.Passage(quote)) {
		w.drop()
		return Told, nil
	}
	return Corroborated, refusal(ctx, w.last(), w.book, w.recorder)
}

// clause is the address of a clause, by which its commands are named.
func (w *attaching) clause(c Becoming) string {
	return "clause/" + w.Instrument + "/" + norm.NFC.String(c.Address)
}

// clauseID names the commitment made from a clause: "<instrument>-<address>". Of a
// name that is too long the end stays, because it tells the clauses apart.
func clauseID(instrument, address string) string {
	if room := 64 - len("-"+address); len(instrument) > room && room > 0 {
		instrument = strings.TrimRight(instrument[:room], "-")
	}
	return instrument + "-" + address
}
