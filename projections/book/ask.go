package book

import (
	"errors"
	"fmt"
	"net/url"

	"github.com/mattn/go-sqlite3"
)

// Ask runs ask on what the book holds at one moment, for single rows. A command asks
// five such questions before anything is recorded: what Read does for pages, which scan
// many rows into many types, would be most of what they cost.
func (f *File) Ask(ask func(*Tx) error) (err error) {
	t, err := f.asker()
	if err != nil {
		return fmt.Errorf("the book cannot be read: %w", err)
	}
	if err := t.Exec(`BEGIN`); err != nil {
		return errors.Join(fmt.Errorf("the book cannot be read: %w", err), t.end())
	}
	defer func() {
		if ended := t.Exec(`COMMIT`); ended != nil { // it is not known what it sees from now on
			err = errors.Join(err, ended, t.end())
			return
		}
		f.giveBack(t)
	}()
	return ask(t)
}

// Look runs a question of one statement, which needs no transaction to be of one moment.
func (f *File) Look(ask func(*Tx) error) error {
	t, err := f.asker()
	if err != nil {
		return fmt.Errorf("the book cannot be read: %w", err)
	}
	defer f.giveBack(t)
	return ask(t)
}

// asker is a connection that asks, with the statements that were prepared on it.
func (f *File) asker() (*Tx, error) {
	select {
	case t := <-f.askers:
		return t, nil
	default:
	}
	connection, err := (&sqlite3.SQLiteDriver{}).Open(place(f.path) + url.Values{"mode": {"ro"}, "_query_only": {"on"}, "_busy_timeout": {"5000"}}.Encode())
	if err != nil {
		return nil, err
	}
	return &Tx{file: &File{statements: map[string]*sqlite3.SQLiteStmt{}}, connection: connection.(*sqlite3.SQLiteConn)}, nil
}

// giveBack keeps a connection for whoever asks next; one too many is closed.
func (f *File) giveBack(t *Tx) {
	select {
	case f.askers <- t:
	default:
		t.end() // it only read
	}
}

// end closes a connection of its own.
func (t *Tx) end() error {
	var errs []error
	for _, statement := range t.file.statements {
		errs = append(errs, statement.Close())
	}
	return errors.Join(append(errs, t.connection.Close())...)
}

// endAskers closes those that nobody uses; nobody asks any more.
func (f *File) endAskers() (errs []error) {
	for {
		select {
		case t := <-f.askers:
			errs = append(errs, t.end())
		default:
			return errs
		}
	}
}
