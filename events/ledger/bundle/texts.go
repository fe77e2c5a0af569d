package bundle

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"

	"ahd.example/ahd/events"
)

// TextLine is one typed text in texts.ndjson.
type TextLine struct {
	ID   string `json:"id"`
	Salt []byte `json:"salt"` // 32 bytes, in base64
	Text string `json:"text"`
}

// Encode gives the canonical line with its end.
func (t TextLine) Encode() ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(`{"id":`)
	out.Write(events.CanonicalText(t.ID))
	salt, err := json.Marshal(t.Salt)
	if err != nil {
		return nil, err
	}
	out.WriteString(`,"salt":`)
	out.Write(salt)
	out.WriteString(`,"text":`)
	out.Write(events.CanonicalText(t.Text))
	out.WriteString("}\n")
	return out.Bytes(), nil
}

// writeTexts writes the typed texts that the events name and that may still be read, in
// the order in which they are named. One whose erasure is recorded is not written, also
// where its bytes are still being removed.
func (c *Contents) writeTexts(ctx context.Context, out io.Writer, erased map[string]bool) error {
	return c.walk(ctx, c.Signed.Size, func(e entry) error {
		if !c.belongs(e) {
			return nil
		}
		_, named := events.Mentions(e.data)
		for _, text := range named {
			if erased[text.ID] {
				continue
			}
			if err := c.writeText(ctx, out, text.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *Contents) writeText(ctx context.Context, out io.Writer, id string) error {
	salt, words, found, err := c.Text(ctx, id)
	if err != nil || !found {
		return err
	}
	line, err := TextLine{id, salt, words}.Encode()
	if err != nil {
		return err
	}
	_, err = out.Write(line)
	return err
}

// HashText is what an event holds of a typed text: base64 SHA-256(salt ‖ UTF-8).
func HashText(salt []byte, words string) string {
	sum := sha256.Sum256(append(append([]byte(nil), salt...), words...))
	return events.Hash(sum).String()
}
