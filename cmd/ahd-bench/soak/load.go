package soak

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	commitmentcmd "ahd.example/ahd/services/commands/commitment"

	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd-bench/bench"
	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/services/api"
)

const (
	maxUnderWay    = 64               // writes, and as many reads
	requestTimeout = 30 * time.Second // with one of them
)

// load is others who write and read, whether or not those before them are done.
type load struct {
	url, socket string
	pages       http.Client
	last        atomic.Int64 // sequence that was recorded

	writes, reads, late, failed atomic.Int64

	mu    sync.Mutex
	first error // that failed
}

func newLoad(process Process) *load {
	_, url, socket := process.Where()
	return &load{url: url, socket: socket, pages: http.Client{
		Timeout: requestTimeout, Transport: &http.Transport{MaxIdleConnsPerHost: maxUnderWay},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // what is asked for is there
	}}
}

func (l *load) counts() (writes, reads, late, failed int) {
	return int(l.writes.Load()), int(l.reads.Load()), int(l.late.Load()), int(l.failed.Load())
}

// run writes and reads until ctx ends, and lets those under way end.
func (l *load) run(ctx context.Context, o Options) error {
	var both sync.WaitGroup
	commitments := o.Events / bench.PerCommitment
	both.Go(func() {
		l.arrive(ctx, time.Second/time.Duration(o.Writes), &l.writes, func(i int) error { return l.write(i%commitments + 1) })
	})
	both.Go(func() {
		l.arrive(ctx, time.Second/time.Duration(o.Reads), &l.reads, func(i int) error { return l.read(i, commitments) })
	})
	both.Wait()
	l.pages.CloseIdleConnections()
	if done := l.writes.Load() + l.reads.Load(); done == 0 {
		return errors.Join(errors.New("the server answered nobody"), l.first)
	}
	return nil
}

// arrive lets act begin at each time that is due. One that is due while too many are
// under way is put off, and counted.
func (l *load) arrive(ctx context.Context, every time.Duration, done *atomic.Int64, act func(i int) error) {
	room := make(chan struct{}, maxUnderWay)
	var all sync.WaitGroup
	defer all.Wait()
	start := time.Now()
	for i := 0; ; i++ {
		select {
		case <-time.After(time.Until(start.Add(time.Duration(i) * every))):
		case <-ctx.Done():
			return
		}
		select {
		case room <- struct{}{}:
		default:
			l.late.Add(1)
			room <- struct{}{}
		}
		all.Go(func() {
			defer func() { <-room }()
			if err := act(i); err != nil {
				l.failed.Add(1)
				l.keep(err)
				return
			}
			done.Add(1)
		})
	}
}

// keep keeps the first error.
func (l *load) keep(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.first == nil {
		l.first = err
	}
}

// write records a report, and remembers how far the record is.
func (l *load) write(commitment int) error {
	ctx, end := context.WithTimeout(context.Background(), requestTimeout)
	defer end()
	sequence, err := Report(ctx, l.socket, commitment)
	l.last.Store(max(l.last.Load(), sequence))
	return err
}

// Report records a report on the commitment cm-N at a socket, every second one with a
// narrative, and returns its sequence.
func Report(ctx context.Context, socket string, commitment int) (sequence int64, err error) {
	words, effective := bench.Narrative, "2026-01"
	report := commitmentcmd.ReportProgress{ID: fmt.Sprint("cm-", commitment), State: "in_progress", Effective: &effective}
	if commitment%2 == 0 {
		report.Narrative = &words
	}
	command, err := json.Marshal(report)
	if err != nil {
		return 0, err
	}
	args, err := json.Marshal(api.RecordArgs{What: "progress", CommandID: uuid.Must(uuid.NewV7()).String(), Command: command})
	if err != nil {
		return 0, err
	}
	document, problem, err := door.Ask(ctx, socket, door.Question{Verb: "record", Arguments: args}, func(int, int) {})
	if problem != nil {
		return 0, problem
	}
	var recorded struct{ Sequence int64 }
	if err == nil {
		err = json.Unmarshal(document, &recorded)
	}
	return recorded.Sequence, err
}

// onceIn is how often somebody looks at another moment or day, of all reads.
const onceIn = 200

// read looks at a page as somebody with a browser does.
func (l *load) read(i, commitments int) error {
	page := fmt.Sprintf("/commitments/cm-%d", 1+rand.IntN(commitments))
	switch {
	case i%onceIn == 0 && l.last.Load() > 0:
		page = fmt.Sprintf("/at/%d%s", 1+rand.Int64N(l.last.Load()), page)
	case i%onceIn == onceIn/2:
		page = "/on/2026-01-01/"
	case i%10 == 1:
		page = "/"
	case i%10 == 2:
		page = "/?self_reported=in_progress"
	case i%50 == 3:
		page = "/?search=shelter"
	case i%50 == 4:
		page = "/organisations"
	}
	response, err := l.pages.Get(l.url + page)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return err
	}
	switch response.StatusCode {
	case http.StatusOK, http.StatusNotFound: // a moment before the commitment was captured has no such page
		return nil
	case http.StatusTooManyRequests: // we are one client, and past moments are made one at a time
		l.late.Add(1)
		return nil
	}
	return fmt.Errorf("%s answered %d", page, response.StatusCode)
}
