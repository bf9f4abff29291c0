/** Why a request got no answer. Node's own message is only `fetch failed`. */
function reasonOf(error, timeoutSeconds) {
  if (error.name === 'TimeoutError') {
    return `no answer within ${timeoutSeconds} s`;
  }
  const cause = error.cause ?? error;
  return cause.message || cause.code || error.message;
}

module.exports = { reasonOf };
