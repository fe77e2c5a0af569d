package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"ahd.example/ahd/events/cause"
)

// ahdProgram is the ahd that is started: what people run, in a process of its own.
type ahdProgram struct {
	named string // by whoever measures; "" for the one that is found
	path  string // once it was found
	built string // the folder in which it was built for this run; "" for nowhere
}

// find finds the program: the one that was named, the one that lies beside this one, or
// one that is built from the code in which this is started.
func (a *ahdProgram) find(ctx context.Context) (string, error) {
	if a.path != "" {
		return a.path, nil
	}
	if a.named != "" {
		a.path = a.named
		return a.path, nil
	}
	if self, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(self), "ahd")
		if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
			a.path = beside
			return a.path, nil
		}
	}
	return a.build(ctx)
}

func (a *ahdProgram) build(ctx context.Context) (_ string, err error) {
	if a.built, err = os.MkdirTemp("", "ahd-bench-built-"); err != nil {
		return "", cause.Of(errors.New("no room for a temporary folder"), err)
	}
	path := filepath.Join(a.built, "ahd")
	if said, err := exec.CommandContext(ctx, "go", "build", "-o", path, "ahd.example/ahd/cmd/ahd").CombinedOutput(); err != nil {
		return "", cause.Of(fmt.Errorf("there is no ahd to start: none was named with --ahd, none lies beside this program, and none could be built here: %s", said), err)
	}
	a.path = path
	return path, nil
}

// remove removes what was built.
func (a *ahdProgram) remove() {
	if a.built != "" {
		os.RemoveAll(a.built)
	}
}
