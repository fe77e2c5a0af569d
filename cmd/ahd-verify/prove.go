package main

import (
	"context"
	"fmt"
	"os"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/ledger/tiles"
	"ahd.example/ahd/events/ledger/verification"
)

func (p *program) prove(ctx context.Context, c call) error {
	text, err := provedIn(ctx, c, func(r *verification.Records) ([]byte, error) { return r.Prove(c.sequence) })
	if err != nil {
		return err
	}
	return p.write(c.out, text)
}

func (p *program) consistency(ctx context.Context, c call) error {
	old, err := small(c.old)
	if err != nil {
		return err
	}
	text, err := provedIn(ctx, c, func(r *verification.Records) ([]byte, error) { return r.Continue(old, c.key) })
	if err != nil {
		return err
	}
	return p.write(c.out, text)
}

// provedIn lends the record that the call names.
func provedIn(ctx context.Context, c call, use func(*verification.Records) ([]byte, error)) ([]byte, error) {
	if c.url != "" {
		log, err := tiles.Open(c.url, c.token)
		if err != nil {
			return nil, cause.Of(wrongCall{err.Error()}, err)
		}
		r, err := log.Records(ctx)
		if err != nil {
			return nil, err
		}
		return use(r)
	}
	if c.bundle != "" {
		if err := there(c.bundle); err != nil {
			return nil, err
		}
		r, err := verification.OpenBundle(c.bundle)
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return use(r)
	}
	folder, err := verification.OpenFolder(c.dir)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	r, err := folder.Records()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return use(r)
}

func (p *program) write(path string, text []byte) error {
	if path == "" || path == "-" {
		_, err := p.out.Write(text)
		return err
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		return verification.Because(fmt.Sprintf("the file %s cannot be written", path), err)
	}
	return nil
}
