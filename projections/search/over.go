package search

import (
	"context"

	"ahd/projections/book"
)

// over is the filter for a view of a day: rows that say something else on that day are
// looked for in the table that Shadow lays beside.
const over = `sequence IN (WITH asked(words) AS (SELECT ?)
	SELECT docid FROM asked CROSS JOIN main.search AS s WHERE s.search MATCH asked.words AND s.docid NOT IN (SELECT docid FROM temp.search_on)
	UNION ALL SELECT docid FROM asked CROSS JOIN temp.search_on AS o WHERE o.search_on MATCH asked.words)`

// Shadow lays beside the table the rows whose last narrative on a day was another than
// it is now: ids of texts by docid, "" where there was none or it was erased.
func Shadow(ctx context.Context, tx *book.Tx, texts Texts, narratives map[uint64]string) error {
	if err := tx.Exec(`CREATE VIRTUAL TABLE temp.search_on USING fts4 (said, narrative, tokenize=unicode61 "remove_diacritics=0")`); err != nil {
		return err
	}
	for docid, id := range narratives {
		var now string
		if _, err := tx.Row(`SELECT coalesce((SELECT text FROM main.search_narratives WHERE docid = ?), '')`, []any{int64(docid)}, []any{&now}); err != nil {
			return err
		}
		if now == id {
			continue
		}
		narrative := ""
		if id != "" {
			var err error
			if narrative, _, err = texts.Read(ctx, id); err != nil {
				return err
			}
		}
		if err := tx.Exec(`INSERT INTO temp.search_on (docid, said, narrative) SELECT docid, said, ? FROM main.search WHERE docid = ?`, Fold(narrative), int64(docid)); err != nil {
			return err
		}
	}
	return nil
}
