package forms

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/xuri/excelize/v2"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/services/reporting/document"
)

// The document stands in the file as text that is not shown. What a page shows of others
// is escaped, so nothing else can look like its beginning.
const (
	begins = `<pre id="ahd-summary" hidden>`
	ends   = `</pre>`
)

var (
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// fromHTML finds the document that HTML wrote.
func fromHTML(file []byte) ([]byte, error) {
	_, rest, found := bytes.Cut(file, []byte(begins))
	escaped, _, whole := bytes.Cut(rest, []byte(ends))
	if !found || !whole || bytes.Contains(rest, []byte(begins)) {
		return nil, none("This page does not hold a summary, or not all of it.")
	}
	return []byte(unescaper.Replace(string(escaped))), nil
}

// none is a file that is no summary.
func none(sentence string) error { return cause.Classed(document.ErrNoSummary, "%s", sentence) }

// The document stands in a sheet that is not shown, as base64 in pieces that fit into
// cells: so nothing that reads or writes workbooks changes a byte of it.
const (
	carried = "ahd-summary"
	piece   = 32_000
)

func (b *workbook) carry(encoded []byte) error {
	err := b.sheet(carried, []column{{carried, 20, text}}, func(yield func([]any) bool) {
		rest := base64.StdEncoding.EncodeToString(encoded)
		for len(rest) > 0 {
			n := min(piece, len(rest))
			if !yield([]any{"base64:" + rest[:n]}) {
				return
			}
			rest = rest[n:]
		}
	})
	if err != nil {
		return err
	}
	return b.file.SetSheetVisible(carried, false)
}

// Limits of a workbook that is read: of its parts, and of all of them unpacked.
const (
	maxParts    = 2_000
	maxUnpacked = 256 << 20
)

// fromXLSX finds the document that XLSX wrote.
func fromXLSX(file []byte) ([]byte, error) {
	missing := none("This workbook does not hold a summary, or not all of it.")
	parts, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil || len(parts.File) > maxParts {
		return nil, missing
	}
	var size uint64
	for _, part := range parts.File { // the reader of a part refuses more than its header says
		if size += part.UncompressedSize64; part.UncompressedSize64 > maxUnpacked || size > maxUnpacked {
			return nil, none("This workbook is too large to be a summary.")
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked / 16})
	if err != nil {
		return nil, missing
	}
	defer f.Close() // removes what it unpacked to the disk
	rows, err := f.Rows(carried)
	if err != nil {
		return nil, missing
	}
	defer rows.Close()
	var encoded strings.Builder
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return nil, missing
		}
		if len(cells) > 0 {
			if text, ok := strings.CutPrefix(cells[0], "base64:"); ok {
				encoded.WriteString(text)
			}
		}
	}
	decoded, err := base64.StdEncoding.DecodeString(encoded.String())
	if err != nil || len(decoded) == 0 || rows.Error() != nil {
		return nil, missing
	}
	return decoded, nil
}
