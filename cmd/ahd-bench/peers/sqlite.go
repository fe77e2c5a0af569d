package peers

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"

	_ "github.com/mattn/go-sqlite3" // the driver

	"ahd.example/ahd/cmd/ahd-bench/bench"
)

// openSQLite opens a table with an audit row for each change, as many programs keep one:
// those that wait are one transaction, synced whole.
func openSQLite(ctx context.Context, dir string, body []byte, _ int) (*side, error) {
	place := (&url.URL{Path: filepath.Join(dir, "audit.db")}).EscapedPath()
	db, err := sql.Open("sqlite3", "file:"+place+"?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	w := &auditor{db: db, body: string(body)}
	if err := w.prepare(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	g := newGroup(w.write)
	return &side{
		note:   "a row for each commitment and an audit row with the body for each change, those that wait in one transaction; WAL, synchronous FULL",
		record: g.record,
		close: func() error {
			g.close()
			return errors.Join(w.audit.Close(), w.item.Close(), db.Close())
		},
	}, nil
}

// auditor writes groups.
type auditor struct {
	db          *sql.DB
	audit, item *sql.Stmt
	body        string
}

func (w *auditor) prepare(ctx context.Context) (err error) {
	if _, err = w.db.ExecContext(ctx, `
CREATE TABLE item (id TEXT PRIMARY KEY, state TEXT NOT NULL, version INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
CREATE TABLE audit (id INTEGER PRIMARY KEY, item TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX audit_item ON audit (item);`); err != nil {
		return err
	}
	if w.audit, err = w.db.PrepareContext(ctx, `INSERT INTO audit (item, body) VALUES (?, ?)`); err != nil {
		return err
	}
	w.item, err = w.db.PrepareContext(ctx, `INSERT INTO item VALUES (?, 'in_progress', 1, ?)
		ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = version + 1, last = excluded.last`)
	return err
}

func (w *auditor) write(all []asked) error {
	tx, err := w.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit there is nothing to roll back
	audit, item := tx.Stmt(w.audit), tx.Stmt(w.item)
	for _, one := range all {
		id := bench.CommitmentOf(one.client, one.turn)
		result, err := audit.Exec(id, w.body)
		if err != nil {
			return err
		}
		last, err := result.LastInsertId()
		if err != nil {
			return err
		}
		if _, err := item.Exec(id, last); err != nil {
			return err
		}
	}
	return tx.Commit()
}
