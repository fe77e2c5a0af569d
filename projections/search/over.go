package search

import (
	"context"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/search/spelling"
)

// Shadow lays beside the table the rows whose last narrative on a day was another than
// it is now. told is a query for the last narratives of that day: docid, and the id of
// the text, "" where there was none or it was erased.
func Shadow(ctx context.Context, tx *book.Tx, texts Texts, told string) error {
	if err := tx.Exec(`CREATE VIRTUAL TABLE typed.search_on USING fts4 (said, narrative, tokenize=unicode61 "remove_diacritics=0")`); err != nil {
		return err
	}
	var list string
	_, err := tx.Row(`SELECT json_group_object(t.docid, t.narrative) FROM (`+told+`) AS t
		LEFT JOIN main.search_narratives AS n ON n.docid = t.docid WHERE coalesce(n.text, '') <> t.narrative`, nil, []any{&list})
	if err != nil {
		return err
	}
	var others map[int64]string
	if err := book.ReadStated(list, &others); err != nil {
		return err
	}
	for docid, id := range others {
		narrative := ""
		if id != "" {
			if narrative, _, err = texts.Read(ctx, id); err != nil {
				return err
			}
		}
		if err := tx.Exec(`INSERT INTO typed.search_on (docid, said, narrative) SELECT docid, said, ? FROM main.search WHERE docid = ?`, spelling.Fold(narrative), docid); err != nil {
			return err
		}
	}
	return nil
}
