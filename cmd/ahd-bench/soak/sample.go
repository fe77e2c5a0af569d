package soak

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ahd.example/ahd/cmd/ahd/door"
)

// Sample is how the server stands at one time. The first is of before anybody asked it
// anything, the last of after.
type Sample struct {
	Seconds     float64 `json:"at_s"` // since the load began; 0 before
	RSS         float64 `json:"rss_mib"`
	WAL         float64 `json:"wal_mib"`  // the largest of those beside the stores
	Book        float64 `json:"book_mib"` // what serves, without its WAL
	Past        int     `json:"past_books"`
	Descriptors int     `json:"descriptors"`
	Goroutines  int     `json:"goroutines,omitempty"` // said by the server, before and after
	Writes      int     `json:"writes"`               // so far
	Reads       int     `json:"reads"`
	Late        int     `json:"late"`   // so far: due, and put off because too many were under way
	Failed      int     `json:"failed"` // so far
}

// watch looks at a server.
type watch struct {
	process Process
	data    string
	load    *load
	began   time.Time
}

func newWatch(process Process, data string) *watch {
	return &watch{process: process, data: data, load: newLoad(process)}
}

// sample looks before, while and after others write and read.
func (w *watch) sample(ctx context.Context, o Options, tell func(Sample) error) (all []Sample, err error) {
	keep := func(s Sample, err error) error {
		if err != nil {
			return err
		}
		all = append(all, s)
		return tell(s)
	}
	if err := keep(w.idle(ctx)); err != nil {
		return all, err
	}
	loaded, end := context.WithTimeout(ctx, o.For)
	defer end()
	w.began = time.Now()
	ended := make(chan error, 1)
	go func() { ended <- w.load.run(loaded, o) }()
	ticks := time.NewTicker(o.Every)
	defer ticks.Stop()
	for under := true; under; {
		select {
		case <-ticks.C:
			if err := keep(w.look()); err != nil {
				return all, err
			}
		case err := <-ended:
			if err = errors.Join(err, ctx.Err()); err != nil {
				return all, err
			}
			under = false
		}
	}
	return all, keep(w.calm(ctx, all[0]))
}

// calmWithin is how long the server may take to let go of what the load left.
const calmWithin = 90 * time.Second

// calm looks at a server that nobody asks any more, until it has let go.
func (w *watch) calm(ctx context.Context, before Sample) (s Sample, err error) {
	for deadline := time.Now().Add(calmWithin); ; {
		if s, err = w.idle(ctx); err != nil || letGo(before, s) || time.Now().After(deadline) {
			return s, err
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return s, ctx.Err()
		}
	}
}

// idle looks, and asks the server besides.
func (w *watch) idle(ctx context.Context) (Sample, error) {
	_, _, socket := w.process.Where()
	document, problem, err := door.Ask(ctx, socket, door.Question{Verb: "status", Arguments: json.RawMessage("{}")}, func(int, int) {})
	if problem != nil {
		err = problem
	}
	if err != nil {
		return Sample{}, fmt.Errorf("the server does not say how it stands: %w", err)
	}
	var said struct {
		Row struct {
			Process struct {
				Goroutines int `json:"goroutines"`
			} `json:"process"`
		} `json:"row"`
	}
	if err := json.Unmarshal(document, &said); err != nil {
		return Sample{}, err
	}
	s, err := w.look()
	s.Goroutines = said.Row.Process.Goroutines
	return s, err
}

// look reads what the system says of the process and its folder.
func (w *watch) look() (s Sample, err error) {
	if !w.began.IsZero() {
		s.Seconds = float64(time.Since(w.began).Milliseconds()) / 1000
	}
	s.Writes, s.Reads, s.Late, s.Failed = w.load.counts()
	pid, _, _ := w.process.Where()
	if s.RSS, err = rss(pid); err != nil {
		return s, err
	}
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		return s, err
	}
	s.Descriptors = len(open)
	w.measureFiles(&s)
	return s, nil
}

// measureFiles looks how large the stores are.
func (w *watch) measureFiles(s *Sample) {
	for _, pattern := range []string{"*.db-wal", "book/*.db-wal"} {
		for _, size := range sizes(filepath.Join(w.data, pattern)) {
			s.WAL = max(s.WAL, size)
		}
	}
	current, _ := os.ReadFile(filepath.Join(w.data, "book", "current"))
	for _, size := range sizes(filepath.Join(w.data, "book", string(current))) {
		s.Book = size
	}
	s.Past = len(sizes(filepath.Join(w.data, "book", "past-*.db")))
}

// sizes are those of the files that there are, in MiB.
func sizes(pattern string) (all []float64) {
	names, _ := filepath.Glob(pattern)
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			all = append(all, mib(info.Size()))
		}
	}
	return all
}

func mib(bytes int64) float64 { return float64(bytes*100>>20) / 100 }

// rss is what a process holds in memory.
func rss(pid int) (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("the system does not say how much memory the server holds: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kib, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return mib(kib << 10), err
		}
	}
	return 0, errors.New("the system does not say how much memory the server holds")
}
