package web

// What only tests of these pages need.

const MostChoices = mostChoices
const MostInAll = mostInAll
const MostOfOne = mostOfOne
