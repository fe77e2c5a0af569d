package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"ahd.example/ahd/events/cause"
)

// Figures are what can be measured, in the order in which it is.
var Figures = []string{"rebuild", "tree", "verify", "feed", "schedule", "commands", "past", "start", "summary", "day", "lists"}

// Options say what to measure.
type Options struct {
	Figures []string
	Events  int
	Rounds  int
	Seed    uint64
	Spread  bool // let the events of each commitment stand all over the register, instead of close together
	Items   int  // commitments that lists are measured of; 0 for one for PerCommitment events
	Beside  int  // events a second beside that; 0 for 200
	Dated

	Told func(figure string) // called before each is measured; nil for nobody

	// Fill makes the events before they are read; nil for this package's own Fill,
	// in this process. The program lets another process do it, so that what filled
	// the log is neither warm nor counted when it is measured. Tests have no
	// program to start and leave it nil.
	Fill func(context.Context, Filling) error

	// Start starts the program on a folder and returns when it is ready; nil for
	// opening the folder in this process, which is no whole start.
	Start func(ctx context.Context, dir string) (Running, error)
}

// figure is one line of the report. The ratio is that of ours to the limit, round
// by round; its median and its spread are printed.
type figure struct {
	Figure         string     `json:"figure"`
	Events         int        `json:"events"`
	Seed           uint64     `json:"seed"`
	Rounds         int        `json:"rounds"`
	Workbook       *workbook  `json:"workbook,omitempty"` // of the summary that is measured
	Pages          []page     `json:"pages,omitempty"`    // each page that is opened
	OursPerSecond  []float64  `json:"ours_per_second"`
	LimitPerSecond []float64  `json:"limit_per_second"`
	Ratio          float64    `json:"ratio"`
	RatioSpread    [2]float64 `json:"ratio_spread"`
	Ours           *waits     `json:"ours_ms,omitempty"`
	Limit          *waits     `json:"limit_ms,omitempty"`
	Committed      *waits     `json:"committed_ms,omitempty"`       // from acknowledgement to commit in the book
	ReadYourWrite  *waits     `json:"read_your_write_ms,omitempty"` // from asking to record to having read it
	AllRows        *waits     `json:"all_rows_ms,omitempty"`        // from asking to all rows of a past moment
	Replay         *waits     `json:"replay_ms,omitempty"`          // of the record to its last event but one
	Killed         *waits     `json:"killed_ms,omitempty"`          // start to ready, after a kill
	Summary        *waits     `json:"summary_ms,omitempty"`         // from asking to a summary of a past moment
	Again          *waits     `json:"again_ms,omitempty"`           // the second look at a day
	SummaryAgain   *waits     `json:"summary_again_ms,omitempty"`   // the second by a summary
	Serving        []float64  `json:"serving_mib,omitempty"`        // what the program held when it was ready, after commands on 2,000 old commitments, and after as many more
	VmHWM          float64    `json:"vm_hwm_mib,omitempty"`         // while ours ran; absent where the system does not say
	Note           string     `json:"note,omitempty"`
}

// waits are how long one answer took, over all rounds, in milliseconds.
type waits struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

// Run measures and prints one line for each figure.
func Run(ctx context.Context, out io.Writer, o Options) (err error) {
	if o.Events < PerCommitment || o.Rounds < 1 {
		return fmt.Errorf("at least %d events and one round can be measured", PerCommitment)
	}
	dir, err := os.MkdirTemp("", "ahd-bench-")
	if err != nil {
		return cause.Of(errors.New("no room for a temporary folder"), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	from := &filled{dir: filepath.Join(dir, "filled"), options: o}
	defer func() { err = errors.Join(err, from.close()) }()
	measures := map[string]func(context.Context, string, Options, *filled) (figure, error){
		"rebuild": measureRebuild, "tree": measureTree, "verify": measureVerify, "feed": measureFeed, "schedule": measureSchedule, "commands": measureCommands,
		"past": measurePast, "start": measureStart, "summary": measureSummary, "day": measureDay, "lists": measureLists,
	}
	for _, name := range o.Figures {
		if o.Told != nil {
			o.Told(name)
		}
		own := filepath.Join(dir, name)
		if err := os.MkdirAll(own, 0o700); err != nil {
			return err
		}
		f, err := measures[name](ctx, own, o, from)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		f.Figure, f.Seed, f.Rounds = name, o.Seed, o.Rounds
		if err := f.print(out); err != nil {
			return err
		}
		if err := os.RemoveAll(own); err != nil {
			return err
		}
	}
	return nil
}

// round adds what one round measured.
func (f *figure) round(ours, limit float64) {
	f.OursPerSecond = append(f.OursPerSecond, tenths(ours))
	f.LimitPerSecond = append(f.LimitPerSecond, tenths(limit))
}

func (f *figure) print(out io.Writer) error {
	ratios := make([]float64, len(f.OursPerSecond))
	for i, ours := range f.OursPerSecond {
		ratios[i] = hundredths(ours / f.LimitPerSecond[i])
	}
	slices.Sort(ratios)
	f.Ratio = hundredths((ratios[(len(ratios)-1)/2] + ratios[len(ratios)/2]) / 2)
	f.RatioSpread = [2]float64{ratios[0], ratios[len(ratios)-1]}
	return json.NewEncoder(out).Encode(f)
}

// tenths are enough of what is a few in a second, and whole numbers of what is many.
func tenths(x float64) float64 {
	if x < 1000 {
		return float64(int(x*10)) / 10
	}
	return float64(int(x))
}

func hundredths(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

func waitsOf(took []time.Duration) *waits {
	slices.Sort(took)
	at := func(share float64) float64 {
		return hundredths(float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000)
	}
	return &waits{P50: at(0.50), P99: at(0.99), Max: at(1)}
}
