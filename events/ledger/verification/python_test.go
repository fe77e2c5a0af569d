package verification_test

import (
	"encoding/binary"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/events/ledger/verification"
)

// second is the second verifier, in a process of its own.
type second struct {
	ask    io.WriteCloser
	answer io.Reader
}

// startSecond starts the verifier that goes with every bundle. On a machine for tests
// without Python it is a failure, elsewhere a reason to skip.
func startSecond(t testing.TB) *second {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("python3 is not there, so that the second verifier was not tested")
		}
		t.Skip("python3 is not there: the second verifier is not tested")
	}
	path := filepath.Join(t.TempDir(), "verify.py")
	must(t, os.WriteFile(path, bundle.Verifier, 0o600))
	command := exec.Command(python, filepath.Join("testdata", "many.py"), path)
	var said strings.Builder
	command.Stderr = &said
	s := &second{}
	s.ask, err = command.StdinPipe()
	must(t, err)
	s.answer, err = command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		s.ask.Close()
		if err := command.Wait(); err != nil || said.Len() > 0 {
			t.Errorf("the second verifier: %v\n%s", err, said.String())
		}
	})
	return s
}

// code is the exit code of the second verifier.
func (s *second) code(t testing.TB, content, old []byte) int {
	t.Helper()
	var head [8]byte
	binary.BigEndian.PutUint32(head[:], uint32(len(content)))
	binary.BigEndian.PutUint32(head[4:], uint32(len(old)))
	for _, part := range [][]byte{head[:], content, old} {
		_, err := s.ask.Write(part)
		must(t, err)
	}
	_, err := io.ReadFull(s.answer, head[:1])
	must(t, err)
	return int(head[0])
}

// code is the exit code of the first.
func code(t testing.TB, content, old []byte) (int, *verification.Failure) {
	t.Helper()
	_, bad := check(t, content, verification.Demands{Old: old})
	if bad == nil {
		return 0, nil
	}
	return int(bad.Kind), bad
}

// both asks both verifiers, which must agree.
func both(t testing.TB, s *second, what string, content, old []byte) (int, *verification.Failure) {
	t.Helper()
	first, bad := code(t, content, old)
	if other := s.code(t, content, old); other != first {
		t.Errorf("%s: the first verifier says %d (%v), the second %d", what, first, bad, other)
	}
	return first, bad
}
