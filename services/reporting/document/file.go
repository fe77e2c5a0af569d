package document

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/strictjson"
)

// MaxFile is the largest file that is checked, in bytes.
const MaxFile = 64 << 20

// Digest is the SHA-256 of a document's bytes, hexadecimal.
func Digest(encoded []byte) string {
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:])
}

// Extract finds the document that a file of a format holds, byte for byte. It returns
// ErrNoSummary.
func Extract(format string, file []byte) ([]byte, error) {
	carrier, known := Carriers[format]
	if !known {
		return nil, cause.Classed(ErrNoSummary, "A summary of that form does not hold its document. Check the JSON document instead.")
	}
	return carrier(file)
}

// Shows compares a file with what is drawn from the document that it carries, in each
// language: somebody could change what people read and leave the document inside alone.
// It returns ErrDiffers.
func Shows(format string, file []byte, d Document) error {
	draw := Drawers[format]
	if draw == nil { // the document itself
		return nil
	}
	for _, lang := range []string{"en", "ur"} {
		var drawn bytes.Buffer
		if err := draw(d, lang, &drawn); err != nil {
			return err
		}
		if bytes.Equal(drawn.Bytes(), file) {
			return nil
		}
	}
	return cause.Classed(ErrDiffers, "The document inside is what the record gives, but what the file shows is not what this version of Ahd draws from it: it was changed or saved by another program, or drawn by another version. Draw it again and compare.")
}

// FormatOf is the format of a file, by how it begins.
func FormatOf(file []byte) string {
	switch start := bytes.TrimSpace(file[:min(len(file), 512)]); {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return "xlsx"
	case bytes.HasPrefix(bytes.ToLower(start), []byte("<!doctype")), bytes.HasPrefix(bytes.ToLower(start), []byte("<html")):
		return "html"
	}
	return "json"
}

// Parse reads the bytes of a document. A line end behind it is no part of it. It
// returns ErrNoSummary.
func Parse(encoded []byte) (Document, []byte, error) {
	encoded = bytes.TrimRight(encoded, "\r\n")
	var d Document
	if err := strictjson.Unmarshal(encoded, &d); err != nil || !slices.Contains(Formats, d.Format) || d.At.Sequence == 0 || d.On == "" || d.Method.ID == "" || d.Method.Version < 1 {
		return d, nil, cause.Of(cause.Classed(ErrNoSummary, "This is no compliance summary: it is not a JSON document of the format %s.", strings.Join(Formats, " or ")), err)
	}
	return d, encoded, nil
}
