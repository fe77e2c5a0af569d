// Package answers answers: what does each answer of a register say in words?
package answers

import "ahd.example/ahd/cmd/ahd/terminal"

// Printer prints answers in words on a terminal.
type Printer struct{ *terminal.Terminal }

// To prints on a terminal.
func To(t *terminal.Terminal) Printer { return Printer{t} }
