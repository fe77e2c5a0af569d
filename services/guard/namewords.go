package guard

var (
	years      = set(`year years yr yrs saal sal month months mah maah سال برس ماہ`)
	adjectives = set(`yo yearold سالہ saala sala salah`)
	ordinals   = set(`st nd rd th`)
	ageWords   = set(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
		دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس
		aath nau das gyarah gyara giyarah barah bara terah tera chaudah chauda pandrah pandra solah sola satrah satra atharah athara unnees`)
	sexes   = set(`f m female male`)
	told    = set(`was is who from has had ko کو جو`) // what goes on about somebody: Ayesha, 14 was found
	belongs = set(`ki ka کی کا`)                      // 14 saal ki Ayesha
	// A word that says that what follows is an age: Ayesha aged 14, Ayesha (F/14).
	ages = set(`age aged umar umer umr عمر بعمر f m`)

	// Words between a name and an age: those that only tie them together, and those
	// for people.
	ties = set(`a an the is was only just about around approximately approx nearly s he she of
		کی کا کے ہے تھی تھا تقریبا صرف ki ka ke hai thi tha`)
	people = set(`girl boy child minor woman man female male student victim survivor daughter son wife mother
		sister brother worker labourer labor orphan resident named called namely who whose young
		لڑکی لڑکا بچی بچہ بچے خاتون عورت نوجوان طالبہ طالب متاثرہ نامی کمسن نابالغ جس جن جسکی بیٹی بیٹا ملازمہ ملازم گھریلو مسماۃ مسمات
		larki larka bachi bacha naami nami jis jiski`)

	// Names of things and places: a name that has one of them is no person's.
	things = set(`section sections article articles rule rules act acts ordinance bill law laws code schedule chapter
		annex annexure appendix part clause table figure form page paragraph para goal goals target targets sdg
		group groups committee committees commission council board court courts bench police station department
		ministry division bureau agency authority directorate secretariat cell unit wing force hospital school
		college university academy centre center centres centers home house shelter office institute institution
		road street lane town colony city village tehsil taluka district districts province zone region sector
		phase block plot ward union airport port border park market mosque project programme program plan strategy
		policy report survey study conference summit dialogue meeting workshop session day week month year quarter
		round batch stage step level item number no option version volume issue resolution convention protocol
		declaration recommendation recommendations agenda minute minutes indicator milestone budget fund grant
		class grade category type scale model line desk team league foundation trust society association
		january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec
		monday tuesday wednesday thursday friday saturday sunday ramadan ramzan muharram`, districts, countries)

	districts = `punjab sindh balochistan baluchistan khyber pakhtunkhwa kp kpk gilgit baltistan kashmir azad ict
		islamabad lahore karachi peshawar quetta multan faisalabad rawalpindi hyderabad sukkur larkana gujrat
		gujranwala sialkot sargodha bahawalpur bahawalnagar rahim yar dera ghazi mandi bahauddin toba tek nankana
		sheikhupura kasur okara sahiwal pakpattan vehari khanewal lodhran muzaffargarh layyah bhakkar mianwali
		khushab chiniot jhang hafizabad narowal chakwal jhelum attock murree rajanpur mardan swabi charsadda
		nowshera kohat bannu swat malakand mansehra abbottabad haripur battagram kohistan buner shangla dir
		chitral khurram kurram orakzai waziristan bajaur mohmand tank hangu karak lakki marwat thatta badin
		tharparkar umerkot umarkot mirpurkhas mirpur sanghar nawabshah benazirabad naushahro khairpur ghotki
		shikarpur jacobabad kashmore dadu jamshoro matiari malir korangi gwadar turbat kech panjgur khuzdar
		kalat mastung chaman pishin zhob loralai sibi nasirabad jaffarabad lasbela hub taftan torkham wagah
		muzaffarabad kotli bagh bhimber skardu hunza`
	countries = `pakistan india afghanistan iran bangladesh nepal china turkey turkiye libya greece italy spain
		malaysia oman qatar kuwait bahrain saudi arabia uae dubai iraq london geneva vienna bangkok asia europe
		africa gulf middle east north south west western eastern northern southern central national federal
		provincial united nations states kingdom european`

	// Other words that begin with a capital and are nobody's name; beside one a name
	// begins or ends: Yesterday Ayesha, Victim Ayesha.
	common = set(`mr mrs ms miss mst dr prof justice judge minister secretary director inspector officer chairman
		chairperson president speaker ambassador coordinator focal person persons girls boys children women men
		victims survivors minors adults youth youths migrants workers students families brides males females
		people citizens members participants beneficiaries boy girl child woman man victim survivor minor
		in on at by for from to of the a an and or but so if as with without within under over above below between
		among during since until before after about this that these those all some many most each every both
		there here they he she it we you i his her its their our who which when where while what how
		however meanwhile moreover overall also therefore thus then now today yesterday tomorrow recently
		currently previously annually only just even still yet total totals average minimum maximum median mean
		legal working school marriage marriageable consent employment retirement life term sentence penalty fine
		duration validity tenure period first second third last next past nearly almost around approximately
		least up one two three four five six seven eight nine ten trafficking trafficked human rights forced
		bonded labour labor rescued arrested convicted cases case new old see note name names age date status yes
		none other others not more less than further same key done planned pending completed joint special
		additional deputy assistant chief general senior prime high supreme staff police officials judges
		prosecutors lawyers teachers welfare bail module sheet draft radio media
		seminar webinar hindu muslim christian sikh ahmadi transgender pakistani afghan bengali female male legal
		aid food health education justice interior foreign social labour law tv film poster walk call calls trainees units ii iii iv vi chapter provinces camps raids visits drafts`)

	// The same in Urdu, where nothing but the word tells.
	urdu = set(`منصوبہ منصوبے منصوبوں قومی صوبائی وفاقی ایکشن پلان پروگرام حکمت لائحہ پالیسی معاہدہ معاہدے مدت قید سزا
		تجربہ تجربے جشن دور ترقیاتی تعلیمی تربیتی ڈپلومہ کورس رپورٹ جائزہ ریکارڈ بجٹ اسٹریٹجک سٹریٹجک
		لڑکی لڑکیوں لڑکیاں لڑکا لڑکے لڑکوں بچہ بچی بچے بچوں بچیوں بچیاں خاتون خواتین عورت عورتوں شخص افراد مرد معذور یتیم افغان پاکستانی بنگالی مقامی غیر ملکی بےگھر
		طالب طالبہ طلبہ متاثرہ متاثرین نوجوان نوجوانوں ملازم ملازمہ مزدور مزدوروں کمسن نابالغ بالغ
		شادی ملازمت کام داخلے ریٹائرمنٹ ووٹ قانونی کم زیادہ سے از تک کی کا کے کو میں پر نے اور یا جو جس جن ان اس
		یہ وہ ہر کل اوسط حد درمیان زائد اوپر نیچے والی والے والا جاری شروع مکمل ہے ہیں تھا تھی تھے
		دفعہ شق نمبر باب آرٹیکل ہدف گروپ کمیٹی ضلع اضلاع صوبہ صوبے شہر لاہور کراچی پشاور کوئٹہ اسلام آباد ملتان
		فیصل راولپنڈی قصور پنجاب سندھ بلوچستان پاکستان بیٹے بیٹیوں بدبخت دوشیزہ صحافی اداکار اداکارہ پولیس تاریخ
		جدوجہد جدو جہد لیز توسیع اقتدار سالگرہ سوشل جامع حکومت بندش پرانی پرانا پرانے شہری ڈرائیور خدمات سروس کیریئر
		سیاسی گارنٹی مدتی شراکت تعاون سفر تحقیق تحقیقی بزرگ شادی شدہ غریب بے سہارا لاوارث معصوم ننھی ننھے مغویہ مغوی
		مقتول مقتولہ ہندو مسیحی سکھ محنت کش کسان قیدی ملزم مجرم پابندی مہلت وقفہ عرصہ عرصے وژن روڈ میپ فریم ورک معاونت`)

	endsName = join(common, ties, people, ages)
	others   = join(things, common, urdu, ties, people)
)

// given are names that many people in Pakistan have, as they are written in
// English and in Urdu. What is here is a name wherever it stands.
var given = set(moreGiven, `ayesha aisha aysha aesha fatima fatimah fatma zainab zaynab zeenat khadija khadijah maryam mariam
	maria amina aamina ameena aminah asma asmaa sana saima sadia sadaf samina shazia shabana shahida shaista
	james gregory charles charity agnes mercy lucy nancy nargis bilqis firdous nafees anees idrees abbas ilyas rabia rukhsana razia rehana robina rubina nadia nasreen naseem nazia naila nida noor noreen parveen perveen
	kiran komal kainat kinza laiba lubna mahnoor mehwish misbah muskan nimra bushra bano bibi begum farah
	farzana fauzia fozia ghazala gulnaz hafsa haleema halima hina humaira huma iqra iram javeria kulsoom
	kalsoom kausar saba safia sakina salma sara sarah shumaila sidra sonia sumaira tahira tayyaba uzma yasmin
	yasmeen zahida zara zoya anam aneela anila areeba arooj alina aliza esha hira hooria mehreen sobia zubaida
	muhammad mohammad mohammed muhammed ahmed ahmad ali hassan hasan hussain husain hussein bilal usman osman
	umar umer omar hamza abdullah abdul rehman rahman ibrahim ismail yousaf yousuf yusuf imran irfan kashif
	kamran adnan asad asif atif amir aamir arshad aslam akram akbar anwar ashraf faisal farhan fahad faheem
	ghulam hamid haris haroon iftikhar ijaz iqbal ishaq jameel jamil javed junaid khalid kaleem latif majid
	mansoor mehmood mahmood mubashir mudassar nadeem naeem nasir naveed nawaz nouman qasim rafiq rashid rizwan
	saad sajid saleem salman saqib shahid shahzad shakeel shoaib sohail sufyan tahir talha tariq waqar waqas
	waseem yasir younas younis zahid zain zeeshan zubair sunny shanti radha lakshmi
	عائشہ آسیہ عنایت ہدایت ولایت امین دین زرین مہرین عنبرین نازنین فرحین ثمرین نوشین تحسین شاہین مبین معین یاسین فاطمہ زینب زینت خدیجہ مریم آمنہ امینہ اسماء ثناء صائمہ سعدیہ صدف ثمینہ شازیہ شبانہ شاہدہ رابعہ
	رخسانہ رضیہ ریحانہ روبینہ نادیہ نسرین نسیم نازیہ نائلہ ندا نورین پروین کومل کائنات کنزہ لائبہ لبنی ماہنور
	مہوش مصباح مسکان نمرہ بشری بانو بی بی بیگم فرح فرزانہ فوزیہ غزالہ حفصہ حلیمہ حنا حمیرا ہما اقرا اقراء ارم
	جویریہ کلثوم کوثر صبا صفیہ سکینہ سلمی سارہ شمائلہ سدرہ سونیا سمیرا طاہرہ طیبہ عظمی یاسمین زاہدہ زارا زویا
	انعم انیلہ عریبہ عروج الینا محمد احمد علی حسن حسین بلال عثمان حمزہ عبداللہ عبد رحمان رحمن ابراہیم اسماعیل
	یوسف عمران عرفان کاشف کامران عدنان اسد آصف عاطف عامر ارشد اسلم اکرم اکبر انور اشرف فرحان فہد غلام حامد
	حارث ہارون افتخار اعجاز اقبال اسحاق جمیل جاوید جنید خالد کلیم لطیف ماجد منصور محمود ندیم نعیم ناصر نوید نواز
	نعمان قاسم رفیق راشد رضوان سعد ساجد سلیم سلمان ثاقب شاہد شہزاد شکیل شعیب سہیل طاہر طلحہ طارق وقار وقاص وسیم
	یاسر زاہد زین ذیشان زبیر خان`)

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

// notNames begin with a capital behind victim, survivor or somebody's and are not
// who it is: offices, services, laws, and what is done for victims.
var notNames = set(`support services service assistance protection referral care rights welfare trauma helpline desk data
	fund funds identification compensation relief rehabilitation reintegration repatriation centred centered centric
	friendly advocate advocates witness witnesses impact statement statements act acts law laws bill policy policies
	guidelines guideline protocol procedures procedure sop sops standard standards framework plan programme program
	project initiative strategy action needs voices voice stories story led informed based network networks council
	group groups forum alliance association coalition organisation organization organisations organizations ngo ngos
	fia police court courts government federal provincial national international united senator senators mna mpa mnas
	mpas member members minister ministers chief adviser advisor advisers advisors ambassador consul speaker chair chairman chairperson
	chairwoman executive dr engineer barrister advocate sessions magistrate magistrates attorney prosecutor prosecution
	counsel lawyer superintendent inspector deputy additional officer officers official officials staff district districts
	division circle zone tier category level phase part annex section article interview interviewing screening database
	register registration record records case cases management unit units cell committee committees commission bureau
	agency authority department ministry directorate secretariat home homes house houses shelter shelters hospital school
	human person persons people society social economic psychological psychosocial medical legal financial education
	health food shelter safety security dignity privacy consent confidentiality information report reports reporting
	research study survey assessment analysis monitoring evaluation training workshop conference day week month year
	english urdu punjabi sindhi pashto balochi pakhtun islam islamic muslim christian hindu transgender pakistani afghan
	bangladeshi burmese rohingya nepali indian iranian chinese nigerian african european american british arab
	trafficking trafficked smuggling smuggled bonded forced child children women men girls boys labour labor
	january february march april may june july august september october november december
	yes no none unknown withheld undisclosed confidential redacted anonymous changed removed omitted deleted blank
	not other others all both each every some many several most more various different number
	also however while although because since when where what who why how which that this these those there here
	under over above below between among during until before after about against through within without across
	زلزلہ سیلاب زدگان سیاسی جماعت پتے پتہ قومی صوبائی وفاقی ضلعی عدالت عدالتوں پولیس حکومت کمیشن کمیٹی محکمہ محکمے ادارہ ادارے اداروں تنظیم تنظیموں
	تصویر تصاویر پتہ پتا مذہب تفصیل تفصیلات کوائف ولدیت سکونت ظاہر شائع صیغہ خفیہ پوشیدہ افشا افشاں راز معلوم درج تبدیل حذف نہ نہیں بتانا بتایا لکھنا لکھا لینا لیا جاری فہرست رجسٹر ریکارڈ
	خاندان خاندانوں فریق فریقین علاقہ علاقے علاقوں اضلاع ضلع شہر شہری شہریوں گھرانے گھرانوں طبقہ طبقات لوگ لوگوں شخص اشخاص افراد فرد
	مزدور مزدوروں کسان کسانوں ملازم ملازمین مسافر مسافروں تارکین مہاجرین پناہ گزین بحالی امداد مدد تحفظ معاوضہ علاج نگہداشت
	قانونی نفسیاتی طبی مالی سماجی معاشی خدمات سہولت سہولیات سہولتیں حقوق انصاف بیان بیانات شناخت نشاندہی منتقلی واپسی حوالے
	مرکز مراکز مرکزیت دوست ہونے ہوا ہوئی ہوئے ہونا کرنے کرنا رہنے والا والی والے والوں یا تعداد زیادہ کم متعدد مختلف دیگر تمام
	سب کئی چند بعض غیر ملکی مقامی پاکستانی افغان بنگلہ دیشی کمسن بالغ نابالغ طلبہ طالبات بین بھر جنسی جبری سمگلنگ اسمگلنگ انسانی
	ہیلپ لائن ڈیسک فنڈ فنڈز بل قانون قوانین ایکٹ رہنما اصول پالیسی نظام طریقہ کار مشاورت تربیت سروے تحقیق رپورٹ رپورٹس جائزہ
	سے نے کو کا کی کے میں پر تک بھی ہی تو جو کہ ایک دو تین چار پانچ چھ سات آٹھ نو دس عمر سال ماہ دن وقت موقع صورت حال`)
