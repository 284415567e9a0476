// As much of React as an application of one page needs: it renders a component into plain data, and again when its state changes.
let current;

export function useState(initial) {
  const cell = cellOf(() => ({ value: typeof initial === 'function' ? initial() : initial }));
  const { root } = current;
  cell.set ??= (next) => {
    const value = typeof next === 'function' ? next(cell.value) : next;
    if (Object.is(value, cell.value)) return;
    cell.value = value;
    root.render();
  };
  return [cell.value, cell.set];
}

export function useRef(initial) {
  return cellOf(() => ({ current: initial }));
}

export function useMemo(make) {
  return cellOf(() => ({ value: make() })).value;
}

export function useCallback(callback) {
  return callback;
}

export function useEffect(effect, inputs) {
  const cell = cellOf(() => ({ inputs: undefined }));
  const isSame = inputs?.every((one, index) => Object.is(one, cell.inputs?.[index])) ?? false;
  if (cell.inputs !== undefined && isSame) return;
  cell.inputs = inputs;
  effect();
}

export function createElement(type, props, ...children) {
  return jsx(type, { ...props, ...(children.length > 0 && { children }) });
}

export function jsx(type, props) {
  return typeof type === 'function' ? type(props) : { type, props };
}

export const jsxs = jsx;
export const Fragment = ({ children }) => children;
export default { createElement, useState, useRef, useMemo, useCallback, useEffect, Fragment };

/** Renders a component, and keeps the tree that it makes in `tree`. */
export function mount(component, props) {
  const cells = [];
  const root = {
    tree: undefined,
    render() {
      const outer = current;
      current = { root, cells, next: 0 };
      root.tree = component(props);
      current = outer;
    },
    /** The elements of a kind, in their order. */
    find: (type) => elementsOf(root.tree).filter((one) => one.type === type),
    text: () => textOf(root.tree),
  };
  root.render();
  return root;
}

function cellOf(make) {
  const { cells } = current;
  const index = current.next;
  current.next += 1;
  cells[index] ??= make();
  return cells[index];
}

function elementsOf(node) {
  if (Array.isArray(node)) return node.flatMap(elementsOf);
  return typeof node === 'object' && node !== null
    ? [node, ...elementsOf(node.props?.children)]
    : [];
}

function textOf(node) {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (typeof node === 'object' && node !== null) return textOf(node.props?.children);
  return typeof node === 'string' || typeof node === 'number' ? String(node) : '';
}
