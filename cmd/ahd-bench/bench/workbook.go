package bench

import (
	"context"
	"errors"
	"time"

	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/reporting"
	"ahd.example/ahd/services/reporting/document"
)

// workbook is what writing a summary as a workbook took.
type workbook struct {
	MS    float64 `json:"ms"`
	KiB   int     `json:"kib"`              // of the file
	VmHWM float64 `json:"vmhwm_mib"`        // while it was written
	Held  float64 `json:"vmhwm_mib_before"` // with the summary made, before
}

// measureWorkbook writes the summary of everything as a workbook.
func measureWorkbook(ctx context.Context, b *projections.Book, on edtf.Day) (*workbook, error) {
	draw := document.Drawers["xlsx"]
	if draw == nil {
		return nil, errors.New("this build writes no workbooks")
	}
	var d document.Document
	err := b.Read(ctx, func(v *book.View) (err error) {
		d, err = reporting.Summarise(v, reporting.Question{On: on}, "")
		return err
	})
	if err != nil {
		return nil, err
	}
	forgetPeak()
	var counted counter
	w := workbook{Held: peak()}
	start := time.Now()
	if err := draw(d, "ur", &counted); err != nil {
		return nil, err
	}
	w.MS, w.KiB, w.VmHWM = hundredths(float64(time.Since(start).Microseconds())/1000), int(counted)/1024, peak()
	return &w, nil
}

// counter counts bytes.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
