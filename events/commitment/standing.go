package commitment

// Standing is how a commitment stands, as far as it is counted: by lists, summaries and
// past moments alike. Texts are "" and days are "" where there is none.
type Standing struct {
	Record, SelfReported, Assessed, Closure string

	Lead         string // the organisation that answers
	Due          string // civil day
	Met          string // MetOnTime or MetLate, once complete
	IntervalEnds string // the first civil day after its review interval, where it has one
	QuietSince   string // civil day of the last news, where it has none
	Asked        string // civil day on which an update was last requested

	Verifiable bool
	Contested  bool
	Unanswered bool // nobody answered what was asked
	Rated      bool // how well it is put
	Trackable  bool // measurable, achievable and time-bound
}

// Standing is how it stands by itself, without the places in which it may be kept.
func (s *State) Standing() Standing {
	ends, quiet := s.silentFrom()
	return Standing{
		Record: s.Record, SelfReported: s.SelfReported, Assessed: s.Assessed, Closure: s.Closure,
		Lead: s.LeadParty, Due: validDay(s.Due), Met: s.metBy(s.Due),
		IntervalEnds: ends, QuietSince: quiet, Asked: s.Asked,
		Verifiable: s.Verifiable, Contested: contestOf(s.SelfReported, s.Counts.Disputed).Contested, Unanswered: s.Asked != "" && !s.Answered,
		Rated: s.Smart != nil, Trackable: s.Smart != nil && s.Smart.Trackable(),
	}
}

// Part is how one of the places stands in which a commitment is kept.
type Part struct {
	Standing
	Heard string // civil day of the last report, assessment or evidence
	Found string // EDTF: the day for which it was assessed last
}

// Part is how it stands as a part of another.
func (s *State) Part() Part {
	p := Part{Standing: s.Standing(), Heard: s.Heard}
	if s.Finding != nil {
		p.Found = s.Finding.On
	}
	return p
}
