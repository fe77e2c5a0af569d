package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
	"ahd.example/ahd/events/ledger/tiles"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/ledger/witness"
)

func (p *program) verify(ctx context.Context, c call) error {
	demands, err := demandsOf(c)
	if err != nil {
		return err
	}
	result, err := verified(ctx, c, demands)
	if err != nil {
		return err
	}
	if p.json {
		return json.NewEncoder(p.out).Encode(struct {
			OK bool `json:"ok"`
			verification.Result
			Root string `json:"root"`
		}{true, result, result.Root.String()})
	}
	for _, line := range result.Lines() {
		fmt.Fprintln(p.out, line)
	}
	return nil
}

func verified(ctx context.Context, c call, demands verification.Demands) (verification.Result, error) {
	switch {
	case c.bundle != "":
		if err := there(c.bundle); err != nil {
			return verification.Result{}, err
		}
		return verification.Bundle(ctx, c.bundle, demands)
	case c.url != "":
		log, err := tiles.Open(c.url, c.token)
		if err != nil {
			return verification.Result{}, cause.Of(wrongCall{err.Error()}, err)
		}
		return log.Verify(ctx, demands)
	}
	folder, err := verification.OpenFolder(c.dir)
	if err != nil {
		return verification.Result{}, err
	}
	defer folder.Close()
	return folder.Verify(ctx, demands)
}

func demandsOf(c call) (d verification.Demands, err error) {
	d.AllowTail = c.allowTail
	if c.old != "" {
		if d.Old, err = small(c.old); err != nil {
			return d, err
		}
	}
	if c.policy == "" {
		return d, nil
	}
	text, err := small(c.policy)
	if err != nil {
		return d, err
	}
	policy, err := witness.ParsePolicy(text)
	if err != nil {
		return d, err
	}
	policy.Demand(&d, time.Now())
	return d, nil
}

// maxOfNote is how much of a checkpoint or a policy is read, in bytes: one more than
// either may have.
const maxOfNote = 1_000_001

func small(path string) ([]byte, error) {
	file, err := durable.OpenFile(path)
	if err != nil {
		return nil, unread(path, err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxOfNote))
	if err != nil {
		return nil, unread(path, err)
	}
	return text, nil
}

// there asks for a plain file: a named pipe would be waited for, and a device may have no
// end.
func there(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return unread(path, err)
	}
	if !info.Mode().IsRegular() {
		return unread(path, errNoFile)
	}
	return nil
}

var errNoFile = errors.New("it is no plain file")

// unread is what is wrong with a file that the caller named.
func unread(path string, cause error) error {
	return verification.Because(fmt.Sprintf("the file %s %v", path, errRead), errors.Join(errRead, cause))
}
