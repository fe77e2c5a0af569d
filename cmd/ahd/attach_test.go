package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/recording"
)

const declaration = "Declaration on Bonded Labour\r\n\r\nWe, who met in Islamabad, declare:\r\n\r\n" +
	"1. We will act against trafficking and forced labour,\r\nin every district.\r\n\r\n" +
	"2. We will work with other countries.\r\n\r\n" +
	"3. We will protect victims. A victim is no offender.\r\n\r\n" +
	"Adopted in Islamabad.\r\n"

const declarationUrdu = "جبری مشقت پر اعلامیہ\n\n۱۔ ہم انسانی سمگلنگ کے خلاف کام کریں گے۔\n۲۔ ہم دوسرے ملکوں کے ساتھ مل کر کام کریں گے۔\n" +
	"۳۔ ہم متاثرین کی حفاظت کریں گے۔\n۴۔ ہم ہر سال رپورٹ دیں گے۔\n\nاسلام آباد"

// attached is the answer to an attachment as scripts see it.
type attached struct {
	counts
	Clauses []struct {
		Address string
		Bytes   [2]int
		Quote   string
		Item    string
		Becomes string
	} `json:"clauses"`
}

// attach attaches a text to an instrument and checks that every clause stands where
// it is said to stand.
func attach(t *testing.T, dir, instrument, text string, more ...string) (attached, []string) {
	t.Helper()
	args := slices.Concat([]string{"record", "attach", "--instrument", instrument, "--source", "wording", "--file", put(t, "text.txt", text),
		"--title", "Declaration", "--data", dir, "--json"}, more)
	answer := read[attached](t, ok(t, args...))
	for _, c := range answer.Clauses {
		if text[c.Bytes[0]:c.Bytes[1]] != c.Quote {
			t.Errorf("%s: %q is not %q", c.Address, text[c.Bytes[0]:c.Bytes[1]], c.Quote)
		}
	}
	return answer, args
}

// unchanged runs a command that must record nothing.
func unchanged(t *testing.T, dir string, run func()) {
	t.Helper()
	before := read[status](t, ok(t, "status", "--data", dir, "--json"))
	run()
	if after := read[status](t, ok(t, "status", "--data", dir, "--json")); after != before {
		t.Errorf("something was recorded: before %+v, after %+v", before, after)
	}
}

func TestAWordingIsAttachedOnce(t *testing.T) {
	seed := func(t *testing.T) string { return firstRegister(t) }
	for name, register := range map[string]func(*testing.T) string{"example": func(*testing.T) string { return exampleDir }, "first register": seed} {
		for language, text := range map[string]string{"English": declaration, "Urdu": declarationUrdu} {
			t.Run(name+", "+language, func(t *testing.T) {
				from, dir := register(t), filepath.Join(t.TempDir(), "data")
				ok(t, "import", "register", from+"/register.json", "--sources", from+"/sources", "--data", dir)
				fresh := 0
				if language == "Urdu" {
					fresh = 1 // the fourth clause is in no report
				}
				attachTwice(t, dir, text, map[string]int{"sources": 1, "texts": 1, "commitments": fresh, "wordings": 0, "corroborations": 3})
			})
		}
	}
}

func attachTwice(t *testing.T, dir, text string, want map[string]int) {
	t.Helper()
	unchanged(t, dir, func() {
		dry, _ := attach(t, dir, "declaration-bonded-labour", text, "--dry-run")
		same(t, "dry run", dry.New, want)
	})
	first, args := attach(t, dir, "declaration-bonded-labour", text)
	same(t, "first", first.New, want)
	unchanged(t, dir, func() {
		again := read[attached](t, ok(t, args...))
		same(t, "again, known", again.Known, want)
		if !slices.Equal(again.Clauses, first.Clauses) {
			t.Errorf("first %+v, again %+v", first.Clauses, again.Clauses)
		}
	})
	for i, c := range first.Clauses {
		item, becomes := fmt.Sprintf("cm-c%d", i+1), importing.Corroborated
		if i == 3 {
			item, becomes = "declaration-bonded-labour-clause-4", importing.Captured
			row := read[shown](t, ok(t, "show", "commitment", item, "--data", dir, "--json")).Row
			if row["kind"] != "declaration" || row["record"] != "confirmed" || row["text"] != c.Quote || row["verifiable"] != true || row["address"] != "clause-4" {
				t.Errorf("%v", row)
			}
		}
		if c.Address != fmt.Sprintf("clause-%d", i+1) || c.Item != item || c.Becomes != becomes {
			t.Errorf("%+v", c)
		}
	}
	told := read[list](t, ok(t, "timeline", "instrument", "declaration-bonded-labour", "--data", dir, "--json")).Rows
	data := told[len(told)-1]["data"].(map[string]any)
	whole := data["text"].(map[string]any)
	if data["title"] != "Declaration" || whole["bytes"].([]any)[1] != float64(len(text)) || len(data["clauses"].([]any)) != len(first.Clauses) {
		t.Errorf("%v", data)
	}
}

// What was only known to exist becomes what it says.
func TestAPlaceholderGetsItsWording(t *testing.T) {
	dir := imported(t)
	if row := read[shown](t, ok(t, "show", "commitment", "cm-a1", "--data", dir, "--json")).Row; row["kind"] != "recommendation-text-missing" {
		t.Fatalf("%v", row)
	}
	text := "1. Pass the law.\n2. Train judges.\n3. Report every year."
	first, args := attach(t, dir, "recommendations-legal-frameworks", text, "--item", "clause-1=cm-a1", "--item", "clause-2=cm-a5")
	want := map[string]int{"sources": 1, "texts": 1, "commitments": 1, "wordings": 1, "corroborations": 1}
	same(t, "first", first.New, want)
	row := read[shown](t, ok(t, "show", "commitment", "cm-a1", "--data", dir, "--json")).Row
	if row["kind"] != "recommendation" || row["text"] != "Pass the law." || row["address"] != "clause-1" || row["verifiable"] != true {
		t.Errorf("%v", row)
	}
	unchanged(t, dir, func() { same(t, "again", read[attached](t, ok(t, args...)).Known, want) })
	p := fails(t, 2, "record", "attach", "--instrument", "recommendations-legal-frameworks", "--source", "other", "--file", put(t, "x.txt", "1. Else."), "--data", dir)
	if p.Code != "instrument.worded" {
		t.Errorf("%+v", p)
	}
}

func TestClausesCanBeNamed(t *testing.T) {
	dir := imported(t)
	text := "We will act, at once. We will report.\n\nWe will learn."
	ok(t, "record", "source", "--id", "letter", "--file", put(t, "letter.txt", text), "--title", "Letter", "--published", "2026-01", "--data", dir)
	args := []string{"record", "attach", "--instrument", "way-forward-bonded-labour", "--source", "letter", "--clause", "point-1=We will act, at once.",
		"--clause", "point-2=We will learn.", "--item", "point-1=cm-c4", "--kind", "activity", "--data", dir}
	unchanged(t, dir, func() {
		for without, code := range map[string]string{"--clause": "clauses.unclear", "--kind": "kind"} {
			some := slices.Clone(args)
			for i := slices.Index(some, without); i >= 0; i = slices.Index(some, without) {
				some = slices.Delete(some, i, i+2)
			}
			if a := ahd(t, append(some, "--json")...); !strings.Contains(a.err, `"code":"`+code+`"`) {
				t.Errorf("%s: %s", without, a.err)
			}
		}
		for wrong, code := range map[string]string{"--clause=point-3=We will sleep.": "clause.not-found", "--clause=point-2=We will report.": "address",
			"--clause=point 4=We will report.": "address", "--item=point-9=cm-c1": "item", "--item=point-2=cm-zzz": "commitment.unknown", "--clause=point-5": "usage"} {
			if a := ahd(t, append(slices.Clone(args), wrong, "--json")...); !strings.Contains(a.err, `"code":"`+code+`"`) {
				t.Errorf("%s: %s", wrong, a.err)
			}
		}
		dry := ok(t, append(slices.Clone(args), "--dry-run")...)
		wordsSay(t, dry.out, "point-1, bytes 0 to 21: cm-c4, its wording becomes known\n    We will act, at once.\n",
			"point-2, bytes 39 to 53: way-forward-bonded-labour-point-2, a new commitment\n", "new:   1 commitment, 1 text, 1 wording of what was only known to exist, 0 ")
	})
	ok(t, args...)
	row := read[shown](t, ok(t, "show", "commitment", "way-forward-bonded-labour-point-2", "--data", dir, "--json")).Row
	if row["kind"] != "activity" || row["text"] != "We will learn." {
		t.Errorf("%v", row)
	}
	unchanged(t, dir, func() { ok(t, args...) })
	unchanged(t, dir, func() {
		fails(t, 4, "record", "source", "--id", "note", "--file", put(t, "x.txt", "A note."), "--role", "reader", "--data", dir)
	})
}

// faint is a recorder that ends after some commands, as a power cut would end it.
type faint struct {
	importing.Recorder
	left int
}

var errFaint = errors.New("no power")

func (f *faint) Do(ctx context.Context, request recording.Request) (recording.Outcome, error) {
	if f.left == 0 {
		return recording.Outcome{}, errFaint
	}
	f.left--
	return f.Recorder.Do(ctx, request)
}

// Whatever was recorded of an attachment when it was cut off, doing the same again
// records the rest, and nothing twice.
func TestAnAttachmentThatWasCutOffIsCompleted(t *testing.T) {
	whole := imported(t)
	text := "1. Pass the law.\n2. Train judges.\n3. Report every year."
	_, args := attach(t, whole, "recommendations-legal-frameworks", text, "--item", "clause-1=cm-a1", "--item", "clause-2=cm-a5")
	want := read[status](t, ok(t, "status", "--data", whole, "--json")).Row.Ledger.Sequence
	for commands := range 6 { // source, new commitment, its confirmation, text, wording, same words
		dir := imported(t)
		stopped := cutOff(t, dir, text, commands)
		if stopped.Done != commands || stopped.Total != 6 || !errors.Is(stopped, errFaint) || commands > 0 && !strings.Contains(stopped.Error(), "do the same again") {
			t.Errorf("after %d commands: %v", commands, stopped)
		}
		args[slices.Index(args, "--data")+1] = dir
		again := read[attached](t, ok(t, args...))
		if known := sum(again.Known); known > commands {
			t.Errorf("after %d commands: %+v", commands, again)
		}
		if got := read[status](t, ok(t, "status", "--data", dir, "--json")).Row.Ledger.Sequence; got != want {
			t.Errorf("after %d commands: %d events, not %d", commands, got, want)
		}
	}
}

func cutOff(t *testing.T, dir, text string, commands int) (stopped *importing.Stopped) {
	t.Helper()
	ctx := context.Background()
	n, err := node.Open(ctx, node.Options{Dir: dir, Now: time.Now, Replicas: 1, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	title := "Declaration"
	who := rule.ByLocal("")
	plan, err := importing.PrepareAttachment(ctx, importing.Attachment{
		Instrument: "recommendations-legal-frameworks", Title: &title, Items: map[string]string{"clause-1": "cm-a1", "clause-2": "cm-a5"},
		Text: importing.Text{Source: importing.Source{ID: "wording", File: "text.txt", Title: &title}, Content: []byte(text)},
	}, n.Recorder.Book, n.Recorder, n.Key.Origin, who)
	if err != nil {
		t.Fatal(err)
	}
	_, err = plan.Run(ctx, &faint{n.Recorder, commands}, n.Files, func(int, int) {})
	if !errors.As(err, &stopped) {
		t.Fatal(err)
	}
	return stopped
}

// Nothing is begun by what needs a register.
func TestTextsNeedARegister(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	fails(t, 1, "record", "source", "--id", "x", "--file", put(t, "x.txt", "A note."), "--data", dir)
	fails(t, 1, "record", "attach", "--instrument", "x", "--source", "x", "--file", put(t, "x.txt", "1. A note."), "--data", dir)
	fails(t, 7, "record", "source", "--id", "x", "--file", put(t, "x.txt", "\xff"), "--data", imported(t))
	fails(t, 7, "record", "source", "--id", "x", "--file", put(t, "x.txt", " "), "--data", imported(t))
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder was made")
	}
}

func sum(counts map[string]int) (all int) {
	for _, n := range counts {
		all += n
	}
	return all
}
