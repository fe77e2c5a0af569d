package guard_test

import "ahd.example/ahd/services/guard"

// markedSpellings are the spellings, signs and gaps with which the same is typed.
var markedSpellings = map[guard.Kind][]string{
	guard.CNIC: {
		"«35202_1234567_1»",
		"«35202·1234567·1»",
		"(«35202) 1234567-1»",
		"«35202|1234567|1»",
		"«٣٥٢٠٢ ١٢٣٤٥٦٧ ١»",
		"CNIC «35202-12345-67-1»",
	},
	guard.Phone: {
		"«+92 (300) 123-4567»",
		"«0300.123.4567»",
		"«03001 234567»",
	},
	guard.Email: {
		"«ayesha@gmail.com»",
		"«AYESHA.KHAN+1@GMAIL.COM»",
		"«ayesha @ gmail.com»",
		"«ayesha AT gmail DOT com»",
	},
	guard.VictimName: {
		"The victim’s «name is Gulmina»",
		"«VICTIM AYESHA» WAS HEARD",
		"victims «name is Gulmina»",
		"victim «name Gulmina»",
		"name of minor «victim is Gulmina»",
	},
	guard.WomanName: {
		"«Mst.Chandni» said so",
		"«MST:Chandni»",
		"«Mst Chandni»,",
		"«Mst. CHANDNI»",
		"«KULSOOM BIBI» WAS FOUND",
		"«Kulsoom BIBI»",
		"«مسمّاۃ چاندنی» نے کہا",
		"«مسماة چاندنی»",
		"«مسماۃچاندنی»",
		"«چاندنی بی\u200cبی»",
		"«چاندنی بیبی» نے کہا",
	},
	guard.Parentage: {
		"«Shabnam D/ O Ghulam Rasool»",
		"«Shabnam S /O Ghulam Rasool»",
		"«Shabnam d\\o Ghulam Rasool»",
		"«Shabnam D/oGhulam» Rasool",
		"«Shabnam D.o Ghulam Rasool»",
		"«SHABNAM D/O GHULAM RASOOL» R/O CHAK 45",
		"MINOR VICTIM «CHANDNI D/O ASLAM»",
		"«شبنم دختر: غلام» رسول",
		"محمد «اسلم وَلد غلام» رسول",
		"«شبنم زوجۂ اکرم»",
		"«شبنم زوجه اکرم»",
		"«شبنم دختر غلام» «رسول سكنه چک» ۴۵",
	},
	guard.Shelter: {
		"«دار\u200cالامان ملتان» میں رہتی ہے",
		"«دارالأمان ملتان» میں اسے رکھا گیا",
		"She is in «DARUL-AMAN MULTAN»",
		"She is at «Dar-ul Aman (Multan»)",
	},
	guard.Accused: {
		"«S.H.O Raiwind took a bribe»",
	},
}
