package projections_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/measures"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/timeline"
)

// How things stood on a day is what a register would show in which nobody had recorded
// what happened later: the book of one that never held it has the same rows. It is so at
// every look, whatever was kept of earlier ones, of the same day and of others, while the
// register went on.
func TestADayIsTheBookWithoutWhatHappenedLater(t *testing.T) {
	root, n, retold, again := t.TempDir(), 0, 0, 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		defer os.RemoveAll(dir)
		all := newHistory(t)
		all.add("register/register", events.RegisterOpened{Name: "test", Origin: "urn:ahd:test"})
		for range rapid.IntRange(1, 50).Draw(r, "events") {
			something(r, all)
			reportLate(r, all)
			all.at = all.at.AddDate(0, 0, rapid.IntRange(0, 9).Draw(r, "days"))
		}
		l := &looks{root: dir, told: decoded(t, all), seen: map[edtf.Day]bool{}}
		l.known = rapid.IntRange((len(l.told)+1)/2, len(l.told)).Draw(r, "known at first")
		l.whole = newHistory(t)
		l.whole.again(l.told[:l.known], everything)
		l.book = openBook(t, filepath.Join(dir, "all"), l.whole)
		defer l.book.Close()
		for range rapid.IntRange(1, 4).Draw(r, "looks") {
			l.look(t, r)
			l.goOn(r)
		}
		retold, again = retold+l.retold, again+l.repeated
	})
	if retold == 0 || again == 0 {
		t.Errorf("%d times something was told again, %d times of a day that had been looked at", retold, again)
	}
}

// reportLate adds something about a commitment that is known, which often happened long
// before it is recorded.
func reportLate(r *rapid.T, h *history) {
	subject := fmt.Sprintf("commitment/c-%d", rapid.IntRange(1, 4).Draw(r, "of"))
	if h.count[subject] == 0 {
		return
	}
	if rapid.Bool().Draw(r, "anything") {
		h.add(subject, onCommitment(r, h.ids[subject]))
		return
	}
	happened := edtf.Karachi(h.now()).AddDays(-rapid.IntRange(0, 100).Draw(r, "days ago")).String()
	h.add(subject, events.ProgressReported{State: rapid.SampledFrom(commitment.ReportStates).Draw(r, "state"), Effective: &happened})
}

// looks are several at the days of one register.
type looks struct {
	root             string
	told             []events.Event // all that is going to be recorded
	whole            *history
	book             *projections.Book
	known            int // how many events the book has
	made             int
	seen             map[edtf.Day]bool
	last             edtf.Day
	retold, repeated int
}

// look looks at a day, as known at some time, and compares.
func (l *looks) look(t *testing.T, r *rapid.T) {
	at := l.known
	if rapid.Bool().Draw(r, "in the past") {
		at = rapid.IntRange(1, l.known).Draw(r, "as known at")
	}
	on := l.last
	if l.retold == 0 || rapid.Bool().Draw(r, "another day") {
		days := []edtf.Day{civil(t, "2026-09-30"), civil(t, "2026-10-31"), l.day(r, at), l.day(r, at)}
		on = days[rapid.IntRange(0, len(days)-1).Draw(r, "day")]
	}
	existed := map[string]bool{}
	if err := l.book.ReadAt(background, uint64(at), func(v *book.View) (err error) { existed, err = existedOn(v, on); return err }); err != nil {
		r.Fatal(err)
	}
	only := newHistory(t)
	keep := func(e events.Event) bool {
		return !strings.HasPrefix(e.Subject, "commitment/") || existed[e.Subject] && commitment.HappenedOn(e).By(on)
	}
	kept := only.again(l.told[:at], keep)
	l.made++
	want := openBook(t, filepath.Join(l.root, fmt.Sprint("only", l.made)), only)
	defer want.Close()
	var got, expected map[string]any
	sequence := uint64(at)
	if at == l.known && rapid.Bool().Draw(r, "now") {
		sequence = 0
	}
	if err := l.book.ReadOn(background, sequence, on, func(v *book.View) (err error) { got, err = standing(v, on, nil); return err }); err != nil {
		r.Fatal(err)
	}
	if err := want.Read(background, func(v *book.View) (err error) { expected, err = standing(v, on, kept); return err }); err != nil {
		r.Fatal(err)
	}
	if heardLater(l.told[:at], keep, on) {
		leaveNews(got)
		leaveNews(expected)
	}
	if len(kept) < at && len(existed) > 0 {
		l.retold++
		if l.seen[on] {
			l.repeated++
		}
		l.seen[on], l.last = true, on
	}
	for name, value := range expected {
		if is, should := spelled(t, got[name]), spelled(t, value); is != should {
			r.Fatalf("as known at %d of %d, on %s, %s is\n%s, want\n%s", at, l.known, on, name, is, should)
		}
	}
	if len(got) != len(expected) {
		r.Fatalf("%d answers, want %d", len(got), len(expected))
	}
}

// day is one on which something that was known at some time happened, or was recorded.
func (l *looks) day(r *rapid.T, at int) edtf.Day {
	e := l.told[rapid.IntRange(0, at-1).Draw(r, "on the day of")]
	if strings.HasPrefix(e.Subject, "commitment/") {
		if counts := commitment.HappenedOn(e); !counts.Always {
			return counts.Day
		}
	}
	return edtf.Karachi(e.Time)
}

// goOn records some of what is to be recorded yet.
func (l *looks) goOn(r *rapid.T) {
	more := rapid.IntRange(l.known, len(l.told)).Draw(r, "then known")
	if more == l.known {
		return
	}
	l.whole.again(l.told[l.known:more], everything)
	if err := l.book.Apply(background, uint64(l.known+1), l.whole.bodies[l.known:]); err != nil {
		r.Fatal(err)
	}
	l.known = more
}

func everything(events.Event) bool { return true }

func spelled(t *testing.T, value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// decoded are the events of a history at the times at which they were recorded as the
// clock was set right later, without what sets clocks.
func decoded(t *testing.T, h *history) (told []events.Event) {
	times := naive(t, h.bodies)
	for i, body := range h.bodies {
		e, err := events.Decode(body)
		if err != nil {
			t.Fatal(err)
		}
		switch e.Data.(type) {
		case events.ClockCorrected, events.RegisterDescribed:
			continue
		}
		e.Time = times[i]
		told = append(told, e)
	}
	return told
}

// again records the events that are kept anew, and says where each stood among all.
func (h *history) again(told []events.Event, keep func(events.Event) bool) (places []uint64) {
	for i, e := range told {
		if keep(e) {
			e.StreamVersion, e.StreamPrev, e.Zone = h.count[e.Subject]+1, h.prev[e.Subject], nil
			h.put(e)
			places = append(places, uint64(i+1))
		}
	}
	return places
}

// existedOn asks a plain book for what existed on a day.
func existedOn(v *book.View, on edtf.Day) (map[string]bool, error) {
	existed := map[string]bool{}
	rows, err := commitments.List(v, book.Query{}, on)
	for _, row := range rows {
		found, err := streams.Find(v, events.Stream{Kind: "commitment", ID: row.ID})
		if err != nil {
			return nil, err
		}
		s := *found.State.Commitment
		held := ""
		if row.AgeDays != nil && *row.AgeDays >= 0 {
			held = on.String()
		}
		existed["commitment/"+row.ID] = s.ExistsOn(on, held)
	}
	return existed, err
}

// standing is what can be asked of the commitments in a book, with their sequences as
// they stand in places.
func standing(v *book.View, on edtf.Day, places []uint64) (map[string]any, error) {
	place := func(sequence uint64) uint64 {
		if places == nil || sequence == 0 {
			return sequence
		}
		return places[sequence-1]
	}
	told := map[string]any{}
	for _, filters := range []map[string]string{
		nil, {"self_reported": "planning"}, {"assessed": "complete"}, {"stale": "true"}, {"timeliness": "overdue"}, {"asked": "no_answer"},
		{"contested": "true"}, {"lead_party": "p-1"}, {"has_assessment": "true"}, {book.Search: "worded"}, {"open": "true"}, {"record": "withdrawn"},
	} {
		ids := []string{}
		rows, err := commitments.List(v, book.Query{Filters: filters}, on)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			ids = append(ids, row.ID)
			if filters != nil {
				continue
			}
			row.LastEvent, row.Independent = place(row.LastEvent), nil
			told["row "+row.ID] = row
			if err := about(v, row.ID, told, place); err != nil {
				return nil, err
			}
		}
		told[fmt.Sprint("list ", filters)] = ids
	}
	return told, nil
}

// about tells what else is said of a commitment.
func about(v *book.View, id string, told map[string]any, place func(uint64) uint64) error {
	holders, err := commitments.Holders(v, id)
	if err != nil {
		return err
	}
	for i := range holders {
		holders[i].Sequence = place(holders[i].Sequence)
	}
	told["holders "+id] = holders
	rows, err := timeline.OfThing(v, "commitment", id)
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i].Sequence, rows[i].Why = place(rows[i].Sequence), nil
	}
	told["timeline "+id] = rows
	values, err := measures.Values(v, id)
	if err != nil {
		return err
	}
	told["measures "+id] = values
	found, err := streams.Find(v, events.Stream{Kind: "commitment", ID: id})
	if err == nil {
		found, err = streams.Whole(v, found)
	}
	told["state "+id] = found.State
	return err
}
