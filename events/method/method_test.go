package method

import (
	"math"
	"testing"

	"ahd.example/ahd/events"
)

func bp(n *int) int {
	if n == nil {
		return math.MinInt
	}
	return *n
}

const na = math.MinInt

// The worked example of the shipped method, its first day, and what was found later.
func TestRates(t *testing.T) {
	for _, c := range []struct {
		name string
		Counts
		strict, high, coverage, score, floor, ceiling, silence, onTime, gap int
	}{
		{"the worked example", Counts{N: 16, Assessed: 14, Complete: 2, Substantial: 3, Graded: -3}, 1250, 3125, 8750, 3929, 3438, 4688, na, na, -1250},
		{"the first day", Counts{N: 14, Open: 14, Silent: 14}, 0, 0, 0, na, 0, 10_000, 10_000, na, 0},
		{"twelve assessed", Counts{N: 14, Assessed: 12, Complete: 2, Substantial: 3, Graded: -1}, 1429, 3571, 8571, 4583, 3929, 5357, na, na, -1429},
		{"nothing", Counts{}, na, na, na, na, na, na, na, na, na},
		{"all kept", Counts{N: 3, Assessed: 3, Complete: 3, Graded: 3, ReportedComplete: 3, MetOnTime: 1, MetLate: 1, Overdue: 1}, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, na, 3333, 0},
		{"all gone back", Counts{N: 3, Assessed: 3, Graded: -3}, 0, 0, 10_000, 0, 0, 0, na, na, 0},
	} {
		r := c.Rates()
		got := [...]int{bp(r.Strict), bp(r.High), bp(r.Coverage), bp(r.Score), bp(r.Floor), bp(r.Ceiling), bp(r.Silence), bp(r.OnTime), bp(r.ClaimGap)}
		want := [...]int{c.strict, c.high, c.coverage, c.score, c.floor, c.ceiling, c.silence, c.onTime, c.gap}
		if got != want {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

func TestAHalfIsRoundedUp(t *testing.T) {
	for _, c := range [][3]int{{1, 2, 1}, {-1, 2, 0}, {-3, 2, -1}, {3, 2, 2}, {1, 3, 0}, {2, 3, 1}, {-2, 3, -1}, {-1, 3, 0}, {0, 7, 0}, {-5, 5, -1}} {
		if got := HalfUp(c[0], c[1]); got != c[2] {
			t.Errorf("%d/%d is %d, want %d", c[0], c[1], got, c[2])
		}
	}
	for _, c := range []struct {
		of   []int
		want int
	}{{nil, na}, {[]int{3}, 3}, {[]int{1, 2}, 2}, {[]int{-2, -1}, -1}, {[]int{1, 5, 9}, 5}, {[]int{1, 5, 6, 9}, 6}} {
		if got := bp(Median(c.of)); got != c.want {
			t.Errorf("the middle of %v is %d, want %d", c.of, got, c.want)
		}
	}
}

// The example that is published with the method comes out; another one does not.
func TestTheExampleWorksOut(t *testing.T) {
	if wrong, ok := Ahd1.WorksOut(); !ok {
		t.Errorf("%s does not come out", wrong)
	}
	m := Ahd1
	m.Grades = append([]events.MethodGrade{{Level: "complete", Grade: 0}}, m.Grades[1:]...)
	if wrong, ok := m.WorksOut(); ok || wrong != "score_bp" {
		t.Errorf("with other grades it comes out: %q", wrong)
	}
	if m.Example = m.Worked(); len(m.Example.Figures) != 6 {
		t.Errorf("worked out anew: %+v", m.Example.Figures)
	}
	if _, ok := m.WorksOut(); !ok {
		t.Error("worked out anew it does not come out")
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{"ahd-1": "ahd 1", "my-own-12": "my-own 12", "ahd": "", "ahd-": "", "ahd-0": "", "ahd-01": "", "-1": "", "ahd-1.0": "", "A-1": "", "ahd--1": "ahd- 1"} {
		id, version, ok := ParseName(name)
		switch m := (Method{ID: id, MethodPublished: events.MethodPublished{Version: version}}); {
		case ok != (want != ""), ok && m.Name() != name:
			t.Errorf("%s: %s %d %t", name, id, version, ok)
		}
	}
	s := Evolve(State{}, events.Event{Data: events.MethodPublished{Version: 3}})
	if s.Latest("ahd") != 3 || !s.Has(3) || s.Has(1) || (State{}).Latest("ahd") != 1 || (State{}).Latest("other") != 0 {
		t.Errorf("%+v", s)
	}
}
