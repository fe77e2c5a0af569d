package bench_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/cmd/ahd-bench/bench"
	_ "ahd.example/ahd/services/reporting/forms" // writes workbooks
)

// waits are how long answers took, as they are printed.
type waits struct {
	P50 *float64 `json:"p50"`
	P99 *float64 `json:"p99"`
	Max *float64 `json:"max"`
}

// plausible: there are both, and they are in order. How long they are depends on
// the machine.
func (w *waits) plausible() bool {
	return w.P50 != nil && w.P99 != nil && w.Max != nil && *w.P50 >= 0 && *w.P99 > 0 && *w.P50 <= *w.P99 && *w.P99 <= *w.Max
}

func (w *waits) String() string {
	if w == nil || w.P50 == nil || w.P99 == nil {
		return "not whole"
	}
	return fmt.Sprintf("%v to %v", *w.P50, *w.P99)
}

// written is a workbook as it is printed.
type written struct {
	MS    float64 `json:"ms"`
	KiB   int     `json:"kib"`
	VmHWM float64 `json:"vmhwm_mib"`
	Held  float64 `json:"vmhwm_mib_before"`
}

// opened is a page as it is printed.
type opened struct {
	Page string  `json:"page"`
	CPU  float64 `json:"cpu_ms"`
	waits
}

// figure is one line as it is printed.
type figure struct {
	Figure        string     `json:"figure"`
	Events        int        `json:"events"`
	Seed          uint64     `json:"seed"`
	Rounds        int        `json:"rounds"`
	Workbook      *written   `json:"workbook"`
	Pages         []opened   `json:"pages"`
	Ours          []float64  `json:"ours_per_second"`
	Limit         []float64  `json:"limit_per_second"`
	Ratio         float64    `json:"ratio"`
	Spread        [2]float64 `json:"ratio_spread"`
	Waits         *waits     `json:"ours_ms"`
	Raw           *waits     `json:"limit_ms"`
	Committed     *waits     `json:"committed_ms"`
	ReadYourWrite *waits     `json:"read_your_write_ms"`
	AllRows       *waits     `json:"all_rows_ms"`
	Replay        *waits     `json:"replay_ms"`
	Killed        *waits     `json:"killed_ms"`
	Summary       *waits     `json:"summary_ms"`
	Again         *waits     `json:"again_ms"`
	SummaryAgain  *waits     `json:"summary_again_ms"`
	Serving       []float64  `json:"serving_mib"`
	Memory        float64    `json:"vm_hwm_mib"`
	Note          string     `json:"note"`
}

// measured is what was printed.
func measured(t *testing.T, o bench.Options) (figures []figure) {
	t.Helper()
	var out bytes.Buffer
	if err := bench.Run(t.Context(), &out, o); err != nil {
		t.Fatal(err)
	}
	lines := json.NewDecoder(&out)
	lines.DisallowUnknownFields()
	for lines.More() {
		var f figure
		if err := lines.Decode(&f); err != nil {
			t.Fatal(err)
		}
		figures = append(figures, f)
	}
	return figures
}

// What a figure is depends on the machine; that there is one does not.
func TestEveryFigureIsPrintedWithItsLimit(t *testing.T) {
	waiting := map[string][]string{
		"schedule": {"ours_ms", "limit_ms", "committed_ms"},
		"commands": {"ours_ms", "limit_ms", "read_your_write_ms"},
		"past":     {"ours_ms", "limit_ms", "all_rows_ms", "replay_ms", "summary_ms"},
		"start":    {"ours_ms"}, // this test has no program that could be killed
		"summary":  {"ours_ms", "limit_ms"},
		"day":      {"ours_ms", "limit_ms", "again_ms", "all_rows_ms", "summary_ms", "summary_again_ms"},
	}
	figures := measured(t, bench.Options{Figures: bench.Figures, Events: 2000, Rounds: 1, Seed: 7})
	if len(figures) != len(bench.Figures) {
		t.Fatalf("%d figures of %d", len(figures), len(bench.Figures))
	}
	for i, f := range figures {
		if written := f.Workbook != nil && f.Workbook.KiB > 0 && f.Workbook.VmHWM >= f.Workbook.Held; written != (f.Figure == "summary") {
			t.Errorf("%s: the workbook is %+v", f.Figure, f.Workbook)
		}
		// A start of so few events is rounded to nothing of its limit.
		if f.Figure != bench.Figures[i] || f.Events < 1 || f.Seed != 7 || f.Rounds != 1 || len(f.Ours) != 1 || len(f.Limit) != 1 ||
			f.Ours[0] <= 0 || f.Limit[0] <= 0 || f.Ratio <= 0 && f.Figure != "start" || f.Spread[0] > f.Ratio || f.Spread[1] < f.Ratio || f.Note == "" {
			t.Errorf("%+v", f)
		}
		for name, w := range map[string]*waits{
			"ours_ms": f.Waits, "limit_ms": f.Raw, "committed_ms": f.Committed, "read_your_write_ms": f.ReadYourWrite,
			"all_rows_ms": f.AllRows, "replay_ms": f.Replay, "summary_ms": f.Summary, "killed_ms": f.Killed, "again_ms": f.Again, "summary_again_ms": f.SummaryAgain,
		} {
			if timed := slices.Contains(waiting[f.Figure], name); (w != nil) != timed || timed && !w.plausible() {
				t.Errorf("%s: %s is %s", f.Figure, name, w)
			}
		}
		if (len(f.Pages) > 0) != (f.Figure == "lists") {
			t.Errorf("%s: %d pages", f.Figure, len(f.Pages))
		}
		for _, page := range f.Pages {
			if page.Page == "" || !page.plausible() {
				t.Errorf("%s: the page %q took %s", f.Figure, page.Page, &page.waits)
			}
		}
		if f.Figure == "schedule" || f.Figure == "commands" {
			isReal(t, f.Note)
		}
	}
}

// isReal checks that reports are as large as real ones, which they are only with
// what stands for a narrative in them.
func isReal(t *testing.T, note string) {
	t.Helper()
	var words, bytes int
	if _, reports, ok := strings.Cut(note, "reports with"); !ok {
		t.Error(note)
	} else if _, err := fmt.Sscanf(reports, " a narrative of %d bytes, bodies of %d bytes", &words, &bytes); err != nil || words < 150 || bytes < 450 || bytes > 600 {
		t.Error(note, err)
	}
}

func TestNothingIsMeasuredOfTooLittle(t *testing.T) {
	for _, o := range []bench.Options{{Figures: bench.Figures, Events: 3, Rounds: 1}, {Figures: bench.Figures, Events: 2000}} {
		if err := bench.Run(context.Background(), &bytes.Buffer{}, o); err == nil {
			t.Errorf("%+v was measured", o)
		}
	}
}

// Who fills is asked for what each figure needs: the log takes long to fill, and a
// rebuild does without it.
func TestSomebodyElseFills(t *testing.T) {
	var asked []bench.Filling
	measured(t, bench.Options{Figures: []string{"rebuild", "feed", "commands"}, Events: 200, Rounds: 1, Seed: 7,
		Fill: func(ctx context.Context, what bench.Filling) error {
			asked = append(asked, what)
			return bench.Fill(ctx, what)
		}})
	if len(asked) != 2 || asked[0].Log || !asked[1].Log || asked[0].Dir != asked[1].Dir || asked[0].Events != 200 || asked[0].Seed != 7 {
		t.Errorf("%+v", asked)
	}
}

// A register that is not there would be measured as a very fast one, and a log
// that is not there would be waited for.
func TestWhatWasNotFilledIsNotMeasured(t *testing.T) {
	broken := errors.New("no room")
	for name, fill := range map[string]func(context.Context, bench.Filling) error{
		"an error": func(context.Context, bench.Filling) error { return broken },
		"nothing":  func(context.Context, bench.Filling) error { return nil },
		"too little": func(ctx context.Context, what bench.Filling) error {
			what.Events--
			return bench.Fill(ctx, what)
		},
		"no log": func(ctx context.Context, what bench.Filling) error {
			what.Log = false
			return bench.Fill(ctx, what)
		},
	} {
		var out bytes.Buffer
		err := bench.Run(t.Context(), &out, bench.Options{Figures: []string{"feed"}, Events: 200, Rounds: 1, Fill: fill})
		if err == nil || out.Len() > 0 || (name == "an error") != errors.Is(err, broken) {
			t.Errorf("%s: %v %s", name, err, &out)
		}
	}
}
