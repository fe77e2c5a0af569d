package files

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

var pngStart = []byte("\x89PNG\r\n\x1a\n")

// pngKept are the chunks that a picture needs to look as it does. All others go:
// eXIf, tEXt, zTXt, iTXt, tIME, the frames of an animation, and unknown ones.
var pngKept = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true,
	"tRNS": true, "cHRM": true, "gAMA": true, "iCCP": true, "sBIT": true, "sRGB": true, "cICP": true,
	"bKGD": true, "pHYs": true,
}

// chunk is one part of a PNG file.
type chunk struct {
	kind string
	raw  []byte // with length and checksum
}

func cleanPNG(content []byte) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(content)))
	out.Write(pngStart)
	rest, found := bytes.CutPrefix(content, pngStart)
	seen := map[string]int{}
	for last := ""; found; {
		c, ok := nextChunk(rest)
		if !ok || (last == "") != (c.kind == "IHDR") || c.kind == "IDAT" && seen["IDAT"] > 0 && last != "IDAT" {
			break // the header stands first, and nothing within the picture
		}
		rest = rest[len(c.raw):]
		last = c.kind
		seen[c.kind]++
		critical := c.kind[0]&0x20 == 0
		if pngKept[c.kind] {
			out.Write(c.raw)
		} else if critical {
			break
		}
		if c.kind == "IEND" {
			if seen["IDAT"] == 0 || len(c.raw) != 12 {
				break
			}
			return out.Bytes(), nil // what comes after it is no part of the picture
		}
	}
	return nil, ErrBroken
}

// nextChunk cuts off the first chunk, if it is whole: length, four letters, bytes
// and their checksum.
func nextChunk(rest []byte) (chunk, bool) {
	if len(rest) < 12 {
		return chunk{}, false
	}
	length := uint64(binary.BigEndian.Uint32(rest))
	if length > uint64(len(rest)-12) {
		return chunk{}, false
	}
	raw := rest[:12+length]
	sum := binary.BigEndian.Uint32(raw[8+length:])
	if crc32.ChecksumIEEE(raw[4:8+length]) != sum {
		return chunk{}, false
	}
	return chunk{kind: string(raw[4:8]), raw: raw}, true
}
