package importing

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/instrument"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Attachment is the wording of an instrument, which became known.
type Attachment struct {
	Instrument   string
	WorkingGroup *string           // of the instrument
	Text         Text              // of an archived one, only id and content are read
	Archived     bool              // the text is a source already
	Title        *string           // of the instrument
	Clauses      []Found           // where somebody named them; else the numbered ones
	Items        map[string]string // commitments by address, as somebody named them
	Known        map[string]string // commitments by address, as the instrument has them
	Kind         string            // of commitments made from new clauses; "" for what the instrument's kind says
}

// What a clause does to the commitment made from it.
const (
	Captured     = "captured"     // it is a new one
	Worded       = "worded"       // only its existence was known
	Corroborated = "corroborated" // it had words from elsewhere; this passage says the same
	Told         = "told"         // this very passage is recorded of it already
)

// Becoming is a clause and what is made of it.
type Becoming struct {
	Found
	Quote   string `json:"quote"`
	Item    string `json:"item"`    // commitment id
	Becomes string `json:"becomes"` // one of the above
}

// Attaching is an attachment on its way in.
type Attaching struct {
	Plan
	Clauses []Becoming
}

// attaching plans an attachment.
type attaching struct {
	*plan
	Attachment
	book     Book
	recorder Recorder
	kind     string
	convened string // convening of the instrument
	clauses  []Becoming
	quotes   []events.Quote
}

// PrepareAttachment plans the commands by which the wording of an instrument becomes
// known. They are the same when they are prepared again, whatever of them has been
// recorded by then. Every error is a *rule.Refusal or *Faults.
func PrepareAttachment(ctx context.Context, a Attachment, book Book, recorder Recorder, origin string, who rule.Who) (*Attaching, error) {
	w := &attaching{plan: begin(origin, who, "command", map[string][]byte{a.Text.ID: a.Text.Content}), Attachment: a, book: book, recorder: recorder}
	w.correlation = "text-" + w.archive[a.Text.ID].sha256[:16]
	for _, step := range []func(context.Context) error{w.known, w.archiveText, w.findClauses, w.capture, w.attach, w.tell} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	plan, err := w.end("sources", "commitments", "texts", "wordings", "corroborations")
	if err != nil {
		return nil, err
	}
	if !a.Archived {
		plan.texts = [][]byte{a.Text.Content}
	}
	return &Attaching{Plan: *plan, Clauses: w.clauses}, nil
}

// known looks at the instrument.
func (w *attaching) known(ctx context.Context) error {
	row, err := w.book.State(ctx, events.Stream{Kind: "instrument", ID: w.Instrument})
	if err != nil {
		return recording.NotNow(err, err)
	}
	state := row.State.Instrument
	if state == nil {
		return recording.Refuse(rule.ErrUnknown, "instrument.unknown", "There is no declaration or set of recommendations "+named(w.Instrument)+". Nothing was recorded.")
	}
	w.convened, w.kind = state.Convening, w.Kind
	if w.kind == "" {
		w.kind = map[string]string{instrument.Declaration: "declaration", instrument.Recommendations: "recommendation"}[state.Kind]
	}
	if !slices.Contains(commitment.WordedKinds(), w.kind) {
		return recording.Refuse(rule.ErrMalformed, "kind", "Say what kind of commitment the clauses are: "+strings.Join(commitment.WordedKinds(), ", ")+". Nothing was recorded.")
	}
	return nil
}

// archiveText plans the source, unless the same text lies under this id already.
func (w *attaching) archiveText(ctx context.Context) error {
	if w.Archived {
		return readable(w.Text.Content)
	}
	if err := w.Text.Check(); err != nil {
		return err
	}
	row, err := w.book.State(ctx, events.Stream{Kind: "source", ID: w.Text.ID})
	if err != nil {
		return recording.NotNow(err, err)
	}
	w.addSource(w.Text.Source)
	there := row.State.Source
	if there == nil || there.SHA256 != w.archive[w.Text.ID].sha256 {
		return nil // another text under this id is found out when everything is compared
	}
	holding, err := w.recorder.Holds(ctx, w.last().Request)
	if holding != recording.HoldsSame {
		w.drop()
	}
	return err
}

// findClauses finds the clauses and the commitments that they have already.
func (w *attaching) findClauses(context.Context) (err error) {
	found := w.Attachment.Clauses
	if len(found) == 0 {
		if found, err = Split(w.Text.Content); err != nil {
			return err
		}
	}
	named := map[string]bool{}
	for n, f := range found {
		if strings.TrimSpace(f.Address) == "" || named[f.Address] {
			return recording.Refuse(rule.ErrMalformed, "address", "Each clause has an address of its own, such as clause-2. Nothing was recorded.")
		}
		named[f.Address] = true
		passage, whole := w.archive[w.Text.ID].passage(f.Bytes)
		if !whole || strings.TrimSpace(passage) == "" {
			return recording.Refuse(rule.ErrRefused, "clause.not-found", fmt.Sprintf("The clause that is named at place %d", n+1)+" does not stand in the text word for word. Nothing was recorded.")
		}
		item := w.Items[f.Address]
		if item == "" {
			item = w.Known[f.Address]
		}
		w.clauses = append(w.clauses, Becoming{Found: f, Quote: passage, Item: item})
		w.quotes = append(w.quotes, events.Quote{Source: w.Text.ID, SHA256: w.archive[w.Text.ID].sha256, Quote: passage, Bytes: f.Bytes})
	}
	for address := range w.Items {
		if !named[address] {
			return recording.Refuse(rule.ErrMalformed, "item", "Of what is named with a commitment, one is no clause of the text. Nothing was recorded.")
		}
	}
	return nil
}
