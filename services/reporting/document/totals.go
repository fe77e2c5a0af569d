package document

// Totals is what commitments add up to: registered = n + not_verifiable + other_kinds
// + not_in_force. What follows n is of the n; "open" is of the n and not closed.
type Totals struct {
	Registered    int            `json:"registered"`
	N             int            `json:"n"`
	NotVerifiable int            `json:"not_verifiable"` // of the selected kinds, in force
	OtherKinds    int            `json:"other_kinds"`    // in force
	NotInForce    int            `json:"not_in_force"`   // noted and not yet checked, withdrawn, replaced, merged, no commitment
	ByKind        map[string]int `json:"by_kind"`        // all that is registered

	Assessed    int `json:"assessed"`
	Complete    int `json:"complete"`
	Substantial int `json:"substantial"`
	Limited     int `json:"limited"`
	NotStarted  int `json:"not_started"`
	NoEvidence  int `json:"no_evidence"`
	Regressed   int `json:"regressed"`
	NotAssessed int `json:"not_assessed"`

	Open                 int `json:"open"`
	ClosedImplemented    int `json:"closed_implemented"`
	ClosedNotImplemented int `json:"closed_not_implemented"`
	Silent               int `json:"silent"`          // open: nobody reported
	Unassigned           int `json:"unassigned"`      // open: nobody answers for it
	NeverAsked           int `json:"never_asked"`     // of the silent: nobody was asked
	AskedNoAnswer        int `json:"asked_no_answer"` // open: asked, and no answer since
	Stale                int `json:"stale"`           // open: nothing heard for longer than agreed
	ReportedComplete     int `json:"reported_complete"`
	Contested            int `json:"contested"`

	Overdue           int  `json:"overdue"`
	DueSoon           int  `json:"due_soon"`
	OnSchedule        int  `json:"on_schedule"`
	NoDate            int  `json:"no_date"`
	MetOnTime         int  `json:"met_on_time"`
	MetLate           int  `json:"met_late"`
	OverdueDaysMedian *int `json:"overdue_days_median"`
	OverdueDaysMax    *int `json:"overdue_days_max"`

	AgeDaysMedian *int `json:"age_days_median"` // of the open ones of which it can be said
	AgeUnknown    int  `json:"age_unknown"`     // open: it cannot be said

	SmartRated int `json:"smart_rated"`
	Trackable  int `json:"trackable"` // of the rated: measurable, achievable, time-bound

	StrictBP    *int `json:"strict_bp"`
	HighBP      *int `json:"high_bp"`
	CoverageBP  *int `json:"coverage_bp"`
	ScoreBP     *int `json:"score_bp"`
	FloorBP     *int `json:"floor_bp"`
	CeilingBP   *int `json:"ceiling_bp"`
	SilenceBP   *int `json:"silence_bp"`
	StaleBP     *int `json:"stale_bp"`
	OnTimeBP    *int `json:"on_time_bp"`
	ClaimGapBP  *int `json:"claim_gap_bp"`
	TrackableBP *int `json:"trackable_bp"` // of the rated
}
