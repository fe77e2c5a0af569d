package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/auditing"
	"ahd.example/ahd/services/backup"
)

// backupCommand writes a backup.
type backupCommand struct {
	File  string `arg:"" placeholder:"FILE" help:"The file to write. It holds the key, and everything that is not public: keep it as safe as the data folder."`
	Drill bool   `help:"Restore it into a temporary folder afterwards, compare everything, and remember that on the status."`
}

// Run writes it, while a server goes on recording.
func (b *backupCommand) Run(ctx context.Context, p *program, c *cli) error {
	file, err := filepath.Abs(b.File)
	if err != nil {
		return api.Usage("The name of the backup cannot be used.").Because(err)
	}
	document, err := p.ask(ctx, c, "backup", api.BackupArgs{File: file}, false)
	if err != nil {
		return err
	}
	if b.Drill {
		if err := p.drill(ctx, c, file); err != nil {
			return err
		}
		if document, err = p.ask(ctx, c, "drilled", struct{}{}, false); err != nil {
			return err
		}
	}
	return p.Print(document, func(document json.RawMessage) error {
		var answer api.Thing[api.Backup]
		if err := json.Unmarshal(document, &answer); err != nil {
			return err
		}
		p.Line("%d events are in the backup, root %s.", answer.Row.Size, answer.Row.Root)
		if b.Drill {
			p.Line("It was restored into a temporary folder, and everything in it is what was recorded.")
		}
		return nil
	})
}

// drill restores a backup into a folder of its own, compares everything and removes it.
// That folder lies within the data folder, where the next start finds what a crash
// leaves of it: it holds the key and all that people typed.
func (p *program) drill(ctx context.Context, c *cli, file string) (err error) {
	dir, err := os.MkdirTemp(c.Data, backup.DrillMark)
	if err != nil {
		return cause.Of(errors.New("no room for a temporary folder"), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	elsewhere := *c
	elsewhere.Data, elsewhere.Head, elsewhere.NATS, elsewhere.drill = filepath.Join(dir, "data"), "", "", true
	_, err = p.restore(ctx, &elsewhere, file, true)
	return err
}

// restoreCommand brings a backup back.
type restoreCommand struct {
	File   string `arg:"" placeholder:"FILE" help:"The backup."`
	Verify bool   `help:"Compare everything in it afterwards: log and ledger, the seal, the book with one made anew, and all texts and documents."`
}

// Run restores into the data folder, in which nothing may be.
func (r *restoreCommand) Run(ctx context.Context, p *program, c *cli) error {
	restored, err := p.restore(ctx, c, r.File, r.Verify)
	if err != nil {
		return err
	}
	document, err := api.Encode(restored)
	if err != nil {
		return err
	}
	return p.Print(document, func(json.RawMessage) error {
		p.Line("Restored: %d events, root %s, as of %s.", restored.Row.Size, restored.Row.Root, restored.Row.Time)
		if r.Verify {
			p.Line("Everything was compared, and is what was recorded.")
		}
		return nil
	})
}

// restored is the answer: how far the register reaches again.
type restored struct {
	At  api.At `json:"at"`
	On  string `json:"on"`
	Row struct {
		Time     string `json:"time"` // of the backup
		Size     uint64 `json:"size"`
		Root     string `json:"root"`
		Verified bool   `json:"verified"`
	} `json:"row"`
}

func (p *program) restore(ctx context.Context, c *cli, file string, verify bool) (r restored, err error) {
	progress := p.Progress("restore")
	m, err := node.Restore(ctx, file, p.options(c, ""), func(done, total uint64) { progress(int(done), int(total)) })
	if err != nil {
		return r, err
	}
	r.Row.Time, r.Row.Size, r.Row.Root, r.Row.Verified = book.Time(m.Time), m.Size, m.Root, verify
	document, err := p.ask(ctx, c, "doctor", api.DoctorArgs{Deep: verify}, false)
	if err != nil {
		return r, err
	}
	var found api.Examined
	if err := json.Unmarshal(document, &found); err != nil {
		return r, err
	}
	r.At, r.On = found.At, found.On
	if len(found.Rows) > 0 {
		return r, notRestored(found.Rows[0])
	}
	return r, nil
}

// notRestored is the problem of a backup that was restored and is not what it should be.
func notRestored(found auditing.Finding) error {
	p := api.ProblemOf(backup.ErrBackup)
	p.Detail = "The backup was restored, and something is wrong with it: " + found.Sentence + " " + found.Remedy
	return p
}
