"""How everything looks: sizes, colours, type and icons, read from resources/theme/tokens.toml.

    from ui.theme import theme, px, colour, font, icon, pixmap, tokens
    theme()                      the one Theme of the program; made with the first call, after QApplication
    theme().set_theme(name)      "system", "light", "dark", "high-contrast"
    theme().set_text_size(f)     1.0, 1.25, 1.5, 2.0
    theme().set_font(name)       "Inter" or "Atkinson Hyperlegible Next"
    theme().changed              signal: any of the three changed (repaint, fetch icons and colours again)
    theme().resized              signal, before `changed`: text size or font changed (measure again)
    theme().effective_width(w)   window width / text size, for the breakpoints of ui.md 3
    px(16)                       16 px times the text size
    colour("accent")             QColor of a role in the present theme; for painted widgets, asked at paint time
    font("small", "medium")      QFont of a type role ("caption" ... "heading1") and, if not the role's own, a weight
    icon("lock", 16, "ink2")     QIcon that follows the theme; pixmap(...) the same to draw at once
    tokens()                     every value: tokens().control["button"], tokens().breakpoints["wide"] ...
Labels take a foreground role: `set_role(widget, "ink2")`; no widget gets a palette or a style sheet of its own.
"""

from ui.theme.icons import icon, pixmap
from ui.theme.palettes import set_role
from ui.theme.theme import Theme, colour, font, px, theme
from ui.theme.tokens import Tokens, tokens

__all__ = ["Theme", "Tokens", "colour", "font", "icon", "pixmap", "px", "set_role", "theme", "tokens"]
