package verbs

import (
	"context"
	"fmt"

	"ahd/events"
	"ahd/services/importing"
	"ahd/services/recording"
)

// archiveSource puts a text away; its fields are an importing.Text.
func (d *Desk) archiveSource(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	text, err := fieldsOf[importing.Text](args)
	if err != nil {
		return nil, err
	}
	plan, err := importing.PrepareText(text, d.origin(), Who(args.As, args.Role))
	if err != nil {
		return nil, err
	}
	return answered(d.carry(ctx, plan, args, progress))
}

// capture makes a commitment of sentences of archived texts; its fields are an
// importing.Item whose quotes need no places.
func (d *Desk) capture(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	item, err := fieldsOf[importing.Item](args)
	if err != nil {
		return nil, err
	}
	if d.Node == nil {
		return nil, errNoRegister
	}
	texts := map[string][]byte{}
	for n, quote := range item.Quotes {
		located := events.Quote{Source: quote.Source, Quote: quote.Quote}
		if err := d.locate(ctx, &located); err != nil {
			return nil, err
		}
		at := importing.ByteRange(located.Bytes)
		item.Quotes[n] = importing.Quote{Source: quote.Source, Quote: located.Quote, Bytes: &at}
		if texts[quote.Source], err = d.archived(ctx, quote.Source); err != nil {
			return nil, err
		}
	}
	plan, err := importing.PrepareCapture(ctx, item, texts, d.Node.Recorder.Book, d.origin(), Who(args.As, args.Role))
	if err != nil {
		return nil, err
	}
	return answered(d.carry(ctx, plan, args, progress))
}

// archived reads the text of a source.
func (d *Desk) archived(ctx context.Context, id string) ([]byte, error) {
	source, err := d.source(ctx, id)
	if err != nil {
		return nil, err
	}
	text, err := d.Node.Files.Read(source.SHA256)
	if err != nil {
		return nil, recording.NotNow(fmt.Errorf("the text of %s cannot be read", source.ID), err)
	}
	return text, nil
}
