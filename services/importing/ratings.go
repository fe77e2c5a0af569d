package importing

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/codes"
	"ahd.example/ahd/services/commands/rule"
	sourcecmd "ahd.example/ahd/services/commands/source"
	"ahd.example/ahd/services/recording"
)

// MaxRatings is the most ratings that one file may hold: its source keeps a list of
// them all.
const MaxRatings = 5000

// ratingColumns are the first line of a file of ratings.
var ratingColumns = []string{"scheme", "year", "place", "rating"}

// ratingRow is one line of a file of ratings: what it says and where it stands.
type ratingRow struct {
	line   int
	at     ByteRange // without the line end
	fields []string
}

// PrepareRatings plans a CSV file of ratings: the file is the source, and each line
// after the first is one rating. A text without an id is named after its hash. It
// returns *rule.Refusal for what is no such file, and *Faults of class
// ErrFaults with every line that is wrong.
func PrepareRatings(t Text, origin string, who rule.Who) (*Plan, error) {
	if t.ID == "" {
		t.ID = "ratings-" + hashOf(t.Content)[:8]
	}
	if err := t.Check(); err != nil {
		return nil, err
	}
	p := begin(origin, who, "file", map[string][]byte{t.ID: t.Content})
	p.correlation = "ratings-" + hashOf(t.Content)[:16]
	mediaType := "text/csv; charset=utf-8"
	p.archive[t.ID] = archived{content: t.Content, sha256: hashOf(t.Content), mediaType: &mediaType}
	p.addSource(t.Source)
	rows, err := ratingRows(t.Content, p.faults)
	if err != nil {
		return nil, err
	}
	first := map[string]int{} // the line on which a rating stands first
	for _, row := range rows {
		p.addRating(t.ID, row, first)
	}
	return t.carried(p.end("ratings", "sources"))
}

func (p *plan) addRating(source string, row ratingRow, first map[string]int) {
	faults := len(p.faults.List)
	rating := row.rating(p.faults)
	address := fmt.Sprintf("rating/%s/%s/%d/%s", source, rating.Scheme, rating.Year, rating.Place)
	if len(p.faults.List) > faults {
		return
	}
	if line, twice := first[address]; twice {
		p.faults.add(row.name(), "the rating of %s in %d by %s stands on line %d already", rating.Place, rating.Year, rating.Scheme, line)
		return
	}
	first[address] = row.line
	p.add(address, sourcecmd.AssertRating{Source: source, Rating: rating}, func(c *Counts) { c.Ratings++ })
}

func (r ratingRow) name() string { return fmt.Sprintf("line %d", r.line) }

// rating reads the fields of a row and faults each that cannot be so.
func (r ratingRow) rating(faults *Faults) events.RatingAsserted {
	if len(r.fields) != len(ratingColumns) {
		faults.add(r.name(), "it has %d columns; there must be %d: %s", len(r.fields), len(ratingColumns), strings.Join(ratingColumns, ", "))
		return events.RatingAsserted{}
	}
	d := events.RatingAsserted{Bytes: r.at, Scheme: r.fields[0], Place: r.fields[2], Rating: rule.Clean(r.fields[3])}
	year, err := strconv.Atoi(r.fields[1])
	d.Year = year
	if !events.ValidID(d.Scheme) {
		faults.add(r.name(), "scheme must have 1 to 64 of the characters a–z, 0–9 and “-”")
	}
	if err != nil || len(r.fields[1]) != 4 || year < 1990 || year > 2100 {
		faults.add(r.name(), "year must be one from 1990 to 2100")
	}
	if !codes.Places.Has(d.Place) {
		faults.add(r.name(), "place is not in the list of places, such as PK or PK-PB")
	}
	if n := utf8.RuneCountInString(d.Rating); n == 0 || n > 64 || strings.ContainsFunc(d.Rating, unicode.IsControl) {
		faults.add(r.name(), "rating must have 1 to 64 characters on one line")
	}
	return d
}

// ratingRows reads the lines of a file of ratings after the first.
func ratingRows(content []byte, faults *Faults) (rows []ratingRow, err error) {
	body := bytes.TrimPrefix(content, []byte("\ufeff"))
	before := int64(len(content) - len(body)) // bytes that the reader does not see
	lines := lineStarts(body)
	reader := csv.NewReader(bytes.NewReader(body))
	reader.FieldsPerRecord = -1
	for n := 0; ; n++ {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, notCSV(err)
		}
		line, _ := reader.FieldPos(0)
		if n == 0 {
			if !slices.Equal(fields, ratingColumns) {
				faults.add("line 1", "the columns must be %s, and no others", strings.Join(ratingColumns, ","))
				return nil, nil
			}
			continue
		}
		if n > MaxRatings {
			faults.add(fmt.Sprintf("line %d", line), "a file holds at most %d ratings; divide it", MaxRatings)
			return rows, nil
		}
		from, to := lines[line-1], reader.InputOffset()
		to = from + int64(len(bytes.TrimRight(body[from:to], "\r\n")))
		rows = append(rows, ratingRow{line: line, at: ByteRange{before + from, before + to}, fields: fields})
	}
	if len(rows) == 0 {
		faults.add("line 1", "no rating follows it")
	}
	verify(content, rows, faults)
	return rows, nil
}

// verify reads each row again from where it is said to stand.
func verify(content []byte, rows []ratingRow, faults *Faults) {
	for _, row := range rows {
		reader := csv.NewReader(bytes.NewReader(content[row.at[0]:row.at[1]]))
		if fields, err := reader.Read(); err != nil || !slices.Equal(fields, row.fields) {
			faults.add(row.name(), "its line end is unusual; a line ends in a line feed, with or without a carriage return")
		}
	}
}

// lineStarts are the offsets at which lines begin.
func lineStarts(text []byte) []int64 {
	starts := []int64{0}
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, int64(i+1))
		}
	}
	return starts
}

func notCSV(err error) error {
	line := 1
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		line = wrong.Line
	}
	return cause.Of(recording.Refuse(rule.ErrUnreadable, "file.csv",
		fmt.Sprintf("The file cannot be read as CSV: on line %d a quotation mark stands where none may. Nothing was recorded.", line)), err)
}
