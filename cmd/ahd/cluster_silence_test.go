package main

import (
	"cmp"
	"slices"
	"testing"
	"time"
)

// longestSilence is the most time without anything recorded while two of three servers
// are well.
const longestSilence = 15 * time.Second

// failed is one failure that was.
type failed struct {
	name string
	span
	silence span // the longest that came with it
}

// silences are the times in which nothing was recorded although spans say that it should
// have been, in order.
func (c *clients) silences(spans []span) (all []span) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range spans {
		since := s.from
		for _, r := range c.recorded {
			if r.Before(since) {
				continue
			}
			if r.After(s.to) {
				break
			}
			all, since = append(all, span{since, r}), r
		}
		all = append(all, span{since, s.to})
	}
	return all
}

// blame gives each silence to one failure: to the one that went on for most of it, or else
// to the last that was before.
func blame(failures []failed, silences []span) {
	for _, s := range silences {
		var guilty *failed
		var most time.Duration
		for i := range failures {
			f := &failures[i]
			if both := s.both(f.span); both > most || most == 0 && f.from.Before(s.from) {
				guilty, most = f, max(both, 0)
			}
		}
		if guilty != nil && s.long() > guilty.silence.long() {
			guilty.silence = s
		}
	}
}

// both is how long two times go on together; negative where they do not.
func (s span) both(other span) time.Duration {
	from, to := s.from, s.to
	if other.from.After(from) {
		from = other.from
	}
	if other.to.Before(to) {
		to = other.to
	}
	return to.Sub(from)
}

func (s span) long() time.Duration { return s.to.Sub(s.from) }

// judge tells how long it was silent with each failure, the longest first. In a run that
// is long enough to have met them all, it must not have been for too long.
func judge(t *testing.T, failures []failed) {
	t.Helper()
	slices.SortFunc(failures, func(a, b failed) int { return cmp.Compare(b.silence.long(), a.silence.long()) })
	for i, f := range failures {
		if i < 10 {
			t.Logf("%s silent from %s on: server %s", f.silence.long().Round(10*time.Millisecond), f.silence.from.Format("15:04:05.000"), f.name)
		}
		if *clusterFor >= 5*time.Minute && f.silence.long() > longestSilence {
			t.Errorf("nothing was recorded for %s, and two of three servers were well: server %s", f.silence.long(), f.name)
		}
	}
}

// Every silence is given to the failure that it came with, and to no other.
func TestASilenceIsBlamedOnTheFailureThatItCameWith(t *testing.T) {
	at := func(seconds int) time.Time { return time.Unix(1_000_000, 0).Add(time.Duration(seconds) * time.Second) }
	c := &clients{recorded: []time.Time{at(1), at(9), at(31), at(32), at(36), at(55), at(70)}}
	failures := []failed{
		{name: "hangs", span: span{at(10), at(20)}},
		{name: "is cut", span: span{at(25), at(37)}},
		{name: "is killed", span: span{at(38), at(50)}},
		{name: "is cut for a moment", span: span{at(66), at(67)}},
	}
	blame(failures, c.silences([]span{{at(0), at(60)}, {at(65), at(90)}}))
	for i, want := range []time.Duration{22 * time.Second, 4 * time.Second, 19 * time.Second, 20 * time.Second} {
		if got := failures[i].silence.long(); got != want {
			t.Errorf("%s: %s, not %s", failures[i].name, got, want)
		}
	}
}
