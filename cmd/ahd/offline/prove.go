package offline

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/services/api"
)

// Prove writes an inclusion proof.
type Prove struct {
	Event    uint64 `arg:"" optional:"" placeholder:"N" help:"Number of the event."`
	Sequence uint64 `placeholder:"N" help:"The same as a flag."`
	Out      string `short:"o" default:"-" placeholder:"FILE" help:"Where to write it; - is standard output."`
}

// Run proves.
func (l *Prove) Run(t *terminal.Terminal, f Folder) error {
	sequence := max(l.Event, l.Sequence)
	if sequence == 0 || l.Event != 0 && l.Sequence != 0 {
		return api.Usage("Say which event to prove: “ahd log prove 223”.")
	}
	return prove(t, f, l.Out, func(r *verification.Records) ([]byte, error) { return r.Prove(sequence) })
}

// prove writes what proof makes of the record.
func prove(t *terminal.Terminal, f Folder, to string, proof func(*verification.Records) ([]byte, error)) error {
	record, err := f.open()
	if err != nil {
		return err
	}
	defer record.Close()
	proofs, err := record.Records()
	if err != nil {
		return err
	}
	defer proofs.Close()
	text, err := proof(proofs)
	if err != nil {
		return err
	}
	return into(t, to, func(out io.Writer) error {
		_, err := out.Write(text)
		return err
	})
}

// Consistency writes a consistency proof.
type Consistency struct {
	Old string `required:"" placeholder:"CHECKPOINT" help:"File with a checkpoint that somebody kept."`
	Out string `short:"o" default:"-" placeholder:"FILE" help:"Where to write it; - is standard output."`
}

// Run proves.
func (l *Consistency) Run(t *terminal.Terminal, f Folder) error {
	old, err := readNamed(l.Old)
	if err != nil {
		return err
	}
	err = prove(t, f, l.Out, func(r *verification.Records) ([]byte, error) { return r.Continue(old, "") })
	return accused(t, err, l.Old)
}

// Export writes the raw events.
type Export struct {
	Out string `short:"o" default:"-" placeholder:"FILE" help:"Where to write them; - is standard output."`
}

// Run writes every whole event that the ledger holds now.
func (l *Export) Run(ctx context.Context, t *terminal.Terminal, f Folder) error {
	record, err := f.open()
	if err != nil {
		return err
	}
	defer record.Close()
	entries, err := record.Ledger.Entries()
	if err != nil {
		return err
	}
	defer entries.Close()
	info, err := entries.Stat()
	if err != nil {
		return verification.Because("the entries cannot be read", err)
	}
	reader := ledger.NewReader(io.LimitReader(entries, info.Size()))
	return into(t, l.Out, func(out io.Writer) error {
		for {
			bodies, err := reader.Next()
			if errors.Is(err, io.EOF) || errors.Is(err, ledger.ErrCut) { // one that is being written is for the next time
				return nil
			}
			if err := errors.Join(err, ctx.Err()); err != nil {
				return err
			}
			for _, body := range bodies {
				_, err := out.Write(body)
				_, ended := out.Write([]byte{'\n'})
				if err := errors.Join(err, ended); err != nil {
					return err
				}
			}
		}
	})
}

// into lets write write to a file, which is there whole or not at all, or to standard
// output.
func into(t *terminal.Terminal, path string, write func(io.Writer) error) error {
	if path == "-" {
		out := bufio.NewWriterSize(t.Out, 1<<20)
		return errors.Join(write(out), out.Flush())
	}
	aside, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-*")
	if err != nil {
		return api.Usage("The file named with -o cannot be written there.").Because(err)
	}
	out := bufio.NewWriterSize(aside, 1<<20)
	if err = errors.Join(write(out), out.Flush(), aside.Sync(), aside.Close()); err == nil {
		if os.Rename(aside.Name(), path) == nil {
			return nil
		}
		err = api.Usage("The file named with -o cannot be written there.")
	}
	os.Remove(aside.Name())
	return err
}
