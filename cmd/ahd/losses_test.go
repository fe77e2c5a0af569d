package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// losable are the parts of a data folder that may be gone, each alone or with others.
var losable = []string{"jetstream", "ledger/entries.log", "head", "keys/log.key", "book"}

// Whatever of a register is gone: every verb answers in time and as designed, and none
// records anything over it without a word.
func TestWhateverIsGoneTheProgramAnswers(t *testing.T) {
	t.Parallel()
	whole := imported(t)
	for subset := range 1 << len(losable) {
		var gone []string
		for i, part := range losable {
			if subset>>i&1 == 1 {
				gone = append(gone, part)
			}
		}
		t.Run("without "+strings.ReplaceAll(strings.Join(gone, ", "), "/", " "), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			for _, part := range gone {
				if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(part))); err != nil {
					t.Fatal(err)
				}
			}
			for _, verb := range [][]string{
				{"doctor"}, {"status"}, {"show", "commitment", item}, {"record", "progress", "--commitment", item, "--state", "planning", "--command-id", uuid.NewString()},
			} {
				designed(t, verb[0], answered(t, append(verb, "--data", dir, "--json")...))
			}
			designed(t, "serve", serverAt(t, dir))
			begun, err := filepath.Glob(filepath.Join(dir, "jetstream", "*", "streams", "*"))
			// The ledger makes it anew; where that is gone too, nobody does.
			if lost := subset&3 == 3; err != nil || lost && len(begun) > 0 {
				t.Errorf("another log was begun in the place of the lost one: %v %v", begun, err)
			}
		})
	}
}

// designed asks that an answer is data, or a problem with a name.
func designed(t *testing.T, verb string, a answer) {
	t.Helper()
	var p problem
	switch {
	case a.code == 0, verb == "doctor" && a.code == 2 && a.out != "":
		return
	case json.Unmarshal([]byte(lastLine(a.err)), &p) != nil || p.Code == "" || p.Code == "internal":
		t.Errorf("%s: exit %d: %s%s", verb, a.code, a.out, a.err)
	case strings.Contains(p.Detail, os.TempDir()):
		t.Errorf("%s names a path: %s", verb, p.Detail)
	}
}

// lastLine is the problem; a server tells its operator more before it.
func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}

// serverAt starts a server and ends it as soon as it is ready, or takes why it is not.
func serverAt(t *testing.T, dir string) answer {
	t.Helper()
	command := exec.Command(os.Args[0], "serve", "--listen", "127.0.0.1:0", "--data", dir, "--json")
	command.Env = append(os.Environ(), "AHD_TEST_PROGRAM=1")
	var said strings.Builder
	command.Stderr = &said
	out, err := command.StdoutPipe()
	if err = errors.Join(err, command.Start()); err != nil {
		t.Fatal(err)
	}
	ended := time.AfterFunc(bound, func() { command.Process.Kill() })
	line, _ := bufio.NewReader(out).ReadString('\n')
	if strings.HasPrefix(line, "ready ") {
		command.Process.Signal(os.Interrupt)
	}
	command.Wait()
	if !ended.Stop() {
		t.Errorf("the server neither got ready nor ended: %s", &said)
	}
	if strings.HasPrefix(line, "ready ") {
		return answer{out: line}
	}
	return answer{out: line, err: said.String(), code: command.ProcessState.ExitCode()}
}
