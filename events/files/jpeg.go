package files

import (
	"bytes"
	"encoding/binary"
)

var jpegStart = []byte("\xff\xd8\xff")

// The marks of a JPEG file that are treated in their own way.
const (
	markSOI   = 0xd8
	markEOI   = 0xd9
	markSOS   = 0xda
	markApp0  = 0xe0
	markApp1  = 0xe1
	markApp2  = 0xe2
	markApp14 = 0xee
	markApp15 = 0xef
	markCOM   = 0xfe
)

// photo is a JPEG file while it is taken apart.
type photo struct {
	rest        []byte       // not looked at yet
	jfif, adobe []byte       // segments that tell how colours are meant
	orientation uint16       // 0 while nothing was said of it
	out         bytes.Buffer // what is kept besides
	frames      int          // how many pictures were announced
	scans       int          // how many passes over the picture were seen
}

func cleanJPEG(content []byte) ([]byte, error) {
	if !bytes.HasPrefix(content, jpegStart) {
		return nil, ErrBroken
	}
	p := &photo{rest: content[2:]}
	for {
		mark, ok := p.mark()
		if !ok {
			return nil, ErrBroken
		}
		if mark == markEOI { // what comes after it is no part of the picture
			break
		}
		body, ok := p.segment()
		if !ok || !p.take(mark, body) {
			return nil, ErrBroken
		}
	}
	if p.scans == 0 || p.frames != 1 {
		return nil, ErrBroken
	}
	return p.together(), nil
}

// together puts what was kept into the order that readers expect.
func (p *photo) together() []byte {
	all := []byte{0xff, markSOI}
	all = append(all, p.jfif...)
	if p.orientation > 1 {
		all = append(all, segment(markApp1, uprightEXIF(p.orientation))...)
	}
	all = append(all, p.adobe...)
	all = append(all, p.out.Bytes()...)
	return append(all, 0xff, markEOI)
}

// mark reads the next mark; any number of FF may stand before it.
func (p *photo) mark() (byte, bool) {
	if len(p.rest) == 0 || p.rest[0] != 0xff {
		return 0, false
	}
	for len(p.rest) > 0 && p.rest[0] == 0xff {
		p.rest = p.rest[1:]
	}
	if len(p.rest) == 0 {
		return 0, false
	}
	mark := p.rest[0]
	p.rest = p.rest[1:]
	return mark, true
}

// segment reads what belongs to a mark: its length, which counts itself, and its
// bytes.
func (p *photo) segment() ([]byte, bool) {
	if len(p.rest) < 2 {
		return nil, false
	}
	length := int(binary.BigEndian.Uint16(p.rest))
	if length < 2 || length > len(p.rest) {
		return nil, false
	}
	body := p.rest[2:length]
	p.rest = p.rest[length:]
	return body, true
}

// take keeps a segment or lets it go; false where it has no place in a picture.
func (p *photo) take(mark byte, body []byte) bool {
	switch {
	case mark >= markApp0 && mark <= markApp15:
		p.application(mark, body)
		return true
	case mark == markCOM:
		return true
	case mark == markSOS:
		p.scans++
		p.out.Write(segment(mark, body))
		p.scan()
		return p.frames == 1
	case frame(mark):
		p.frames++
	case !table(mark):
		return false
	}
	p.out.Write(segment(mark, body))
	return true
}

// frame says whether a mark announces a picture: C0 to CF, but for C4, C8 and CC.
func frame(mark byte) bool {
	return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc
}

// table says whether a mark brings what is needed to read the picture: Huffman,
// arithmetic and quantisation tables, number of lines, restart interval.
func table(mark byte) bool {
	return mark == 0xc4 || mark == 0xcc || mark >= 0xdb && mark <= 0xdd
}

var (
	jfifID  = []byte("JFIF\x00")
	exifID  = []byte("Exif\x00\x00")
	iccID   = []byte("ICC_PROFILE\x00")
	adobeID = []byte("Adobe")
)

// application looks at what programs and cameras add. Kept are colours, the first
// time they are told, and which way is up. The small copy within JFIF goes: it may
// show what was cut off.
func (p *photo) application(mark byte, body []byte) {
	switch {
	case p.scans > 0: // too late to mean anything
	case mark == markApp0 && p.jfif == nil && bytes.HasPrefix(body, jfifID) && len(body) >= 14:
		p.jfif = segment(mark, append(bytes.Clone(body[:12]), 0, 0))
	case mark == markApp1 && p.orientation == 0 && bytes.HasPrefix(body, exifID):
		p.orientation = orientation(body[len(exifID):])
	case mark == markApp2 && bytes.HasPrefix(body, iccID):
		p.out.Write(segment(mark, body))
	case mark == markApp14 && p.adobe == nil && bytes.HasPrefix(body, adobeID) && len(body) >= 12:
		p.adobe = segment(mark, body[:12])
	}
}

// scan copies the picture's own bytes up to the next mark. In them FF 00 is a byte
// FF, and FF D0 to FF D7 are places to restart from.
func (p *photo) scan() {
	for {
		next := bytes.IndexByte(p.rest, 0xff)
		if next < 0 || next+1 == len(p.rest) {
			p.rest = nil // cut off: no mark comes any more
			return
		}
		p.out.Write(p.rest[:next])
		p.rest = p.rest[next:]
		switch follows := p.rest[1]; {
		case follows == 0xff: // filling
			p.rest = p.rest[1:]
		case follows == 0 || follows >= 0xd0 && follows <= 0xd7:
			p.out.Write(p.rest[:2])
			p.rest = p.rest[2:]
		default:
			return
		}
	}
}

// segment writes a mark with its length and bytes.
func segment(mark byte, body []byte) []byte {
	out := binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(body)+2))
	return append(out, body...)
}
