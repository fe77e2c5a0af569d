package forms

import (
	"ahd.example/ahd/services/reporting/document"
	"ahd.example/ahd/services/wording"
)

// Example is what stands on everything that an example register gives: what it tells is
// invented.
const Example = "EXAMPLE"

// Mark is what stands before the title of what a register gives; "" of one that is no
// example.
func Mark(r document.Register) string {
	if r.Says.Example {
		return Example + " · "
	}
	return ""
}

// wordsOf are the words of a language, with the clock of a register.
func wordsOf(r document.Register, lang string) *wording.Summary {
	return wording.Language(lang).Summary().By(r.Says.Zone)
}

// Mark is that of the register.
func (s sheetHTML) Mark() string { return Mark(s.D.Register) }

// Mark is that of the register.
func (t trendHTML) Mark() string { return Mark(t.T.Register) }

// called is what a register is called by people, or its name for machines.
func called(r document.Register, byPeople bool) string {
	if byPeople {
		return r.Heading()
	}
	return r.Name
}
