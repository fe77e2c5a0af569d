package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/uuid"
)

// picture is a JPEG whose metadata says where it was taken.
func picture(t *testing.T) string {
	t.Helper()
	plain, err := os.ReadFile("../../events/files/testdata/rgb.jpg")
	if err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00 taken at the shelter, 31.5204 N 74.3587 E"
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	path := filepath.Join(t.TempDir(), "Zqxwcanary77 shelter.jpg")
	if err := os.WriteFile(path, append(append([]byte{}, plain[:2]...), append(segment, plain[2:]...)...), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file is restricted unless somebody says otherwise: the record then holds a
// random id and a salted hash, and neither its name nor its own hash.
func TestAFileIsDepositedRestricted(t *testing.T) {
	dir := imported(t)
	id, path := uuid.NewString(), picture(t)
	deposit := []string{"record", "evidence", "--commitment", item, "--file", path, "--command-id", id, "--data", dir, "--json"}
	first := read[recordedAt](t, ok(t, deposit...))
	again := read[recordedAt](t, ok(t, deposit...))
	if !first.Recorded || again.Recorded || again.Sequence != first.Sequence {
		t.Errorf("%+v, then %+v", first, again)
	}
	told := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows
	data := told[len(told)-1]["data"].(map[string]any)
	if data["visibility"] != "restricted" || data["media_type"] != nil || data["effective"] != nil || data["kind"] != "supports" {
		t.Errorf("%v", data)
	}
	kept := storedFiles(t, dir, "31.5204")
	if len(kept) != 1 || kept[0] == data["hash"] {
		t.Errorf("%v is kept, the event says %v", kept, data["hash"])
	}
	for _, place := range []string{"jetstream", "ledger", "book"} {
		if files := found(t, filepath.Join(dir, place)); len(files) > 0 {
			t.Errorf("the name of the file is in %v of %s", files, place)
		}
	}
	if files := found(t, dir); len(files) == 0 {
		t.Error("the name of the file is lost")
	}
}

// storedFiles lists the files of evidence, none of which may hold forbidden words.
func storedFiles(t *testing.T, dir, forbidden string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(dir, "files", entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(forbidden)) {
			t.Errorf("%s says %q", entry.Name(), forbidden)
		}
		if bytes.HasPrefix(content, []byte("\xff\xd8")) {
			names = append(names, entry.Name())
		}
	}
	return names
}

func TestDocumentsAreRefusedInWords(t *testing.T) {
	dir := imported(t)
	html := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(html, []byte("<html><script>alert(1)</script></html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	pipe := filepath.Join(t.TempDir(), "pipe.pdf")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	with := func(args ...string) []string {
		return append([]string{"record", "evidence", "--commitment", item, "--data", dir}, args...)
	}
	for name, c := range map[string]struct {
		code int
		args []string
		says string
	}{
		"neither":             {1, with(), "--file"},
		"both":                {1, with("--url", "https://example.org/", "--file", html), "--file"},
		"a page called PDF":   {2, with("--file", html), "not accepted"},
		"no such file":        {1, with("--file", html+"x"), "report.pdfx"},
		"a link that is key":  {2, with("--url", "https://www.dropbox.com/s/abc/report.pdf?dl=0"), "restricted"},
		"no such visibility":  {1, with("--url", "https://example.org/", "--visibility", "secret"), "restricted"},
		"no file but a pipe":  {1, with("--file", pipe), "pipe.pdf"},
		"no web address":      {1, with("--url", "minutes of the meeting", "--visibility", "restricted"), "https://"},
		"a parent's child no": {1, []string{"record", "evidence", "--commitment", "cm-zz", "--url", "https://example.org/", "--visibility", "restricted", "--data", dir}, "cm-zz"},
	} {
		if p := fails(t, c.code, c.args...); !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s: %q does not say %q", name, p.Detail, c.says)
		}
	}
	secret := "https://www.dropbox.com/s/Zqxwcanary77/report.pdf"
	ok(t, with("--url", secret, "--visibility", "restricted")...)
	for _, place := range []string{"jetstream", "ledger", "book"} {
		if files := found(t, filepath.Join(dir, place)); len(files) > 0 {
			t.Errorf("the address is in %v of %s", files, place)
		}
	}
}

// An erased document is nowhere any more, nor is what was known of it.
func TestAnErasedDocumentIsNowhere(t *testing.T) {
	for _, visibility := range []string{"restricted", "public"} {
		dir := imported(t)
		id, path := uuid.NewString(), picture(t)
		ok(t, "record", "evidence", "--commitment", item, "--file", path, "--visibility", visibility, "--command-id", id, "--data", dir)
		if len(storedFiles(t, dir, "31.5204")) != 1 || len(found(t, dir)) == 0 {
			t.Fatalf("%s: it was never there", visibility)
		}
		ok(t, "record", "erase", "--yes", "--commitment", item, "--text", id+"/document", "--basis", "consent-withdrawn", "--data", dir)
		if files := storedFiles(t, dir, "31.5204"); len(files) > 0 {
			t.Errorf("%s: the file is still there: %v", visibility, files)
		}
		if files := found(t, dir); len(files) > 0 {
			t.Errorf("%s: its name is still in %v", visibility, files)
		}
		if p := fails(t, 1, "record", "erase", "--yes", "--commitment", item, "--text", uuid.NewString()+"/document", "--basis", "mistake", "--data", dir); p.Code != "text.unknown" {
			t.Errorf("%+v", p)
		}
	}
}
