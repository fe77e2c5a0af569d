package files_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"slices"
	"testing"

	"ahd.example/ahd/events/files"
)

// pdfOf is a PDF with one object, and one that is packed in a stream.
func pdfOf(object, packed string) string {
	var stream bytes.Buffer
	w := zlib.NewWriter(&stream)
	w.Write([]byte(packed))
	w.Close()
	return fmt.Sprintf("%%PDF-1.7\n1 0 obj<<%s>>endobj\n2 0 obj<</Type/ObjStm/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\ntrailer<<>>\nstartxref\n9\n%%%%EOF\n",
		object, stream.Len(), stream.String())
}

func sheet(more ...string) string {
	return packed(append([]string{"[Content_Types].xml", types(files.XLSX + ".main+xml"), "xl/workbook.xml", "<x/>"}, more...)...)
}

func odt(content string, more ...string) string {
	return packed(append([]string{"mimetype", files.ODT, "content.xml", content}, more...)...)
}

func rels(kind, mode string) string {
	return `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="https://example.org/x"` + mode + `/></Relationships>`
}

// A document that does more than being read is refused; one that only looks like it
// is not.
func TestActiveDocumentsAreRefused(t *testing.T) {
	for name, content := range map[string]string{
		"script":            pdfOf("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", ""),
		"escaped name":      pdfOf("/OpenAction<</S/J#61vaScript>>", ""),
		"key alone":         pdfOf("/A<</JS 5 0 R>>", ""),
		"launch":            pdfOf("/A<</S/Launch/F(x.exe)>>", ""),
		"packed script":     pdfOf("", "<</S/JavaScript/JS(x)>>"),
		"packed launch":     pdfOf("", "<</S /Launch /F(x)>>"),
		"form that is sent": pdfOf("/A<</S/SubmitForm>>", ""),
		"scripted form":     pdfOf("/AcroForm<</XFA 3 0 R>>", ""),
		"film":              pdfOf("/Subtype/RichMedia", ""),
		"control":           word("word/activeX/activeX1.xml", "<x/>"),
		"object":            word("word/embeddings/oleObject1.bin", "x"),
		"template":          word("word/_rels/settings.xml.rels", rels("attachedTemplate", ` TargetMode="External"`)),
		"far picture":       word("word/_rels/document.xml.rels", rels("image", ` TargetMode='External'`)),
		"field":             word("word/footer1.xml", `<w:instrText xml:space="preserve"> DDEAUTO c:\\x.exe</w:instrText>`),
		"old macros":        sheet("xl/macrosheets/sheet1.xml", "<x/>"),
		"far data":          sheet("xl/externalLinks/externalLink1.xml", "<externalLink><ddeLink/></externalLink>"),
		"listener":          odt(`<office:event-listeners><script:event-listener/></office:event-listeners>`),
		"ole in odt":        odt(`<draw:object-ole/>`),
	} {
		if _, err := files.Check(name, []byte(content)); !errors.Is(err, files.ErrActive) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := files.Check("sealed", []byte(pdfOf("/Encrypt 5 0 R", ""))); !errors.Is(err, files.ErrSealed) {
		t.Errorf("a sealed one: %v", err)
	}
	for name, content := range map[string]string{
		"first page":   pdfOf("/OpenAction[3 0 R/Fit]/Lang(en)/JSONish 1", "<</Type/Page>>"),
		"link":         word("word/_rels/document.xml.rels", rels("hyperlink", ` TargetMode="External"`)),
		"own picture":  word("word/_rels/document.xml.rels", rels("image", "")),
		"chart":        word("word/embeddings/Microsoft_Excel_Sheet.xlsx", "x"),
		"page number":  word("word/footer1.xml", `<w:instrText> PAGE </w:instrText>`),
		"no scripts":   odt(`<office:scripts/>`),
		"plain sheet":  sheet("xl/printerSettings/printerSettings1.bin", "x"),
		"words of it":  word("word/footer1.xml", `<w:t>oleObject and DDE</w:t>`),
		"escaped text": pdfOf("/Title(a#20b)", ""),
	} {
		if _, err := files.Check(name, []byte(content)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPackedPDFHasABound(t *testing.T) {
	if _, err := files.Check("", []byte(pdfOf("", string(make([]byte, 65<<20))))); !errors.Is(err, files.ErrTooLarge) {
		t.Error(err)
	}
	broken := bytes.Replace([]byte(pdfOf("", "x")), []byte("stream\n\x78"), []byte("stream\n\x00"), 1)
	if _, err := files.Check("", broken); !errors.Is(err, files.ErrBroken) {
		t.Error(err)
	}
}

func TestAuthorsOfDocuments(t *testing.T) {
	core := `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Ayesha Example</dc:creator><cp:lastModifiedBy>عائشہ</cp:lastModifiedBy><dc:title>Plan</dc:title></cp:coreProperties>`
	meta := `<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="d"><meta:initial-creator>A</meta:initial-creator><dc:creator>A</dc:creator></office:document-meta>`
	xmp := "<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>From XMP</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>"
	for name, c := range map[string]struct {
		kind, content string
		want          []string
	}{
		"word":         {files.DOCX, word("docProps/core.xml", core), []string{"Ayesha Example", "عائشہ"}},
		"sheet":        {files.XLSX, sheet("docProps/core.xml", core), []string{"Ayesha Example", "عائشہ"}},
		"odt":          {files.ODT, odt("<o/>", "meta.xml", meta), []string{"A"}},
		"none":         {files.DOCX, word(), nil},
		"pdf":          {files.PDF, pdfOf(`/Author(A \(B\))`, ""), []string{"A (B)"}},
		"pdf in hex":   {files.PDF, pdfOf(`/Author<FEFF0639>`, ""), []string{"ع"}},
		"packed":       {files.PDF, pdfOf("", "/Author (Packed)"), []string{"Packed"}},
		"described":    {files.PDF, pdfOf("", "") + xmp, []string{"From XMP"}},
		"pdf of none":  {files.PDF, pdfOf("/Author()", ""), nil},
		"plain":        {files.Text, "/Author(A)", nil},
		"not a zip":    {files.DOCX, "x", nil},
		"hex of waste": {files.PDF, pdfOf(`/Author<4>`, ""), nil},
	} {
		if got := files.Authors(c.kind, []byte(c.content)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}
