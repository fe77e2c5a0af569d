package guard_test

import (
	"slices"
	"strings"
	"testing"

	"ahd.example/ahd/services/guard"

	"pgregory.net/rapid"
)

// What the templates are filled with. A name outside any list is one, too.
var fills = map[string][]string{
	"{name}":     {"Ayesha", "Palwasha", "Zarmina", "Chandni", "Momal", "Kainat", "Hamdan", "Rinkle"},
	"{father}":   {"Ghulam Rasool", "Allah Ditta", "Rasheed Masih", "Sajjan Kolhi", "Barkat", "Gul Khan"},
	"{place}":    {"Multan", "Sukkur", "Quetta", "Okara", "Kasur", "Mardan", "Vehari", "Korangi"},
	"{nam}":      {"عائشہ", "پلوشہ", "زرمینہ", "کائنات", "سدرہ", "شبنم"},
	"{walid}":    {"غلام رسول", "اکرم", "رشید مسیح", "رفاقت علی", "محمد اسلم"},
	"{shehr}":    {"ملتان", "سکھر", "کوئٹہ", "قصور", "مردان", "وہاڑی"},
	"{of}":       {"d/o", "D/O", "D/o", "d/o.", "s/o", "S/O", "S/o", "w/o", "W/O", "W/o", "d / o", "D.O."},
	"{mst}":      {"Mst.", "Mst", "MST.", "mst.", "Musammat", "Mussamat", "Musamat", "Mosammat"},
	"{bibi}":     {"Bibi", "Bano", "Khatoon"},
	"{shelter}":  {"Dar-ul-Aman", "Darul Aman", "Dar ul Aman", "the safe house in", "Crisis Centre", "the Edhi Home in", "Dar‑ul‑Aman"},
	"{panah}":    {"دارالامان", "دار الامان", "دارُالامان", "سیف ہاؤس", "شیلٹر ہوم", "ایدھی ہوم"},
	"{sho}":      {"SHO", "S.H.O.", "The DSP", "Inspector", "Sub-Inspector", "The labour inspector", "Assistant Director"},
	"{thanedar}": {"ایس ایچ او", "ایس۔ایچ۔او", "انسپکٹر", "ڈی ایس پی", "تھانیدار", "لیبر انسپکٹر"},
	"{age}":      {"14", "9", "۱۴", "٩", "twelve"}, "{umr}": {"۱۴", "14", "٩", "تیرہ", "بارہ"},
	"{at}": {"@", " [at] ", "(at)", " (AT) ", "＠"}, "{sep}": {"-", " ", "/", ".", "–", " - ", "؍", ", ", "_", ""},
}

var identifyingTemplates = map[guard.Kind][]string{
	guard.Parentage: {"{name} {of} {father} was heard.", "{name}, daughter of {father}, went home.", "Her father {father} came.", "{nam} دختر {walid} کو بازیاب کرایا گیا۔",
		"{walid} ولد {walid}", "{nam} زوجہ {walid} نے بتایا", "{nam} بنت {walid}", "{nam} ساکن {shehr}", "{nam} سکنہ چک ۴۵", "{name} r/o {place}", "R/O Chak 45, {place}"},
	guard.WomanName: {"{mst} {name} came.", "{name} {bibi} came.", "{name} {bibi} of {place}", "مسماۃ {nam} نے بتایا", "مسمات {nam} پیش ہوئی", "{nam} بی بی نے بتایا", "{nam} بی\u200cبی", "{nam} بانو کو"},
	guard.VictimName: {"The minor victim {name} was heard.", "The victim's name is {name}.", "victim: {name}", "A girl named {name} fled.", "The survivor, identified as {name}, is safe.",
		"متاثرہ {nam} نے بیان دیا", "متاثرہ لڑکی {nam} کو", "متاثرہ لڑکی کا نام {nam} ہے۔", "لڑکی جس کا نام {nam} ہے", "her name is {name}"},
	guard.NameBesideAge: {"{name} ({age})", "{name}, aged {age},", "{age}-year-old {name}", "{umr} سالہ {nam}", "{nam} کی عمر {umr} سال ہے"},
	guard.Email:         {"write to k.{name}12{at}example.org.", "{name}_k{at}example.com.pk"},
	guard.Shelter: {"She was shifted to {shelter} {place}.", "The girl stays at {shelter} {place} now.", "{name} is at {shelter} {place}.", "لڑکی کو {panah} {shehr} منتقل کیا گیا۔",
		"وہ {shehr} کے {panah} میں مقیم ہے", "متاثرہ خاتون {panah} {shehr} میں ہے"},
	guard.Accused: {"{sho} of {place} takes money from the pimps.", "{sho} {place} demanded a bribe.", "{sho} {father} raped a girl in {place}.", "{sho} of {place} protects the traffickers.",
		"{thanedar} {shehr} نے رشوت لی", "{shehr} کا {thanedar} بھٹہ مالکان سے پیسے لیتا ہے", "{thanedar} {shehr} پر زیادتی کا الزام ہے"},
	guard.CNIC:     {"CNIC 35202{sep}1234567{sep}1", "شناختی کارڈ ۳۵۲۰۲{sep}۱۲۳۴۵۶۷{sep}۱", "Card ٣٥٢٠٢{sep}1234567{sep}۱ here"},
	guard.Phone:    {"Call 0300-1234567.", "فون ۰۳۰۰ ۱۲۳۴۵۶۷", "+92 300 1234567"},
	guard.FIR:      {"FIR No. 12/25 PS {place}", "ایف آئی آر نمبر ۱۲/۲۵ تھانہ {shehr}", "مقدمہ نمبر ۱۲ تھانہ {shehr}"},
	guard.Address:  {"House No. 5, Street 9, {place}", "مکان نمبر ۵، گلی ۹، {shehr}"},
	guard.Passport: {"passport no. AB1234567 of {name}"}, guard.Number13: {"https://example.org/{name}/3520112345671"},
}

// What somebody is named by is found in every script and spelling, in the midst of
// other words, and nothing that was typed with it makes it pass.
func TestWhatNamesAVictimIsAlwaysFound(t *testing.T) {
	for _, kind := range guard.Kinds {
		if len(identifyingTemplates[kind]) == 0 {
			t.Errorf("no template shows %s", kind)
		}
	}
	for _, kind := range guard.Kinds {
		t.Run(kind.String(), rapid.MakeCheck(func(t *rapid.T) { findsPhrase(t, kind) }))
	}
}

// findsPhrase draws a phrase of a kind in the midst of other words. Another kind may
// have the same letters: it is asked about all the same; a card is refused.
func findsPhrase(t *rapid.T, kind guard.Kind) {
	phrase := fill(t, rapid.SampledFrom(identifyingTemplates[kind]).Draw(t, "template"))
	before := rapid.SampledFrom([]string{"", "The committee met in March. ", "اجلاس مارچ میں ہوا۔ ", "Note:\n", "12 cases were heard.\n\n"}).Draw(t, "before")
	after := rapid.SampledFrom([]string{"", " The next meeting is in May.", " اگلا اجلاس مئی میں ہوگا۔", "\n"}).Draw(t, "after")
	for _, f := range guard.Look(before + phrase + after) {
		if f.Kind == kind || kind != guard.CNIC {
			return
		}
	}
	t.Fatalf("%s: %q is not found", kind, before+phrase+after)
}

var harmlessTemplates = []string{
	"The Dar-ul-Aman in {place} will get a budget.", "{shehr} کے دارالامان کے لیے بجٹ مختص ہوا۔", "Training for SHOs of {place} on corruption was held.",
	"The SHO of {place} attended a session on trafficking.", "The DPO of {place} briefed the committee.", "ڈی پی او {shehr} نے اجلاس کی صدارت کی۔",
	"Officials in {place} were convicted in 3 cases.", "Victim support services opened in {place}.", "Victims in {place} received legal aid.",
	"The victim's name is not published.", "متاثرہ کا نام شائع نہ کیا جائے۔", "{shehr} میں متاثرہ خواتین کو مدد ملی۔", "Residents of {place} were told of the helpline.",
	"Bibi Pak Daman Road in {place} is closed.", "{name} Bibi Hospital, {place}", "BBC Urdu, بی بی سی", "S/o and D/o columns were removed from the form in {place}.",
	"Services w/o delay in {place}.", "Daughters of workers in {place} go to school.", "{place} (12), Lahore (9)", "E-mail is asked for in {place}.", "Call 1121 in {place}.",
	"{shehr} میں ۱۲ مقدمات درج ہوئے۔", "Ms. {name} {father}, Chairperson, opened the conference in {place}.", "Dr. {name} spoke in {place}.",
}

// Names of speakers, places and offices, and words about victims at large, are no
// reason to ask.
func TestHarmlessPhrasesAreNotAskedAbout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := fill(t, rapid.SampledFrom(harmlessTemplates).Draw(t, "template"))
		if found := guard.Look(text); len(found) > 0 {
			t.Fatalf("%v in %q", found, text)
		}
	})
}

func fill(t *rapid.T, template string) string {
	for strings.Contains(template, "{") {
		from, to := strings.Index(template, "{"), strings.Index(template, "}")
		with := fills[template[from:to+1]]
		if len(with) == 0 {
			t.Fatalf("nothing fills %s", template)
		}
		template = template[:from] + rapid.SampledFrom(slices.Clone(with)).Draw(t, template[from:to+1]) + template[to+1:]
	}
	return template
}
