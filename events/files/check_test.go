package files_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"ahd.example/ahd/events/files"
)

const pdf = "%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"

// packed is a zip file with members in order: name, content, name, content.
func packed(members ...string) string {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for i := 0; i < len(members); i += 2 {
		member, err := archive.CreateHeader(&zip.FileHeader{Name: members[i]})
		if err != nil {
			panic(err)
		}
		if _, err := io.WriteString(member, members[i+1]); err != nil {
			panic(err)
		}
	}
	if err := archive.Close(); err != nil {
		panic(err)
	}
	return out.String()
}

func types(kind string) string {
	return `<Types><Override PartName="/x" ContentType="` + kind + `"/></Types>`
}

func word(more ...string) string {
	return packed(append([]string{"[Content_Types].xml", types(files.DOCX + ".main+xml"), "word/document.xml", "<w/>"}, more...)...)
}

func TestWhatAFileIsIsSeenByWhatIsInIt(t *testing.T) {
	sheet := packed("[Content_Types].xml", types(files.XLSX+".main+xml"), "xl/workbook.xml", "<x/>")
	open := packed("mimetype", files.ODT, "content.xml", "<o/>", "Configurations2/", "")
	var noError error
	for _, c := range []struct {
		name, content, want string
		err                 error
	}{
		{"a.pdf", pdf, files.PDF, noError},
		{"a.txt", pdf, files.PDF, noError},
		{"a.pdf", string(photo()), files.JPEG, noError},
		{"a.jpg", string(screenshot()), files.PNG, noError},
		{"a.zip", word(), files.DOCX, noError},
		{"a.docx", sheet, files.XLSX, noError},
		{"a", open, files.ODT, noError},
		{"a.txt", "پناہ گاہ کھل گئی\n", files.Text, noError},
		{"a.txt", "\ufeffwith a mark\r\n\tand 1 < 2", files.Text, noError},
		{"a.CSV", "id,name\n1,\"a, b\"\n", files.CSV, noError},
		{"a.txt", "id,name\n1,a\n", files.Text, noError},
		{"a.csv", "said \"so\n", files.Text, noError},

		{"a.pdf", "", "", files.ErrEmpty},
		{"a.pdf", "%PDF-1.7" + strings.Repeat(" ", files.MaxSize), "", files.ErrTooLarge},
		{"a.pdf", "<!DOCTYPE html><p>hello", "", files.ErrType},
		{"a.txt", "\ufeff \n<p>hello", "", files.ErrType},
		{"a.txt", "hello <SCRIPT>alert(1)</SCRIPT>", "", files.ErrType},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`, "", files.ErrType},
		{"a.pdf", "\n" + pdf, "", files.ErrType},
		{"a.pdf", "GIF89a\x01\x00" + pdf, "", files.ErrType},
		{"a.pdf", "%PDF-x", "", files.ErrType},
		{"a.pdf", pdf[:40], "", files.ErrBroken},
		{"a.pdf", pdf + word(), "", files.ErrBroken},
		{"a.txt", "caf\xe9", "", files.ErrType},
		{"a.txt", "\xff\xfeh\x00i\x00", "", files.ErrType},
		{"a.txt", "a\x00b", "", files.ErrType},
		{"a.exe", "MZ\x90\x00", "", files.ErrType},
		{"a.ps", "%!PS-Adobe-3.0\n", "", files.ErrType},
		{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", files.ErrType},

		{"a.docx", packed("a.txt", "hello"), "", files.ErrType},
		{"a.docx", packed("word/document.xml", "<w/>"), "", files.ErrType},
		{"a.docx", packed("[Content_Types].xml", types(files.DOCX+".main+xml")), "", files.ErrType},
		{"a.docx", packed("[Content_Types].xml", types("application/vnd.ms-word.document.macroEnabled.main+xml"), "word/document.xml", ""), "", files.ErrMacros},
		{"a.docx", word("word/vbaProject.bin", "x"), "", files.ErrMacros},
		{"a.odt", packed("mimetype", files.ODT, "content.xml", "<o/>", "Basic/Standard/Module1.xml", "x"), "", files.ErrMacros},
		{"a.odt", packed("content.xml", "<o/>", "mimetype", files.ODT), "", files.ErrType},
		{"a.docx", word("../x", "x"), "", files.ErrBroken},
		{"a.docx", word(`word\x`, "x"), "", files.ErrBroken},
		{"a.docx", word("word/document.xml", "another"), "", files.ErrBroken},
		{"a.docx", word() + "x", "", files.ErrBroken},
		{"a.docx", word()[:200], "", files.ErrBroken},
		{"a.docx", "x" + word(), "", files.ErrType},
	} {
		got, err := files.Check(c.name, []byte(c.content))
		if !errors.Is(err, c.err) || err == nil && got != c.want {
			t.Errorf("%s %.30q: %s %v, not %s %v", c.name, c.content, got, err, c.want, c.err)
		}
	}
}

// zeros never ends.
type zeros struct{ read int }

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	z.read += len(p)
	return len(p), nil
}

func TestADocumentThatUnpacksWithoutEndIsRefused(t *testing.T) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	bomb := &zip.FileHeader{Name: "word/media/bomb", Method: zip.Deflate, UncompressedSize64: 401 << 20}
	if _, err := archive.CreateRaw(bomb); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := files.Check("a.docx", out.Bytes()); !errors.Is(err, files.ErrTooLarge) {
		t.Errorf("%d bytes: %v", out.Len(), err)
	}
}

func TestNoMoreIsReceivedThanMayBe(t *testing.T) {
	endless := &zeros{}
	if _, err := files.Receive(endless); !errors.Is(err, files.ErrTooLarge) || endless.read > 2*files.MaxSize {
		t.Errorf("%d bytes: %v", endless.read, err)
	}
	if _, err := files.Receive(strings.NewReader("")); !errors.Is(err, files.ErrEmpty) {
		t.Error(err)
	}
	if content, err := files.Receive(io.LimitReader(&zeros{}, files.MaxSize)); err != nil || len(content) != files.MaxSize {
		t.Errorf("%d bytes: %v", len(content), err)
	}
	if _, err := files.Receive(io.MultiReader(strings.NewReader("half"), broken{})); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
