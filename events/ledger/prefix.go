package ledger

import "io"

// Prefix reads entries.log through the entry size, byte for byte, also while more is
// written behind it. Errors: ErrNoEntry.
func (l *Ledger) Prefix(size uint64) (*io.SectionReader, error) {
	v := l.look()
	if size == 0 {
		return io.NewSectionReader(l.entries.file, 0, 0), nil
	}
	if _, err := l.leaf(v, size); err != nil {
		return nil, err
	}
	_, end, err := l.extent(v, size)
	if err != nil {
		return nil, err
	}
	return io.NewSectionReader(l.entries.file, 0, end), nil
}
