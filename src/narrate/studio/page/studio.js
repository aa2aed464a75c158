// Shows the books of the folder, and the people of the one that was asked for.

const ask = async (path) => (await fetch(path)).json();

const show = (tag, text) => {
  const element = document.createElement(tag);
  element.textContent = text;
  element.dir = "auto";
  document.getElementById("studio").append(element);
};

const shelf = await ask("/api/books");
show("h1", shelf.opened ?? shelf.folder);
for (const one of shelf.books) show("p", one.id);
if (shelf.opened) {
  const book = await ask(`/api/books/${encodeURIComponent(shelf.opened)}`);
  for (const one of book.people) show("p", `${one.name}: ${one.lines}`);
}
