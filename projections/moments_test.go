package projections_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/duties"
	"ahd.example/ahd/projections/erasures"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/projections/sources"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/timeline"
)

// The long form: go test ./projections -run TestAPastMoment -prefixes 1000
var prefixes = flag.Int("prefixes", 100, "how many past moments of random histories are looked at")

// typed are typed texts by id; what was erased is not there.
type typed map[string]string

func (t typed) Read(_ context.Context, id string) (string, bool, error) {
	words, kept := t[id]
	return words, kept, nil
}

// answers are what lists, things, timelines and figures answer on a day.
type answers struct {
	t    *testing.T
	view *book.View
	day  edtf.Day
	said []string
}

func (a *answers) keep(what string, rows any, err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatalf("%s: %v", what, err)
	}
	text, err := json.Marshal(rows)
	if err != nil {
		a.t.Fatal(err)
	}
	a.said = append(a.said, what+": "+string(text))
}

// filters are some that the list of commitments is narrowed by.
var filters = []map[string]string{
	{}, {"self_reported": "no_report"}, {"record": "confirmed"}, {"lead_party": "p-1"}, {"timeliness": "overdue"}, {"stale": "true"}, {"contested": "true"},
	{"geography": "PK-PB"}, {"source": "s-1"}, {"convening": "c-1"}, {"instrument": "i-1"}, {"agenda_of": "c-2"}, {"link_scheme": "tip"}, {"merged_into": "c-2"},
	{book.Search: "said"}, {book.Search: "word"}, {book.Search: "typed first"},
}

func (a *answers) lists() {
	for _, f := range filters {
		rows, err := commitments.List(a.view, book.Query{Filters: f}, a.day)
		a.keep(fmt.Sprint("commitments ", f), rows, err)
		n, err := commitments.Count(a.view, book.Query{Filters: f}, a.day)
		a.keep(fmt.Sprint("their number ", f), n, err)
	}
	for _, q := range []book.Query{{}, {Limit: 2, Offset: 1}, {Filters: map[string]string{book.Search: "y"}}} {
		a.keep(list("convenings", q, convenings.List)(a.view))
		a.keep(list("figures", q, convenings.Figures)(a.view))
		a.keep(list("groups", q, convenings.Groups)(a.view))
		a.keep(list("instruments", q, instruments.List)(a.view))
		a.keep(list("parties", q, parties.List)(a.view))
		a.keep(list("questions", q, questions.List)(a.view))
		a.keep(list("sources", q, sources.List)(a.view))
	}
	counts, err := commitments.CountByLead(a.view)
	a.keep("by lead", counts, err)
	gone, err := erasures.All(a.view)
	a.keep("erasures", gone, err)
	judged, err := duties.Dependent(a.view)
	a.keep("not independent", judged, err)
}

func list[T any](what string, q book.Query, read func(*book.View, book.Query) ([]T, error)) func(*book.View) (string, any, error) {
	return func(v *book.View) (string, any, error) {
		rows, err := read(v, q)
		if errors.Is(err, book.ErrFilter) { // not every list is searched
			rows, err = nil, nil
		}
		return what, rows, err
	}
}

func (a *answers) things() {
	for _, kind := range []string{"commitment", "convening", "instrument", "party", "person", "register", "source"} {
		for i := range 5 {
			id := fmt.Sprintf("%s-%d", kind[:1], i)
			if kind == "register" {
				id = kind
			}
			thing := events.Stream{Kind: kind, ID: id}
			row, err := streams.Find(a.view, thing)
			if err == nil {
				row, err = streams.Whole(a.view, row)
			}
			a.keep("what adds up to "+id, row, err)
			rows, err := timeline.OfThing(a.view, kind, id)
			a.keep("timeline of "+id, rows, err)
			sequences, err := timeline.Sequences(a.view, thing.Subject(), 20)
			a.keep("events of "+id, sequences, err)
			participations, err := convenings.Participations(a.view, id)
			a.keep("who took part in "+id, participations, err)
			holders, err := commitments.Holders(a.view, id)
			a.keep("holders of "+id, holders, err)
		}
	}
	for _, part := range []string{"working-group/wg-1", "figure/fg-1", "question/q-1"} {
		rows, err := timeline.OfPart(a.view, part)
		a.keep(part, rows, err)
	}
}

// told is everything, a line for each question.
func told(t *testing.T, v *book.View) string {
	t.Helper()
	day, _ := edtf.ParseDay("2027-06-30")
	a := &answers{t: t, view: v, day: day}
	a.lists()
	a.things()
	a.keep("as of", v.At, nil)
	return strings.Join(a.said, "\n")
}

func reading(t *testing.T, read func(func(*book.View) error) error) (said string) {
	t.Helper()
	if err := read(func(v *book.View) error { said = told(t, v); return nil }); err != nil {
		t.Fatal(err)
	}
	return said
}

// saying lets somebody type something about a commitment, or have it erased.
func saying(r *rapid.T, h *history, texts typed) {
	subject := fmt.Sprint("commitment/c-", rapid.IntRange(1, 4).Draw(r, "who is spoken of"))
	if h.count[subject] == 0 {
		return
	}
	n := len(h.bodies)
	if ids := sortedIDs(texts); len(ids) > 0 && rapid.IntRange(0, 3).Draw(r, "erase") == 0 {
		id := rapid.SampledFrom(ids).Draw(r, "text")
		delete(texts, id)
		h.add(strings.SplitN(id, "|", 2)[0], events.TextErased{Basis: "mistake", Text: id})
		return
	}
	id := fmt.Sprintf("%s|%d/narrative", subject, n)
	texts[id] = one(r, "word", "typed first", "typed last")
	h.add(subject, events.ProgressReported{State: "planning", Narrative: &events.Text{ID: id, Hash: strings.Repeat("A", 43) + "="}})
}

func sortedIDs(texts typed) []string {
	return slices.Sorted(maps.Keys(texts))
}

// snapshotted waits until all snapshots of a book stand: as far apart as the first is
// from the beginning.
func snapshotted(t *testing.T, b *projections.Book, apart uint64) {
	t.Helper()
	size := b.Checkpoint().Sequence
	at, _ := b.Snapshots()
	for range 10_000 {
		if size < apart || len(at) > 0 && at[len(at)-1]+at[0] > size && int(size/at[0]) == len(at) {
			return
		}
		time.Sleep(time.Millisecond)
		at, _ = b.Snapshots()
	}
	t.Fatalf("the snapshots are still at %v of %d", at, size)
}

// A past moment is the book of everything up to then, as it was read event by event:
// far from a snapshot and near one, before an erasure and after it.
func TestAPastMomentIsTheBookOfItsPrefix(t *testing.T) {
	root, n, looked, near := t.TempDir(), 0, 0, 0
	set := flag.Lookup("rapid.checks")
	before := set.Value.String()
	flag.Set("rapid.checks", fmt.Sprint(max(1, *prefixes/5)))
	defer flag.Set("rapid.checks", before)
	rapid.Check(t, func(r *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		defer os.RemoveAll(dir)
		h, texts := newHistory(t), typed{}
		if rapid.Bool().Draw(r, "by another clock") {
			h.add("register/register", events.RegisterDescribed{Title: "T", TimeZone: "America/Los_Angeles"})
		}
		for range rapid.IntRange(2, 60).Draw(r, "events") {
			if something(r, h); rapid.IntRange(0, 2).Draw(r, "somebody types") == 0 {
				saying(r, h, texts)
			}
		}
		apart := uint64(rapid.IntRange(1, 9).Draw(r, "events between stations"))
		b := openBookWith(t, filepath.Join(dir, "now"), h, projections.Options{
			Texts: texts, SnapshotInterval: apart, Snapshots: 6, Streams: rapid.IntRange(0, 3).Draw(r, "streams in memory"),
		})
		defer b.Close()
		if rapid.IntRange(0, 4).Draw(r, "without stations") < 4 { // small numbers are drawn more often
			b.KeepSnapshots(func(int64) bool { return true })
			snapshotted(t, b, apart)
		}
		for look := range 5 {
			looked++
			first := uint64(1)
			if at, _ := b.Snapshots(); look > 0 && len(at) > 0 { // one look in five is anywhere, the others where snapshots help
				first = at[0]
			}
			sequence := rapid.Uint64Range(first, uint64(len(h.bodies))).Draw(r, "moment")
			if at, _ := b.Snapshots(); len(at) > 0 && at[0] <= sequence {
				near++
			}
			prefix := &history{t: t, bodies: h.bodies[:sequence], hidden: true}
			oracle := openBookWith(t, filepath.Join(dir, fmt.Sprint("then-", looked)), prefix, projections.Options{Texts: texts})
			prefix.hidden = false
			if err := oracle.Apply(background, 1, prefix.bodies); err != nil {
				r.Fatal(err)
			}
			want := reading(t, func(read func(*book.View) error) error { return oracle.Read(background, read) })
			got := reading(t, func(read func(*book.View) error) error { return b.ReadAt(background, sequence, read) })
			replayed := reading(t, func(read func(*book.View) error) error { return b.Replay(background, sequence, read) })
			oracle.Close()
			differ(r, "replayed", sequence, replayed, want)
			differ(r, "looked at", sequence, got, want)
		}
	})
	if looked < *prefixes || near < looked/3 {
		t.Errorf("only %d moments were looked at, and %d of them near a snapshot", looked, near)
	}
}

// differ tells the first answer that is another one.
func differ(r *rapid.T, how string, sequence uint64, got, want string) {
	is, should := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range should {
		if i >= len(is) || is[i] != should[i] {
			r.Fatalf("%s after event %d:\n%s\nwant\n%s", how, sequence, is[min(i, len(is)-1)], should[i])
		}
	}
}
