package guard

var (
	houses = set(`house plot flat apartment apt makan makaan kothi bungalow
		مکان پلاٹ فلیٹ کوٹھی بنگلہ ہاؤس`)

	// Quarters are parts of a town; a number makes a street of the others.
	quarters = set(`mohalla mohallah muhalla muhallah gali galli colony society town nagar goth چک گوٹھ سوسائٹی ٹاؤن نگر محلہ محلے گلی کالونی`)
	roads    = set(`street st road rd lane avenue روڈ شاہراہ سٹریٹ اسٹریٹ`)
	streets  = join(quarters, roads, stages, set(`sector سیکٹر سڑک`))

	// Stages are parts of a town and of a project: their number alone is no address.
	stages = set(`block phase بلاک فیز`)

	numbering = set(`no number num nmbr nr # . : - نمبر`)

	// After these a house is no house, and after these words an address may go on.
	verbs = set(`to will can could may would shall should`)
	after = set(`in on at near of by is and behind opposite mein main میں پر کے سے کی اور`)

	safe     = set(`safe سیف`)
	shelters = set(`shelter shelters shelterhome darulaman safehouse safehouses safehome crisiscentre
		crisiscenter panahgah panaahgah panahgahs پناہگاہ پناہگاہوں پناہگاہیں دارالامان شیلٹر سیفہاؤس`)
)

func join(sets ...words) words {
	all := words{}
	for _, one := range sets {
		for w := range one {
			all[w] = true
		}
	}
	return all
}
