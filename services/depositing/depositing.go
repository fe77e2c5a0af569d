// Package depositing answers: how does a document become evidence?
//
// What a document holds can hurt people, so unless it is public only a random id
// and a salted hash of it enter the record; everything else is in private.db and in
// files/, where it can be erased.
package depositing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"ahd.example/ahd/events/files"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Values of Document.Visibility.
const (
	Public     = "public"
	Restricted = "restricted"
)

// Document is a file, or an address that is not for everybody.
type Document struct {
	commitment.Documented
	Name       string // of the file, as its owner calls it
	Content    []byte // of the file; nil for an address
	media      string // its type, once it was checked
	URL        string // the address
	Visibility string // "" for restricted
}

// Files keeps what was brought.
type Files interface {
	Put(content []byte) (hash string, err error)
}

// Private keeps what is known of it.
type Private interface {
	Find(ctx context.Context, evidence string) (private.Document, bool, error)
	Put(ctx context.Context, d private.Document) error
}

// Recorder records that there is a document.
type Recorder interface {
	Do(ctx context.Context, request recording.Request) (recording.Outcome, error)
}

// Depositor takes documents in.
type Depositor struct {
	Files    Files
	Private  Private
	Recorder Recorder
	Now      func() time.Time
}

// Do puts a document away, once it may be recorded, and records it. request is as
// for any command, without one. Its errors are *rule.Refusal. If we stop
// before the event, the next start forgets what nothing names.
func (d Depositor) Do(ctx context.Context, request recording.Request, document Document) (recording.Outcome, error) {
	if err := document.check(); err != nil {
		return recording.Outcome{}, err
	}
	known, err := d.describe(ctx, request, document)
	if err == nil {
		err = d.namesNobody(ctx, request, document, known)
	}
	if err != nil {
		return recording.Outcome{}, err
	}
	command := commitment.DepositEvidence{
		Documented: document.Documented, Evidence: known.Evidence, Hash: known.Hash, Visibility: document.Visibility,
	}
	if document.Visibility == Public {
		command.MediaType = &known.MediaType
	}
	request.Command = command
	request.Keep = func(ctx context.Context) error {
		if err := d.Private.Put(ctx, known); err != nil || document.Content == nil {
			return err
		}
		_, err := d.Files.Put(document.Content)
		return err
	}
	return d.Recorder.Do(ctx, request)
}

// check settles what the document is. Of pictures it keeps only what is to be seen.
func (document *Document) check() (err error) {
	if document.Visibility == "" {
		document.Visibility = Restricted
	}
	if document.Content == nil {
		if document.Visibility == Public {
			return recording.Refuse(rule.ErrMalformed, "visibility", "A public address is linked, not deposited. Nothing was recorded.")
		}
		if !rule.WebAddress(document.URL) {
			return recording.Refuse(rule.ErrMalformed, "url", "The address of the document must begin with https:// or http://. Nothing was recorded.")
		}
		return nil
	}
	if document.media, err = files.Check(document.Name, document.Content); err == nil {
		document.Content, err = files.Clean(document.media, document.Content)
	}
	switch {
	case errors.Is(err, files.ErrTooLarge):
		return recording.Refuse(rule.ErrUnreadable, "file.too-large", fmt.Sprintf("It was not accepted: %s. Nothing was recorded.", err))
	case err != nil:
		return recording.Refuse(rule.ErrRefused, "file.refused", fmt.Sprintf("It was not accepted: %s. Nothing was recorded.", err))
	}
	return nil
}

// describe is what private.db will know. The same command asks for the same
// document again, with the salt of before: it is recorded once.
func (d Depositor) describe(ctx context.Context, request recording.Request, document Document) (private.Document, error) {
	command, err := uuid.Parse(request.ID)
	if err != nil { // the recorder refuses it in its own words
		return private.Document{Evidence: request.ID}, nil
	}
	known := private.Document{
		Evidence: evidenceOf(command), URL: document.URL,
		Uploader: request.Who.Actor(), Recorded: d.Now().UTC(),
	}
	bytes := []byte(document.URL)
	if document.Content != nil {
		bytes = document.Content
		known.Name, known.Bytes, known.File = document.Name, int64(len(bytes)), private.Hash(nil, bytes)
		known.MediaType = document.media
	}
	if document.Visibility == Restricted {
		before, found, err := d.Private.Find(ctx, known.Evidence)
		if err != nil {
			return known, recording.NotNow(errors.New("the store of documents cannot be read"), err)
		}
		if known.Salt = before.Salt; !found {
			known.Salt = private.NewSalt()
		}
	}
	known.Hash = private.Hash(known.Salt, bytes)
	return known, nil
}

// EvidenceOf is the random id of the document that a command deposits: as random as
// the command's own, and the same when it is sent again. "" for what is no command.
func EvidenceOf(command string) string {
	id, err := uuid.Parse(command)
	if err != nil {
		return ""
	}
	return evidenceOf(id)
}

func evidenceOf(command uuid.UUID) string {
	return uuid.NewSHA1(command, []byte("evidence")).String()
}
