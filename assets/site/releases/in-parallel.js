/**
 * Does something with each item, with a few at a time, and stops at the first that fails.
 *
 * @template T
 * @param {T[]} items
 * @param {number} most
 * @param {(item: T) => Promise<void>} work
 */
async function inParallel(items, most, work) {
  const waiting = items.values();
  let isStopped = false;
  const worker = async () => {
    for (const item of waiting) {
      if (isStopped) {
        return;
      }
      await work(item).catch((error) => {
        isStopped = true;
        throw error;
      });
    }
  };
  // All are waited for, so that nothing is still written when the fault is answered.
  const results = await Promise.allSettled(Array.from({ length: most }, worker));
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    throw failed.reason;
  }
}

module.exports = { inParallel };
