package main

import (
	"ahd/events/edtf"
	"ahd/services/api"
)

// called is what whoever begins a register can say of it.
type called struct {
	Title    string `placeholder:"TEXT" help:"What people call the register."`
	TimeZone string `placeholder:"ZONE" help:"By whose clock days are counted: Asia/Karachi. It stays once there is a commitment."`
}

// harmless reports whether a register that is not there yet can be called so: else its
// folder must not be made.
func (c called) harmless(by asking, confirmed bool) bool {
	found, err := api.Description{Title: c.Title, TimeZone: c.TimeZone}.Describable(api.Who(by.As, by.Role))
	return err == nil && (confirmed || len(found) == 0)
}

// check refuses a zone that there is none of, before a folder is made.
func (c called) check() error {
	if _, err := edtf.ZoneNamed(c.TimeZone); err != nil {
		return api.Usage("There is no such time zone. One is written like Asia/Karachi. Nothing was recorded.").Because(err)
	}
	return nil
}
