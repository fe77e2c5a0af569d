package wording

import "ahd.example/ahd/events/commitment"

var urduMonths = []string{"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"}

var urduKinds = map[string]string{
	"declaration": "اعلامیہ", "recommendation": "سفارش", "recommendation-text-missing": "سفارش، عبارت معلوم نہیں",
	"outcome-text-missing": "نتیجہ، عبارت معلوم نہیں", "call": "مطالبہ", "pledge": "وعدہ", "objective": "مقصد", "activity": "سرگرمی",
	"collective-statement": "مشترکہ بیان",
}

var urduValues = map[string]map[string]string{
	commitment.AxisRecord: {
		commitment.Captured: "درج ہوا، ابھی پڑتال نہیں ہوئی", commitment.Confirmed: "پڑتال شدہ", commitment.Operationalised: "ذمہ دار اور تاریخ طے",
		commitment.Merged: "دوسرے میں ضم", commitment.Superseded: "دوسرے سے بدلا گیا", commitment.Withdrawn: "واپس لیا گیا", commitment.Rejected: "عہد نہیں پایا گیا",
	},
	commitment.AxisSelfReported: {
		commitment.NoReport: "کوئی رپورٹ نہیں", commitment.Planning: "منصوبہ بندی", commitment.InProgress: "جاری", commitment.Stalled: "رکا ہوا",
		commitment.ReportedComplete: "مکمل بتایا گیا",
	},
	commitment.AxisAssessed: {
		commitment.NotAssessed: "جانچا نہیں گیا", "no_evidence": "ثبوت نہیں ملا", "not_started": "شروع نہیں ہوا", "limited": "محدود",
		"substantial": "بڑی حد تک", commitment.Complete: "مکمل", "regressed": "پیچھے گیا",
	},
	commitment.AxisTimeliness: {
		commitment.NoDate: "میعاد درج نہیں", commitment.OnSchedule: "وقت کے مطابق", commitment.DueSoon: "میعاد قریب", commitment.Overdue: "میعاد گزر گئی",
		commitment.MetOnTime: "وقت پر پورا", commitment.MetLate: "دیر سے پورا",
	},
	commitment.AxisClosure: {
		commitment.Open: "کھلا", "closed_implemented": "بند، پورا ہوا", "closed_not_implemented": "بند، پورا نہیں ہوا", "reopened": "دوبارہ کھولا گیا",
	},
}

// urduSummary are the same words as englishSummary.
var urduSummary = map[string]string{
	"comma": "، ", "rounding": "گول کرنا",
	"title": "عمل درآمد کا خلاصہ", "trend title": "وقت کے ساتھ صورتِ حال", "everything": "پورا رجسٹر", "n/a": "لاگو نہیں",
	"moment": "%[1]s، %[3]s میں \u2066%[2]s\u2069 بجے", "Karachi": "کراچی", "invented": "یہ رجسٹر صرف یہ دکھاتا ہے کہ ایسا رجسٹر کیسے کام کرتا ہے؛ اس میں درج پیش رفت فرضی ہے۔", "of the kind": "قسم: %s", "total": "کل",
	"n": "\u2066n\u00a0=\u00a0%s\u2069", "as of": "واقعہ %s تک جو معلوم تھا، درج ہوا %s", "on": "صورتِ حال بتاریخ %s", "stood": "صورتِ حال جو %s کو تھی",
	"undated": "وہ حقائق جن کی تاریخ صرف ان کے اندراج سے معلوم ہے، اور جو اسی دن سے گنے جاتے ہیں: %s۔", "dated_by_recording": "حقائق جن کی تاریخ اندراج کی ہے", "so far": "%s، اب تک",
	"method": "طریقہ \u2066%s\u2069", "root": "مہر",
	"register": "رجسٹر", "scope": "کس کے بارے میں", "digest": "JSON دستاویز کا SHA-256", "sequence": "واقعہ", "time": "درج ہوا", "day": "دن", "by": "طریقہ",
	"headline":          "%s عہد جن کی پڑتال ہو سکتی ہے، ان میں سے %s جانچے گئے؛ %s کی کوئی رپورٹ نہیں: ان میں سے %s کے بارے میں ابھی پوچھا نہیں گیا، اور تمام کھلے عہدوں میں سے %s کے بارے میں پوچھا گیا مگر اب تک جواب نہیں آیا۔ %s کا کوئی ذمہ دار نہیں۔",
	"headline rates":    "نمبر %s (کم سے کم ممکن %s، زیادہ سے زیادہ ممکن %s)، جانچے گئے %s، \u2066n\u00a0=\u00a0%s\u2069 میں سے۔",
	"headline unscored": "ابھی نمبر نہیں دیا جا سکتا: \u2066n\u00a0=\u00a0%s\u2069 میں سے کوئی جانچا نہیں گیا (جانچ کا تناسب %s؛ کم سے کم ممکن %s، زیادہ سے زیادہ ممکن %s)۔",
	"headline empty":    "یہاں کوئی ایسا عہد نہیں جو گنا جائے، اس لیے کوئی شرح نہیں (\u2066n\u00a0=\u00a00\u2069، جانچ کا تناسب، کم سے کم اور زیادہ سے زیادہ ممکن: لاگو نہیں)۔",
	"sum":               "%s درج = %s جو گنے جاتے ہیں + %s جن کی پڑتال ممکن نہیں + %s دوسری اقسام کے + %s جو نافذ نہیں۔",
	"overlaps":          "ایک عہد کئی سطروں میں آ سکتا ہے: سطروں کا مجموعہ کل کے برابر نہیں۔",
	"none":              "کوئی نہیں۔", "no rows": "یہاں دکھانے کو کچھ نہیں۔", "more rows": "مزید %s یہاں درج نہیں؛ سب اس عدد کی فہرست میں ہیں۔",
	"more in file": "مزید %s سطریں یہاں نہیں دکھائی گئیں؛ فائلوں میں سب ہیں۔",
	"more drawn":   "مزید %s سطریں جدول میں ہیں۔", "table": "یہی جدول کی صورت میں", "in words": "%s: %s",
	"figures": "اعداد", "rates": "شرحیں", "counts": "گنتی", "rate note": "ہر شرح کے ساتھ n، جانچ کا تناسب، اور کم سے کم اور زیادہ سے زیادہ ممکن نمبر لکھے ہیں۔",
	"figure": "عدد", "value": "مقدار", "list": "اس کے پیچھے کی فہرست", "behind": "ہر عدد کے پیچھے کی فہرست",
	"behind note": "ہر عدد عہدوں کی ایک فہرست ہے۔ رجسٹر پاس ہو تو یہ حکم اسے چھاپتا ہے:",
	"row list":    "سطر کا ہر عدد سطر کی فہرست سے نکلتا ہے، جسے کالم کا نام محدود کرتا ہے۔",
	"base list":   "یہاں درج تمام عہد", "no list": "عہدوں کی گنتی نہیں، یا یہاں کوئی نہیں", "narrows": "کس سے محدود ہے", "command": "حکم", "address": "رجسٹر کے صفحوں پر پتہ",
	"carried":   "اس فائل کے اندر وہ JSON دستاویز ہے جس سے یہ بنی: «ahd report check FILE» بتاتا ہے کہ یہ ریکارڈ کے مطابق ہے یا نہیں۔",
	"reproduce": "اسے دوبارہ بنائیں", "how": "کیسے گنا گیا", "formula": "کلیہ", "example": "حل شدہ مثال", "example text": "%s؛ جانچے نہیں گئے: %s۔", "changes": "اس نسخے میں کیا بدلا",
	"kinds count": "شرحوں میں گنی جانے والی اقسام: %s۔", "weights": "وزن: %s۔", "no weights": "ہر عہد ایک گنا جاتا ہے۔", "stale days": "خبر نہیں: جائزے کے وقفے سے زیادہ، یا وقفہ طے نہ ہو تو %s دن سے زیادہ۔",
	"organisation": "ادارے کے لحاظ سے", "pillar": "ستون کے لحاظ سے", "province": "صوبے کے لحاظ سے", "convening": "کانفرنس یا اجلاس کے لحاظ سے", "working_group": "ورکنگ گروپ کے لحاظ سے",
	"row organisation": "ادارہ", "row pillar": "ستون", "row province": "صوبہ", "row convening": "کانفرنس یا اجلاس", "row working_group": "ورکنگ گروپ",
	"overdue": "میعاد گزر گئی", "silent": "کوئی رپورٹ نہیں", "disputed": "اختلاف ہے", "not_counted": "زیرِ نظر مگر گنے نہیں جاتے", "measures": "کیا ناپا گیا",
	"silent note":      "ان %s میں سے %s کے بارے میں ابھی پوچھا نہیں گیا۔",
	"disputed note":    "کسی نے بتائی گئی بات کے خلاف کہا ہے، 0% (عمل نہیں ہوا) سے 100% (عمل ہوا) تک کے پیمانے پر۔",
	"not_counted note": "یہ عوام کے سامنے رہتے ہیں اور کسی شرح میں گنے نہیں جاتے۔", "measures note": "چھوٹی گنتی چھپائی گئی ہے، کیونکہ اس سے بچوں کی شناخت ہو سکتی ہے۔",
	"id": "شناخت", "commitment": "عہد", "kind": "قسم", "answers": "ذمہ دار", "self_reported": "خود بتایا", "assessed": "جانچ", "timeliness": "وقت", "closure": "انجام",
	"due": "میعاد", "overdue_days": "میعاد گزرے دن", "age_days": "کانفرنس کو گزرے دن", "asked": "آخری بار پوچھا گیا", "never": "ابھی پوچھا نہیں گیا", "stale": "خبر نہیں", "reason": "کیوں گنا نہیں جاتا",
	"claims": "خلاف بیانات", "mean_bp": "ان کی اوسط", "spread_bp": "ان کا فرق", "nobody": "ابھی کوئی نہیں",
	"indicator": "اشاریہ", "unit": "اکائی", "baseline": "ابتدائی قدر", "target": "ہدف", "period": "مدت", "place": "جگہ", "persons": "کون", "more values": "%s پرانی مقداریں نہیں دکھائی گئیں۔",
	"reason not_verifiable": "پڑتال ممکن نہیں", "reason other_kinds": "دوسری قسم کا", "reason not_in_force": "نافذ نہیں",
	"persons female": "خواتین", "persons male": "مرد", "persons other": "دیگر", "persons child": "بچے", "persons adult": "بالغ",
	"persons sexual-exploitation": "جنسی استحصال", "persons forced-labour": "جبری مشقت", "persons domestic-servitude": "گھریلو غلامی", "persons forced-begging": "جبری بھیک",
	"persons forced-criminality": "جبری جرم", "persons forced-marriage": "جبری شادی", "persons organ-removal": "اعضا نکالنا",
	"yes": "ہاں", "no": "نہیں", "withheld": "چھپایا گیا",

	"csv table": "جدول", "csv id": "شناخت", "csv label": "نام", "csv number": "عدد", "csv value": "مقدار", "csv unit": "اکائی", "csv n": "n", "csv coverage_bp": "جانچ کا تناسب (bp)", "csv floor_bp": "کم سے کم ممکن (bp)", "csv ceiling_bp": "زیادہ سے زیادہ ممکن (bp)", "csv list": "پیچھے کی فہرست",
	"about": "اس خلاصے کے بارے میں",

	"levels title": "جانچنے والوں نے کیا پایا", "levels desc": "ہر سطر کے لیے تہ دار پٹی: ہر درجے پر کتنے عہد ہیں۔",
	"scores title": "نمبر، کم سے کم اور زیادہ سے زیادہ ممکن کے ساتھ", "scores desc": "ہر سطر کے نمبر کا نشان، کم سے کم اور زیادہ سے زیادہ ممکن نمبر کے درمیان۔ جہاں کچھ جانچا نہیں گیا وہاں صرف حدیں ہیں۔",
	"small title": "صوبہ بہ صوبہ", "small desc": "ہر صوبے کی چھوٹی تصویر: اوپر درجے، نیچے نمبر اپنی حدوں کے درمیان۔",
	"strip title": "میعادیں", "strip desc": "ہر مہینے میں کتنے عہدوں کی میعاد تھی جو گزر چکی، اور کتنوں کی میعاد قریب ہے، بعد میں ہے یا درج نہیں۔",
	"steps title": "وقت کے ساتھ صورتِ حال", "steps desc": "سیڑھیاں: ہر %s کے آخر میں کتنے عہد گنے گئے، جانچے گئے، مکمل تھے اور بغیر رپورٹ تھے، جیسا اب معلوم ہے۔ جہاں اُس وقت دوسرا عدد معلوم تھا وہاں حلقہ ہے۔",
	"month": "مہینہ", "quarter": "سہ ماہی", "then": "تب معلوم تھا", "now": "اب معلوم ہے", "undated trend": "جس حقیقت کی تاریخ صرف اس کے اندراج سے معلوم ہے وہ اندراج کے دن سے گنی جاتی ہے؛ آخری خانہ بتاتا ہے کہ ایسے کتنے حقائق ہیں۔", "nothing then": "ابھی کچھ درج نہیں تھا", "differs": "جہاں دونوں میں فرق ہے، وہاں اب اُس وقت سے زیادہ معلوم ہے۔", "same": "جو تب معلوم تھا وہی اب معلوم ہے۔",
	"scored": "نمبر %s · کم سے کم %s · زیادہ سے زیادہ %s · جانچے گئے %s، \u2066n\u00a0=\u00a0%s\u2069 میں سے", "whiskers": "ابھی نمبر نہیں · کم سے کم %s · زیادہ سے زیادہ %s · جانچے گئے %s، \u2066n\u00a0=\u00a0%s\u2069 میں سے", "no score": "\u2066n\u00a0=\u00a00\u2069: کوئی شرح نہیں",
	"earlier": "پہلے", "soon": "قریب", "later": "بعد میں", "no date": "درج نہیں", "today": "آج", "late": "گزر گئی", "unlisted": "مزید %s کی میعاد گزر گئی، ان مہینوں میں جو بنائے نہیں گئے۔",

	"number registered": "درج", "number n": "n: جو گنے جاتے ہیں", "number not_verifiable": "پڑتال ممکن نہیں", "number other_kinds": "دوسری اقسام کے", "number not_in_force": "نافذ نہیں",
	"number assessed": "جانچے گئے", "number complete": "مکمل", "number substantial": "بڑی حد تک", "number limited": "محدود", "number not_started": "شروع نہیں ہوئے", "number no_evidence": "ثبوت نہیں ملا", "number regressed": "پیچھے گئے", "number not_assessed": "جانچے نہیں گئے",
	"number open": "کھلے", "number closed_implemented": "بند، پورے ہوئے", "number closed_not_implemented": "بند، پورے نہیں ہوئے", "number silent": "کوئی رپورٹ نہیں", "number unassigned": "کوئی ذمہ دار نہیں", "number never_asked": "ابھی پوچھا نہیں گیا", "number asked_no_answer": "پوچھا گیا، جواب نہیں", "number stale": "زیادہ عرصے سے خبر نہیں", "number reported_complete": "خود مکمل بتائے گئے", "number contested": "اختلاف ہے",
	"number overdue": "میعاد گزر گئی", "number due_soon": "میعاد قریب", "number on_schedule": "وقت کے مطابق", "number no_date": "میعاد درج نہیں", "number met_on_time": "وقت پر پورے", "number met_late": "دیر سے پورے", "number overdue_days_median": "میعاد گزرے دن، درمیانی", "number overdue_days_max": "میعاد گزرے دن، سب سے زیادہ", "number age_days_median": "کانفرنس کو گزرے دن، درمیانی", "number age_unknown": "عمر معلوم نہیں", "number smart_rated": "تحریر جانچی گئی", "number trackable": "پیروی ممکن ہے",
	"number strict_bp": "مکمل، n میں سے", "number high_bp": "مکمل یا بڑی حد تک، n میں سے", "number coverage_bp": "جانچ کا تناسب، n میں سے", "number score_bp": "نمبر", "number floor_bp": "کم سے کم ممکن نمبر", "number ceiling_bp": "زیادہ سے زیادہ ممکن نمبر", "number silence_bp": "کوئی رپورٹ نہیں، کھلے عہدوں میں سے", "number stale_bp": "خبر نہیں، کھلے عہدوں میں سے", "number on_time_bp": "وقت پر", "number claim_gap_bp": "مکمل بتائے گئے، تصدیق نہیں", "number trackable_bp": "پیروی ممکن ہے، جانچے ہوؤں میں سے",
}
