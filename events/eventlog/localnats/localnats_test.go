package localnats

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

func start(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// publish makes a stream and puts n messages into it.
func publish(t *testing.T, s *Server, n int) jetstream.Stream {
	t.Helper()
	nc, err := s.Connect()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := js.CreateOrUpdateStream(t.Context(), jetstream.StreamConfig{Name: "S", Subjects: []string{"s"}})
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		if _, err := js.Publish(t.Context(), "s", []byte("kept")); err != nil {
			t.Fatal(err)
		}
	}
	return stream
}

func TestWhatIsKeptComesBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := start(t, dir)
	publish(t, s, 3)
	if err := s.Sync(); err != nil {
		t.Fatal(err)
	}
	if err := s.Health(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s.Close()
	info, err := publish(t, start(t, dir), 0).Info(context.Background())
	if err != nil || info.State.LastSeq != 3 {
		t.Fatalf("%+v, %v", info, err)
	}
}

// The server syncs by itself what holds events, and not each event: the ledger is what an
// answer stands on.
func TestTheServerSyncsEachSecond(t *testing.T) {
	s := start(t, t.TempDir())
	if config := s.nats.JetStreamConfig(); config.SyncAlways || config.SyncInterval != time.Second || config.StoreDir != s.store() {
		t.Errorf("%+v", config)
	}
}

func TestTheFolderIsItsOwnersOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := start(t, dir)
	for _, path := range []string{dir, s.store()} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	}
}

func TestNothingListens(t *testing.T) {
	s := start(t, t.TempDir())
	publish(t, s, 1)
	if address := s.nats.Addr(); address != nil {
		t.Errorf("the server listens on %s", address)
	}
	own := ownSockets(t)
	for _, table := range []string{"/proc/self/net/tcp", "/proc/self/net/tcp6"} {
		lines, err := os.ReadFile(table)
		if err != nil {
			t.Skip("this system does not list its listeners")
		}
		for line := range strings.Lines(string(lines)) {
			fields := strings.Fields(line)
			if len(fields) > 9 && fields[3] == "0A" && own[fields[9]] {
				t.Errorf("this process listens: %s", line)
			}
		}
	}
}

// ownSockets are the inodes of this process's sockets.
func ownSockets(t *testing.T) map[string]bool {
	descriptors, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("this system does not list its sockets")
	}
	inodes := map[string]bool{}
	for _, d := range descriptors {
		target, _ := os.Readlink(filepath.Join("/proc/self/fd", d.Name()))
		if inode, found := strings.CutPrefix(target, "socket:["); found {
			inodes[strings.TrimSuffix(inode, "]")] = true
		}
	}
	return inodes
}

func TestTwoServersCannotShareAFolder(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir)
	second, err := Start(dir)
	if !errors.Is(err, ErrInUse) || second != nil {
		t.Fatalf("%v, %v", second, err)
	}
	first.Close()
	start(t, dir)
}

// What cannot be brought back is an error without paths, never a panic, an end
// of the process, or an empty log over the old one.
func TestAFolderThatIsNoneOfOursIsRefused(t *testing.T) {
	streams := func(dir string) string { return filepath.Join(dir, "jetstream", "$G", "streams", "S") }
	cases := []struct {
		name  string
		spoil func(dir string) error
		want  error
	}{
		{"a file in its place", func(dir string) error {
			return errors.Join(os.RemoveAll(dir), os.WriteFile(dir, nil, 0o600))
		}, nil},
		{"a file in the store's place", func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "jetstream")),
				os.WriteFile(filepath.Join(dir, "jetstream"), nil, 0o600))
		}, nil},
		{"a stream without its description", func(dir string) error {
			return os.Remove(filepath.Join(streams(dir), "meta.inf"))
		}, ErrDamaged},
		{"a description that was changed", func(dir string) error {
			return os.WriteFile(filepath.Join(streams(dir), "meta.inf"), []byte(`{"name":"S"}`), 0o600)
		}, ErrDamaged},
		{"a description without its sum", func(dir string) error {
			return os.Remove(filepath.Join(streams(dir), "meta.sum"))
		}, ErrDamaged},
		{"a folder of another program", func(dir string) error {
			return os.MkdirAll(filepath.Join(dir, "jetstream", "photographs"), 0o700)
		}, ErrDamaged},
		{"a stream folder that is a file", func(dir string) error {
			return errors.Join(os.RemoveAll(streams(dir)), os.WriteFile(streams(dir), []byte("?"), 0o600))
		}, ErrDamaged},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			s := start(t, dir)
			publish(t, s, 2)
			s.Close()
			if err := c.spoil(dir); err != nil {
				t.Fatal(err)
			}
			s, err := Start(dir)
			if err == nil {
				s.Close()
				t.Fatal("it was taken")
			}
			if c.want != nil && !errors.Is(err, c.want) {
				t.Error(err)
			}
			if strings.Contains(err.Error(), dir) {
				t.Errorf("it speaks of a path: %v", err)
			}
			t.Log(err)
		})
	}
}

// A start that is killed while it makes the stream must not bar the next one.
func TestAStreamThatWasHalfMadeIsMadeAgain(t *testing.T) {
	for _, left := range [][]string{{"msgs"}, {"msgs", "obs", "meta.inf"}} {
		dir := t.TempDir()
		stream := filepath.Join(dir, "jetstream", "$G", "streams", "S")
		for _, name := range left {
			err := os.MkdirAll(filepath.Join(stream, name), 0o700)
			if name == "meta.inf" {
				err = errors.Join(os.Remove(filepath.Join(stream, name)), os.WriteFile(filepath.Join(stream, name), []byte("{"), 0o600))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		publish(t, start(t, dir), 1)
	}
}

func TestAFailedStartIsHeard(t *testing.T) {
	heard := &listener{}
	heard.Noticef("starting")
	heard.Fatalf("first: %d", 1)
	heard.Fatalf("second")
	if got := fmt.Sprint(heard.failure()); !strings.HasSuffix(got, "first: 1") {
		t.Error(got)
	}
}
