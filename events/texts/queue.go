package texts

import (
	"database/sql"
	"errors"
	"sync"
)

// queue writes what arrives while an earlier write is being synced together, with
// one sync: each of many people at the same time then waits for two at most. What
// waits is bounded by the commands under way.
type queue struct {
	mu      sync.Mutex // guards waiting
	waiting []*text
	writing sync.Mutex // held by whoever writes for all who wait
}

// text is one text to be kept, and what became of it.
type text struct {
	command, field string
	salt           []byte
	words          string
	replaces       bool // what is there under its id; otherwise that stays

	written bool // tried; guarded by queue.writing
	known   bool // something was there and stays
	err     error
}

// write returns when t is on disk, or why it is not. Whoever comes first writes
// what all others have brought until then.
func (q *queue) write(db *sql.DB, t *text) error {
	q.mu.Lock()
	q.waiting = append(q.waiting, t)
	q.mu.Unlock()

	q.writing.Lock()
	defer q.writing.Unlock()
	if t.written {
		return t.err
	}
	q.mu.Lock()
	group := q.waiting
	q.waiting = nil
	q.mu.Unlock()
	err := keep(db, group)
	for _, each := range group {
		each.written, each.err = true, err
	}
	return err
}

const (
	insert  = `INSERT INTO texts (command, field, salt, words, hash) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO `
	nothing = `NOTHING`
	replace = `UPDATE SET salt = excluded.salt, words = excluded.words, hash = excluded.hash`
)

// keep writes a group in one transaction: all of it or nothing.
func keep(db *sql.DB, group []*text) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	for _, t := range group {
		sum := sumOf(t.salt, t.words)
		query := insert + nothing
		if t.replaces {
			query = insert + replace
		}
		done, err := tx.Exec(query, t.command, t.field, t.salt, t.words, sum[:])
		if err == nil {
			var rows int64
			rows, err = done.RowsAffected()
			t.known = rows == 0
		}
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}
