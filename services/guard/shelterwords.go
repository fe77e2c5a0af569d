package guard

var (
	// Shelters that have a name, and houses whose place is kept secret.
	namedRefuges = newPhrases(`dar ul aman
		dar al aman
		darul aman
		darulaaman
		dar ul amaan
		dar ul falah
		darul kafala
		dar ul atfal
		safe house
		safe home
		shelter home
		crisis centre
		crisis center
		edhi home
		edhi centre
		edhi center
		edhi shelter
		kashana
		dastak
		panah shelter
		panah shelter home
		bint e fatima
		sos village
		sos childrens village
		دارالامان
		دار الامان
		شیلٹر ہوم
		کرائسس سینٹر
		کرائسز سینٹر
		کرائسس سنٹر
		کرائسز سنٹر
		دارالفلاح
		دارالکفالہ
		دارالاطفال
		سیف ہاؤس
		سیف ہاوس
		سیف ہوم
		ایدھی ہوم
		ایدھی سینٹر
		ایدھی سنٹر
		کاشانہ
		ایس او ایس ویلج
`)
	anyRefuge = newPhrases(`shelter
		womens shelter
		panah
		panah gah
		panaah gah
		panagah
		orphanage
		child protection bureau
		child protection centre
		child protection center
		protection centre
		women protection centre
		transit home
		refuge
		پناہ گاہ
		شیلٹر
		یتیم خانہ
		یتیم خانے
		چائلڈ پروٹیکشن بیورو
		چائلڈ پروٹیکشن سنٹر
		چائلڈ پروٹیکشن سینٹر
		بحالی مرکز`)
	shelterParts = set(`shelter shelters home house houses homes safe crisis centre center women dar ul aman bureau`)

	// Whose moving or staying is told.
	someone = set(`وہ she he her him his girl boy woman victim survivor child minor infant baby lady teenager daughter mother
		sister sisters siblings family couple complainant abductee maid runaway witness detainee prosecutrix bride
		اسے اس انہیں لڑکی لڑکے بچی بچہ بچے خاتون عورت متاثرہ مغویہ طالبہ ملازمہ دوشیزہ بہنوں بیٹی بیٹے والدہ خاندان جوڑے
		larki larka bachi bachay bache khatoon aurat usay use usko mutasira`)
	group = set(`girls women children victims survivors boys minors they them
		لڑکیاں لڑکیوں خواتین بچوں بچیوں متاثرین بچیاں`)
	moves = set(`moved shifted shift shifts transferred sent placed kept housed lodged stays stay staying stayed lives living live lived
		resides residing reside resided admitted taken brought handed hiding hides hidden sheltered produced accommodated relocated
		escorted dispatched entrusted committed living accommodated confined held escaped recovered found remains dropped
		منتقل بھیج بھیجا بھیجوا بھجوا بھجوایا بھیجی رکھا رکھی رکھے مقیم رہائش رہتی رہتا رہ رہی موجود پہنچا پہنچایا پہنچائی داخل
		حوالے سپرد ٹھہری ٹھہرایا ٹھہرایا چھپی پناہ گزین
		shift bheja bhej bheji muntaqil rakha rakhi muqeem rehti rehta dakhil`)
	be       = set(`is was are were میں پر`)
	here     = set(`in at inside currently now still safe ہے ہیں تھی تھا`)
	locating = set(`behind near opposite beside adjacent next located situated close off across address
		نزد قریب پیچھے سامنے واقع برابر عقب`)
	between = set(`in at of the to on and for from by a an its this women womens women’s which is was lies stands run
		کے کی کا میں شہر ضلع واقع ke ki mein district city town government govt new old local area tehsil
		نزد قریب پیچھے سامنے near behind opposite home center centre house shelter`)
	allOf = set(`all every each any two three four five six seven eight nine ten many several more new more no
		تمام ہر سب کئی دو تین چار پانچ نئے مزید دونوں`)
	crowds = set(`women children girls boys victims survivors persons people minors residents cases beneficiaries
		خواتین بچوں بچے لڑکیوں لڑکیاں متاثرین افراد بچیوں بچیاں عورتوں متاثرہ`)

	// What is said of shelters and not of who is in them.
	general = set(`superintendent asked requested counsellor counsellors counselor counselors stipend manager budget budgets fund funds funded funding grant grants allocate allocated allocation rs pkr rupees million
		billion lakh establish established establishing establishment upgrade upgraded upgrading renovate renovated
		renovation repaired staff staffed staffing trained training train inspect inspected inspection inspections visit
		visited visits capacity beds bed monitor monitored monitoring report reports reported policy policies sops sop
		standard standards standardised committee committees meeting meetings superintendents services service notified
		notification department bill act rules audit audited survey assess assessed assessment opened open opens inaugurated
		inaugurates construct constructed construction built building recommended recommends recommendation proposed proposal
		propose will should shall must plan planned plans strengthen strengthened operational functional posts post vacancies
		vacant appointed recruited registered psychologist psychologists facility facilities equipped computers solar vans
		quarter annual annually helpline digitised database every per districts divisions provinces district-level seminar
		workshop awareness session budgeted approved approves tender celebrated performance review reviewed guidelines
		management manual improved improvement library kitchen vocational course courses skills
		بجٹ فنڈ فنڈز گرانٹ مختص روپے کروڑ لاکھ ملین قیام قائم اپ گریڈ تزئین مرمت عملہ عملے تربیت تربیتی معائنہ دورہ گنجائش بستر
		بستروں نگرانی رپورٹ پالیسی معیار کمیٹی اجلاس سہولیات سہولت خدمات محکمہ قانون قواعد آڈٹ سروے جائزہ افتتاح کھولا کھولی کھولے
		تعمیر تعمیرات سفارش تجویز منصوبہ منصوبے فعال آسامیاں اسامیاں بھرتی تعینات اضلاع سالانہ سہ ماہی جائے گا جائےگا جائیں گے گا گے گی
		ہوگا ہوگی چاہیے چاہئے بہتر بہتری ورکشاپ سیمینار آگاہی منظور منظوری ٹینڈر کورس ہنر`)

	towns = set(districts, `gulberg gulshan clifton defence saddar korangi orangi lyari johar nazimabad shahdara samanabad cantt cantonment
		raiwind chunian pattoki burewala jaranwala kamoke wazirabad daska pasrur taxila gujar khan kharian lalamusa shorkot
		alipur kot addu taunsa jampur sadiqabad liaquatpur hasilpur chishtian haroonabad arifwala depalpur mailsi shujabad
		rohri pano aqil daharki mehar johi sehwan kotri tando adam jam allahyar hala shahdadpur digri mithi nagarparkar
		hayatabad ring tarnol rawat bara landi timergara batkhela mingora saidu matta balakot
		ملتان لاہور کراچی پشاور کوئٹہ اسلام فیصل راولپنڈی قصور سکھر حیدرآباد لاڑکانہ بہاولپور بہاولنگر سرگودھا گجرات گجرانوالہ
		گوجرانوالہ سیالکوٹ شیخوپورہ اوکاڑہ ساہیوال پاکپتن وہاڑی خانیوال لودھراں مظفرگڑھ مظفر لیہ بھکر میانوالی خوشاب چنیوٹ جھنگ
		نارووال چکوال جہلم اٹک مری راجن راجنپور رحیم ڈیرہ مردان صوابی چارسدہ نوشہرہ کوہاٹ بنوں سوات مانسہرہ ایبٹ ایبٹآباد
		ہری بٹگرام بونیر شانگلہ دیر چترال باجوڑ مہمند ٹانک ہنگو کرک ٹھٹھہ بدین تھرپارکر عمرکوٹ میرپور سانگھڑ نوابشاہ نواب
		نوشہرو خیرپور گھوٹکی شکارپور جیکب کشمور دادو جامشورو مٹیاری ملیر کورنگی گوادر تربت کیچ پنجگور خضدار قلات مستونگ چمن
		پشین ژوب لورالائی سبی نصیر جعفر لسبیلہ حب مظفرآباد کوٹلی بھمبر سکردو ہنزہ گلگت گلبرگ کلفٹن ڈیفنس صدر ٹوبہ ننکانہ حافظ
		منڈی گلشن کینٹ آباد پور ٹاؤن کالونی نگر`)
	// Towns that are words too, in small letters.
	townsAndWords = set(`hub tank ring johar hala adam mata bara sun mandi yar dera khan north south east west bagh`)
	provinces     = set(`punjab sindh balochistan baluchistan khyber pakhtunkhwa kp kpk pakistan azad kashmir gilgit baltistan ict
		پنجاب سندھ بلوچستان خیبر پختونخوا پاکستان`)
)
