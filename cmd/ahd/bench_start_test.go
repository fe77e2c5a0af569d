package main

import (
	"encoding/json"
	"testing"
)

// What is started, killed and started again for the bench is this program.
func TestTheBenchStartsTheProgram(t *testing.T) {
	t.Setenv("AHD_TEST_PROGRAM", "1")
	for _, spread := range []string{"--spread", "--spread=false"} {
		var f struct {
			Ours, Limit []float64
			Clean       struct{ P50, Max float64 } `json:"ours_ms"`
			Killed      struct{ P50, Max float64 } `json:"killed_ms"`
		}
		if err := json.Unmarshal([]byte(ok(t, "bench", "start", "--events", "200", "--rounds", "1", spread).out), &f); err != nil {
			t.Fatal(err)
		}
		if f.Clean.P50 <= 0 || f.Killed.P50 <= 0 || f.Clean.Max < f.Clean.P50 || f.Killed.Max < f.Killed.P50 {
			t.Errorf("%+v", f)
		}
	}
}
