package check

// What only tests of these pages need.

const MaxLeaving = maxLeaving
