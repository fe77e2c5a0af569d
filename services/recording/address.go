package recording

import (
	"ahd/events"
	"ahd/services/commands/rule"
)

// inTheOpen puts an address where an older version of the program wrote it: into the
// event itself. So the same command sent again is the same, whichever version recorded
// it first.
func inTheOpen(recorded, asked events.Payload, typed map[string]string) events.Payload {
	var address *string
	if words, ok := typed[rule.AddressField]; ok {
		address = &words
	}
	switch d := asked.(type) {
	case events.EvidenceLinked:
		if before, ok := recorded.(events.EvidenceLinked); ok && before.URL != nil {
			d.Address, d.URL = before.Address, address
		}
		return d
	case events.ProgressDisputed:
		if before, ok := recorded.(events.ProgressDisputed); ok && before.URL != nil {
			d.Address, d.URL = before.Address, address
		}
		return d
	}
	return asked
}
