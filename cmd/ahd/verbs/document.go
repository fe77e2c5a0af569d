package verbs

import (
	"bytes"
	"encoding/json"

	"ahd/events/folder"
)

// At is the event up to which an answer holds.
type At struct {
	Sequence uint64  `json:"sequence"`
	Time     *string `json:"time"` // when it was recorded; null before the first
}

// List is the answer to a question for several things.
type List struct {
	At   At     `json:"at"`
	On   string `json:"on"` // civil day
	Rows any    `json:"rows"`

	// DatedByRecording is how many facts of commitments count from the day of their
	// recording because nothing else dates them; only where a day was asked for.
	DatedByRecording *int `json:"dated_by_recording,omitempty"`
}

// Thing is the answer to a question for one thing.
type Thing struct {
	At  At     `json:"at"`
	On  string `json:"on"` // civil day
	Row any    `json:"row"`

	DatedByRecording *int `json:"dated_by_recording,omitempty"` // as in List
}

// Recorded is the answer to a command.
type Recorded struct {
	Recorded  bool   `json:"recorded"` // false: it was there already, under this sequence
	Sequence  uint64 `json:"sequence"`
	Kind      string `json:"kind"`
	ID        string `json:"id"`
	CommandID string `json:"command_id"`

	// Copies are the bundles and backups in which an erased text may still be.
	Copies *[]folder.Copy `json:"copies,omitempty"`
}

// Encode writes a document as it is printed: one line, <, > and & as they are.
func Encode(document any) (json.RawMessage, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(out.Bytes()), nil
}
