package peers

import (
	"math"
	"runtime"
	"slices"
	"time"
)

// Line is what is printed of a side: medians of its rounds.
type Line struct {
	Side      string  `json:"side"`
	PerSecond float64 `json:"per_second"`
	P50       float64 `json:"p50_ms"`
	P99       float64 `json:"p99_ms"`
	CPU       float64 `json:"cpu_us"` // of all processes that it needs, for each command

	Cores   int        `json:"cores"`
	System  string     `json:"system"`
	Clients int        `json:"clients"`
	Rounds  int        `json:"rounds"`
	Spread  [2]float64 `json:"per_second_spread"` // slowest and fastest round
	Body    int        `json:"body_bytes"`
	ReadP50 *float64   `json:"read_your_write_p50_ms,omitempty"` // from asking to record to having read it
	ReadP99 *float64   `json:"read_your_write_p99_ms,omitempty"`
	Note    string     `json:"note"`
}

func (s *side) line(o Options) Line {
	l := Line{Side: s.name, Cores: runtime.NumCPU(), System: runtime.GOOS + "/" + runtime.GOARCH, Clients: o.Clients, Rounds: len(s.rounds), Body: s.body, Note: s.note}
	var rates, middles, lates, cpu []float64
	for _, r := range s.rounds {
		rates = append(rates, math.Round(r.perSecond))
		middles = append(middles, share(r.waits, 0.50))
		lates = append(lates, share(r.waits, 0.99))
		cpu = append(cpu, float64(r.cpu.Microseconds()))
	}
	l.PerSecond, l.P50, l.P99, l.CPU = Median(rates), Median(middles), Median(lates), Median(cpu)
	l.Spread = [2]float64{slices.Min(rates), slices.Max(rates)}
	if len(s.reads) > 0 {
		middle, late := share(s.reads, 0.50), share(s.reads, 0.99)
		l.ReadP50, l.ReadP99 = &middle, &late
	}
	return l
}

// share is how long so many of all took at most, in milliseconds.
func share(took []time.Duration, part float64) float64 {
	slices.Sort(took)
	return math.Round(float64(took[int(part*float64(len(took)-1))].Microseconds())/10) / 100
}

// Median is the middle of some values, of which there is at least one.
func Median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}
