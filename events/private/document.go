package private

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// ErrOther is returned where another document is kept under the same id.
var ErrOther = errors.New("another document is kept under this id")

// Document is what is known of a piece of evidence and is not in its event. It is
// a file or a link.
type Document struct {
	Evidence  string    // a random id, a UUID
	Salt      []byte    // 32 bytes; none where the hash is public
	Hash      string    // see Hash
	File      string    // the name of the file in files/; "" for a link
	URL       string    // "" for a file
	Name      string    // as its uploader called it
	MediaType string    // "" for a link
	Bytes     int64     // how many
	Uploader  string    // a person
	Recorded  time.Time // when it was put here, UTC
}

// NewSalt returns 32 random bytes.
func NewSalt() []byte {
	salt := make([]byte, 32)
	rand.Read(salt)
	return salt
}

// Hash is the hexadecimal SHA-256 of the salt followed by the bytes of the file
// or of the address.
func Hash(salt, content []byte) string {
	sum := sha256.New()
	sum.Write(salt)
	sum.Write(content)
	return hex.EncodeToString(sum.Sum(nil))
}

// Put keeps a document before its event is recorded; when it returns, it is on
// disk. The same document again keeps the time of the first; another one under
// the same id is ErrOther.
func (s *Store) Put(ctx context.Context, d Document) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO documents (`+columns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (evidence) DO NOTHING`,
		d.Evidence, append([]byte{}, d.Salt...), d.Hash, d.File, d.URL, d.Name, d.MediaType, d.Bytes, d.Uploader,
		d.Recorded.UTC().Format(time.RFC3339Nano))
	if err != nil {
		return fmt.Errorf("the document could not be kept: %w", err)
	}
	kept, found, err := s.Find(ctx, d.Evidence)
	if err != nil {
		return err
	}
	if !found || !same(kept, d) {
		return ErrOther
	}
	return nil
}

func same(a, b Document) bool {
	return bytes.Equal(a.Salt, b.Salt) && a.Hash == b.Hash && a.File == b.File && a.URL == b.URL &&
		a.Name == b.Name && a.MediaType == b.MediaType && a.Bytes == b.Bytes && a.Uploader == b.Uploader
}

const columns = `evidence, salt, hash, file, url, name, media_type, bytes, uploader, recorded`

// Find returns the document of a piece of evidence; false where there is none, or
// none any more.
func (s *Store) Find(ctx context.Context, evidence string) (Document, bool, error) {
	d, err := read(s.db.QueryRowContext(ctx, `SELECT `+columns+` FROM documents WHERE evidence = ?`, evidence))
	if errors.Is(err, sql.ErrNoRows) {
		return Document{}, false, nil
	}
	if err != nil {
		return Document{}, false, fmt.Errorf("the documents cannot be read: %w", err)
	}
	return d, true, nil
}

func read(row interface{ Scan(...any) error }) (d Document, err error) {
	var recorded string
	err = row.Scan(&d.Evidence, &d.Salt, &d.Hash, &d.File, &d.URL, &d.Name, &d.MediaType, &d.Bytes, &d.Uploader, &recorded)
	if err != nil {
		return Document{}, err
	}
	d.Recorded, err = time.Parse(time.RFC3339Nano, recorded)
	return d, err
}

// Names says whether any document but the one given still names a file: two people
// may have brought the same one. Whoever forgets a document asks, and removes the
// file before, because nothing leads to it afterwards.
func (s *Store) Names(ctx context.Context, file, but string) (named bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM documents WHERE file = ? AND file <> '' AND evidence <> ?)`, file, but).Scan(&named)
	if err != nil {
		return false, fmt.Errorf("the documents cannot be read: %w", err)
	}
	return named, nil
}
