"""The Word templates of all papers, drawn in the form that Nghị định 30/2020/NĐ-CP prescribes."""
