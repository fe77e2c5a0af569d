package method

import "ahd.example/ahd/events"

// Counts works a method's example out: every commitment of it counts once.
func (m Method) exampleCounts() Counts {
	c := Counts{N: m.Example.Unassessed}
	for _, level := range m.Example.Levels {
		c.N += level.Count
		grade, assessed := m.Grade(level.Level)
		if !assessed {
			continue
		}
		c.Assessed += level.Count
		c.Graded += grade * level.Count
		switch level.Level {
		case "complete":
			c.Complete += level.Count
		case "substantial":
			c.Substantial += level.Count
		}
	}
	return c
}

// WorksOut reports whether the figures of the example are what the method makes of
// it, and the first that is not.
func (m Method) WorksOut() (wrong string, ok bool) {
	rates := m.exampleCounts().Rates().ByName()
	for _, stated := range m.Example.Figures {
		if bp := rates[stated.Figure]; bp == nil || *bp != stated.BP {
			return stated.Figure, false
		}
	}
	return "", len(m.Example.Figures) > 0
}

// Worked is the method's example with the figures that come out, each that can be said
// of assessments alone.
func (m Method) Worked() events.MethodExample {
	example := m.Example
	rates := m.exampleCounts().Rates().ByName()
	example.Figures = nil
	for _, figure := range []string{"strict_bp", "high_bp", "coverage_bp", "score_bp", "floor_bp", "ceiling_bp"} {
		if bp := rates[figure]; bp != nil {
			example.Figures = append(example.Figures, events.MethodFigure{BP: *bp, Figure: figure})
		}
	}
	return example
}

// ByName are the rates by the names that documents use.
func (r Rates) ByName() map[string]*int {
	return map[string]*int{
		"strict_bp": r.Strict, "high_bp": r.High, "coverage_bp": r.Coverage, "score_bp": r.Score, "floor_bp": r.Floor,
		"ceiling_bp": r.Ceiling, "silence_bp": r.Silence, "stale_bp": r.Stale, "on_time_bp": r.OnTime, "claim_gap_bp": r.ClaimGap,
	}
}

// Ahd1 is the method that is shipped. It is known in every register, published or not.
var Ahd1 = Method{ID: "ahd", MethodPublished: events.MethodPublished{
	Version: 1, Title: "Ahd, the first method", Changes: "The first version.",
	Kinds: []string{"declaration", "recommendation"}, StaleDays: 90, Weights: []events.MethodWeight{},
	Grades: []events.MethodGrade{
		{Level: "complete", Grade: 1}, {Level: "substantial"}, {Level: "limited"},
		{Level: "not_started", Grade: -1}, {Level: "no_evidence", Grade: -1}, {Level: "regressed", Grade: -1},
	},
	Formulas: ahd1Formulas,
	Example: events.MethodExample{
		Levels: []events.MethodLevel{
			{Level: "complete", Count: 2}, {Level: "substantial", Count: 3}, {Level: "limited", Count: 4},
			{Level: "not_started", Count: 3}, {Level: "no_evidence", Count: 2},
		},
		Unassessed: 2,
		Figures: []events.MethodFigure{
			{Figure: "strict_bp", BP: 1250}, {Figure: "high_bp", BP: 3125}, {Figure: "coverage_bp", BP: 8750},
			{Figure: "score_bp", BP: 3929}, {Figure: "floor_bp", BP: 3438}, {Figure: "ceiling_bp", BP: 4688},
		},
	},
}}
