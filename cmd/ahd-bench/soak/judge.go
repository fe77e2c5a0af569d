package soak

import (
	"fmt"
	"slices"
	"time"
)

// Verdict says whether a server stayed as it began, and if not, what grew.
type Verdict struct {
	Flat    bool     `json:"flat"`
	Grew    []string `json:"grew"` // sentences
	Settled float64  `json:"rss_mib_settled"`
	Last    float64  `json:"rss_mib_last"`
	WAL     float64  `json:"wal_mib_most"`
	Opened  int      `json:"descriptors_more"` // after than before
	Began   int      `json:"goroutines_more"`
	Writes  int      `json:"writes"`
	Reads   int      `json:"reads"`
	Late    int      `json:"late"`
	Failed  int      `json:"failed"`
	Failure string   `json:"failed_first,omitempty"`
	Met     bool     `json:"load_met"` // at most one in a hundred was put off: a machine that is too slow says nothing of the load
}

const (
	maxGrowth   = 1.10 // of memory, from the first third of the settled samples to the last
	maxGrown    = 16.0 // MiB that it may grow all the same: what is collected comes and goes
	maxWAL      = 32.0 // MiB: the book tries to sweep it at 8, at 16 and at 32
	moreOpened  = 64   // descriptors after than before: SQLite keeps those of closed connections for the next ones
	moreBegun   = 32   // goroutines: of the past moments that are kept
	fewestToSee = 3    // settled samples
)

// Judge looks at the samples of a server: the first of before the load, the last of
// after it. Memory counts once it had time to settle.
func Judge(samples []Sample, settle time.Duration) (v Verdict) {
	v.Grew = []string{}
	if len(samples) < 2+fewestToSee {
		v.Grew = append(v.Grew, "there are too few samples to tell")
		return v
	}
	before, after := samples[0], samples[len(samples)-1]
	under := samples[1 : len(samples)-1]
	v.Writes, v.Reads, v.Late, v.Failed = after.Writes, after.Reads, after.Late, after.Failed
	v.Opened, v.Began = after.Descriptors-before.Descriptors, after.Goroutines-before.Goroutines
	for _, s := range samples {
		v.WAL = max(v.WAL, s.WAL)
	}
	v.memory(slices.DeleteFunc(slices.Clone(under), func(s Sample) bool { return s.Seconds < settle.Seconds() }))
	v.say(v.WAL > maxWAL, "a WAL grew to %.1f MiB, and %.0f are enough", v.WAL, maxWAL)
	v.say(v.Opened > moreOpened, "%d descriptors more are open than before", v.Opened)
	v.say(v.Began > moreBegun, "%d goroutines more run than before", v.Began)
	v.say(v.Failed > 0, "%d writes or reads failed", v.Failed)
	v.say(v.Writes == 0 || v.Reads == 0, "nothing was written or nothing was read")
	v.Met = v.Late <= (v.Writes+v.Reads)/100
	v.Flat = len(v.Grew) == 0
	return v
}

// memory compares what was held when it had settled with what was held at last.
func (v *Verdict) memory(settled []Sample) {
	if len(settled) < fewestToSee {
		v.Grew = append(v.Grew, "there are too few samples after memory had time to settle")
		return
	}
	third := len(settled) / 3
	v.Settled, v.Last = middle(settled[:third]), middle(settled[len(settled)-third:])
	v.say(v.Last > v.Settled*maxGrowth && v.Last > v.Settled+maxGrown, "memory grew from %.0f to %.0f MiB after it had settled", v.Settled, v.Last)
}

func middle(samples []Sample) float64 {
	held := make([]float64, len(samples))
	for i, s := range samples {
		held[i] = s.RSS
	}
	slices.Sort(held)
	return held[len(held)/2]
}

func (v *Verdict) say(grew bool, format string, args ...any) {
	if grew {
		v.Grew = append(v.Grew, fmt.Sprintf(format, args...))
	}
}

// letGo reports whether a server that nobody asks any more has no more open than before.
func letGo(before, after Sample) bool {
	return after.Descriptors <= before.Descriptors+moreOpened && after.Goroutines <= before.Goroutines+moreBegun
}
