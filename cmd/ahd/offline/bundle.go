package offline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/folder"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/bundle"
	"ahd.example/ahd/events/ledger/verification"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/services/api"
)

// Bundle writes a bundle.
type Bundle struct {
	All    bool   `help:"Of the whole record."`
	Stream string `placeholder:"KIND/ID" help:"Of one stream, such as commitment/cm-b1, with its proofs."`
	Texts  bool   `help:"With the words that people typed, as far as they are not erased. They can then be erased here, and not there."`
	Old    string `placeholder:"CHECKPOINT" help:"File with a checkpoint that the reader kept: the bundle then proves that it continues that."`
	Out    string `short:"o" required:"" placeholder:"FILE" help:"Where to write it; - is standard output."`
}

// bundled is what was written.
type bundled struct {
	Scope  string  `json:"scope"`  // all, stream
	Stream *string `json:"stream"` // null for the whole record
	Size   uint64  `json:"size"`   // of the checkpoint
	Root   string  `json:"root"`   // base64
	Bytes  int64   `json:"bytes"`
	Texts  bool    `json:"texts"`
}

// Run writes. With -o - the bundle is the data, and what was written is said on
// standard error.
func (l *Bundle) Run(ctx context.Context, t *terminal.Terminal, f Folder) error {
	if l.All == (l.Stream != "") {
		return api.Usage("Say what to put into the bundle: --all, or --stream KIND/ID.")
	}
	if _, err := events.ParseStream(l.Stream); l.Stream != "" && err != nil {
		return api.Usage(fmt.Sprintf("“%.80s” is not a stream: it is written like commitment/cm-b1.", l.Stream)).Because(err)
	}
	record, err := f.open()
	if err != nil {
		return err
	}
	defer record.Close()
	contents, err := l.contents(record)
	if err != nil {
		return accused(t, err, l.Old)
	}
	if l.Texts {
		words, err := texts.OpenReader(filepath.Join(f.Data, "texts.db"))
		if err != nil {
			return err
		}
		defer words.Close()
		contents.Text = words.Salted
	}
	written := bundled{Scope: bundle.All, Size: contents.Signed.Size, Root: contents.Signed.Root.String(), Texts: l.Texts}
	if l.Stream != "" {
		written.Scope, written.Stream = bundle.Stream, &l.Stream
	}
	if err := l.write(ctx, t, f.Data, contents, &written); err != nil {
		return err
	}
	return told(t, l.Out, written)
}

// write writes the bundle. One with texts is noted before it has its name, so that whoever
// erases one of them later knows of it; on standard output also one that was cut off.
func (l *Bundle) write(ctx context.Context, t *terminal.Terminal, dir string, contents bundle.Contents, written *bundled) (err error) {
	var copies *folder.Copies
	if l.Texts {
		if copies, err = folder.OpenCopies(dir); err != nil {
			return api.Usage("The bundle was not written: " + err.Error() + ".").Because(err)
		}
		defer func() { err = errors.Join(err, copies.Close()) }()
	}
	return into(t, l.Out, func(out io.Writer) error {
		whole := sha256.New()
		err := bundle.Write(ctx, io.MultiWriter(out, whole, counting{&written.Bytes}), contents)
		if copies == nil || err != nil && l.Out != "-" {
			return err
		}
		return errors.Join(err, copies.Note(folder.Copy{
			Kind: folder.BundleCopy, Time: t.Now(), Scope: written.Scope, Stream: written.Stream, Size: written.Size, SHA256: hex.EncodeToString(whole.Sum(nil)),
		}))
	})
}

func told(t *terminal.Terminal, path string, written bundled) error {
	said := fmt.Sprintf("A bundle of %d bytes, of the record of %d events with root %s.", written.Bytes, written.Size, written.Root)
	if path == "-" {
		t.Note("%s", said)
		return nil
	}
	document, err := api.Encode(written)
	if err != nil {
		return err
	}
	return t.Print(document, func(json.RawMessage) error {
		t.Line("%s", said)
		return nil
	})
}

func (l *Bundle) contents(record *verification.Folder) (bundle.Contents, error) {
	if l.Old == "" {
		return record.Contents(l.Stream, nil)
	}
	kept, err := l.continued(record)
	if err != nil {
		return bundle.Contents{}, err
	}
	return record.Contents(l.Stream, &kept)
}

// continued is the checkpoint that the reader kept, if the record continues it.
func (l *Bundle) continued(record *verification.Folder) (ledger.Older, error) {
	text, err := readNamed(l.Old)
	if err != nil {
		return ledger.Older{}, err
	}
	proofs, err := record.Records()
	if err != nil {
		return ledger.Older{}, err
	}
	defer proofs.Close()
	proof, err := proofs.Continue(text, "")
	if err != nil {
		return ledger.Older{}, err
	}
	read, err := ledger.ParseContinuation(proof)
	return ledger.Older{Size: read.Old, Note: text}, err
}

type counting struct{ n *int64 }

func (c counting) Write(b []byte) (int, error) {
	*c.n += int64(len(b))
	return len(b), nil
}
