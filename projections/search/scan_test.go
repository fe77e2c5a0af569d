package search_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/search/spelling"
)

// registers are texts of real registers, where they are at hand.
var registers = []string{
	"../../services/importing/example/register.json",
	"../../services/importing/example/story.json",
	"../../../shared/seed/register.json",
}

// reports are words of Urdu reports.
var reports = []string{
	"وزارت نے مسودہ تیار کر لیا ہے، مگر تاریخ طے نہیں ہوئی۔",
	"ضلعی نگران کمیٹیوں کی ۱۲ میٹنگیں ہوئیں اور ان کی سفارِشات محکمۂ محنت کو بھیج دی گئیں۔",
	"پنجاب میں بھٹہ مزدوروں کے بچوں کے لیے ۳۴ اسکول کھولے گئے؛ سندھ میں ابھی کوئی نہیں۔",
	"پولیس کے ۲۵۰ افسران کو انسانی اسمگلنگ کے مقدمات کی تفتیش کی تربیت دی گئی۔",
	"پناہ گاہ کے لیے عمارت مل گئی ہے، فنڈز کی منظوری آئندہ مالی سال میں متوقع ہے۔",
	"قانون کا ترمیمی بل اسمبلی میں پیش کیا گیا، قائمہ کمیٹی نے اعلیٰ سطحی جائزہ مانگا ہے۔",
}

// passages are all texts of the registers: one thing each. It says which of the
// registers it found.
func passages(t *testing.T) (all []string, from int) {
	t.Helper()
	all = slices.Clone(reports)
	for _, name := range registers {
		content, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			continue
		}
		from++
		var document any
		if err := json.Unmarshal(content, &document); err != nil {
			t.Fatal(err)
		}
		all = append(all, said(document)...)
	}
	return all, from
}

// said lists the texts of a JSON document that have several words.
func said(document any) (all []string) {
	switch d := document.(type) {
	case string:
		if strings.Contains(d, " ") {
			all = append(all, d)
		}
	case []any:
		for _, part := range d {
			all = append(all, said(part)...)
		}
	case map[string]any:
		for _, part := range d {
			all = append(all, said(part)...)
		}
	}
	slices.Sort(all)
	return all
}

// mangle writes a word as another keyboard, or another hand, would.
func mangle(random *rand.Rand, word string) string {
	var typed strings.Builder
	for _, r := range word {
		if others := variants[r]; others != nil && random.IntN(2) == 0 {
			r = others[random.IntN(len(others))]
		}
		typed.WriteRune(r)
		if random.IntN(6) == 0 {
			typed.WriteRune(unseen[random.IntN(len(unseen))])
		}
	}
	if random.IntN(3) == 0 {
		return strings.ToUpper(typed.String())
	}
	return typed.String()
}

var (
	variants = map[rune][]rune{
		'ی': {'ي', 'ى', 'ﯼ'}, 'ک': {'ك', 'ﮎ'}, 'ہ': {'ه', 'ھ', 'ﮦ'}, 'ھ': {'ه', 'ہ'}, 'ا': {'أ', 'إ', 'آ', 'ٱ'}, 'و': {'ؤ'},
		'۱': {'1', '١'}, '۲': {'2', '٢'}, '۳': {'3', '٣'}, '۵': {'5', '٥'}, '1': {'۱', '１'}, '2': {'۲', '²'}, 'e': {'é', 'È'}, 'o': {'ö', 'Ō'},
	}
	unseen = []rune("\u064e\u064f\u0650\u064b\u0651\u0652\u0670\u0640\u200c\u200d\u200f\u202b\u0301\u00ad")
)

// query draws one to three words of the texts.
func query(random *rand.Rand, all []string) string {
	text := all[random.IntN(len(all))]
	var words []string
	for range 1 + random.IntN(3) {
		if random.IntN(4) == 0 { // of another text: often nothing says both
			text = all[random.IntN(len(all))]
		}
		fields := strings.Fields(text)
		words = append(words, mangle(random, fields[random.IntN(len(fields))]))
	}
	return strings.Join(words, " ")
}

// scan is what search is to find: every text that has every word, whole.
func scan(query string, folded [][]string) (found []string) {
	words := spelling.Words(spelling.Fold(query))
	for i, has := range folded {
		all := true
		for _, word := range words {
			all = all && slices.Contains(has, word)
		}
		if all {
			found = append(found, fmt.Sprintf("cm-%d", i))
		}
	}
	return found
}

func TestSearchFindsWhatReadingEverythingFinds(t *testing.T) {
	const seed, queries = 1890, 2000
	all, from := passages(t)
	if from < 2 {
		t.Fatal("the example register is not where it was")
	}
	w := newWorld(t)
	folded := make([][]string, len(all))
	for i, text := range all {
		folded[i] = spelling.Words(spelling.Fold(text))
		if i%4 == 0 { // some say it in a report
			w.commit(fmt.Sprintf("cm-%d", i), "")
			w.report(fmt.Sprintf("cm-%d", i), text)
		} else {
			w.commit(fmt.Sprintf("cm-%d", i), text)
		}
	}
	w.read()
	random := rand.New(rand.NewPCG(seed, seed))
	asked, hits, urdu := 0, 0, 0
	for asked < queries {
		// Half of the queries are about the Urdu texts, however few they are.
		texts := map[bool][]string{true: reports, false: all}[asked%2 == 0]
		q := query(random, texts)
		found, err := w.find("commitments", q)
		if errors.Is(err, book.ErrNoWord) { // a dash, say
			continue
		}
		want := scan(q, folded)
		if err != nil || !slices.Equal(found, want) {
			t.Fatalf("query %d of seed %d, %q: %v, %v, want %v", asked, seed, q, found, err, want)
		}
		asked++
		if len(want) > 0 {
			hits++
			if strings.ContainsAny(spelling.Fold(q), "اوہیکر") {
				urdu++
			}
		}
	}
	t.Logf("%d texts of %d files, %d queries, %d find something, %d of those are Urdu", len(all), from, asked, hits, urdu)
	if hits < queries/2 || urdu < queries/4 {
		t.Errorf("%d of %d queries find something, %d of them Urdu: too few to show anything", hits, queries, urdu)
	}
}
