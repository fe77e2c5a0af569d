package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/terminal"
)

// An erased address is in no byte of the data folder, whoever brought it and how: beside
// evidence, beside a dispute, or as one that was never public.
func TestAnErasedAddressIsNowhere(t *testing.T) {
	const address = "https://example.org/Zqxwcanary77/visit.pdf"
	for _, served := range []bool{false, true} {
		t.Run(fmt.Sprintf("served %v", served), func(t *testing.T) {
			dir := imported(t)
			var s *server
			if served {
				s = start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
			}
			brought := map[string]string{} // the text → the command
			for field, args := range map[string][]string{
				"address":  {"record", "evidence", "--url", address},
				"address ": {"record", "dispute", "--claim", "not_implemented", "--statement", "It is locked", "--url", address},
				"document": {"record", "evidence", "--url", address, "--visibility", "restricted"},
			} {
				id := uuid.NewString()
				ok(t, append(args, "--commitment", item, "--command-id", id, "--data", dir)...)
				brought[id+"/"+strings.TrimSpace(field)] = id
			}
			if len(found(t, dir)) == 0 || !strings.Contains(ok(t, "timeline", "commitment", item, "--data", dir).out, " · "+address) {
				t.Fatal("the address is not seen where it should be")
			}
			if served {
				if _, page := get(t, s.url+"/commitments/"+item); strings.Count(page, `href="`+address+`"`) != 4 {
					t.Error("the page does not show both")
				}
			}
			for text := range brought {
				ok(t, "record", "erase", "--yes", "--commitment", item, "--text", text, "--basis", "victim-data", "--data", dir)
			}
			if files := found(t, dir); len(files) > 0 {
				t.Errorf("it is still in %v", files)
			}
			for _, event := range read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows {
				words, known := event["words"].(map[string]any)["address"]
				if _, one := brought[event["id"].(string)+"/address"]; one != known || words != nil {
					t.Errorf("%v", event)
				}
			}
			if served {
				if _, page := get(t, s.url+"/commitments/"+item); strings.Contains(page, "Zqxwcanary77") || !strings.Contains(page, "Address of the document: text withheld") {
					t.Error("the page does not say that it was withheld")
				}
			}
		})
	}
}

// Everything typed or brought is listed until it is erased, with what no erasure reaches.
func TestWhatCanBeErasedIsListed(t *testing.T) {
	dir := imported(t)
	none := read[list](t, ok(t, "record", "erase", "--list", "--commitment", item, "--data", dir, "--json"))
	if none.Rows == nil || len(none.Rows) > 0 || none.At.Sequence == 0 || none.On == "" {
		t.Errorf("%+v", none)
	}
	report, evidence, file := uuid.NewString(), uuid.NewString(), uuid.NewString()
	ok(t, progress(dir, report, "planning", "Word of it")...)
	linked := read[recordedAt](t, ok(t, "record", "evidence", "--commitment", item, "--url", "https://example.org/a", "--description", "A list", "--command-id", evidence, "--data", dir, "--json"))
	path := filepath.Join(t.TempDir(), "list.txt")
	if err := os.WriteFile(path, []byte("nine shelters\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ok(t, "record", "evidence", "--commitment", item, "--file", path, "--command-id", file, "--data", dir)
	ok(t, "record", "progress", "--commitment", "cm-b2", "--state", "planning", "--narrative", "Elsewhere", "--data", dir)
	rows := func(more ...string) (texts []string) {
		for _, row := range read[list](t, ok(t, append([]string{"record", "erase", "--list", "--data", dir, "--json"}, more...)...)).Rows {
			if len(row) != 6 || row["kind"] != "commitment" || row["erasable"] != true {
				t.Errorf("%v", row)
			}
			texts = append(texts, fmt.Sprintf("%v %v %v", row["id"], row["text"], row["field"]))
			if row["text"] == evidence+"/address" && row["event"] != float64(linked.Sequence) {
				t.Errorf("%v, want event %d", row, linked.Sequence)
			}
		}
		return texts
	}
	want := []string{item + " " + report + "/narrative narrative", item + " " + evidence + "/address address", item + " " + evidence + "/description description", item + " " + file + "/document document"}
	if got := rows("--commitment", item); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want\n%v", got, want)
	}
	if got := rows(); len(got) != len(want)+1 {
		t.Errorf("of all: %v", got)
	}
	for _, text := range []string{report + "/narrative", evidence + "/address", evidence + "/description", file + "/document"} {
		ok(t, "record", "erase", "--yes", "--commitment", item, "--text", text, "--basis", "mistake", "--data", dir)
	}
	if got := rows("--commitment", item); len(got) > 0 {
		t.Errorf("erased, and listed: %v", got)
	}
	fails(t, 1, "record", "erase", "--list", "--commitment", "cm-nobody", "--data", dir)
	empty := filepath.Join(t.TempDir(), "absent")
	if got := read[list](t, ok(t, "record", "erase", "--list", "--data", empty, "--json")); len(got.Rows) > 0 {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat(empty); err == nil {
		t.Error("looking made a folder")
	}
}

// Nothing is erased by mistake: without a terminal it takes --yes.
func TestErasingIsConfirmed(t *testing.T) {
	dir := imported(t)
	id := uuid.NewString()
	ok(t, progress(dir, id, "planning", "Word of Zqxwcanary77")...)
	pipe, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	write.WriteString("yes\n")
	write.Close()
	nobody, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]*os.File{"a pipe": pipe, "nothing": nobody, "none": nil} {
		if (&terminal.Terminal{In: in, Err: io.Discard}).Confirms("Sure? ") {
			t.Errorf("%s is taken for a terminal", name)
		}
	}
	erase := []string{"record", "erase", "--commitment", item, "--text", id + "/narrative", "--basis", "mistake", "--data", dir}
	if p := fails(t, 2, erase...); p.Code != "erase.unconfirmed" || p.Recorded == nil || *p.Recorded {
		t.Errorf("%+v", p)
	}
	if told := read[list](t, ok(t, "timeline", "commitment", item, "--data", dir, "--json")).Rows; told[len(told)-1]["words"].(map[string]any)["narrative"] != "Word of Zqxwcanary77" {
		t.Error("it is gone")
	}
	for _, missing := range [][]string{{"--text", id + "/narrative"}, {"--basis", "mistake"}, {}} {
		fails(t, 1, append([]string{"record", "erase", "--yes", "--commitment", item, "--data", dir}, missing...)...)
	}
	ok(t, append(erase, "--yes")...)
	if files := found(t, dir); len(files) > 0 {
		t.Errorf("the words are still in %v", files)
	}
}
