package files

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"ahd.example/ahd/events/cause"
)

var (
	zipStart = []byte("PK\x03\x04")
	zipEnd   = []byte("PK\x05\x06")
)

// How much an office document may hold: a small file can be packed so that it
// fills the disk of whoever opens it.
const (
	maxMembers  = 10_000
	maxUnpacked = 400 << 20
	maxHead     = 1 << 20 // of a member that says what the document is
)

// office returns which of the accepted documents a zip file is.
func office(content []byte) (mediaType string, err error) {
	const end = 22 // bytes; longer with a comment, which no office program writes
	if len(content) < end || !bytes.HasPrefix(content[len(content)-end:], zipEnd) {
		return "", ErrBroken
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", cause.Of(ErrBroken, err)
	}
	members, err := list(archive)
	if err != nil {
		return "", err
	}
	if mediaType, err = kind(members, archive.File); err != nil {
		return "", err
	}
	return mediaType, inactive(archive.File)
}

// list returns the members by name. It refuses names that two readers could
// understand differently.
func list(archive *zip.Reader) (map[string]*zip.File, error) {
	if len(archive.File) > maxMembers {
		return nil, ErrTooLarge
	}
	members := map[string]*zip.File{}
	var unpacked uint64
	for _, member := range archive.File {
		if unpacked += min(member.UncompressedSize64, maxUnpacked+1); unpacked > maxUnpacked {
			return nil, ErrTooLarge
		}
		clean := strings.TrimSuffix(member.Name, "/")
		if clean == "" || members[clean] != nil || path.Clean("/"+clean) != "/"+clean || strings.Contains(clean, `\`) {
			return nil, ErrBroken
		}
		members[clean] = member
		if macro(clean) {
			return nil, ErrMacros
		}
	}
	return members, nil
}

// macro says whether a member holds programs: of Word and Excel, or of LibreOffice.
func macro(name string) bool {
	return strings.EqualFold(path.Base(name), "vbaProject.bin") || strings.HasPrefix(name, "Basic/") || strings.HasPrefix(name, "Scripts/")
}

func kind(members map[string]*zip.File, inOrder []*zip.File) (mediaType string, err error) {
	types := head(members["[Content_Types].xml"])
	switch {
	case members["word/document.xml"] != nil && strings.Contains(types, DOCX+".main+xml"):
		return DOCX, nil
	case members["xl/workbook.xml"] != nil && strings.Contains(types, XLSX+".main+xml"):
		return XLSX, nil
	case strings.Contains(types, "macroEnabled"):
		return "", ErrMacros
	case members["content.xml"] != nil && inOrder[0].Name == "mimetype" && head(inOrder[0]) == ODT:
		return ODT, nil
	}
	return "", ErrType
}

// head returns what a member says; nothing if it is absent, damaged or too long.
func head(member *zip.File) string {
	if member == nil || member.UncompressedSize64 > maxHead {
		return ""
	}
	reader, err := member.Open()
	if err != nil {
		return ""
	}
	defer reader.Close()
	content, err := io.ReadAll(io.LimitReader(reader, maxHead))
	if err != nil {
		return ""
	}
	return string(content)
}
