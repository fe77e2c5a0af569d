package verbs

import (
	"context"
	"encoding/json"

	"ahd/cmd/ahd/node"
	"ahd/events/edtf"
	"ahd/events/register"
	"ahd/services/recording"
)

// titled fills in what nobody typed: that stays as it is.
func titled(d *Desk, _ context.Context, c *recording.DescribeRegister) error {
	if d.Node == nil {
		return errNoRegister
	}
	c.Described = node.Description{Title: c.Described.Title, TimeZone: c.Described.TimeZone, Example: c.Described.Example}.On(d.Node.Key.Name(), d.describes())
	return nil
}

// describes is what the register says of itself.
func (d *Desk) describes() register.Described {
	if d.Node == nil || d.Node.Book == nil {
		return register.Described{}
	}
	return d.Node.Book.Described()
}

// Says is what a register says of itself.
type Says struct {
	Title    string `json:"title"` // "" until it is described
	TimeZone string `json:"time_zone"`
	Example  bool   `json:"example"`
}

// Framed is a document, byte for byte, with what stands around it where people read it.
type Framed struct {
	Document []byte `json:"document"`
	Register Says   `json:"register"`
}

func saysOf(r register.Described) Says {
	return Says{Title: r.Title, TimeZone: r.Zone.Name(), Example: r.Example}
}

// Register is what was said.
func (s Says) Register() (register.Described, error) {
	zone, err := edtf.ZoneNamed(s.TimeZone)
	return register.Described{Title: s.Title, Zone: zone, Example: s.Example}, err
}

// Describes is what the register says of itself by now.
func (d *Desk) Describes() Says { return saysOf(d.describes()) }

func (d *Desk) described(context.Context, struct{}, Progress) (any, error) {
	return d.Describes(), nil
}

// framed gives a document alone, or with what stands around it.
func framed(wanted bool, encoded []byte, says register.Described) any {
	if !wanted {
		return json.RawMessage(encoded)
	}
	return Framed{Document: encoded, Register: saysOf(says)}
}
