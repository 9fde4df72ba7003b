// One profile by docxtemplater as its documentation shows: opened, rendered and written anew for each person.
// node docxtemplater.cjs TEMPLATE CONTEXTS.json FOLDER -> the seconds of one paper, after as many to warm up.
const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [template, contexts, folder] = process.argv.slice(2);
const content = fs.readFileSync(template, "binary");
const people = JSON.parse(fs.readFileSync(contexts, "utf-8"));

// names with dots; «?name» asks whether there is anything, «name|upper» writes capitals
function parser(tag) {
  const [, asks, name, upper] = /^(\??)([^|]*)(\|upper)?$/.exec(tag.trim());
  return {
    get(scope) {
      const value = name === "." ? scope : name.split(".").reduce((at, key) => (at == null ? undefined : at[key]), scope);
      if (asks) return Array.isArray(value) ? value.length > 0 : Boolean(value);
      return upper && typeof value === "string" ? value.toUpperCase() : value;
    },
  };
}

function make(person, number) {
  const options = { delimiters: { start: "{{", end: "}}" }, paragraphLoop: true, linebreaks: true, parser, nullGetter: () => "" };
  const paper = new Docxtemplater(new PizZip(content), options);
  paper.render(person);
  fs.writeFileSync(path.join(folder, `${number}.docx`), paper.toBuffer());
}

people.forEach(make);
people.forEach((_, number) => fs.unlinkSync(path.join(folder, `${number}.docx`)));
const begun = process.hrtime.bigint();
people.forEach(make);
console.log(Number(process.hrtime.bigint() - begun) / 1e9 / people.length);
