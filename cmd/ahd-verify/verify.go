package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"ahd/events/ledger/tiles"
	"ahd/events/ledger/verification"
	"ahd/events/ledger/witness"
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
			return verification.Result{}, wrongCall{err.Error()}
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

// mostOfNote is how much of a checkpoint or a policy is read, in bytes: one more than
// either may have.
const mostOfNote = 1_000_001

func small(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the file %s %w", path, errRead)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostOfNote))
	if err != nil {
		return nil, fmt.Errorf("the file %s %w", path, errRead)
	}
	return text, nil
}

func there(path string) error {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("the file %s %w", path, errRead)
	}
	return nil
}
