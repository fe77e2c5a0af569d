package bench_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"ahd/cmd/ahd/bench"
)

// What a figure is depends on the machine; that there is one does not.
func TestEveryFigureIsPrintedWithItsLimit(t *testing.T) {
	var out bytes.Buffer
	err := bench.Run(context.Background(), &out, bench.Options{Figures: bench.Figures, Events: 2000, Rounds: 1, Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	lines := json.NewDecoder(&out)
	lines.DisallowUnknownFields()
	for _, name := range bench.Figures {
		var f struct {
			Figure string     `json:"figure"`
			Events int        `json:"events"`
			Seed   uint64     `json:"seed"`
			Rounds int        `json:"rounds"`
			Ours   []float64  `json:"ours_per_second"`
			Limit  []float64  `json:"limit_per_second"`
			Ratio  float64    `json:"ratio"`
			Spread [2]float64 `json:"ratio_spread"`
			Waits  any        `json:"ours_ms"`
			Raw    any        `json:"limit_ms"`
			Memory float64    `json:"vm_hwm_mib"`
			Note   string     `json:"note"`
		}
		if err := lines.Decode(&f); err != nil {
			t.Fatal(name, err)
		}
		if f.Figure != name || f.Events < 1 || f.Seed != 7 || f.Rounds != 1 || len(f.Ours) != 1 || len(f.Limit) != 1 ||
			f.Ours[0] <= 0 || f.Limit[0] <= 0 || f.Ratio <= 0 || f.Spread[0] > f.Ratio || f.Spread[1] < f.Ratio {
			t.Errorf("%+v", f)
		}
		if timed := name == "commands"; (f.Waits != nil) != timed || (f.Raw != nil) != timed {
			t.Errorf("%s: %v %v", name, f.Waits, f.Raw)
		}
	}
	if lines.More() {
		t.Error("there is more than was asked for")
	}
}

func TestNothingIsMeasuredOfTooLittle(t *testing.T) {
	for _, o := range []bench.Options{{Figures: bench.Figures, Events: 3, Rounds: 1}, {Figures: bench.Figures, Events: 2000}} {
		if err := bench.Run(context.Background(), &bytes.Buffer{}, o); err == nil {
			t.Errorf("%+v was measured", o)
		}
	}
}
