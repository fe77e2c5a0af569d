package witness

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"

	"ahd/events"
	"ahd/events/ledger"
)

var (
	// ErrUnreachable means that a register does not answer, or not with what was asked.
	ErrUnreachable = errors.New("the register does not answer")
	// ErrAbsent means that a register answers, and that there is no such thing in it.
	ErrAbsent = errors.New("there is none")
	// ErrShown means that a register shows hashes that are not those it signed.
	ErrShown = errors.New("the register does not show what it signed")
)

// patience is how long one request may take.
const patience = 20 * time.Second

// Remote is a register as it shows itself over HTTP: c2sp.org/tlog-tiles below /log.
type Remote struct {
	base   string // without a slash at the end
	client *http.Client
}

// NewRemote is the register at an address: that of its pages, or of its /log.
func NewRemote(address string) (*Remote, error) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" || parsed.RawQuery != "" {
		return nil, fmt.Errorf("the address is %w: it begins with http:// or https://", ErrFormat)
	}
	base := strings.TrimSuffix(strings.TrimSuffix(parsed.String(), "/"), "/log")
	return &Remote{base: base + "/log", client: &http.Client{Timeout: patience}}, nil
}

// Checkpoint fetches the newest checkpoint.
func (r *Remote) Checkpoint(ctx context.Context) ([]byte, error) {
	return r.get(ctx, "checkpoint", largestNote)
}

// Witnessed fetches the newest checkpoint that others vouch for.
func (r *Remote) Witnessed(ctx context.Context) ([]byte, error) {
	return r.get(ctx, "checkpoint.witnessed", largestNote)
}

// Key fetches the verifier key that the register says it has.
func (r *Remote) Key(ctx context.Context) (string, error) {
	text, err := r.get(ctx, "key", 4096)
	return strings.TrimSpace(string(text)), err
}

// Prove makes the proof that the tree of a checkpoint continues one of old leaves, out
// of the tiles, each of which it checks against the checkpoint. It returns
// ErrUnreachable or ErrShown.
func (r *Remote) Prove(ctx context.Context, old uint64, next ledger.Checkpoint) (*ledger.Continuation, error) {
	if old == 0 || old >= next.Size {
		return nil, nil
	}
	tree := tlog.Tree{N: int64(next.Size), Hash: tlog.Hash(next.Root)}
	hashes, err := tlog.ProveTree(tree.N, int64(old), tlog.TileHashReader(tree, tiles{ctx, r}))
	switch {
	case errors.Is(err, ErrUnreachable):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w: its hashes do not lead to the root of its checkpoint", ErrShown)
	}
	proof := &ledger.Continuation{Old: old}
	for _, hash := range hashes {
		proof.Hashes = append(proof.Hashes, events.Hash(hash))
	}
	return proof, nil
}

// get fetches one file of at most limit bytes.
func (r *Remote) get(ctx context.Context, path string, limit int64) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.base+"/"+path, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: its address cannot be asked", ErrUnreachable)
	}
	response, err := r.client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%w: no connection, or no answer in time", ErrUnreachable)
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusNotFound {
		return nil, fmt.Errorf("%w with %s: %w", ErrUnreachable, path, ErrAbsent)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: it answers %d to %s", ErrUnreachable, response.StatusCode, path)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%w: its answer ended early", ErrUnreachable)
	}
	if int64(len(body)) > limit {
		return nil, fmt.Errorf("%w: its answer is too long", ErrUnreachable)
	}
	return body, nil
}

// tiles are the hash tiles of a register, for one question.
type tiles struct {
	ctx context.Context
	*Remote
}

func (tiles) Height() int { return torchwood.TileHeight }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, tile := range wanted {
		var err error
		if data[i], err = t.get(t.ctx, torchwood.TilePath(tile), torchwood.TileWidth*tlog.HashSize); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}
