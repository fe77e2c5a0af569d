package backup_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/services/backup"
)

var now = time.Date(2026, 11, 22, 20, 30, 0, 0, time.UTC)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func openLedger(t *testing.T, dir string, key folder.Key) *ledger.Ledger {
	t.Helper()
	record, err := ledger.Open(filepath.Join(dir, "ledger"), key.Origin, func(body []byte) (time.Time, error) {
		envelope, _, err := events.Scan(body)
		return envelope.Time, err
	})
	must(t, err)
	t.Cleanup(func() { record.Close() })
	return record
}

// register is a data folder with one event, and with a configuration file unless that is
// "".
func register(t *testing.T, config string) *backup.Backups {
	t.Helper()
	dir := t.TempDir()
	key, err := folder.OpenKey(dir, "test")
	must(t, err)
	record := openLedger(t, dir, key)
	opened := events.RegisterOpened{Name: "test", Origin: key.Origin, VerifierKey: key.VerifierKey}
	body, err := events.Encode(events.Event{Data: opened, Envelope: events.Envelope{
		ID: "2b1f3a52-9c4e-5d47-8a51-6c2f0e9d7b34", Source: key.Origin, Type: opened.Type(), Subject: events.Register.Subject(), Time: now,
		Actor: "system", Auth: "local", StreamVersion: 1,
	}})
	must(t, err)
	must(t, record.Append(1, [][]byte{body}))
	words, err := texts.Open(filepath.Join(dir, "texts.db"))
	must(t, err)
	t.Cleanup(func() { words.Close() })
	documents, err := private.Open(filepath.Join(dir, "private.db"))
	must(t, err)
	t.Cleanup(func() { documents.Close() })
	archive, err := files.Open(filepath.Join(dir, "files"))
	must(t, err)
	t.Cleanup(func() { archive.Close() })
	must(t, folder.RaiseFormat(dir))
	if config != "" {
		write(t, dir, folder.ConfigFile, config)
	}
	return backup.Of(backup.Source{Dir: dir, Key: key, Ledger: record, Files: archive, Now: func() time.Time { return now }})
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
}

// config is the configuration file of a folder; "" for none.
func config(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, folder.ConfigFile))
	if !errors.Is(err, os.ErrNotExist) {
		must(t, err)
	}
	return string(text)
}

// written is a backup of a register.
func written(t *testing.T, of *backup.Backups) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "b.tar")
	_, err := of.Write(t.Context(), path)
	must(t, err)
	return path
}

func restore(t *testing.T, path, dir string) error {
	t.Helper()
	var record *ledger.Ledger
	var key folder.Key
	_, err := backup.Restore(t.Context(), path, backup.Target{
		Address: supervision.Address{Dir: dir},
		Hold: func(context.Context) (_ backup.Held, err error) {
			key, err = folder.OpenKey(dir, "ahd")
			return backup.Held{Origin: key.Origin, Address: supervision.Address{Dir: dir}}, err
		},
		Ledger: func(context.Context) (*ledger.Ledger, error) {
			record = openLedger(t, dir, key)
			return record, nil
		},
		Close: func() error {
			if record == nil {
				return nil
			}
			return record.Close()
		},
	}, func(uint64, uint64) {})
	return err
}

const said, stands = "LISTEN=127.0.0.1:8080\n", "LISTEN=127.0.0.1:9090\n"

// The configuration file of a data folder comes back with a backup, where none stands.
func TestTheConfigurationFileIsInTheBackup(t *testing.T) {
	for name, c := range map[string]struct{ backedUp, before, after string }{
		"in the backup": {said, "", said}, "in neither": {"", "", ""},
		"in the folder": {"", stands, stands}, "in both": {said, stands, stands},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if c.before != "" {
				write(t, dir, folder.ConfigFile, c.before)
			}
			must(t, restore(t, written(t, register(t, c.backedUp)), dir))
			if got := config(t, dir); got != c.after {
				t.Errorf("%q, want %q", got, c.after)
			}
			if !folder.Exists(dir) {
				t.Error("there is no register")
			}
		})
	}
}

// What is refused leaves the folder as it was: with its configuration file, or empty.
func TestARefusedBackupLeavesTheConfigurationFile(t *testing.T) {
	path := written(t, register(t, said))
	whole, err := os.ReadFile(path)
	must(t, err)
	cut := filepath.Join(t.TempDir(), "cut.tar")
	must(t, os.WriteFile(cut, whole[:len(whole)-2048], 0o600))
	for _, before := range []string{"", stands} {
		dir := t.TempDir()
		if before != "" {
			write(t, dir, folder.ConfigFile, before)
		}
		if err := restore(t, cut, dir); !errors.Is(err, backup.ErrBackup) {
			t.Errorf("%v", err)
		}
		left, err := os.ReadDir(dir)
		must(t, err)
		if got := config(t, dir); got != before || len(left) > 1 {
			t.Errorf("%q of %q, and %v", got, before, left)
		}
		write(t, dir, "letter", "Something else is here.")
		if err := restore(t, path, dir); !errors.Is(err, backup.ErrBackup) {
			t.Errorf("into a folder with something in it: %v", err)
		}
	}
}

// A file that nobody could read as a configuration is in no backup, which is refused: a
// backup that lacks it would look whole.
func TestAConfigurationFileThatCannotBeReadIsNotPassedOver(t *testing.T) {
	of := register(t, string(slices.Repeat([]byte("#"), folder.LargestConfig+1)))
	path := filepath.Join(t.TempDir(), "b.tar")
	if _, err := of.Write(t.Context(), path); !errors.Is(err, backup.ErrBackup) {
		t.Errorf("%v", err)
	}
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("%v", left)
	}
}
