package node_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/importing/example"
)

func open(t *testing.T, dir string) *node.Node {
	t.Helper()
	n, err := node.Open(context.Background(), node.Options{
		Dir: dir, Name: "ahd", Now: time.Now, Messages: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	return n
}

func sources(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	register, err := importing.Read(example.Register())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range register.Files() {
		file, err := example.Sources().Open(name)
		if err != nil {
			t.Fatal(err)
		}
		info, _ := file.Stat()
		content := make([]byte, info.Size())
		file.Read(content)
		files[name] = content
	}
	return files
}

func TestAnImportSurvivesARestartAndALostBook(t *testing.T) {
	dir := t.TempDir()
	n := open(t, dir)
	who := rule.ByLocal("coordinator")
	started := time.Now()
	imp, err := importing.Prepare(example.Register(), sources(t), n.Key.Origin, who)
	if err != nil {
		t.Fatal(err)
	}
	result, err := imp.Run(context.Background(), n.Recorder, n.Files, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v in %s", result, time.Since(started))
	last := n.Ledger.Size()
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "book")); err != nil {
		t.Fatal(err)
	}
	n = open(t, dir)
	if got := n.Book.Checkpoint().Sequence; got != last {
		t.Errorf("book at %d, ledger at %d", got, last)
	}
	again, err := imp.Run(context.Background(), n.Recorder, n.Files, func(int, int) {})
	if err != nil || again.New != (importing.Counts{}) || again.Known != result.New || n.Ledger.Size() != last {
		t.Errorf("%+v %v", again, err)
	}
}

// A folder closed as soon as it was opened closes at once, again and again.
func TestClosingRightAfterOpening(t *testing.T) {
	dir := t.TempDir()
	for range 20 {
		if err := open(t, dir).Close(); err != nil {
			t.Fatal(err)
		}
	}
}
