package events

// What becomes of a convening after it was registered. Grounds say why, in words
// about documents that stay in the record.

// ConveningDateAsserted records what a source, or somebody, says about the date of
// a convening. What was said before stays: where both cannot be true, they conflict.
type ConveningDateAsserted struct {
	Basis  string  `json:"basis"`            // who says so, and where
	EDTF   string  `json:"edtf" guard:"-"`   // "2023-02-27/2023-02-28"
	Source *string `json:"source" guard:"-"` // source id; null where no archived source says so
	Stated *string `json:"stated"`           // in the words of the source
}

// Type is written once and never changes.
func (ConveningDateAsserted) Type() Type { return "ahd.convening.date-asserted.v1" }

// ConveningDateCorrected records which date the register goes by from now on.
type ConveningDateCorrected struct {
	EDTF    *string `json:"edtf" guard:"-"` // null for "cannot be said"
	Grounds string  `json:"grounds"`
}

// Type is written once and never changes.
func (ConveningDateCorrected) Type() Type { return "ahd.convening.date-corrected.v1" }

// ConflictRecorded records that what is said of something cannot all be true.
type ConflictRecorded struct {
	About        string   `json:"about"`               // "date", "place", "title", "figure/<id>", …
	Alternatives []string `json:"alternatives"`        // what is said, two or more
	Conflict     string   `json:"conflict" guard:"id"` // id
	Grounds      string   `json:"grounds"`
}

// Type is written once and never changes.
func (ConflictRecorded) Type() Type { return "ahd.convening.conflict-recorded.v1" }

// ConflictResolved records which of the alternatives the register goes by.
type ConflictResolved struct {
	Conflict   string `json:"conflict" guard:"-"`
	Grounds    string `json:"grounds"`
	Resolution string `json:"resolution"` // one of the alternatives, or what else turned out
}

// Type is written once and never changes.
func (ConflictResolved) Type() Type { return "ahd.convening.conflict-resolved.v1" }

// ConveningJoined records that this convening and another are one: its sources,
// items, documents, figures and participants are the other's from now on.
type ConveningJoined struct {
	Grounds string `json:"grounds"`
	Into    string `json:"into" guard:"-"` // convening id
}

// Type is written once and never changes.
func (ConveningJoined) Type() Type { return "ahd.convening.joined.v1" }

// ConveningParted records that a source tells of this convening and not of the one
// it was joined to, or counted under. With the source goes what stands on it alone
// and what had come with it; of what stands on both, only the items named.
type ConveningParted struct {
	From    string   `json:"from" guard:"-"` // convening id
	Grounds string   `json:"grounds"`
	Items   []string `json:"items" guard:"-"` // commitment ids that go although the other source has them too
	Kind    string   `json:"kind" guard:"-"`  // of this convening, unless it was registered before
	Name    *string  `json:"name"`
	Source  string   `json:"source" guard:"-"` // source id
}

// Type is written once and never changes.
func (ConveningParted) Type() Type { return "ahd.convening.parted.v1" }

// SessionRecorded records a part of a convening: a day, a panel.
type SessionRecorded struct {
	Date    *string `json:"date" guard:"-"` // EDTF
	Note    *string `json:"note"`
	Place   *string `json:"place"`
	Session string  `json:"session" guard:"id"` // id
	Title   string  `json:"title"`
}

// Type is written once and never changes.
func (SessionRecorded) Type() Type { return "ahd.convening.session-recorded.v1" }

// ConveningFollowedUp records that this convening follows up an earlier one: what
// is still open of that one is on its agenda.
type ConveningFollowedUp struct {
	Earlier string  `json:"earlier" guard:"-"` // convening id
	Note    *string `json:"note"`
}

// Type is written once and never changes.
func (ConveningFollowedUp) Type() Type { return "ahd.convening.followed-up.v1" }

// ParticipantsIdentified records that two participations are of one person; both
// spellings stay.
type ParticipantsIdentified struct {
	Grounds       string `json:"grounds"`
	Participation string `json:"participation" guard:"-"` // id
	SameAs        string `json:"same_as" guard:"-"`       // participation id, of any convening
}

// Type is written once and never changes.
func (ParticipantsIdentified) Type() Type { return "ahd.convening.participants-identified.v1" }

// MemberRecorded records which organisation sits in a working group.
type MemberRecorded struct {
	Party        string  `json:"party" guard:"-"` // party id
	RoleStated   *string `json:"role_stated"`
	WorkingGroup string  `json:"working_group" guard:"-"` // id
}

// Type is written once and never changes.
func (MemberRecorded) Type() Type { return "ahd.convening.member-recorded.v1" }
