package files_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
)

const canary = "31.5204N74.3587E" // where the shelter is

// photo is a small JPEG file with nothing but the picture.
func photo() []byte {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, drawing(), nil); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func drawing() image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		for y := range 30 {
			picture.Set(x, y, color.RGBA{uint8(x * 6), uint8(y * 8), uint8(x * y), 255})
		}
	}
	return picture
}

func screenshot() []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, drawing()); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// segment is a part of a JPEG file.
func segment(mark byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(body)+2)), body...)
}

// chunk is a part of a PNG file.
func chunk(kind, body string) []byte {
	out := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind+body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// exif says that a camera stood somewhere, and which way up it was held.
func exif(order binary.ByteOrder, turned uint16) string {
	tiff := []byte("MM\x00*\x00\x00\x00\x08")
	if order == binary.LittleEndian {
		tiff = []byte("II*\x00\x08\x00\x00\x00")
	}
	u16 := func(v uint16) { tiff = append(tiff, 0, 0); order.PutUint16(tiff[len(tiff)-2:], v) }
	u32 := func(v uint32) { tiff = append(tiff, 0, 0, 0, 0); order.PutUint32(tiff[len(tiff)-4:], v) }
	u16(2)
	u16(0x010f) // who made the camera
	u16(2)
	u32(uint32(len(canary)))
	u32(38)
	u16(0x0112) // which way is up
	u16(3)
	u32(1)
	u16(turned)
	u16(0)
	u32(0)
	return "Exif\x00\x00" + string(tiff) + canary
}

func into(content, part []byte, at int) []byte {
	return slices.Concat(content[:at], part, content[at:])
}

// told are the parts of a JPEG file that say more than the picture shows.
func told() [][]byte {
	return [][]byte{
		segment(0xe0, "JFIF\x00\x01\x02\x01\x00H\x00H\x02\x03"+canary+"12"), // 2 × 3 points of a small copy
		segment(0xe0, "JFXX\x00\x10"+canary),
		segment(0xe1, exif(binary.BigEndian, 1)),
		segment(0xe1, exif(binary.LittleEndian, 6)),
		segment(0xe1, "Exif\x00\x00"+canary),
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+canary),
		segment(0xe2, "MPF\x00"+canary),
		segment(0xed, "Photoshop 3.0\x008BIM"+canary),
		segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01"+canary),
		segment(0xef, canary),
		segment(0xfe, canary),
		{0xff, 0xff}, // filling
	}
}
