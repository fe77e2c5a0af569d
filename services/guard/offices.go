package guard

// officeNames are offices of which one person holds one: whose holders victims meet.
var officeNames = newPhrases(`sho
		station house officer
		dsp
		asp
		ssp
		dpo
		rpo
		cpo
		ccpo
		asi
		moharrar
		muharrar
		sub inspector
		inspector
		head constable
		constable
		policeman
		policewoman
		police officer
		police official
		investigating officer
		investigation officer
		thanedar
		thanaydar
		superintendent
		jail superintendent
		warden
		matron
		incharge
		in charge
		director
		deputy director
		assistant director
		deputy commissioner
		assistant commissioner
		commissioner
		secretary
		minister
		judge
		magistrate
		prosecutor
		tehsildar
		patwari
		nazim
		councillor
		councilor
		mpa
		mna
		senator
		mayor
		labour inspector
		labour officer
		immigration officer
		immigration official
		fia official
		fia officer
		fia inspector
		official
		officer
		doctor
		medical officer
		consul
		consular officer
		protection officer
		child protection officer
		probation officer
		registrar
		nikah registrar
		headmaster
		principal
		colonel
		major
		dig
		circle officer
		mukhtiarkar
		tapedar
		ایس ایچ او
		ڈی آئی جی
		سرکل افسر
		سرکل آفیسر
		آفیسر
		مختیارکار
		تپیدار
		پولیس آفیسر
		تفتیشی آفیسر
		لیبر آفیسر
		تھانیدار
		تھانے دار
		تھانہ دار
		ایس پی
		ڈی ایس پی
		ایس ایس پی
		اے ایس پی
		ڈی پی او
		آر پی او
		سی پی او
		اے ایس آئی
		سب انسپکٹر
		انسپکٹر
		ہیڈ کانسٹیبل
		کانسٹیبل
		پولیس اہلکار
		پولیس افسر
		تفتیشی افسر
		تفتیشی
		محرر
		سپرنٹنڈنٹ
		وارڈن
		انچارج
		ڈائریکٹر
		ڈپٹی ڈائریکٹر
		اسسٹنٹ ڈائریکٹر
		ڈپٹی کمشنر
		اسسٹنٹ کمشنر
		کمشنر
		سیکرٹری
		سیکریٹری
		وزیر
		جج
		مجسٹریٹ
		پراسیکیوٹر
		تحصیلدار
		پٹواری
		ناظم
		کونسلر
		ایم پی اے
		ایم این اے
		لیبر انسپکٹر
		لیبر افسر
		امیگریشن افسر
		امیگریشن اہلکار
		اہلکار
		افسر
		ڈاکٹر`)
