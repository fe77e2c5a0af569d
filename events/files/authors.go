package files

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// Authors are the names of people that a document holds beside what it shows: who made
// it and who saved it last, each once, in the order in which they stand there. Whoever
// makes a document public makes them public too. There are none in pictures, from which
// they are taken out, and in plain text.
func Authors(mediaType string, content []byte) []string {
	var names []string
	switch mediaType {
	case PDF:
		names = pdfAuthors(content)
	case DOCX, XLSX:
		names = officeAuthors(content, "docProps/core.xml", "docProps/app.xml")
	case ODT:
		names = officeAuthors(content, "meta.xml")
	}
	var each []string
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(each, name) {
			each = append(each, name)
		}
	}
	return each
}

// authorElements are the elements that hold a name, by their local names.
var authorElements = []string{"creator", "lastModifiedBy", "initial-creator", "printed-by", "Manager"}

func officeAuthors(content []byte, members ...string) (names []string) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil
	}
	for _, member := range archive.File {
		if slices.Contains(members, path.Clean(member.Name)) {
			names = append(names, elementsOf(head(member), authorElements)...)
		}
	}
	return names
}

// elementsOf are the texts of some elements.
func elementsOf(text string, wanted []string) (found []string) {
	decoder, within := xml.NewDecoder(strings.NewReader(text)), 0
	decoder.Strict = false
	for {
		token, err := decoder.Token()
		if err != nil { // io.EOF, or no XML from here on
			return found
		}
		switch t := token.(type) {
		case xml.StartElement:
			if within > 0 || slices.Contains(wanted, t.Name.Local) {
				within++
			}
			if within == 1 {
				found = append(found, "")
			}
		case xml.EndElement:
			within = max(0, within-1)
		case xml.CharData:
			if within > 0 {
				found[len(found)-1] += string(t)
			}
		}
	}
}

var (
	pdfAuthor = regexp.MustCompile(`/Author\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)`)
	pdfXMP    = regexp.MustCompile(`(?s)<x:xmpmeta\b.*?</x:xmpmeta>`)
)

func pdfAuthors(content []byte) (names []string) {
	outside, packed, err := pdfParts(content)
	if err != nil {
		return nil
	}
	for _, part := range append(packed, outside) {
		for _, found := range pdfAuthor.FindAllSubmatch(part, -1) {
			names = append(names, pdfString(found[1]))
		}
	}
	for _, packet := range pdfXMP.FindAll(content, -1) {
		names = append(names, elementsOf(string(packet), []string{"creator"})...)
	}
	return names
}

// pdfString reads a string of a PDF: in brackets or in hexadecimal, in UTF-16 where it
// begins with that mark, else taken as Latin 1.
func pdfString(spelt []byte) string {
	text := unbracketed(spelt)
	if !bytes.HasPrefix(text, []byte("\xfe\xff")) {
		runes := make([]rune, len(text))
		for i, b := range text {
			runes[i] = rune(b)
		}
		return string(runes)
	}
	var units []uint16
	for i := 2; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
	}
	return string(utf16.Decode(units))
}

func unbracketed(spelt []byte) []byte {
	inside := spelt[1 : len(spelt)-1]
	if spelt[0] == '<' {
		return hexadecimal(inside)
	}
	var text []byte
	for i := 0; i < len(inside); i++ {
		if inside[i] == '\\' && i+1 < len(inside) {
			i++
		}
		text = append(text, inside[i])
	}
	return text
}

func hexadecimal(digits []byte) (text []byte) {
	reader := io.Reader(bytes.NewReader(bytes.Join(bytes.Fields(digits), nil)))
	for {
		var pair [2]byte
		if _, err := io.ReadFull(reader, pair[:]); err != nil {
			return text
		}
		text = append(text, nibble(pair[0])<<4|nibble(pair[1]))
	}
}

func nibble(digit byte) byte {
	switch {
	case digit >= 'a':
		return digit - 'a' + 10
	case digit >= 'A':
		return digit - 'A' + 10
	}
	return digit - '0'
}
