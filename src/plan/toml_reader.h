#pragma once

#include "phaen/plan/toml.h"
