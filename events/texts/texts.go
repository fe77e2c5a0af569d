// Package texts answers: what did people type, and may it still be read?
//
// Events spread to bundles, followers and cosigned roots and can never be
// edited, so they hold only a salted hash of typed text. The words and the salt
// are here, where they can be erased. This store is authoritative: nothing can
// rebuild it.
package texts

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"

	_ "github.com/mattn/go-sqlite3" // the driver

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/durable"
)

const schema = `
CREATE TABLE IF NOT EXISTS texts (
	command TEXT NOT NULL, -- its id
	field   TEXT NOT NULL,
	salt    BLOB NOT NULL, -- 32 bytes
	words   TEXT NOT NULL,
	hash    BLOB NOT NULL, -- SHA-256 of salt and words, so that a letter that changes on the disk is noticed
	PRIMARY KEY (command, field)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 2;`

// Store is the file texts.db. It is safe for concurrent use.
type Store struct {
	db     *sql.DB // the one connection that writes
	reader *sql.DB // the book, pages and commands read while it does
	queue  queue
}

// readers is how many can read at once; more wait their turn.
const readers = 4

// Open opens or makes the store at path. Every write is on disk before it is
// answered, and what is deleted is overwritten.
func Open(path string) (*Store, error) {
	if err := durable.Own(path); err != nil {
		return nil, fmt.Errorf("the store of typed texts cannot be made or is not ours: %w", err)
	}
	db, err := connect(path, 1, url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_secure_delete": {"on"}, "_txlock": {"immediate"},
	})
	if err != nil {
		return nil, err
	}
	if err := prepare(db); err != nil {
		return nil, errors.Join(fmt.Errorf("the store of typed texts cannot be opened: %w", err), db.Close())
	}
	reader, err := connect(path, readers, url.Values{"mode": {"ro"}, "_query_only": {"on"}})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Store{db: db, reader: reader}, nil
}

func connect(path string, limit int, settings url.Values) (*sql.DB, error) {
	settings.Set("_busy_timeout", "5000")
	settings.Set("_stmt_cache_size", "16")
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+settings.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(limit)
	db.SetMaxIdleConns(limit)
	return db, nil
}

// Any reports whether any words are kept.
func (s *Store) Any(ctx context.Context) (any bool, err error) {
	if err = s.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM texts)`).Scan(&any); err != nil {
		err = fmt.Errorf("the typed texts cannot be read: %w", err)
	}
	return any, err
}

// Close closes the file.
func (s *Store) Close() error { return errors.Join(s.reader.Close(), s.db.Close()) }

// ID is the id of what a command says in one of its fields.
func ID(command, field string) string { return command + "/" + field }

// Put keeps words for a field of a command before its event is recorded, and
// returns what the event will hold. Words that an earlier attempt of the same
// command kept are replaced; if they are the same words, so is the answer.
func (s *Store) Put(ctx context.Context, command, field, words string) (events.Text, error) {
	id := ID(command, field)
	salt := make([]byte, 32)
	rand.Read(salt)
	first := &text{command: command, field: field, salt: salt, words: words}
	err := s.queue.write(s.db, first)
	if err == nil && first.known { // an earlier attempt kept some: seldom, so it is not looked for before
		if kept, err := s.Match(ctx, id, words); err != nil || kept.Same {
			return events.Text{ID: id, Hash: kept.Hash}, err
		}
		err = s.queue.write(s.db, &text{command: command, field: field, salt: salt, words: words, replaces: true})
	}
	if err != nil {
		return events.Text{}, fmt.Errorf("the typed text could not be kept: %w", err)
	}
	return events.Text{ID: id, Hash: Hash(salt, words)}, nil
}

// Hash is the base64 SHA-256 of the salt followed by the words in UTF-8.
func Hash(salt []byte, words string) string {
	sum := sumOf(salt, words)
	return base64.StdEncoding.EncodeToString(sum[:])
}

func sumOf(salt []byte, words string) [sha256.Size]byte {
	return sha256.Sum256(append(append([]byte(nil), salt...), words...))
}

// Kept says how words compare with what is kept under an id.
type Kept struct {
	Known bool   // something is kept: it was neither erased nor never said
	Same  bool   // and it is these words
	Hash  string // the hash of the words given, under the salt kept
}

// Match compares words with what is kept under id. It returns ErrDamaged.
func (s *Store) Match(ctx context.Context, id, words string) (Kept, error) {
	salt, kept, found, err := s.find(ctx, id)
	if err != nil || !found {
		return Kept{}, err
	}
	return Kept{Known: true, Same: kept == words, Hash: Hash(salt, words)}, nil
}

// Read returns the words kept under id; false where they were erased. It returns
// ErrDamaged.
func (s *Store) Read(ctx context.Context, id string) (string, bool, error) {
	_, words, found, err := s.find(ctx, id)
	return words, found, err
}

// find reads a text and sees whether it is still what was put there.
func (s *Store) find(ctx context.Context, id string) (salt []byte, words string, found bool, err error) {
	var hash []byte
	command, field, _ := strings.Cut(id, "/")
	err = s.reader.QueryRowContext(ctx, `SELECT salt, words, hash FROM texts WHERE command = ? AND field = ?`, command, field).Scan(&salt, &words, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, "", false, nil
	}
	if err != nil {
		return nil, "", false, fmt.Errorf("the typed texts cannot be read: %w", err)
	}
	if sum := sumOf(salt, words); !bytes.Equal(sum[:], hash) {
		return nil, "", false, ErrDamaged
	}
	return salt, words, true, nil
}

// Erase deletes texts and their salts, and returns when no byte of them is in the
// file or its log any more. One that is not there is erased already.
func (s *Store) Erase(ctx context.Context, ids ...string) error {
	for _, id := range ids {
		command, field, _ := strings.Cut(id, "/")
		if _, err := s.db.ExecContext(ctx, `DELETE FROM texts WHERE command = ? AND field = ?`, command, field); err != nil {
			return fmt.Errorf("the text could not be erased: %w", err)
		}
	}
	return s.flush(ctx)
}

// flush leaves nothing of what was deleted. When SQLite splits a page it can leave
// copies of rows behind that no later DELETE overwrites, so the file is written
// anew, by way of memory and not of a temporary file; then the write-ahead log is
// emptied.
func (s *Store) flush(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, `PRAGMA temp_store = MEMORY; VACUUM`); err != nil {
		return fmt.Errorf("the text could not be erased for good: %w", err)
	}
	var busy, written, moved int
	err := s.db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &written, &moved)
	if err == nil && busy != 0 {
		err = errors.New("somebody was reading")
	}
	if err != nil {
		return fmt.Errorf("the text could not be erased for good: %w", err)
	}
	return nil
}

// Sweep deletes the texts of commands that were never recorded, and returns how
// many there were. Its caller makes sure that no command is under way.
func (s *Store) Sweep(ctx context.Context, recorded func(command string) (bool, error)) (int, error) {
	commands, err := s.commands(ctx)
	if err != nil {
		return 0, err
	}
	swept := 0
	for _, command := range commands {
		if known, err := recorded(command); err != nil || known {
			if err != nil {
				return swept, err
			}
			continue
		}
		if _, err := s.db.ExecContext(ctx, `DELETE FROM texts WHERE command = ?`, command); err != nil {
			return swept, fmt.Errorf("an unrecorded text could not be deleted: %w", err)
		}
		swept++
	}
	return swept, nil
}

func (s *Store) commands(ctx context.Context) (commands []string, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT DISTINCT command FROM texts ORDER BY command`)
	if err != nil {
		return nil, fmt.Errorf("the typed texts cannot be read: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var command string
		if err := rows.Scan(&command); err != nil {
			return nil, err
		}
		commands = append(commands, command)
	}
	return commands, rows.Err()
}
