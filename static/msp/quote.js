// Words selected in an answer become the passage of an outcome. Only where they stand (two numbers, in the part of the
// address that is never sent) goes from page to page; without this script the words are copied into the box.
(() => {
  const boxOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest('[data-words]');

  function selectionIn(box) {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (boxOf(range.startContainer) !== box || boxOf(range.endContainer) !== box) return null;
    const before = document.createRange();
    before.setStart(box, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    return trimmed(box.textContent, start, start + range.toString().length);
  }

  function trimmed(text, start, end) {
    while (start < end && /\s/.test(text[start])) start += 1;
    while (end > start && /\s/.test(text[end - 1])) end -= 1;
    return start < end ? [start, end] : null;
  }

  function toOtherPage(answer) {
    const link = answer.querySelector('[data-make-outcome]');
    const box = answer.querySelector('[data-words]');
    if (!link || !box) return;
    const plain = link.href;
    document.addEventListener('selectionchange', () => {
      const chosen = selectionIn(box);
      link.classList.toggle('msp-from-selection', Boolean(chosen));
      if (chosen) link.href = `${plain}#words=${chosen.join('-')}`;
    });
  }

  function intoBox(answer) {
    const passage = document.getElementById(answer.dataset.fills);
    const button = answer.querySelector('[data-use-selection]');
    const box = answer.querySelector('[data-words]');
    let chosen = null;
    const fill = ([start, end]) => {
      passage.value = box.textContent.slice(start, end);
      passage.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const brought = /^#words=(\d+)-(\d+)$/.exec(location.hash);
    if (brought && !passage.value) fill(brought.slice(1).map(Number));
    document.addEventListener('selectionchange', () => {
      chosen = selectionIn(box) ?? chosen;
    });
    button.hidden = false;
    button.addEventListener('click', () => {
      if (chosen) fill(chosen);
      passage.focus();
    });
  }

  for (const answer of document.querySelectorAll('[data-answer]')) {
    if (answer.dataset.fills) intoBox(answer);
    else toOtherPage(answer);
  }
})();
