/** The script was called wrongly, which says nothing about what it should look at. */
class UsageError extends Error {}

module.exports = { UsageError };
