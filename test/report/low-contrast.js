/* global document, getComputedStyle */
/**
 * Runs in a page: its texts whose contrast with what is behind them is lower than `least`, as WCAG 2 works it out, and how
 * many texts were looked at. Whoever asks reads this file as text.
 */
globalThis.findLowContrast = (least) => {
  /** @param {string} color `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)` or `color(srgb 0.1 0.2 0.3)`, as the browser computes it */
  const parse = (color) => {
    const numbers = (color.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const scale = color.startsWith('color(') ? 255 : 1;
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
    return { rgb: [red * scale, green * scale, blue * scale], alpha };
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb
      .map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const over = (top, below) =>
    top.rgb.map((one, index) => one * top.alpha + below[index] * (1 - top.alpha));
  const behind = (element) => {
    if (element === null) return [255, 255, 255];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own.alpha === 1 ? own.rgb : over(own, behind(element.parentElement));
  };
  const contrast = (color, element) => {
    const back = behind(element);
    const [low, high] = [luminance(over(parse(color), back)), luminance(back)].sort(
      (a, b) => a - b,
    );
    return (high + 0.05) / (low + 0.05);
  };
  const texts = [...document.body.querySelectorAll('*')].filter(
    (one) =>
      !['SCRIPT', 'NOSCRIPT', 'STYLE'].includes(one.tagName) &&
      [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''),
  );
  const checked = [
    ...texts.map((one) => [one, getComputedStyle(one).color, one.textContent.trim()]),
    ...[...document.querySelectorAll('[placeholder]')].map((one) => [
      one,
      getComputedStyle(one, '::placeholder').color,
      one.placeholder,
    ]),
  ];
  const low = checked
    .map(([element, color, text]) => ({ text, ratio: contrast(color, element) }))
    .filter(({ ratio }) => ratio < least)
    .map(({ text, ratio }) => `${ratio.toFixed(2)} ${text.slice(0, 40)}`);
  return { checked: checked.length, low };
};
