package projections

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/projections/book"
)

// The folder book/ holds one file "<fingerprint>-<number>.db" and the file
// "current", which names it; beside it stand the snapshots, which go with it. Whoever opens the folder holds the lock of the data
// folder, so what current does not name is nobody's and is removed.

// servedBook is a book's file and who reads it.
type servedBook struct {
	file    *book.File
	path    string
	readers int
	retired bool // another book serves
}

// present is the book that serves now: who reads it, and how far it is.
type present struct {
	dir     string
	record  Record
	options Options
	failed  func(err error) // is told why a reading failed

	mending sync.WaitGroup  // what nobody asked for: rebuilds, and snapshots
	ending  context.Context // ends with Close
	end     func()

	position
	current *servedBook // guarded by mu
}

// Read runs read on one view of the book. A book that is replaced meanwhile
// stays until its last reader is done.
func (p *present) Read(ctx context.Context, read func(*book.View) error) error {
	return p.readNow(func(file *book.File, read func(*book.View) error) error { return file.Read(ctx, read) }, read)
}

// Ask runs ask on what the book holds now, for single rows, at a tenth of what Read costs.
func (p *present) Ask(ask func(*book.Tx) error) error {
	return p.ask((*book.File).Ask, ask)
}

// Look is Ask for a single statement, at half the cost.
func (p *present) Look(ask func(*book.Tx) error) error {
	return p.ask((*book.File).Look, ask)
}

func (p *present) ask(way func(*book.File, func(*book.Tx) error) error, ask func(*book.Tx) error) error {
	s := p.borrow()
	err := way(s.file, ask)
	p.giveBack(s)
	p.failed(err)
	return err
}

func (p *present) readNow(one reader, read func(*book.View) error) error {
	s := p.borrow()
	err := one(s.file, read)
	p.giveBack(s)
	p.failed(err)
	return err
}

// borrow takes the book that serves, for one reader.
func (p *present) borrow() *servedBook {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current.readers++
	return p.current
}

// giveBack ends a reader; the last one of a retired book removes it.
func (p *present) giveBack(s *servedBook) {
	p.mu.Lock()
	s.readers--
	last := s.retired && s.readers == 0
	p.mu.Unlock()
	if last {
		s.remove()
	}
}

// replace lets another book serve.
func (p *present) replace(next *servedBook) {
	p.mu.Lock()
	old := p.current
	p.current = next
	old.retired = true
	unread := old.readers == 0
	p.mu.Unlock()
	if unread {
		old.remove()
	}
}

// remove closes a book that nobody reads any more and deletes it. What cannot be
// deleted now is deleted at the next start.
func (s *servedBook) remove() {
	s.file.Close()
	removeBook(s.path)
}

func removeBook(path string) {
	for _, part := range []string{"", "-wal", "-shm", "-journal"} {
		os.Remove(path + part)
	}
}

// openFolder opens the book that serves, or begins a new one where there is none,
// where its schema is another, where it cannot be opened, or where it has read
// what the record does not hold.
func openFolder(dir string, record Record) (*servedBook, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, cause.Of(errors.New("the folder of the book cannot be made"), err)
	}
	current := readCurrent(dir)
	if strings.HasPrefix(current, fingerprint()+"-") {
		path := filepath.Join(dir, current)
		if file, err := book.Open(path); err == nil {
			if agrees(file, record) {
				return &servedBook{file: file, path: path}, clear(dir, current)
			}
			if err := file.Close(); err != nil {
				return nil, err
			}
		}
	}
	return begin(dir, current)
}

// begin makes an empty book under a name that was not the last one's.
func begin(dir, last string) (*servedBook, error) {
	if err := clear(dir, ""); err != nil {
		return nil, err
	}
	name := following(last)
	path := filepath.Join(dir, name)
	file, err := book.Create(path, schema())
	if err != nil {
		return nil, err
	}
	if err := writeCurrent(dir, name); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &servedBook{file: file, path: path}, nil
}

// following is the name of the book after another: names are not used twice.
func following(last string) string { return fmt.Sprintf("%s-%d.db", fingerprint(), number(last)+1) }

func number(name string) (n uint64) {
	_, after, _ := strings.Cut(name, "-")
	fmt.Sscanf(after, "%d.db", &n)
	return n
}

// clear removes every file but current and the book named keep with the two
// files that SQLite keeps beside it, and the snapshots, which go with that book.
func clear(dir, keep string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return cause.Of(errors.New("the folder of the book cannot be read"), err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if name == "current" || keep != "" && strings.HasPrefix(name, keep) {
			continue
		}
		if _, snapshot := isSnapshot(name); snapshot && keep != "" {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return cause.Of(errors.New("an old book cannot be removed"), err)
		}
	}
	return nil
}

// readCurrent returns "" where nothing usable is named.
func readCurrent(dir string) string {
	name, err := os.ReadFile(filepath.Join(dir, "current"))
	if err != nil || filepath.Base(string(name)) != string(name) {
		return ""
	}
	return string(name)
}

// writeCurrent names the book that serves. If we stop before it is done, the next start
// begins another book.
func writeCurrent(dir, name string) error {
	if err := durable.WriteWhole(filepath.Join(dir, "current"), name, durable.Private); err != nil {
		return cause.Of(errors.New("the book cannot be named"), err)
	}
	return nil
}
