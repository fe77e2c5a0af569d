// Package search answers: which things speak of these words?
package search

import (
	"context"
	"fmt"

	"ahd/events"
	"ahd/projections/book"
)

// Schema makes the tables. Words are folded by us, on both sides, so the
// tokenizer has nothing to do but to split them.
//
// A search index does not forget at once what it no longer shows: a word that was
// replaced stays in its segments until they are merged. Whoever erases a text has
// to merge them ('optimize') before the words are gone from the file.
const Schema = `
CREATE TABLE search_waiting (
	docid INTEGER PRIMARY KEY, -- of the row that does not show its last narrative yet
	text  TEXT NOT NULL        -- the id of the words of that
) STRICT;
CREATE VIRTUAL TABLE search USING fts4 ( -- docid is the sequence of the event that brought the thing
	said,      -- what was stated, folded
	narrative, -- the last one, folded; '' where there is none or it was erased
	tokenize=unicode61 "remove_diacritics=0"
);`

// Waiting follows everything that says something. Of several narratives in one
// batch only the last waits for Refresh. It belongs to one writer.
type Waiting struct {
	texts map[string]string // subject → id of its last narrative, until the batch settles
}

// Apply follows one event.
func (w *Waiting) Apply(tx *book.Tx, c *book.Change) error {
	if d, ok := c.Data.(events.ProgressReported); ok {
		if d.Narrative == nil { // the words of the report before it remain the last
			return nil
		}
		if w.texts == nil {
			w.texts = map[string]string{}
		}
		w.texts[c.Subject] = d.Narrative.ID
		return nil
	}
	said, brings := statement(c.Data)
	if !brings {
		return nil
	}
	return tx.Exec(`INSERT INTO search (docid, said, narrative) VALUES (?, ?, '')`, int64(c.Sequence), Fold(said))
}

// Settle lets the last narrative of a commitment wait for Refresh. The first
// event of its stream is the one that brought it.
func (w *Waiting) Settle(tx *book.Tx, s *book.Settled) error {
	text, said := w.texts[s.Stream.Subject()]
	if !said {
		return nil
	}
	delete(w.texts, s.Stream.Subject())
	return tx.Exec(`INSERT INTO search_waiting (docid, text) VALUES (?, ?)
		ON CONFLICT (docid) DO UPDATE SET text = excluded.text`, int64(s.First), text)
}

// Texts reads what people typed, unless it was erased.
type Texts interface {
	Read(ctx context.Context, id string) (string, bool, error)
}

// Refresh lets search show the narratives that wait, in the order of their rows:
// out of order each would cost a segment of the index. If it does not come to
// that in one transaction, they wait for the next.
func Refresh(ctx context.Context, tx *book.Tx, texts Texts) error {
	ctx = context.WithoutCancel(ctx) // a batch is short, and ends whole
	docid, shown := int64(0), false
	for {
		var id string
		waits, err := tx.Row(`SELECT docid, text FROM search_waiting WHERE docid > ? ORDER BY docid LIMIT 1`, []any{docid}, []any{&docid, &id})
		if err != nil {
			return err
		}
		if !waits {
			break
		}
		narrative, _, err := texts.Read(ctx, id) // "" if it was erased
		if err != nil {
			return fmt.Errorf("search: %v", err) // not %w: if a file is damaged here, it is not the book's
		}
		if err := tx.Exec(`UPDATE search SET narrative = ? WHERE docid = ?`, Fold(narrative), docid); err != nil {
			return err
		}
		shown = true
	}
	if !shown {
		return nil
	}
	return tx.Exec(`DELETE FROM search_waiting`)
}
