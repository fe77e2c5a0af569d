package events

// ConveningRegistered records a conference or meeting as its sources tell of it.
// What they do not state is null.
type ConveningRegistered struct {
	Date          StatedDate     `json:"date"`
	DateOutside   *SuggestedDate `json:"date_outside"`
	Kind          string         `json:"kind" guard:"-"` // our classification
	KindStated    *string        `json:"kind_stated"`
	Name          *string        `json:"name"`
	Objective     *Quote         `json:"objective"`
	Organisers    []string       `json:"organisers" guard:"-"` // party ids
	OutcomeStated *string        `json:"outcome_stated"`
	Participants  *Quote         `json:"participants"`
	Partners      []string       `json:"partners" guard:"-"` // party ids
	Place         *string        `json:"place"`
	Sources       []string       `json:"sources" guard:"-"` // source ids
	Theme         *string        `json:"theme"`
}

// StatedDate is what the sources themselves say about a date.
type StatedDate struct {
	Basis  string  `json:"basis"`
	EDTF   *string `json:"edtf" guard:"-"` // what they support, null where they support none
	Stated *string `json:"stated"`         // their words
}

// SuggestedDate is what others say about it, and who.
type SuggestedDate struct {
	Basis string `json:"basis"`
	EDTF  string `json:"edtf" guard:"-"`
}

// Type is written once and never changes.
func (ConveningRegistered) Type() Type { return "ahd.convening.registered.v1" }

// ParticipationRecorded records who took part in a convening, in the role held
// there. Only office holders whom the quoted public source names have a name.
type ParticipationRecorded struct {
	ConveningRole *string `json:"convening_role"` // "speaker", "guest of honour"
	Name          *string `json:"name"`
	Participation string  `json:"participation" guard:"id"` // id, made from what was stated
	Quote         Quote   `json:"quote"`
	RoleStated    *string `json:"role_stated"` // the office, as stated
}

// Type is written once and never changes.
func (ParticipationRecorded) Type() Type { return "ahd.convening.participation-recorded.v1" }

// WorkingGroupFormed records a body of a convening.
type WorkingGroupFormed struct {
	Name         string `json:"name"`
	WorkingGroup string `json:"working_group" guard:"id"` // id
}

// Type is written once and never changes.
func (WorkingGroupFormed) Type() Type { return "ahd.convening.working-group-formed.v1" }

// FigureAsserted records a number, or a claim of quantity, that somebody stated
// at or about a convening. Figures that contradict one another all stay.
type FigureAsserted struct {
	AttributedTo  *string  `json:"attributed_to"`
	Claim         string   `json:"claim"`
	ConflictsWith []string `json:"conflicts_with" guard:"-"` // figure ids
	Figure        string   `json:"figure" guard:"id"`        // id
	Note          *string  `json:"note"`
	Period        *string  `json:"period"`
	Quote         Quote    `json:"quote"`
	Scope         *string  `json:"scope"`
	Unit          *string  `json:"unit"`
	Value         *string  `json:"value"` // as stated: "1/3", "3300000"
}

// Type is written once and never changes.
func (FigureAsserted) Type() Type { return "ahd.convening.figure-asserted.v1" }
