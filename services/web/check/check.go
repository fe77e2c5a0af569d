package check

import (
	"encoding/base64"
	"net/http"

	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/services/web"
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

func (s pages) check(r *http.Request) (web.Answer, error) {
	c, _, err := s.sealed(r, 0)
	if err != nil {
		return web.Answer{}, err
	}
	page := &selfCheck{
		Origin: c.Origin, VerifierKey: s.VerifierKey, Size: web.Count(int(c.Size)), Root: base64.StdEncoding.EncodeToString(c.Root[:]),
		Address: "https://" + r.Host,
	}
	if web.FromHere(r) {
		page.Address = "http://" + r.Host
	}
	if signed, err := s.Seal.Witnessed(); err == nil && signed != nil {
		if shown, _, err := witness.Read(signed); err == nil {
			page.Vouched = web.Count(int(shown.Size))
		}
	}
	if page.Public, err = s.publicRecord(r); err != nil {
		return web.Answer{}, err
	}
	page.Bundle = page.Public && s.Bundle != nil
	sequence, err := s.Reached(r)
	return web.Answer{View: "check", Title: "Check this record yourself", Sequence: sequence, Page: page}, err
}
