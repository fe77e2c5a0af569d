package web

import (
	"encoding/base64"
	"net/http"

	"ahd/events/ledger/witness"
)

// selfCheck tells anybody how to check the record without trusting it.
type selfCheck struct {
	Origin      string
	VerifierKey string
	Size        string // events that are sealed, with commas
	Root        string // base64
	Vouched     string // events up to which others vouch; "" for none
	Public      bool   // whether raw events may be read
	Bundle      bool   // and whether a copy of all can be fetched here
	Address     string // of this register, as whoever reads this page reached it
}

func (s checkPages) check(r *http.Request) (answer, error) {
	c, _, err := s.sealed(r, 0)
	if err != nil {
		return answer{}, err
	}
	page := &selfCheck{
		Origin: c.Origin, VerifierKey: s.VerifierKey, Size: count(int(c.Size)), Root: base64.StdEncoding.EncodeToString(c.Root[:]),
		Address: "https://" + r.Host,
	}
	if fromHere(r) {
		page.Address = "http://" + r.Host
	}
	if signed, err := s.Seal.Witnessed(); err == nil && signed != nil {
		if shown, _, err := witness.Read(signed); err == nil {
			page.Vouched = count(int(shown.Size))
		}
	}
	if page.Public, err = s.publicRecord(r); err != nil {
		return answer{}, err
	}
	page.Bundle = page.Public && s.Bundle != nil
	sequence, err := s.reached(r)
	return answer{view: "check", title: "Check this record yourself", sequence: sequence, page: page}, err
}
