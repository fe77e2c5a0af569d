package files_test

import (
	"mime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"ahd.example/ahd/events/files"
)

func TestADocumentIsSavedAndNeverShown(t *testing.T) {
	got := files.Headers(files.Text, "پناہ گاہ.txt", true)
	for name, want := range map[string]string{
		"Content-Type":                 "text/plain; charset=utf-8",
		"Content-Disposition":          `attachment; filename="____ ___.txt"; filename*=UTF-8''%D9%BE%D9%86%D8%A7%DB%81%20%DA%AF%D8%A7%DB%81.txt`,
		"X-Content-Type-Options":       "nosniff",
		"Content-Security-Policy":      "sandbox; default-src 'none'",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                "private, no-store",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, not %q", name, got[name], want)
		}
	}
	if caching := files.Headers(files.PDF, "a.pdf", false)["Cache-Control"]; caching != "no-cache" {
		t.Error(caching)
	}
	if kind := files.Headers("text/html", "a.html", false)["Content-Type"]; kind != "application/octet-stream" {
		t.Error(kind)
	}
}

func TestANameIsSafeAndLooksLikeWhatTheFileIs(t *testing.T) {
	for _, c := range []struct{ mediaType, name, want string }{
		{files.PDF, "Report.PDF", "Report.PDF"},
		{files.PDF, "report.exe", "report.exe.pdf"},
		{files.Text, "page.html", "page.html.txt"},
		{files.PDF, `C:\Users\someone\a.pdf`, "a.pdf"},
		{files.PDF, "../../etc/passwd", "passwd.pdf"},
		{files.PDF, "", "document.pdf"},
		{files.PDF, "...", "document.pdf"},
		{files.JPEG, ".jpg", "jpg.jpg"},
		{files.PDF, "a\u202efdp.exe", "afdp.exe.pdf"},
		{files.PDF, "a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"},
		{files.PDF, `a"b;c%d.pdf`, "a_b;c%d.pdf"},
		{files.PDF, "می\u200cرود.pdf", "می\u200cرود.pdf"},
		{files.PDF, "\xff.pdf", "_.pdf"},
		{"what/else", "a.html", "a.html"},
	} {
		if got := saved(t, c.mediaType, c.name); got != c.want {
			t.Errorf("%s %q is saved as %q, not %q", c.mediaType, c.name, got, c.want)
		}
	}
}

// saved is the name that a browser reads from the headers.
func saved(t rapid.TB, mediaType, name string) string {
	t.Helper()
	header := files.Headers(mediaType, name, true)["Content-Disposition"]
	plain, coded, found := strings.Cut(header, "; filename*=")
	if !found || strings.ContainsFunc(header, func(r rune) bool { return r >= utf8.RuneSelf || unicode.IsControl(r) }) {
		t.Fatalf("%q", header)
	}
	if kind, _, err := mime.ParseMediaType(plain); err != nil || kind != "attachment" {
		t.Fatalf("%q: %v", plain, err)
	}
	_, parameters, err := mime.ParseMediaType("attachment; filename*=" + coded)
	if err != nil {
		t.Fatalf("%q: %v", coded, err)
	}
	return parameters["filename"]
}

func TestAnyNameCanBeSaved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := saved(t, files.PDF, rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "name"))
		if len(name) > 180 || !utf8.ValidString(name) || !strings.HasSuffix(strings.ToLower(name), ".pdf") || strings.ContainsAny(name, "/\\\r\n\"") {
			t.Errorf("%q", name)
		}
	})
	if long := saved(t, files.PDF, strings.Repeat("پ", 500)+".pdf"); len(long) != 180 || !strings.HasSuffix(long, "پ.pdf") {
		t.Errorf("%q", long)
	}
}
