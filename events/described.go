package events

// RegisterDescribed records what people call the register, by which clock its days are
// counted, and whether it only shows how a register works. The newest counts; but the
// clock is that of the newest before the first commitment was captured, because days
// that were counted stay as they are.
type RegisterDescribed struct {
	Example  bool   `json:"example" guard:"-"`
	TimeZone string `json:"time_zone" guard:"-"` // IANA name: "Asia/Karachi"
	Title    string `json:"title"`
}

// Type is written once and never changes.
func (RegisterDescribed) Type() Type { return "ahd.register.described.v1" }
