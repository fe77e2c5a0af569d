package ledger

import (
	"encoding/binary"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"ahd/events/cause"
)

// tileHeight is how many levels of the tree a tile spans: 256 hashes.
const tileHeight = 8

// Tile is a run of hashes of one level of the tree, or of entries, under the name that
// c2sp.org/tlog-tiles gives it.
type Tile struct{ place tlog.Tile }

// ParseTile reads what stands behind "tile/": "0/x001/067", "1/000.p/17",
// "entries/000.p/3". It takes each tile under one name only. It returns ErrNoEntry.
func ParseTile(path string) (Tile, error) {
	inside, entries := strings.CutPrefix(path, "entries/")
	if entries {
		inside = "data/" + inside
	}
	place, err := tlog.ParseTilePath("tile/8/" + inside)
	if err != nil || len(path) > 64 || entries != (place.L == -1) {
		return Tile{}, cause.Of(fmt.Errorf("%w: that is not the name of a tile", ErrNoEntry), err)
	}
	return Tile{place}, nil
}

// Raw reports whether these are entries, not hashes.
func (t Tile) Raw() bool { return t.place.L == -1 }

// Tile reads a tile of the tree of the first size entries. It returns ErrNoEntry where
// that tree has none of that place and width, and ErrDamaged.
func (l *Ledger) Tile(t Tile, size uint64) ([]byte, error) {
	level := max(t.place.L, 0)
	have := min(size, l.Size()) >> (tileHeight * level) // of 64 bits and more, 0 is left
	if t.place.N >= 1<<48 || uint64(t.place.N)<<tileHeight+uint64(t.place.W) > have {
		return nil, fmt.Errorf("%w: the tree has no such tile", ErrNoEntry)
	}
	if !t.Raw() {
		return tlog.ReadTileData(t.place, l)
	}
	var bundle []byte
	first := uint64(t.place.N)<<tileHeight + 1
	for sequence := first; sequence < first+uint64(t.place.W); sequence++ {
		entry, err := l.Entry(sequence)
		if err != nil {
			return nil, err
		}
		bundle = binary.BigEndian.AppendUint16(bundle, uint16(len(entry))) // no entry is as long as 64 KB
		bundle = append(bundle, entry...)
	}
	return bundle, nil
}
