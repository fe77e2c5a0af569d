package guard

var (
	victimWords = set(`victim victims survivor survivors abductee abductees prosecutrix deceased complainant
		متاثرہ متاثرین مغویہ مغوی مقتولہ مقتول متوفیہ متوفی مظلومہ مضروبہ mutasira maghvia`)
	plurals = set(`victims survivors abductees`)

	// Words for one person; a name beside one is his.
	persons = set(`girl boy child minor woman women man maid teenager teen toddler infant student worker labourer laborer
		bride housemaid schoolgirl schoolboy baby orphan runaway juvenile minors girls boys children kid
		larki larka bachi bacha khatoon aurat ladki
		لڑکی لڑکا لڑکے بچی بچہ بچے خاتون عورت نوجوان طالبہ ملازمہ دوشیزہ نابالغہ نابالغ کمسن معصوم لڑکیوں بچیوں
		متاثرہ مغویہ مسماہ یتیم ننھی مزدور بہنوں`)
	alone   = set(`girl boy woman maid teenager housemaid schoolgirl schoolboy toddler larki larka bachi khatoon`)
	wronged = set(`minor trafficked rescued kidnapped abducted missing recovered raped murdered deceased teenage abused enslaved
		freed young year old bonded`)
	pronouns    = set(`اس جس اسکا جسکا uska jiska iska ان جن`)
	owners      = set(`her his whose their my victims`)
	possessives = set(`کا کی کے ka ki ke`)
	nameWords   = set(`name names نام naam`)
	naming      = set(`named namely called identified known alias`)
	sure        = set(`named namely identified alias`)

	kin = set(`daughter son wife widow mother father sister brother husband niece nephew granddaughter cousin fiance
		stepdaughter stepfather stepmother uncle aunt
		walid walida waalid waalida baap behan biwi beti beta shohar khawand
		بیٹی بیٹا بیٹے بیوی والد والدہ باپ ماں شوہر خاوند بہن بھائی بیوہ اہلیہ چچا ماموں نواسی پوتی بھانجی بھتیجی`)
	descents = set(`دختر ولد زوجہ بنت dukhtar dukhter walad wald zoja zouja zauja zojah zaujah bint`)
	// بنت حوا is every woman, and the others are things.
	figurative = set(`حوا حواء ادم اقوام hawwa hawa huwa پانی ہوا مشرق فروشی کشی مادر دعوی`)

	dwells    = set(`ساکن سکنہ ساکنہ سکنا رہائشی sakin sakna sakinah sukna saakin rehaishi`)
	residents = set(`رہائشی rehaishi`)
	villages  = set(`village chak goth killi basti mohalla mohallah muhalla mauza moza colony gali street house hamlet deh
		گاؤں گاوں چک گوٹھ کلی بستی محلہ محلے موضع گلی کالونی مکان قصبہ قصبے دیہہ`)
	formWords = set(`column columns field fields box boxes name names row rows form details`)
	machines  = set(`plant plants water membrane filter filtration unit system`)

	styles     = set(`mst msst msmt musammat musamat mussammat mussamat mosammat mosamat musmat musummat musammaat مسماہ مسماۃ مسمات مسمی`)
	bibis      = set(`bibi bano بیبی بانو`)
	lateNames  = set(`khatoon khatun mai bai devi kumari begum`)
	afterKnown = set(`خاتون بیگم مائی بائی دیوی کماری khatoon begum mai bai devi kumari`)
	saints     = set(`pak pakdaman pakdamna jamalo ka قدسیہ qudsia پاک پاکدامن شہید سی`)
	// The names of letters: بی بی سی is a broadcaster.
	letterNames = set(`سی ایس اے ڈی ایم ای ایل ایف ٹی`)
	sites       = set(`shrine mazar mausoleum darbar dargah tomb chowk bazaar bazar market road hospital school college
		university colony town trust foundation park centre center street lane complex goth building mosque masjid
		airport organisation organization society memorial library hall welfare flyover bridge ground stadium gate maqbara academy institute hostel
		ہسپتال اسپتال روڈ سڑک مزار دربار درگاہ بازار مارکیٹ سکول اسکول کالج چوک ٹرسٹ کالونی مسجد یونیورسٹی پارک مقبرہ
		فاؤنڈیشن ویلفیئر آرگنائزیشن تنظیم سوسائٹی ہال گلی قبرستان`)
	brought = set(`منتقل داخل پہنچ پہنچی پہنچائی لائی لایا میں`)

	goesOn = set(`was is has had were who from told said says testified remains stays lives went came did and of aged
		نے کو کا کی کے سے کے اور ہے تھی تھا جو بھی ولد ہیں دختر زوجہ بنت ساکن سکنہ بازیاب اغوا لاپتہ`)

	honorifics = set(`mr mrs ms miss mst late haji hafiz syed syeda sayed sayyed mian malik sardar ch chaudhry chaudhary
		master maulvi qari rana mirza sheikh shaikh raja مرحوم حاجی سید سیدہ حافظ محترمہ جناب مسماہ مسماۃ مسمات میاں ملک سردار چوہدری مولوی قاری رانا مرزا شیخ`)

	// Small words of sentences, which stand nowhere as a name.
	small = set(`the a an of in on at to from by for and or but with without is was are were be been being it its this
		that these those who whom which whose what when where how not no nor any all each every some such same
		he she they his her him them their our your my we you i if as than then so do does did has have had will
		would shall should may might can could must also only very more most other another both letter letters number
		یہ وہ اس ان جس جن جو کہ کو کا کی کے سے میں پر نے تک اور یا بھی ہی تو نہ نہیں ہے ہیں تھا تھی تھے ہو ہوا ہوئی ہوئے
		ایک دو تین کر کیا کی گیا گئی گئے رہا رہی رہے جب تب اب کب ہر کل کچھ کوئی کسی ساتھ لیے لئے بعد پہلے دوران مگر لیکن بلکہ
		ek aik is us wo woh ye yeh meri mera mere teri apni apna apne iski uski unki ki ka ke ko ne se mein main par
		aur ya hai hain tha thi the bhi hi nahi nahin kya ye unka inka choti bari ghar`)

	// Names that are also words, where they are in small letters.
	alsoWords = set(`charity mercy noor lucy agnes sunny charles grace hope faith shanti din ali maria james pari amin dua sana
		hina hira kiran sara nida saba zara iram asad zain saad latif jamil anwar adil`)
)
