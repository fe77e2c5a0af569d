package importing

import (
	"errors"
	"slices"
	"strings"

	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Finding is something in an import that could lead to a person, and where it stands.
type Finding struct {
	Item string `json:"item"` // address of the thing: "commitment/cm-1"
	rule.Finding
}

// Confirm says that somebody read the words and found them harmless.
func (i *Import) Confirm() {
	for n := range i.steps {
		i.steps[n].Confirmed = true
	}
}

// findings are those in what is not known yet.
func (i *Import) findings(known []bool) []Finding {
	i.look()
	found := []Finding{}
	for n, s := range i.steps {
		if known != nil && known[n] {
			continue
		}
		for _, f := range s.Request.Findings() {
			found = append(found, Finding{Item: s.address(), Finding: f})
		}
	}
	return found
}

// look asks the guard about every command, once.
func (i *Import) look() {
	if i.looked {
		return
	}
	for n, s := range i.steps {
		i.steps[n].Request = s.Request.Looked()
	}
	i.looked = true
}

// Check is what an import into an empty register would be refused for before anything
// is recorded.
func (i *Import) Check() error {
	if err := i.faults(nil); err != nil {
		return err
	}
	return i.Sensitive(i.findings(nil))
}

// Faults is Check without what only has to be confirmed.
func (i *Import) Faults() error { return i.faults(nil) }

// faults asks of every command that is not known yet what the recorder would ask in the
// middle. What only has to be confirmed is none.
func (i *Import) faults(known []bool) error {
	if len(i.steps) > 0 { // the same for all of them, and no fault of the file
		if err := i.steps[0].Who.Check(); err != nil {
			return err
		}
	}
	i.look()
	faults := &Faults{Class: ErrFaults, of: i.of, List: i.longAmong(known)}
	for n, s := range i.steps {
		if known != nil && known[n] {
			continue
		}
		s.Confirmed = true
		err := s.Check()
		if err != nil && i.of != "register" {
			return err // whoever typed it sees of what it speaks
		}
		if err != nil {
			faults.refused(s.address(), err)
		}
	}
	if len(faults.List) > 0 {
		return faults
	}
	return nil
}

// refused adds why a command would be refused: of what cannot be recorded, each field.
func (f *Faults) refused(item string, err error) {
	fault := Fault{Item: item, What: strings.TrimSuffix(err.Error(), " Nothing was recorded.")}
	var refusal *rule.Refusal
	if !errors.As(err, &refusal) {
		f.List = append(f.List, fault)
		return
	}
	named := len(f.List)
	for _, found := range refusal.Findings {
		if found.Refused {
			f.List = append(f.List, Fault{Item: item, Field: found.Field, What: "it holds " + recording.Danger(found.Kind) + ", which cannot be recorded; leave it out"})
		}
	}
	fault.Field = refusal.Field
	told := slices.ContainsFunc(f.List, func(other Fault) bool { return other.Item == item && other.Field == fault.Field })
	if len(f.List) == named && !told {
		f.List = append(f.List, fault)
	}
}

// Sensitive refuses what nobody confirmed.
func (i *Import) Sensitive(found []Finding) error {
	faults := &Faults{Class: ErrSensitive, of: i.of}
	for _, f := range found {
		faults.List = append(faults.List, Fault{Item: f.Item, Field: f.Field, What: "it seems to hold " + recording.Danger(f.Kind)})
	}
	switch confirmed := len(i.steps) > 0 && i.steps[0].Confirmed; {
	case len(found) == 0 || confirmed:
		return nil
	case i.of != "register":
		return i.doubt(found[0].Item)
	}
	return faults
}

// doubt is what the recorder would say of the command about a thing.
func (i *Import) doubt(item string) error {
	for _, s := range i.steps {
		if err := s.Check(); err != nil && s.address() == item {
			return err
		}
	}
	return nil
}
