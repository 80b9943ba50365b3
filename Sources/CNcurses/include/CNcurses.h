/* Wide-character ncurses as Swift sees it, and the few functions that Swift cannot reach. */
#ifndef CNCURSES_H
#define CNCURSES_H

/* Without this before the include, ncurses hides its wide-character functions. */
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <locale.h>

#endif
