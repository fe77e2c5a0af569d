package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"runtime"
	"strings"
	"testing"

	"ahd.example/ahd/cmd/ahd-bench/soak"
)

// The short form of the soak: memory has no time to settle, everything else has.
func TestAServerLeavesNothingBehind(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system does not say what a process holds")
	}
	t.Setenv("TMPDIR", t.TempDir())
	var out bytes.Buffer
	p := &program{out: &out, err: os.Stderr}
	err := p.run(t.Context(), []string{"soak", "--for=20s", "--settle=8s", "--every=2s", "--writes=20", "--reads=40", "--events=2000"})
	if err != nil && !errors.Is(err, soak.ErrNotFlat) {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	samples := make([]soak.Sample, len(lines)-1)
	for i := range samples {
		if err := json.Unmarshal([]byte(lines[i]), &samples[i]); err != nil {
			t.Fatal(err)
		}
		if s := samples[i]; s.RSS <= 0 || s.Descriptors <= 0 || s.Book <= 0 || s.Past > 8 {
			t.Errorf("%+v", s)
		}
	}
	if last := len(samples) - 1; last < 6 || samples[0].Goroutines <= 0 || samples[last].Goroutines <= 0 {
		t.Fatalf("%d samples: %s", len(samples), &out)
	}
	var verdict soak.Verdict
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &verdict); err != nil {
		t.Fatal(err)
	}
	if verdict.Writes == 0 || verdict.Reads == 0 || verdict.Flat != (len(verdict.Grew) == 0) || verdict.Flat != (err == nil) {
		t.Errorf("%+v, %v", verdict, err)
	}
	for _, grew := range verdict.Grew {
		if strings.HasSuffix(grew, "failed") && !verdict.Met {
			continue // the machine was too slow for anything to be said of the load
		}
		if !strings.HasPrefix(grew, "memory grew") {
			t.Errorf("%s (%s)", grew, verdict.Failure)
		}
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v, %v are left", err, left)
	}
}

func TestTooShortASoakIsRefused(t *testing.T) {
	for _, flag := range []string{"--for=1s", "--settle=40m", "--writes=0", "--reads=0", "--every=0s", "--events=1"} {
		p := &program{out: &bytes.Buffer{}, err: &bytes.Buffer{}}
		if err := p.run(t.Context(), []string{"soak", flag}); err == nil || errors.Is(err, soak.ErrNotFlat) {
			t.Errorf("%s: %v", flag, err)
		}
	}
}
