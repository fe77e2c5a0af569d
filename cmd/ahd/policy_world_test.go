package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
)

// vouching is a register with partners, as it lies in a folder, in bundles, and behind an
// address.
type vouching struct {
	dir, honest          string // the data folder, and a copy of its ledger as it was
	size                 int
	key, foreign         string
	signer               note.Signer
	one, other, stranger witness.Key
	tree                 *ledger.Ledger
	url, verifier        string
	bundles              map[string]string // from what to its file
}

func newVouching(t *testing.T) *vouching {
	t.Helper()
	w := &vouching{dir: imported(t), honest: filepath.Join(t.TempDir(), "honest"), verifier: filepath.Join(t.TempDir(), "ahd-verify")}
	key, err := folder.OpenKey(w.dir, "ahd")
	must(t, err)
	w.key, w.signer = key.VerifierKey, key.Signer
	must(t, os.CopyFS(w.honest, os.DirFS(filepath.Join(w.dir, "ledger"))))
	w.tree, err = ledger.Open(filepath.Join(w.dir, "ledger"), key.Origin, func(body []byte) (time.Time, error) {
		e, _, err := events.Scan(body)
		return e.Time, err
	})
	must(t, err)
	t.Cleanup(func() { w.tree.Close() })
	w.size = int(w.tree.Size())
	for _, of := range []struct {
		key  *witness.Key
		name string
	}{{&w.one, "one.example/w"}, {&w.other, "other.example/w"}, {&w.stranger, "stranger.example/w"}} {
		*of.key, err = witness.NewKey(of.name)
		must(t, err)
	}
	foreign, err := folder.OpenKey(t.TempDir(), "best")
	must(t, err)
	w.foreign = foreign.VerifierKey
	if said, err := exec.Command("go", "build", "-o", w.verifier, "ahd.example/ahd/cmd/ahd-verify").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	server := httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// two is a policy that asks for both witnesses, nobody one that asks for none.
func (w *vouching) two() string    { return w.named() + "group both all one two\nquorum both\n" }
func (w *vouching) nobody() string { return w.named() + "quorum none\n" }

func (w *vouching) named() string {
	return fmt.Sprintf("log %s\nwitness one %s\nwitness two %s\n", w.key, w.one.Verifier, w.other.Verifier)
}

// signed is the checkpoint of the first events.
func (w *vouching) signed(size int) []byte {
	root, err := w.tree.RootAt(uint64(size))
	if err != nil {
		panic(err)
	}
	return w.sign(size, root)
}

func (w *vouching) sign(size int, root events.Hash) []byte {
	signed, err := ledger.Sign(ledger.Checkpoint{Origin: w.tree.Origin(), Size: uint64(size), Root: root}, w.signer)
	if err != nil {
		panic(err)
	}
	return signed
}

func (w *vouching) line(by witness.Key, size int) string {
	text, _, _ := bytes.Cut(w.signed(size), []byte("\n\n"))
	line, err := by.Cosign(string(text) + "\n")
	if err != nil {
		panic(err)
	}
	return line
}

func (w *vouching) lines(size int, by ...witness.Key) (lines []string) {
	for _, k := range by {
		lines = append(lines, w.line(k, size))
	}
	return lines
}

// lay puts the record as a situation has it: the checkpoints that are kept, of which the
// largest is the one that the register's own policy counts, and bundles of it all.
func (w *vouching) lay(t *testing.T, s situation) {
	t.Helper()
	place := filepath.Join(w.dir, "ledger")
	must(t, os.RemoveAll(place))
	must(t, os.CopyFS(place, os.DirFS(w.honest)))
	must(t, os.MkdirAll(filepath.Join(place, "checkpoints"), 0o700))
	kept := map[int][]string{}
	if s.kept != nil {
		kept = s.kept(w)
	}
	largest := 0
	for size, lines := range kept {
		w.keep(t, size, w.signed(size), lines)
		largest = max(largest, size)
	}
	if largest > 0 {
		w.witnessed(t, largest)
	}
	w.bundles = map[string]string{}
	for from, of := range map[string][]string{"all": {"--all"}, "stream": {"--stream", "commitment/" + item}} {
		w.bundles[from] = filepath.Join(t.TempDir(), from+".tar")
		ok(t, append([]string{"log", "bundle", "-o", w.bundles[from], "--data", w.dir}, of...)...)
	}
	if s.wrong != nil {
		s.wrong(w)
	}
}

func (w *vouching) keep(t *testing.T, size int, signed []byte, lines []string) {
	must(t, os.WriteFile(filepath.Join(w.dir, "ledger", "checkpoints", strconv.Itoa(size)), append(signed, strings.Join(lines, "")...), 0o600))
}

func (w *vouching) witnessed(t *testing.T, size int) {
	text, err := os.ReadFile(filepath.Join(w.dir, "ledger", "checkpoints", strconv.Itoa(size)))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(w.dir, "ledger", "checkpoint.witnessed"), text, 0o600))
}

// alter changes a letter of an event of the commitment, wherever it lies.
func (w *vouching) alter() {
	for _, path := range []string{filepath.Join(w.dir, "ledger", "entries.log"), w.bundles["all"], w.bundles["stream"]} {
		content, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		at := bytes.LastIndex(content, []byte(`"subject":"commitment/`+item+`"`))
		at = bytes.LastIndex(content[:at], []byte(`"source":"urn:ahd:ahd"`))
		content[at+len(`"source":"urn:ahd:ah`)]++
		if err := os.WriteFile(path, content, 0o600); err != nil {
			panic(err)
		}
	}
}

// fork lays a checkpoint of another history, for which both witnesses vouch.
func (w *vouching) fork() {
	signed := w.sign(60, events.LeafHash([]byte("another history")))
	text, _, _ := bytes.Cut(signed, []byte("\n\n"))
	for _, k := range []witness.Key{w.one, w.other} {
		line, err := k.Cosign(string(text) + "\n")
		if err != nil {
			panic(err)
		}
		signed = append(signed, line...)
	}
	if err := os.WriteFile(filepath.Join(w.dir, "ledger", "checkpoints", "60"), signed, 0o600); err != nil {
		panic(err)
	}
	w.bundles = nil // a bundle that contradicts itself is not written
}

// programs are those that can be asked of a situation.
func (w *vouching) programs(t *testing.T, s situation) []string {
	t.Helper()
	names := []string{"ahd-verify --dir", "ahd-verify --url", "ahd log verify", "monitor"}
	if w.bundles != nil {
		names = append(names, "ahd-verify --bundle", "ahd-verify --bundle, one stream")
		if _, err := exec.LookPath("python3"); err == nil || os.Getenv("CI") == "true" {
			names = append(names, "verify.py", "verify.py, one stream")
		}
	}
	return names
}

func (w *vouching) run(t *testing.T, name string, flags ...string) answer {
	t.Helper()
	switch name {
	case "ahd log verify":
		return ahd(t, append([]string{"log", "verify", "--data", w.dir}, flags...)...)
	case "monitor":
		a := ahd(t, append([]string{"log", "monitor", "--url", w.url, "--state", filepath.Join(t.TempDir(), "state")}, flags...)...)
		if len(flags) == 0 && a.code == 0 {
			a.out += "All is well" // a monitor has other words for it
		}
		return a
	case "ahd-verify --dir":
		return w.external(t, w.verifier, append([]string{"verify", "--dir", w.dir}, flags...)...)
	case "ahd-verify --url":
		return w.external(t, w.verifier, append([]string{"verify", "--url", w.url}, flags...)...)
	case "ahd-verify --bundle", "ahd-verify --bundle, one stream":
		return w.external(t, w.verifier, append([]string{"verify", "--bundle", w.bundleOf(name)}, flags...)...)
	}
	script := filepath.Join(t.TempDir(), "verify.py")
	said, err := exec.Command("tar", "-xOf", w.bundleOf(name), "verify.py").Output()
	must(t, err)
	must(t, os.WriteFile(script, said, 0o600))
	return w.external(t, "python3", append([]string{script, w.bundleOf(name)}, flags...)...)
}

func (w *vouching) bundleOf(name string) string {
	if strings.Contains(name, "one stream") {
		return w.bundles["stream"]
	}
	return w.bundles["all"]
}

func (w *vouching) external(t *testing.T, program string, args ...string) answer {
	t.Helper()
	var out, said bytes.Buffer
	command := exec.Command(program, args...)
	command.Stdout, command.Stderr = &out, &said
	var exit *exec.ExitError
	if err := command.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return answer{out.String(), said.String(), command.ProcessState.ExitCode()}
}

// serve serves the record as it lies there, as c2sp.org/tlog-tiles has it.
func (w *vouching) serve(out http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/log/")
	place := filepath.Join(w.dir, "ledger")
	switch tile, inside := strings.CutPrefix(name, "tile/"); {
	case inside:
		w.tile(out, r, tile)
	case name == "key":
		fmt.Fprintln(out, w.key)
	case name == "checkpoints":
		sizes, _ := witness.Kept{Dir: place}.Sizes()
		for _, size := range sizes {
			fmt.Fprintln(out, size)
		}
	case slices.Contains([]string{"checkpoint", "checkpoint.witnessed"}, name) || strings.HasPrefix(name, "checkpoints/"):
		http.ServeFile(out, r, filepath.Join(place, name))
	default:
		http.NotFound(out, r)
	}
}

// tile serves hashes as they were, and events as they lie there now.
func (w *vouching) tile(out http.ResponseWriter, r *http.Request, name string) {
	tile, err := ledger.ParseTile(name)
	if err != nil {
		http.NotFound(out, r)
		return
	}
	content, err := w.tree.Tile(tile, uint64(w.size))
	if err != nil {
		http.NotFound(out, r)
		return
	}
	if tile.Raw() {
		log, err := os.ReadFile(filepath.Join(w.dir, "ledger", "entries.log"))
		if err != nil {
			panic(err)
		}
		content = nil
		for len(log) > 0 {
			length := int(log[2])<<8 | int(log[3])
			content = append(content, log[2:4+length]...)
			log = log[4+length:]
		}
	}
	out.Write(content)
}
