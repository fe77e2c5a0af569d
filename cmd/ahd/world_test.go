package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"ahd.example/ahd/cmd/ahd/terminal"
)

// TestMain lets the test binary be the program, so that tests run real processes
// of exactly what is under test.
func TestMain(m *testing.M) {
	if os.Getenv("AHD_TEST_PROGRAM") == "1" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){"ahd": main})
}

// answer is what one run of the program said.
type answer struct {
	out, err string
	code     int
}

// ahd runs one command in this process.
func ahd(t *testing.T, args ...string) answer {
	t.Helper()
	var out, err bytes.Buffer
	p := newProgram(args, &terminal.Terminal{Out: &out, Err: &err, Now: time.Now})
	code := p.run(context.Background())
	return answer{out.String(), err.String(), code}
}

// ok runs a command that must succeed.
func ok(t *testing.T, args ...string) answer {
	t.Helper()
	a := ahd(t, args...)
	if a.code != 0 {
		t.Fatalf("ahd %s: exit %d\n%s%s", strings.Join(args, " "), a.code, a.out, a.err)
	}
	return a
}

// read reads an answer's document.
func read[T any](t *testing.T, a answer) (document T) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.out), &document); err != nil {
		t.Fatalf("%v in %q (%s)", err, a.out, a.err)
	}
	return document
}

// problem is an error of the program as scripts see it.
type problem struct {
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Code      string `json:"code"`
	Recorded  *bool  `json:"recorded"`
	CommandID string `json:"command_id"`
	Faults    []struct {
		Item  string `json:"item"`
		Field string `json:"field"`
		What  string `json:"what"`
	} `json:"faults"`
}

// fails runs a command with --json that must end with a code, and returns what
// it said. Whatever went wrong, nothing on standard output looks like data and
// nothing anywhere names a path of the machine or a line of code.
func fails(t *testing.T, code int, args ...string) (p problem) {
	t.Helper()
	a := ahd(t, append(args, "--json")...)
	if a.code != code {
		t.Fatalf("ahd %s: exit %d, want %d\n%s%s", strings.Join(args, " "), a.code, code, a.out, a.err)
	}
	if a.out != "" {
		t.Errorf("ahd %s: data although it failed: %s", strings.Join(args, " "), a.out)
	}
	for _, leak := range []string{"goroutine", ".go:", os.TempDir(), "sql:", "json:"} {
		if strings.Contains(a.err, leak) {
			t.Errorf("ahd %s: the error says %q: %s", strings.Join(args, " "), leak, a.err)
		}
	}
	if err := json.Unmarshal([]byte(a.err), &p); err != nil {
		t.Fatalf("ahd %s: %v in %q", strings.Join(args, " "), err, a.err)
	}
	if p.Title == "" || p.Status == 0 || p.Code == "" || len(p.Detail) < 10 {
		t.Errorf("ahd %s: %+v", strings.Join(args, " "), p)
	}
	return p
}

// server is a running process of the program.
type server struct {
	*exec.Cmd
	url  string
	logs *bytes.Buffer
}

// start starts the program as a process and waits until it says that it is ready.
func start(t *testing.T, args ...string) *server {
	t.Helper()
	s := &server{Cmd: exec.Command(os.Args[0], args...), logs: &bytes.Buffer{}}
	s.Env = append(os.Environ(), "AHD_TEST_PROGRAM=1")
	s.Stderr = s.logs
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.kill() })
	said, err := bufio.NewReader(out).ReadString('\n')
	url, ready := strings.CutPrefix(strings.TrimSpace(said), "ready ")
	if err != nil || !ready {
		s.kill()
		t.Fatalf("the program did not get ready: %q %v\n%s", said, err, s.logs)
	}
	s.url = url
	return s
}

// kill ends the process as a power cut would, and waits.
func (s *server) kill() {
	if s.ProcessState == nil {
		s.Process.Kill()
		s.Wait()
	}
}

// stop ends it as an operator would, and says how it ended.
func (s *server) stop(t *testing.T) {
	t.Helper()
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); err != nil {
		t.Errorf("it did not end well: %v\n%s", err, s.logs)
	}
}

const exampleDir = "../../services/importing/example"

// imported is a folder with the example register.
func imported(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	ok(t, "import", "register", exampleDir+"/register.json", "--sources", exampleDir+"/sources", "--data", dir)
	return dir
}

// list is a list as scripts see it.
type list struct {
	At struct {
		Sequence uint64  `json:"sequence"`
		Time     *string `json:"time"`
	} `json:"at"`
	On   string           `json:"on"`
	Rows []map[string]any `json:"rows"`
}

// status is what scripts see of the stores.
type status struct {
	Row struct {
		Ready  bool `json:"ready"`
		Log    struct{ Sequence uint64 }
		Ledger struct {
			Sequence uint64
			Root     string
		}
		Book struct {
			Sequence uint64
			Digest   string
		}
	} `json:"row"`
}

// recordedAt is the answer to a command as scripts see it.
type recordedAt struct {
	Recorded  bool   `json:"recorded"`
	Sequence  uint64 `json:"sequence"`
	Kind      string `json:"kind"`
	ID        string `json:"id"`
	CommandID string `json:"command_id"`
}
