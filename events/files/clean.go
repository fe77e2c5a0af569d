package files

// Clean takes out of a picture what it tells beside what it shows: where, when,
// by whom and with what it was made, small copies of it, comments, and whatever
// hangs on its end. The picture itself is not coded again. What comes out is what
// is hashed and stored; cleaning it again changes nothing. Other files are returned
// as they are: what a document says of its author stays in it. Clean returns
// ErrBroken for a picture that is damaged or cut off.
func Clean(mediaType string, content []byte) ([]byte, error) {
	switch mediaType {
	case JPEG:
		return cleanJPEG(content)
	case PNG:
		return cleanPNG(content)
	}
	return content, nil
}
