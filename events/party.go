package events

// PartyRegistered records an organisation, or a class of organisations, that a
// source names.
type PartyRegistered struct {
	Acronym     *string  `json:"acronym"`
	Kind        string   `json:"kind"` // our classification
	KindNote    *string  `json:"kind_note"`
	Name        string   `json:"name"`
	RolesStated *string  `json:"roles_stated"`
	Sources     []string `json:"sources"` // source ids
}

// Type is written once and never changes.
func (PartyRegistered) Type() Type { return "ahd.party.registered.v1" }
