"""The shared Excel forms and the Word templates, and the code that draws them."""
