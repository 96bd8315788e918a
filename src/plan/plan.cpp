#include "phaen/plan/plan.h"
