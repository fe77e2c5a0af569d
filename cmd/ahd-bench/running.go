package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"ahd.example/ahd/cmd/ahd-bench/bench"
	"ahd.example/ahd/cmd/ahd-bench/soak"
	"ahd.example/ahd/events/cause"
)

// served is a process of ahd that serves a made-up register.
type served struct {
	*exec.Cmd
	dir string
	url string
}

// start starts the program on a folder and waits until it says that it is ready.
// Whoever starts it ends it.
func (a *ahdProgram) start(ctx context.Context, dir string) (bench.Running, error) {
	s, err := a.serve(ctx, dir)
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (a *ahdProgram) serve(ctx context.Context, dir string) (*served, error) {
	program, err := a.find(ctx)
	if err != nil {
		return nil, err
	}
	s := &served{Cmd: exec.Command(program, "serve", "--clock-is-right", "--data", dir, "--name", "bench", "--listen", "127.0.0.1:0"), dir: dir}
	out, err := s.StdoutPipe()
	if err == nil {
		err = s.Start()
	}
	if err != nil {
		return nil, cause.Of(errors.New("the program could not be started"), err)
	}
	said, err := bufio.NewReader(out).ReadString('\n')
	url, ready := strings.CutPrefix(strings.TrimSpace(said), "ready ")
	if err != nil || !ready {
		return nil, cause.Of(errors.Join(errors.New("the program was started and is not ready"), s.End(true)), err)
	}
	s.url = url
	return s, nil
}

// Record asks the process that serves, as the program does.
func (s *served) Record(ctx context.Context, commitment int) error {
	_, _, socket := s.Where()
	_, err := soak.Report(ctx, socket, commitment)
	return err
}

// Held is the most memory that the process held.
func (s *served) Held() float64 { return bench.Peak(strconv.Itoa(s.Process.Pid)) }

// End ends the process and waits for it.
func (s *served) End(killed bool) error {
	if killed {
		if err := s.Process.Kill(); err != nil {
			return cause.Of(errors.New("the program could not be killed"), err)
		}
		s.Wait() // it says that it was killed
		return nil
	}
	if err := errors.Join(s.Process.Signal(syscall.SIGTERM), s.Wait()); err != nil {
		return fmt.Errorf("the program did not end well: %w", err)
	}
	return nil
}

// Where says where the process is, and where it answers.
func (s *served) Where() (pid int, url, socket string) {
	return s.Process.Pid, s.url, filepath.Join(s.dir, "ahd.sock")
}
