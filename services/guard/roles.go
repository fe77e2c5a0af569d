package guard

import (
	"maps"
	"strings"
)

// roles say what could begin at a token. Most words of a text begin nothing, and the
// finders pass them by: one look at a word is enough for all of them.
type roles uint16

const (
	unitRole roles = 1 << iota // a part of an address
	ageRole
	victimRole
	womanRole
	parentageRole
	refugeRole
	officeRole
	cardRole // a word for a thing that has a number
	phoneRole
	passportRole
	firRole
	crimeRole
)

// rolesOfWords are those of whole words.
var rolesOfWords = func() map[string]roles {
	all := map[string]roles{}
	for role, sets := range map[roles][]map[string]bool{
		unitRole:      {houses, streets, {"h": true}},
		ageRole:       {ageWords},
		victimRole:    {nameWords, {"نامی": true, "naami": true, "nami": true}, naming, victimWords, persons},
		womanRole:     {styles, {"بی": true}, bibis, lateNames, afterKnown},
		parentageRole: {descents, dwells, kin, {"resident": true, "hails": true, "hailing": true, "belongs": true, "rehaishi": true, "residing": true}},
		refugeRole:    {namedRefuges.begins, anyRefuge.begins},
		officeRole:    {officeNames.begins},
		cardRole:      {calledCard.keys}, phoneRole: {called.keys}, passportRole: {passport.keys}, firRole: {fir.keys}, crimeRole: {crime.keys},
	} {
		for _, set := range sets {
			for word := range maps.Keys(set) {
				all[word] |= role
			}
		}
	}
	return all
}()

// rolesOf are those of a token.
func rolesOf(t token) (r roles) {
	switch t.is {
	case figure:
		if length := t.to - t.from; length <= 2 {
			return unitRole | ageRole
		} else if length <= 4 {
			return unitRole // 25 Multan Road
		}
		return 0
	case word:
		r = rolesOfWords[t.text]
		if len(t.text) == 1 {
			r |= parentageRole | unitRole // d/o, F-8
		}
		if strings.HasPrefix(t.text, musammat) {
			r |= womanRole
		}
	}
	return r
}
