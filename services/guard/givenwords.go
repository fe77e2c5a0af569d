package guard

// moreGiven are further names, of all provinces and faiths. Those that are also words
// are left out: a name beside an age is found by these alone.
const moreGiven = `
	palwasha zarmina zarghuna gulalai spogmay shabnam gulnaz gulbano gulfam shehnaz shahnaz shaheen samreen mehnaz mumtaz
	naheed nahid nighat nasira najma nabeela nabila naghma nelofar nilofar nosheen noreena nusrat nuzhat qandeel qudsia
	rafia raheela rahila rani rashida rasheeda rimsha ruqayya rukhsar rubab rabail romaisa sadaf safina saira saeeda
	sajida samia samra sanam seema shamim shamsa sharifa shaista shehla shireen shakila shakeela sughra sumbal sumbul
	summaiya surayya suraiya tabassum tabinda tanzeela tasleem tehmina ulfat umaima wajiha yasmeena zahra zakia zarina
	zareena zohra zulekha zubaida zunaira bakhtawar bakhtawara bhagbhari mehrunnisa mehrun hajra hajira halimah hamida
	hameeda hanifa haseena ismat jamila kanwal kaneez khalida khursheed khushboo lalarukh mahjabeen malaika maleeha
	masooma mukhtaran mukhtar afshan afsheen aliya aaliya ambreen andleeb anila arifa atiqa azra beenish benish bilqees
	dilshad faiza fakhra farida fareeha farkhanda fehmida firdaus reshma reshman rinkle reena pooja sunita mehak bhoori
	bhuri kasturi lachmi radhika komal sapna simran sonam priya asiya shagufta rifta sonia rasool rasul nabi bux baksh
	bakhsh ditta mureed jibran karim kareem rahim raheem masih maseeh ghaffar sattar jabbar qadir ghani hameed hamayun
	humayun idris inayat israr jahangir jalal khurram liaqat liaquat mazhar mehboob miran mohsin mujahid munir muneer
	mustafa murtaza muzaffar nazir nazeer nisar noman pervez pervaiz qadeer rafaqat raheel raza riaz saeed safdar sadiq
	sahibzada samiullah sarfraz sarwar shafiq shafique shahbaz shahnawaz shams sharif shaukat sikandar siraj tajammul
	tanveer tanvir tufail umair usama waheed wahid wajid yaqoob yaqub zaheer zakir zulfiqar allahditta rehmatullah habib
	habibullah hidayat inayatullah naimat naimatullah sanaullah ubaid zarif bahadur daud dawood ishfaq ashfaq aziz basit
	ehsan ejaz fayyaz ghazanfar moiz mudasir musa noorullah پلوشہ زرمینہ زرغونہ گلالئی شبنم گلناز شہناز مہناز ناہید نگہت
	ناصرہ نجمہ نبیلہ نغمہ نوشین نصرت نزہت قدسیہ رافعہ راحیلہ راشدہ رشیدہ رمشا رمشہ رقیہ رخسار رباب رابیل سفینہ سائرہ
	سعیدہ ساجدہ سامعہ سمیعہ ثمرہ ثنا صنم شمیم شمسہ شریفاں شہلا شیریں شکیلہ صغری سنبل ثریا تنزیلہ تہمینہ طوبی وجیہہ وردہ
	زہرا ذکیہ زرینہ زلیخا زنیرہ بختاور ماروی مہرالنساء ہاجرہ حمیدہ حنیفہ حسینہ جمیلہ کنول کنیز خالدہ ملائکہ ملیحہ معصومہ
	مختاراں افشاں عندلیب عارفہ عذرا بینش بلقیس دلشاد فائزہ فاخرہ فریدہ فریحہ فرخندہ فہمیدہ فردوس ریشماں رینا پوجا کویتا
	سنیتا مینا مہک لچھمی سیتا رادھا سمرن شگفتہ آسیہ نازیہ نائلہ شائستہ ڈتہ دتہ مرید جبران ہمایوں ادریس جہانگیر خرم محسن
	منیر مصطفی مرتضی مظفر نذیر پرویز قدیر رفاقت راحیل سعید صفدر سرفراز شفیق شہباز شاہنواز تجمل تنویر عمیر اسامہ واجد
	یعقوب ظہیر ذاکر ذوالفقار داؤد اشفاق اظہر فیاض غضنفر موسی رشید حفیظ خلیل زرین`

// fathers are names that are also words: they are names beside a word for kin.
var fathers = set(`رسول نبی بخش مسیح حکیم سلطان شیر جان خان گل ولی میر وزیر عزیز کریم قادر غنی حمید رحمت جمال کمال`)
