package events

// MethodPublished records by which method compliance is counted from now on: what is
// counted, how, and an example that everybody can work out. The stream is the method,
// "method/ahd"; each of its versions is published once and stays.
type MethodPublished struct {
	Changes   string          `json:"changes"` // what is new, and why
	Example   MethodExample   `json:"example"`
	Formulas  []MethodFormula `json:"formulas"`
	Grades    []MethodGrade   `json:"grades"`
	Kinds     []string        `json:"kinds" guard:"-"` // of commitments that count in rates
	StaleDays int             `json:"stale_days"`      // without news, where a commitment has no review interval
	Title     string          `json:"title"`
	Version   int             `json:"version"`
	Weights   []MethodWeight  `json:"weights"` // [] where each commitment counts as one
}

// MethodFormula says in words how a figure is made.
type MethodFormula struct {
	EN     string `json:"en"`
	Figure string `json:"figure" guard:"-"` // "strict_bp"
	UR     string `json:"ur"`
}

// MethodGrade is what a level counts in the score.
type MethodGrade struct {
	Grade int    `json:"grade"`           // -1, 0 or 1
	Level string `json:"level" guard:"-"` // "complete"
}

// MethodWeight is how often a commitment of a kind counts.
type MethodWeight struct {
	Kind   string `json:"kind" guard:"-"`
	Weight int    `json:"weight"`
}

// MethodExample is a worked example: so many commitments of each level, and what the
// formulas make of them.
type MethodExample struct {
	Figures    []MethodFigure `json:"figures"`
	Levels     []MethodLevel  `json:"levels"`
	Unassessed int            `json:"unassessed"`
}

// MethodLevel is how many commitments of an example were found to be at a level.
type MethodLevel struct {
	Count int    `json:"count"`
	Level string `json:"level" guard:"-"`
}

// MethodFigure is a result of an example, in basis points.
type MethodFigure struct {
	BP     int    `json:"bp"`
	Figure string `json:"figure" guard:"-"`
}

// Type is written once and never changes.
func (MethodPublished) Type() Type { return "ahd.method.published.v1" }
