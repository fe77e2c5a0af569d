package edtf

// readInterval gives both ends, of which one may be open or not stated, or the
// reason why it is no interval.
func readInterval(first, second string) (start, end part, reason string) {
	start, reason = readEnd(first)
	if reason != "" {
		return part{}, part{}, reason
	}
	end, reason = readEnd(second)
	if reason == "" && !start.dated() && !end.dated() {
		reason = reasonInterval
	}
	return start, end, reason
}

func readEnd(text string) (part, string) {
	switch text {
	case "":
		return part{form: notStated}, ""
	case "..":
		return part{form: open}, ""
	}
	p, reason := readPart(text, Zone{}) // no end is a moment
	if reason == "" && (p.form == season || p.form == moment) {
		reason = reasonEnds
	}
	return p, reason
}

// dated reports whether p says anything: an end that is open or was not stated
// does not.
func (p part) dated() bool { return p.form != notStated && p.form != open }
