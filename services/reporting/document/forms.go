package document

import (
	"errors"
	"io"
	"slices"
)

// Drawer draws a document in one form, in English ("en") or Urdu ("ur"). The same
// document in the same language is the same bytes.
type Drawer func(d Document, lang string, w io.Writer) error

// Drawers are the forms beside JSON, by the name of the format: html, csv, xlsx.
var Drawers = map[string]Drawer{}

// TrendDrawers are the forms of a trend beside JSON: html, svg.
var TrendDrawers = map[string]func(t Trend, lang string, w io.Writer) error{}

// Carriers find the JSON document that a file of a format carries inside, byte for
// byte; they return ErrNoSummary where there is none. "json" is the document itself.
var Carriers = map[string]func(file []byte) ([]byte, error){
	"json": func(file []byte) ([]byte, error) { return file, nil },
}

// Errors of a file that is checked.
var (
	ErrNoSummary = errors.New("this is no compliance summary") // it is none
	ErrDiffers   = errors.New("the record gives something else")
)

// FormNames are the names of all forms in which a summary can be written.
func FormNames() []string {
	names := []string{"json"}
	for name := range Drawers {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
