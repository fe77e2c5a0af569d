package method

import "ahd.example/ahd/events"

// ahd1Formulas are how ahd-1 makes its figures, in words.
var ahd1Formulas = []events.MethodFormula{
	{Figure: "n", EN: "Commitments that count: checked and in force, of the selected kinds, and such that a stranger could settle whether they were kept. A commitment kept in several places counts once; in a summary of provinces its parts count instead.",
		UR: "وہ عہد جو گنے جاتے ہیں: جن کی پڑتال ہو چکی اور جو نافذ ہیں، منتخب اقسام کے، اور ایسے کہ کوئی اجنبی بھی طے کر سکے کہ پورے ہوئے یا نہیں۔ کئی جگہوں پر نبھایا جانے والا عہد ایک بار گنا جاتا ہے؛ صوبوں کے خلاصے میں اس کی جگہ اس کے حصے گنے جاتے ہیں۔"},
	{Figure: "strict_bp", EN: "complete ÷ n", UR: "مکمل ÷ n"},
	{Figure: "high_bp", EN: "(complete + substantial) ÷ n", UR: "(مکمل + بڑی حد تک) ÷ n"},
	{Figure: "coverage_bp", EN: "assessed ÷ n", UR: "جانچے گئے ÷ n"},
	{Figure: "score_bp", EN: "Each assessed commitment is +1 if complete, 0 if substantial or limited, −1 if not started, without evidence or regressed. G is their sum and a their number: 5000 × (G + a) ÷ a.",
		UR: "ہر جانچا گیا عہد مکمل ہو تو +1، بڑی حد تک یا محدود ہو تو 0، شروع نہ ہوا، بے ثبوت یا پیچھے گیا ہو تو −1 ہے۔ G ان کا مجموعہ اور a ان کی تعداد ہے: 5000 × (G + a) ÷ a۔"},
	{Figure: "floor_bp", EN: "The lowest possible score: every commitment that was not assessed counts as −1, over n.",
		UR: "کم سے کم ممکن نمبر: ہر وہ عہد جو جانچا نہیں گیا −1 گنا جاتا ہے، n پر۔"},
	{Figure: "ceiling_bp", EN: "The highest possible score: every commitment that was not assessed counts as +1, over n.",
		UR: "زیادہ سے زیادہ ممکن نمبر: ہر وہ عہد جو جانچا نہیں گیا +1 گنا جاتا ہے، n پر۔"},
	{Figure: "silence_bp", EN: "open commitments without a report ÷ open commitments. Whether anybody was asked stands beside it.",
		UR: "کھلے عہد جن کی کوئی رپورٹ نہیں ÷ کھلے عہد۔ کسی سے پوچھا گیا یا نہیں، یہ ساتھ لکھا ہے۔"},
	{Figure: "stale_bp", EN: "open commitments of which nothing was heard for longer than their review interval, or 90 days where they have none ÷ open commitments",
		UR: "کھلے عہد جن کی جائزے کے وقفے سے زیادہ، یا وقفہ نہ ہو تو 90 دن سے زیادہ، کوئی خبر نہیں ÷ کھلے عہد"},
	{Figure: "on_time_bp", EN: "met on time ÷ (met on time + met late + overdue). The due day itself is in time; days are those of Karachi.",
		UR: "وقت پر پورے ÷ (وقت پر پورے + دیر سے پورے + میعاد گزر گئی)۔ میعاد کا دن خود وقت میں ہے؛ دن کراچی کے ہیں۔"},
	{Figure: "claim_gap_bp", EN: "(reported complete − complete) ÷ n; it can be negative", UR: "(خود مکمل بتائے گئے − مکمل) ÷ n؛ منفی بھی ہو سکتا ہے"},
	{Figure: "age_days_median", EN: "The day asked about minus the last day on which the conference can have been, of open commitments; the middle of those for which it can be said.",
		UR: "پوچھا گیا دن منفی وہ آخری دن جس پر اجلاس ہو سکتا تھا، کھلے عہدوں کے لیے؛ ان کا درمیانی عدد جن کے بارے میں کہا جا سکے۔"},
	{Figure: "rounding", EN: "Rates are in hundredths of a percent, a half rounded up. Nothing divided by nothing is “n/a”, never 0.",
		UR: "شرحیں فیصد کے سوویں حصے میں ہیں، نصف اوپر کو۔ صفر بٹا صفر «لاگو نہیں» ہے، کبھی 0 نہیں۔"},
}
