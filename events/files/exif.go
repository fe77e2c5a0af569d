package files

import (
	"bytes"
	"encoding/binary"
)

const (
	tagOrientation = 0x0112
	typeShort      = 3
	entryBytes     = 12 // tag, type, count, value
)

// orientation finds in EXIF which way is up: 1 as it stands, 2 to 8 turned or
// mirrored. It is 0 where nothing usable is said.
func orientation(tiff []byte) uint16 {
	order, ok := byteOrder(tiff)
	if !ok {
		return 0
	}
	directory := uint64(order.Uint32(tiff[4:]))
	if directory+2 > uint64(len(tiff)) {
		return 0
	}
	entries := tiff[directory+2:]
	for range order.Uint16(tiff[directory:]) {
		if len(entries) < entryBytes {
			return 0
		}
		if order.Uint16(entries) == tagOrientation && order.Uint16(entries[2:]) == typeShort {
			if turned := order.Uint16(entries[8:]); turned >= 1 && turned <= 8 {
				return turned
			}
			return 0
		}
		entries = entries[entryBytes:]
	}
	return 0
}

func byteOrder(tiff []byte) (binary.ByteOrder, bool) {
	switch {
	case len(tiff) < 8:
		return nil, false
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		return binary.LittleEndian, true
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		return binary.BigEndian, true
	}
	return nil, false
}

// uprightEXIF is EXIF that says which way is up, and nothing else.
func uprightEXIF(turned uint16) []byte {
	order := binary.BigEndian
	out := append(bytes.Clone(exifID), "MM\x00*"...)
	out = order.AppendUint32(out, 8) // the directory comes at once
	out = order.AppendUint16(out, 1) // with one entry
	out = order.AppendUint16(out, tagOrientation)
	out = order.AppendUint16(out, typeShort)
	out = order.AppendUint32(out, 1)
	out = order.AppendUint16(out, turned)
	out = order.AppendUint16(out, 0) // a short fills half of its place
	return order.AppendUint32(out, 0)
}
