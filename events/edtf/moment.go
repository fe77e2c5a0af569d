package edtf

import "time"

// maxOffset is the offset, in minutes, of the easternmost clocks on Earth.
const maxOffset = 14 * 60

// readMoment reads 2026-04-03T10:00:00Z or …+05:00 and keeps the day and the
// minute that the clock of a zone showed.
func readMoment(text string, qualifier byte, zone Zone) (part, string) {
	day := readDay(text)
	hour, minute, second := number(text[11:13]), number(text[14:16]), number(text[17:19])
	offset, ok := readOffset(text[19:])
	switch {
	case qualifier != 0:
		return part{}, reasonForm // EDTF qualifies dates only
	case !day.exists():
		return part{}, reasonDay
	case !ok || hour > 23 || minute > 59 || second > 59:
		return part{}, reasonTime
	}
	at := time.Date(day.Year, day.Month, day.Day, hour, minute-offset, second, 0, time.UTC)
	return momentAt(at, zone), ""
}

// readOffset reads Z, +05:00 or -03:30 into minutes.
func readOffset(text string) (int, bool) {
	if text == "Z" {
		return 0, true
	}
	hours, minutes := number(text[1:3]), number(text[4:6])
	offset := hours*60 + minutes
	ok := minutes <= 59 && offset <= maxOffset
	if text[0] == '-' {
		offset = -offset
	}
	return offset, ok
}

func momentAt(t time.Time, zone Zone) part {
	day, there := zone.Day(t), zone.Tell(t)
	return part{
		form: moment, year: day.Year, month: day.Month, day: day.Day,
		minute: there.Hour()*60 + there.Minute(), zone: zone,
	}
}
