package reporting

import (
	"slices"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/method"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/services/reporting/document"
)

// counter counts commitments by a method on a day.
type counter struct {
	method  method.Method
	on      edtf.Day
	today   commitment.Thresholds
	weights map[string]int // by kind, of those that count
	grades  map[string]int // by level
	ages    map[string]int // by convening
	late    map[string]int // how many days a due day is overdue, as far as it was asked
}

func newCounter(m method.Method, on edtf.Day, ages map[string]int) *counter {
	c := &counter{method: m, on: on, today: commitment.ThresholdsOn(on, m.StaleDays),
		weights: map[string]int{}, grades: map[string]int{}, ages: ages, late: map[string]int{}}
	for _, kind := range m.Kinds {
		c.weights[kind] = m.Weight(kind)
	}
	for _, g := range m.Grades {
		c.grades[g.Level] = g.Grade
	}
	return c
}

// seen is a commitment as it is counted.
type seen struct {
	commitments.Fact
	reason      string // why it counts in no rate; "" if it does
	weight      int
	open        bool
	silent      bool
	stale       bool
	timeliness  string
	overdueDays int
	age         int
	aged        bool // its age can be said
}

func (c *counter) see(f commitments.Fact) seen {
	s := seen{Fact: f, weight: c.weights[f.Kind]}
	s.age, s.aged = c.ages[f.Convening]
	s.reason = commitment.NotCounted(f.Record, s.weight != 0, f.Verifiable)
	s.open, s.silent = commitment.IsOpen(f.Closure), commitment.IsSilent(f.SelfReported)
	s.stale = c.today.Stale(f.IntervalEnds, f.QuietSince)
	s.timeliness = c.today.Timeliness(f.Due, f.Met)
	if s.timeliness == commitment.Overdue {
		s.overdueDays = c.daysLate(f.Due)
	}
	return s
}

func (c *counter) daysLate(due string) int {
	days, known := c.late[due]
	if !known {
		days = commitment.DaysLate(due, c.on)
		c.late[due] = days
	}
	return days
}

// tally is what was counted so far.
type tally struct {
	document.Totals
	weighed method.Counts
	ages    []int
	late    []int
	undated int // facts that were dated by their recording
}

func newTally() *tally { return &tally{Totals: document.Totals{ByKind: map[string]int{}}} }

func (t *tally) add(s *seen, grades map[string]int) {
	t.Registered++
	t.undated += s.Undated
	t.ByKind[s.Kind]++
	switch s.reason {
	case commitment.NotInForce:
		t.NotInForce++
	case commitment.OtherKinds:
		t.OtherKinds++
	case commitment.NotVerifiable:
		t.NotVerifiable++
	default:
		t.N++
		t.assessed(s, grades)
		t.due(s)
		t.stands(s)
	}
}

// assessed counts what an assessor found.
func (t *tally) assessed(s *seen, grades map[string]int) {
	w := &t.weighed
	w.N += s.weight
	level := t.level(s.Assessed)
	if !commitment.IsAssessed(s.Assessed) || level == nil {
		t.NotAssessed++
		return
	}
	*level++
	t.Assessed++
	w.Assessed += s.weight
	w.Graded += s.weight * grades[s.Assessed]
	switch s.Assessed {
	case commitment.Complete:
		w.Complete += s.weight
	case commitment.Substantial:
		w.Substantial += s.weight
	}
}

// level is where the commitments of a level are counted; nil for what is none.
func (t *tally) level(assessed string) *int {
	switch assessed {
	case commitment.Complete:
		return &t.Complete
	case commitment.Substantial:
		return &t.Substantial
	case commitment.Limited:
		return &t.Limited
	case commitment.NotStarted:
		return &t.NotStarted
	case commitment.NoEvidence:
		return &t.NoEvidence
	case commitment.Regressed:
		return &t.Regressed
	}
	return nil
}

// due counts how it stands against its due day.
func (t *tally) due(s *seen) {
	w := &t.weighed
	switch s.timeliness {
	case commitment.Overdue:
		t.Overdue++
		w.Overdue += s.weight
		t.late = append(t.late, s.overdueDays)
	case commitment.DueSoon:
		t.DueSoon++
	case commitment.OnSchedule:
		t.OnSchedule++
	case commitment.MetOnTime:
		t.MetOnTime++
		w.MetOnTime += s.weight
	case commitment.MetLate:
		t.MetLate++
		w.MetLate += s.weight
	default:
		t.NoDate++
	}
}

// stands counts what is said of it, and whether the matter is closed.
func (t *tally) stands(s *seen) {
	if s.SelfReported == commitment.ReportedComplete {
		t.ReportedComplete++
		t.weighed.ReportedComplete += s.weight
	}
	t.Contested += one(s.Contested)
	t.SmartRated += one(s.Rated)
	t.Trackable += one(s.Trackable)
	switch {
	case s.open:
		t.stillOpen(s)
	case s.Closure == commitment.ClosedImplemented:
		t.ClosedImplemented++
	default:
		t.ClosedNotImplemented++
	}
}

func (t *tally) stillOpen(s *seen) {
	t.Open++
	t.weighed.Open += s.weight
	if s.silent {
		t.Silent++
		t.weighed.Silent += s.weight
		t.NeverAsked += one(commitment.Answer(s.Asked, s.Unanswered) == commitment.WasNeverAsked)
	}
	if s.stale {
		t.Stale++
		t.weighed.Stale += s.weight
	}
	t.Unassigned += one(s.Lead == "")
	t.AskedNoAnswer += one(s.Unanswered)
	if s.aged {
		t.ages = append(t.ages, s.age)
	} else {
		t.AgeUnknown++
	}
}

func one(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// totals finishes counting.
func (t *tally) totals() document.Totals {
	slices.Sort(t.ages)
	slices.Sort(t.late)
	t.AgeDaysMedian, t.OverdueDaysMedian = method.Median(t.ages), method.Median(t.late)
	if n := len(t.late); n > 0 {
		t.OverdueDaysMax = &t.late[n-1]
	}
	r := t.weighed.Rates()
	t.StrictBP, t.HighBP, t.CoverageBP, t.ScoreBP, t.FloorBP, t.CeilingBP = r.Strict, r.High, r.Coverage, r.Score, r.Floor, r.Ceiling
	t.SilenceBP, t.StaleBP, t.OnTimeBP, t.ClaimGapBP = r.Silence, r.Stale, r.OnTime, r.ClaimGap
	t.TrackableBP = method.Share(t.Trackable, t.SmartRated)
	return t.Totals
}
