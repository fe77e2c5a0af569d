package answers

import (
	"encoding/json"
	"fmt"
	"slices"

	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/auditing"
	"ahd.example/ahd/services/auditing/examination"
)

// Diagnosis says what the doctor found, and what to do about each.
func (p Printer) Diagnosis(found api.Examined) {
	for _, f := range found.Rows {
		p.Line("%s\n  %s\n  %s", f.Code, f.Sentence, f.Remedy)
	}
	if found.PersonsNote != "" {
		p.Note("%s", found.PersonsNote)
	}
	if found.LogNote != "" {
		p.Note("%s", found.LogNote)
	}
	end := "Nothing is wrong."
	switch n := len(found.Rows); n {
	case 0:
	case 1:
		end = "One thing was found."
	default:
		end = fmt.Sprintf("%d things were found.", n)
	}
	if found.ReadsOnly != "" {
		end += " " + found.ReadsOnly
	}
	p.Note("%s %s", lookedAt(found), end)
}

// lookedAt says what was looked at, and nothing that was not.
func lookedAt(found api.Examined) string {
	switch {
	case found.Unopened:
		return "The data folder could not be opened, so log, ledger, book and stores were not looked at."
	case slices.ContainsFunc(found.Rows, func(f auditing.Finding) bool { return f.Code == examination.Uncompared }):
		return "Every byte of the ledger was read, and ledger, book and stores were looked at. Nothing was compared with the ledger, which is damaged."
	case found.LogUnusable && found.Deep:
		return "Every byte of ledger, book and stores was compared. The log cannot be used: of it no more was looked at than is said here."
	case found.LogUnusable:
		return "Ledger, book and stores were looked at. The log cannot be used: of it no more was looked at than is said here. Only --deep compares every document and the book."
	case found.Deep:
		return "Every byte of log, ledger, book and stores was compared."
	}
	return "Log, ledger, book and stores were looked at. Of log and ledger the first event, the newest and a thousand others were compared, and when the log was opened what was not known to be on disk. Only --deep compares every byte, every document and the book."
}

// Mended says what was repaired.
func (p Printer) Mended(document json.RawMessage) error {
	var answer api.Thing[api.Repaired]
	if err := json.Unmarshal(document, &answer); err != nil {
		return err
	}
	r := answer.Row
	switch {
	case !r.Repaired:
		p.Line("Nothing is wrong with the %s. Nothing was changed.", r.Store)
	case r.Cause == nil:
		p.Line("The stores are taken as they are.")
	default:
		p.Line("The %s was made anew: %d events, root %s.", r.Store, *r.Size, *r.Root)
		p.Line("What had been wrong: %s", *r.Cause)
		if r.Kept != nil {
			p.Line("The damaged one is kept in the data folder as %s.", *r.Kept)
		}
	}
	return nil
}
