package commitments

// What only tests of these pages need.

const MaxForm = maxForm
