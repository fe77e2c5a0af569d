package guard

var (
	// Of anyone who holds such an office nothing is said of one.
	anyone = set(`any every each no if all some ہر کسی کوئی تمام سب`)
	// An office is in a place although the place has no name.
	stationed = set(`thana تھانہ تھانے چوکی`)
	agencies  = set(`former senior acting retired another corrupt fia police nab ace anti corruption federal provincial punjab sindh labour immigration deputy assistant inspector
		superintendent station house officer director general sub head constable investigating پولیس ایف آئی اے نے کو پر لیبر`)

	takes = set(`take takes took taking taken accept accepts accepted accepting demand demands demanded demanding receive
		receives received receiving pocket pockets pocketed collect collects collected collecting extort extorts extorted
		extorting charges charge ask asks asked seeking sought seeks gets getting pay leta`)
	money = set(`money bribe bribes bribery cash share cut commission kickback kickbacks gratification bhatta rishwat
		payment payments payoff payoffs extortion paisa paise paisay paisey
		رشوت پیسے پیسہ رقم بھتہ نذرانہ منتھلی`)
	// Officials are paid for much, but not for these; sums are demanded by no right.
	getting     = set(`receive receives received receiving collect collects collected collecting ask asks asked seeking sought seeks gets getting pay accept accepts accepted accepting`)
	wrongMoney  = set(`money bribe bribes bribery kickback kickbacks gratification bhatta rishwat extortion cash payoff payoffs`)
	demands     = set(`take takes took taking taken demand demands demanded demanding extort extorts extorted extorting charges`)
	sums        = set(`rs pkr rupees lakh lakhs`)
	romanMoney  = set(`rishwat paise paisa paisay paisey bhatta`)
	takesInUrdu = set(`لی لیتا لیتے لیتی لے لیے لینے لیں مانگی مانگ مانگتا مانگے مانگتے طلب وصول بٹور بٹورتا کھاتا کھا کھائی ہڑپ
		le li leta lete leti liye lee lene mangi mangta mangte wasool talab khata`)

	// These alone say that somebody is accused.
	tells    = set(`told tells warned warns informed informs alerted alerts`)
	tipped   = set(`pimp pimps trafficker traffickers smuggler smugglers brothel gang kiln landlord agents owner owners`)
	handed   = set(`دی دیا دے دیتے دینی دیں di diye`) // a bribe was given to
	rupees   = set(`روپے روپیہ rupay`)
	keeps    = set(`لے لیے لئے مانگے طلب بٹورے ہتھیائے رشوت liye le mange`)
	accusing = set(`accused implicated complicit bribed corrupt indicted extorted الزام الزامات bribetaking
		extorts extorting raped molested colludes colluded colluding collusion connived connivance connives embezzled
		blackmailed blackmails rishwatkhor راشی رشوتخور`)
	charge   = set(`for in on over with of after while`)
	passives = set(`was were been being is are be got`)
	lawful   = set(`arrested sentenced convicted recovered rescued raided busted dismantled registered investigated prosecuted nabbed
		apprehended detained jailed fined punished acquitted suspended dismissed caught seized challaned`)
	filed   = set(`complaint complaints case cases fir firs charge charges evidence inquiry proof petition proceedings`)
	charged = set(`arrested booked suspended dismissed charged convicted involved nominated caught jailed sentenced detained
		removed sacked probed investigated suspected named guilty alleged sued held
		گرفتار معطل برطرف نامزد`)
	passive = set(`ہوا ہوئے ہوگیا گیا گئے ہے ہیں`)
	crimes  = newPhrases(`bribe
		bribes
		bribery
		corruption
		trafficking
		smuggling
		rape
		raping
		abuse
		abusing
		assault
		torture
		torturing
		extortion
		harassment
		harassing
		selling
		brothel
		prostitution
		racket
		gang
		kidnapping
		abduction
		protecting
		facilitating
		helping traffickers
		misconduct
		negligence
		money
		embezzlement
		forging
		tipping
		leaking
		zina
		murder
		molesting
		رشوت
		کرپشن
		بدعنوانی
		زیادتی
		ٹریفکنگ
		سمگلنگ
		اسمگلنگ`)
	deeds = newPhrases(`in league with
		hand in glove
		in cahoots
		turns a blind eye
		turned a blind eye
		turning a blind eye
		look the other way
		looks the other way
		looked the other way
		tipped off
		tips off
		tipping off
		on the payroll
		for a bribe
		for bribe
		for bribes
		in exchange for money
		for money
		takes bribe
		takes bribes
		took bribe
		took bribes
		bribe taking
		sexually abused
		sexually abuses
		sexually assaulted
		sexually harassed
		refused to register
		refuses to register
		covered up
		covers up
		hushed up
		beat her
		beat him
		beats her
		ملی بھگت
		ملا ہوا
		ملے ہوئے
		رشوت خور
		زیادتی کی
		زیادتی کا نشانہ
		زیادتی کا الزام
		ہراساں کیا
		ہراساں کرتا
		تشدد کیا
		تشدد کا نشانہ
		منہ بند
		چشم پوشی
		آنکھیں بند
		اڈہ چلا
		اڈا چلا
		فروخت کیا
		فروخت کر
		فروخت کرتا
		بیچ دیا
		بیچ دی
		بیچتا
		milli bhagat
		mili bhagat
		mila hua
		mile hue`)
	acts = set(`protects protect protected protecting shields shielded shielding patronises patronised patronizes patronized
		patronising patronizing sells sold selling runs ran running trafficks traffics trafficked helps helped helping
		facilitates facilitated facilitating assists assisted tortures tortured harasses harassed harassing assaulted assaults
		informs shelters backs supports covers beat beats beaten abused abuses
		rapes smuggles smuggled supplies supplied works worked`)
	targets = set(`traffickers trafficker brothel brothels pimp pimps smuggler smugglers gang gangs mafia agents agent racket
		den network ring culprits suspects girl girls her him women boy boys victim victims child accused kiln
		prostitution money bribe bribes detainees detainee`)
	linked = set(`part member members linked link links ties connected connections partner partners belongs owns owner behind
		kingpin ringleader mastermind associate accomplice informant involved works worked friend friends working
		رکن حصہ تعلق سرغنہ ساتھی رابطے روابط`)
	gangs = set(`ring rings gang gangs racket rackets mafia brothel brothels syndicate cartel smugglers traffickers pimps smuggler trafficker
		گینگ گروہ مافیا اسمگلروں سمگلروں ٹریفکروں دلالوں اڈے اڈوں ملزمان ملزموں مجرموں بھٹہ قحبہ`)
	patronage  = set(`سرپرستی پناہی`)
	opposed    = set(`anti against counter combat combating fight fighting prevent خلاف انسداد`)
	bribes     = set(`bribe bribes bribery bribed رشوت بھتہ rishwat`)
	harms      = set(`raped molested assaulted tortured harassed beaten abused extorted blackmailed sold blackmailed`)
	complaints = set(`complicity connivance involvement corruption patronage collusion allegation allegations accusation accusations`)
	toward     = set(`to by against of with from کو نے`)

	speaks = set(`told said says stated states briefed directed directs ordered orders warned urged urges announced assured
		chaired asked inaugurated addressed explained recommended recommends reported called inquiry inquired
		کہا بتایا ہدایت حکم بریفنگ خطاب زور اعلان یقین`)
	clauses = set(`that who which where because although while کہ جو`)
	// What is done to others who did wrong, or about it.
	ofOthers   = set(`ملزمان ملزموں افراد عناصر گروہ والوں والے والی کے مافیا traffickers suspects against افسران اہلکاروں`)
	goesOnUrdu = set(`ہے ہیں تھا تھے پایا پائے پائی نکلا نکلے ہونے رہا رہے ہوا`)
)
