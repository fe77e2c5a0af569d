package main

import (
	"context"

	"ahd/events"
	"ahd/services/recording"
)

// onParty is what every command about an organisation is given.
type onParty struct {
	envelope
	Party string `required:"" placeholder:"ID" help:"The organisation."`
}

func (o onParty) organisation() recording.Organisation {
	return recording.Organisation{Party: o.Party}
}

// speaking is who speaks for an organisation, and since when.
type speaking struct {
	Main      *string `placeholder:"P" help:"The person who speaks for it, by id such as p-4."`
	Alternate *string `placeholder:"P" help:"Who does if that person cannot."`
	Validator *string `placeholder:"P" help:"Who looks over what they report; somebody else than the two."`
	Effective *string `placeholder:"DATE" help:"Since when: 2026-10-31, 2026-10, 2026. Not stated if left out."`
}

type recordParty struct {
	envelope
	ID       string  `required:"" name:"id" placeholder:"ID" help:"An id for it, such as fia."`
	Called   string  `required:"" placeholder:"TEXT" help:"What it is called."`
	Kind     string  `required:"" placeholder:"KIND" help:"government, law-enforcement, civil-society, … in your own classification."`
	Acronym  *string `placeholder:"TEXT" help:"Its acronym."`
	KindNote *string `placeholder:"TEXT" help:"What else there is to say of its kind."`
}

// Run records.
func (r *recordParty) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "party", recording.RegisterParty{ID: r.ID, Party: events.PartyRegistered{
		Name: recording.Clean(r.Called), Kind: recording.Clean(r.Kind), Acronym: clean(r.Acronym), KindNote: clean(r.KindNote), Sources: []string{},
	}})
}

type recordName struct {
	onParty
	grounds
	Called    string  `required:"" placeholder:"TEXT" help:"What it is called from now on. The older names still find it."`
	NameUR    *string `name:"name-ur" placeholder:"TEXT" help:"The same in Urdu."`
	Acronym   *string `placeholder:"TEXT" help:"Its acronym."`
	Effective *string `placeholder:"DATE" help:"Since when. Not stated if left out."`
}

// Run records.
func (r *recordName) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "name", recording.NameParty{Organisation: r.organisation(), Named: events.PartyNamed{
		Name: recording.Clean(r.Called), NameUR: clean(r.NameUR), Acronym: clean(r.Acronym), Effective: r.Effective, Grounds: r.words(),
	}})
}

type recordDescribe struct {
	onParty
	Kind   string  `required:"" placeholder:"KIND" help:"government, law-enforcement, civil-society, … in your own classification."`
	Place  *string `placeholder:"CODE" help:"Where it works: PK, PK-PB. “ahd list codes --kind place” has all."`
	Parent *string `placeholder:"ID" help:"The organisation to which it belongs."`
}

// Run records.
func (r *recordDescribe) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "describe", recording.DescribeParty{Organisation: r.organisation(), Described: events.PartyDescribed{
		Kind: recording.Clean(r.Kind), Place: r.Place, Parent: r.Parent,
	}})
}

type recordFocalPersons struct {
	onParty
	speaking
}

// Run records.
func (r *recordFocalPersons) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "focal-persons", recording.NameFocalPersons{Organisation: r.organisation(), Persons: events.FocalPersonsNamed{
		Main: r.Main, Alternate: r.Alternate, Validator: r.Validator, Effective: r.Effective,
	}})
}

type recordMergeParty struct {
	onParty
	grounds
	Into      string  `required:"" placeholder:"ID" help:"The organisation that answers for both from now on."`
	Effective *string `placeholder:"DATE" help:"Since when. Not stated if left out."`
}

// Run records.
func (r *recordMergeParty) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "merge-party", recording.MergeParty{Organisation: r.organisation(), Into: r.Into, Effective: r.Effective, Grounds: r.words()})
}

type recordUnmergeParty struct {
	onParty
	grounds
}

// Run records.
func (r *recordUnmergeParty) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "unmerge-party", recording.UnmergeParty{Organisation: r.organisation(), Grounds: r.words()})
}
