package events

// PartyRegistered records an organisation, or a class of organisations, that a
// source names.
type PartyRegistered struct {
	Acronym     *string  `json:"acronym"`
	Kind        string   `json:"kind" guard:"-"` // our classification
	KindNote    *string  `json:"kind_note"`
	Name        string   `json:"name"`
	RolesStated *string  `json:"roles_stated"`
	Sources     []string `json:"sources" guard:"-"` // source ids
}

// Type is written once and never changes.
func (PartyRegistered) Type() Type { return "ahd.party.registered.v1" }

// PartyNamed records what an organisation is called, from when. Each name replaces
// the one before; the older ones still find it.
type PartyNamed struct {
	Acronym   *string `json:"acronym"`
	Effective *string `json:"effective" guard:"-"` // EDTF: since when; null where not stated
	Grounds   string  `json:"grounds"`
	Name      string  `json:"name"`
	NameUR    *string `json:"name_ur"` // in Urdu
}

// Type is written once and never changes.
func (PartyNamed) Type() Type { return "ahd.party.named.v1" }

// PartyDescribed records what kind of organisation it is, where it works and to
// which one it belongs. Each replaces what was recorded before.
type PartyDescribed struct {
	Kind   string  `json:"kind" guard:"-"`   // our classification
	Parent *string `json:"parent" guard:"-"` // party id
	Place  *string `json:"place" guard:"-"`  // code of a place: PK, PK-PB
}

// Type is written once and never changes.
func (PartyDescribed) Type() Type { return "ahd.party.described.v1" }

// PartyMerged records that an organisation became part of another, or was the same
// all along: the other answers for what this one answered for.
type PartyMerged struct {
	Effective *string `json:"effective" guard:"-"` // EDTF
	Grounds   string  `json:"grounds"`
	Into      string  `json:"into" guard:"-"` // party id
}

// Type is written once and never changes.
func (PartyMerged) Type() Type { return "ahd.party.merged.v1" }

// PartyUnmerged records that the organisation is one of its own again.
type PartyUnmerged struct {
	Grounds string `json:"grounds"`
}

// Type is written once and never changes.
func (PartyUnmerged) Type() Type { return "ahd.party.unmerged.v1" }

// FocalPersonsNamed records who speaks for an organisation, wherever a commitment
// names nobody else. It replaces who was named before.
type FocalPersonsNamed struct {
	Alternate *string `json:"alternate" guard:"-"` // person id
	Effective *string `json:"effective" guard:"-"` // EDTF: since when
	Main      *string `json:"main" guard:"-"`      // person id
	Validator *string `json:"validator" guard:"-"` // person id
}

// Type is written once and never changes.
func (FocalPersonsNamed) Type() Type { return "ahd.party.focal-persons-named.v1" }
