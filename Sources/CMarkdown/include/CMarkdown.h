/* cmark-gfm as Swift sees it: the parser, its tree, and the GitHub extensions. */
#ifndef CMARKDOWN_H
#define CMARKDOWN_H

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

#endif
