package files_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ahd.example/ahd/events/files"
)

func clean(t rapid.TB, mediaType string, content []byte) []byte {
	t.Helper()
	cleaned, err := files.Clean(mediaType, content)
	if err != nil {
		t.Fatal(err)
	}
	again, err := files.Clean(mediaType, cleaned)
	if err != nil || !bytes.Equal(again, cleaned) {
		t.Fatalf("cleaned twice is not cleaned once: %v", err)
	}
	if bytes.Contains(cleaned, []byte(canary)) {
		t.Fatal("the picture still tells where it was made")
	}
	return cleaned
}

func samePixels(t rapid.TB, one, two []byte) {
	t.Helper()
	a, _, errA := image.Decode(bytes.NewReader(one))
	b, _, errB := image.Decode(bytes.NewReader(two))
	if errA != nil || errB != nil || a.Bounds() != b.Bounds() {
		t.Fatalf("%v %v", errA, errB)
	}
	for x := range a.Bounds().Dx() {
		for y := range a.Bounds().Dy() {
			if a.At(x, y) != b.At(x, y) {
				t.Fatalf("point %d,%d was %v and is %v", x, y, a.At(x, y), b.At(x, y))
			}
		}
	}
}

func TestAPhotoShowsTheSameAndTellsNothing(t *testing.T) {
	plain := photo()
	rapid.Check(t, func(t *rapid.T) {
		at, full := 2, plain
		for _, part := range rapid.SliceOf(rapid.SampledFrom(told())).Draw(t, "told") {
			if full[at] == 0xff && full[at+1] == 0xff && len(part) == 2 {
				continue
			}
			full = into(full, part, at)
			at += len(part)
			if len(part) == 2 {
				break // filling stands before a mark of the picture
			}
		}
		full = append(full, rapid.SampledFrom([]string{"", canary, "PK\x03\x04" + canary, string(plain)}).Draw(t, "attached")...)
		cleaned := clean(t, files.JPEG, full)
		samePixels(t, plain, cleaned)
		if len(cleaned) > len(full) {
			t.Errorf("%d bytes became %d", len(full), len(cleaned))
		}
	})
}

func TestPicturesOfOtherProgramsShowTheSame(t *testing.T) {
	for _, name := range []string{"progressive.jpg", "rgb.jpg"} { // made by cjpeg
		content, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		samePixels(t, content, clean(t, files.JPEG, content))
	}
	var out bytes.Buffer // a few colours, one of them seen through
	few := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.Transparent, color.White, color.RGBA{200, 0, 0, 255}})
	for i := range few.Pix {
		few.Pix[i] = uint8(i % 3)
	}
	if err := png.Encode(&out, few); err != nil {
		t.Fatal(err)
	}
	samePixels(t, out.Bytes(), clean(t, files.PNG, out.Bytes()))
	inParts := into(screenshot(), chunk("IDAT", ""), len(screenshot())-12)
	samePixels(t, screenshot(), clean(t, files.PNG, inParts))
}

// Between the passes of a progressive picture something may be told, too.
func TestNothingIsToldBetweenThePasses(t *testing.T) {
	content, err := os.ReadFile("testdata/progressive.jpg")
	if err != nil {
		t.Fatal(err)
	}
	last := bytes.LastIndex(content, []byte{0xff, 0xda})
	for _, part := range told() {
		if len(part) == 2 {
			continue // filling says nothing
		}
		if cleaned := clean(t, files.JPEG, into(content, part, last)); !bytes.Equal(cleaned, clean(t, files.JPEG, content)) {
			t.Errorf("%.30q leaves something behind", part)
		}
	}
}

func TestAPhotoThatWasHeldAsideStillStandsUpright(t *testing.T) {
	for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
		for turned := range uint16(10) {
			cleaned := clean(t, files.JPEG, into(photo(), segment(0xe1, exif(order, turned)), 2))
			want := photo()
			if turned >= 2 && turned <= 8 {
				minimal := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(turned)) + "\x00\x00\x00\x00\x00\x00"
				want = into(want, segment(0xe1, minimal), 2)
			}
			if !bytes.Equal(cleaned, want) {
				t.Errorf("%v, turned %d: %q", order, turned, cleaned[:60])
			}
		}
	}
}

func TestTheFirstWordOnWhichWayIsUpCounts(t *testing.T) {
	once := into(photo(), segment(0xe1, exif(binary.BigEndian, 6)), 2)
	twice := into(into(photo(), segment(0xe1, exif(binary.BigEndian, 3)), 2), segment(0xe1, exif(binary.BigEndian, 6)), 2)
	if !bytes.Equal(clean(t, files.JPEG, once), clean(t, files.JPEG, twice)) {
		t.Error("the picture was turned by what came second")
	}
}

func TestColoursAreStillMeantAsTheyWere(t *testing.T) {
	profile := segment(0xe2, "ICC_PROFILE\x00\x01\x01the colours")
	adobe := segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01")
	jfif := segment(0xe0, "JFIF\x00\x01\x02\x01\x00H\x00H\x00\x00")
	full := photo()
	for _, part := range [][]byte{profile, adobe, jfif} {
		full = into(full, part, 2)
	}
	if cleaned := clean(t, files.JPEG, full); !bytes.Equal(cleaned, full) {
		t.Errorf("%q", cleaned[:80])
	}
}

func TestAScreenshotShowsTheSameAndTellsNothing(t *testing.T) {
	plain := screenshot()
	const afterHeader = 8 + 25
	full := plain
	for kind, body := range map[string]string{
		"eXIf": "MM" + canary, "tEXt": "Author\x00" + canary, "zTXt": "Comment\x00\x00" + canary, "iTXt": "XML:com.adobe.xmp\x00" + canary,
		"tIME": canary[:7], "prVt": canary, "sPLT": canary, "caBX": canary, "acTL": "\x00\x00\x00\x01\x00\x00\x00\x00",
	} {
		full = into(full, chunk(kind, body), afterHeader)
	}
	kept := chunk("gAMA", "\x00\x00\xb1\x8f")
	full = append(into(full, kept, afterHeader), canary...)
	cleaned := clean(t, files.PNG, full)
	if !bytes.Equal(cleaned, into(plain, kept, afterHeader)) {
		t.Errorf("%q", cleaned)
	}
	samePixels(t, plain, cleaned)
}

func TestAPictureThatIsCutOffIsRefusedWhereverItIsCut(t *testing.T) {
	for mediaType, whole := range map[string][]byte{files.JPEG: photo(), files.PNG: screenshot()} {
		for length := range len(whole) {
			if _, err := files.Clean(mediaType, whole[:length]); !errors.Is(err, files.ErrBroken) {
				t.Fatalf("%s, %d of %d bytes: %v", mediaType, length, len(whole), err)
			}
		}
	}
}

func TestAPictureThatIsPutTogetherWronglyIsRefused(t *testing.T) {
	shot, taken := screenshot(), photo()
	flipped := bytes.Clone(shot)
	flipped[60] ^= 1
	data := bytes.Index(shot, []byte("IDAT")) - 4
	scan := bytes.Index(taken, []byte{0xff, 0xda})
	frame := bytes.Index(taken, []byte{0xff, 0xc0})
	for name, wrong := range map[string][]byte{
		"a flipped bit":             flipped,
		"no header":                 into(shot, chunk("gAMA", "1234"), 8),
		"two headers":               into(shot, shot[8:33], 33),
		"an unknown critical chunk": into(shot, chunk("WHAT", ""), 33),
		"no picture":                slices.Concat(shot[:33], chunk("IEND", "")),
		"a chunk within":            slices.Concat(shot[:data], chunk("IDAT", ""), chunk("gAMA", "1234"), shot[data:]),
		"something in the end":      slices.Concat(shot[:len(shot)-12], chunk("IEND", canary)),
	} {
		if _, err := files.Clean(files.PNG, wrong); !errors.Is(err, files.ErrBroken) {
			t.Errorf("PNG with %s: %v", name, err)
		}
	}
	for name, wrong := range map[string][]byte{
		"another start":       into(taken, []byte{0xff, 0xd8}, 2),
		"no picture":          {0xff, 0xd8, 0xff, 0xd9},
		"two pictures":        into(taken, taken[frame:frame+19], frame),
		"one more at the end": into(taken, taken[frame:frame+19], len(taken)-2),
		"an unknown mark":     into(taken, segment(0xf1, canary), scan),
		"loose bytes":         into(taken, []byte(canary), scan),
		"a length of one":     into(taken, []byte{0xff, 0xe1, 0, 1}, 2),
		"a length too far":    into(taken, []byte{0xff, 0xe1, 0xff, 0xff}, 2),
		"nothing":             nil,
	} {
		if _, err := files.Clean(files.JPEG, wrong); !errors.Is(err, files.ErrBroken) {
			t.Errorf("JPEG with %s: %v", name, err)
		}
	}
}

func TestOtherFilesStayAsTheyAre(t *testing.T) {
	content := []byte("a note " + strings.Repeat("x", 100))
	if cleaned, err := files.Clean(files.Text, content); err != nil || !bytes.Equal(cleaned, content) {
		t.Error(err)
	}
}
