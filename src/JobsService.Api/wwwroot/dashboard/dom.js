// Creates elements. Texts become text nodes, never markup: names of jobs are hostile.

/** @param {string} id @returns {any} the element of the page with this id */
export const byId = (id) => document.getElementById(id);

/**
 * Creates an element.
 * @param {string} tag
 * @param {Record<string, any>} [properties] `class`, `on` (listeners), attributes with a dash or `role`, otherwise properties
 * @param {...(Node | string | null)} children
 * @returns {any}
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'class') {
      node.className = value;
    } else if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) {
        node.addEventListener(event, listener);
      }
    } else if (name === 'role' || name.includes('-')) {
      if (value !== null) {
        node.setAttribute(name, value);
      }
    } else {
      node[name] = value;
    }
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Sets the text of a node only if it changes, so that an unchanged row costs no layout. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Sets or removes an attribute only if it changes. */
export function setAttribute(node, name, value) {
  if (value === null) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

/** Tells a screen reader something that everybody else can see. */
export const announce = (text) => setText(byId('announcement'), text);
