// Package commitment answers: what do the events of one commitment add up to?
package commitment

// State is one commitment, as far as its events tell. The zero value is a
// commitment that nobody has captured. Days are civil days of Karachi.
type State struct {
	Record       string `json:"record"`
	Response     string `json:"response"`
	SelfReported string `json:"self_reported"`
	Assessed     string `json:"assessed"`
	Closure      string `json:"closure"`

	Convening   string `json:"convening,omitempty"` // under which it was captured
	LeadParty   string `json:"lead_party,omitempty"`
	Due         string `json:"due,omitempty"`
	OriginalDue string `json:"original_due,omitempty"` // the first, once it was revised
	ReviewDays  int    `json:"review_days,omitempty"`
	Suspended   bool   `json:"suspended,omitempty"`
	By          string `json:"by,omitempty"` // the commitment that takes its place

	Unworded bool      `json:"unworded,omitempty"` // it is known to exist, its wording is not
	Persons  *Persons  `json:"persons,omitempty"`  // who speaks for it; nil for whoever does for its organisation
	Identity *Identity `json:"identity,omitempty"` // nil while it is one commitment, told once

	Parent   string   `json:"parent,omitempty"`
	Children []string `json:"children,omitempty"`

	Verifiable bool   `json:"verifiable,omitempty"`
	Smart      *Smart `json:"smart,omitempty"` // nil until rated

	Confirmed string `json:"confirmed,omitempty"` // the day
	Heard     string `json:"heard,omitempty"`     // the day of the last report, assessment or evidence
	Asked     string `json:"asked,omitempty"`     // the day on which an update was last requested
	Answered  bool   `json:"answered,omitempty"`  // somebody reported since

	// How it stood on a day asks for these (HappenedOn).
	Since   string `json:"since,omitempty"`    // the day of its capture
	LastDay string `json:"last_day,omitempty"` // the last day on which anything happened or was heard
	Undated int    `json:"undated,omitempty"`  // how many facts were dated by their recording

	// Who evolves a state replaces these lists and never changes what is in them: an
	// event is added to one of them again and again, and the state before stays.
	Milestones []*Milestone `json:"milestones,omitempty"`
	Indicators []string     `json:"indicators,omitempty"` // ids
	Finding    *Finding     `json:"finding,omitempty"`    // the last assessment

	Reporters []*Hand `json:"reporters,omitempty"` // everybody who ever reported
	Assessors []*Hand `json:"assessors,omitempty"` // everybody who ever assessed
	Former    []*Hand `json:"former,omitempty"`    // everybody who answered for it before, or spoke for who did

	inHand
}

// Persons are who speaks for a commitment: ids.
type Persons struct {
	Main      string `json:"main,omitempty"`
	Alternate string `json:"alternate,omitempty"`
	Validator string `json:"validator,omitempty"`
}

// Identity is what else a commitment is: the same as another, several, told
// elsewhere. Who evolves a state replaces it.
type Identity struct {
	Into      string   `json:"into,omitempty"`       // the commitment that goes on for it
	Was       string   `json:"was,omitempty"`        // the record axis before that
	SplitInto []string `json:"split_into,omitempty"` // the commitments that took its place
	Told      []string `json:"told,omitempty"`       // the passages that say the same: "<source>:<from>-<to>"
	Links     []string `json:"links,omitempty"`      // "tip/2023/4"
}

// Identified is what else the commitment is; the zero Identity where that is nothing.
func (s State) Identified() Identity {
	if s.Identity == nil {
		return Identity{}
	}
	return *s.Identity
}

// Smart is how well a commitment is put.
type Smart struct {
	Specific   bool `json:"specific"`
	Measurable bool `json:"measurable"`
	Achievable bool `json:"achievable"`
	Relevant   bool `json:"relevant"`
	TimeBound  bool `json:"time_bound"`
}

// Trackable reports whether one can follow it: M ∧ A ∧ T (DOMAIN §3.1).
func (s Smart) Trackable() bool { return s.Measurable && s.Achievable && s.TimeBound }

// Milestone is a dated step.
type Milestone struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Due   string `json:"due,omitempty"`
	State string `json:"state"`          // set, met, dropped
	When  string `json:"when,omitempty"` // EDTF: when it was met, as stated last
}

// Report is one claim of progress.
type Report struct {
	ID        string `json:"id"`
	State     string `json:"state"`
	For       string `json:"for,omitempty"`  // the organisation it was entered for
	Word      string `json:"word,omitempty"` // StandsBy or DoesNotStand, where it said something
	Retracted bool   `json:"retracted,omitempty"`
}

// What an organisation said of a report that was entered for it.
const (
	StandsBy     = "confirmed"
	DoesNotStand = "contested"
)

// Stands reports whether a claim still counts.
func (r Report) Stands() bool { return !r.Retracted && r.Word != DoesNotStand }

// Evidence is one document.
type Evidence struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"`
	By        string `json:"by,omitempty"` // the evidence that is a new version of it
	Retracted bool   `json:"retracted,omitempty"`
	Brought   Hand   `json:"brought"`
}

// Stands reports whether a document still counts.
func (e Evidence) Stands() bool { return !e.Retracted && e.By == "" }

// Dispute is one word against.
type Dispute struct {
	ID     string `json:"id"`
	Claim  string `json:"claim"`
	Hidden bool   `json:"hidden,omitempty"`
	By     string `json:"by,omitempty"` // the event that hid it
}

// Finding is what an assessor found.
type Finding struct {
	ID         string `json:"id"`
	Confidence string `json:"confidence"`
	Method     string `json:"method"`
	On         string `json:"on"` // EDTF: the day for which, or on which, it was found
}

// Hand is somebody who acted, and for whom.
type Hand struct {
	Person string `json:"person"`
	Party  string `json:"party,omitempty"`
	For    string `json:"for,omitempty"`
}

// Exists reports whether the commitment was captured.
func (s State) Exists() bool { return s.Record != "" }

// Axis returns the value of a recorded axis.
func (s State) Axis(name string) string {
	switch name {
	case AxisRecord:
		return s.Record
	case AxisResponse:
		return s.Response
	case AxisSelfReported:
		return s.SelfReported
	case AxisAssessed:
		return s.Assessed
	case AxisClosure:
		return s.Closure
	}
	panic("commitment: no recorded axis " + name)
}

// RecordedAxes are the axes that events set; timeliness needs a day.
var RecordedAxes = []string{AxisRecord, AxisResponse, AxisSelfReported, AxisAssessed, AxisClosure}
