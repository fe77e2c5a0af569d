// Package tiles answers: what does a record say that somebody serves over HTTP?
//
// The server is not believed: hashes are held against the checkpoint, and events are
// verified as if they lay in a file. Addresses are those of c2sp.org/tlog-tiles.
package tiles

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/verification"
)

const (
	height   = 8           // levels of the tree in a tile
	width    = 1 << height // hashes or entries in a whole tile
	maxNote  = 1_000_000   // bytes of a checkpoint
	maxTile  = width * (2 + events.MaxBody)
	maxTries = 3
)

// Log is a record at an address.
type Log struct {
	base   string // ends with /log/
	token  string
	client *http.Client
}

// Open reads the address of a register, such as https://register.example.org. The token
// is shown to the server, for those who may read raw events; "" for none.
func Open(address, token string) (*Log, error) {
	at, err := url.Parse(address)
	if err != nil {
		return nil, &badAddress{err}
	}
	if at.Host == "" || at.Scheme != "http" && at.Scheme != "https" || at.RawQuery != "" {
		return nil, &badAddress{}
	}
	at.Fragment, at.RawFragment = "", ""
	base := strings.TrimSuffix(strings.TrimSuffix(at.String(), "/"), "/log") + "/log/"
	return &Log{base: base, token: token, client: newClient()}, nil
}

// badAddress is what is wrong with an address, which is not said again.
type badAddress struct{ cause error }

func (*badAddress) Error() string   { return "the address of a register begins with http:// or https://" }
func (b *badAddress) Unwrap() error { return b.cause }

// Checkpoint is the newest.
func (l *Log) Checkpoint(ctx context.Context) ([]byte, error) {
	return l.get(ctx, "checkpoint", maxNote)
}

// File is something else that lies below /log/, of at most that many bytes.
func (l *Log) File(ctx context.Context, name string, limit int64) ([]byte, error) {
	return l.get(ctx, name, limit)
}

// get asks for something below /log/. Its errors are failures: Unreachable, Unmet where
// the server does not allow it, Incomplete where it has none.
func (l *Log) get(ctx context.Context, name string, limit int64) (content []byte, err error) {
	for range maxTries {
		var again bool
		if content, again, err = l.once(ctx, name, limit); err == nil || !again || ctx.Err() != nil {
			return content, err
		}
	}
	return content, err
}

func (l *Log) once(ctx context.Context, name string, limit int64) (content []byte, again bool, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, l.base+name, nil)
	if err != nil {
		return nil, false, err
	}
	if l.token != "" {
		request.Header.Set("Authorization", "Bearer "+l.token)
	}
	answer, err := l.client.Do(request)
	if err != nil {
		again, err := notAsked(err)
		return nil, again, err
	}
	defer answer.Body.Close()
	switch code := answer.StatusCode; {
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		return nil, false, failed(verification.Unmet, "not-allowed", "The server does not let everybody read its events: ask it for a bundle, or show a token (--token).")
	case code == http.StatusNotFound:
		return nil, false, failed(verification.Incomplete, "tile.missing", fmt.Sprintf("The server has no %s.", name))
	case code != http.StatusOK:
		return nil, code >= 500, failed(verification.Unreachable, "unreachable", fmt.Sprintf("The server answers %d.", code))
	}
	content, err = io.ReadAll(io.LimitReader(answer.Body, limit+1))
	switch {
	case err != nil:
		return nil, true, because(verification.Unreachable, "unreachable", "The server stopped in the middle of its answer.", err)
	case int64(len(content)) > limit:
		return nil, false, failed(verification.Unreadable, "too-large", "The server answers with more than there can be.")
	}
	return content, false, nil
}

// Name is the place of a tile below /log/, as c2sp.org/tlog-tiles has it: level is
// "0", "1", … or "entries".
func Name(level string, n uint64, w int) string {
	digits := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		digits = fmt.Sprintf("x%03d/", n%1000) + digits
	}
	if w < width {
		digits += fmt.Sprintf(".p/%d", w)
	}
	return "tile/" + level + "/" + digits
}

// Hashes reads hashes of the tree of a checkpoint and holds each against its root.
func (l *Log) Hashes(ctx context.Context, c ledger.Checkpoint) tlog.HashReader {
	return tlog.TileHashReader(tlog.Tree{N: int64(c.Size), Hash: tlog.Hash(c.Root)}, &reader{ctx, l, map[tlog.Tile][]byte{}})
}

// reader reads tiles, and keeps some: proofs of neighbours share them.
type reader struct {
	ctx  context.Context
	log  *Log
	kept map[tlog.Tile][]byte
}

const maxKept = 1024 // tiles, of 8 KiB

func (r *reader) Height() int { return height }

func (r *reader) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	found := make([][]byte, len(wanted))
	for i, tile := range wanted {
		if content, have := r.kept[tile]; have {
			found[i] = content
			continue
		}
		content, err := r.log.get(r.ctx, Name(fmt.Sprint(tile.L), uint64(tile.N), tile.W), width*tlog.HashSize)
		if err != nil {
			return nil, err
		}
		if len(content) != tile.W*tlog.HashSize {
			return nil, failed(verification.Broken, "tile", "A tile of the server does not have the size that it should.")
		}
		found[i] = content
	}
	return found, nil
}

// SaveTiles is called with tiles that hash to the root.
func (r *reader) SaveTiles(tiles []tlog.Tile, data [][]byte) {
	for i, tile := range tiles {
		if len(r.kept) < maxKept {
			r.kept[tile] = data[i]
		}
	}
}

// Entry reads one event.
func (l *Log) Entry(ctx context.Context, sequence, size uint64) ([]byte, error) {
	if sequence < 1 || sequence > size {
		return nil, verification.ErrNoEvent{Sequence: sequence, Size: size}
	}
	n := (sequence - 1) / width
	bodies, err := l.tile(ctx, n, size)
	if err != nil {
		return nil, err
	}
	return bodies[(sequence-1)%width], nil
}

// tile reads the n-th run of events of a record of some size.
func (l *Log) tile(ctx context.Context, n, size uint64) ([][]byte, error) {
	w := int(min(width, size-n*width))
	content, err := l.get(ctx, Name("entries", n, w), maxTile)
	if err != nil {
		return nil, err
	}
	bodies := make([][]byte, 0, w)
	for len(content) >= 2 && len(bodies) < w {
		end := 2 + int(binary.BigEndian.Uint16(content))
		if end == 2 || end > len(content) {
			break
		}
		bodies = append(bodies, content[2:end])
		content = content[end:]
	}
	if len(content) > 0 || len(bodies) < w {
		return nil, &verification.Failure{Kind: verification.Broken, Code: "tile", Sequence: n*width + uint64(len(bodies)) + 1,
			Detail: "The tile with it is not of the form that tiles have."}
	}
	return bodies, nil
}

// entries gives the events in order.
type entries struct {
	ctx  context.Context
	log  *Log
	next uint64 // tile
	size uint64
}

func (e *entries) Next() ([][]byte, error) {
	if e.next*width >= e.size {
		return nil, io.EOF
	}
	bodies, err := e.log.tile(e.ctx, e.next, e.size)
	e.next++
	return bodies, err
}

// Records opens the record for proofs.
func (l *Log) Records(ctx context.Context) (*verification.Records, error) {
	note, err := l.Checkpoint(ctx)
	if err != nil {
		return nil, err
	}
	signed, err := verification.NewProvable(note, nil)
	if err != nil {
		return nil, err
	}
	return &verification.Records{
		Note: note, Hashes: l.Hashes(ctx, signed.Checkpoint),
		Entry: func(sequence uint64) ([]byte, error) { return l.Entry(ctx, sequence, signed.Size) },
	}, nil
}
