#include "phaen/book/recognise.h"
