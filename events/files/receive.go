package files

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The media types that are accepted.
const (
	PDF  = "application/pdf"
	JPEG = "image/jpeg"
	PNG  = "image/png"
	Text = "text/plain"
	CSV  = "text/csv"
	DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	ODT  = "application/vnd.oasis.opendocument.text"
)

// keyMark begins a private key as x/mod's note writes it.
const keyMark = "PRIVATE+KEY+"

// ErrKey is returned for a file that holds a private key, such as a copy of the log's.
var ErrKey = errors.New("the file holds a private key")

// MaxSize is how many bytes a file that somebody brings may have.
const MaxSize = 20 << 20

// What can be said against a file that somebody brings.
var (
	ErrEmpty    = errors.New("the file is empty")
	ErrTooLarge = errors.New("the file is larger than 20 MB")
	ErrType     = errors.New("this kind of file is not accepted: bring a PDF, a JPEG or PNG picture, a Word (.docx), Excel (.xlsx) or OpenDocument (.odt) file, or plain text or CSV in UTF-8")
	ErrBroken   = errors.New("the file is damaged, cut off, or has something attached to it: save it again from the program that made it")
	ErrMacros   = errors.New("the document contains macros: save it without them")
)

// Receive reads what somebody brings, and never more than one byte too many. It
// returns ErrEmpty and ErrTooLarge.
func Receive(from io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(from, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("the file did not arrive: %w", err)
	}
	return content, size(content)
}

func size(content []byte) error {
	switch {
	case len(content) == 0:
		return ErrEmpty
	case len(content) > MaxSize:
		return ErrTooLarge
	}
	return nil
}

// Check returns the media type of a file, by what is in it: what its name or a
// browser says of it counts for nothing, but that a text is CSV if it can be read
// as such and its name ends so. It returns ErrEmpty, ErrTooLarge, ErrType,
// ErrBroken, ErrMacros, ErrActive, ErrSealed and ErrKey. Whether a picture is whole is seen by
// Clean.
func Check(name string, content []byte) (mediaType string, err error) {
	if err := size(content); err != nil {
		return "", err
	}
	switch {
	case bytes.Contains(content, []byte(keyMark)):
		return "", ErrKey
	case pdfStart.Match(content):
		return PDF, pdf(content)
	case bytes.HasPrefix(content, jpegStart):
		return JPEG, nil
	case bytes.HasPrefix(content, pngStart):
		return PNG, nil
	case bytes.HasPrefix(content, zipStart):
		return office(content)
	case !plain(content):
		return "", ErrType
	case strings.EqualFold(path.Ext(name), ".csv") && tabular(content):
		return CSV, nil
	}
	return Text, nil
}

// active is what a text may not contain near its start, and its first mark may not
// be <: a browser or a viewer could take it for something else. They look no
// further than that.
const nearStart = 4096

var active = regexp.MustCompile(`(?i)^\s*<|<(!doctype|html|head|body|script|iframe|svg|\?xml|\?php)|%PDF-|%!PS`)

// plain says whether content is text and nothing but text.
func plain(content []byte) bool {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if !utf8.Valid(content) || active.Match(content[:min(len(content), nearStart)]) {
		return false
	}
	return bytes.IndexFunc(content, func(r rune) bool {
		return r < ' ' && !strings.ContainsRune("\t\n\r\f", r) || r == 0x7f
	}) < 0
}

func tabular(content []byte) bool {
	rows := csv.NewReader(bytes.NewReader(content))
	rows.ReuseRecord, rows.FieldsPerRecord = true, -1
	for {
		if _, err := rows.Read(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}
