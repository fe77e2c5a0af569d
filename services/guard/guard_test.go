package guard_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/services/guard"
)

// In these texts everything between « and » is found, as what the table is of.
var marked = map[guard.Kind][]string{
	guard.CNIC: {
		"«35201-1234567-1»", "«3520112345671»", "«35201 1234567 1»", "«35201.1234567.1»", "«35201–1234567—1»",
		"«35201 - 1234567 - 1»", "«35201-12345671»", "«352011234567-1»", "«35201/1234567/1»", "«35201_1234567_1»",
		"«۳۵۲۰۱-۱۲۳۴۵۶۷-۱»", "«٣٥٢٠١١٢٣٤٥٦٧١»", "«３５２０１－１２３４５６７－１»", "«३५२०१-१२३४५६७-१»", "«۳۵۲۰۱۔۱۲۳۴۵۶۷۔۱»", "«35201-۱۲۳۴۵۶۷-1»",
		"«3\u200c5\u200d2\u200e0\u200f1\u00ad1\u20602\ufeff3\u064e4\u206756\ufe0f7\u034f1»", "«35201\u200b-\u200b1234567\u00a0-\u20091»",
		"«35201-\n1234567-1»", "CNIC:«3520112345671», issued", "cnic«3520112345671»holder", "شناختی کارڈ نمبر «۳۵۲۰۱-۱۲۳۴۵۶۷-۱»۔",
		"«35201-1234567-1» and «35202-7654321-2»", "2026 «3520112345671» 5", "12345 «3520112345671»", "5-«35201-1234567-1»",
		"2026«35201-1234567-1»2026", "«35201-1234567-1»2", "0300 «35201-1234567-1»",
	},
	guard.Phone: {
		"«0300-1234567»", "«03001234567»", "«0300 1234567»", "«0300 123 4567»", "«0300-12 34 567»", "«0300/1234567»", "«(0300) 1234567»",
		"«+92 300 1234567»", "«+923001234567»", "«+92-300-1234567»", "«+92 (0)300 1234567»", "«0092 300 1234567»", "«00923001234567»",
		"«923001234567»", "«92-300-1234567»", "«+92300 1234567» 5 calls",
		"«042-35201123»", "«042-3520 1123»", "«(042) 35201123»", "«021 35201123»", "«051-1234567»", "«0992-345678»", "«05827-12345»", "«04235201123»",
		"«+92 42 35201123»", "«+92-81-2345678»", "«0092 42 35201123»", "«0092812345678»", "«92-42-35201123»", "«92 42 3520 1123»",
		"«۰۳۰۰-۱۲۳۴۵۶۷»", "«٠٣٠٠١٢٣٤٥٦٧»", "«０３００１２３４５６７»", "«03\u200c00-12\u200b34567»", "رابطہ: «۰۴۲-۳۵۲۰۱۱۲۳» پر",
		"Ph«0300-1234567» or «0301-7654321».", "https://wa.me/«923001234567»",
	},
	guard.FIR: {
		"«FIR No. 123/24»", "«FIR 123/2024»", "«FIR No 123»", "«FIR # 123/24»", "«FIR-123/24»", "«F.I.R. No. 123/24»", "«F I R no 123-2024»",
		"«fir number 123/24» in thana", "«FIR No. 123 of 2024»", "«FIRs 123/24, 124/24 and 125/24»", "«FIR bearing No. 123/24» was", "«FIR NO.٤٥/٢٤»",
		"«ایف آئی آر نمبر ۱۲۳/۲۴»", "«ایف۔آئی۔آر ۱۲۳/۲۰۲۴» درج", "«ایف\u200cآئی\u200cآر نمبر ۱۲۳؍۲۴»", "«ايف آئي آر نمبر 123/24»", "«ایف آئی آر نمبر ۱۲۳ بٹا ۲۴»",
		"«مقدمہ نمبر ۱۲۳/۲۴»", "«مُقدمہ نمبر ۱۲۳/۲۴» تھانہ", "«muqadma number 123/24»", "«Crime No. 123/2024»",
	},
	guard.Address: {
		"The shelter is at «House No. 12, Street 5, F-8».", "«H. No. 12, St. 5», Islamabad", "«H#12-B, Gali No. 4»", "«House 12, Mall Road»",
		"«Plot 9/4, Sector H-9»", "«Street 5, House 12-A»", "Flat: «Flat 3, Block 7, 2nd Lane»",
		"The Dar-ul-Aman is in «Sector H-9».", "darul aman, «Gali No. 5»", "safe house at «25 Multan Road»", "The shelter, «14-B Race Course Road», opened",
		"Shelter home: «Mohalla No. 3»", "The safe house moved. New: «plot #7»", "panah gah «gali 5» mein",
		"دارالامان، «گلی نمبر ۵» میں", "پناہ گاہ «مکان نمبر ۱۲، گلی ۵»", "پناہ\u200cگاہ «محلہ نمبر ۳» میں", "«مکان ۱۲، محلہ» اسلام پورہ", "پناہ گاہ «۲۵ ملتان روڈ» پر",
	},
	guard.NameBesideAge: {
		"«Ayesha, 14»", "«Ayesha (14)»", "«14-year-old Ayesha»", "«Ayesha aged 14»", "«Ayesha, aged 14»,", "«Ayesha (aged 14)»", "«Ayesha, age: 14»",
		"«Ayesha, 14», was found.", "«Ayesha, 14» was found", "«Ayesha (14 years)»", "«Ayesha, 14 years old»", "«Ayesha is 14 years old»",
		"«Ayesha Bibi, 14»,", "Yesterday «Ayesha Bibi, 14», came", "Victim «Chandni, 14», came", "«Ayesha's age is 14»", "Name: «Ayesha\nAge: 14»",
		"a «14 year old girl named Ayesha»", "the «14-yr-old Muhammad Ali Khan» said", "«14yo Ayesha»", "«14 y/o Ayesha»", "«AYESHA, 14»", "«Ayesha, a girl aged 14»",
		"«ayesha, 14», from", "«ayesha umar 14 saal»", "«ayesha ki umar 14 saal» hai", "«14 saala ayesha»", "«14 saal ki bachi Kulsoom» ko", "«Chandni (F, 14)»", "«Ayesha (F/14)», d/o", "«۱۴ سال کی عائشہ»", "«چاندنی بعمر ۱۵ سال»", "«Ayesha 14 saal ki»",
		"«عائشہ عمر ۱۴ سال»", "«۱۴ سالہ عائشہ»", "«عائشہ کی عمر ۱۴ سال» ہے", "«عائشہ (۱۴)»", "«عائشہ، ۱۴ سال»", "«عائشہ بی بی، عمر ١٤ سال»", "«۱۴ سالہ بچی عائشہ»",
		"«عائشہ جس کی عمر ۱۴ سال» ہے", "«چاندنی کی عمر ۱۴ سال»", "«عائِشہ عُمر ۱۴ سال»", "«عا\u200cئشہ، ۱۴»", "«Ayesha عمر 14 سال»", "«14 سالہ Ayesha»", "«Ａyesha, １４»",
	},
}

func TestWhatCouldIdentifySomebodyIsFound(t *testing.T) {
	for _, kind := range guard.Kinds {
		texts := slices.Concat(marked[kind], markedInSentences[kind], markedSpellings[kind])
		if len(texts) == 0 {
			t.Errorf("no text shows %s", kind)
		}
		for _, text := range texts {
			if got := mark(unmark(text), kind); got != text {
				t.Errorf("%s: %+q is found as %+q", kind, text, got)
				t.Logf("%s\n%s", text, got)
			}
		}
	}
}

func TestSeveralKindsInOneText(t *testing.T) {
	text := "Ayesha, 14 (CNIC 35201-1234567-1), call 0300-1234567, FIR No. 12/24; the shelter is House 12, Street 5."
	var kinds []guard.Kind
	for _, f := range guard.Look(text) {
		kinds = append(kinds, f.Kind)
	}
	want := []guard.Kind{guard.NameBesideAge, guard.CNIC, guard.Phone, guard.FIR, guard.Address}
	if !slices.Equal(kinds, want) {
		t.Errorf("found %v, want %v", kinds, want)
	}
}

func TestOnlyTheNumberOfACardIsRefused(t *testing.T) {
	for _, kind := range guard.Kinds {
		if kind.Refused() != (kind == guard.CNIC) {
			t.Errorf("%s: refused is %t", kind, kind.Refused())
		}
	}
	if got := fmt.Sprint(guard.Kinds); got != "[cnic phone fir address name_beside_age number13 email passport victim_name woman_name parentage shelter accused]" {
		t.Errorf("the code names are %s", got)
	}
}

func unmark(text string) string { return strings.NewReplacer("«", "", "»", "").Replace(text) }

// mark writes « and » around what is found, with the kind where it is another.
func mark(text string, kind guard.Kind) string {
	found := guard.Look(text)
	for _, f := range slices.Backward(found) {
		other := ""
		if f.Kind != kind {
			other = f.Kind.String() + " "
		}
		text = text[:f.Start] + "«" + other + text[f.Start:f.End] + "»" + text[f.End:]
	}
	return text
}
