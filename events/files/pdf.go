package files

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"

	"ahd.example/ahd/events/cause"
)

var (
	pdfStart = regexp.MustCompile(`^%PDF-[12]\.[0-9]`)
	pdfEnd   = []byte("%%EOF")

	// pdfActive are the names of what runs, opens or sends something (ISO 32000-1,
	// 12.6.4).
	pdfActive = regexp.MustCompile(`/(?:JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia|RichMediaExecute|XFA)(?:[\x00\t\n\f\r ()<>\[\]{}/%]|$)`)
	pdfSealed = regexp.MustCompile(`/Encrypt(?:[\x00\t\n\f\r <\[]|$)`)
	pdfEscape = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
	pdfStream = regexp.MustCompile(`stream\r?\n`)
)

// maxPDF is how many bytes the objects that are packed in a PDF may unpack to.
const maxPDF = 64 << 20

// pdf refuses a file that was cut off or goes on after its end, that cannot be looked
// at, or that holds what runs, opens or sends something. It looks at every object,
// those that are packed in streams too; where a reader would find them does not matter.
func pdf(content []byte) error {
	end := bytes.LastIndex(content, pdfEnd)
	if end < 0 || len(bytes.Trim(content[end+len(pdfEnd):], " \t\r\n\x00")) > 0 {
		return ErrBroken
	}
	outside, packed, err := pdfParts(content)
	if err != nil {
		return err
	}
	if pdfSealed.Match(pdfNames(outside)) {
		return ErrSealed
	}
	for _, part := range append(packed, outside) {
		if pdfActive.Match(pdfNames(part)) {
			return ErrActive
		}
	}
	return nil
}

// pdfNames undoes what may be written otherwise in a name: /J#61vaScript.
func pdfNames(part []byte) []byte {
	if !bytes.ContainsRune(part, '#') {
		return part
	}
	return pdfEscape.ReplaceAllFunc(part, func(escape []byte) []byte {
		char, _ := hex.DecodeString(string(escape[1:])) // two digits, as the pattern says
		return char
	})
}

// pdfParts divides a PDF into what stands outside its streams and the objects that are
// packed in them. Pictures and pages are left out: what they hold is drawn.
func pdfParts(content []byte) (outside []byte, packed [][]byte, err error) {
	room := int64(maxPDF)
	for rest := content; ; {
		at := pdfStream.FindIndex(rest)
		if at == nil {
			return append(outside, rest...), packed, nil
		}
		outside = append(outside, rest[:at[0]]...)
		body := rest[at[1]:]
		if bytes.Contains(pdfNames(dictionaryBefore(rest[:at[0]])), []byte("/ObjStm")) {
			objects, err := unpackPDF(body, &room)
			if err != nil {
				return nil, nil, err
			}
			packed = append(packed, objects)
		}
		end := bytes.Index(body, []byte("endstream"))
		if end < 0 {
			return outside, packed, nil
		}
		rest = body[end+len("endstream"):]
	}
}

// dictionaryBefore is the dictionary that ends a text, with what it holds.
func dictionaryBefore(text []byte) []byte {
	return text[max(0, bytes.LastIndex(text, []byte(" obj"))):]
}

// unpackPDF unpacks objects. Those that are packed in another way than by zlib, or
// damaged, cannot be looked at.
func unpackPDF(body []byte, room *int64) ([]byte, error) {
	reader, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, cause.Of(ErrBroken, err)
	}
	defer reader.Close() // it reads from memory
	objects, err := io.ReadAll(io.LimitReader(reader, *room+1))
	if *room -= int64(len(objects)); *room < 0 {
		return nil, ErrTooLarge
	}
	if err != nil && len(objects) == 0 {
		return nil, cause.Of(ErrBroken, err)
	}
	return objects, nil
}
