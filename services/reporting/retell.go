package reporting

import (
	"fmt"
	"slices"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/described"
	"ahd.example/ahd/projections/timeline"
	"ahd.example/ahd/services/reporting/document"
)

// Record holds the bytes of events: the ledger.
type Record interface {
	Entry(sequence uint64) ([]byte, error)
}

// TotalsOf counts a scope in a book: the totals of Summarise, alone.
func TotalsOf(v *book.View, q Question) (document.Totals, error) {
	p, err := prepare(v, q)
	if err != nil {
		return document.Totals{}, err
	}
	p.tables = nil
	err = commitments.Facts(v, p.scope.filter(), q.On, p.take)
	return p.whole.totals(), err
}

// Retold is how a scope stood on a day, as Retell counts it.
type Retold struct {
	document.Totals
	DatedByRecording int // facts that count from the day of their recording, because nothing else dates them
}

// Retell counts a scope as it stood at the end of each of some days, the first first,
// as is known now: what was corrected counts as it was corrected, what was entered
// late counts from when it happened, and what happened later does not count yet. It is
// what Summarise counts on a view of each day.
// told is called after each commitment.
func Retell(v *book.View, record Record, q Question, days []edtf.Day, told func(done, total int)) ([]Retold, error) {
	passes := make([]*pass, len(days))
	for i, day := range days {
		q.On = day
		p, err := prepare(v, q)
		if err != nil {
			return nil, err
		}
		p.tables = nil
		passes[i] = p
	}
	if len(days) == 0 {
		return nil, nil
	}
	var facts []commitments.Fact
	filter := passes[0].scope.filter()
	delete(filter, field["party"]) // who answered for something is asked of each day
	if err := commitments.Facts(v, filter, q.On, func(f commitments.Fact) { facts = append(facts, f) }); err != nil {
		return nil, err
	}
	says, err := described.Read(v)
	if err != nil {
		return nil, err
	}
	clocks, err := timeline.CorrectionsIn(v)
	if err != nil {
		return nil, err
	}
	t := teller{view: v, record: record, zone: says.Zone, clocks: clocks}
	for i, f := range facts {
		if err := t.retell(f, passes); err != nil {
			return nil, err
		}
		told(i+1, len(facts))
	}
	retold := make([]Retold, len(passes))
	for i, p := range passes {
		retold[i] = Retold{p.whole.totals(), p.whole.undated}
	}
	return retold, nil
}

// teller tells commitments again.
type teller struct {
	view   *book.View
	record Record
	zone   edtf.Zone
	clocks []events.Correction // where the clock was set right
}

// retell counts one commitment in each pass in which it had been made.
func (t teller) retell(f commitments.Fact, passes []*pass) error {
	own, err := t.events(f.ID)
	if err != nil || len(own) == 0 {
		return err
	}
	var parts []place
	if f.Whole {
		if parts, err = t.parts(own); err != nil {
			return err
		}
	}
	for _, p := range passes {
		if !p.made(own, f.Convening) {
			continue
		}
		var stands []commitment.State
		for _, part := range parts {
			if p.made(part.events, part.convening) {
				stands = append(stands, commitment.UpTo(part.events, p.on))
			}
		}
		if told := f.As(commitment.UpTo(own, p.on), stands); p.answers(told.Lead) {
			p.take(told)
		}
	}
	return nil
}

// made reports whether what some events tell of had been made by the day of a pass. The
// first is its capture.
func (p *pass) made(own []events.Event, convening string) bool {
	held := ""
	if age, dated := p.names.ages[convening]; dated && age >= 0 {
		held = p.on.String()
	}
	return commitment.Evolve(commitment.State{}, own[0]).ExistsOn(p.on, held)
}

// answers reports whether the scope has what an organisation answers for.
func (p *pass) answers(lead string) bool {
	asked := p.scope.ids["party"]
	return len(asked) == 0 || slices.ContainsFunc(p.names.house(lead), func(one string) bool { return slices.Contains(asked, one) })
}

// place is one of the places in which a commitment is kept.
type place struct {
	events    []events.Event
	convening string // where it belongs
}

// parts are the places in which a commitment is kept, as far as they were captured.
func (t teller) parts(own []events.Event) (parts []place, err error) {
	captured, _ := own[0].Data.(events.CommitmentCaptured)
	for _, id := range captured.Children {
		part, err := t.events(id)
		if err != nil {
			return nil, err
		}
		if len(part) == 0 {
			continue
		}
		convening, err := commitments.ConveningOf(t.view, id)
		if err != nil {
			return nil, err
		}
		parts = append(parts, place{part, convening})
	}
	return parts, nil
}

// events reads what happened to a commitment.
func (t teller) events(id string) ([]events.Event, error) {
	sequences, err := timeline.Sequences(t.view, events.Stream{Kind: "commitment", ID: id}.Subject(), t.view.At.Sequence)
	if err != nil {
		return nil, err
	}
	list := make([]events.Event, len(sequences))
	for i, sequence := range sequences {
		body, err := t.record.Entry(sequence)
		if err != nil {
			return nil, fmt.Errorf("event %d: %w", sequence, err)
		}
		if list[i], err = events.Decode(body); err != nil {
			return nil, fmt.Errorf("event %d: %w", sequence, err)
		}
		list[i].Zone = t.zone.Location()
		list[i].Time = events.RecordedAt(sequence, list[i].Time, t.clocks)
	}
	return list, nil
}
