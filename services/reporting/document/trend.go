package document

// TrendFormat names the shape of a Trend.
const TrendFormat = "ahd-trend/1"

// Trend is how a scope stood at the ends of months or quarters: as was known then, and
// as is known now.
type Trend struct {
	Format   string   `json:"format"` // TrendFormat
	At       At       `json:"at"`     // as of which "now" knows
	Register Register `json:"register"`
	Scope    []Scope  `json:"scope"`
	Method   Method   `json:"method"`
	Every    string   `json:"every"`   // "month" or "quarter"
	Points   []Point  `json:"points"`  // the first first
	Differs  bool     `json:"differs"` // at some point the two differ
}

// Point is one end of a month or quarter.
type Point struct {
	On      string   `json:"on"`      // its last day; until now where it has not ended
	SoFar   bool     `json:"so_far"`  // it has not ended
	Then    *Known   `json:"then"`    // as was known at its end; null where nothing was recorded yet
	Now     Known    `json:"now"`     // as is known now of that day
	Differs []string `json:"differs"` // the names of the numbers that are not the same

	// DatedByRecording is how many of the facts that count now do so from the day of their
	// recording, because nothing else dates them.
	DatedByRecording int `json:"dated_by_recording"`
}

// Known is what was known of a day.
type Known struct {
	Sequence uint64 `json:"sequence"` // the last event that counts
	Totals   Totals `json:"totals"`
}

// Every are the steps of a trend.
var Every = []string{"month", "quarter"}

// Compare names the numbers that were known otherwise then.
func (p *Point) Compare() {
	p.Differs = []string{}
	var then Totals
	if p.Then != nil {
		then = p.Then.Totals
	}
	for _, n := range Differences(then, p.Now.Totals) {
		if p.Then != nil || n.Now != nil && *n.Now != 0 { // where nothing was recorded, only what is known now differs
			p.Differs = append(p.Differs, n.Name)
		}
	}
}
