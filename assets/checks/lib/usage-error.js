/** The check was called wrongly, which says nothing about what it should check. */
class UsageError extends Error {}

module.exports = { UsageError };
