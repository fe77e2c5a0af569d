package importing

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/services/commands/rule"
	"ahd.example/ahd/services/recording"
)

// Text is a text on its way into the archive. The hash of its Source is not read.
type Text struct {
	Source
	Content []byte `json:"content"`
}

// PrepareText plans that a text becomes a source. Every error is a
// *rule.Refusal or *Faults.
func PrepareText(t Text, origin string, who rule.Who) (*Plan, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	p := begin(origin, who, "command", map[string][]byte{t.ID: t.Content})
	p.addSource(t.Source)
	return t.carried(p.end("sources"))
}

// carried gives the text along with the plan that archives it.
func (t Text) carried(plan *Plan, err error) (*Plan, error) {
	if err == nil {
		plan.texts = [][]byte{t.Content}
	}
	return plan, err
}

// Check refuses what cannot be a source.
func (t Text) Check() error {
	switch {
	case !events.ValidID(t.ID):
		return recording.Refuse(rule.ErrMalformed, "id", "The id of a source has 1 to 64 of the characters a–z, 0–9 and “-”. Nothing was recorded.")
	case t.File == "" || path.Base(t.File) != t.File || strings.ContainsAny(t.File, `/\`) || t.File == "." || t.File == "..":
		return recording.Refuse(rule.ErrMalformed, "file", "The name of the file must be a plain one. Nothing was recorded.")
	}
	if published := stated(t.Published); published != nil {
		if _, err := edtf.Parse(*published); err != nil {
			return cause.Of(recording.Refuse(rule.ErrMalformed, "published", "The date of publication: "+err.Error()+". Nothing was recorded."), err)
		}
	}
	return readable(t.Content)
}

// readable refuses what is no text that we keep.
func readable(content []byte) error {
	switch {
	case len(content) > MaxSource:
		return recording.Refuse(rule.ErrUnreadable, "file.size", "The file is larger than 4 MB. Nothing was recorded.")
	case len(bytes.TrimSpace(content)) == 0:
		return recording.Refuse(rule.ErrUnreadable, "file.empty", "The file is empty. Nothing was recorded.")
	case !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0:
		return recording.Refuse(rule.ErrUnreadable, "file.utf8", "The file is not plain text in UTF-8. Nothing was recorded.")
	}
	return nil
}
