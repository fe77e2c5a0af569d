package guard

import "slices"

// unit is a part of an address: a house, or a street, sector or quarter. Its
// tokens are counted from the first to the one after the last.
type unit struct {
	first, last     int
	house, numbered bool
}

// near is how many words may stand between an address and the shelter that it
// is of, and together how many between the parts of one address.
const (
	near     = 20
	together = 9
)

// places finds addresses: a house number with a street, and near a word for a
// shelter any number of a house, street or sector.
func places(tokens []token) []span {
	addresses := grouped(units(tokens))
	if len(addresses) == 0 {
		return nil
	}
	shelters := shelterWords(tokens)
	var found []span
	for _, address := range addresses {
		if identifies(address, shelters) || inTown(tokens, address[0]) {
			first, last := address[0].first, address[len(address)-1].last
			found = append(found, span{tokens[first].from, tokens[last-1].to})
		}
	}
	return found
}

func identifies(address []unit, shelters []int) bool {
	var house, street, numbered bool
	for _, u := range address {
		house = house || u.house && u.numbered
		street = street || !u.house
		numbered = numbered || u.numbered
	}
	if house && street {
		return true
	}
	first, last := address[0].first, address[len(address)-1].last
	next, _ := slices.BinarySearch(shelters, first-near)
	return numbered && next < len(shelters) && shelters[next] < last+near
}

// inTown says that a house with its number stands before a town: House No. 12, Sukkur.
func inTown(tokens []token, u unit) bool {
	next := u.last
	if !u.house || !u.numbered || !numbering.has(at(tokens, u.first+1)) {
		return false
	}
	if at(tokens, next).text == "," {
		next++
	}
	t := at(tokens, next)
	return t.is == word && (t.capital || t.arabic) && towns.has(t)
}

// grouped puts together the units that stand together.
func grouped(units []unit) [][]unit {
	var groups [][]unit
	for i, u := range units {
		if i > 0 && u.first-units[i-1].last <= together {
			groups[len(groups)-1] = append(groups[len(groups)-1], u)
		} else {
			groups = append(groups, []unit{u})
		}
	}
	return groups
}

// units finds the parts of addresses, in order and apart from each other.
func units(tokens []token) []unit {
	var found []unit
	for i := 0; i < len(tokens); i++ {
		if tokens[i].roles&unitRole == 0 {
			continue
		}
		if u, ok := unitAt(tokens, i); ok {
			found = append(found, u)
			i = u.last - 1
		}
	}
	return found
}

func unitAt(tokens []token, i int) (unit, bool) {
	t := tokens[i]
	isHouse := houses.has(t) && !shelterHouse(tokens, i) || t.text == "h" && housed(tokens, i)
	if isHouse || streets.has(t) {
		if last := itsNumber(tokens, i+1); last > 0 && !counts(tokens, i, last) {
			return unit{i, last, isHouse, !stages.has(t)}, true
		}
		if stages.has(t) && letters(at(tokens, i+1)) {
			return unit{i, i + 2, false, false}, true
		}
		return unit{i, i + 1, false, false}, !isHouse && named(tokens, i)
	}
	if last := sectorOf(tokens, i); last > 0 {
		return unit{i, last, false, true}, true
	}
	return numberedRoad(tokens, i)
}

// sectorOf reads a sector of Islamabad: G-9, F-8/4.
func sectorOf(tokens []token, i int) int {
	t, number := tokens[i], at(tokens, i+2)
	if len(t.text) != 1 || t.text < "d" || t.text > "i" || !touches(tokens, i) || tokens[i+1].text != "-" || !touches(tokens, i+1) || number.is != figure || len(number.text) > 2 || i > 0 && touches(tokens, i-1) {
		return 0
	}
	return suffixed(tokens, i+3)
}

// itsNumber reads the number of a house or street: 5, No. 5, # 12-B, H-9/4. It
// gives the token after it, or 0.
func itsNumber(tokens []token, i int) int {
	for n := 0; n < 3 && numbering.has(at(tokens, i)); n++ {
		i++
	}
	if letters(at(tokens, i)) && touches(tokens, i) { // the letters of H-9
		i++
		if at(tokens, i).text == "-" {
			i++
		}
	}
	if at(tokens, i).is != figure || at(tokens, i+1).text == "%" {
		return 0
	}
	return suffixed(tokens, i+1)
}

// suffixed goes on after a number: 12-B, 9/4, 12A.
func suffixed(tokens []token, i int) int {
	for n := 0; n < 2 && touches(tokens, i-1); n++ {
		next := i
		if sign := at(tokens, i).text; (sign == "-" || sign == "/") && touches(tokens, i) {
			next++
		}
		if t := at(tokens, next); t.is != figure && !letters(t) || t.is == figure && next == i {
			break
		}
		i = next + 1
	}
	return i
}

// letters says that a token is the letter of a house or a sector: B, جی.
func letters(t token) bool {
	return t.is == word && (len(t.text) == 1 || t.arabic && len(t.text) <= 4)
}

// counts says that the number after a house or street counts what follows: the
// centre can house 12 women, street 40 children. A number that is called one, or
// has a letter, counts nothing.
func counts(tokens []token, i, last int) bool {
	if next := at(tokens, i+1); numbering.has(next) || letters(next) {
		return false
	}
	if !tokens[i].capital && verbs.has(at(tokens, i-1)) {
		return true
	}
	next := at(tokens, last)
	return next.is == word && !next.capital && !next.arabic && !after.has(next) && !streets.has(next) && !houses.has(next)
}

// named says that a street without a number is one: Mall Road, Gali Noor, and
// not street children.
func named(tokens []token, i int) bool {
	t, before := tokens[i], at(tokens, i-1)
	return quarters.has(t) || roads.has(t) && (t.capital || before.capital || t.arabic)
}

// numberedRoad reads 25 Multan Road and 14-B Race Course Road.
func numberedRoad(tokens []token, i int) (unit, bool) {
	if tokens[i].is != figure || tokens[i].to-tokens[i].from > 4 {
		return unit{}, false
	}
	last := suffixed(tokens, i+1)
	for n := 0; n < 3; n++ {
		t := at(tokens, last+n)
		if n > 0 && roads.has(t) {
			return unit{i, last + n + 1, false, true}, true
		}
		if t.is != word || !t.capital && !t.arabic || t.arabic && n > 0 || streets.has(t) {
			break
		}
	}
	return unit{}, false
}

// housed says that an h is a house: H # 12, H.No. 12.
func housed(tokens []token, i int) bool {
	next := at(tokens, i+1).text
	return next == "#" || next == "no" || next == "." && at(tokens, i+2).text == "no"
}

// shelterHouse says that a house is a safe house.
func shelterHouse(tokens []token, i int) bool { return safe.has(at(tokens, i-1)) }

// shelterWords are where words for a shelter stand. They are written in one, two
// or three words, which hyphens may join.
func shelterWords(tokens []token) []int {
	var found []int
	for i := range tokens {
		name := ""
		for j, n := i, 0; n < 3 && at(tokens, j).is == word; n++ {
			name += tokens[j].text
			if shelters[name] {
				found = append(found, i)
			}
			if j++; at(tokens, j).text == "-" {
				j++
			}
		}
	}
	return found
}

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
