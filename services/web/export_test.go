package web

// What only tests of these pages need.

const MaxChoices = maxChoices
const MaxInAll = maxInAll
const MaxOfOne = maxOfOne
