#include <algorithm>
#include <string>

#include "help.h"

namespace phaen::cli {

namespace {

std::string all_names(std::span<const OptionText> options) {
    std::string names;
    for (const OptionText& option : options) {
        if (option.short_name != '\0') names += std::string(" -") + option.short_name;
        names += " --" + std::string(option.long_name);
    }
    return names;
}

std::string command_names() {
    std::string names;
    for (const CommandText& command : commands())
        names += (names.empty() ? "" : " ") + std::string(command.name);
    return names;
}

std::string words_of_operands(const CommandText& command) {
    if (command.name != "completion") return {};
    std::string words(command.operands);
    std::replace(words.begin(), words.end(), '|', ' ');
    return words;
}

std::string bash_script() {
    std::string alternatives = command_names();
    std::replace(alternatives.begin(), alternatives.end(), ' ', '|');
    std::string text =
        "# bash completion for phaen\n"
        "_phaen() {\n"
        "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= "
        "word\n"
        "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "        case $word in " +
        alternatives +
        ") command=$word; break ;; esac\n"
        "    done\n"
        "    case $command:$previous in\n";
    for (const OptionText& option : common_options()) {
        if (option.choices.empty()) continue;
        text += "        *:--" + std::string(option.long_name) + ") COMPREPLY=($(compgen -W '" +
                std::string(option.choices) + "' -- \"$current\")); return ;;\n";
    }
    for (const CommandText& command : commands()) {
        for (const OptionText& option : command.options) {
            if (option.choices.empty()) continue;
            text += "        " + std::string(command.name) + ":--" + std::string(option.long_name) +
                    ") COMPREPLY=($(compgen -W '" + std::string(option.choices) +
                    "' -- \"$current\")); return ;;\n";
        }
    }
    text += "    esac\n    case $command in\n";
    text += "        '') COMPREPLY=($(compgen -W '" + command_names() +
            all_names(common_options()) + "' -- \"$current\")) ;;\n";
    for (const CommandText& command : commands()) {
        const std::string words = words_of_operands(command);
        text += "        " + std::string(command.name) +
                ")\n            if [[ $current == -* ]]; then\n" +
                "                COMPREPLY=($(compgen -W '" +
                (all_names(command.options) + all_names(common_options())).substr(1) +
                "' -- \"$current\"))\n            else\n                " +
                (words.empty() ? "COMPREPLY=($(compgen -f -- \"$current\"))"
                               : "COMPREPLY=($(compgen -W '" + words + "' -- \"$current\"))") +
                "\n            fi ;;\n";
    }
    return text + "    esac\n}\ncomplete -o filenames -F _phaen phaen\n";
}

/// Text inside single quotes of a shell, without what zsh gives a meaning in its specifications.
std::string quiet(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\'') {
            result += "’";
        } else if (c == '[' || c == ']' || c == ':') {
            result += c == ':' ? " –" : "";
        } else {
            result += c;
        }
    }
    return result;
}

std::string zsh_options(std::span<const OptionText> options, Language language,
                        std::string_view indent) {
    std::string text;
    for (const OptionText& option : options) {
        std::string tail = "[" + quiet(option.text.in(language)) + "]";
        if (!option.argument.empty()) {
            tail += ":" + std::string(option.argument) + ":" +
                    (option.choices.empty() ? std::string("_files")
                                            : "(" + std::string(option.choices) + ")");
        }
        text += std::string(indent) + "'--" + std::string(option.long_name) + tail + "' \\\n";
        if (option.short_name != '\0')
            text += std::string(indent) + "'-" + option.short_name + tail + "' \\\n";
    }
    return text;
}

std::string zsh_script(Language language) {
    std::string text =
        "#compdef phaen\n# zsh completion for phaen\n_phaen() {\n    local -a commands=(\n";
    for (const CommandText& command : commands()) {
        text += "        '" + std::string(command.name) + ":" +
                quiet(command.summary.in(language)) + "'\n";
    }
    text += "    )\n    _arguments -C \\\n" + zsh_options(common_options(), language, "        ") +
            "        '1:command:->command' '*::argument:->arguments'\n"
            "    case $state in\n"
            "        command) _describe command commands ;;\n"
            "        arguments)\n"
            "            case $words[1] in\n";
    for (const CommandText& command : commands()) {
        const std::string words = words_of_operands(command);
        text += "                " + std::string(command.name) +
                ")\n                    _arguments \\\n" +
                zsh_options(command.options, language, "                        ") +
                zsh_options(common_options(), language, "                        ") +
                "                        '*:" + quiet(command.operands) + ":" +
                (words.empty() ? std::string("_files") : "(" + words + ")") + "' ;;\n";
    }
    return text + "            esac ;;\n    esac\n}\n_phaen \"$@\"\n";
}

std::string fish_option(const OptionText& option, std::string_view condition, Language language) {
    std::string text = "complete -c phaen";
    if (!condition.empty()) text += " -n '" + std::string(condition) + "'";
    if (option.short_name != '\0') text += std::string(" -s ") + option.short_name;
    text += " -l " + std::string(option.long_name);
    if (!option.choices.empty()) {
        text += " -x -a '" + std::string(option.choices) + "'";
    } else if (!option.argument.empty()) {
        text += " -r -F";
    }
    return text + " -d '" + quiet(option.text.in(language)) + "'\n";
}

std::string fish_script(Language language) {
    std::string text = "# fish completion for phaen\n";
    for (const CommandText& command : commands()) {
        const std::string name(command.name);
        text += "complete -c phaen -n __fish_use_subcommand -f -a " + name + " -d '" +
                quiet(command.summary.in(language)) + "'\n";
        for (const OptionText& option : command.options) {
            text += fish_option(option, "__fish_seen_subcommand_from " + name, language);
        }
        const std::string words = words_of_operands(command);
        if (!words.empty()) {
            text += "complete -c phaen -n '__fish_seen_subcommand_from " + name + "' -f -a '" +
                    words + "'\n";
        }
    }
    for (const OptionText& option : common_options()) text += fish_option(option, "", language);
    return text;
}

}  // namespace

std::string completion_script(std::string_view shell, Language language) {
    if (shell == "bash") return bash_script();
    if (shell == "zsh") return zsh_script(language);
    if (shell == "fish") return fish_script(language);
    return {};
}

}  // namespace phaen::cli
