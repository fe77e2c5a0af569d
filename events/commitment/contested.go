package commitment

// claimed is how far a claim says a commitment is implemented, in basis points.
var claimed = map[string]int{
	NotImplemented: 0, PartlyImplemented: 5000, Implemented: 10_000,
	Planning: 0, Stalled: 0, InProgress: 5000, ReportedComplete: 10_000,
}

// Contest says how far people disagree, in basis points.
type Contest struct {
	Claims    int  `json:"claims"`    // how many were counted
	Mean      int  `json:"mean"`      // the index of UPR Info: the mean of the claims, rounded half up
	Spread    int  `json:"spread"`    // the highest claim less the lowest
	Contested bool `json:"contested"` // a dispute stands, or the spread is a half or more
}

// Contest weighs what the organisation last said of itself against every dispute
// that is not hidden (DOMAIN §3.3 no. 8). What an assessor found is no claim.
func (s State) Contest() Contest { return contestOf(s.SelfReported, s.Counts.Disputed) }

func contestOf(selfReported string, disputed Disputed) (c Contest) {
	lowest, highest, sum := 10_000, 0, 0
	count := func(claims, bp int) {
		if claims > 0 {
			c.Claims += claims
			sum += claims * bp
			lowest, highest = min(lowest, bp), max(highest, bp)
		}
	}
	count(disputed.Not, 0)
	count(disputed.Partly, 5000)
	count(disputed.Fully, 10_000)
	c.Contested = c.Claims > 0
	if selfReported != NoReport && selfReported != "" {
		count(1, claimed[selfReported])
	}
	if c.Claims == 0 {
		return c
	}
	c.Mean = (2*sum + c.Claims) / (2 * c.Claims)
	c.Spread = highest - lowest
	c.Contested = c.Contested || c.Spread >= 5000
	return c
}
