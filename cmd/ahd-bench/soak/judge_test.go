package soak_test

import (
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd-bench/soak"
)

// quiet is a server that stays as it began: before, a hundred samples, after.
func quiet() []soak.Sample {
	all := []soak.Sample{{RSS: 100, Descriptors: 30, Goroutines: 50}}
	for i := range 100 {
		all = append(all, soak.Sample{Seconds: float64(i + 1), RSS: 150 + float64(i%7), WAL: float64(i % 9), Descriptors: 60, Writes: i, Reads: 4 * i})
	}
	return append(all, soak.Sample{Seconds: 101, RSS: 140, Descriptors: 31, Goroutines: 52, Writes: 100, Reads: 400})
}

// Whatever grows is named; what comes and goes is not.
func TestWhatGrowsIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]soak.Sample)
		grew   string // "" where it is flat
	}{
		"nothing":           {func([]soak.Sample) {}, ""},
		"a peak of memory":  {func(all []soak.Sample) { all[70].RSS = 900 }, ""},
		"memory at first":   {func(all []soak.Sample) { rise(all[1:20], 3) }, ""},
		"memory for ever":   {func(all []soak.Sample) { rise(all[1:101], 0.5) }, "memory grew"},
		"memory at the end": {func(all []soak.Sample) { rise(all[70:101], 2) }, "memory grew"},
		"a WAL":             {func(all []soak.Sample) { all[50].WAL = 72 }, "a WAL grew to 72.0 MiB"},
		"descriptors":       {func(all []soak.Sample) { all[101].Descriptors += 100 }, "101 descriptors more"},
		"goroutines":        {func(all []soak.Sample) { all[101].Goroutines += 40 }, "42 goroutines more"},
		"failures":          {func(all []soak.Sample) { all[101].Failed = 1 }, "1 writes or reads failed"},
		"nobody writes":     {func(all []soak.Sample) { all[101].Writes = 0 }, "nothing was written"},
		"nobody reads":      {func(all []soak.Sample) { all[101].Reads = 0 }, "nothing was read"},
	} {
		samples := quiet()
		c.change(samples)
		v := soak.Judge(samples, 20*time.Second)
		said := strings.Join(v.Grew, "; ")
		if v.Flat != (c.grew == "") || !strings.Contains(said, c.grew) || len(v.Grew) > 1 || !v.Met {
			t.Errorf("%s: flat %v, %q, want %q", name, v.Flat, said, c.grew)
		}
	}
}

// rise lets memory grow from sample to sample.
func rise(all []soak.Sample, each float64) {
	for i := range all {
		all[i].RSS += each * float64(i)
	}
}

func TestTooLittleIsNotJudgedFlat(t *testing.T) {
	all := quiet()
	for name, v := range map[string]soak.Verdict{
		"no samples":    soak.Judge(nil, 0),
		"three samples": soak.Judge(all[:3], 0),
		"none settled":  soak.Judge(all, 200*time.Second),
	} {
		if v.Flat || len(v.Grew) == 0 {
			t.Errorf("%s: %+v", name, v)
		}
	}
	late := quiet()
	late[len(late)-1].Late = 100
	if v := soak.Judge(late, 20*time.Second); v.Met || !v.Flat {
		t.Errorf("a load that was not met: %+v", v)
	}
}
