"use strict";
// A click on a column's head sorts by it: up, down, and back to the order of the file. Empty cells stand last.
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0], rows = [...body.rows];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    const number = head.classList.contains("n");
    const text = row => row.cells[column].textContent;
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
      const order = next === undefined ? "ascending" : next;
      for (const other of heads) other.removeAttribute("aria-sort");
      if (order === null) return body.append(...rows);
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const compare = (a, b) => number ? a - b : a.localeCompare(b, "en", { numeric: true });
      body.append(...[...rows].sort((a, b) => (text(a) === "") - (text(b) === "") || sign * compare(text(a), text(b))));
    });
  });
}
// What is folded is printed, too.
addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details")) part.open = true; });
