package main

import (
	"context"

	"ahd/events"
	"ahd/services/recording"
)

// onConvening is what every command about a conference or meeting is given.
type onConvening struct {
	envelope
	Convening string `required:"" placeholder:"ID" help:"The conference or meeting."`
}

func (o onConvening) meeting() recording.Meeting { return recording.Meeting{Convening: o.Convening} }

// grounds are the reason of a command whose reason stays in the record.
type grounds struct {
	Reason string `required:"" placeholder:"TEXT" help:"Why. It stays in the record for good: no names of victims."`
}

func (g grounds) words() string { return recording.Clean(g.Reason) }

type recordConvening struct {
	envelope
	ID         string   `required:"" name:"id" placeholder:"ID" help:"An id for it, such as dialogue-lahore-2026."`
	Kind       string   `required:"" placeholder:"KIND" help:"conference, dialogue, commemoration, … in your own classification."`
	Called     *string  `placeholder:"TEXT" help:"What it is called."`
	Place      *string  `placeholder:"TEXT" help:"Where it was, as stated: Islamabad."`
	Theme      *string  `placeholder:"TEXT" help:"Its theme."`
	KindStated *string  `placeholder:"TEXT" help:"What the source calls it: national dialogue."`
	Date       *string  `placeholder:"DATE" help:"When it was: 2026-11-22, 2026-11, 2023-02-27/2023-02-28, XXXX-07-30."`
	Stated     *string  `placeholder:"TEXT" help:"The date in the words of the source."`
	Source     []string `placeholder:"ID" help:"A source that tells of it; may be given again."`
	Organiser  []string `placeholder:"ID" help:"An organisation that held it; may be given again."`
	Partner    []string `placeholder:"ID" help:"An organisation that helped; may be given again."`
}

// Run records.
func (r *recordConvening) Run(ctx context.Context, p *program, c *cli) error {
	basis := "not stated"
	if r.Date != nil || r.Stated != nil {
		basis = "entered by hand"
		if len(r.Source) > 0 {
			basis = "source"
		}
	}
	return r.send(ctx, p, c, "convening", recording.RegisterConvening{ID: r.ID, Convening: events.ConveningRegistered{
		Kind: recording.Clean(r.Kind), KindStated: clean(r.KindStated), Name: clean(r.Called), Place: clean(r.Place), Theme: clean(r.Theme),
		Date:    events.StatedDate{Basis: basis, EDTF: r.Date, Stated: clean(r.Stated)},
		Sources: all(r.Source), Organisers: all(r.Organiser), Partners: all(r.Partner),
	}})
}

// all is a list as events keep it: empty where nothing was given.
func all(ids []string) []string { return append([]string{}, ids...) }

type recordSession struct {
	onConvening
	ID    string  `required:"" name:"id" placeholder:"ID" help:"An id for the session."`
	Title string  `required:"" placeholder:"TEXT" help:"What it was about."`
	Date  *string `placeholder:"DATE" help:"When it was."`
	Place *string `placeholder:"TEXT" help:"Where it was."`
	Note  *string `placeholder:"TEXT" help:"What else there is to say."`
}

// Run records.
func (r *recordSession) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "session", recording.RecordSession{Meeting: r.meeting(), Session: events.SessionRecorded{
		Session: r.ID, Title: recording.Clean(r.Title), Date: r.Date, Place: clean(r.Place), Note: clean(r.Note),
	}})
}

type recordWorkingGroup struct {
	onConvening
	ID     string `required:"" name:"id" placeholder:"ID" help:"An id for the working group."`
	Called string `required:"" placeholder:"TEXT" help:"What it is called."`
}

// Run records.
func (r *recordWorkingGroup) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "working-group", recording.FormWorkingGroup{Convening: r.Convening, Group: events.WorkingGroupFormed{
		WorkingGroup: r.ID, Name: recording.Clean(r.Called),
	}})
}

type recordMember struct {
	onConvening
	WorkingGroup string  `required:"" placeholder:"ID" help:"The working group."`
	Party        string  `required:"" placeholder:"ID" help:"The organisation that sits in it."`
	RoleStated   *string `placeholder:"TEXT" help:"As what, in the words of the source: chair."`
}

// Run records.
func (r *recordMember) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "member", recording.RecordMember{Meeting: r.meeting(), Member: events.MemberRecorded{
		WorkingGroup: r.WorkingGroup, Party: r.Party, RoleStated: clean(r.RoleStated),
	}})
}

type recordFollowUp struct {
	onConvening
	Earlier string  `required:"" placeholder:"ID" help:"The earlier meeting, of which this one takes up what is open."`
	Note    *string `placeholder:"TEXT" help:"What else there is to say."`
}

// Run records.
func (r *recordFollowUp) Run(ctx context.Context, p *program, c *cli) error {
	return r.send(ctx, p, c, "follow-up", recording.FollowUp{Meeting: r.meeting(), Earlier: r.Earlier, Note: clean(r.Note)})
}
