package api

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"

	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/services/depositing"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/recording"
)

// AttachArgs are the fields of an instrument's wording.
type AttachArgs struct {
	Instrument string            `json:"instrument"`
	Text       importing.Text    `json:"text"`
	Archived   bool              `json:"archived"` // the text is a source already; only its id is given
	Title      *string           `json:"title"`
	Clauses    []NamedClause     `json:"clauses"`
	Items      map[string]string `json:"items"` // commitments by address
	Kind       string            `json:"kind"`
}

// NamedClause is a clause in the words of whoever attaches the text.
type NamedClause struct {
	Address string `json:"address"`
	Text    string `json:"text"`
}

// Attached is the answer to an attachment.
type Attached struct {
	importing.Tally
	Clauses []importing.Becoming `json:"clauses"`
}

// attachText takes the wording of an instrument in.
func (i *Importing) attachText(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	fields, err := fieldsOf[AttachArgs](args.Fields)
	if err != nil {
		return nil, err
	}
	if i.none() {
		return nil, errNoRegister
	}
	if fields.Archived {
		if _, fields.Text.Content, err = i.archived(ctx, fields.Text.ID); err != nil {
			return nil, err
		}
	}
	attachment := importing.Attachment{
		Instrument: fields.Instrument, Text: fields.Text, Archived: fields.Archived, Title: fields.Title, Items: fields.Items, Kind: fields.Kind,
	}
	if attachment.Clauses, err = namedClauses(fields); err != nil {
		return nil, err
	}
	if err := i.clausesOf(ctx, &attachment); err != nil {
		return nil, err
	}
	plan, err := importing.PrepareAttachment(ctx, attachment, i.Recorder.Book, i.Recorder, i.origin(), Who(args.As, args.Role))
	if err != nil {
		return nil, err
	}
	tally, err := i.carry(ctx, &plan.Plan, args, progress)
	if err != nil {
		return nil, err
	}
	return Attached{Tally: tally, Clauses: plan.Clauses}, nil
}

// namedClauses finds the clauses that were named, each where it stands first.
func namedClauses(args AttachArgs) (found []importing.Found, err error) {
	for _, clause := range args.Clauses {
		at, stands := passage(args.Text.Content, rule.Clean(clause.Text), [2]int64{})
		if !stands {
			return nil, recording.Refuse(rule.ErrRefused, "clause.not-found", shorten(clause.Address)+" does not stand in the text word for word. Nothing was recorded.")
		}
		found = append(found, importing.Found{Address: clause.Address, Bytes: at})
	}
	return found, nil
}

// clausesOf adds what the register has of the instrument's clauses.
func (i *Importing) clausesOf(ctx context.Context, a *importing.Attachment) error {
	return i.Book.Read(ctx, func(v *book.View) error {
		row, found, err := instruments.Find(v, a.Instrument)
		if err != nil || !found {
			return err
		}
		a.WorkingGroup, a.Known = row.WorkingGroup, map[string]string{}
		for _, clause := range row.Clauses {
			if clause.Address != nil && clause.Item != nil {
				a.Known[*clause.Address] = *clause.Item
			}
		}
		return nil
	})
}

// archiving puts a text away.
func (i *Importing) archiving(_ context.Context, text importing.Text, who rule.Who) (*importing.Plan, error) {
	return importing.PrepareText(text, i.origin(), who)
}

// capturing makes a commitment of sentences of archived texts. Its quotes need no places.
func (i *Importing) capturing(ctx context.Context, item importing.Item, who rule.Who) (*importing.Plan, error) {
	if i.none() {
		return nil, errNoRegister
	}
	texts := map[string][]byte{}
	for n, quote := range item.Quotes {
		located := events.Quote{Source: quote.Source, Quote: quote.Quote}
		if err := i.locate(ctx, &located); err != nil {
			return nil, err
		}
		at := importing.ByteRange(located.Bytes)
		item.Quotes[n] = importing.Quote{Source: quote.Source, Quote: located.Quote, Bytes: &at}
		_, text, err := i.archived(ctx, quote.Source)
		if err != nil {
			return nil, err
		}
		texts[quote.Source] = text
	}
	return importing.PrepareCapture(ctx, item, texts, i.Recorder.Book, i.origin(), who)
}

// DepositArgs are the fields of a document that is deposited.
type DepositArgs struct {
	commitment.Documented
	Path       string // of the file, absolute; "" for an address
	URL        string
	Visibility string
}

// deposit takes a document in. Whoever holds the folder reads the file itself: the
// socket is its owner's alone.
func (r *Recording) deposit(ctx context.Context, recorder doer, request recording.Request, fields json.RawMessage) (recording.Outcome, error) {
	args, err := fieldsOf[DepositArgs](fields)
	if err != nil {
		return recording.Outcome{}, err
	}
	document := depositing.Document{Documented: args.Documented, URL: args.URL, Visibility: args.Visibility}
	if args.Path != "" {
		if r.Owns(args.Path) {
			return recording.Outcome{}, OwnFile()
		}
		content, err := receive(args.Path)
		if err != nil {
			return recording.Outcome{}, err
		}
		document.Name, document.Content = filepath.Base(args.Path), content
	}
	depositor := depositing.Depositor{Files: r.Files, Private: r.Private, Recorder: recorder, Now: r.Now}
	return depositor.Do(ctx, request, document)
}

// OwnFile refuses a file of the data folder itself.
func OwnFile() error {
	return recording.Refuse(rule.ErrRefused, "file.data-folder", "That is a file of the data folder itself. What a register consists of cannot be brought to it. Nothing was recorded.")
}

// receive reads a file. A pipe or device would let the server wait for whoever
// writes to it, so it is not taken.
func receive(path string) ([]byte, error) {
	file, err := durable.OpenFile(path)
	if err != nil {
		return nil, cause.Of(usage("file", "The file "+shorten(filepath.Base(path))+" cannot be opened. Nothing was recorded."), err)
	}
	defer file.Close() // it was only read
	content, err := files.Receive(file)
	switch {
	case errors.Is(err, files.ErrEmpty), errors.Is(err, files.ErrTooLarge):
		return nil, cause.Of(recording.Refuse(rule.ErrUnreadable, "file.size", "It was not accepted: "+err.Error()+". Nothing was recorded."), err)
	case err != nil:
		return nil, cause.Of(usage("file", "The file "+shorten(filepath.Base(path))+" cannot be read. Nothing was recorded."), err)
	}
	return content, nil
}
