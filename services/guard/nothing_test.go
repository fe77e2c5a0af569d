package guard_test

import (
	"slices"
	"testing"
)

// ordinary are texts as they are typed about commitments. They identify nobody.
var ordinary = []string{
	"", " ", "\n", "14", "«»", "no", "\xff\xfe", "\u200c",
	// narratives
	"The provincial task force met on 12 October 2026 and reviewed 14 cases; 9 were sent to the court.",
	"Two shelters were opened in Lahore and Multan, with 45 and 30 beds. 12 women moved in.",
	"The shelter can house 12 women and the Dar-ul-Aman in Quetta will house 40 survivors by June.",
	"In Lahore (12), Multan (7), Rahim Yar Khan (3) and Dera Ghazi Khan (5) the committees are notified.",
	"Lahore, 14; Kasur, 9; Okara, 3. Overall, 26 districts.", "Meanwhile, 14 were arrested. However, 12 were released on bail.",
	"Training of 25 prosecutors (15 women) under the Prevention of Trafficking in Persons Act, 2018 was completed.",
	"FIA registered 123 FIRs in 2024. FIRs are registered under section 3. FIR registration rose by 12%.",
	"Children aged 14 to 16 and girls aged 12 are covered. Minimum age 18. Marriage age 18. Working age: 15.",
	"A 14-year-old girl was rescued near Lahore. The 16-year-old victim, a boy, is safe.", "She is 14 years old. He was 9.",
	"A 5-year National Action Plan and a 10-year-old Convention.", "Imprisonment (14 years), fine (Rs 2 million). Sentenced to Life, 14 years.",
	"Group of 12. Working Group 3. Section 14. Article (11), Section 366, 371-A and 371-B PPC. Clause 4(2)(b). Rule 14.",
	"Phase 2 of the shelter upgrade began in quarter 3 of 2026. Block 3 of the plan.", "Street children: 12 were reached, street 40 times.",
	"12 children were brought from the street to the shelter. Sector-wide review, shelter policy 2026.", "The flat 5% fee for the shelter.",
	"UNODC (3), ILO (2), IOM, 14. ICMPD aged 12. MoU (3).", "SDG 8.7, 5.2 and 16.2 are reported; target 16.2.2.", "National Commission on the Rights of Child, 14.",
	"Police, 12; Social Welfare, 3; Beggary, 12. Acquittal, 3. Seminar, 14. Walks (3), Embassies (4), Airlines (2), Radio, 3, Hindu (3).",
	"On Monday, 14 September, 36 districts. Kasur 14, Sahiwal 12. Union Council 45, Chak No. 14/2-L. Ages 5-16.",
	"Notification No. SO(P)/HD/2-14/2026. Fax of the UAN: 111-345-111. Victim X (16), Girl A, 14, and B (12).",
	// figures and dates
	"2026-10-31", "31.10.2026", "31/10/2026", "03-10-2026 04-10-2026", "2021-2025", "2021 2022 2023 2024 2025", "2026-10-31T08:30:00+05:00", "09:00-17:00",
	"3,300,000", "Rs. 3,300,000,000", "PKR 3300000", "1234567890", "12345678901234567890", "12345 1234567 12", "12,345 1,234,567 1", "0.042", "45.5%", "(2026)",
	"1121", "Helpline 1121, police 15, 1099 and 0800-12345", "UAN 111-222-333", "1234567-1", "35201", "35201-1234567",
	// identifiers
	"018f3c9e-1234-7abc-8def-123456789012", "12345678-1234-1234-1234-123456789012", "cm-b6-pk-pb", "03001234-0300-4123-8567-030012345678",
	"bd6d17c576594465836ecc6fa3520112345671d18d79aa65e4b7880068d59d7d", "bd6d17c576594465836ecc6fa03001234567d6d1",
	"https://example.org/2026/10/31/0300-1234567/042-35201123", "https://x.example/status/1234567890123456789", "www.example.pk/news/1948773?fir=123-24", "https://example.org/FIR-123/24?age=14",
	// Urdu
	"صوبائی کمیٹی کا اجلاس ۱۲ اکتوبر ۲۰۲۶ کو ہوا اور ۱۴ مقدمات کا جائزہ لیا گیا۔", "لاہور اور ملتان میں دو پناہ گاہیں کھولی گئیں، جن میں ۴۵ بستر ہیں۔",
	"۱۴ سالہ لڑکی کو بازیاب کرایا گیا۔", "۵ سالہ قومی ایکشن پلان", "شادی کی عمر ۱۸ سال", "کم از کم عمر ۱۸ سال ہے", "بچوں کی عمر ۱۴ سال سے کم تھی", "۱۸ سال سے کم عمر ۱۲ بچے",
	"۱۴ سالہ معذور بچی اور ۱۶ سالہ افغان لڑکا", "گھریلو ملازمین کی عمر ۱۶ سال سے زائد ہو", "۱۰ سالہ حکمت عملی اور ۳ سالہ بجٹ", "متاثرین: خواتین (۱۲)، بچے (۷)",
	"دفعہ ۱۴", "ورکنگ گروپ ۳", "ہدف ۸.۷", "ہیلپ لائن ۱۱۲۱ اور ۱۵", "۱۲ اضلاع میں ۱۴ ایف آئی آر درج ہوئیں", "۲۰۲۶-۱۰-۳۱", "۳,۳۰۰,۰۰۰ روپے",
	"۱۲ بچوں کو سڑک سے پناہ گاہ منتقل کیا گیا", "لاہور (۱۲)، ملتان (۷)", "ان کی عمر ۱۴ سال ہے", "سزا (۱۴ سال)", "متاثرہ، ۱۴ سال",
	// Roman Urdu
	"14 saal ki qaid aur 12 bachon ko panah gah bheja", "umar 14 saal se kam", "committee ka ijlas 12 October ko hua, 14 cases", "5 saala qaumi mansooba",
}

func TestInOrdinaryTextsNothingIsFound(t *testing.T) {
	for _, text := range slices.Concat(ordinary, harmless) {
		if got := mark(text, ""); got != text {
			t.Errorf("%s", got)
		}
	}
}
