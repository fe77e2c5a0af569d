// Package documents answers: which documents were deposited as evidence, and who
// may see them?
package documents

import (
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
)

// Schema makes the table.
const Schema = `
CREATE TABLE documents (
	evidence   TEXT PRIMARY KEY, -- a random id
	commitment TEXT NOT NULL,
	id         TEXT NOT NULL,    -- of the event
	sequence   INTEGER NOT NULL,
	kind       TEXT NOT NULL,
	visibility TEXT NOT NULL,    -- public, restricted
	hash       TEXT NOT NULL,    -- public: of the bytes; restricted: salted
	media_type TEXT
) STRICT, WITHOUT ROWID;`

// Apply adds what is deposited, and drops what is erased. The first of two under
// one id counts.
func Apply(tx *book.Tx, c *book.Change) error {
	if d, ok := c.Data.(events.TextErased); ok {
		if command, field, _ := strings.Cut(d.Text, "/"); field == "document" {
			return tx.Exec(`DELETE FROM documents WHERE id = ? AND commitment = ?`, command, c.Stream.ID)
		}
	}
	d, ok := c.Data.(events.EvidenceDeposited)
	if !ok {
		return nil
	}
	return tx.Exec(`INSERT OR IGNORE INTO documents (evidence, commitment, id, sequence, kind, visibility, hash, media_type)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, d.Evidence, c.Stream.ID, c.ID, int64(c.Sequence), d.Kind, d.Visibility, d.Hash, d.MediaType)
}

// Row is one document.
type Row struct {
	Evidence   string  `json:"evidence"`
	Commitment string  `json:"commitment"`
	ID         string  `json:"id"`
	Sequence   uint64  `json:"sequence"`
	Kind       string  `json:"kind"`
	Visibility string  `json:"visibility"`
	Hash       string  `json:"hash"`
	MediaType  *string `json:"media_type"`
}

// Find returns a document by its random id; false if there is none.
func Find(v *book.View, evidence string) (row Row, found bool, err error) {
	found, err = v.Row(`SELECT evidence, commitment, id, sequence, kind, visibility, hash, media_type FROM documents WHERE evidence = ?`,
		[]any{evidence}, []any{&row.Evidence, &row.Commitment, &row.ID, &row.Sequence, &row.Kind, &row.Visibility, &row.Hash, &row.MediaType})
	return row, found, err
}

// Names reports whether a public document, or a source, is the file with a hash.
func Names(v *book.View, hash string) (bool, error) {
	var one int
	return v.Row(`SELECT 1 FROM documents WHERE visibility = 'public' AND hash = ?
		UNION ALL SELECT 1 FROM sources WHERE sha256 = ? LIMIT 1`, []any{hash, hash}, []any{&one})
}
