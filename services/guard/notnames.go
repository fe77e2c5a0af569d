package guard

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
