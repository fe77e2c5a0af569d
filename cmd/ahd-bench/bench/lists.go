package bench

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"time"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/web"
	commitmentpages "ahd.example/ahd/services/web/commitments"
	"ahd.example/ahd/services/web/convenings"
	"ahd.example/ahd/services/web/organisations"
)

const (
	usualBeside = 200  // events a second
	listsEach   = 40   // requests of each page in a round
	longItem    = 5000 // reports on the commitment whose page is asked for
)

// askedPages are the pages, by what they are called.
var askedPages = []struct{ name, address string }{
	{"list", "/"}, {"last page", ""},
	{"no report", "/?self_reported=no_report"}, {"one organisation", "/?lead_party=party-7"}, {"one meeting", "/?convening=m-7"},
	{"overdue", "/?timeliness=overdue"}, {"due soon", "/?timeliness=due_soon"}, {"on schedule", "/?timeliness=on_schedule"}, {"no news", "/?stale=true"},
	{"kind", "/?kind=recommendation"}, {"assessed", "/?assessed=not_assessed"}, {"several filters", "/?open=true&in_force=true&self_reported=stalled"},
	{"a word that all say", "/?search=shelter"}, {"organisations", "/organisations"}, {"what is not known", "/unknown"}, {"a commitment", "/commitments/cm-1"}, {"its first events", "/commitments/cm-1?events=50"},
}

// page is how long one page took, and how much of a processor while nothing else ran.
type page struct {
	Name string `json:"page"`
	waits
	CPU float64 `json:"cpu_ms"`
}

// measureLists measures the pages that people open first, through the handler and no
// network, while events come beside; the limit reads the
// rows of the first page and shows them to nobody.
func measureLists(ctx context.Context, dir string, o Options, _ *filled) (f figure, err error) {
	items, perSecond := cmp.Or(o.Items, o.Events/PerCommitment), cmp.Or(o.Beside, usualBeside)
	l, made, err := fillLists(filepath.Join(dir, "lists"), items, o.Seed)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	b, err := projections.Open(ctx, filepath.Join(dir, "book"), l, projections.Options{Texts: noTexts{}})
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	handler := web.New(web.Config{
		Book: b, Record: l, Words: noTexts{}, Ready: func() error { return nil }, Described: b.Described, Name: "bench",
		Now: func() time.Time { return made.at }, Messages: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}, commitmentpages.Pages(), convenings.Pages(), organisations.Pages())
	f.Events = int(l.Size())
	f.Note = fmt.Sprintf("%d commitments, on one of which %d reports were made; through the handler, one request after another, with %d events a second that are appended to the ledger and read by the book beside; "+
		"cpu_ms is of a process that does nothing else; the texts are erased", items, longItem, perSecond)
	forgetPeak()
	for _, asked := range askedPages {
		if asked.address == "" {
			asked.address = fmt.Sprintf("/?page=%d", (items+99)/100)
		}
		p, err := measurePage(ctx, handler, b, l, made, asked.address, o.Rounds, perSecond)
		if err != nil {
			return f, fmt.Errorf("%s: %w", asked.name, err)
		}
		p.Name = asked.name
		f.Pages = append(f.Pages, p)
	}
	for range o.Rounds {
		ours, err := askFor(handler, "/")
		if err != nil {
			return f, err
		}
		start := time.Now()
		err = b.Read(ctx, func(v *book.View) error {
			_, err := commitments.List(v, book.Query{Limit: 100}, edtf.Karachi(made.at))
			return err
		})
		if err != nil {
			return f, err
		}
		f.round(1/ours.Seconds(), 1/time.Since(start).Seconds())
	}
	f.VmHWM = peak()
	return f, nil
}

func measurePage(ctx context.Context, handler http.Handler, b *projections.Book, l *ledger.Ledger, made *register, address string, rounds, perSecond int) (p page, err error) {
	if _, err := askFor(handler, address); err != nil { // what is read once is warm
		return p, err
	}
	before := processorTime()
	for range listsEach {
		if _, err := askFor(handler, address); err != nil {
			return p, err
		}
	}
	p.CPU = hundredths(float64((processorTime() - before).Microseconds()) / 1000 / listsEach)
	var took []time.Duration
	size := l.Size()
	err = beside(ctx, b, l, made, perSecond, func() error {
		for range rounds * listsEach {
			one, err := askFor(handler, address)
			if err != nil {
				return err
			}
			took = append(took, one)
		}
		return nil
	})
	if err == nil && l.Size() == size {
		err = errors.New("nothing was recorded beside")
	}
	if err == nil {
		p.waits = *waitsOf(took)
	}
	return p, err
}

// beside runs read while so many events a second are recorded.
func beside(ctx context.Context, b *projections.Book, l *ledger.Ledger, made *register, perSecond int, read func() error) error {
	ctx, end := context.WithCancel(ctx)
	var writing sync.WaitGroup
	var failed error
	writing.Go(func() {
		for due := time.Now(); ctx.Err() == nil && failed == nil; due = due.Add(time.Second / time.Duration(perSecond)) {
			time.Sleep(time.Until(due))
			failed = recordOne(b, l, made)
		}
	})
	err := read()
	end()
	writing.Wait()
	return errors.Join(err, failed)
}

func recordOne(b *projections.Book, l *ledger.Ledger, made *register) error {
	body, err := made.body(made.open[made.random.IntN(len(made.open))], made.report())
	if err != nil {
		return err
	}
	at := l.Size() + 1
	if err := l.Append(at, [][]byte{body}); err != nil {
		return err
	}
	return b.Apply(context.Background(), at, [][]byte{body})
}

func askFor(handler http.Handler, address string) (time.Duration, error) {
	asked := httptest.NewRequest(http.MethodGet, address, nil)
	answered := httptest.NewRecorder()
	start := time.Now()
	handler.ServeHTTP(answered, asked)
	took := time.Since(start)
	if answered.Code != http.StatusOK {
		return took, fmt.Errorf("%s is answered with %d", address, answered.Code)
	}
	return took, nil
}

// fillLists makes a register of so many commitments with few events each, and one with
// many.
func fillLists(dir string, items int, seed uint64) (l *ledger.Ledger, made *register, err error) {
	f := &filled{dir: dir}
	if err := f.open(); err != nil {
		return nil, nil, err
	}
	made = newRegister(Filling{Events: items * PerCommitment, Seed: seed, Spread: true})
	var group [][]byte
	add := func(s *stream) error {
		made.at = made.at.Add(time.Millisecond)
		body, err := made.body(s, made.payload(s))
		if err != nil {
			return err
		}
		if group = append(group, body); len(group) < 2000 {
			return nil
		}
		err = f.ledger.Append(f.ledger.Size()+1, group)
		group = nil
		return err
	}
	for i, s := range made.open {
		turns := 4 + i%2 // every second one has a report
		if i == 0 {
			turns += longItem
		}
		for range turns {
			if err := add(s); err != nil {
				return nil, nil, errors.Join(err, f.close())
			}
		}
	}
	if len(group) > 0 {
		if err := f.ledger.Append(f.ledger.Size()+1, group); err != nil {
			return nil, nil, errors.Join(err, f.close())
		}
	}
	made.at = made.at.AddDate(1, 0, 0)
	return f.ledger, made, nil
}
