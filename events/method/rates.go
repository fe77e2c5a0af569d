package method

// Counts are what rates are made of. Where a method weighs, each commitment counts as
// often as it weighs.
type Counts struct {
	N, Assessed                 int // that count, and of these assessed
	Complete, Substantial       int // of the assessed
	Graded                      int // the sum of the grades of the assessed
	ReportedComplete            int // that count and say so themselves
	Open, Silent, Stale         int // that count and are open, and of these
	MetOnTime, MetLate, Overdue int // that count and have a due day
}

// Rates are in basis points, rounded half up; nil is "n/a", where nothing divides.
type Rates struct {
	Strict, High, Coverage, Score, Floor, Ceiling, Silence, Stale, OnTime, ClaimGap *int
}

// Rates applies the formulas of DOMAIN §3.3.
func (c Counts) Rates() Rates {
	silent := c.N - c.Assessed // of which nobody knows
	return Rates{
		Strict: Share(c.Complete, c.N), High: Share(c.Complete+c.Substantial, c.N), Coverage: Share(c.Assessed, c.N),
		Score: score(c.Graded, c.Assessed), Floor: score(c.Graded-silent, c.N), Ceiling: score(c.Graded+silent, c.N),
		Silence: Share(c.Silent, c.Open), Stale: Share(c.Stale, c.Open),
		OnTime:   Share(c.MetOnTime, c.MetOnTime+c.MetLate+c.Overdue),
		ClaimGap: Share(c.ReportedComplete-c.Complete, c.N),
	}
}

// Share is part/whole in basis points, rounded half up; nil where whole is 0.
func Share(part, whole int) *int {
	if whole == 0 {
		return nil
	}
	bp := HalfUp(part*10_000, whole)
	return &bp
}

// score brings a sum of grades from -n … n to 0 … 10,000.
func score(sum, n int) *int {
	if n == 0 {
		return nil
	}
	bp := HalfUp(5000*(sum+n), n)
	return &bp
}

// HalfUp is part/whole, rounded to the next integer, a half upwards: also below zero,
// where -1/2 is 0. whole is positive.
func HalfUp(part, whole int) int {
	part, whole = 2*part+whole, 2*whole
	quotient := part / whole
	if part%whole < 0 {
		quotient--
	}
	return quotient
}

// Median is the middle of ascending values, the mean of the two in the middle where
// there are two, rounded half up; nil of none.
func Median(ascending []int) *int {
	n := len(ascending)
	if n == 0 {
		return nil
	}
	median := HalfUp(ascending[(n-1)/2]+ascending[n/2], 2)
	return &median
}
