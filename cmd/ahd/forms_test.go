package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// taken is a summary in a form, in a file.
func taken(t *testing.T, dir, name string, more ...string) (path string, content []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	ok(t, append([]string{"report", "summary", "--on", "2027-01-01", "-o", path, "--data", dir}, more...)...)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, content
}

// A summary is taken along in every form, comes out the same each time, and what carries
// the document is checked like the document.
func TestASummaryIsTakenAlongAndChecked(t *testing.T) {
	dir := imported(t)
	_, document := taken(t, dir, "s.json", "--format", "json")
	for _, lang := range []string{"en", "ur"} {
		for _, format := range []string{"html", "xlsx"} {
			file, content := taken(t, dir, "s."+format, "--format", format, "--lang", lang)
			if _, again := taken(t, dir, "again", "--format", format, "--lang", lang); !bytes.Equal(content, again) {
				t.Errorf("%s in %s is another the second time", format, lang)
			}
			if row := checked(t, dir, file).Row; !row.Reproduced || row.Digest != digestOf(document) {
				t.Errorf("%s in %s: %+v", format, lang, row)
			}
		}
	}
	file, page := taken(t, dir, "s.html", "--format", "html")
	changed := strings.Replace(string(page), "No score can be given yet", "The score is perfect", 1)
	if changed == string(page) {
		t.Fatal("the page does not say that there is no score")
	}
	if err := os.WriteFile(file, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	if p := fails(t, 5, "report", "check", file, "--data", dir); p.Code != "summary.differs" || !strings.Contains(p.Detail, "what the file shows is not what") {
		t.Errorf("%+v", p)
	}
}

func TestLinesForMachinesAndForExcel(t *testing.T) {
	dir := imported(t)
	_, plain := taken(t, dir, "s.csv", "--format", "csv")
	_, excel := taken(t, dir, "s.csv", "--format", "csv", "--bom", "--lang", "ur")
	if !bytes.HasPrefix(plain, []byte("table,id,label,number,value,unit,n,coverage_bp,floor_bp,ceiling_bp,list\r\n")) {
		t.Errorf("%.80q", plain)
	}
	if !bytes.HasPrefix(excel, []byte("\ufeffجدول,")) {
		t.Errorf("%.80q", excel)
	}
	if p := fails(t, 1, "report", "summary", "--format", "html", "--bom", "--data", dir); !strings.Contains(p.Detail, "--bom goes with --format csv") {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 1, "report", "summary", "--format", "pdf", "--data", dir); !strings.Contains(p.Detail, "csv, csv-excel, html, json, xlsx") {
		t.Errorf("%+v", p)
	}
}

func TestATrendIsDrawn(t *testing.T) {
	dir := imported(t)
	for format, want := range map[string]string{"html": "<!DOCTYPE html>", "svg": "<svg xmlns="} {
		for _, lang := range []string{"en", "ur"} {
			args := []string{"report", "trend", "--format", format, "--lang", lang, "--data", dir}
			first := ok(t, args...).out
			if !strings.HasPrefix(first, want) || first != ok(t, args...).out || strings.Contains(first, `="rtl"`) != (lang == "ur") {
				t.Errorf("%s in %s: %.200s", format, lang, first)
			}
		}
	}
}

func digestOf(document []byte) string {
	sum := sha256.Sum256(document)
	return hex.EncodeToString(sum[:])
}
