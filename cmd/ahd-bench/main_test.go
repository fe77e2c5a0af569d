package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"ahd.example/ahd/cmd/ahd-bench/bench"
)

// TestMain lets the test binary be the program, which starts itself to make up events.
func TestMain(m *testing.M) {
	if os.Getenv("AHD_TEST_PROGRAM") == "1" {
		main()
		return
	}
	os.Exit(m.Run())
}

// ok runs a command that must succeed, and gives what it printed.
func ok(t *testing.T, args ...string) string {
	t.Helper()
	t.Setenv("AHD_TEST_PROGRAM", "1")
	var out, said bytes.Buffer
	p := &program{out: &out, err: &said}
	if err := p.run(t.Context(), args); err != nil {
		t.Fatalf("ahd-bench %v: %v\n%s%s", args, err, &out, &said)
	}
	return out.String()
}

// What is started, killed and started again is the program that people run.
func TestTheProgramIsStarted(t *testing.T) {
	for _, spread := range []string{"--spread", "--spread=false"} {
		var f struct {
			Ours, Limit []float64
			Clean       struct{ P50, Max float64 } `json:"ours_ms"`
			Killed      struct{ P50, Max float64 } `json:"killed_ms"`
		}
		if err := json.Unmarshal([]byte(ok(t, "start", "--events", "200", "--rounds", "1", spread)), &f); err != nil {
			t.Fatal(err)
		}
		if f.Clean.P50 <= 0 || f.Killed.P50 <= 0 || f.Clean.Max < f.Clean.P50 || f.Killed.Max < f.Killed.P50 {
			t.Errorf("%+v", f)
		}
	}
}

// What scripts type: the figure, a flag for the peers, and one for JSON, which it prints
// always.
func TestCommandsAreMeasuredBesideOthers(t *testing.T) {
	lines := json.NewDecoder(bytes.NewBufferString(ok(t, "commands", "--peers", "--json", "--clients=1", "--rounds=1", "--round=100ms")))
	var names []string
	for lines.More() {
		var line struct{ Side string }
		if err := lines.Decode(&line); err != nil {
			t.Fatal(err)
		}
		names = append(names, line.Side)
	}
	if len(names) < 5 || names[0] != "ahd without narrative" || names[1] != "ahd with narrative" {
		t.Error(names)
	}
	p := &program{out: &bytes.Buffer{}, err: &bytes.Buffer{}}
	for _, args := range [][]string{{"rebuild", "--peers"}, {"commands", "rebuild", "--peers"}, {"nothing"}, {"rebuild", "nothing"}, {"commands", "--peers", "--clients=0"}} {
		if p.run(t.Context(), args) == nil {
			t.Errorf("%v was measured", args)
		}
	}
}

// Whoever types no more than the name is told what there is and how long it takes, and
// nothing is measured. Several figures come in one run, in their order.
func TestNothingIsMeasuredUnasked(t *testing.T) {
	said := ok(t)
	for _, name := range bench.Figures {
		if !strings.Contains(said, "\n    "+name+" ") && !strings.Contains(said, "\n      "+name+" ") {
			t.Errorf("%s is not explained in\n%s", name, said)
		}
	}
	if !strings.Contains(said, "minutes") || strings.Contains(said, `"figure"`) {
		t.Error(said)
	}
	for _, args := range [][]string{{"tree", "summary", "--events=200", "--rounds=1"}, {"tree", "summary", "--events", "200", "--rounds", "1", "--json"}} {
		var out, told bytes.Buffer
		t.Setenv("AHD_TEST_PROGRAM", "1")
		if err := (&program{out: &out, err: &told}).run(t.Context(), args); err != nil {
			t.Fatal(err)
		}
		if strings.Count(out.String(), `"figure":`) != 2 || strings.Count(told.String(), "200 events, 1 rounds") != 2 {
			t.Errorf("%v: %s%s", args, &out, &told)
		}
	}
}
