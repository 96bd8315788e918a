#pragma once

#ifdef __clang__
// clang refuses qpdf's JSON class in C++20 (a std::vector of the incomplete class itself). We use
// nothing of it, so its name is enough for the headers that mention it.
#define JSON_HH
class JSON;
#endif

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
