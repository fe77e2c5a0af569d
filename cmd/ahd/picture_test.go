package main

import (
	"errors"
	"flag"
	"image/png"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var pictureInto = flag.String("picture", "", "file into which the picture of a page is taken, with Chromium")

// What the README shows is a page of the example register.
const (
	picturePlace = "deploy/page.png"
	pictured     = "/?timeliness=overdue"
	pictureSize  = "1000,990"
)

// The picture in the README is there, and small enough for a slow line. With -picture it
// is taken anew.
func TestThePictureIsOfAPage(t *testing.T) {
	if *pictureInto != "" {
		takePicture(t, *pictureInto)
	}
	file, err := os.Open(filepath.Join(root, picturePlace))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	shown, err := png.DecodeConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if shown.Width < 600 || shown.Height < 600 || info.Size() > 250<<10 {
		t.Errorf("%d × %d pixels, %d bytes", shown.Width, shown.Height, info.Size())
	}
	if !strings.Contains(documents(t)["README.md"], "]("+picturePlace+")") {
		t.Error("the README does not show it")
	}
}

// takePicture lets a browser without a window look at a page of “ahd demo”.
func takePicture(t *testing.T, into string) {
	t.Helper()
	browser, err := browserOf([]string{"chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"})
	if err != nil {
		t.Fatal(err)
	}
	into, err = filepath.Abs(into)
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, "demo", "--listen", "127.0.0.1:0")
	if page, err := http.Get(s.url + pictured); err != nil || page.StatusCode != http.StatusOK {
		t.Fatalf("%v %v", page, err)
	}
	command := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir="+t.TempDir(),
		"--window-size="+pictureSize, "--screenshot="+into, s.url+pictured)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	s.stop(t)
}

// browserOf finds the first of several browsers that is installed.
func browserOf(names []string) (string, error) {
	for _, name := range names {
		if at, err := exec.LookPath(name); err == nil {
			return at, nil
		}
	}
	return "", errors.New("no Chromium is installed")
}
