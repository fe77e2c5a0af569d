package events

// IndicatorSet records what is measured of a commitment, from where, to where.
// Values are decimal numbers as text: "1250", "0.5".
type IndicatorSet struct {
	Baseline  *string `json:"baseline" guard:"-"`
	Direction string  `json:"direction" guard:"-"`  // increase, decrease
	Due       *string `json:"due" guard:"-"`        // civil day by which the target is to be reached
	Indicator string  `json:"indicator" guard:"id"` // its id within the commitment
	Title     string  `json:"title"`
	Target    *string `json:"target" guard:"-"`
	Unit      string  `json:"unit"` // "investigations", "persons"
}

// Type is written once and never changes.
func (IndicatorSet) Type() Type { return "ahd.commitment.indicator-set.v1" }

// Measurement is one value of an indicator, broken down as far as it was. What is
// null was not broken down. A count from 1 to 4 can point at a child: whoever
// publishes shows "<5".
type Measurement struct {
	Age          *string `json:"age" guard:"-"`          // child, adult
	Exploitation *string `json:"exploitation" guard:"-"` // form of exploitation, as SDG 16.2.2 counts them
	Indicator    string  `json:"indicator" guard:"-"`
	Period       string  `json:"period" guard:"-"` // EDTF: "2026-10", "2026-01/2026-06"
	Place        *string `json:"place" guard:"-"`  // ISO 3166-2 code
	Sex          *string `json:"sex" guard:"-"`    // female, male, other
	Value        string  `json:"value" guard:"-"`  // decimal number
}

// MeasurementTaken records values of indicators by themselves, without a report.
type MeasurementTaken struct {
	Measurements []Measurement `json:"measurements"`
}

// Type is written once and never changes.
func (MeasurementTaken) Type() Type { return "ahd.commitment.measurement-taken.v1" }
