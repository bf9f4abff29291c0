/** Runs in the browser: looks at the page in one frame as a person would. */
function look(document) {
  const channels = (color) => /[\d.]+/.test(color) ? color.match(/[\d.]+/g).map(Number) : [0, 0, 0, 0];
  const opaque = (color) => color !== 'transparent' && (channels(color)[3] ?? 1) === 1;
  const luminance = (color) => {
    const [red, green, blue] = channels(color).map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const style = (element) => document.defaultView.getComputedStyle(element);
  const background = (element) => !element ? 'rgb(255, 255, 255)' : opaque(style(element).backgroundColor) ? style(element).backgroundColor : background(element.parentElement);
  const contrast = (element) => {
    const [light, dark] = [luminance(style(element).color), luminance(background(element))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const texts = [...document.querySelectorAll('.gate *, .count, .sign, .status, .time, .note, .kind, .step, .reason, .remark, a, summary, dt, dd, footer, pre, h1, h2, h3, h4, h5')];
  const names = [...document.querySelectorAll('.stage li .name')];
  const parts = [...document.querySelectorAll('.gate, .changes, .rules > li, .resources > li')].filter((element) => !element.closest('details:not([open])'));
  const isShown = (element) => {
    const { width, height, left, right } = element.getBoundingClientRect();
    return width > 0 && height > 0 && left >= 0 && right <= document.documentElement.clientWidth;
  };
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    background: style(document.body).backgroundColor,
    parts: parts.map((element) => element.textContent),
    hidden: [...names, ...parts].filter((element) => !isShown(element)).map((element) => element.textContent),
    names: names.map((element) => element.querySelector('bdi').textContent),
    faint: texts.filter((element) => contrast(element) < 4.5).map((element) => `${element.className}: ${element.textContent} ${contrast(element)}`),
    focusable: [...document.querySelectorAll('a[href], summary, pre')].filter((element) => element.tabIndex === 0).length,
    scripted: document.querySelector('script') !== null,
  };
}
