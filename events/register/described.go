package register

import "ahd.example/ahd/events/edtf"

// Described is what a register says of itself.
type Described struct {
	Title   string // "" until it is described
	Zone    edtf.Zone
	Example bool
	Ignored string // a time zone that was recorded too late to count; "" for none
}

// Heading is what people call the register: its title, or the name that machines have
// for it.
func (d Described) Heading(name string) string {
	if d.Title == "" {
		return name
	}
	return d.Title
}
