package verbs

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"

	"ahd/events/cause"
	"ahd/events/durable"
	"ahd/events/files"
	"ahd/events/strictjson"
	"ahd/services/depositing"
	"ahd/services/recording"
)

// DepositArgs are the fields of a document that is deposited.
type DepositArgs struct {
	recording.Documented
	Path       string // of the file, absolute; "" for an address
	URL        string
	Visibility string
}

// deposit takes a document in. Whoever holds the folder reads the file itself: the
// socket is its owner's alone.
func (d *Desk) deposit(ctx context.Context, recorder doer, request recording.Request, fields json.RawMessage) (recording.Outcome, error) {
	var args DepositArgs
	if err := strictjson.Unmarshal(fields, &args); err != nil {
		return recording.Outcome{}, cause.Of(usage("command", "The command could not be read. Nothing was recorded."), err)
	}
	document := depositing.Document{Documented: args.Documented, URL: args.URL, Visibility: args.Visibility}
	if args.Path != "" {
		if d.Node.Owns(args.Path) {
			return recording.Outcome{}, OwnFile()
		}
		content, err := receive(args.Path)
		if err != nil {
			return recording.Outcome{}, err
		}
		document.Name, document.Content = filepath.Base(args.Path), content
	}
	depositor := depositing.Depositor{Files: d.Node.Files, Private: d.Node.Private, Recorder: recorder, Now: d.Now}
	return depositor.Do(ctx, request, document)
}

// OwnFile refuses a file of the data folder itself.
func OwnFile() error {
	return recording.Refuse(recording.ErrRefused, "file.data-folder", "That is a file of the data folder itself. What a register consists of cannot be brought to it. Nothing was recorded.")
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
		return nil, cause.Of(recording.Refuse(recording.ErrUnreadable, "file.size", "It was not accepted: "+err.Error()+". Nothing was recorded."), err)
	case err != nil:
		return nil, cause.Of(usage("file", "The file "+shorten(filepath.Base(path))+" cannot be read. Nothing was recorded."), err)
	}
	return content, nil
}
