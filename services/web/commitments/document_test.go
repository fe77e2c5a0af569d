package commitments_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/services/web/webtest"
)

// A public document is given out to be saved; a restricted one to nobody; one whose
// bytes have changed to nobody either.
func TestDocumentsAreGivenOutWithCare(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	dir := t.TempDir()
	store, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	hash, err := store.Put([]byte("district;beds\nLahore;12\n"))
	if err != nil {
		t.Fatal(err)
	}
	config := w.Config()
	config.Files = store
	w.Handler = webtest.Pages(config)
	const public, restricted, unknown = "00000000-0000-5000-8000-000000000001", "00000000-0000-5000-8000-000000000002", "00000000-0000-5000-8000-000000000003"
	media := "text/csv"
	w.Say("commitment/cm-1", events.EvidenceDeposited{Evidence: public, Hash: hash, Kind: "supports", MediaType: &media, Visibility: "public"})
	w.Say("commitment/cm-1", events.EvidenceDeposited{Evidence: restricted, Hash: hash, Kind: "supports", MediaType: &media, Visibility: "restricted"})

	given := w.Get("/documents/" + public)
	if given.Code != http.StatusOK || given.Body.String() != "district;beds\nLahore;12\n" {
		t.Errorf("%d %q", given.Code, given.Body)
	}
	for name, want := range map[string]string{
		"Content-Disposition": "attachment", "Content-Type": "text/csv", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox",
	} {
		if got := given.Header().Get(name); !strings.Contains(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	for id, want := range map[string]int{restricted: 403, unknown: 404, "..": 404, "x": 404} {
		if got := w.Get("/documents/" + url.PathEscape(id)); got.Code != want && got.Code != http.StatusTemporaryRedirect || strings.Contains(got.Body.String(), "Lahore") {
			t.Errorf("%s: %d", id, got.Code)
		}
	}
	if page := w.Page("/commitments/cm-1"); !strings.Contains(page, "/documents/"+public) || strings.Contains(page, restricted) {
		t.Error("the page leads to a restricted document, or not to a public one")
	}
	if err := os.WriteFile(filepath.Join(dir, hash), []byte("district;beds\nLahore;99\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := w.Get("/documents/" + public); got.Code != http.StatusGone || strings.Contains(got.Body.String(), "Lahore") {
		t.Errorf("changed bytes: %d", got.Code)
	}
	if err := os.Remove(filepath.Join(dir, hash)); err != nil {
		t.Fatal(err)
	}
	if got := w.Get("/documents/" + public); got.Code != http.StatusGone {
		t.Errorf("a lost file: %d", got.Code)
	}
	if page := w.Page("/commitments/cm-1"); strings.Contains(page, "/documents/"+public) || !strings.Contains(page, "lost; nobody erased it") {
		t.Error("the page does not say that a file is lost")
	}
}

// A text that could lead to somebody is asked about, with what was typed still
// there; an identity card is not taken at all.
func TestATextThatCouldLeadToSomebodyIsAskedAbout(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	form := webtest.Report(webtest.Command(t, w.Page("/commitments/cm-1")))
	form.Set("narrative", "Call the shelter at 0300-1234567")
	before := w.Log.Size()
	asked := webtest.Send(w, "cm-1", form)
	if asked.Code != http.StatusUnprocessableEntity || w.Log.Size() != before {
		t.Fatalf("%d", asked.Code)
	}
	for _, want := range []string{`name="confirmed"`, "0300-1234567", "phone number"} {
		if !strings.Contains(asked.Body.String(), want) {
			t.Errorf("no %q", want)
		}
	}
	form.Set("confirmed", "yes")
	if sent := webtest.Send(w, "cm-1", form); sent.Code != http.StatusSeeOther || w.Log.Size() != before+1 {
		t.Errorf("%d", sent.Code)
	}
	form = webtest.Report(webtest.Command(t, w.Page("/commitments/cm-1")))
	form.Set("narrative", "35202-1234567-1")
	form.Set("confirmed", "yes")
	if sent := webtest.Send(w, "cm-1", form); sent.Code != http.StatusUnprocessableEntity || strings.Contains(sent.Body.String(), `name="confirmed"`) {
		t.Errorf("an identity card: %d", sent.Code)
	}
}
