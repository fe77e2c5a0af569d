package events

// PersonRecorded records for which organisation a person acts, from when until
// when, and in which roles. Each replaces what was recorded before. The person is
// a pseudonym: who that is never enters the record.
type PersonRecorded struct {
	From  *string  `json:"from" guard:"-"`  // civil day, included; null for "as long as known"
	Party *string  `json:"party" guard:"-"` // party id; null for none
	Roles []string `json:"roles" guard:"-"` // administrator, coordinator, focal_point, validator, assessor, approver, auditor, reader
	Until *string  `json:"until" guard:"-"` // civil day, included; null for "until further notice"
}

// Type is written once and never changes.
func (PersonRecorded) Type() Type { return "ahd.person.recorded.v1" }
