package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"ahd.example/ahd/cmd/ahd-bench/peers"
	"ahd.example/ahd/events/cause"
)

// What the table in FIGURES.md stands between.
const (
	tableBegins = "<!-- figures: printed by “ahd-bench figures” from cmd/ahd-bench/figures.json -->\n"
	tableEnds   = "<!-- end of figures -->\n"
)

// figuresCommand writes the table in FIGURES.md.
type figuresCommand struct {
	From string `default:"cmd/ahd-bench/figures.json" placeholder:"FILE" help:"Lines that were measured."`
	Into string `default:"cmd/ahd-bench/FIGURES.md" aliases:"readme" placeholder:"FILE" help:"Where the table goes, between its two comments."`
}

// Run replaces what stands between the two comments by what is printed of the lines.
func (f *figuresCommand) Run() error {
	measured, err := os.ReadFile(f.From)
	if err != nil {
		return cause.Of(errors.New("the lines that were measured cannot be read"), err)
	}
	text, err := os.ReadFile(f.Into)
	if err != nil {
		return cause.Of(errors.New("the page of figures cannot be read"), err)
	}
	before, _, after, err := aroundTable(string(text))
	if err != nil {
		return err
	}
	var table bytes.Buffer
	if err := printFigures(&table, bytes.NewReader(measured)); err != nil {
		return err
	}
	if err := os.WriteFile(f.Into, []byte(before+table.String()+after), 0o644); err != nil {
		return cause.Of(errors.New("the page of figures cannot be written"), err)
	}
	return nil
}

// aroundTable finds the table, with the comments in what stands around it.
func aroundTable(text string) (before, table, after string, err error) {
	before, rest, begins := strings.Cut(text, tableBegins)
	table, after, ends := strings.Cut(rest, tableEnds)
	if !begins || !ends || strings.Contains(after, tableBegins) || strings.Contains(after, tableEnds) {
		return "", "", "", errors.New("the two comments between which the figures stand are not in that page, or not once")
	}
	return before + tableBegins, table, tableEnds + after, nil
}

// measured is a line that was measured: of a side, or of a figure with its limit.
type measured struct {
	peers.Line
	Figure string     `json:"figure"`
	Events int        `json:"events"`
	Ours   []float64  `json:"ours_per_second"`
	Ratio  float64    `json:"ratio"`
	Ratios [2]float64 `json:"ratio_spread"`
	VmHWM  float64    `json:"vm_hwm_mib"`
}

// printFigures prints the tables of lines.
func printFigures(out io.Writer, lines io.Reader) error {
	var sides, figures []measured
	for all := json.NewDecoder(lines); all.More(); {
		var m measured
		if err := all.Decode(&m); err != nil {
			return cause.Of(errors.New("a line that was measured cannot be understood"), err)
		}
		switch {
		case m.Side != "":
			sides = append(sides, m)
		case m.Figure != "" && len(m.Ours) > 0:
			figures = append(figures, m)
		default:
			return errors.New("a line is neither of a side nor of a figure")
		}
	}
	if len(sides)+len(figures) == 0 {
		return errors.New("nothing was measured")
	}
	printSides(out, sides)
	printLimits(out, figures)
	return nil
}

func printSides(out io.Writer, sides []measured) {
	if len(sides) == 0 {
		return
	}
	fmt.Fprintf(out, "\nOn %d cores of %s, in turns of %d rounds; medians:\n", sides[0].Cores, sides[0].System, sides[0].Rounds)
	fmt.Fprint(out, "\n| side | clients | a second | p50 ms | p99 ms | CPU µs each | read your write p99 ms |\n|---|---:|---:|---:|---:|---:|---:|\n")
	for _, s := range sides {
		read := ""
		if s.ReadP99 != nil {
			read = fmt.Sprint(*s.ReadP99)
		}
		fmt.Fprintf(out, "| %s | %d | %s | %v | %v | %.0f | %s |\n", s.Side, s.Clients, thousands(s.PerSecond), s.P50, s.P99, s.CPU, read)
	}
	fmt.Fprintln(out)
}

func printLimits(out io.Writer, figures []measured) {
	if len(figures) == 0 {
		return
	}
	fmt.Fprint(out, "\n| figure | events | a second | of its limit | slowest and fastest round | memory MiB |\n|---|---:|---:|---:|---:|---:|\n")
	for _, f := range figures {
		memory := ""
		if f.VmHWM > 0 {
			memory = fmt.Sprintf("%.0f", f.VmHWM)
		}
		fmt.Fprintf(out, "| %s | %s | %s | %.2f | %.2f to %.2f | %s |\n", f.Figure, thousands(float64(f.Events)), thousands(peers.Median(f.Ours)), f.Ratio, f.Ratios[0], f.Ratios[1], memory)
	}
	fmt.Fprintln(out)
}

// thousands writes a number as people read it; small ones with what matters of them.
func thousands(value float64) string {
	if value < 100 {
		return fmt.Sprintf("%.1f", value)
	}
	text := fmt.Sprintf("%.0f", value)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
