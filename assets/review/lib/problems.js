/** Something that could not be described, or is not as it was reviewed: place, what is wrong, remedy. All of them are told at once. */
class Problems extends Error {
  constructor(list) {
    super(list.join('\n'));
    this.list = list;
  }
}

module.exports = { Problems };
