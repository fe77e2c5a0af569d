// Package search answers: which things speak of these words?
package search

import (
	"context"
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/search/spelling"
)

// Schema makes the tables. Words are folded by us, on both sides, so the
// tokenizer has nothing to do but to split them.
//
// A search index does not forget what it no longer shows: words that were replaced
// stay in its pages. Whoever erases a text makes the book anew.
const Schema = `
CREATE TABLE search_narratives (
	docid INTEGER PRIMARY KEY, -- of the row in search
	text  TEXT NOT NULL,       -- the id of its last narrative
	waits INTEGER NOT NULL     -- 1 until the row shows it
) STRICT;
CREATE INDEX search_waiting ON search_narratives (docid) WHERE waits = 1;
CREATE VIRTUAL TABLE search USING fts4 ( -- docid is the sequence of the event that brought the thing
	said,      -- what was stated, folded
	narrative, -- the last one, folded; '' where there is none or it was erased
	tokenize=unicode61 "remove_diacritics=0"
);`

// Waiting follows everything that says something. Of several narratives in one
// batch only the last waits for Refresh. It belongs to one writer.
type Waiting struct {
	texts map[string]string // subject → id of its last narrative, until the batch is flushed
}

// Apply follows one event.
func (w *Waiting) Apply(tx *book.Tx, c *book.Change) error {
	switch d := c.Data.(type) {
	case events.ProgressReported:
		if d.Narrative == nil { // the words of the report before it remain the last
			return nil
		}
		if w.texts == nil {
			w.texts = map[string]string{}
		}
		w.texts[c.Subject] = d.Narrative.ID
		return nil
	case events.TextErased:
		return w.erase(tx, c, d.Text)
	case events.CommitmentCorrected, events.CommitmentCorroborated, events.CommitmentWorded:
		return restate(tx, c)
	}
	said, brings := statement(c.Data)
	if _, parted := c.Data.(events.ConveningParted); parted && c.First != c.Sequence { // it was registered before
		return nil
	}
	if !brings {
		return learn(tx, c)
	}
	return tx.Exec(`INSERT INTO search (docid, said, narrative) VALUES (?, ?, '')`, int64(c.Sequence), spelling.Fold(said))
}

// erase lets a row no longer show a text, whether it is gone already or not.
func (w *Waiting) erase(tx *book.Tx, c *book.Change, text string) error {
	if w.texts[c.Subject] == text { // the one before it is not the last either
		w.texts[c.Subject] = ""
	}
	for _, statement := range []string{
		`UPDATE search SET narrative = '' WHERE docid IN (SELECT docid FROM search_narratives WHERE docid = ? AND text = ?)`,
		`DELETE FROM search_narratives WHERE docid = ? AND text = ?`,
	} {
		if err := tx.Exec(statement, int64(c.First), text); err != nil {
			return err
		}
	}
	return nil
}

// learn lets what is known already be found by more words: those that it was found
// by before still find it.
func learn(tx *book.Tx, c *book.Change) error {
	docid := int64(c.First)
	if d, ok := c.Data.(events.QuestionAnswered); ok { // many questions have one stream
		if known, err := tx.Row(`SELECT sequence FROM questions WHERE id = ?`, []any{d.Question}, []any{&docid}); err != nil || !known {
			return err
		}
	}
	said := addition(c.Data)
	if said == "" {
		return nil
	}
	return tx.Exec(`UPDATE search SET said = said || ' ' || ? WHERE docid = ?`, spelling.Fold(said), docid)
}

// restate shows what should have been captured. The table of commitments, which an event
// reaches first, knows it.
func restate(tx *book.Tx, c *book.Change) error {
	var stated string
	found, err := tx.Row(`SELECT stated FROM commitments WHERE id = ?`, []any{c.Stream.ID}, []any{&stated})
	if err != nil || !found {
		return err
	}
	var captured events.CommitmentCaptured
	if err := book.ReadStated(stated, &captured); err != nil {
		return err
	}
	said, _ := statement(captured)
	return tx.Exec(`UPDATE search SET said = ? WHERE docid = ?`, spelling.Fold(said), int64(c.First))
}

// Flush lets the last narrative of a commitment wait for Refresh. The first
// event of its stream is the one that brought it.
func (w *Waiting) Flush(tx *book.Tx, s *book.Flushed) error {
	text, said := w.texts[s.Stream.Subject()]
	if !said {
		return nil
	}
	delete(w.texts, s.Stream.Subject())
	if text == "" { // it was erased before it was shown
		if err := tx.Exec(`UPDATE search SET narrative = '' WHERE docid = ?`, int64(s.First)); err != nil {
			return err
		}
		return tx.Exec(`DELETE FROM search_narratives WHERE docid = ?`, int64(s.First))
	}
	return tx.Exec(`INSERT INTO search_narratives (docid, text, waits) VALUES (?, ?, 1)
		ON CONFLICT (docid) DO UPDATE SET text = excluded.text, waits = 1`, int64(s.First), text)
}

// Texts reads what people typed, unless it was erased.
type Texts interface {
	Read(ctx context.Context, id string) (string, bool, error)
}

// Speaks reports whether there may be a narrative for Refresh to show after an event.
func Speaks(payload events.Payload) bool {
	reported, ok := payload.(events.ProgressReported)
	return ok && reported.Narrative != nil
}

// Refresh lets search show the narratives that wait, in the order of their rows:
// out of order each would cost a segment of the index. If it does not come to
// that in one transaction, they wait for the next.
func Refresh(ctx context.Context, tx *book.Tx, texts Texts) error {
	ctx = context.WithoutCancel(ctx) // a batch is short, and ends whole
	for docid, shown := int64(0), false; ; shown = true {
		some, err := waitingAfter(tx, docid)
		switch {
		case err != nil:
			return err
		case len(some) == 0 && !shown:
			return nil
		case len(some) == 0:
			return tx.Exec(`UPDATE search_narratives SET waits = 0 WHERE waits = 1`)
		}
		for _, one := range some {
			narrative, _, err := texts.Read(ctx, one.Text) // "" if it was erased
			if err != nil {
				return fmt.Errorf("search: %v", err) // not %w: if a file is damaged here, it is not the book's
			}
			if err := tx.Exec(`UPDATE search SET narrative = ? WHERE docid = ?`, spelling.Fold(narrative), one.Docid); err != nil {
				return err
			}
		}
		docid = some[len(some)-1].Docid
	}
}

// waiting is a narrative that search does not show yet.
type waiting struct {
	Docid int64
	Text  string // its id
}

// waitingAfter reads the next that wait; none after the last.
func waitingAfter(tx *book.Tx, docid int64) (some []waiting, err error) {
	var list string
	_, err = tx.Row(`SELECT json_group_array(json_object('Docid', docid, 'Text', text))
		FROM (SELECT docid, text FROM search_narratives WHERE waits = 1 AND docid > ? ORDER BY docid LIMIT 256)`, []any{docid}, []any{&list})
	if err != nil {
		return nil, err
	}
	return some, book.ReadStated(list, &some)
}
