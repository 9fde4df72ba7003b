"""An Office file as a package of parts: opened safely, written the same every time."""
