package files

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// endings are how the name of a file of each accepted type may end; the first is
// added to a name that ends otherwise, so that no text is opened as a program.
var endings = map[string][]string{
	PDF: {".pdf"}, JPEG: {".jpg", ".jpeg"}, PNG: {".png"}, Text: {".txt", ".md", ".csv"}, CSV: {".csv", ".txt"},
	DOCX: {".docx"}, XLSX: {".xlsx"}, ODT: {".odt"},
}

// Headers returns the HTTP headers under which a stored document is given out: to
// be saved and never shown in our pages, as what it was accepted as, and, if it is
// restricted, kept by nobody on the way.
func Headers(mediaType, name string, restricted bool) map[string]string {
	caching := "no-cache" // asked for again each time: it may have been withdrawn
	if restricted {
		caching = "private, no-store"
	}
	return map[string]string{
		"Content-Type":                 contentType(mediaType),
		"Content-Disposition":          disposition(fileName(mediaType, name)),
		"X-Content-Type-Options":       "nosniff",
		"Content-Security-Policy":      "sandbox; default-src 'none'",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                caching,
	}
}

func contentType(mediaType string) string {
	switch {
	case endings[mediaType] == nil:
		return "application/octet-stream"
	case mediaType == Text || mediaType == CSV:
		return mediaType + "; charset=utf-8"
	}
	return mediaType
}

// longest is how many bytes a name may have: what file systems allow, with room
// for the numbers that browsers add.
const longest = 180

// fileName makes a name that can be saved anywhere and looks like what it is.
func fileName(mediaType, name string) string {
	name = strings.ToValidUTF8(name, "_")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Trim(strings.Map(savable, name), " .")
	ending := path.Ext(name)
	switch allowed := endings[mediaType]; {
	case slices.Contains(allowed, strings.ToLower(ending)):
		name = strings.TrimSuffix(name, ending)
	case allowed != nil:
		ending = allowed[0]
	default:
		ending = ""
	}
	if name == "" {
		name = "document"
	}
	for len(name) > longest-len(ending) {
		_, last := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-last]
	}
	return name + ending
}

// savable drops what cannot be seen and could turn a name around, and replaces
// what Windows does not allow. Joiners stay: Urdu needs them.
func savable(r rune) rune {
	switch {
	case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
		return -1
	case strings.ContainsRune(`<>:"|?*`, r):
		return '_'
	case r == 0x2028, r == 0x2029:
		return ' '
	}
	return r
}

// disposition says "save" with a name in ASCII for old programs (RFC 6266) and in
// UTF-8 for all others (RFC 8187).
func disposition(name string) string {
	var plain, coded strings.Builder
	for _, r := range name {
		if r < utf8.RuneSelf && r != '%' {
			plain.WriteRune(r)
		} else {
			plain.WriteByte('_')
		}
	}
	for _, b := range []byte(name) {
		if b < utf8.RuneSelf && (unicode.IsLetter(rune(b)) || unicode.IsDigit(rune(b)) || strings.IndexByte("!#$&+-.^_`|~", b) >= 0) {
			coded.WriteByte(b)
		} else {
			fmt.Fprintf(&coded, "%%%02X", b)
		}
	}
	return `attachment; filename="` + plain.String() + `"; filename*=UTF-8''` + coded.String()
}
