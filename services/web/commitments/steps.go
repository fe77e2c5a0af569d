package commitments

import (
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/measures"
	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/withholding"
)

// milestone is a dated step as a page shows it.
type milestone struct {
	Title   string
	Due     *string
	Stands  web.Standing
	Reached bool
	When    *string // EDTF, where it is reached
}

// addSteps adds the milestones and what was measured.
func (s storyteller) addSteps(n *web.Names, page *commitmentPage, st story) (err error) {
	for _, m := range st.Milestones {
		shown := milestone{Title: m.Title, Stands: s.step(m), Reached: m.State == commitment.Met, When: book.OrNull(m.When)}
		if m.Due != "" {
			shown.Due = &m.Due
		}
		page.Milestones = append(page.Milestones, shown)
	}
	page.Measured, err = s.measured(n.View, page.ID)
	return err
}

// step is how a milestone stands today.
func (s storyteller) step(m *commitment.Milestone) web.Standing {
	value := web.Standing{Value: s.Wording.Terms().Milestone(m.State), Sign: "○", Tone: "quiet"}
	switch {
	case m.State == commitment.Met:
		value.Sign, value.Tone = "●", "good"
	case m.State == commitment.Dropped:
		value.Sign = "×"
	case commitment.TimelinessOn(m.Due, "", s.Today()) == commitment.Overdue:
		value = s.Wording.Standing(commitment.AxisTimeliness, commitment.Overdue)
	}
	return value
}

// indicator is what is measured, with its last values as everybody may see them.
type indicator struct {
	events.IndicatorSet
	From   string // the baseline as everybody may see it; "" where there is none
	Aim    string
	Values []measuredValue
	More   int // how many older values are not shown
	Muted  bool
	Older  bool // whether there are values that were not looked at
}

// measuredValue is one value with what it counts.
type measuredValue struct {
	Period, Of, Value string
}

// maxMeasured is how many events with values a page looks at, the last ones.
const maxMeasured = 500

// measured lists the indicators with the values that still count: of two for the
// same place, sex, age, form and period the later one.
func (s storyteller) measured(v *book.View, id string) ([]indicator, error) {
	rows, err := measures.Indicators(v, "id = ?", []any{id}, commitmentcmd.MaxParts)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	taken, older, err := measures.Latest(v, id, maxMeasured)
	if err != nil {
		return nil, err
	}
	values := map[string][]events.Measurement{}
	for _, m := range taken {
		values[m.Indicator] = append(values[m.Indicator], m)
	}
	list := make([]indicator, len(rows))
	for i, row := range rows {
		list[i] = indicator{IndicatorSet: row.IndicatorSet, From: publishedBaseline(row.Baseline), Aim: s.Wording.Terms().Aim(row.Direction), Older: older}
		s.fillIn(&list[i], values[row.Indicator])
	}
	return list, nil
}

func (s storyteller) fillIn(i *indicator, values []events.Measurement) {
	values, said, more := withholding.Latest(values)
	i.More = more
	for at, m := range values {
		i.Values = append(i.Values, measuredValue{Period: m.Period, Of: s.countedOf(m), Value: said[at]})
		i.Muted = i.Muted || said[at] != m.Value
	}
	i.Muted = i.Muted || i.From == withholding.Small
}

// countedOf says whom or what a value counts: "Punjab, female, children".
func (s storyteller) countedOf(m events.Measurement) string {
	var parts []string
	for _, part := range []struct {
		code *string
		say  func(string) string
	}{{m.Place, s.Wording.Codes().Place}, {m.Sex, s.Wording.Terms().Persons}, {m.Age, s.Wording.Terms().Persons}, {m.Exploitation, s.Wording.Terms().Exploitation}} {
		if part.code != nil {
			parts = append(parts, part.say(*part.code))
		}
	}
	return strings.Join(parts, ", ")
}

func publishedBaseline(value *string) string {
	if value == nil {
		return ""
	}
	return withholding.Alone(*value)
}
